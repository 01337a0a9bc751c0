"""The bill of materials: every package that is shipped, and the libraries inside in the versions that are loaded."""

import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pypdfium2
import pytest
import sqlcipher3
import uharfbuzz
from cryptography.hazmat.backends.openssl.backend import backend
from PySide6.QtCore import qVersion

from installer.sbom import BOM, LOCK, ROOT, make_bom, read_lock

TEXT = BOM.read_text(encoding="utf-8")
FOUND = json.loads(TEXT)
PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;\\]+)", re.MULTILINE)
read_here = pytest.mark.skipif(sys.platform != "linux", reason="the file says what is in the Linux wheels")


def libraries(package: str) -> dict[str, str]:
    """Name and version of each library inside a package."""
    (component,) = (found for found in FOUND["components"] if found["name"] == package)
    return {inside["name"]: inside.get("version", "") for inside in component["components"]}


def refs(components: list[dict[str, Any]]) -> Iterator[str]:
    """Every reference, of what is inside too."""
    for component in components:
        yield component["bom-ref"]
        yield from refs(component.get("components", []))


def test_that_every_package_of_the_running_lock_is_in_it_and_no_other() -> None:
    locked = dict(PIN.findall(LOCK.read_text(encoding="utf-8")))
    named = {found["name"]: found["version"] for found in FOUND["components"] if found["type"] == "library"}
    assert len(locked) >= 20
    assert named == locked


@read_here
def test_that_what_is_inside_has_the_version_that_is_loaded() -> None:
    base = sqlcipher3.connect(":memory:")
    base.execute("PRAGMA key = 'any'")
    asked = [base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cipher_version", "cipher_provider_version")]
    base.close()
    sqlcipher = libraries("sqlcipher3")
    assert sqlcipher == {"SQLCipher": asked[0], "SQLite": sqlcipher3.sqlite_version, "OpenSSL": asked[1].split()[1]}
    assert libraries("cryptography")["OpenSSL"] in backend.openssl_version_text().split()
    assert pypdfium2.PDFIUM_INFO.version.startswith(libraries("pypdfium2")["PDFium"])
    assert libraries("uharfbuzz") == {"HarfBuzz": uharfbuzz.version_string()}
    assert libraries("pyside6-essentials")["Qt"] == qVersion()
    assert {"age", "curve25519-dalek"} <= libraries("pyrage").keys()


@read_here
def test_that_the_file_is_what_make_lock_would_write_now() -> None:
    assert make_bom(LOCK.read_text(encoding="utf-8")) == FOUND


@read_here
def test_that_a_file_that_was_not_renewed_is_found() -> None:
    """Control: another pin in the lock file gives another bill."""
    other = LOCK.read_text(encoding="utf-8").replace("\nmsgspec==", "\nmsgspec==9.")
    assert make_bom(other) != FOUND


def test_that_each_package_is_under_those_that_need_it() -> None:
    needed = {
        row["ref"].split("@")[0]: [ref.split("@")[0] for ref in row["dependsOn"]] for row in FOUND["dependencies"]
    }
    assert "pkg:pypi/sqlcipher3" in needed["pkg:pypi/dasupport"]
    assert needed["pkg:pypi/argon2-cffi"] == ["pkg:pypi/argon2-cffi-bindings"]
    assert needed["pkg:pypi/alembic"] == ["pkg:pypi/mako", "pkg:pypi/sqlalchemy", "pkg:pypi/typing-extensions"]
    orphans = {package.ref.split("@")[0] for package in read_lock(LOCK.read_text(encoding="utf-8"))}
    assert orphans == {name for names in needed.values() for name in names}


def test_that_every_reference_stands_for_one_thing() -> None:
    own = [*refs(FOUND["components"]), FOUND["metadata"]["component"]["bom-ref"]]
    assert len(own) == len(set(own)) > 200
    assert {row["ref"] for row in FOUND["dependencies"]} <= set(own)


def test_that_the_data_of_others_is_in_it_with_its_hash_and_licence() -> None:
    files = [found for found in FOUND["components"] if found["type"] == "file"]
    assert len(files) == 5
    for file in files:
        assert file["hashes"][0]["content"] == sha256((ROOT / file["name"]).read_bytes()).hexdigest()
        assert file["licenses"][0]["expression"] in ("OFL-1.1", "CC-BY-3.0-US")


def test_that_it_names_no_time_no_host_and_no_path_of_a_machine() -> None:
    assert not re.search(r"timestamp|serialNumber|https?:|file:|/(home|root|tmp)/|[A-Z]:\\\\|\?", TEXT)
    assert (FOUND["bomFormat"], FOUND["specVersion"]) == ("CycloneDX", "1.6")
