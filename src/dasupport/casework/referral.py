"""The four referrals that are refused (K-S4-PROH-01 to 05), and what may stand on one sheet."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from dasupport.casework.fit import Audience
from dasupport.casework.people import Presenting

REFUSED = ("K-S4-PROH-01", "K-S4-PROH-02", "K-S4-PROH-03", "K-S4-PROH-04")


APOSTROPHES = re.compile("['`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
JOINED = ("L", "M", "Cf")
"""Letters that are not Latin, accents and invisible marks: left out, and what stands round them stays one word."""


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, every sort of dash and space a gap: how names are compared."""
    letters = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).casefold()
    kept = "".join(
        letter for letter in letters if letter.isascii() or not unicodedata.category(letter).startswith(JOINED)
    )
    return " ".join(re.findall(r"[a-z0-9]+", kept))


def refused(name: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """The item that refuses a service of this name, by the pack's other names for it; nothing if none does."""
    said = f" {plain(name)} "
    for item, others in names.items():
        if any(f" {plain(other)} " in said for other in others):
            return item
    return None


def sides(audience: Iterable[Audience]) -> frozenset[Audience]:
    """The side that a service is there for; empty if it is there for anyone."""
    kept = frozenset(audience)
    return frozenset() if Audience.ANYONE in kept else kept & {Audience.USING, Audience.EXPERIENCING}


def wrong_side(audience: Iterable[Audience], presenting: Presenting) -> bool:
    """Whether a sheet for this person must not carry this service (F31, H19): a refuge line never goes home
    with somebody who presents as using abuse, nor the other way round; a line for professionals with nobody, and
    neither does one of which nobody said whom it is for."""
    kept = frozenset(audience)
    if kept <= {Audience.PROFESSIONAL}:
        return True
    side = sides(kept)
    return presenting is not Presenting.NOT_CLEAR and bool(side) and Audience(presenting) not in side


def mixed(audiences: Iterable[Iterable[Audience]]) -> bool:
    """Whether one sheet would carry services for the one side and for the other."""
    found = [side for audience in audiences if (side := sides(audience))]
    return any(not a & b for a in found for b in found)
