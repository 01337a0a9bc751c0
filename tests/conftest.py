"""What every test may use: real parts, a fixed clock, counted ids, cheap keys, the blank pack."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dasupport.casework.entry import FollowUp, Kind
from dasupport.content.load import PACKS, load
from dasupport.content.pack import Pack
from dasupport.vault.door import Door, authenticate
from dasupport.vault.vault import Vault
from tests.made import CHEAP, OWNER, PASSPHRASE, CountedIds, FixedClock, Fresh, answer, draft, entry
from tests.vault.doing import add, begin, keep, say


@pytest.fixture(scope="session")
def blank() -> Pack:
    """The smallest pack that keeps every rule."""
    return load(PACKS / "blank")


@pytest.fixture(scope="session")
def english() -> Pack:
    """The real words: for tests of the words themselves."""
    return load(PACKS / "en")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ids() -> CountedIds:
    return CountedIds()


@pytest.fixture
def door(clock: FixedClock) -> Door:
    """A real door, with keys that cost little."""
    return Door("live", CHEAP, clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a vault may be made."""
    return tmp_path / "vault"


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """A vault that was made and closed once for all tests: they take copies of it."""
    folder = tmp_path_factory.mktemp("fresh") / "vault"
    Door("live", CHEAP, FixedClock()).make(folder, PASSPHRASE, OWNER).close()
    (folder / "reserve.bin").write_bytes(b"small, to be copied quickly")
    copy, keys, _ = authenticate(folder, PASSPHRASE, "live")
    return Fresh(folder, copy, keys)


@pytest.fixture
def shut(fresh: Fresh, folder: Path) -> Path:
    """The folder of a new vault, closed: a copy, which a test may open and change."""
    shutil.copytree(fresh.folder, folder)
    return folder


@pytest.fixture
def vault(fresh: Fresh, folder: Path, clock: FixedClock) -> Iterator[Vault]:
    """A real SQLCipher vault in a temporary folder, new and open."""
    opened = fresh.entered(folder, clock)
    yield opened
    opened.close()


@pytest.fixture
def begun(vault: Vault) -> Vault:
    """An open vault with one person in one open session."""
    return begin(vault)


@pytest.fixture(scope="session")
def lived_in(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with a person, statements, a follow-up, a draft: do not change it, take a copy."""
    folder = tmp_path_factory.mktemp("lived-in") / "vault"
    vault = begin(fresh.entered(folder, FixedClock()))
    say(vault, *(entry(Kind.NOTE, f"N{number}", answer(f"note {number} " + "word " * 120)) for number in range(12)))
    add(vault, entry(Kind.FOLLOW_UP, "FOLLOW-UP", answer(detail=FollowUp(date(2026, 12, 1), "Call back"))))
    keep(vault, draft(Kind.NOTE, "N99", answer("half written")))
    vault.close()
    (folder / "reserve.bin").write_bytes(b"small, to be copied quickly")
    return folder


@pytest.fixture
def closed(lived_in: Path, folder: Path) -> Path:
    """A copy of it to be tampered with."""
    return Path(shutil.copytree(lived_in, folder))


@pytest.fixture
def anybodys(closed: Path) -> Iterator[Path]:
    """A copy outside the folders of the tests, for somebody whom permissions stop."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    folder = Path(shutil.copytree(closed, place / "vault"))
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(place)
