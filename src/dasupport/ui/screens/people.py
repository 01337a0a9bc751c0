"""Meeting a person, finding one, and one person with all their conversations."""

import unicodedata
from collections.abc import Callable

from dasupport.actions.people import PersonPage as Found
from dasupport.casework.people import Closing, PersonRow, Presenting, Protected, SessionRow
from dasupport.casework.record import Record
from dasupport.casework.steps import Place
from dasupport.casework.text import unkeepable
from dasupport.content.dates import day, local
from dasupport.content.tell import said
from dasupport.refusal import Refusal
from dasupport.ui.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Chips,
    Choice,
    Field,
    Heading,
    Line,
    Lines,
    Para,
    Row,
    Screen,
)
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Home, InSession, NewPerson, PersonView, Sealed
from dasupport.ui.screens.fields import choosable, told

CODE, REAL, AREA, PRESENTING, BEGIN, BACK = "code", "real-name", "area", "presenting", "begin", "back"
FIND, PERSON, OPEN, REVEAL, HIDE = "find", "person:", "session:", "reveal", "hide"


class NewPersonPage:
    """A code name, a protected real name if there must be one, an area, and one dated statement."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._said = {CODE: "", REAL: "", AREA: "", PRESENTING: ""}
        self._fault = ""
        office.run(office.unlocked.people.offer_code, self._offered, office.tell)

    def screen(self) -> Screen:
        pack = self.office.pack
        labels = pack.labels.new_person
        fault = told(pack, self._fault) if self._fault else ""
        real = fault if self._fault == unkeepable(self._said[REAL]) else ""
        presenting = Choice(PRESENTING, labels.presenting, choosable(pack.choices.presenting), self._said[PRESENTING])
        return Screen(
            "new-person",
            (
                Heading(labels.title, labels.sub),
                Card(
                    (
                        Field(CODE, labels.code, self._said[CODE], labels.code_hint, "" if real else fault, width=24),
                        Field(REAL, labels.real, self._said[REAL], labels.real_hint, real, width=40),
                        Choice(AREA, labels.area, choosable(pack.choices.areas), self._said[AREA]),
                    ),
                    key="who",
                ),
                Card((presenting, Para(labels.presenting_hint, "small")), key="presenting"),
                Row(
                    (Button(BACK, pack.labels.rail.home), Button(BEGIN, labels.begin, "primary")), ends=True, key="ways"
                ),
            ),
            focus=CODE,
            primary=BEGIN,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._said:
                self._said[key] = text
                self._fault = ""
            case Chose(key=key, value=value):
                self._said[key] = value
            case Pressed(key="begin"):
                self._begin()
            case Pressed(key="back"):
                self.office.go(Home())
            case _:
                pass

    def _offered(self, code: str) -> None:
        if not self._said[CODE]:
            self._said[CODE] = code
            self.on_change()

    def _begin(self) -> None:
        said = dict(self._said)
        presenting = Presenting(said[PRESENTING]) if said[PRESENTING] else Presenting.NOT_CLEAR
        self.office.run(
            lambda: self.office.unlocked.people.meet(said[CODE], said[REAL], said[AREA], presenting),
            self._met,
            self._refused,
        )

    def _met(self, record: Record) -> None:
        self.office.take(record)
        self.office.go(InSession(record.session.id, Place.GATE))

    def _refused(self, refusal: Refusal) -> None:
        self._fault = refusal.item
        self.on_change()


class PeoplePage:
    """Everybody by code name, the last seen first, narrowed as one types."""

    MOST = 40

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._people: tuple[tuple[str, PersonRow], ...] = ()
        """Everybody, each with the code name as it is looked for."""
        self._loaded = False
        self._text = ""
        office.run(office.unlocked.people.everyone, self._arrived, office.tell)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.people
        wanted = sought(self._text)
        found = [row for name, row in self._people if wanted in name]
        lines = tuple(self._line(row) for row in found[: self.MOST])
        more = len(found) - len(lines)
        return Screen(
            "people",
            (
                Row(
                    (Heading(labels.title), Button("new", self.office.pack.labels.home.new, "primary")),
                    ends=True,
                    key="head",
                ),
                Card(
                    (
                        Field(FIND, labels.find, self._text, labels.find_hint),
                        Lines(lines, labels.title),
                        *((Para(labels.none),) if self._loaded and not lines else ()),
                        *((Para(labels.more.format(count=more), "small"),) if more > 0 else ()),
                    ),
                    key="people",
                ),
            ),
            focus=FIND,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key="find", text=text) | Left(key="find", text=text):
                self._text = text
            case Pressed(key="new"):
                self.office.go(NewPerson())
            case Pressed(key=key) if key.startswith(PERSON):
                self.office.go(PersonView(key.removeprefix(PERSON)))
            case _:
                pass

    def _arrived(self, people: tuple[PersonRow, ...]) -> None:
        self._people = tuple((sought(row.code_name), row) for row in people)
        self._loaded = True
        self.on_change()

    def _line(self, row: PersonRow) -> Line:
        labels = self.office.pack.labels
        count = (labels.home.one_session if row.sessions == 1 else labels.home.sessions).format(count=row.sessions)
        seen = labels.home.seen.format(day=day(labels.dates, local(row.last_seen, self.office.zone)))
        return Line(f"{PERSON}{row.id}", row.code_name, count, seen, action=labels.home.open)


def sought(name: str) -> str:
    """A code name as it is looked for: letters and digits of any script, without case, accents, dashes or spaces."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())


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
