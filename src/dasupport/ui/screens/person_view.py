"""One person: all conversations, the dated statements, and the protected name."""

from collections.abc import Callable

from dasupport.actions.people import PersonPage as Found
from dasupport.casework.people import Closing, Protected, SessionRow
from dasupport.casework.record import Record
from dasupport.casework.steps import Place
from dasupport.content.dates import day, local
from dasupport.content.tell import said
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
from dasupport.ui.routes import Home, InSession, Sealed

BEGIN, BACK, OPEN, REVEAL, HIDE = "begin", "back", "session:", "reveal", "hide"


class PersonViewPage:
    """One person: the conversations, the dated statements, and what is protected behind a step."""

    def __init__(self, office: Office, person: str) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._id = person
        self._found: Found | None = None
        self._protected: Protected | None = None
        self._beginning = False
        office.run(lambda: office.unlocked.people.page(person), self._arrived, office.tell)

    def screen(self) -> Screen:
        if not self._found:
            return Screen(f"person:{self._id}", ())
        labels = self.office.pack.labels.person
        person = self._found.person
        area = said(self.office.pack.choices.areas, person.area)
        begin = Button(BEGIN, labels.begin, "primary")
        return Screen(
            f"person:{self._id}",
            (
                Row((Heading(person.code_name, area), begin), ends=True, key="head"),
                Card((Heading(labels.sessions, level=2), Lines(self._sessions(), labels.sessions)), key="sessions"),
                Card((Heading(labels.statements, labels.statements_sub, level=2), *self._statements()), key="said"),
                Card((Heading(labels.protected, labels.protected_sub, level=2), *self._name()), key="name"),
                Row((Button(BACK, self.office.pack.labels.rail.home),), key="ways"),
            ),
            focus=BEGIN,
            primary=BEGIN,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Pressed(key="begin") if not self._beginning:
                self._beginning = True
                self.office.run(lambda: self.office.unlocked.people.begin(self._id), self._begun, self._not_begun)
            case Pressed(key="reveal"):
                self.office.run(lambda: self.office.unlocked.people.reveal(self._id), self._revealed, self.office.tell)
            case Pressed(key="hide"):
                self._protected = None
            case Pressed(key="back"):
                self.office.go(Home())
            case Pressed(key=key) if key.startswith(OPEN):
                self._open(key.removeprefix(OPEN))
            case _:
                pass

    def _arrived(self, found: Found) -> None:
        self._found = found
        self.on_change()

    def _begun(self, record: Record) -> None:
        self.office.take(record)
        self.office.go(InSession(record.session.id, Place.GATE))

    def _not_begun(self, refusal: Refusal) -> None:
        self._beginning = False
        self.office.tell(refusal)

    def _revealed(self, protected: Protected) -> None:
        self._protected = protected
        self.on_change()

    def _open(self, session: str) -> None:
        row = next(row for row in self._found.sessions if row.id == session) if self._found else None
        if row and row.closing is Closing.OPEN:
            self.office.go(InSession(session, Place(row.place) if row.place in list(Place) else Place.GATE))
        else:
            self.office.go(Sealed(session))

    def _sessions(self) -> tuple[Line, ...]:
        return tuple(self._line(row) for row in self._found.sessions) if self._found else ()

    def _line(self, row: SessionRow) -> Line:
        labels = self.office.pack.labels.person
        closing = {Closing.OPEN: labels.open, Closing.SEALED: labels.sealed, Closing.NOT_NOW: labels.not_now}
        tone = "care" if row.closing is Closing.OPEN else "good"
        when = day(self.office.pack.labels.dates, local(row.started_at, self.office.zone))
        name = labels.conversation.format(number=row.number)
        action = (
            self.office.pack.labels.home.resume if row.closing is Closing.OPEN else self.office.pack.labels.home.open
        )
        return Line(f"{OPEN}{row.id}", name, when, chip=Chip(closing[row.closing], tone), action=action)

    def _statements(self) -> tuple[Block, ...]:
        pack = self.office.pack
        rows = []
        for stated in self._found.statements if self._found else ():
            when = day(pack.labels.dates, local(stated.entry.at, self.office.zone))
            text = said(pack.choices.presenting, stated.presenting)
            rows.append(Para(pack.labels.person.stated.format(what=text, day=when, who=stated.entry.author)))
        return tuple(rows)

    def _name(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.person
        if self._protected is None:
            return (Row((Button(REVEAL, labels.reveal),)),)
        name = self._protected.real_name.value
        shown = Para(name, "code") if name else Para(labels.no_name)
        return (shown, Row((Chips((Chip(labels.logged, "held"),)), Button(HIDE, labels.hide)), key="hide"))
