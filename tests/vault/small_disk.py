"""A full disk, really: a tmpfs of a few megabytes where this process may mount one, else a limit on file sizes.

To be used in a child process only: both end with it. Both branches answer the same calls, and the tests ask the same
of both; where nothing may be mounted, the limit stands in for the disk.
"""

import ctypes
import os
import resource
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dasupport.actions.unlock import Unlocker
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.content.load import load_pack
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, FixedClock, answer
from tests.tools.blank_pack import make_blank_pack
from tests.vault.saving_child import SAVED, outcome, standing
from tests.vault.tampering import verdict

NEW_USER, NEW_MOUNTS, PRIVATE = 0x10000000, 0x00020000, 0x44000
SIZE = 12 * 1024 * 1024
libc: Any = ctypes.CDLL(None, use_errno=True)


def mounted(place: Path, size: int) -> bool:
    """Whether a small disk could be mounted here, for this process alone."""
    if libc.unshare(NEW_MOUNTS) != 0 and libc.unshare(NEW_USER | NEW_MOUNTS) != 0:
        return False
    if libc.mount(None, b"/", None, PRIVATE, None) != 0:
        return False
    options = f"size={size},mode=0777".encode()
    return bool(libc.mount(b"none", str(place).encode(), b"tmpfs", 0, options) == 0)


class SmallDisk:
    """A place that can be made full, and given room again."""

    def __init__(self, place: Path, wanted: bool) -> None:
        self.place = place
        self.real = wanted and mounted(place, SIZE)

    def fill(self, data: Path, left: int = 0) -> None:
        """Leave no more than so much room for the data to grow."""
        if not self.real:
            most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, ((data.stat().st_size if data.exists() else 0) + left, most))
            return
        with (self.place / "filler").open("wb", buffering=0) as filler, suppress(OSError):
            room = shutil.disk_usage(self.place).free - left
            while room > 0:
                room -= filler.write(bytes(min(room, 4096)))

    def empty(self) -> None:
        """Make room again."""
        if self.real:
            (self.place / "filler").unlink()
        else:
            most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@dataclass
class Told:
    """What happened on the full disk."""

    told: dict[int, str] = field(default_factory=dict)
    stood_while_full: list[int] = field(default_factory=list)
    stood_after: list[int] = field(default_factory=list)
    stood_in_the_end: list[int] = field(default_factory=list)
    reserve_when_full: bool = True
    reserve_in_the_end: bool = False
    verdict: str = ""


LEFT = 32 * 1024


def save_until_full(closed: Path, place: Path, wanted: bool, left: int = LEFT) -> Told:
    """Save notes until the disk is full and beyond; then there is room again, and what was refused is saved anew."""
    disk = SmallDisk(place, wanted)
    folder = Path(shutil.copytree(closed, place / "vault"))
    (folder / "reserve.bin").write_bytes(os.urandom(96 * 1024))
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    told = Told()
    disk.fill(folder / "data.1.db", left)
    refused = 0
    while refused < 3:
        number = len(told.told)
        told.told[number] = outcome(vault, number)
        refused += told.told[number] != SAVED
    told.stood_while_full = standing(vault)
    told.reserve_when_full = (folder / "reserve.bin").exists()
    disk.empty()
    told.stood_after = standing(vault)
    vault.close()
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    told.reserve_in_the_end = (folder / "reserve.bin").exists()
    for number, said in told.told.items():
        assert said == SAVED or outcome(vault, number) == SAVED
    told.stood_in_the_end = standing(vault)
    vault.close()
    told.verdict = verdict(folder)
    return told


def close_while_full(closed: Path, place: Path, wanted: bool) -> tuple[str, list[str]]:
    """Close a vault on a full disk; afterwards what it says, and which files there are."""
    disk = SmallDisk(place, wanted)
    folder = Path(shutil.copytree(closed, place / "vault"))
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    disk.fill(folder / "keyring.none")
    vault.close()
    disk.empty()
    return verdict(folder), sorted(path.name for path in folder.iterdir())


def lock_while_full(closed: Path, place: Path, wanted: bool, left: int, sizes: tuple[int, ...]) -> tuple[bool, int]:
    """Lock with unsaved words of such sizes on a disk with so little room: whether it said that all of them are kept,
    and how many come back to the letter once there is room."""
    disk = SmallDisk(place, wanted)
    folder = Path(shutil.copytree(closed, place / "vault"))
    access = Unlocker(Realm.LIVE, load_pack(make_blank_pack()), CHEAP, FixedClock())
    words = [os.urandom(size).hex() for size in sizes]
    drafts = [Draft("s1", Slot(Kind.NOTE, f"N{at}"), answer(each), NOON) for at, each in enumerate(words)]
    unlocked = access.open(folder, PASSPHRASE)
    disk.fill(folder / "data.1.db", left)
    kept = True
    try:
        unlocked.rescue_files.save_at_lock(drafts)
    except Refusal:
        kept = False
    unlocked.close()
    disk.empty()
    unlocked = access.open(folder, PASSPHRASE)
    back = {each.draft.answer.words.value for each in unlocked.rescue_files.restore_after_lock()}
    unlocked.close()
    return kept, len(back & set(words))


def make_while_full(place: Path, wanted: bool, left: int) -> tuple[str, list[str], str]:
    """Make a vault on a disk that is nearly full; what it says, what it leaves, and what it says with room."""
    disk = SmallDisk(place, wanted)
    disk.fill(place / "none", left)
    door = VaultOpener(Realm.LIVE, CHEAP, FixedClock())
    try:
        door.create(place / "vault", PASSPHRASE, OWNER).close()
        said = SAVED
    except Refusal as refusal:
        said = refusal.item
    left_behind = sorted(path.name for path in place.iterdir() if path.name != "filler")
    disk.empty()
    door.create(place / "again", PASSPHRASE, OWNER).close()
    return said, left_behind, verdict(place / "again")
