"""Jottings: words half written on a page that belongs to no conversation, such as the reason of a hold.

Each is a draft without a session, so that it goes every way that a draft goes: into the vault, into a rescue file, and
back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from dasupport.casework.entry import Answer, Draft, Kind, Slot
from dasupport.casework.text import Words

NO_SESSION = ""
REAL_NAME = "real-name"
"""The box of a real name on the page of somebody new: what is half written there stands nowhere open."""
PUBLIC_KEY, PRIVATE_KEY = "age1", "AGE-SECRET-KEY"
"""How age's public keys begin, and its private ones, in whatever letters they are written."""

DAYS_PAST = 3
"""On so many days past its time the records were open before what is half written goes: a clock that is wrong once
makes one such day and no more."""


class Page(StrEnum):
    """What a jotting may be about that is no person: a page."""

    NEW_PERSON = "new-person"
    RECORDS = "records"
    KEYS = "keys"


def place(about: str, part: str) -> Slot:
    """Where a jotting stands: a person or a page, and the box."""
    return Slot(Kind.NOTE, about, part)


def jotting(about: str, part: str, text: str, at: datetime) -> Draft:
    return Draft(NO_SESSION, place(about, part), Answer(Words(text)), at)


def is_jotting(draft: Draft) -> bool:
    return draft.session == NO_SESSION


def is_real_name(draft: Draft) -> bool:
    """Whether it is the real name of somebody new: it is shown on purpose only, and that is logged."""
    return is_jotting(draft) and draft.slot == place(Page.NEW_PERSON, REAL_NAME)


def kept_until(jottings: Iterable[Draft], weeks: int) -> datetime | None:
    """Until when whom one was about to meet is kept, where nobody goes on with them: it is about somebody of whom there
    is no record, so no longer than a talk that did not happen. Nothing where nobody is half written."""
    times = [draft.at for draft in jottings if draft.slot.item == Page.NEW_PERSON]
    return max(times) + timedelta(weeks=weeks) if times else None


def outlived(until: datetime, now: datetime, days_past: int) -> bool:
    """Whether it goes: its time is over, and on some days past it the records were open."""
    return now > until and days_past >= DAYS_PAST


def private_key(text: str) -> bool:
    """Whether a text holds a private key: it opens records, so it is kept nowhere."""
    return PRIVATE_KEY in text.upper()


def public_key(text: str) -> str:
    """What of a text in the box for a public key may be kept: one that begins as such a key does, else nothing."""
    begins = text.strip().casefold().startswith(PUBLIC_KEY)
    return text if begins and not private_key(text) else ""
