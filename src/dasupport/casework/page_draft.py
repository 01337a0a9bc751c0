"""Page drafts: half-written text on a page outside any session, such as the reason for a hold.

A page draft is a draft without a session, so it is handled like every draft: saved in the vault, written
to a
rescue file, and restored from it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from dasupport.casework.attributed_text import Words
from dasupport.casework.entry import Answer, Draft, Slot
from dasupport.casework.kinds import Kind

NO_SESSION = ""
"""The session id of a page draft."""
REAL_NAME = "real-name"
"""The real-name box on the new-person page: its half-written text is never shown openly."""
PUBLIC_KEY_PREFIX, PRIVATE_KEY_PREFIX = "age1", "AGE-SECRET-KEY"
"""Prefixes of age public and private keys, compared without regard to case."""

MIN_DAYS_PAST = 3
"""Number of days after expiry on which the vault must have been used before a page draft is deleted. A clock
that is
wrong once makes one such day and no more.
"""


class DraftPage(StrEnum):
    """A page that a page draft may be about, where it is not about a person."""

    NEW_PERSON = "new-person"
    RECORDS = "records"
    KEYS = "keys"


def make_slot(about: str, part: str) -> Slot:
    """Return the slot of a page draft: a person or a page, and the box."""
    return Slot(Kind.NOTE, about, part)


def make_page_draft(about: str, part: str, text: str, at: datetime) -> Draft:
    """Return a page draft for a person or page, and the box."""
    return Draft(NO_SESSION, make_slot(about, part), Answer(Words(text)), at)


def is_page_draft(draft: Draft) -> bool:
    """Return True if a draft belongs to no session."""
    return draft.session == NO_SESSION


def is_real_name(draft: Draft) -> bool:
    """Return True if it is the real name of a new person: shown only on purpose, and that is logged."""
    return is_page_draft(draft) and draft.slot == make_slot(DraftPage.NEW_PERSON, REAL_NAME)


def compute_expiry(jottings: Iterable[Draft], weeks: int) -> datetime | None:
    """Return when an unfinished new-person form expires, or None if there is none.

    It is about somebody without a record, so it is kept no longer than a conversation that did not happen.
    """
    times = [draft.at for draft in jottings if draft.slot.item == DraftPage.NEW_PERSON]
    return max(times) + timedelta(weeks=weeks) if times else None


def is_expired(until: datetime, now: datetime, days_past: int) -> bool:
    """Return True if the expiry has passed and the vault was used on at least MIN_DAYS_PAST days since."""
    return now > until and days_past >= MIN_DAYS_PAST


def contains_private_key(text: str) -> bool:
    """Return True if a text contains an age private key: it opens records, so it is never saved."""
    return PRIVATE_KEY_PREFIX in text.upper()


def filter_public_key(text: str) -> str:
    """Return the text of a public-key box if it may be saved (it begins like a public key), else an empty
    string.
    """
    begins = text.strip().casefold().startswith(PUBLIC_KEY_PREFIX)
    return text if begins and not contains_private_key(text) else ""
