"""A pipe or a link under a name of ours: nobody waits for it, and nothing is written through it."""

import os
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.read_only import open_read_only
from dasupport.vault.errors import DataDamaged
from dasupport.vault.integrity.verify import verify_vault
from dasupport.vault.maintenance.backup_catalogue import create_at
from dasupport.vault.maintenance.restore import restore
from dasupport.vault.maintenance.salvage import salvage
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.vault.tampering import DATA, WHOLE, verdict

DOOR = VaultOpener(Realm.LIVE, CHEAP, FixedClock())
NAMES = (DATA, f"{DATA}-journal", f"{DATA}-wal", "data.7.db")


def put(folder: Path, name: str, sort: str) -> None:
    (folder / name).unlink(missing_ok=True)
    if sort == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder.parent / "precious").write_text("mine")
        (folder / name).symlink_to(folder.parent / "precious")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sort", ["pipe", "link"])
def test_that_every_way_in_refuses_at_once(shut: Path, tmp_path: Path, name: str, sort: str) -> None:
    put(shut, name, sort)
    ways = (
        lambda: DOOR.open(shut, PASSPHRASE),
        lambda: open_read_only(shut, PASSPHRASE, Realm.LIVE, FixedClock()),
        lambda: verify_vault(shut, PASSPHRASE),
        lambda: salvage(shut, PASSPHRASE, tmp_path / "new", DOOR, str),
    )
    for way in ways:
        with pytest.raises(DataDamaged):
            way()
    assert sort == "pipe" or (tmp_path / "precious").read_text() == "mine"


def test_that_a_backup_takes_the_place_of_it(shut: Path, tmp_path: Path) -> None:
    vault = DOOR.open(shut, PASSPHRASE)
    create_at(vault, tmp_path / "b.backup")
    vault.close()
    put(shut, f"{DATA}-journal", "pipe")
    for name in ("keyring.a", "keyring.b"):
        (shut / name).unlink()
    assert restore(tmp_path / "b.backup", PASSPHRASE, shut, FixedClock()).old_folder
    assert verdict(shut) == WHOLE
