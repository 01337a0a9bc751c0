"""Sheets: choose what goes on paper, preview it, make the PDF in memory; each is logged."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.actions.leaving import leave
from dasupport.actions.warden import Warden, asks
from dasupport.casework.entry import Kind
from dasupport.casework.ids import Clock
from dasupport.casework.record import Record
from dasupport.casework.roles import Act
from dasupport.content.dates import local
from dasupport.content.pack import Pack
from dasupport.sheets.filecopy import file_copy
from dasupport.sheets.person import Choice, next_step, offered, person_sheet, refusals, unchecked
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

if TYPE_CHECKING:
    from dasupport.sheets.sheet import Sheet

__all__ = ["Choice", "Printing"]

LIVE = "live"
ALL = 1_000_000
"""A number above that of any person's sessions."""


class Printing:
    """Actions on sheets from an open vault."""

    def __init__(self, vault: Vault, warden: Warden, pack: Pack, now: Clock) -> None:
        self._vault = vault
        self._warden = warden
        self._pack = pack
        self._now = now

    @property
    def today(self) -> date:
        """Return today's date in local time."""
        return local(self._now())

    @asks(Act.PREVIEW)
    def offered(self, record: Record) -> tuple[str, ...]:
        """Return the services that the client sheet may carry; none of them is chosen yet."""
        return tuple(id for id in offered(record) if id in self._pack.services)

    @asks(Act.PREVIEW)
    def unchecked(self, record: Record) -> tuple[str, ...]:
        """Return those of them whose contact details nobody has checked lately."""
        found, known = offered(record), self._pack.services
        return tuple(id for id in self.offered(record) if unchecked(known[id], found[id], self.today))

    @asks(Act.PREVIEW)
    def next_step(self, record: Record) -> str:
        """Return the words about the next step that the person may take home."""
        return next_step(record)

    @asks(Act.PREVIEW)
    def refusals(self, record: Record, choice: Choice) -> tuple[str, ...]:
        """Return every reason why the client sheet cannot be made as chosen now."""
        then, now = (refusals(whole, self._pack, choice, self.today) for whole in (record, self._as_now(record)))
        return tuple(dict.fromkeys((*then, *now)))

    @asks(Act.PREVIEW)
    def for_person(self, record: Record, choice: Choice) -> bytes:
        """Return the client sheet as a PDF in memory. Raises Refusal SHEET-…."""
        for presents in (record, self._as_now(record)):
            sheet = person_sheet(presents, self._pack, choice, self.today, self._watermark)
        return self._made(record, "person", sheet)

    @asks(Act.PREVIEW)
    def for_file(self, record: Record, who: str) -> bytes:
        """Return the file copy as a PDF in memory. Raises Refusal FILE-READERS."""
        return self._made(record, who, file_copy(record, self._pack, who, self._watermark))

    @asks(Act.PREVIEW)
    def spelt_out(self, record: Record, choice: Choice | str) -> bool:
        """Return True if none of our fonts has some character of this sheet: it is printed as its number,
        `[U+05D0]`.
        """
        from dasupport.sheets.scripts import undrawn

        if isinstance(choice, str):
            return undrawn(file_copy(record, self._pack, choice).lines)
        return undrawn(person_sheet(record, self._pack, choice, self.today).lines)

    @asks(Act.PRINT)
    def save(self, record: Record, data: bytes, path: Path) -> None:
        """Write a sheet to the chosen path, never among the files of the vault; logged without the path.

        Raises Refusal SAVE-WHERE, or V-… if it cannot be logged: then the file is deleted again.
        """
        leave(self._vault, data, path, "sheet saved", record.session.id)

    def _as_now(self, record: Record) -> Record:
        """Return the record with the newest statement of how the person presents, whenever it was made (F31, H19)."""

        def job(work: Work) -> Record:
            later = work.entries.earlier(record.person.id, before=ALL)
            said = [entry for entry in later if entry.kind is Kind.PRESENTING and entry.session != record.session.id]
            return record.presenting_as(said[-1]) if said and said[-1].at > record.session.started_at else record

        return self._vault.do(job)

    @property
    def _watermark(self) -> str:
        return "" if self._vault.realm == LIVE else self._pack.labels.sheets.watermark

    def _made(self, record: Record, reader: str, sheet: "Sheet") -> bytes:
        from dasupport.sheets.page import pdf

        data = pdf(sheet)
        self._vault.do(lambda work: work.log.add(f"sheet for {reader}", record.session.id))
        return data
