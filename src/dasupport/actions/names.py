"""Whether a text gives a name away, in any script."""

import unicodedata

from dasupport.casework.referral import plain


def gives_away(text: str, name: str) -> bool:
    """Whether a part of the name is one of the words of a text."""
    return bool(_parts(name) & {word for folded in _folded(text) for word in folded.split()})


def holds(text: str, name: str) -> bool:
    """Whether a part of the name stands anywhere in a text."""
    return any(part in folded for part in _parts(name) for folded in _folded(text))


def _parts(name: str) -> set[str]:
    """The parts that are long enough to tell; a name in another script may be short."""
    words = {word for folded in _folded(name) for word in folded.split()}
    return {word for word in words if len(word) > (2 if word.isascii() else 1)}


def _folded(text: str) -> tuple[str, str]:
    """A text without accents, and as it is: the first form knows the letters of English only."""
    return plain(text), unicodedata.normalize("NFC", text).casefold()
