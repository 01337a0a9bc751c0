"""Storage of page drafts within one transaction: among the metadata, because they belong to no session."""

import json
from datetime import datetime

from dasupport.casework.entry import Draft, Slot
from dasupport.casework.page_draft import make_page_draft
from dasupport.vault.data.audit_log import AuditChain
from dasupport.vault.data.entries import format_timestamp
from dasupport.vault.data.metadata import Metadata

KEY_PREFIX = "jotting|"
"""Prefix of the setting keys of page drafts; the person or page follows, then the box."""


class PageDraftStore:
    """The page drafts within one transaction. They are never logged."""

    def __init__(self, settings: Metadata, log: AuditChain) -> None:
        self._metadata = settings
        self._audit_chain = log

    def save(self, draft: Draft) -> None:
        """Save a page draft, in place of any other of its slot, with the number of the newest audit row."""
        said = {
            "words": draft.answer.words.value,
            "at": format_timestamp(draft.at),
            "after": self._audit_chain.read_head().seq,
        }
        self._metadata.put(_make_key(draft.slot), json.dumps(said, ensure_ascii=False))

    def drop(self, slot: Slot) -> None:
        """Delete the page draft of a slot."""
        self._metadata.drop(_make_key(slot))

    def drop_about(self, about: str) -> None:
        """Delete all page drafts about a person or page."""
        for draft in self.list_all():
            if draft.slot.item == about:
                self.drop(draft.slot)

    def list_all(self) -> tuple[Draft, ...]:
        """Return all page drafts."""
        return tuple(_parse_draft(key, value) for key, value in self._metadata.list_by_prefix(KEY_PREFIX))

    def count_days_past(self, about: str, until: datetime) -> int:
        """Return on how many distinct days later than `until` the vault was used.

        Counts only audit rows added after the last page draft about this person or page was saved: by the order of
        the rows, because the clock may have been wrong before.
        """
        kept = self._metadata.list_by_prefix(f"{KEY_PREFIX}{about}|")
        since = max((json.loads(value).get("after", 0) for _, value in kept), default=0)
        return self._audit_chain.count_days_past(until.date(), after=since)

    def get_draft(self, slot: Slot) -> Draft | None:
        """Return the page draft of a slot; None if there is none."""
        return next((draft for draft in self.list_all() if draft.slot == slot), None)


def _make_key(slot: Slot) -> str:
    return f"{KEY_PREFIX}{slot.item}|{slot.part}"


def _parse_draft(key: str, value: str) -> Draft:
    _, about, part = key.split("|")
    said = json.loads(value)
    return make_page_draft(about, part, said["words"], datetime.fromisoformat(said["at"]))
