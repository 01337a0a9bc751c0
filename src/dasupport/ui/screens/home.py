"""Home: what needs the worker now, by code name only."""

from collections.abc import Callable

from dasupport.actions.keys import Alarm, KeyStatus
from dasupport.actions.retention import PendingRetention
from dasupport.casework.people import Agenda, DueRow
from dasupport.casework.roles import Act, Role
from dasupport.casework.shelf import BackupStatus
from dasupport.casework.steps import SessionPage
from dasupport.content.dates import format_date, format_due_date, to_local_date
from dasupport.content.tell import format_option
from dasupport.laptop.disk import Disk
from dasupport.ui.blocks import Block, Button, Card, Chip, Heading, Line, Lines, Note, Para, Row, Screen, buttons
from dasupport.ui.frame import LOCK, whole, whom_to_ring
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Backups, InSession, Keys, Log, NewPerson, People, PersonView, Records, Route
from dasupport.ui.routes import Settings as SettingsRoute
from dasupport.ui.screens.home_keys import KEYS as OPENS
from dasupport.ui.screens.home_keys import LOG, SEEN, alarm
from dasupport.ui.screens.home_unfinished import HALF, RESUME, half_met, unfinished
from dasupport.ui.screens.home_vault import BACKUPS, closing, damage_met, standing
from dasupport.ui.shortcuts import KEYS

NEW, EVERYONE, SETTINGS, PERSON, DUE = "new", "people", "settings", "person:", "due:"
RECORDS, LIVE = "records", "live"
Found = tuple[Agenda, BackupStatus | None, KeyStatus | None]


class HomePage:
    """The due and unfinished work, and the people last seen."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._today = Agenda()
        self._loaded = False
        self._shelf: BackupStatus | None = None
        self._owed = PendingRetention()
        self._ways: KeyStatus | None = None
        office.run(self._look, self._arrived, office.tell)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.home
        meets, damaged = self.office.allows(Act.ADD_PERSON), damage_met(self.office.pack, self._shelf)
        new = (Button(NEW, labels.new, "plain" if damaged else "primary", KEYS["new"]),) if meets else ()
        head = Heading(self._hello(), self._sub())
        cards = (*self._due(), *self._unfinished(), *self._keeping(), *self._recent(), *self._standing())
        way = LOCK if damaged else NEW if meets else ""
        first = Row((head, *new), ends=True, key="head") if new else head
        top = (first, *damaged, *self._closing(), *self._role(), *self._alarm(), *self._laptop())
        blocks = (*top, *(cards if self._loaded else ()))
        begin = way or (EVERYONE if self._today.recent else next(buttons(blocks), ""))
        return Screen("home", blocks, self._advice(), focus=begin, primary=way)

    def handle(self, intent: Intent) -> None:
        if not isinstance(intent, Pressed):
            return
        plain: dict[str, Route] = {
            NEW: NewPerson(),
            EVERYONE: People(),
            SETTINGS: SettingsRoute(),
            BACKUPS: Backups(),
            RECORDS: Records(),
            OPENS: Keys(),
            LOG: Log(),
            HALF: NewPerson(),
        }
        if intent.key == LOCK:
            self.office.lock()
        elif intent.key in plain:
            self.office.go(plain[intent.key])
        elif intent.key == SEEN and self._ways:
            self._seen(self._ways.alerts)
        elif intent.key.startswith(PERSON):
            self.office.go(PersonView(intent.key.removeprefix(PERSON)))
        elif intent.key.startswith(RESUME):
            self._resume(intent.key.removeprefix(RESUME))
        elif intent.key.startswith(DUE):
            self.office.go(PersonView(intent.key.removeprefix(DUE).split(":")[1]))

    def _look(self) -> Found:
        """Return the agenda; and the status of backups and keys, for the owner of a live vault (training needs
        neither).
        """
        unlocked = self.office.unlocked
        today = unlocked.people.load_agenda(self.office.today)
        if unlocked.realm != LIVE or not unlocked.is_allowed(Act.SEE_KEYS):
            return today, None, None
        return today, unlocked.backups.status(), unlocked.keys.get_status()

    def _hello(self) -> str:
        labels, owner = self.office.pack.labels, self.office.unlocked.owner
        return labels.roles.by_key if self.office.guest else labels.home.hello.format(name=owner.name)

    def _arrived(self, found: Found) -> None:
        self._today, self._shelf, self._ways = found
        self._loaded = True
        self.on_change()
        if self.office.allows(Act.SEE_RETENTION):  # after the first screen: this is slow with many records
            self.office.run(self.office.unlocked.retention.count_pending, self._owes, self.office.tell)
        if self.office.allows(Act.CHECK_LOG):
            self.office.run(self.office.unlocked.audit_log.verify_chain_weekly, lambda _: None, self.office.tell)
        if self._shelf and self._shelf.is_verification_due(self.office.now()):
            self.office.run(self.office.unlocked.backups.verify_monthly, self._tried, self.office.tell)

    def _tried(self, shelf: BackupStatus) -> None:
        self._shelf = shelf
        self.on_change()

    def _seen(self, alarms: tuple[Alarm, ...]) -> None:
        """Acknowledge the alerts on the screen, and none that came after them."""
        newest = max((each.seq for each in alarms), default=0)
        self.office.run(lambda: self.office.unlocked.keys.acknowledge(newest), self._ring, self.office.tell)

    def _ring(self, state: KeyStatus) -> None:
        self._ways = state
        self.on_change()

    def _owes(self, owed: PendingRetention) -> None:
        if owed != self._owed:
            self._owed = owed
            self.on_change()

    def _keeping(self) -> tuple[Block, ...]:
        """Return what waits for a decision about retention, or nothing."""
        labels = self.office.pack.labels.records
        told = (
            (self._owed.ready, labels.ready_one, labels.ready_several),
            (self._owed.past, labels.past_one, labels.past_several),
            (0 if self.office.guest else self._owed.waiting, labels.waiting_one, labels.waiting_several),
        )
        lines = tuple(
            Line(RECORDS, "", one if count == 1 else several.format(count=count), action=labels.open)
            for count, one, several in told
            if count
        )
        if not lines:
            return ()
        return (Card((Heading(labels.title, labels.decide, level=2), Lines(lines, labels.title)), key="keeping"),)

    def _resume(self, session: str) -> None:
        row = next(row for row in self._today.unfinished if row.id == session)
        self.office.go(InSession(session, SessionPage(row.page) if row.page in list(SessionPage) else SessionPage.GATE))

    def _role(self) -> tuple[Block, ...]:
        """Return what this vault is for, if it is not for one's own sessions."""
        labels, role = self.office.pack.labels.roles, self.office.unlocked.owner.role
        if self.office.unlocked.is_read_only:
            return self._read_only()
        if self.office.allows(Act.ADD_PERSON):
            return ()
        if self.office.guest:
            return (Note("calm", labels.by_key_sub, key="role"),)
        say, sub = (labels.trainer, labels.trainer_sub) if role == Role.TRAINER else (labels.reads, labels.reads_sub)
        return (Note("calm", say, sub, key="role"),)

    def _read_only(self) -> tuple[Block, ...]:
        """Return what is wrong with a vault that is open read-only, and what to do about it."""
        if not self.office.unlocked.is_altered:
            says = whole(self.office)
            lock = Row((Button(LOCK, says.lock, "primary"),), key="read-only-ways")
            return (Note("stop", says.title, says.sub, key="read-only"), Para(says.do), lock)
        labels = self.office.pack.labels.read_only
        log = (Button(LOG, labels.log, "primary"),) if self.office.allows(Act.EXPORT_LOG) else ()
        return (
            Note("stop", labels.title, labels.sub, key="read-only"),
            Para(f"{whom_to_ring(self.office)} {labels.log_sub}"),
            Row((*log, Button(LOCK, labels.lock)), key="read-only-ways"),
        )

    def _laptop(self) -> tuple[Note, ...]:
        """Return what has to be fixed on this laptop; shown until it is."""
        labels, laptop = self.office.pack.labels.laptop, self.office.laptop
        if laptop is None:
            return ()
        disk = {Disk.OFF: (labels.open, labels.open_sub), Disk.UNKNOWN: (labels.unknown, labels.open_sub)}
        said = {
            "copied": (labels.copied.format(name=laptop.kept_by), labels.copied_sub) if laptop.kept_by else None,
            "elsewhere": (labels.elsewhere, labels.elsewhere_sub) if laptop.elsewhere else None,
            "disk": disk.get(laptop.disk),
        }
        return tuple(Note("care", *words, key=key) for key, words in said.items() if words)

    def _sub(self) -> str:
        labels = self.office.pack.labels.home
        if self.office.guest:
            return ""
        if not self._loaded:
            return " "
        count = len(self._today.due) + len(self._today.unfinished) + len(half_met(self.office))
        return (labels.nothing, labels.one)[count] if count < 2 else labels.several.format(count=count)

    def _due(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.home
        if not self._today.due:
            return ()
        lines = tuple(self._due_line(row) for row in self._today.due)
        return (Card((Heading(labels.due, level=2), Lines(lines, labels.due)), key="due"),)

    def _due_line(self, row: DueRow) -> Line:
        pack = self.office.pack
        when = format_due_date(pack.labels.dates, row.due, self.office.today)
        late = row.due < self.office.today
        tone = "stop" if late else "care" if row.due == self.office.today else "plain"
        label = format_option((*pack.refer.follow_ups, *pack.gate.reminders), row.label)
        key = f"{DUE}{row.entry}:{row.person}"
        return Line(key, row.code_name, label, chip=Chip(when, tone), action=pack.labels.home.open)

    def _unfinished(self) -> tuple[Block, ...]:
        return unfinished(self.office, self._today.unfinished)

    def _recent(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.home
        if not self._today.recent:
            first = Note("calm", labels.first, labels.first_sub, key="first")
            return (first,) if self.office.allows(Act.ADD_PERSON) else ()
        lines = tuple(
            Line(
                f"{PERSON}{row.id}",
                row.code_name,
                (labels.one_session if row.sessions == 1 else labels.sessions).format(count=row.sessions),
                labels.seen.format(
                    day=format_date(self.office.pack.labels.dates, to_local_date(row.last_contact, self.office.zone))
                ),
                action=labels.open,
            )
            for row in self._today.recent
        )
        recent = self.office.pack.labels.roles.recent if self.office.guest else labels.recent
        head = Row((Heading(recent, level=2), Button(EVERYONE, labels.everyone, "quiet")), ends=True)
        return (Card((head, Lines(lines, recent)), key="recent"),)

    def _closing(self) -> tuple[Block, ...]:
        return closing(self.office.pack, self._ways, self.office.zone)

    def _standing(self) -> tuple[Block, ...]:
        return standing(self.office.pack, self._shelf, self._ways, self.office.now(), self.office.zone)

    def _alarm(self) -> tuple[Block, ...]:
        return alarm(self.office.pack, self._ways, self.office.zone) if self._ways else ()

    def _advice(self) -> tuple[Note, ...]:
        if self.office.guest:
            return ()
        labels = self.office.pack.labels.home
        notes = [Note("calm", labels.own_safety, labels.own_safety_sub, key="own")]
        if not self.office.organisation.lead:
            notes.insert(0, Note("care", labels.no_lead, labels.no_lead_sub, key="lead"))
        if any(service.checked_on is None for service in self.office.pack.directory):
            notes.append(Note("care", labels.unchecked, labels.unchecked_sub, key="unchecked"))
        return tuple(notes)
