"""What must never come twice: salts, nonces, ids, keys, and what is wrapped."""

import secrets
from collections import Counter

from dasupport.casework.ids import random_id, utc_now
from dasupport.vault.keys.key_derivation import derive_keys, wrap_master_key
from tests.faults.figures import Figures
from tests.faults.passphrases import TINY
from tests.samples import PASSPHRASE


def run(count: int, _: int) -> Figures:
    """So many slots under one passphrase for one master key of each vault. The control: a source that repeats itself
    after a thousand is seen."""
    seen: Counter[object] = Counter()
    for _ in range(count):
        vault, master = random_id(), secrets.token_bytes(32)
        slot = wrap_master_key(master, PASSPHRASE, vault, TINY, utc_now())
        keys = derive_keys(master, vault, 1)
        seen.update((vault, slot.id, slot.salt, slot.nonce, slot.commit, slot.wrapped))
        seen.update((keys.header, keys.data, keys.log, keys.backup, keys.rescue))
    twice = [str(value) for value, times in seen.items() if times > 1]
    short = Counter(secrets.randbelow(1000) for _ in range(2000))
    return Figures(count, tuple(twice), {"numbers below a thousand: repeated": sum(n > 1 for n in short.values())})
