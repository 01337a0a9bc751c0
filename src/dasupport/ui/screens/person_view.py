"""The page of one person: all sessions, the dated statements, and the protected name."""

from collections.abc import Callable

from dasupport.actions.people import PersonOverview as Found
from dasupport.casework.entry import SafeContactDetail
from dasupport.casework.people import Closing, DueRow, ProtectedIdentity, SessionRow
from dasupport.casework.roles import Act
from dasupport.casework.steps import SessionPage
from dasupport.content.dates import format_date, format_due_date, to_local_date
from dasupport.content.tell import format_option
from dasupport.refusal import Refusal
from dasupport.ui.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Chips,
    Heading,
    Line,
    Lines,
    Para,
    Row,
    Screen,
)
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Home, InSession, Keeping, Looks, Route, Sealed
from dasupport.ui.screens.person_kept import KEEPING, marked, standing

BEGIN, BACK, OPEN, REVEAL, HIDE = "begin", "back", "session:", "reveal", "hide"
DONE, LOOKS = "done:", "looks"


class PersonViewPage:
    """The page of one person: sessions, dated statements, and the protected name, shown only on request."""

    def __init__(self, office: Office, person: str) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._id = person
        self._found: Found | None = None
        self._protected: ProtectedIdentity | None = None
        self._beginning = False
        office.run(lambda: office.unlocked.people.open_person(person), self._arrived, office.tell)

    def screen(self) -> Screen:
        if not self._found:
            return Screen(f"person:{self._id}", ())
        labels = self.office.pack.labels.person
        person = self._found.person
        area = format_option(self.office.pack.choices.areas, person.area)
        unfinished = next((row for row in self._found.sessions if row.closing is Closing.OPEN), None)
        begin = Button(BEGIN, labels.begin, "plain" if unfinished else "primary")
        resume = (Button(f"{OPEN}{unfinished.id}", labels.resume, "primary"),) if unfinished else ()
        ways = (resume or (begin,)) if self.office.allows(Act.START_SESSION) else ()
        way = ways[0].key if ways else ""
        return Screen(
            f"person:{self._id}",
            (
                Row((Heading(person.code_name, area), *ways), ends=bool(ways), key="head"),
                *standing(self.office, self._found),
                *self._due(),
                *self._contact(),
                Card(
                    (
                        Heading(labels.sessions, level=2),
                        Lines(self._sessions(), labels.sessions),
                        *((Row((begin,)),) if resume and ways else ()),
                    ),
                    key="sessions",
                ),
                Card((Heading(labels.statements, labels.statements_sub, level=2), *self._statements()), key="said"),
                Card((Heading(labels.protected, labels.protected_sub, level=2), *self._name()), key="name"),
                Row(
                    (
                        Button(BACK, self.office.pack.labels.rail.home),
                        Button(LOOKS, self.office.pack.labels.looks.open),
                        *self._keeping(),
                    ),
                    key="ways",
                ),
            ),
            focus=way or LOOKS,
            primary=way,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Pressed(key="begin") if not self._beginning:
                self._beginning = True
                self._begin()
            case Pressed(key="reveal"):
                self.office.run(
                    lambda: self.office.unlocked.people.reveal_identity(self._id), self._revealed, self.office.tell
                )
            case Pressed(key="hide"):
                self._protected = None
            case Pressed(key=key) if key in self._ways():
                self.office.go(self._ways()[key])
            case Pressed(key=key) if key.startswith(DONE):
                self._done(key.removeprefix(DONE))
            case Pressed(key=key) if key.startswith(OPEN):
                self._open(key.removeprefix(OPEN))
            case _:
                pass

    def _ways(self) -> dict[str, Route]:
        """Return the routes of the buttons at the bottom of the page, by button key."""
        looks = {LOOKS: Looks(self._id, self._found.person.code_name)} if self._found else {}
        return {BACK: Home(), KEEPING: Keeping(self._id), **looks}

    def _arrived(self, found: Found) -> None:
        self._found = found
        self.on_change()

    def _done(self, entry: str) -> None:
        """Mark a follow-up as done: a dated addendum to the sealed session that asked for it."""
        row = next(row for row in self._found.due if row.entry == entry) if self._found else None
        if row:
            self.office.run(lambda: self._after(row), self._arrived, self.office.tell)

    def _after(self, row: DueRow) -> Found:
        self.office.unlocked.sessions.mark_done(row.session, row.entry)
        return self.office.unlocked.people.reload_person(self._id)

    def _due(self) -> tuple[Block, ...]:
        """Return the card of follow-ups due with this person, with the buttons that mark them as done."""
        labels = self.office.pack.labels
        rows = self._found.due if self._found else ()
        if not rows:
            return ()
        lines = tuple(self._due_line(row) for row in rows)
        return (Card((Heading(labels.home.due, level=2), Lines(lines, labels.home.due)), key="due"),)

    def _due_line(self, row: DueRow) -> Line:
        pack = self.office.pack
        sessions = self._found.sessions if self._found else ()
        sealed = any(one.id == row.session and one.closing is not Closing.OPEN for one in sessions)
        label = format_option((*pack.refer.follow_ups, *pack.gate.reminders), row.label)
        chip = Chip(format_due_date(pack.labels.dates, row.due, self.office.today), "care")
        if sealed and self.office.allows(Act.ADD_ADDENDUM):
            return Line(f"{DONE}{row.entry}", label, chip=chip, action=pack.labels.sealed.follow_up_done)
        return Line(
            f"{OPEN}{row.session}", label, chip=chip, action=self._to(Closing.SEALED if sealed else Closing.OPEN)
        )

    def _contact(self) -> tuple[Block, ...]:
        """Return the card that says how to contact the person safely, shown before anybody rings."""
        found = self._found.contact if self._found else None
        if found is None or found == SafeContactDetail():
            return ()
        labels, words = self.office.pack.labels, self.office.pack.gate
        facts = (
            (labels.gate.way, format_option(words.contact_ways, found.way)),
            (labels.gate.times, found.times),
            (labels.gate.message, format_option(words.message_left, found.leave_message)),
            (labels.gate.code_word, found.code_word),
        )
        rows = tuple(Para(labels.services.fact.format(name=name, text=text)) for name, text in facts if text)
        return (Card((Heading(labels.gate.safe_contact, level=2), *rows), key="contact"),)

    def _keeping(self) -> tuple[Block, ...]:
        """Return the button to the record's retention page, unless the banner at the top has it already."""
        may = self.office.unlocked.is_allowed(Act.SEE_RETENTION) and not (self._found and marked(self._found))
        return (Button(KEEPING, self.office.pack.labels.keeping.title),) if may else ()

    def _begin(self) -> None:
        still = self.office.still()
        self.office.run(
            lambda: self.office.unlocked.people.start_session(self._id),
            lambda record: self.office.arrive(still, record, InSession(record.session.id, SessionPage.GATE)),
            self._not_begun,
        )

    def _not_begun(self, refusal: Refusal) -> None:
        self._beginning = False
        self.office.tell(refusal)

    def _revealed(self, protected: ProtectedIdentity) -> None:
        self._protected = protected
        self.on_change()

    def _open(self, session: str) -> None:
        row = next(row for row in self._found.sessions if row.id == session) if self._found else None
        if row and row.closing is Closing.OPEN:
            self.office.go(
                InSession(session, SessionPage(row.page) if row.page in list(SessionPage) else SessionPage.GATE)
            )
        else:
            self.office.go(Sealed(session))

    def _sessions(self) -> tuple[Line, ...]:
        return tuple(self._line(row) for row in self._found.sessions) if self._found else ()

    def _line(self, row: SessionRow) -> Line:
        labels = self.office.pack.labels.person
        closing = {Closing.OPEN: labels.open, Closing.SEALED: labels.sealed, Closing.NOT_NOW: labels.not_now}
        tone = "care" if row.closing is Closing.OPEN else "good"
        when = format_date(self.office.pack.labels.dates, to_local_date(row.started_at, self.office.zone))
        name = labels.conversation.format(number=row.number)
        chip = Chip(closing[row.closing], tone)
        return Line(f"{OPEN}{row.id}", name, when, chip=chip, action=self._to(row.closing))

    def _to(self, closing: Closing) -> str:
        """Return the label of the button that opens a session: resume for an open session the role may write, else
        open.
        """
        labels = self.office.pack.labels.home
        return labels.resume if closing is Closing.OPEN and self.office.allows(Act.WRITE) else labels.open

    def _statements(self) -> tuple[Block, ...]:
        pack = self.office.pack
        rows = []
        for stated in self._found.statements if self._found else ():
            when = format_date(pack.labels.dates, to_local_date(stated.entry.at, self.office.zone))
            text = format_option(pack.choices.presenting, stated.presenting)
            rows.append(Para(pack.labels.person.stated.format(what=text, day=when, who=stated.entry.author)))
        return tuple(rows)

    def _name(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.person
        if self._protected is None:
            return (Row((Button(REVEAL, labels.reveal),)),)
        name = self._protected.real_name.value
        if not name:
            return (Para(labels.no_name),)
        return (Para(name, "code"), Row((Chips((Chip(labels.logged, "held"),)), Button(HIDE, labels.hide)), key="hide"))
