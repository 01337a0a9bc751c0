"""An office on a real vault, a hand that does on its screens what a worker does, and ways to read a screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import Any, TypeVar

from dasupport.actions.unlock import OpenVault
from dasupport.casework.attributed_text import SEPARATOR
from dasupport.casework.details import ChoiceDetail
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from dasupport.content.pack import Pack
from dasupport.platform.device_check import TargetFolder
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.settings import Organisation
from dasupport.ui.app.context import DeviceReport
from dasupport.ui.app.page_factory import make_presenter
from dasupport.ui.background.run import JobRunner, run_inline
from dasupport.ui.screen.blocks import (
    Button,
    Checkbox,
    Choice,
    DateField,
    LadderStep,
    ListRow,
    ProfileRow,
    Screen,
    StatementRow,
    TextArea,
    TextField,
)
from dasupport.ui.screen.field_key import format_field_key
from dasupport.ui.screen.intents import DateChosen, DateTextEntered, FieldLeft, OptionChosen, Pressed, Toggled, Typed
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.routes import Home, InSession, Route, Settings
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor
from dasupport.ui.session.save_queue import SaveStatus
from dasupport.ui.session.work_in_progress import WorkInProgress
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, PASSPHRASE, CountedIds, FixedClock, FixedTicks, person, session
from tests.ui.manual_worker import Lane

B = TypeVar("B")
T = TypeVar("T")
LEAD = Organisation("Kent Outreach", "Ruth Adeyemi", "01622 555 010", "on paper")
OPEN_GATE = {
    "G-PLACE": "office",
    "G-COMPANY": "with",
    "G-PRIVATE": "yes",
    "G-PRESENT": "alone",
    "G-CHILDREN": "no",
    "G-SOBER": "yes",
    "G-INTERPRETER": "none",
    "G-TIME": "yes",
}
UNREAD = {"key", "look", "tone", "icon", "state", "focus", "primary", "back", "chosen", "value", "typing"}
"""What of a block nobody reads, or reads only while it is so; the value of an answered line is read."""

NOTE = Slot(Kind.NOTE, "NOTICE")
SIGN = Slot(Kind.INDICATOR, "K-S1-IND-01")
CHILDREN = Slot(Kind.CHILDREN, "CHILDREN")
"""Places that many tests say something in."""


def key_of(kind: Kind, item: str, aspect: str = "words", part: str = "") -> str:
    """The key of the place on the screen for one aspect of a slot."""
    return format_field_key(Slot(kind, item, part), aspect)


def inside(value: object) -> Iterator[Any]:
    """A screen, a block or several, and everything within, in the order in which it is drawn."""
    yield value
    for part in value if isinstance(value, tuple) else ():
        yield from inside(part)


def texts(value: object) -> list[str]:
    """What somebody can read, in order: no keys and no looks."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if not isinstance(value, tuple):
        return []
    unread = UNREAD - {"value"} if isinstance(value, StatementRow) else UNREAD
    names = getattr(value, "_fields", ("",) * len(value))
    return [text for name, part in zip(names, value, strict=True) if name not in unread for text in texts(part)]


def keys(value: object) -> list[str]:
    """The keys of everything within, in order."""
    return [part.key for part in inside(value) if getattr(part, "key", "")]


class Around:
    """The program around the pages, as far as they ask something of it: it does what a test wants, and remembers."""

    def __init__(self, go: Callable[[Route], None]) -> None:
        self.told: list[str] = []
        self.locked: list[str] = []
        self.save_path: Path | None = None
        self.open_path: Path | None = None
        self.target_folder = TargetFolder()
        self.checked: list[Path] = []
        self._go = go

    def go(self, route: Route) -> None:
        self._go(route)

    def come_back(self, route: Route) -> None:
        self._go(route)

    def lock(self) -> None:
        self.locked.append("locked")

    def cover(self) -> None:
        self.locked.append("covered")

    def lock_after_rekey(self) -> None:
        self.locked.append("renewed")

    def ask_passphrase(self, right: Callable[[], None], left: Callable[[], None]) -> None:
        left()

    def show_refusal(self, refusal: Refusal) -> None:
        self.told.append(refusal.item)

    def show_not_saved(self, refusal: Refusal) -> None:
        self.told.append(refusal.item)

    def show_damaged(self) -> None:
        self.told.append(RefusalId.V_DATA_DAMAGED)

    def show_guide(self) -> None:
        pass

    def ask_save_path(self, title: str, kind: str, name: str, suffix: str) -> Path | None:
        return self.save_path

    def ask_open_path(self, title: str, kind: str) -> Path | None:
        return self.open_path

    def check_target_folder(self, file: Path) -> TargetFolder:
        self.checked.append(file)
        return self.target_folder


class Runner:
    """Runs jobs as another runner does, which a test may change."""

    def __init__(self, run: JobRunner) -> None:
        self.run = run

    def __call__(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        self.run(job, done, refused)


UNHEARD: tuple[Callable[[object], None], Callable[[object], None]] = (lambda _: None, lambda _: None)
"""For an editor whose saving nobody watches."""


class Hand:
    """One worker at one laptop: goes from page to page as the program does, and touches only what can be seen."""

    def __init__(
        self, vault: Vault, pack: Pack, clock: FixedClock, ids: CountedIds, run: JobRunner = run_inline
    ) -> None:
        self.ticks = FixedTicks()
        unlocked = OpenVault(vault, pack, clock, ids, self.ticks, CHEAP)
        self.vault = vault
        self.clock = clock
        self.ids = ids
        self.around = Around(self.go)
        self.runner = Runner(run)
        self.told = self.around.told
        self.statuses: list[SaveStatus] = []
        work = WorkInProgress(unlocked, self.runner, clock, ids, self.statuses.append, self.around.show_not_saved)
        self.office = SessionContext(
            unlocked,
            pack,
            self.runner,
            clock,
            ids,
            work,
            navigation=self.around,
            locking=self.around,
            overlays=self.around,
            files=self.around,
            device=DeviceReport(),
            get_organisation=lambda: LEAD,
            zone=UTC,
        )
        self.route: Route = Home()
        self.page: Presenter
        self.session = ""
        self.person = ""

    @property
    def pack(self) -> Pack:
        return self.office.pack

    def change(self, **parts: Any) -> None:
        """Work with another pack, vault or clock; the open page is opened anew."""
        self.office = replace(self.office, **parts)
        if hasattr(self, "page"):
            self.go(self.route)

    @property
    def desk(self) -> SessionEditor:
        assert self.office.editor is not None
        return self.office.editor

    @property
    def screen(self) -> Screen:
        return self.page.build_screen()

    @property
    def texts(self) -> list[str]:
        """What stands on the screen now."""
        return texts(self.screen)

    def type_again(self) -> None:
        """Type the passphrase once more: it is good for a minute, and no tick passes here."""
        assert self.office.open_vault.confirm_passphrase(PASSPHRASE)

    def go(self, route: Route) -> None:
        """As the shell goes: what is half written becomes a statement, and a session is fetched first."""
        if self.office.editor:
            self.office.editor.commit_drafts()
        if not self.office.load_for(route):
            self.route = route
            if not isinstance(route, Settings):
                self.page = make_presenter(route, self.office)

    def meet(self, presenting: Presenting = Presenting.NOT_CLEAR, code: str = "KD-1234", real: str = "") -> None:
        """A new person with a first session, at the start gate."""
        self.begin(self.office.open_vault.people.add_person(code, real, "swale", presenting))

    def begin(self, record: Record) -> None:
        """Take a session in hand, at the start gate."""
        self.office.work.open_session(record)
        self.session, self.person = record.session.id, record.person.id
        self.open(SessionPage.GATE)

    def open(self, place: SessionPage) -> None:
        """Go to a page of the session."""
        self.go(InSession(self.session, place))

    def open_gate(self) -> None:
        """Answer every question of the start gate so that asking may begin."""
        self.open(SessionPage.GATE)
        for item, value in OPEN_GATE.items():
            self.choose(key_of(Kind.GATE, item, "value"), value)

    def kept(self) -> Record:
        """The session as the vault holds it."""
        return self.office.open_vault.sessions.open_session(self.session)

    def answer(self, kind: Kind, item: str, part: str = "") -> Answer:
        return self.desk.get_answer(Slot(kind, item, part))

    def has(self, name: str) -> bool:
        """Whether something of this key is on the screen."""
        return name in keys(self.screen)

    def find(self, kind: type[B], name: str) -> B:
        """The block of this sort and key that is on the screen."""
        found = [part for part in inside(self.screen) if isinstance(part, kind) and getattr(part, "key", "") == name]
        assert len(found) == 1, (name, keys(self.screen))
        return found[0]

    def press(self, name: str) -> None:
        """Press a button, or the action of a row."""
        found = [part for part in inside(self.screen) if getattr(part, "key", "") == name]
        able = [
            part
            for part in found
            if (isinstance(part, Button) and part.enabled)
            or (isinstance(part, ListRow | StatementRow) and part.action)
            or isinstance(part, LadderStep)
        ]
        assert able, (name, keys(self.screen))
        self.page.handle(Pressed(name))

    def choose(self, name: str, value: str) -> None:
        """Choose an answer; the empty one takes back what was chosen."""
        block = next(part for part in inside(self.screen) if isinstance(part, Choice | ProfileRow) and part.key == name)
        offered = {option.value for option in block.options} | {""}
        assert set(value.split(SEPARATOR)) <= offered, (name, offered)
        self.page.handle(OptionChosen(name, value))

    def type(self, name: str, text: str) -> None:
        """Type, and pause."""
        self._place(name)
        self.page.handle(Typed(name, text))

    def write(self, name: str, text: str) -> None:
        """Type, and go on to the next place."""
        self._place(name)
        self.page.handle(FieldLeft(name, text))

    def tick(self, name: str, *, on: bool = True) -> None:
        assert self.find(Checkbox, name).on is not on
        self.page.handle(Toggled(name, on))

    def date(self, name: str, value: date | None) -> None:
        self.find(DateField, name)
        self.page.handle(DateChosen(name, value))

    def date_written(self, name: str, text: str) -> None:
        self.find(DateField, name)
        self.page.handle(DateTextEntered(name, text))

    def fault(self, name: str) -> str:
        """What stands under a place for text."""
        return self._place(name).fault

    def shown(self, name: str) -> str:
        """What stands in a place for text."""
        return self._place(name).text

    def _place(self, name: str) -> TextArea | TextField:
        found = [part for part in inside(self.screen) if isinstance(part, TextArea | TextField) and part.key == name]
        assert len(found) == 1, (name, keys(self.screen))
        return found[0]


def faults(screen: Screen) -> dict[str, str]:
    """What stands under each place for text that was refused."""
    places = (part for part in inside(screen) if isinstance(part, TextArea | TextField))
    return {place.key: place.fault for place in places if place.fault}


def refused(item: str) -> str:
    """How a refusal of the blank pack reads under a place for text."""
    return f"{item} say {item} do"


class QuickHand(Hand):
    """A worker for whom nothing is ever kept: for tests of what stands on the screen."""

    def __init__(self, vault: Vault, pack: Pack, clock: FixedClock, ids: CountedIds) -> None:
        super().__init__(vault, pack, clock, ids, Lane())

    def meet(self, presenting: Presenting = Presenting.NOT_CLEAR, code: str = "KD-1234", real: str = "") -> None:
        """A session that stands on the desk only."""
        statement = Slot(Kind.PRESENTING, PRESENTING_ITEM)
        said = Entry("p1", "s1", "Amara Osei", NOON, statement, Answer(detail=ChoiceDetail(presenting)))
        self.begin(Record(session(), person(code), (said,)))


def words_of(hand: Hand, slot: Slot) -> list[str]:
    """Every statement of one slot, as the vault holds it."""
    return [entry.answer.words.value for entry in hand.kept().entries if entry.slot == slot]
