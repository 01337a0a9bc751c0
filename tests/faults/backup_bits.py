"""A backup in other hands: any bit flipped, any piece cut off. Said in plain words, and never believed."""

import hashlib
import random
from pathlib import Path

from dasupport.refusal import Refusal
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.maintenance.backup_create import verify_backup, write_backup
from dasupport.vault.maintenance.backup_file import DIGEST_SIZE, PREAMBLE, TRAILER_SIZE, open_archive
from dasupport.vault.open_state import OpenState
from tests.faults.figures import Figures
from tests.faults.ground import ground, stock
from tests.samples import NOON
from tests.vault.tampering import keyed, opens

NOT_ONE, CUT, DAMAGED, ALTERED = "V-BACKUP-NOT-ONE", "V-BACKUP-CUT", "V-BACKUP-DAMAGED", "V-BACKUP-ALTERED"
CUTS = 0.1
"""How much of all is cut off rather than flipped."""
SEALED = "a checksum that fits: the checksum alone believes"


def run(count: int, seed: int) -> Figures:
    """So many changes of one backup, and each flip of a hundred with a checksum that fits again."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    with ground() as place:
        folder = stock(place)
        path, keys = made(folder, place / "a.backup")
        whole = path.read_bytes()
        if said(path, keys, place) != "":
            raise RuntimeError("what nobody touched is not whole")
        found = Figures(controls={SEALED: 0})
        for number in range(count):
            if chance.random() < CUTS:
                found += cut(path, whole, chance.randrange(len(whole)))
            else:
                found += flipped(
                    path, whole, number if number < PREAMBLE.size * 2 else chance.randrange(len(whole)), chance
                )
            if number % 100 == 0:
                found += sealed_again(path, whole, chance.randrange(PREAMBLE.size, len(whole) - TRAILER_SIZE), keys)
    return found


def made(folder: Path, to: Path) -> tuple[Path, VaultKeys]:
    """A backup of a closed vault, and the keys that prove it."""
    copy, keys = opens(folder)
    with keyed(folder) as connection:
        write_backup(OpenState(folder, copy, keys, connection), to, NOON)
    return to, keys


def said(path: Path, keys: VaultKeys, room: Path) -> str:
    try:
        verify_backup(path, keys, room / "room")
    except Refusal as refusal:
        return refusal.item
    return ""


def looked(path: Path) -> str:
    """What a backup says before any key is tried."""
    try:
        open_archive(path)
    except Refusal as refusal:
        return refusal.item
    return ""


def cut(path: Path, whole: bytes, size: int) -> Figures:
    path.write_bytes(whole[:size])
    found = looked(path)
    path.write_bytes(whole)
    return Figures(1, () if found == (CUT if size else NOT_ONE) else (f"cut to {size}: {found}",))


def flipped(path: Path, whole: bytes, offset: int, chance: random.Random) -> Figures:
    """One bit, anywhere: damage, but for the seal at the very end, which nobody can judge without the key."""
    with path.open("r+b", buffering=0) as file:
        file.seek(offset)
        file.write(bytes([whole[offset] ^ 1 << chance.randrange(8)]))
        found = looked(path)
        file.seek(offset)
        file.write(whole[offset : offset + 1])
    wanted = {NOT_ONE} if offset < 16 else {""} if offset >= len(whole) - DIGEST_SIZE else {DAMAGED, CUT}
    return Figures(1, () if found in wanted else (f"byte {offset}: {found}",))


def sealed_again(path: Path, whole: bytes, offset: int, keys: VaultKeys) -> Figures:
    """What an attacker without the key can do: change a byte, and put the checksum right."""
    body = bytearray(whole[:-TRAILER_SIZE])
    body[offset] ^= 1
    path.write_bytes(bytes(body) + hashlib.sha256(body).digest() + whole[-DIGEST_SIZE:])
    without_key, found = looked(path), said(path, keys, path.parent)
    path.write_bytes(whole)
    return Figures(
        1, () if found in (ALTERED, DAMAGED) else (f"byte {offset}, sealed again: {found}",), {SEALED: not without_key}
    )
