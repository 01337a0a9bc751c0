"""Write the table of dependencies in docs/licences.md from the lock files and the metadata of .venv.

Run `python -m tests.tools.licences` after `make lock`. A licence without a known reason why it fits GPL-3.0-or-later is
refused: a person reads it first and adds the reason here.
"""

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/licences.md"
RUNTIME, DEVELOPMENT = ROOT / "installer/requirements.lock", ROOT / "installer/requirements-dev.lock"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
TABLE = re.compile(r"(?<=<!-- table: begin -->\n).*(?=<!-- table: end -->)", re.DOTALL)

READ_BY_HAND = {
    "charset-normalizer": "MIT",
    "colorama": "BSD-3-Clause",
    "coverage": "Apache-2.0",
    "editables": "MIT",
    "pathspec": "MPL-2.0",
    "pluggy": "MIT",
    "pypdfium2": "(Apache-2.0 OR BSD-3-Clause) AND licences of PDFium",
    "pyrage": "MIT",
    "pyside6-essentials": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "pytest-qt": "MIT",
    "python-bidi": "LGPL-3.0",
    "reportlab": "BSD-3-Clause",
    "shamir-mnemonic": "MIT",
    "shiboken6": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "sortedcontainers": "Apache-2.0",
    "sqlcipher3": "Zlib",
    "trove-classifiers": "Apache-2.0",
    "uharfbuzz": "Apache-2.0",
    "zxcvbn": "MIT",
}
"""Licences of packages whose metadata has no SPDX expression, as their licence files say."""

REASONS = {
    "(Apache-2.0 OR BSD-3-Clause) AND licences of PDFium": "permissive; PDFium's parts are listed below",
    "Apache-2.0": "one way: may be part of a GPL-3.0 work",
    "Apache-2.0 OR BSD-2-Clause": "permissive, by the BSD choice",
    "Apache-2.0 OR BSD-3-Clause": "permissive, by the BSD choice",
    "BSD-2-Clause": "permissive",
    "BSD-3-Clause": "permissive",
    "LGPL-3.0": "LGPL-3.0 adds permissions to GPL-3.0; users can replace the library",
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "we take LGPL-3.0-only; users can replace the libraries",
    "MIT": "permissive",
    "MIT-0": "permissive",
    "MIT-CMU": "permissive",
    "MPL-2.0": "names GPL-3.0 as a secondary licence; a developer's tool, never shipped",
    "PSF-2.0": "permissive",
    "Zlib": "permissive",
}
"""Reasons why a licence fits GPL-3.0-or-later."""


def read_pins(lock: Path) -> dict[str, str]:
    """Return the locked version of each package of a lock file."""
    return dict(PIN.findall(lock.read_text("utf-8")))


def read_licence(name: str) -> tuple[str, str]:
    """Return the licence of a package, and the place that states it."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name], _place_of_statement(name)
    return str(metadata(name)["License-Expression"]), "SPDX expression"


def write_table() -> None:
    """Replace the table in the page. Raises KeyError for a licence without a reason."""
    runtime = read_pins(RUNTIME)
    rows = ["| Package | Version | Shipped | Licence | Stated by | Fits | Reason |", "|---|---|---|---|---|---|---|"]
    for name, version in sorted(read_pins(DEVELOPMENT).items()):
        licence, place = read_licence(name)
        shipped = "yes" if name in runtime else "no"
        rows.append(f"| {name} | {version} | {shipped} | {licence} | {place} | yes | {REASONS[licence]} |")
    table = "\n".join([*rows, ""])
    PAGE.write_text(TABLE.sub(lambda _: table, PAGE.read_text("utf-8")), "utf-8")


def _place_of_statement(name: str) -> str:
    try:
        stated: PackageMetadata = metadata(name)
    except PackageNotFoundError:
        return "classifier and licence file of the wheel"  # for another system than this one
    if "License" in stated:
        return "licence field"
    classified = any(line.startswith("License ::") for line in stated.get_all("Classifier") or [])
    return "classifier and licence file" if classified else "licence file"


if __name__ == "__main__":
    write_table()
