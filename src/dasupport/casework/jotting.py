"""Jottings: words half written on a page that belongs to no conversation, such as the reason of a hold.

Each is a draft without a session, so that it goes every way that a draft goes: into the vault, into a rescue file, and
back.
"""

from datetime import datetime
from enum import StrEnum

from dasupport.casework.entry import Answer, Draft, Kind, Slot
from dasupport.casework.text import Words

NO_SESSION = ""


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
