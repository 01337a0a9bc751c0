"""Detection of a person's name in a text, in any script."""

import unicodedata

from dasupport.casework.referral_rules import fold_name

MIN_SUBSTRING_LENGTH = 4
"""Number of letters from which a part of a name is also found inside a word or across a dash."""


def reveals_name(text: str, name: str) -> bool:
    """Return True if a part of the name is a word of the text or, if it is long enough, appears anywhere in it."""
    parts, folded = _name_parts(name), _fold(text)
    joined = ["".join(letter for letter in form if letter.isalpha()) for form in folded]
    within = any(part in form for part in parts if len(part) >= MIN_SUBSTRING_LENGTH for form in joined)
    return within or bool(parts & {word for form in folded for word in form.split()})


def normalise_code(code: str) -> str:
    """Return a code name as it is stored: no invisible marks, one kind of dash, single spaces.

    Two code names that look alike become the same.
    """
    kept = (letter for letter in unicodedata.normalize("NFKC", code) if unicodedata.category(letter) != "Cf")
    dashed = ("-" if unicodedata.category(letter) == "Pd" else letter for letter in kept)
    return " ".join("".join(dashed).split())


def contains_name(text: str, name: str) -> bool:
    """Return True if a part of the name appears anywhere in a text."""
    return any(part in folded for part in _name_parts(name) for folded in _fold(text))


def _name_parts(name: str) -> set[str]:
    """Return the parts long enough to identify somebody; names in other scripts may be shorter."""
    words = {word for folded in _fold(name) for word in folded.split()}
    return {word for word in words if len(word) > (2 if word.isascii() else 1)}


def _fold(text: str) -> tuple[str, str]:
    """Return a text in two forms: without accents (Latin letters only), and with all its letters."""
    return fold_name(text), unicodedata.normalize("NFC", text).casefold()
