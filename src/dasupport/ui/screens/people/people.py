"""The form for a new person, and the list of people."""

import unicodedata
from collections.abc import Callable
from enum import StrEnum

from dasupport.casework.attributed_text import text_error
from dasupport.casework.page_draft import REAL_NAME, DraftPage
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import PersonRow, Presenting
from dasupport.casework.roles import Act
from dasupport.casework.session_record import Record
from dasupport.content.dates import format_date, to_local_date
from dasupport.content.labels.chrome import NewPersonLabels
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Choice,
    Heading,
    ListRow,
    ListRows,
    Note,
    Paragraph,
    Row,
    Screen,
    TextField,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Home, InSession, NewPerson, PersonView
from dasupport.ui.screens.session.fields import build_options, format_refusal
from dasupport.ui.session.context import SessionContext

CODE, REAL_NAME_FIELD, AREA, PRESENTING, BEGIN, BACK = "code", REAL_NAME, "area", "presenting", "begin", "back"


class PeopleAction(StrEnum):
    """Keys of the buttons of this screen."""

    START_AFRESH = "start-afresh"
    SHOW_NAME = "show-name"
    BACK = "back"
    BEGIN = "begin"
    NEW = "new"


class PeopleField(StrEnum):
    """Keys of the fields of this screen."""

    FIND = "find"


PERSON = "person:"


class NewPersonPresenter:
    """The form for a new person: code name, optional protected real name, area, and one dated statement."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._values = {CODE: "", REAL_NAME_FIELD: "", AREA: "", PRESENTING: ""}
        self._refusal_id: RefusalId | None = None
        self._revision = 0
        self._suggested_code = ""
        self._has_earlier_draft = False
        """True while the form shows a page draft from an earlier visit."""
        self._is_name_hidden = False
        """True while the draft's real name is hidden. It is revealed only on request, and that is logged."""
        context.run_job(context.open_vault.people.suggest_code_name, self._on_code_suggested, context.show_refusal)

    def build_screen(self) -> Screen:
        pack = self.context.pack
        labels = pack.labels.new_person
        fault = format_refusal(pack, self._refusal_id) if self._refusal_id else ""
        real = fault if self._refusal_id and self._refusal_id == text_error(self._values[REAL_NAME_FIELD]) else ""
        presenting = Choice(
            PRESENTING, labels.presenting, build_options(pack.choices.presenting), self._values[PRESENTING]
        )
        return Screen(
            f"new-person:{self._revision}",
            (
                Heading(labels.title, labels.sub),
                *([_build_earlier_draft_card(labels)] if self._has_earlier_draft else []),
                Card(
                    (
                        TextField(
                            CODE, labels.code, self._values[CODE], labels.code_hint, "" if real else fault, width=24
                        ),
                        *self._real_name_blocks(real),
                        Choice(AREA, labels.area, build_options(pack.choices.areas), self._values[AREA]),
                    ),
                    key="who",
                ),
                Card((presenting, Paragraph(labels.presenting_hint, "small")), key="presenting"),
                Row(
                    (Button(BACK, pack.labels.rail.home), Button(BEGIN, labels.begin, "primary")), ends=True, key="ways"
                ),
            ),
            focus=REAL_NAME_FIELD
            if self._refusal_id and self._refusal_id == text_error(self._values[REAL_NAME_FIELD])
            else CODE,
            primary=BEGIN,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._values:
                self._set_value(key, text)
                self._refusal_id = None
            case OptionChosen(key=key, value=value):
                self._set_value(key, value)
            case Pressed(key=PeopleAction.START_AFRESH):
                self._start_afresh()
            case Pressed(key=PeopleAction.SHOW_NAME):
                self.context.run_job(
                    self.context.open_vault.page_drafts.log_name_reveal,
                    lambda _: self._on_name_revealed(),
                    self.context.show_refusal,
                )
            case Pressed(key=PeopleAction.BEGIN):
                self._add_person()
            case Pressed(key=PeopleAction.BACK):
                self.context.go(Home())
            case _:
                pass

    def _real_name_blocks(self, fault: str) -> tuple[Block, ...]:
        """Return the field of the real name; a real name from an earlier draft is masked."""
        labels = self.context.pack.labels
        if self._is_name_hidden:
            show = Row(
                (Paragraph(labels.new_person.hidden), Button(PeopleAction.SHOW_NAME, labels.person.reveal)),
                key="hidden",
            )
            return (Paragraph(labels.new_person.real, "label"), show, Paragraph(labels.new_person.real_hint, "small"))
        return (
            TextField(
                REAL_NAME_FIELD,
                labels.new_person.real,
                self._values[REAL_NAME_FIELD],
                labels.new_person.real_hint,
                fault,
                width=40,
            ),
        )

    def _on_name_revealed(self) -> None:
        self._is_name_hidden = False
        self._revision += 1
        self.on_change()

    def _on_code_suggested(self, code: str) -> None:
        """Fill in the suggested code name, and the page draft of an earlier visit if there is one."""
        half = {key: self.context.page_drafts.get_text(DraftPage.NEW_PERSON, key) for key in self._values}
        self._has_earlier_draft = any(half.values()) and not any(self._values.values())
        self._is_name_hidden = bool(half[REAL_NAME_FIELD]) and not self._values[REAL_NAME_FIELD]
        self._suggested_code = code
        self._values = {key: self._values[key] or text for key, text in half.items()}
        self._values[CODE] = self._values[CODE] or code
        self.on_change()

    def _set_value(self, key: str, text: str) -> None:
        """Set a field and save it as a page draft until the person is added.

        A suggested code name that was not changed is not saved.
        """
        self._values[key] = text
        self.context.page_drafts.save_text(
            DraftPage.NEW_PERSON, key, "" if key == CODE and text == self._suggested_code else text
        )

    def _start_afresh(self) -> None:
        """Empty the form and delete its page draft, which was about another person."""
        self._values = dict.fromkeys(self._values, "") | {CODE: self._suggested_code}
        self._has_earlier_draft, self._is_name_hidden, self._refusal_id = False, False, None
        self._revision += 1
        self.context.page_drafts.delete_texts(DraftPage.NEW_PERSON, *self._values)

    def _add_person(self) -> None:
        said = dict(self._values)
        presenting = Presenting(said[PRESENTING]) if said[PRESENTING] else Presenting.NOT_CLEAR
        still = self.context.work.make_navigation_guard()
        self.context.run_job(
            lambda: self.context.open_vault.people.add_person(
                said[CODE], said[REAL_NAME_FIELD], said[AREA], presenting
            ),
            lambda record: self._on_person_added(still, record),
            self._on_refused,
        )

    def _on_person_added(self, still: Callable[[], bool], record: Record) -> None:
        self.context.page_drafts.delete_texts(DraftPage.NEW_PERSON, *self._values)
        self.context.go_if_current(still, record, InSession(record.session.id, SessionPage.GATE))

    def _on_refused(self, refusal: Refusal) -> None:
        self._refusal_id = refusal.item
        self._revision += 1
        self.on_change()


def _build_earlier_draft_card(labels: NewPersonLabels) -> Card:
    """Return the note that the page draft may be about another person, with a button to start afresh."""
    note = Note("care", labels.half, labels.half_sub, key="half")
    return Card((note, Row((Button(PeopleAction.START_AFRESH, labels.afresh),))), key="from-before")


class PeoplePresenter:
    """The list of all people by code name, last contact first, filtered while typing."""

    MAX_SHOWN = 40

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._people: tuple[tuple[str, PersonRow], ...] = ()
        """All people, each with the folded code name that the search compares."""
        self._loaded = False
        self._search_text = ""
        context.run_job(context.open_vault.people.list_people, self._on_people_loaded, context.show_refusal)

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.people
        wanted = fold_code_name(self._search_text)
        found = [row for name, row in self._people if wanted in name]
        lines = tuple(self._person_row(row) for row in found[: self.MAX_SHOWN])
        more = len(found) - len(lines)
        meets = self.context.is_allowed(Act.ADD_PERSON)
        new = (Button(PeopleAction.NEW, self.context.pack.labels.home.new, "primary"),) if meets else ()
        return Screen(
            "people",
            (
                Row((Heading(labels.title), *new), ends=bool(new), key="head"),
                Card(
                    (
                        TextField(PeopleField.FIND, labels.find, self._search_text, labels.find_hint, live=True),
                        ListRows(lines, labels.title),
                        *((Paragraph(labels.none),) if self._loaded and not lines else ()),
                        *((Paragraph(labels.more.format(count=more), "small"),) if more > 0 else ()),
                    ),
                    key="people",
                ),
            ),
            focus=PeopleField.FIND,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=PeopleField.FIND, text=text) | FieldLeft(key=PeopleField.FIND, text=text):
                self._search_text = text
            case Pressed(key=PeopleAction.NEW):
                self.context.go(NewPerson())
            case Pressed(key=key) if key.startswith(PERSON):
                self.context.go(PersonView(key.removeprefix(PERSON)))
            case _:
                pass

    def _on_people_loaded(self, people: tuple[PersonRow, ...]) -> None:
        self._people = tuple((fold_code_name(row.code_name), row) for row in people)
        self._loaded = True
        self.on_change()

    def _person_row(self, row: PersonRow) -> ListRow:
        labels = self.context.pack.labels
        count = labels.home.sessions.format(count=row.sessions)
        seen = labels.home.seen.format(
            day=format_date(labels.dates, to_local_date(row.last_contact, self.context.zone))
        )
        return ListRow(f"{PERSON}{row.id}", row.code_name, count, seen, action=labels.home.open)


def fold_code_name(name: str) -> str:
    """Return a code name folded for searching: letters and digits of any script, no case, accents, dashes or spaces."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())
