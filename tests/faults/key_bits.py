"""Every bit of the key file, flipped: damage in both copies, never a wrong passphrase; in one it costs nothing."""

import json
from pathlib import Path

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.authenticate import authenticate
from dasupport.vault.errors import Altered, KeyDamaged, VaultRefusal
from dasupport.vault.keys.key_file import COPY_NAMES, parse_copy, read_copies
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.samples import PASSPHRASE
from tests.vault.sample_vaults import newborn
from tests.vault.tampering import WHOLE, opens, put_keyring, resealed

BELIEVED = "a checksum that fits: the form alone believes"
TRIED = 24
"""How many of the changes are tried with the passphrase itself, which costs its derivation."""


def run(count: int, seed: int) -> Figures:
    """Every bit (or each of so many, evenly), in both copies, in either alone, and with a checksum that fits again.

    The control: without the seal, which needs the key, the form alone would believe some of the last sort.
    """
    with ground() as place:
        folder = newborn(place).folder
        whole, header = (folder / COPY_NAMES[0]).read_bytes(), opens(folder)[1].header
        step = max(1, len(whole) * 8 * 4 // count)
        cases = range(seed % step, len(whole) * 8, step)
        found = Figures(controls={BELIEVED: 0})
        for number, bit in enumerate(cases):
            changed = bytearray(whole)
            changed[bit // 8] ^= 1 << bit % 8
            tried = number % max(1, len(cases) // TRIED) == 0
            for names in (COPY_NAMES, *((name,) for name in COPY_NAMES)):
                put_keyring(folder, bytes(changed), names)
                said = opened(folder) if tried else seen(folder, header)
                put_keyring(folder, whole, names)
                wanted = KeyDamaged.id if names == COPY_NAMES else WHOLE
                found += Figures(1, () if said == wanted else (f"bit {bit} of {names}: {said}",))
            found += sealed_again(whole, bytes(changed), header, bit)
        return found


def sealed_again(whole: bytes, changed: bytes, header: bytes, bit: int) -> Figures:
    """What an attacker without the key can do: change, and put the checksum right."""
    try:
        again = resealed(json.loads(changed))
        copy = parse_copy(COPY_NAMES[0], again)
    except (ValueError, VaultRefusal):
        return Figures(1)
    if again == whole:
        return Figures()  # the bit was the checksum's own
    try:
        copy.verify_mac(header)
    except Altered:
        return Figures(1, controls={BELIEVED: 1})
    return Figures(1, (f"bit {bit}, with a checksum that fits: believed",))


def seen(folder: Path, header: bytes) -> str:
    """What the key file says before any passphrase is tried."""
    copies, bad = read_copies(folder)
    if not copies:
        return KeyDamaged.id if len(bad) == len(COPY_NAMES) else "lost"
    copies[0].verify_mac(header)
    return WHOLE


def opened(folder: Path) -> str:
    """What the right passphrase finds."""
    try:
        authenticate(folder, PASSPHRASE, Realm.LIVE)
    except Refusal as refusal:
        return refusal.item
    return WHOLE
