"""Sheets: choose what goes on paper, preview it, make the PDF in memory; each is logged."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.actions.export import export_file
from dasupport.casework.ids import Clock
from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.casework.roles import Act
from dasupport.casework.session_record import Record
from dasupport.content.dates import to_local_date
from dasupport.content.pack import Pack
from dasupport.refusal_id import RefusalId
from dasupport.sheets.client_sheet import (
    ClientSheetChoice,
    find_offered_services,
    get_next_step,
    is_unchecked,
    list_refusals,
    make_client_sheet,
)
from dasupport.sheets.file_copy import make_file_copy
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault

if TYPE_CHECKING:
    from dasupport.sheets.model import Sheet

__all__ = ["ClientSheetChoice", "Sheets"]

ALL_SESSIONS = 1_000_000
"""A number above that of any person's sessions."""


class Sheets:
    """Actions on sheets from an open vault."""

    def __init__(self, vault: Vault, warden: Authoriser, pack: Pack, now: Clock) -> None:
        self._vault = vault
        self._authoriser = warden
        self._pack = pack
        self._now = now

    @property
    def today(self) -> date:
        """Return today's date in local time."""
        return to_local_date(self._now())

    @requires(Act.PREVIEW)
    def list_services(self, record: Record) -> tuple[str, ...]:
        """Return the services that the client sheet may carry; none of them is chosen yet."""
        return tuple(id for id in find_offered_services(record) if id in self._pack.services)

    @requires(Act.PREVIEW)
    def list_unchecked(self, record: Record) -> tuple[str, ...]:
        """Return those of them whose contact details nobody has checked lately."""
        found, known = find_offered_services(record), self._pack.services
        return tuple(id for id in self.list_services(record) if is_unchecked(known[id], found[id], self.today))

    @requires(Act.PREVIEW)
    def get_next_step(self, record: Record) -> str:
        """Return the words about the next step that the person may take home."""
        return get_next_step(record)

    @requires(Act.PREVIEW)
    def list_refusals(self, record: Record, choice: ClientSheetChoice) -> tuple[RefusalId, ...]:
        """Return every reason why the client sheet cannot be made as chosen now."""
        then, now = (
            list_refusals(whole, self._pack, choice, self.today)
            for whole in (record, self._with_latest_presenting(record))
        )
        return tuple(dict.fromkeys((*then, *now)))

    @requires(Act.PREVIEW)
    def make_client_sheet(self, record: Record, choice: ClientSheetChoice) -> bytes:
        """Return the client sheet as a PDF in memory. Raises Refusal SHEET-…."""
        for presents in (record, self._with_latest_presenting(record)):
            sheet = make_client_sheet(presents, self._pack, choice, self.today, self._watermark)
        return self._render(record, "person", sheet)

    @requires(Act.PREVIEW)
    def make_file_copy(self, record: Record, who: str) -> bytes:
        """Return the file copy as a PDF in memory. Raises Refusal FILE-READERS."""
        return self._render(record, who, make_file_copy(record, self._pack, who, self._watermark))

    @requires(Act.PREVIEW)
    def has_undrawable_characters(self, record: Record, choice: ClientSheetChoice | str) -> bool:
        """Return True if none of our fonts has some character of this sheet: it is printed as its number,
        `[U+05D0]`.
        """
        from dasupport.sheets.font_fallback import has_undrawable_characters

        if isinstance(choice, str):
            return has_undrawable_characters(make_file_copy(record, self._pack, choice).lines)
        return has_undrawable_characters(make_client_sheet(record, self._pack, choice, self.today).lines)

    @requires(Act.PRINT)
    def save(self, record: Record, data: bytes, path: Path) -> None:
        """Write a sheet to the chosen path, never among the files of the vault; logged without the path.

        Raises Refusal SAVE-WHERE, or V-… if it cannot be logged: then the file is deleted again.
        """
        export_file(self._vault, data, path, "sheet saved", record.session.id)

    def _with_latest_presenting(self, record: Record) -> Record:
        """Return the record with the newest statement of how the person presents, whenever it was made (F31, H19)."""

        def job(work: Transaction) -> Record:
            later = work.entries.list_earlier(record.person.id, before=ALL_SESSIONS)
            said = [entry for entry in later if entry.kind is Kind.PRESENTING and entry.session != record.session.id]
            return record.with_presenting(said[-1]) if said and said[-1].at > record.session.started_at else record

        return self._vault.transact(job)

    @property
    def _watermark(self) -> str:
        return "" if self._vault.realm == Realm.LIVE else self._pack.labels.sheets.watermark

    def _render(self, record: Record, reader: str, sheet: "Sheet") -> bytes:
        from dasupport.sheets.pdf import render_pdf

        data = render_pdf(sheet)
        self._vault.transact(lambda work: work.audit_chain.append(f"sheet for {reader}", record.session.id))
        return data
