"""What one transaction may touch."""

from functools import cached_property

from sqlalchemy.orm import Session as Rows

from dasupport.casework.ids import Clock
from dasupport.casework.session_record import Record
from dasupport.vault.data.audit_log import Log
from dasupport.vault.data.audit_query import Trail
from dasupport.vault.data.entries import Entries
from dasupport.vault.data.entry_json import fingerprint
from dasupport.vault.data.metadata import Settings
from dasupport.vault.data.migrate import NEWEST
from dasupport.vault.data.page_drafts import Jottings
from dasupport.vault.data.people import People
from dasupport.vault.data.retention import Retention
from dasupport.vault.data.sessions import Sessions
from dasupport.vault.keys.key_file import Witness


class Work:
    """All tables of the vault inside one transaction: it all happens, or none of it. Each is made when it is needed."""

    def __init__(self, rows: Rows, log_key: bytes, actor: str, now: Clock, *, reads: bool = False) -> None:
        self._rows = rows
        self._log_key = log_key
        self._actor = actor
        self._now = now
        self._reads = reads

    @cached_property
    def log(self) -> Log:
        """The audit log."""
        return Log(self._rows, self._log_key, self._actor, self._now, reads=self._reads)

    @cached_property
    def people(self) -> People:
        """The people."""
        return People(self._rows, self.log)

    @cached_property
    def trail(self) -> Trail:
        """Queries of the audit log."""
        return Trail(self._rows)

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions."""
        return Sessions(self._rows, self.log)

    @cached_property
    def entries(self) -> Entries:
        """The entries and drafts of sessions."""
        return Entries(self._rows, lambda: self.log)

    @cached_property
    def settings(self) -> Settings:
        """What the vault knows of itself."""
        return Settings(self._rows)

    @cached_property
    def jottings(self) -> Jottings:
        """The half-written texts of pages outside a session."""
        return Jottings(self.settings, self.log)

    @cached_property
    def retention(self) -> Retention:
        """Retention, holds and deletion."""
        return Retention(self._rows, self.log, self.settings)

    def unlogged(self, form: int = NEWEST) -> str:
        """A fingerprint of what changes without a line in the log: drafts, the open pages of open sessions, settings
        (which the first form of the data left out)."""
        told: dict[str, object] = {"drafts": self.entries.every_draft(), "pages": self.sessions.open_pages()}
        if form > 1:
            told["settings"] = self.settings.every()
        return fingerprint(told)

    def witness(self) -> Witness:
        """How far the data has come by now."""
        head, at = self.log.head(), self._now().isoformat(timespec="seconds")
        return Witness(self.settings.commits(), head.seq, head.mac, self.unlogged(), at)

    def record(self, session: str) -> Record | None:
        """A whole session; nothing if there is none of this id."""
        found = self.sessions.get(session)
        person = self.people.get(found.person) if found else None
        if found is None or person is None:
            return None
        earlier = self.entries.earlier(person.id, before=found.number)
        return Record(found, person, self.entries.of(session), self.entries.drafts(session), earlier)
