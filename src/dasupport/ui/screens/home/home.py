"""Home: what needs the worker now, by code name only."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.actions.key_management import KeyStatus, OwnerAlert
from dasupport.actions.retention import PendingRetention
from dasupport.casework.backup_status import BackupStatus
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Agenda, DueRow
from dasupport.casework.realms import Realm
from dasupport.casework.roles import Act, Role
from dasupport.content.dates import format_date, format_due_date, to_local_date
from dasupport.content.entry_text import format_option
from dasupport.platform.disk_encryption import DiskEncryption
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Heading,
    ListRow,
    ListRows,
    Note,
    Paragraph,
    Row,
    Screen,
    iter_button_keys,
)
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import (
    Backups,
    InSession,
    Keys,
    Log,
    NewPerson,
    People,
    PersonView,
    RetentionOverview,
    Route,
    Settings,
)
from dasupport.ui.screen.shortcuts import SHORTCUTS
from dasupport.ui.screens.home.keys_notice import KEYS, KeysNoticeAction, build_alert_blocks
from dasupport.ui.screens.home.unfinished import (
    RESUME_NEW_PERSON,
    RESUME_PREFIX,
    build_new_person_rows,
    build_unfinished_blocks,
)
from dasupport.ui.screens.home.vault_notice import (
    VaultNoticeAction,
    build_damage_notice,
    build_last_closed_note,
    build_status_blocks,
)
from dasupport.ui.session.chrome import LOCK, read_only_labels, safeguarding_contact
from dasupport.ui.session.context import SessionContext


class HomeAction(StrEnum):
    """Keys of the buttons of this screen."""

    NEW = "new"
    ALL_PEOPLE = "people"


SETTINGS, PERSON_PREFIX, DUE_PREFIX = "settings", "person:", "due:"
RECORDS = "records"
HomeData = tuple[Agenda, BackupStatus | None, KeyStatus | None]


class HomePresenter:
    """The due and unfinished work, and the people last seen."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._agenda = Agenda()
        self._is_loaded = False
        self._backup_status: BackupStatus | None = None
        self._pending_retention = PendingRetention()
        self._key_status: KeyStatus | None = None
        context.run_job(self._load, self._on_loaded, context.show_refusal)

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.home
        meets, damaged = (
            self.context.is_allowed(Act.ADD_PERSON),
            build_damage_notice(self.context.pack, self._backup_status),
        )
        new = (
            (Button(HomeAction.NEW, labels.new, "plain" if damaged else "primary", SHORTCUTS["new"]),) if meets else ()
        )
        head = Heading(self._greeting(), self._summary())
        cards = (
            *self._due_card(),
            *self._unfinished_card(),
            *self._retention_card(),
            *self._recent_card(),
            *self._status_blocks(),
        )
        way = LOCK if damaged else HomeAction.NEW if meets else ""
        first = Row((head, *new), ends=True, key="head") if new else head
        top = (
            first,
            *damaged,
            *self._last_closed_note(),
            *self._role_notes(),
            *self._alert_blocks(),
            *self._device_notes(),
        )
        blocks = (*top, *(cards if self._is_loaded else ()))
        begin = way or (HomeAction.ALL_PEOPLE if self._agenda.recent else next(iter_button_keys(blocks), ""))
        return Screen("home", blocks, self._advice_notes(), focus=begin, primary=way)

    def handle(self, intent: Intent) -> None:
        if not isinstance(intent, Pressed):
            return
        plain: dict[str, Route] = {
            HomeAction.NEW: NewPerson(),
            HomeAction.ALL_PEOPLE: People(),
            SETTINGS: Settings(),
            VaultNoticeAction.BACKUPS: Backups(),
            RECORDS: RetentionOverview(),
            KEYS: Keys(),
            KeysNoticeAction.LOG: Log(),
            RESUME_NEW_PERSON: NewPerson(),
        }
        if intent.key == LOCK:
            self.context.locking.lock()
        elif intent.key in plain:
            self.context.go(plain[intent.key])
        elif intent.key == KeysNoticeAction.ACKNOWLEDGE and self._key_status:
            self._acknowledge_alerts(self._key_status.alerts)
        elif intent.key.startswith(PERSON_PREFIX):
            self.context.go(PersonView(intent.key.removeprefix(PERSON_PREFIX)))
        elif intent.key.startswith(RESUME_PREFIX):
            self._resume_session(intent.key.removeprefix(RESUME_PREFIX))
        elif intent.key.startswith(DUE_PREFIX):
            self.context.go(PersonView(intent.key.removeprefix(DUE_PREFIX).split(":")[1]))

    def _load(self) -> HomeData:
        """Return the agenda; and the status of backups and keys, for the owner of a live vault (training needs
        neither).
        """
        unlocked = self.context.open_vault
        today = unlocked.people.load_agenda(self.context.today)
        if unlocked.realm != Realm.LIVE or not unlocked.is_allowed(Act.SEE_KEYS):
            return today, None, None
        return today, unlocked.backups.status(), unlocked.keys.get_status()

    def _greeting(self) -> str:
        labels, owner = self.context.pack.labels, self.context.open_vault.owner
        return labels.roles.by_key if self.context.is_guest else labels.home.hello.format(name=owner.name)

    def _on_loaded(self, found: HomeData) -> None:
        self._agenda, self._backup_status, self._key_status = found
        self._is_loaded = True
        self.on_change()
        if self.context.is_allowed(Act.SEE_RETENTION):  # after the first screen: this is slow with many records
            self.context.run_job(
                self.context.open_vault.retention.count_pending, self._on_pending_retention, self.context.show_refusal
            )
        if self.context.is_allowed(Act.CHECK_LOG):
            self.context.run_job(
                self.context.open_vault.audit_log.verify_chain_weekly, lambda _: None, self.context.show_refusal
            )
        if self._backup_status and self._backup_status.is_verification_due(self.context.now()):
            self.context.run_job(
                self.context.open_vault.backups.verify_monthly, self._on_backup_verified, self.context.show_refusal
            )

    def _on_backup_verified(self, shelf: BackupStatus) -> None:
        self._backup_status = shelf
        self.on_change()

    def _acknowledge_alerts(self, alarms: tuple[OwnerAlert, ...]) -> None:
        """Acknowledge the alerts on the screen, and none that came after them."""
        newest = max((each.seq for each in alarms), default=0)
        self.context.run_job(
            lambda: self.context.open_vault.keys.acknowledge(newest), self._on_key_status, self.context.show_refusal
        )

    def _on_key_status(self, state: KeyStatus) -> None:
        self._key_status = state
        self.on_change()

    def _on_pending_retention(self, owed: PendingRetention) -> None:
        if owed != self._pending_retention:
            self._pending_retention = owed
            self.on_change()

    def _retention_card(self) -> tuple[Block, ...]:
        """Return what waits for a decision about retention, or nothing."""
        labels = self.context.pack.labels.records
        counts = (
            (self._pending_retention.ready, labels.ready_count),
            (self._pending_retention.past, labels.past_count),
            (
                0 if self.context.is_guest else self._pending_retention.waiting,
                labels.waiting_count,
            ),
        )
        lines = tuple(
            ListRow(RECORDS, "", told.format(count=count), action=labels.open) for count, told in counts if count
        )
        if not lines:
            return ()
        return (Card((Heading(labels.title, labels.decide, level=2), ListRows(lines, labels.title)), key="keeping"),)

    def _resume_session(self, session: str) -> None:
        row = next(row for row in self._agenda.unfinished if row.id == session)
        self.context.go(
            InSession(session, SessionPage(row.page) if row.page in list(SessionPage) else SessionPage.GATE)
        )

    def _role_notes(self) -> tuple[Block, ...]:
        """Return what this vault is for, if it is not for one's own sessions."""
        labels, role = self.context.pack.labels.roles, self.context.open_vault.owner.role
        if self.context.open_vault.is_read_only:
            return self._read_only_notice()
        if self.context.is_allowed(Act.ADD_PERSON):
            return ()
        if self.context.is_guest:
            return (Note("calm", labels.by_key_sub, key="role"),)
        say, sub = (labels.trainer, labels.trainer_sub) if role == Role.TRAINER else (labels.reads, labels.reads_sub)
        return (Note("calm", say, sub, key="role"),)

    def _read_only_notice(self) -> tuple[Block, ...]:
        """Return what is wrong with a vault that is open read-only, and what to do about it."""
        if not self.context.open_vault.is_altered:
            says = read_only_labels(self.context)
            lock = Row((Button(LOCK, says.lock, "primary"),), key="read-only-ways")
            return (Note("stop", says.title, says.sub, key="read-only"), Paragraph(says.do), lock)
        labels = self.context.pack.labels.read_only
        log = (Button(KeysNoticeAction.LOG, labels.log, "primary"),) if self.context.is_allowed(Act.EXPORT_LOG) else ()
        return (
            Note("stop", labels.title, labels.sub, key="read-only"),
            Paragraph(f"{safeguarding_contact(self.context)} {labels.log_sub}"),
            Row((*log, Button(LOCK, labels.lock)), key="read-only-ways"),
        )

    def _device_notes(self) -> tuple[Note, ...]:
        """Return what has to be fixed on this laptop; shown until it is."""
        labels, laptop = self.context.pack.labels.laptop, self.context.device.state
        if laptop is None:
            return ()
        disk = {
            DiskEncryption.OFF: (labels.open, labels.open_sub),
            DiskEncryption.UNKNOWN: (labels.unknown, labels.open_sub),
        }
        said = {
            "copied": (labels.copied.format(name=laptop.synced_by), labels.copied_sub) if laptop.synced_by else None,
            "elsewhere": (labels.elsewhere, labels.elsewhere_sub) if laptop.is_remote else None,
            "disk": disk.get(laptop.disk),
        }
        return tuple(Note("care", *words, key=key) for key, words in said.items() if words)

    def _summary(self) -> str:
        labels = self.context.pack.labels.home
        if self.context.is_guest:
            return ""
        if not self._is_loaded:
            return " "
        count = len(self._agenda.due) + len(self._agenda.unfinished) + len(build_new_person_rows(self.context))
        return labels.waiting.format(count=count) if count else labels.nothing

    def _due_card(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.home
        if not self._agenda.due:
            return ()
        lines = tuple(self._due_row(row) for row in self._agenda.due)
        return (Card((Heading(labels.due, level=2), ListRows(lines, labels.due)), key="due"),)

    def _due_row(self, row: DueRow) -> ListRow:
        pack = self.context.pack
        when = format_due_date(pack.labels.dates, row.due, self.context.today)
        late = row.due < self.context.today
        tone = "stop" if late else "care" if row.due == self.context.today else "plain"
        label = format_option((*pack.refer.follow_ups, *pack.gate.reminders), row.label)
        key = f"{DUE_PREFIX}{row.entry}:{row.person}"
        return ListRow(key, row.code_name, label, chip=Chip(when, tone), action=pack.labels.home.open)

    def _unfinished_card(self) -> tuple[Block, ...]:
        return build_unfinished_blocks(self.context, self._agenda.unfinished)

    def _recent_card(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.home
        if not self._agenda.recent:
            first = Note("calm", labels.first, labels.first_sub, key="first")
            return (first,) if self.context.is_allowed(Act.ADD_PERSON) else ()
        lines = tuple(
            ListRow(
                f"{PERSON_PREFIX}{row.id}",
                row.code_name,
                labels.sessions.format(count=row.sessions),
                labels.seen.format(
                    day=format_date(self.context.pack.labels.dates, to_local_date(row.last_contact, self.context.zone))
                ),
                action=labels.open,
            )
            for row in self._agenda.recent
        )
        recent = self.context.pack.labels.roles.recent if self.context.is_guest else labels.recent
        head = Row((Heading(recent, level=2), Button(HomeAction.ALL_PEOPLE, labels.everyone, "quiet")), ends=True)
        return (Card((head, ListRows(lines, recent)), key="recent"),)

    def _last_closed_note(self) -> tuple[Block, ...]:
        return build_last_closed_note(self.context.pack, self._key_status, self.context.zone)

    def _status_blocks(self) -> tuple[Block, ...]:
        return build_status_blocks(
            self.context.pack, self._backup_status, self._key_status, self.context.now(), self.context.zone
        )

    def _alert_blocks(self) -> tuple[Block, ...]:
        return build_alert_blocks(self.context.pack, self._key_status, self.context.zone) if self._key_status else ()

    def _advice_notes(self) -> tuple[Note, ...]:
        if self.context.is_guest:
            return ()
        labels = self.context.pack.labels.home
        notes = [Note("calm", labels.own_safety, labels.own_safety_sub, key="own")]
        if not self.context.organisation.lead:
            notes.insert(0, Note("care", labels.no_lead, labels.no_lead_sub, key="lead"))
        if any(service.checked_on is None for service in self.context.pack.directory):
            notes.append(Note("care", labels.unchecked, labels.unchecked_sub, key="unchecked"))
        return tuple(notes)
