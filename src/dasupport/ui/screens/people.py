"""The form for a new person, and the list of people."""

import unicodedata
from collections.abc import Callable

from dasupport.casework.jotting import REAL_NAME, DraftPage
from dasupport.casework.people import PersonRow, Presenting
from dasupport.casework.record import Record
from dasupport.casework.roles import Act
from dasupport.casework.steps import SessionPage
from dasupport.casework.text import text_error
from dasupport.content.dates import format_date, to_local_date
from dasupport.refusal import Refusal
from dasupport.ui.blocks import (
    Block,
    Button,
    Card,
    Choice,
    Field,
    Heading,
    Line,
    Lines,
    Note,
    Para,
    Row,
    Screen,
)
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Home, InSession, NewPerson, PersonView
from dasupport.ui.screens.fields import choosable, told

CODE, REAL, AREA, PRESENTING, BEGIN, BACK = "code", REAL_NAME, "area", "presenting", "begin", "back"
FIND, PERSON, AFRESH, SHOW = "find", "person:", "start-afresh", "show-name"


class NewPersonPage:
    """The form for a new person: code name, optional protected real name, area, and one dated statement."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._said = {CODE: "", REAL: "", AREA: "", PRESENTING: ""}
        self._fault = ""
        self._refusals = 0
        self._offer = ""
        self._half = False
        """True while the form shows a page draft from an earlier visit."""
        self._hidden = False
        """True while the draft's real name is hidden. It is revealed only on request, and that is logged."""
        office.run(office.unlocked.people.suggest_code_name, self._offered, office.tell)

    def screen(self) -> Screen:
        pack = self.office.pack
        labels = pack.labels.new_person
        fault = told(pack, self._fault) if self._fault else ""
        real = fault if self._fault == text_error(self._said[REAL]) else ""
        presenting = Choice(PRESENTING, labels.presenting, choosable(pack.choices.presenting), self._said[PRESENTING])
        return Screen(
            f"new-person:{self._refusals}",
            (
                Heading(labels.title, labels.sub),
                *self._from_before(),
                Card(
                    (
                        Field(CODE, labels.code, self._said[CODE], labels.code_hint, "" if real else fault, width=24),
                        *self._real(real),
                        Choice(AREA, labels.area, choosable(pack.choices.areas), self._said[AREA]),
                    ),
                    key="who",
                ),
                Card((presenting, Para(labels.presenting_hint, "small")), key="presenting"),
                Row(
                    (Button(BACK, pack.labels.rail.home), Button(BEGIN, labels.begin, "primary")), ends=True, key="ways"
                ),
            ),
            focus=REAL if self._fault and self._fault == text_error(self._said[REAL]) else CODE,
            primary=BEGIN,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._said:
                self._say(key, text)
                self._fault = ""
            case Chose(key=key, value=value):
                self._say(key, value)
            case Pressed(key="start-afresh"):
                self._afresh()
            case Pressed(key="show-name"):
                self.office.run(
                    self.office.unlocked.page_drafts.log_name_reveal, lambda _: self._shown(), self.office.tell
                )
            case Pressed(key="begin"):
                self._begin()
            case Pressed(key="back"):
                self.office.go(Home())
            case _:
                pass

    def _real(self, fault: str) -> tuple[Block, ...]:
        """Return the field of the real name; a real name from an earlier draft is masked."""
        labels = self.office.pack.labels
        if self._hidden:
            show = Row((Para(labels.new_person.hidden), Button(SHOW, labels.person.reveal)), key="hidden")
            return (Para(labels.new_person.real, "label"), show, Para(labels.new_person.real_hint, "small"))
        return (Field(REAL, labels.new_person.real, self._said[REAL], labels.new_person.real_hint, fault, width=40),)

    def _shown(self) -> None:
        self._hidden = False
        self._refusals += 1
        self.on_change()

    def _offered(self, code: str) -> None:
        """Fill in the suggested code name, and the page draft of an earlier visit if there is one."""
        half = {key: self.office.jottings.text(DraftPage.NEW_PERSON, key) for key in self._said}
        self._half = any(half.values()) and not any(self._said.values())
        self._hidden = bool(half[REAL]) and not self._said[REAL]
        self._offer = code
        self._said = {key: self._said[key] or text for key, text in half.items()}
        self._said[CODE] = self._said[CODE] or code
        self.on_change()

    def _say(self, key: str, text: str) -> None:
        """Set a field and save it as a page draft until the person is added.

        A suggested code name that was not changed is not saved.
        """
        self._said[key] = text
        self.office.jottings.write(DraftPage.NEW_PERSON, key, "" if key == CODE and text == self._offer else text)

    def _afresh(self) -> None:
        """Empty the form and delete its page draft, which was about another person."""
        self._said = dict.fromkeys(self._said, "") | {CODE: self._offer}
        self._half, self._hidden, self._fault = False, False, ""
        self._refusals += 1
        self.office.jottings.drop(DraftPage.NEW_PERSON, *self._said)

    def _from_before(self) -> tuple[Block, ...]:
        """Return the note that the page draft may be about another person, with a button to start afresh."""
        labels = self.office.pack.labels.new_person
        note = Note("care", labels.half, labels.half_sub, key="half")
        return (Card((note, Row((Button(AFRESH, labels.afresh),))), key="from-before"),) if self._half else ()

    def _begin(self) -> None:
        said = dict(self._said)
        presenting = Presenting(said[PRESENTING]) if said[PRESENTING] else Presenting.NOT_CLEAR
        still = self.office.still()
        self.office.run(
            lambda: self.office.unlocked.people.add_person(said[CODE], said[REAL], said[AREA], presenting),
            lambda record: self._met(still, record),
            self._refused,
        )

    def _met(self, still: Callable[[], bool], record: Record) -> None:
        self.office.jottings.drop(DraftPage.NEW_PERSON, *self._said)
        self.office.arrive(still, record, InSession(record.session.id, SessionPage.GATE))

    def _refused(self, refusal: Refusal) -> None:
        self._fault = refusal.item
        self._refusals += 1
        self.on_change()


class PeoplePage:
    """The list of all people by code name, last contact first, filtered while typing."""

    MOST = 40

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._people: tuple[tuple[str, PersonRow], ...] = ()
        """All people, each with the folded code name that the search compares."""
        self._loaded = False
        self._text = ""
        office.run(office.unlocked.people.list_people, self._arrived, office.tell)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.people
        wanted = sought(self._text)
        found = [row for name, row in self._people if wanted in name]
        lines = tuple(self._line(row) for row in found[: self.MOST])
        more = len(found) - len(lines)
        meets = self.office.allows(Act.ADD_PERSON)
        new = (Button("new", self.office.pack.labels.home.new, "primary"),) if meets else ()
        return Screen(
            "people",
            (
                Row((Heading(labels.title), *new), ends=bool(new), key="head"),
                Card(
                    (
                        Field(FIND, labels.find, self._text, labels.find_hint, quick=True),
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
        seen = labels.home.seen.format(day=format_date(labels.dates, to_local_date(row.last_contact, self.office.zone)))
        return Line(f"{PERSON}{row.id}", row.code_name, count, seen, action=labels.home.open)


def sought(name: str) -> str:
    """Return a code name folded for searching: letters and digits of any script, no case, accents, dashes or spaces."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())
