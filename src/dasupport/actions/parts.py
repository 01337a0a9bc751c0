"""A recovery code in three parts, any two of which open the vault: one for each of three people who trust each other.

The parts are written in words, as SLIP-0039 does, so that a slip in writing is noticed.
"""

import secrets
from contextlib import suppress

BITS = 16
"""Bytes; nobody guesses 128 bits."""


def made() -> tuple[bytes, tuple[str, ...]]:
    """A new secret and its three parts, twenty words each."""
    from shamir_mnemonic import generate_mnemonics

    secret = secrets.token_bytes(BITS)
    (parts,) = generate_mnemonics(1, [(2, 3)], secret)
    return secret, tuple(parts)


def joined(one: str, other: str) -> bytes | None:
    """What two parts give together; None if either is not whole, or if they do not belong together."""
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    parts = [" ".join(part.lower().split()) for part in (one, other)]
    with suppress(MnemonicError):
        return combine_mnemonics(parts) if parts[0] != parts[1] else None
    return None


def whole(part: str) -> bool:
    """Whether one part was typed without a slip."""
    from shamir_mnemonic import MnemonicError
    from shamir_mnemonic.share import Share

    with suppress(MnemonicError):
        Share.from_mnemonic(" ".join(part.lower().split()))
        return True
    return False
