"""What every test may use: real parts, a fixed clock, counted ids, cheap keys, the blank pack."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dasupport.content.load import PACKS_FOLDER, load_pack
from dasupport.content.pack import Pack
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.maintenance.backup_catalogue import back_up_before_upgrade
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, CountedIds, FixedClock, Fresh
from tests.tools.blank_pack import make_blank_pack
from tests.vault.sample_vaults import lived, newborn
from tests.vault.vault_steps import begin


@pytest.fixture(scope="session")
def blank_folder() -> Path:
    """The folder of the smallest pack that keeps every rule: made, and shared by all workers of pytest."""
    return make_blank_pack()


@pytest.fixture(scope="session")
def blank(blank_folder: Path) -> Pack:
    """The smallest pack that keeps every rule."""
    return load_pack(blank_folder)


@pytest.fixture(scope="session")
def english() -> Pack:
    """The real words: for tests of the words themselves."""
    return load_pack(PACKS_FOLDER / "en")


@pytest.fixture
def stick() -> Iterator[Path]:
    """A folder on another disk than the temporary ones."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ids() -> CountedIds:
    return CountedIds()


@pytest.fixture
def door(clock: FixedClock) -> VaultOpener:
    """A real door, with keys that cost little."""
    return VaultOpener(Realm.LIVE, CHEAP, clock, back_up_before_upgrade)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a vault may be made."""
    return tmp_path / "vault"


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """A vault that was made and closed once for all tests: they take copies of it."""
    return newborn(tmp_path_factory.mktemp("fresh"))


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
    return lived(fresh, tmp_path_factory.mktemp("lived-in") / "vault")


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
