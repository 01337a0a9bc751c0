"""The page of one person: all sessions, the dated statements, and the protected name."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.actions.people import PersonOverview
from dasupport.casework.details import SafeContactDetail
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Closing, DueRow, ProtectedIdentity, SessionRow
from dasupport.casework.roles import Act
from dasupport.content.dates import format_date, format_due_date, to_local_date
from dasupport.content.entry_text import format_option
from dasupport.refusal import Refusal
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Chips,
    Heading,
    ListRow,
    ListRows,
    Paragraph,
    Row,
    Screen,
)
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import AccessHistory, Home, InSession, RecordRetention, Route, SealedSession
from dasupport.ui.screens.people.hold_banner import HoldBannerAction, build_hold_banner, has_hold_or_deletion
from dasupport.ui.session.context import SessionContext


class PersonAction(StrEnum):
    """Keys of the buttons of this screen."""

    BEGIN = "begin"
    BACK = "back"
    REVEAL = "reveal"
    HIDE = "hide"
    ACCESS_HISTORY = "looks"


OPEN_SESSION = "session:"
MARK_DONE = "done:"


class PersonPresenter:
    """The page of one person: sessions, dated statements, and the protected name, shown only on request."""

    def __init__(self, context: SessionContext, person: str) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._person_id = person
        self._overview: PersonOverview | None = None
        self._identity: ProtectedIdentity | None = None
        self._is_starting = False
        context.run_job(lambda: context.open_vault.people.open_person(person), self._on_loaded, context.show_refusal)

    def build_screen(self) -> Screen:
        if not self._overview:
            return Screen(f"person:{self._person_id}", ())
        labels = self.context.pack.labels.person
        person = self._overview.person
        area = format_option(self.context.pack.choices.areas, person.area)
        unfinished = next((row for row in self._overview.sessions if row.closing is Closing.OPEN), None)
        begin = Button(PersonAction.BEGIN, labels.begin, "plain" if unfinished else "primary")
        resume = (Button(f"{OPEN_SESSION}{unfinished.id}", labels.resume, "primary"),) if unfinished else ()
        ways = (resume or (begin,)) if self.context.is_allowed(Act.START_SESSION) else ()
        way = ways[0].key if ways else ""
        return Screen(
            f"person:{self._person_id}",
            (
                Row((Heading(person.code_name, area), *ways), ends=bool(ways), key="head"),
                *build_hold_banner(self.context, self._overview),
                *self._due_card(),
                *self._contact_card(),
                Card(
                    (
                        Heading(labels.sessions, level=2),
                        ListRows(self._session_rows(), labels.sessions),
                        *((Row((begin,)),) if resume and ways else ()),
                    ),
                    key="sessions",
                ),
                Card(
                    (Heading(labels.statements, labels.statements_sub, level=2), *self._statement_paragraphs()),
                    key="said",
                ),
                Card((Heading(labels.protected, labels.protected_sub, level=2), *self._name_blocks()), key="name"),
                Row(
                    (
                        Button(PersonAction.BACK, self.context.pack.labels.rail.home),
                        Button(PersonAction.ACCESS_HISTORY, self.context.pack.labels.looks.open),
                        *self._retention_button(),
                    ),
                    key="ways",
                ),
            ),
            focus=way or PersonAction.ACCESS_HISTORY,
            primary=way,
            back=PersonAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Pressed(key=PersonAction.BEGIN) if not self._is_starting:
                self._is_starting = True
                self._start_session()
            case Pressed(key=PersonAction.REVEAL):
                self.context.run_job(
                    lambda: self.context.open_vault.people.reveal_identity(self._person_id),
                    self._on_revealed,
                    self.context.show_refusal,
                )
            case Pressed(key=PersonAction.HIDE):
                self._identity = None
            case Pressed(key=key) if key in self._routes_by_key():
                self.context.go(self._routes_by_key()[key])
            case Pressed(key=key) if key.startswith(MARK_DONE):
                self._mark_done(key.removeprefix(MARK_DONE))
            case Pressed(key=key) if key.startswith(OPEN_SESSION):
                self._open_session(key.removeprefix(OPEN_SESSION))
            case _:
                pass

    def _routes_by_key(self) -> dict[str, Route]:
        """Return the routes of the buttons at the bottom of the page, by button key."""
        looks: dict[str, Route] = (
            {PersonAction.ACCESS_HISTORY: AccessHistory(self._person_id, self._overview.person.code_name)}
            if self._overview
            else {}
        )
        return {PersonAction.BACK: Home(), HoldBannerAction.RECORD_RETENTION: RecordRetention(self._person_id), **looks}

    def _on_loaded(self, found: PersonOverview) -> None:
        self._overview = found
        self.on_change()

    def _mark_done(self, entry: str) -> None:
        """Mark a follow-up as done: a dated addendum to the sealed session that asked for it."""
        row = next(row for row in self._overview.due if row.entry == entry) if self._overview else None
        if row:
            self.context.run_job(lambda: self._mark_done_and_reload(row), self._on_loaded, self.context.show_refusal)

    def _mark_done_and_reload(self, row: DueRow) -> PersonOverview:
        self.context.open_vault.sessions.mark_done(row.session, row.entry)
        return self.context.open_vault.people.reload_person(self._person_id)

    def _due_card(self) -> tuple[Block, ...]:
        """Return the card of follow-ups due with this person, with the buttons that mark them as done."""
        labels = self.context.pack.labels
        rows = self._overview.due if self._overview else ()
        if not rows:
            return ()
        lines = tuple(self._due_row(row) for row in rows)
        return (Card((Heading(labels.home.due, level=2), ListRows(lines, labels.home.due)), key="due"),)

    def _due_row(self, row: DueRow) -> ListRow:
        pack = self.context.pack
        sessions = self._overview.sessions if self._overview else ()
        sealed = any(one.id == row.session and one.closing is not Closing.OPEN for one in sessions)
        label = format_option((*pack.refer.follow_ups, *pack.gate.reminders), row.label)
        chip = Chip(format_due_date(pack.labels.dates, row.due, self.context.today), "care")
        if sealed and self.context.is_allowed(Act.ADD_ADDENDUM):
            return ListRow(f"{MARK_DONE}{row.entry}", label, chip=chip, action=pack.labels.sealed.follow_up_done)
        return ListRow(
            f"{OPEN_SESSION}{row.session}",
            label,
            chip=chip,
            action=self._open_label(Closing.SEALED if sealed else Closing.OPEN),
        )

    def _contact_card(self) -> tuple[Block, ...]:
        """Return the card that says how to contact the person safely, shown before anybody rings."""
        found = self._overview.contact if self._overview else None
        if found is None or found == SafeContactDetail():
            return ()
        labels, words = self.context.pack.labels, self.context.pack.gate
        facts = (
            (labels.gate.way, format_option(words.contact_ways, found.way)),
            (labels.gate.times, found.times),
            (labels.gate.message, format_option(words.message_left, found.leave_message)),
            (labels.gate.code_word, found.code_word),
        )
        rows = tuple(Paragraph(labels.services.fact.format(name=name, text=text)) for name, text in facts if text)
        return (Card((Heading(labels.gate.safe_contact, level=2), *rows), key="contact"),)

    def _retention_button(self) -> tuple[Block, ...]:
        """Return the button to the record's retention page, unless the banner at the top has it already."""
        may = self.context.open_vault.is_allowed(Act.SEE_RETENTION) and not (
            self._overview and has_hold_or_deletion(self._overview)
        )
        return (Button(HoldBannerAction.RECORD_RETENTION, self.context.pack.labels.keeping.title),) if may else ()

    def _start_session(self) -> None:
        still = self.context.work.make_navigation_guard()
        self.context.run_job(
            lambda: self.context.open_vault.people.start_session(self._person_id),
            lambda record: self.context.go_if_current(still, record, InSession(record.session.id, SessionPage.GATE)),
            self._on_start_refused,
        )

    def _on_start_refused(self, refusal: Refusal) -> None:
        self._is_starting = False
        self.context.show_refusal(refusal)

    def _on_revealed(self, protected: ProtectedIdentity) -> None:
        self._identity = protected
        self.on_change()

    def _open_session(self, session: str) -> None:
        row = next(row for row in self._overview.sessions if row.id == session) if self._overview else None
        if row and row.closing is Closing.OPEN:
            self.context.go(
                InSession(session, SessionPage(row.page) if row.page in list(SessionPage) else SessionPage.GATE)
            )
        else:
            self.context.go(SealedSession(session))

    def _session_rows(self) -> tuple[ListRow, ...]:
        return tuple(self._session_row(row) for row in self._overview.sessions) if self._overview else ()

    def _session_row(self, row: SessionRow) -> ListRow:
        labels = self.context.pack.labels.person
        closing = {Closing.OPEN: labels.open, Closing.SEALED: labels.sealed, Closing.NOT_NOW: labels.not_now}
        tone = "care" if row.closing is Closing.OPEN else "good"
        when = format_date(self.context.pack.labels.dates, to_local_date(row.started_at, self.context.zone))
        name = labels.conversation.format(number=row.number)
        chip = Chip(closing[row.closing], tone)
        return ListRow(f"{OPEN_SESSION}{row.id}", name, when, chip=chip, action=self._open_label(row.closing))

    def _open_label(self, closing: Closing) -> str:
        """Return the label of the button that opens a session: resume for an open session the role may write, else
        open.
        """
        labels = self.context.pack.labels.home
        return labels.resume if closing is Closing.OPEN and self.context.is_allowed(Act.WRITE) else labels.open

    def _statement_paragraphs(self) -> tuple[Block, ...]:
        pack = self.context.pack
        rows = []
        for stated in self._overview.statements if self._overview else ():
            when = format_date(pack.labels.dates, to_local_date(stated.entry.at, self.context.zone))
            text = format_option(pack.choices.presenting, stated.presenting)
            rows.append(Paragraph(pack.labels.person.stated.format(what=text, day=when, who=stated.entry.author)))
        return tuple(rows)

    def _name_blocks(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.person
        if self._identity is None:
            return (Row((Button(PersonAction.REVEAL, labels.reveal),)),)
        name = self._identity.real_name.value
        if not name:
            return (Paragraph(labels.no_name),)
        return (
            Paragraph(name, "code"),
            Row((Chips((Chip(labels.logged, "held"),)), Button(PersonAction.HIDE, labels.hide)), key="hide"),
        )
