"""Nothing of a real person stands in this repository: a number is a service's own, or one that rings nobody (L30)."""

import re
from pathlib import Path

import pytest

from tests.faults.canaries import STEM

ROOT = Path(__file__).parent.parent
PACK = ROOT / "src/dasupport/content/packs/en"
PUBLIC = tuple(PACK / f"{name}.toml" for name in ("numbers", "directory", "first", "guide"))
"""What a service or an authority has published."""
PACKAGES = ROOT / "installer/sbom.json"
"""Package URLs, such as name@1.2.3, in a file that a program writes and tests/test_sbom.py holds against it."""
KINDS = {".py", ".toml", ".md", ".sh", ".txt", ".json"}
FILES = sorted(
    path
    for folder in ("src", "tests", "docs", "installer")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in KINDS and path not in (*PUBLIC, PACKAGES) and path != Path(__file__)
)
NUMBER = re.compile(r"(?<![\w.])(?:\+44 ?|0)(?:\d[ -]?){9,10}(?![\w.])")
NOBODY = re.compile(r"01632960\d{3}|08081570\d{3}|03069990\d{3}|01234567890|01622(555|000)\d{3}")
"""Numbers that Ofcom keeps for plays and films, and such as nobody is given."""
LETTER = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def rings(text: str, public: str) -> set[str]:
    """The numbers in a text that somebody could have."""
    found = {re.sub(r"\D", "", hit.replace("+44", "0")) for hit in NUMBER.findall(text)}
    known = re.sub(r"[\s\u00a0\u202f-]", "", public)
    return {number for number in found if number not in known and not NOBODY.fullmatch(number)}


def reaches(text: str, public: str) -> set[str]:
    """The addresses in a text that somebody could have."""
    return {hit for hit in LETTER.findall(text) if not re.search(r"@(.+\.)?example\.", hit) and hit not in public}


@pytest.fixture(scope="module")
def public() -> str:
    return "\n".join(path.read_text("utf-8") for path in PUBLIC)


def test_that_no_number_rings_somebody_and_no_address_reaches_them(public: str) -> None:
    told = {path: path.read_text("utf-8") for path in FILES}
    found = {path.name: rings(text, public) | reaches(text, public) for path, text in told.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize("planted", ["07700 123 456", "+44 7700 123456", "02079460000", "ruth.adeyemi@kent.org.uk"])
def test_that_a_planted_number_or_address_is_found(public: str, planted: str) -> None:
    assert rings(f"call {planted} today", public) | reaches(f"call {planted} today", public) != set()


def test_that_no_word_that_is_looked_for_in_leaks_stands_in_what_is_shipped() -> None:
    shipped = [path for path in FILES if path.is_relative_to(ROOT / "src")]
    assert len(shipped) > 100
    assert [path.name for path in shipped if STEM in path.read_text("utf-8")] == []
