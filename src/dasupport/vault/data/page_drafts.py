"""Jottings inside one transaction: kept among the settings, as they belong to no session."""

import json
from datetime import datetime

from dasupport.casework.entry import Draft, Slot
from dasupport.casework.page_draft import make_page_draft
from dasupport.vault.data.audit_log import Log
from dasupport.vault.data.entries import stamp
from dasupport.vault.data.metadata import Settings

BEGINS = "jotting|"


class Jottings:
    """What is half written on pages about the vault. No line of the log tells of it."""

    def __init__(self, settings: Settings, log: Log) -> None:
        self._settings = settings
        self._log = log

    def keep(self, draft: Draft) -> None:
        """Keep a text in place of what was kept for its box."""
        said = {"words": draft.answer.words.value, "at": stamp(draft.at), "after": self._log.head().seq}
        self._settings.put(_key(draft.slot), json.dumps(said, ensure_ascii=False))

    def drop(self, slot: Slot) -> None:
        self._settings.drop(_key(slot))

    def forget(self, about: str) -> None:
        """Drop all that is half written about a person or on a page."""
        for draft in self.every():
            if draft.slot.item == about:
                self.drop(draft.slot)

    def every(self) -> tuple[Draft, ...]:
        return tuple(_read(key, value) for key, value in self._settings.beginning(BEGINS))

    def days_past(self, about: str, until: datetime) -> int:
        """On how many days past a moment these records were open, since something was last written about a person or on
        a page: by the log, in its own order, whatever the clock said before."""
        kept = self._settings.beginning(f"{BEGINS}{about}|")
        since = max((json.loads(value).get("after", 0) for _, value in kept), default=0)
        return self._log.days_past(until.date(), after=since)

    def at(self, slot: Slot) -> Draft | None:
        """What stands in a box."""
        return next((draft for draft in self.every() if draft.slot == slot), None)


def _key(slot: Slot) -> str:
    return f"{BEGINS}{slot.item}|{slot.part}"


def _read(key: str, value: str) -> Draft:
    _, about, part = key.split("|")
    said = json.loads(value)
    return make_page_draft(about, part, said["words"], datetime.fromisoformat(said["at"]))
