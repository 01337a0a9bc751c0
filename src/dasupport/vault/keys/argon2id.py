"""Argon2id (RFC 9106), as passphrases and PINs need it: with too little memory it is refused, never weakened."""

from argon2 import PasswordHasher
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from dasupport.vault.errors import NoMemory
from dasupport.vault.keys.key_file import KdfCost

SMALLEST = KdfCost(memory=16, passes=1, lanes=2)
"""The least that two lanes can have."""


def derive_bytes(secret: bytes, salt: bytes, cost: KdfCost, length: int) -> bytes:
    """Return so many bytes that only this secret gives with this salt. Raises NoMemory if the cost cannot be paid."""
    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, length, Type.ID)
    except HashingError:
        raise NoMemory from None


def make_hasher(cost: KdfCost) -> PasswordHasher:
    """Return a maker of hashes in the PHC string format, each with a salt of its own."""
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory, parallelism=cost.lanes)


def load_thread_library() -> None:
    """Derive once with two lanes, as cheaply as can be (0.2 ms).

    The library ends each lane's thread by `pthread_exit`, for which glibc loads libgcc_s the first time; where there
    is no memory left for that, it aborts the process. So it is loaded before memory is short.
    """
    derive_bytes(b"", bytes(8), SMALLEST, 4)


load_thread_library()
