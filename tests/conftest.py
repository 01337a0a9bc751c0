"""What every test may use: real parts, a fixed clock, counted ids, cheap keys, the blank pack."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dasupport.content.load import PACKS, load
from dasupport.content.pack import Pack
from dasupport.vault.door import Door
from dasupport.vault.settings import Owner
from dasupport.vault.vault import Vault
from tests.made import CHEAP, PASSPHRASE, CountedIds, FixedClock


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


@pytest.fixture
def vault(door: Door, folder: Path) -> Iterator[Vault]:
    """A real SQLCipher vault in a temporary folder, open."""
    opened = door.make(folder, PASSPHRASE, Owner("Amara Osei", "worker"))
    yield opened
    opened.close()
