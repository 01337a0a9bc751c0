"""Backups: their status, creating and verifying one, and copying one offsite."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from dasupport.casework.backup_status import Backup, BackupStatus
from dasupport.content.dates import format_date, format_datetime, to_local_date
from dasupport.platform.device_check import TargetFolder
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Button, Card, Chip, Heading, Note, Paragraph, Row, Screen, StatementRow
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Settings
from dasupport.ui.screens.overlay.damaged import build_damage_blocks
from dasupport.ui.session.chrome import LOCK
from dasupport.ui.session.context import SessionContext


class BackupsAction(StrEnum):
    """Keys of the buttons of this screen."""

    CREATE = "make-backup"
    VERIFY = "prove-backup"
    COPY_OFFSITE = "carry-backup"
    BACK = "back"
    LOCK = "lock"


MEGABYTE = 1024 * 1024


class BackupsPresenter:
    """Shows the backups and runs one job at a time; the result of the last job is shown above them."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        labels = context.pack.labels.backups
        self.ask_save_path: Callable[[str], Path | None] = lambda name: context.files.ask_save_path(
            labels.carry_title, labels.kind, name, "backup"
        )
        self._status: BackupStatus | None = None
        self._is_busy = ""
        self._done_message = ""
        self._refusal_id: RefusalId | None = None
        self._destination: tuple[Note, ...] = ()
        context.run_job(context.open_vault.backups.status, self._on_status, context.show_refusal)

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.backups
        cards = (self._offsite_card(), *self._local_card()) if self._status is not None else ()
        opens = Card((Heading(labels.opens, level=2), Paragraph(labels.opens_sub)), "plain", key="opens")
        ways = Row((Button(BackupsAction.BACK, labels.back, icon="back"),), key="ways")
        blocks = (
            Heading(labels.title, labels.sub),
            *self._outcome_blocks(),
            *self._status_blocks(),
            *cards,
            opens,
            ways,
        )
        return Screen(
            "backups",
            blocks,
            focus=LOCK if self._is_damaged else BackupsAction.CREATE,
            primary=LOCK if self._is_damaged else BackupsAction.CREATE,
            back=BackupsAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        labels, backups = self.context.pack.labels.backups, self.context.open_vault.backups
        match intent:
            case Pressed(key=BackupsAction.LOCK):
                self.context.locking.lock()
            case Pressed(key=BackupsAction.BACK):
                self.context.go(Settings())
            case Pressed(key=BackupsAction.CREATE):
                self._start_job(BackupsAction.CREATE, backups.create, labels.made)
            case Pressed(key=BackupsAction.VERIFY):
                self._start_job(BackupsAction.VERIFY, backups.verify_latest, labels.proved)
            case Pressed(key=BackupsAction.COPY_OFFSITE) if not self._is_busy:
                to = self.ask_save_path(labels.file.format(day=self.context.today.isoformat()))
                if to is not None:
                    self._copy_offsite(to)
            case _:
                pass

    def _start_job(self, what: str, job: Callable[[], BackupStatus], done: str) -> None:
        if self._is_busy:
            return
        self._set_busy(what)
        self.context.run_job(job, lambda shelf: self._on_status(shelf, done), self._on_refused)

    def _set_busy(self, what: str) -> None:
        self._is_busy, self._done_message, self._refusal_id, self._destination = what, "", None, ()

    def _copy_offsite(self, to: Path) -> None:
        backups, labels = self.context.open_vault.backups, self.context.pack.labels.backups

        def job() -> tuple[BackupStatus, bool, TargetFolder]:
            return *backups.copy_offsite(to), self.context.files.check_target_folder(to)

        def carried(found: tuple[BackupStatus, bool, TargetFolder]) -> None:
            shelf, away, place = found
            self._destination = self._destination_notes(place, away=away)
            self._on_status(shelf, labels.carried_now)

        self._set_busy(BackupsAction.COPY_OFFSITE)
        self.context.run_job(job, carried, self._on_refused)

    def _destination_notes(self, place: TargetFolder, *, away: bool) -> tuple[Note, ...]:
        """Return warnings about the folder of an offsite copy: on this laptop (`away` is False), or in a synced
        folder.
        """
        labels, papers = self.context.pack.labels.backups, self.context.pack.labels.papers
        copied = papers.copied.format(name=place.synced_by)
        said = (
            ("here", not away, labels.still_here, labels.still_here_sub),
            ("copied", place.synced_by, copied, labels.copied_sub),
        )
        return tuple(Note("care", say, do, key=f"place-{key}") for key, holds, say, do in said if holds)

    def _on_status(self, shelf: BackupStatus, done: str = "") -> None:
        self._status, self._is_busy, self._done_message = shelf, "", done
        self.on_change()

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_busy = ""
        self._refusal_id = None if refusal.item == RefusalId.PASS_AGAIN else refusal.item
        self.on_change()
        if refusal.item != RefusalId.V_DATA_DAMAGED:
            self.context.run_job(self.context.open_vault.backups.status, self._on_status, self.context.show_refusal)

    @property
    def _is_damaged(self) -> bool:
        """True if the records themselves are damaged, found here or noted before."""
        return self._refusal_id == RefusalId.V_DATA_DAMAGED or (self._status is not None and self._status.is_damaged)

    def _outcome_blocks(self) -> tuple[Block, ...]:
        if self._is_damaged:
            return build_damage_blocks(self.context.pack)
        if self._refusal_id:
            sentence = self.context.pack.get_refusal_text(self._refusal_id)
            return (Note("stop", sentence.say, sentence.do, key="refused"),)
        shelf = self._status
        last = self._latest_text(shelf.newest_verified) if shelf and shelf.newest_verified else ""
        return (Note("good", self._done_message, last, key="done"), *self._destination) if self._done_message else ()

    def _status_blocks(self) -> tuple[Block, ...]:
        """Return the status and the buttons. A pressed button stays in place, so that it keeps the focus."""
        labels, shelf = self.context.pack.labels.backups, self._status
        ways = [
            Button(
                BackupsAction.CREATE,
                labels.making if self._is_busy == BackupsAction.CREATE else labels.make,
                "plain" if self._is_damaged else "primary",
            )
        ]
        if shelf and shelf.backups:
            ways.append(
                Button(BackupsAction.VERIFY, labels.proving if self._is_busy == BackupsAction.VERIFY else labels.prove)
            )
        told = (*self._failure_note(shelf), *self._latest_note(shelf)) if shelf else ()
        return (*told, Row(tuple(ways), key="make"))

    def _failure_note(self, shelf: BackupStatus) -> tuple[Block, ...]:
        if not shelf.last_refusal or self._refusal_id or self._is_damaged:
            return ()
        labels, sentence = self.context.pack.labels.backups, self.context.pack.get_refusal_text(shelf.last_refusal)
        return (Note("stop", labels.trouble, f"{sentence.say} {sentence.do}", key="trouble"),)

    def _latest_note(self, shelf: BackupStatus) -> tuple[Block, ...]:
        """Return a note on the newest verified backup; nothing if the result of the last job already names it."""
        labels = self.context.pack.labels.backups
        if shelf.newest_verified is None:
            return (
                Note("care", labels.none, labels.damaged_none if self._is_damaged else labels.none_sub, key="last"),
            )
        if self._done_message:
            return ()
        tone = "calm" if shelf.last_refusal or self._refusal_id else "good"
        return (Note(tone, self._latest_text(shelf.newest_verified), labels.last_sub, key="last"),)

    def _latest_text(self, at: datetime) -> str:
        return self.context.pack.labels.backups.last.format(at=self._format_moment(at))

    def _offsite_card(self) -> Block:
        labels, shelf = self.context.pack.labels.backups, self._status or BackupStatus()
        due = shelf.is_copy_due(self.context.now())
        said = (
            labels.carried.format(at=self._format_moment(shelf.copied_offsite_at))
            if shelf.copied_offsite_at
            else labels.never
        )
        carry = labels.carrying if self._is_busy == BackupsAction.COPY_OFFSITE else labels.carry
        return Card(
            (
                Heading(labels.elsewhere, labels.elsewhere_sub, level=2),
                Note("care", said, key="carried") if due else Paragraph(said, key="carried"),
                Row((Button(BackupsAction.COPY_OFFSITE, carry, enabled=bool(shelf.backups)),)),
                *(() if shelf.backups else (Paragraph(labels.carry_first, "small", key="carry-first"),)),
            ),
            key="elsewhere",
        )

    def _local_card(self) -> tuple[Block, ...]:
        labels, kept = self.context.pack.labels.backups, (self._status or BackupStatus()).backups
        if not kept:
            return ()
        return (Card((Heading(labels.here, level=2), *(self._backup_row(each) for each in kept)), key="here"),)

    def _backup_row(self, kept: Backup) -> StatementRow:
        labels = self.context.pack.labels
        checked = labels.backups.checked.format(day=self._format_day(kept.verified_at)) if kept.verified_at else ""
        chip = Chip(checked, "good") if checked else Chip(labels.backups.unchecked, "care")
        size = labels.backups.size.format(size=f"{kept.size / MEGABYTE:.1f}")
        return StatementRow(f"kept:{kept.path.name}", self._format_moment(kept.made_at), size, chips=(chip,))

    def _format_moment(self, at: datetime) -> str:
        return format_datetime(self.context.pack.labels.dates, at, self.context.zone)

    def _format_day(self, at: datetime) -> str:
        return format_date(self.context.pack.labels.dates, to_local_date(at, self.context.zone))
