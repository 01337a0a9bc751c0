"""One transaction of the vault, with all its stores."""

from functools import cached_property

from sqlalchemy.orm import Session as Rows

from dasupport.casework.ids import Clock
from dasupport.casework.session_record import Record
from dasupport.vault.data.audit_log import AuditChain
from dasupport.vault.data.audit_query import AuditQuery
from dasupport.vault.data.entries import Entries
from dasupport.vault.data.entry_json import compute_fingerprint
from dasupport.vault.data.metadata import Metadata
from dasupport.vault.data.migrate import NEWEST_FORM
from dasupport.vault.data.page_drafts import PageDraftStore
from dasupport.vault.data.people import People
from dasupport.vault.data.retention import Retention
from dasupport.vault.data.sessions import Sessions
from dasupport.vault.keys.key_file import Witness


class Transaction:
    """All stores of the vault within one transaction: either everything is committed, or nothing."""

    def __init__(self, rows: Rows, log_key: bytes, actor: str, now: Clock, *, reads: bool = False) -> None:
        self._rows = rows
        self._log_key = log_key
        self._actor = actor
        self._now = now
        self._reads = reads

    @cached_property
    def audit_chain(self) -> AuditChain:
        """The audit log."""
        return AuditChain(self._rows, self._log_key, self._actor, self._now, reads=self._reads)

    @cached_property
    def people(self) -> People:
        """The people."""
        return People(self._rows, self.audit_chain)

    @cached_property
    def audit_query(self) -> AuditQuery:
        """Queries of the audit log."""
        return AuditQuery(self._rows)

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions."""
        return Sessions(self._rows, self.audit_chain)

    @cached_property
    def entries(self) -> Entries:
        """The entries and drafts of sessions."""
        return Entries(self._rows, lambda: self.audit_chain)

    @cached_property
    def metadata(self) -> Metadata:
        """What the vault knows of itself."""
        return Metadata(self._rows)

    @cached_property
    def page_drafts(self) -> PageDraftStore:
        """The half-written texts of pages outside a session."""
        return PageDraftStore(self.metadata, self.audit_chain)

    @cached_property
    def retention(self) -> Retention:
        """Retention, holds and deletion."""
        return Retention(self._rows, self.audit_chain, self.metadata)

    def fingerprint_unlogged(self, form: int = NEWEST_FORM) -> str:
        """Return a fingerprint of what changes without an audit row: drafts, open pages of unsealed sessions, settings.

        Form 1 of the data did not cover the settings.
        """
        told: dict[str, object] = {
            "drafts": self.entries.list_all_draft_rows(),
            "pages": self.sessions.list_open_pages(),
        }
        if form > 1:
            told["settings"] = self.metadata.list_all_rows()
        return compute_fingerprint(told)

    def make_witness(self) -> Witness:
        """Return the state of the data now (commits, newest audit row), by which older data is recognised later."""
        head, at = self.audit_chain.read_head(), self._now().isoformat(timespec="seconds")
        return Witness(self.metadata.get_commit_count(), head.seq, head.mac, self.fingerprint_unlogged(), at)

    def read_record(self, session: str) -> Record | None:
        """Return a session with all its entries and drafts; None if there is none with this id."""
        found = self.sessions.get_session(session)
        person = self.people.get_person(found.person) if found else None
        if found is None or person is None:
            return None
        earlier = self.entries.list_earlier(person.id, before=found.number)
        return Record(found, person, self.entries.list_entries(session), self.entries.list_drafts(session), earlier)
