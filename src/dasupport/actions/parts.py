"""A recovery code in three parts, any two of which open the vault: one for each of three people who trust each other.

The parts are written in words, as SLIP-0039 does, so that a slip in writing is noticed.
"""

import secrets
from contextlib import suppress

BITS = 16
"""Bytes; nobody guesses 128 bits."""


LENGTH = 20
"""Words in a part."""


def made() -> tuple[bytes, tuple[str, ...]]:
    """A new secret and its three parts, twenty words each."""
    from shamir_mnemonic import generate_mnemonics

    secret = secrets.token_bytes(BITS)
    (parts,) = generate_mnemonics(1, [(2, 3)], secret)
    return secret, tuple(parts)


def joined(one: str, other: str) -> bytes | None:
    """What two parts give together; None if either is not whole, or if they do not belong together."""
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    parts = [" ".join(_words(part)) for part in (one, other)]
    with suppress(MnemonicError):
        return combine_mnemonics(parts) if parts[0] != parts[1] else None
    return None


def whole(part: str) -> bool:
    """Whether one part was typed without a slip."""
    from shamir_mnemonic import MnemonicError
    from shamir_mnemonic.share import Share

    with suppress(MnemonicError):
        Share.from_mnemonic(" ".join(_words(part)))
        return True
    return False


def length(part: str) -> int:
    """How many words were typed."""
    return len(_words(part))


def unlisted(part: str) -> int:
    """The number, from 1, of the first word that no part has; 0 if there is none. The last one may still be on its way:
    it is judged when it can become no word of the list any more, or when something follows it."""
    from shamir_mnemonic.wordlist import WORD_INDEX_MAP, WORDLIST

    words = _words(part)
    for number, word in enumerate(words, 1):
        last = number == len(words) < LENGTH and not part[-1].isspace()
        if word not in WORD_INDEX_MAP and not (last and any(listed.startswith(word) for listed in WORDLIST)):
            return number
    return 0


def _words(part: str) -> list[str]:
    return part.lower().split()
