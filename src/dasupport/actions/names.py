"""Whether a text gives a name away, in any script."""

import unicodedata

from dasupport.casework.referral import plain

LONG = 4
"""A part of a name of so many letters tells wherever it stands, also within a word or across a dash."""


def gives_away(text: str, name: str) -> bool:
    """Whether a part of the name is one of the words of a text, or, if it is long enough, stands anywhere in it."""
    parts, folded = _parts(name), _folded(text)
    joined = ["".join(letter for letter in form if letter.isalpha()) for form in folded]
    within = any(part in form for part in parts if len(part) >= LONG for form in joined)
    return within or bool(parts & {word for form in folded for word in form.split()})


def tidy(code: str) -> str:
    """A code name as it is kept: no invisible marks, one sort of dash, single blanks; two that look alike are one."""
    kept = (letter for letter in unicodedata.normalize("NFKC", code) if unicodedata.category(letter) != "Cf")
    dashed = ("-" if unicodedata.category(letter) == "Pd" else letter for letter in kept)
    return " ".join("".join(dashed).split())


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
