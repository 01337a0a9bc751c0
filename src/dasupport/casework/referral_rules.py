"""Rules for referrals: the four that are refused (K-S4-PROH-01 to 05), and which services may share a sheet."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from dasupport.casework.people import Presenting
from dasupport.casework.service_match import Audience

REFUSED_ITEMS = ("K-S4-PROH-01", "K-S4-PROH-02", "K-S4-PROH-03", "K-S4-PROH-04")


APOSTROPHES = re.compile("['`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
DROPPED_CATEGORIES = ("L", "M", "Cf")
"""Unicode categories of non-Latin letters, accents and invisible marks: dropped without splitting the word."""


def fold_name(text: str) -> str:
    """Return the text in lower case, without accents or punctuation, dashes as spaces: the form in which names
    are compared.
    """
    letters = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).casefold()
    kept = "".join(
        letter
        for letter in letters
        if letter.isascii() or not unicodedata.category(letter).startswith(DROPPED_CATEGORIES)
    )
    return " ".join(re.findall(r"[a-z0-9]+", kept))


def find_refusal(name: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the item that refuses a service of this name, by the pack's other names for it, or None."""
    said = f" {fold_name(name)} "
    for item, others in names.items():
        if any(f" {fold_name(other)} " in said for other in others):
            return item
    return None


def get_sides(audience: Iterable[Audience]) -> frozenset[Audience]:
    """Return which of using and experiencing a service is for; empty if it is for anyone."""
    kept = frozenset(audience)
    return frozenset() if Audience.ANYONE in kept else kept & {Audience.USING, Audience.EXPERIENCING}


def is_wrong_side(audience: Iterable[Audience], presenting: Presenting) -> bool:
    """Return True if a sheet for this person must not carry this service (F31, H19).

    A refuge line never goes home with somebody who presents as using abuse, nor the other way round; a line
    for
    professionals goes home with nobody, nor does a service without a stated audience.
    """
    kept = frozenset(audience)
    if kept <= {Audience.PROFESSIONAL}:
        return True
    side = get_sides(kept)
    return presenting is not Presenting.NOT_CLEAR and bool(side) and Audience(presenting) not in side


def is_mixed(audiences: Iterable[Iterable[Audience]]) -> bool:
    """Return True if one sheet would carry services for both sides."""
    found = [side for audience in audiences if (side := get_sides(audience))]
    return any(not a & b for a in found for b in found)
