"""Printed sheets of a session: the client sheet, which starts empty, and the file copy. Previewed before saving."""

from collections.abc import Callable
from pathlib import Path

from dasupport.actions.printing import ClientSheetChoice as Chosen
from dasupport.casework.roles import Act
from dasupport.casework.steps import SessionPage as Step
from dasupport.laptop.look import Place
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Choice, Heading, Note, Paper, Para, Row, Screen, Tick
from dasupport.ui.desk import Desk
from dasupport.ui.intents import Chose, Intent, Pressed, Ticked
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import InSession, Sealed
from dasupport.ui.screens.fields import choosable

SERVICE, NEXT_STEP, WHO_ELSE, FILE_READER = "service:", "next-step", "who-else", "file-reader"
SEE_PERSON, SEE_FILE, SAVE, BACK = "see-person", "see-file", "save", "back"


class PapersPage:
    """The page that makes sheets. The chosen reader decides what a sheet contains; no choice makes no sheet."""

    def __init__(self, office: Office, desk: Desk, origin: Step = Step.CHECK) -> None:
        self.office = office
        self.desk = desk
        self._origin = origin
        self.on_change: Callable[[], None] = quiet
        self.ask_where: Callable[[str], Path | None] = lambda _: None
        self._choice = Chosen()
        self._file_reader = ""
        self._paper = b""
        self._kind = ""
        self._fault = self._faulty = ""
        self._saved = self._spelt_out = False
        self._place = Place()

    def screen(self) -> Screen:
        labels = self.office.pack.labels.papers
        return Screen(
            f"papers:{self.desk.record.session.id}",
            (
                Heading(labels.title, labels.sub),
                self._person(),
                self._file(),
                *self._preview(),
                Row((Button(BACK, labels.back, icon="back"),), key="ways"),
            ),
            focus=SAVE if self._paper and self.office.allows(Act.PRINT) else "",
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Ticked(key=key, on=on) if key.startswith(SERVICE):
                self._tick(key.removeprefix(SERVICE), on=on)
            case Ticked(key="next-step", on=on):
                self._choose(Chosen(self._choice.services, on, self._choice.who_else))
            case Chose(key="who-else", value=value):
                self._choose(Chosen(self._choice.services, self._choice.next_step, value))
            case Chose(key="file-reader", value=value):
                self._file_reader = value
                self._clear()
            case Pressed(key=key):
                self._pressed(key)
            case _:
                pass

    def _pressed(self, key: str) -> None:
        printing, record, session = self.office.unlocked.sheets, self.desk.record, self.desk.record.session
        if key == SEE_PERSON:
            choice = self._choice
            self._make(
                lambda: (
                    printing.make_client_sheet(record, choice),
                    printing.has_undrawable_characters(record, choice),
                ),
                "person",
            )
        elif key == SEE_FILE:
            reader = self._file_reader
            self._make(
                lambda: (printing.make_file_copy(record, reader), printing.has_undrawable_characters(record, reader)),
                "file",
            )
        elif key == SAVE:
            self._save()
        elif key == BACK:
            read = session.is_sealed or not self.desk.writes
            self.office.go(Sealed(session.id) if read else InSession(session.id, self._origin))

    def _tick(self, service: str, *, on: bool) -> None:
        others = tuple(id for id in self._choice.services if id != service)
        self._choose(Chosen((*others, service) if on else others, self._choice.next_step, self._choice.who_else))

    def _choose(self, choice: Chosen) -> None:
        self._choice = choice
        self._clear()

    def _clear(self) -> None:
        self._paper, self._kind, self._fault, self._faulty, self._saved = b"", "", "", "", False

    def _make(self, job: Callable[[], tuple[bytes, bool]], kind: str) -> None:
        self._clear()

        asked = (self._choice, self._file_reader)

        def refused(refusal: Refusal) -> None:
            if asked == (self._choice, self._file_reader):
                self._refused(refusal)

        def made(sheet: tuple[bytes, bool]) -> None:
            if asked != (self._choice, self._file_reader):
                return  # the choice changed while the sheet was made: this sheet is out of date
            (self._paper, self._spelt_out), self._kind, self._faulty = sheet, kind, ""
            self.on_change()

        self._faulty = kind
        self.office.run(job, made, refused)

    def _refused(self, refusal: Refusal) -> None:
        self._saved, self._fault = False, refusal.item
        self.on_change()

    def _save(self) -> None:
        where = self.ask_where(self.office.pack.labels.papers.file_name)
        if where is None:
            return
        data, record = self._paper, self.desk.record

        def save() -> Place:
            self.office.unlocked.sheets.save(record, data, where)
            return self.office.place_of(where)

        def saved(place: Place) -> None:
            self._saved, self._fault, self._place = True, "", place
            self.office.told_plain = True
            self.on_change()

        self.office.run(save, saved, self._refused)

    def _person(self) -> Block:
        pack = self.office.pack
        labels = pack.labels.papers
        printing, record = self.office.unlocked.sheets, self.desk.record
        unchecked = printing.list_unchecked(record)
        ticks = [
            Tick(
                f"{SERVICE}{id}",
                pack.services[id].name,
                id in self._choice.services,
                labels.unchecked if id in unchecked else "",
            )
            for id in printing.list_services(record)
        ]
        step = printing.get_next_step(record)
        if step:
            ticks.append(Tick(NEXT_STEP, labels.next_step, self._choice.next_step, step))
        question = pack.refer.paper
        return Card(
            (
                Heading(labels.person, labels.person_sub, level=2),
                *(ticks or (Para(labels.nothing_offered),)),
                Choice(WHO_ELSE, question.ask, choosable(question.options), self._choice.who_else),
                Para(question.why, "small"),
                *self._told("person"),
                Row((Button(SEE_PERSON, labels.see, "plain" if self._paper else "primary"),)),
            ),
            key="person",
        )

    def _file(self) -> Block:
        labels = self.office.pack.labels.papers
        question = self.office.pack.refer.file_readers
        return Card(
            (
                Heading(labels.file, labels.file_sub, level=2),
                Choice(FILE_READER, question.ask, choosable(question.options), self._file_reader),
                Para(question.why, "small"),
                *self._told("file"),
                Row((Button(SEE_FILE, labels.see),)),
            ),
            key="file",
        )

    def _told(self, kind: str) -> tuple[Block, ...]:
        """Return the note with the refusal of a sheet that could not be made, or of one that could not be saved.

        `kind` is the card the note belongs to: "person", "file", or "" for saving.
        """
        if not self._fault or kind != self._faulty:
            return ()
        sentence = self.office.pack.get_refusal_text(self._fault)
        return (Note("stop", sentence.say, sentence.do, key="fault"),)

    def _preview(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.papers
        if not self._paper:
            return ()
        head = labels.preview_person if self._kind == "person" else labels.preview_file
        plain = () if self.office.told_plain else (Note("care", labels.plain, labels.plain_sub, key="plain"),)
        may = self.office.allows(Act.PRINT)
        way = (Button(SAVE, labels.save, "primary"),) if may else ()
        save = Row((Heading(head, labels.preview_sub if may else "", level=2), *way), ends=may, key="save")
        letters = (Note("care", labels.letters, labels.letters_sub, key="letters"),) if self._spelt_out else ()
        return (save, *self._told(""), *plain, *self._after(), *letters, Paper(self._paper, labels.page))

    def _after(self) -> tuple[Block, ...]:
        """Return a note that the sheet was saved, with warnings about the folder it is in now."""
        labels, place = self.office.pack.labels.papers, self._place
        if not self._saved:
            return ()
        found = (
            ("stick", place.comes_out, labels.stick, labels.stick_sub),
            ("copied", place.kept_by, labels.copied.format(name=place.kept_by), labels.copied_sub),
            ("elsewhere", place.elsewhere, labels.elsewhere, labels.elsewhere_sub),
        )
        cares = (Note("care", say, do, key=f"place-{key}") for key, holds, say, do in found if holds)
        return (Note("good", labels.saved, labels.saved_sub, key="saved"), *cares)
