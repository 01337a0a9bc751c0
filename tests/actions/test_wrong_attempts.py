"""Wrong tries are counted at every door where the vault's folder is known; its owner hears of all of them at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport.actions import recovery
from dasupport.actions.recovery_codes import generate_code, generate_shares
from dasupport.actions.unlock import Unlocker
from dasupport.casework.realms import Realm
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.keys.credentials import generate_key_pair
from dasupport.vault.sidecar import attempt_counter
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, PASSPHRASE, FixedClock

PRIVATE, PUBLIC = generate_key_pair()
NEW = "seven copper lanterns by the harbour wall"
DOORS: dict[str, Callable[[Unlocker, Path], object]] = {
    "passphrase": lambda access, folder: access.open(folder, NEW),
    "code": lambda access, folder: access.recover(folder, (generate_code(), ""), NEW, NEW),
    "parts": lambda access, folder: access.recover(folder, generate_shares()[:2], NEW, NEW),  # type: ignore[arg-type] # two
    "key": lambda access, folder: access.open_with_supervisor_key(folder, generate_key_pair()[0]),
}


@pytest.fixture
def access(blank: Pack, clock: FixedClock) -> Unlocker:
    return Unlocker(Realm.LIVE, blank, CHEAP, clock)


@pytest.fixture
def file(vault: Vault, access: Unlocker, tmp_path: Path) -> Path:
    """A backup of a vault that a supervisor's key opens too, and that is closed."""
    vault.close()
    mine = access.open(vault.folder, PASSPHRASE)
    assert mine.confirm_passphrase(PASSPHRASE)
    mine.keys.add_supervisor_key(PASSPHRASE, PUBLIC)
    mine.close()
    backup = next((vault.folder / "backups").iterdir())
    return backup.rename(tmp_path / "a.backup")


def test_that_each_way_in_counts_and_the_owner_hears_of_all_though_a_guest_came_between(
    vault: Vault, file: Path, access: Unlocker
) -> None:
    for count, door in enumerate(DOORS.values(), 1):
        with pytest.raises(Refusal):
            door(access, vault.folder)
        assert attempt_counter.read_attempt_count(vault.folder) == count
    access.open_with_supervisor_key(vault.folder, PRIVATE).close()
    assert attempt_counter.read_attempt_count(vault.folder) == len(DOORS)
    held = access.open(vault.folder, PASSPHRASE)
    assert held.keys.get_status().failed_attempts == len(DOORS)
    assert attempt_counter.read_attempt_count(vault.folder) == 0
    held.close()


def test_that_who_comes_back_by_a_code_and_slips_over_the_new_passphrase_still_hears_of_them(
    vault: Vault, file: Path, access: Unlocker
) -> None:
    held, code = access.open(vault.folder, PASSPHRASE), generate_code()
    assert held.confirm_passphrase(PASSPHRASE)
    held.keys.set_recovery_code(PASSPHRASE, code, code)
    held.close()
    attempt_counter.record_attempt(vault.folder)
    with pytest.raises(Refusal, match="PASS-SHORT"):
        access.recover(vault.folder, (code, ""), "short", "short")
    held = access.recover(vault.folder, (code, ""), NEW, NEW)
    assert held.keys.get_status().failed_attempts == 1
    held.close()


def test_that_a_wrong_try_at_a_restore_counts_beside_the_place_and_beside_no_other_folder(
    vault: Vault, file: Path, clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "letters").mkdir()
    for place in (vault.folder, tmp_path / "free", tmp_path / "letters"):
        with pytest.raises(Refusal, match="V-PASS-WRONG"):
            recovery.restore(file, NEW, place, clock)
    assert [path.name for path in tmp_path.rglob("*.tries")] == [f"{vault.folder.name}.tries"]
