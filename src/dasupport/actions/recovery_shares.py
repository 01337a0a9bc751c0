"""Recovery shares: a recovery secret in three shares, any two of which open the vault, for three trusted
people.

The shares are written in words (SLIP-0039), so that a typing mistake is detected.
"""

import secrets
from contextlib import suppress

SECRET_BYTES = 16
"""Number of bytes of the secret: 128 bits cannot be guessed."""


SHARE_WORDS = 20
"""Number of words in a share."""


def split_new_secret() -> tuple[bytes, tuple[str, ...]]:
    """Return a new secret and its three shares of twenty words each."""
    from shamir_mnemonic import generate_mnemonics

    secret = secrets.token_bytes(SECRET_BYTES)
    (parts,) = generate_mnemonics(1, [(2, 3)], secret)
    return secret, tuple(parts)


def combine(one: str, other: str) -> bytes | None:
    """Return the secret of two shares; None if either is not valid, or if they do not belong together."""
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    parts = [" ".join(_words(part)) for part in (one, other)]
    with suppress(MnemonicError):
        return combine_mnemonics(parts) if parts[0] != parts[1] else None
    return None


def is_complete(part: str) -> bool:
    """Return True if one share was typed completely and without a mistake."""
    from shamir_mnemonic import MnemonicError
    from shamir_mnemonic.share import Share

    with suppress(MnemonicError):
        Share.from_mnemonic(" ".join(_words(part)))
        return True
    return False


def count_words(part: str) -> int:
    """Return the number of words that were typed."""
    return len(_words(part))


def find_unknown_word(part: str) -> int:
    """Return the number, from 1, of the first word that is not in the word list; 0 if there is none.

    The last word may be incomplete: it counts once no listed word begins with it, or once something follows
    it.
    """
    from shamir_mnemonic.wordlist import WORD_INDEX_MAP, WORDLIST

    words = _words(part)
    for number, word in enumerate(words, 1):
        last = number == len(words) < SHARE_WORDS and not part[-1].isspace()
        if word not in WORD_INDEX_MAP and not (last and any(listed.startswith(word) for listed in WORDLIST)):
            return number
    return 0


def _words(part: str) -> list[str]:
    return part.lower().split()
