"""Write installer/sbom.json: each package of the running lock file, and the libraries inside its wheel.

The form is CycloneDX 1.6. `make lock` runs this in an environment that holds those packages and nothing else. A library
inside a wheel is asked for its version while it is loaded; what it does not say is taken from the list that the wheel
carries (PEP 770), or stays without a version. The same lock file on the same system gives the same bytes: there is no
time, no path of a machine and no host in it.
"""

import json
import re
import sysconfig
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackagePath, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK, BOM = ROOT / "installer/requirements.lock", ROOT / "installer/sbom.json"
ENTRY = re.compile(r"^([a-z0-9.-]+)==([^ ;\\]+)(.*?)(?=^[a-z0-9]|\Z)", re.MULTILINE | re.DOTALL)
PARENT = re.compile(r"^ +# (?:via |  )([a-z0-9.-]+)", re.MULTILINE)
FILES = {
    "resources/fonts/Atkinson*.ttf": "OFL-1.1",
    "resources/fonts/Noto*.ttf": "OFL-1.1",
    "resources/words/eff_large_wordlist.txt": "CC-BY-3.0-US",
}
"""Data of others that the program carries, with its licence."""
Library = tuple[str, str]
"""Name and version; the version is empty if nothing says it."""


@dataclass(frozen=True, slots=True)
class Package:
    """One package of a lock file, with the names of those that need it."""

    name: str
    version: str
    parents: tuple[str, ...]

    @property
    def ref(self) -> str:
        """The package URL, which is its reference too."""
        return f"pkg:pypi/{self.name}@{self.version}"


def read_lock(text: str) -> list[Package]:
    """Return the packages of a lock file, in its order."""
    return [Package(name, version, tuple(PARENT.findall(rest))) for name, version, rest in ENTRY.findall(text)]


# --- libraries that say their version -------------------------------------------------------------------------------


def read_sqlcipher() -> Iterator[Library]:
    """Yield SQLCipher, SQLite and the OpenSSL below them."""
    import sqlcipher3

    base = sqlcipher3.connect(":memory:")
    base.execute("PRAGMA key = 'any'")  # before that it has no provider
    yield "SQLCipher", base.execute("PRAGMA cipher_version").fetchone()[0]
    yield "SQLite", base.execute("SELECT sqlite_version()").fetchone()[0]
    yield "OpenSSL", base.execute("PRAGMA cipher_provider_version").fetchone()[0].split()[1]
    base.close()


def read_cryptography() -> Iterator[Library]:
    """Yield the OpenSSL that is linked in."""
    from cryptography.hazmat.backends.openssl.backend import backend

    yield "OpenSSL", backend.openssl_version_text().split()[1]


def read_pdfium() -> Iterator[Library]:
    """Yield PDFium."""
    import pypdfium2

    yield "PDFium", str(pypdfium2.PDFIUM_INFO.tag)


def read_harfbuzz() -> Iterator[Library]:
    """Yield HarfBuzz."""
    import uharfbuzz

    yield "HarfBuzz", uharfbuzz.version_string()


def read_qt() -> Iterator[Library]:
    """Yield Qt, and what its libraries have linked in, as far as it says so."""
    from PySide6.QtCore import QLibraryInfo, qVersion

    yield "Qt", qVersion()
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    libraries = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))
    yield "ICU", ",".join(path.suffix[1:] for path in sorted(libraries.glob("libicuuc.so.*")))
    yield "libpng", find_mark(libraries, "libQt6Gui.so.6", rb"libpng version ([0-9.]+)")
    yield "libjpeg-turbo", find_mark(plugins, "imageformats/libqjpeg.so", rb"libjpeg-turbo version ([0-9.]+)")
    yield "libtiff", find_mark(plugins, "imageformats/libqtiff.so", rb"LIBTIFF, Version ([0-9.]+)")
    yield from ((name, "") for name in ("double-conversion", "HarfBuzz", "libwebp", "PCRE2", "SQLite"))


def read_pillow() -> Iterator[Library]:
    """Yield the libraries that Pillow asks itself."""
    from PIL import features

    for feature, name in (
        ("avif", "libavif"),
        ("freetype2", "FreeType"),
        ("harfbuzz", "HarfBuzz"),
        ("jpg_2000", "OpenJPEG"),
        ("libjpeg_turbo", "libjpeg / libjpeg-turbo"),
        ("libtiff", "libtiff"),
        ("littlecms2", "Little CMS 2"),
        ("raqm", "raqm"),
        ("webp", "libwebp"),
    ):
        yield name, features.version(feature) or ""


def find_mark(folder: Path, name: str, mark: bytes) -> str:
    """Return the version that stands in a library as plain text; "" if the file is not there or does not say."""
    path = folder / name
    found = re.search(mark, path.read_bytes()) if path.is_file() else None
    return found[1].decode() if found else ""


READERS: dict[str, Callable[[], Iterator[Library]]] = {
    "cryptography": read_cryptography,
    "pillow": read_pillow,
    "pypdfium2": read_pdfium,
    "pyside6-essentials": read_qt,
    "sqlcipher3": read_sqlcipher,
    "uharfbuzz": read_harfbuzz,
}
SILENT = {"argon2-cffi-bindings": ("Argon2 reference implementation",), "cffi": ("libffi",)}
"""Libraries that neither they nor their wheels say the version of."""


# --- lists that wheels carry ----------------------------------------------------------------------------------------


def read_wheel_lists(package: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, version and package URL of each library in the lists of a wheel (PEP 770)."""
    for path in distribution(package).files or ():
        if is_wheel_list(path):
            for found in json.loads(path.read_text(encoding="utf-8")).get("components", ()):
                if found["name"].lower() != package:
                    yield found["name"], found.get("version") or "", found.get("purl", "").split("?")[0]


def is_wheel_list(path: PackagePath) -> bool:
    """Return True for a file of the folder that PEP 770 names."""
    return path.suffix == ".json" and [part.rpartition(".")[2] for part in path.parts[:2]] == ["dist-info", "sboms"]


# --- the bill of materials ------------------------------------------------------------------------------------------


def make_bom(lock: str) -> dict[str, Any]:
    """Return the bill of materials of a lock file, as the installed packages are."""
    packages = read_lock(lock)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    program = Package(project["name"], project["version"], ())
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {**describe(program), "type": "application", "licenses": [{"expression": project["license"]}]},
            "properties": [{"name": "dasupport:read-on", "value": sysconfig.get_platform()}],
        },
        "components": [describe_package(package) for package in packages] + list(describe_files()),
        "dependencies": [
            {
                "ref": package.ref,
                "dependsOn": sorted(other.ref for other in packages if package.name in other.parents),
            }
            for package in (program, *packages)
        ],
    }


def describe(package: Package) -> dict[str, Any]:
    """Return what every component has."""
    return {
        "type": "library",
        "bom-ref": package.ref,
        "name": package.name,
        "version": package.version,
        "purl": package.ref,
    }


def describe_package(package: Package) -> dict[str, Any]:
    """Return a package with its licence, if its metadata has an expression, and with what is inside."""
    expression = distribution(package.name).metadata["License-Expression"]
    licence = {"licenses": [{"expression": expression}]} if expression else {}
    inside = list(describe_inside(package))
    return describe(package) | licence | ({"components": inside} if inside else {})


def describe_inside(package: Package) -> Iterator[dict[str, Any]]:
    """Yield each library inside a package; what it says of itself comes before what its wheel says."""
    reader = READERS.get(package.name)
    found = {(name, "") for name in SILENT.get(package.name, ())} | set(reader() if reader else ())
    said = {name.lower() for name, _ in found}
    listed = {row for row in read_wheel_lists(package.name) if row[0].lower() not in said}
    for name, version, url in sorted({(name, version, "") for name, version in found} | listed):
        library = {
            "type": "library",
            "bom-ref": f"{package.ref}#{name}@{version}",
            "name": name,
            "version": version,
            "purl": url,
        }
        yield {key: value for key, value in library.items() if value}


def describe_files() -> Iterator[dict[str, Any]]:
    """Yield each data file of others, with its hash."""
    for pattern, licence in FILES.items():
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            yield {
                "type": "file",
                "bom-ref": name,
                "name": name,
                "hashes": [{"alg": "SHA-256", "content": sha256(path.read_bytes()).hexdigest()}],
                "licenses": [{"expression": licence}],
            }


def write_bom() -> None:
    """Write the file anew."""
    made = make_bom(LOCK.read_text(encoding="utf-8"))
    BOM.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_bom()
