"""Backups: their status, creating and verifying one, and copying one offsite."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dasupport.casework.shelf import DAMAGED, Backup, BackupStatus
from dasupport.content.dates import format_date, format_datetime, to_local_date
from dasupport.laptop.look import Place
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Answered, Block, Button, Card, Chip, Heading, Note, Para, Row, Screen
from dasupport.ui.frame import LOCK
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Settings
from dasupport.ui.screens.damaged import damage

MAKE, PROVE, CARRY, BACK = "make-backup", "prove-backup", "carry-backup", "back"
UNASKED = "PASS-AGAIN"
MEGABYTE = 1024 * 1024


class BackupsPage:
    """Shows the backups and runs one job at a time; the result of the last job is shown above them."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self.ask_where: Callable[[str], Path | None] = lambda _: None
        self._shelf: BackupStatus | None = None
        self._busy = ""
        self._done = ""
        self._refused = ""
        self._place: tuple[Note, ...] = ()
        office.run(office.unlocked.backups.status, self._arrived, office.tell)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.backups
        cards = (self._elsewhere(), *self._here()) if self._shelf is not None else ()
        opens = Card((Heading(labels.opens, level=2), Para(labels.opens_sub)), "plain", key="opens")
        ways = Row((Button(BACK, labels.back, icon="back"),), key="ways")
        blocks = (Heading(labels.title, labels.sub), *self._outcome(), *self._state(), *cards, opens, ways)
        return Screen(
            "backups", blocks, focus=LOCK if self._damaged else MAKE, primary=LOCK if self._damaged else MAKE, back=BACK
        )

    def handle(self, intent: Intent) -> None:
        labels, backups = self.office.pack.labels.backups, self.office.unlocked.backups
        match intent:
            case Pressed(key="lock"):
                self.office.lock()
            case Pressed(key="back"):
                self.office.go(Settings())
            case Pressed(key="make-backup"):
                self._start(MAKE, backups.create, labels.made)
            case Pressed(key="prove-backup"):
                self._start(PROVE, backups.verify_latest, labels.proved)
            case Pressed(key="carry-backup") if not self._busy:
                to = self.ask_where(labels.file.format(day=self.office.today.isoformat()))
                if to is not None:
                    self._carry(to)
            case _:
                pass

    def _start(self, what: str, job: Callable[[], BackupStatus], done: str) -> None:
        if self._busy:
            return
        self._begun(what)
        self.office.run(job, lambda shelf: self._arrived(shelf, done), self._not_done)

    def _begun(self, what: str) -> None:
        self._busy, self._done, self._refused, self._place = what, "", "", ()

    def _carry(self, to: Path) -> None:
        backups, labels = self.office.unlocked.backups, self.office.pack.labels.backups

        def job() -> tuple[BackupStatus, bool, Place]:
            return *backups.copy_offsite(to), self.office.place_of(to)

        def carried(found: tuple[BackupStatus, bool, Place]) -> None:
            shelf, away, place = found
            self._place = self._known(place, away=away)
            self._arrived(shelf, labels.carried_now)

        self._begun(CARRY)
        self.office.run(job, carried, self._not_done)

    def _known(self, place: Place, *, away: bool) -> tuple[Note, ...]:
        """Return warnings about the folder of an offsite copy: on this laptop (`away` is False), or in a synced
        folder.
        """
        labels, papers = self.office.pack.labels.backups, self.office.pack.labels.papers
        copied = papers.copied.format(name=place.kept_by)
        said = (
            ("here", not away, labels.still_here, labels.still_here_sub),
            ("copied", place.kept_by, copied, labels.copied_sub),
        )
        return tuple(Note("care", say, do, key=f"place-{key}") for key, holds, say, do in said if holds)

    def _arrived(self, shelf: BackupStatus, done: str = "") -> None:
        self._shelf, self._busy, self._done = shelf, "", done
        self.on_change()

    def _not_done(self, refusal: Refusal) -> None:
        self._busy = ""
        self._refused = "" if refusal.item == UNASKED else refusal.item
        self.on_change()
        if refusal.item != DAMAGED:
            self.office.run(self.office.unlocked.backups.status, self._arrived, self.office.tell)

    @property
    def _damaged(self) -> bool:
        """True if the records themselves are damaged, found here or noted before."""
        return self._refused == DAMAGED or (self._shelf is not None and self._shelf.is_damaged)

    def _outcome(self) -> tuple[Block, ...]:
        if self._damaged:
            return damage(self.office.pack)
        if self._refused:
            sentence = self.office.pack.get_refusal_text(self._refused)
            return (Note("stop", sentence.say, sentence.do, key="refused"),)
        shelf = self._shelf
        last = self._told_last(shelf.newest_verified) if shelf and shelf.newest_verified else ""
        return (Note("good", self._done, last, key="done"), *self._place) if self._done else ()

    def _state(self) -> tuple[Block, ...]:
        """Return the status and the buttons. A pressed button stays in place, so that it keeps the focus."""
        labels, shelf = self.office.pack.labels.backups, self._shelf
        ways = [
            Button(MAKE, labels.making if self._busy == MAKE else labels.make, "plain" if self._damaged else "primary")
        ]
        if shelf and shelf.backups:
            ways.append(Button(PROVE, labels.proving if self._busy == PROVE else labels.prove))
        told = (*self._trouble(shelf), *self._last(shelf)) if shelf else ()
        return (*told, Row(tuple(ways), key="make"))

    def _trouble(self, shelf: BackupStatus) -> tuple[Block, ...]:
        if not shelf.last_refusal or self._refused or self._damaged:
            return ()
        labels, sentence = self.office.pack.labels.backups, self.office.pack.get_refusal_text(shelf.last_refusal)
        return (Note("stop", labels.trouble, f"{sentence.say} {sentence.do}", key="trouble"),)

    def _last(self, shelf: BackupStatus) -> tuple[Block, ...]:
        """Return a note on the newest verified backup; nothing if the result of the last job already names it."""
        labels = self.office.pack.labels.backups
        if shelf.newest_verified is None:
            return (Note("care", labels.none, labels.damaged_none if self._damaged else labels.none_sub, key="last"),)
        if self._done:
            return ()
        tone = "calm" if shelf.last_refusal or self._refused else "good"
        return (Note(tone, self._told_last(shelf.newest_verified), labels.last_sub, key="last"),)

    def _told_last(self, at: datetime) -> str:
        return self.office.pack.labels.backups.last.format(at=self._moment(at))

    def _elsewhere(self) -> Block:
        labels, shelf = self.office.pack.labels.backups, self._shelf or BackupStatus()
        due = shelf.is_copy_due(self.office.now())
        said = (
            labels.carried.format(at=self._moment(shelf.copied_offsite_at)) if shelf.copied_offsite_at else labels.never
        )
        carry = labels.carrying if self._busy == CARRY else labels.carry
        return Card(
            (
                Heading(labels.elsewhere, labels.elsewhere_sub, level=2),
                Note("care", said, key="carried") if due else Para(said, key="carried"),
                Row((Button(CARRY, carry, enabled=bool(shelf.backups)),)),
                *(() if shelf.backups else (Para(labels.carry_first, "small", key="carry-first"),)),
            ),
            key="elsewhere",
        )

    def _here(self) -> tuple[Block, ...]:
        labels, kept = self.office.pack.labels.backups, (self._shelf or BackupStatus()).backups
        if not kept:
            return ()
        return (Card((Heading(labels.here, level=2), *(self._line(each) for each in kept)), key="here"),)

    def _line(self, kept: Backup) -> Answered:
        labels = self.office.pack.labels
        checked = labels.backups.checked.format(day=self._day(kept.verified_at)) if kept.verified_at else ""
        chip = Chip(checked, "good") if checked else Chip(labels.backups.unchecked, "care")
        size = labels.backups.size.format(size=f"{kept.size / MEGABYTE:.1f}")
        return Answered(f"kept:{kept.path.name}", self._moment(kept.made_at), size, chips=(chip,))

    def _moment(self, at: datetime) -> str:
        return format_datetime(self.office.pack.labels.dates, at, self.office.zone)

    def _day(self, at: datetime) -> str:
        return format_date(self.office.pack.labels.dates, to_local_date(at, self.office.zone))
