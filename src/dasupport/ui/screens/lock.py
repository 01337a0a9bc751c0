"""The lock screen: unlock, make a first vault, or open training. It knows the first page of the pack and no more."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dasupport.content.first_labels import First
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Choice, Choosable, Field, Heading, Note, Row, Screen
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run
from dasupport.ui.screens.phrase import NewPhrase
from dasupport.ui.shortcuts import KEYS

if TYPE_CHECKING:
    from dasupport.actions.access import Unlocked

PHRASE, OPEN, MAKE, TRAIN, NAME, ROLE, WHICH, NEW, RETURN, EMERGENCY, TROUBLE, OLDER = (
    "passphrase", "open", "make", "train", "name", "role", "which", "new", "return", "emergency", "ways-in", "older",
)  # fmt: skip
READ, RESTORE, SALVAGE = "read-only", "restore", "salvage"


WRONG, ROLLED_BACK = "V-PASS-WRONG", "V-ROLLED-BACK"
LEADS: dict[str, tuple[str, ...]] = {
    ROLLED_BACK: (OLDER,),
    "V-ALTERED": (READ, RESTORE),
    "V-ALTERED-SHUT": (RESTORE,),
    "V-FULL-SHUT": (READ,),
    "V-DATA-DAMAGED": (RESTORE, SALVAGE),
    "V-DATA-MISSING": (RESTORE,),
    "V-KEY-DAMAGED": (RESTORE,),
    "V-KEY-MISSING": (RESTORE,),
    "V-KEYS-OLD": (RESTORE,),
    "V-ENDED": (RESTORE,),
}
"""Where each verdict leads, besides another try."""
DAY = "%d/%m/%Y"
"""A day in figures: the lock screen has no words for months."""
TIME = f"{DAY}, %H:%M"


class Doorway(Protocol):
    """What the lock screen can ask for; everything heavy behind it is loaded on the vault's own thread."""

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> "Unlocked": ...

    def read(self, folder: Path, passphrase: str) -> "Unlocked": ...

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> "Unlocked": ...

    def open_with_key(self, folder: Path, file: Path) -> "Unlocked": ...

    def make(self, passphrase: str, again: str, name: str, role: str) -> "Unlocked": ...

    def offered(self) -> str: ...

    def sentence(self, item: str) -> tuple[str, str]: ...

    def last_used(self, folder: Path) -> datetime: ...


class LockPage:
    """One question: the passphrase. Without a vault: a name, a role and a passphrase to keep."""

    def __init__(
        self, first: First, vaults: tuple[Path, ...], door: Doorway, run: Run, opened: "Callable[[Unlocked], None]",
        emergency: Callable[[], None], train: Callable[[], None] | None, training_phrase: str = "",
        trouble: Callable[[Path | None], None] | None = None, restore: Callable[[Path | None], None] | None = None,
        salvage: Callable[[Path | None], None] | None = None, *, renewed: bool = False, lost: bool = False,
    ) -> None:  # fmt: skip
        self.on_change: Callable[[], None] = quiet
        self._first = first
        self._vaults = vaults
        self._door = door
        self._run = run
        self._opened = opened
        self._emergency = emergency
        self._train = train
        self._training_phrase = training_phrase
        self._ways_with = {TROUBLE: trouble, RESTORE: restore, SALVAGE: salvage}
        self._lost = lost
        self._making = not vaults
        self._renewed = renewed
        self._said = {PHRASE: "", NAME: "", ROLE: "worker", WHICH: str(vaults[-1]) if vaults else ""}
        self._new = NewPhrase(first, door.offered, run, lambda: self.on_change(), self._refuse)
        self._busy = False
        self._refused: tuple[str, str] | None = None
        self._refusals = 0
        self._item = ""
        if self._making:
            self._new.begin()

    @property
    def busy(self) -> bool:
        """Whether a vault is being opened, or made."""
        return self._busy

    @property
    def first_time(self) -> bool:
        """Whether it knows of no vault."""
        return not self._vaults

    def screen(self) -> Screen:
        return self._making_screen() if self._making else self._opening_screen()

    def handle(self, intent: Intent) -> None:
        if self._making and not self._busy:
            self._new.handle(intent)
            self._refused = None if intent in (Pressed("own"), Pressed("six")) else self._refused
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._said:
                self._said[key] = text
            case Chose(key=key, value=value) if key in self._said and value:
                self._said[key] = value
            case Pressed(key=key):
                self._pressed(key)
            case _:
                pass

    def _pressed(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            OPEN: self._open, OLDER: lambda: self._open(older=True), READ: self._read,
            **{way: partial(self._lead, way) for way in self._ways_with},
            MAKE: self._make, TRAIN: self._train or quiet, EMERGENCY: self._emergency,
            NEW: lambda: self._turn(making=True), RETURN: lambda: self._turn(making=False),
        }  # fmt: skip
        if key in acts and (not self._busy or key == EMERGENCY):
            acts[key]()

    def _open(self, *, older: bool = False) -> None:
        phrase, self._said[PHRASE] = self._said[PHRASE], ""
        folder = Path(self._said[WHICH])
        self._start(lambda: self._door.open(folder, phrase, older_is_fine=older))

    def _read(self) -> None:
        phrase, self._said[PHRASE] = self._said[PHRASE], ""
        folder = Path(self._said[WHICH])
        self._start(lambda: self._door.read(folder, phrase))

    def _lead(self, way: str) -> None:
        if lead := self._ways_with[way]:
            lead(Path(self._said[WHICH]) if self._said[WHICH] else None)

    def _turn(self, *, making: bool) -> None:
        self._making = making
        self._refused = None
        self._said[PHRASE] = ""
        if making:
            self._new.begin()

    def _make(self) -> None:
        said, phrase, again = dict(self._said), self._new.phrase, self._new.again
        self._start(lambda: self._door.make(phrase, again, said[NAME], said[ROLE]))

    def _start(self, job: "Callable[[], Unlocked]") -> None:
        self._busy = True
        self._refused = None
        self._run(job, self._arrived, self._refuse)

    def _arrived(self, unlocked: "Unlocked") -> None:
        self._busy = False
        self._opened(unlocked)

    def _refuse(self, refusal: Refusal) -> None:
        self._busy = False
        say, do = self._door.sentence(refusal.item)
        dates = tuple(_moment(getattr(refusal, name, "")) for name in ("closed", "latest"))
        told = self._first.lock.older_dates.format(closed=dates[0], latest=dates[1]) if all(dates) else ""
        self._refused, self._item = (" ".join((say, told)).strip(), do), refusal.item
        self._refusals += 1
        self.on_change()

    def _opening_screen(self) -> Screen:
        labels = self._first.lock
        hint = labels.training_hint.format(phrase=self._training_phrase) if self._training_phrase else ""
        train = (Button(TRAIN, labels.train, "quiet"),) if self._train else ()
        return Screen(
            f"lock:{self._refusals}",
            (
                Heading(labels.title, labels.sub),
                *self._told(),
                *self._lost_words(),
                *self._which(),
                self._phrase(hint),
                *self._trouble(),
                Row(
                    (
                        Button(OPEN, labels.opening if self._busy else labels.open, "primary", enabled=not self._busy),
                        *self._leads(),
                        *(self._help(labels.other_ways, "plain") if self._wrong else ()),
                    )
                ),
                self._more(
                    (*train, *(() if self._wrong else self._help(labels.trouble)), Button(NEW, labels.new, "quiet"))
                ),
            ),
            focus=PHRASE,
            primary=OPEN,
            centred=True,
        )

    def _lost_words(self) -> tuple[Block, ...]:
        """What the last lock could not keep; in one line, once there is something else to say."""
        labels = self._first.lock
        sub = "" if self._refused else labels.lost_sub
        return (Note("stop", labels.lost, sub, key="lost"),) if self._lost else ()

    def _more(self, ways: tuple[Button, ...]) -> Block:
        """What else there is; the emergency card is never behind the lock."""
        return Row((*ways, emergency_button(self._first)), ends=True, key="more")

    def _phrase(self, hint: str) -> Field:
        first = self._first
        typed = self._said[PHRASE]
        return Field(PHRASE, first.lock.passphrase, typed, hint, secret=True, width=44, typing=first.typing)

    def _which(self) -> tuple[Block, ...]:
        if len(self._vaults) < 2:
            return ()
        labels = self._first.lock
        named = tuple(
            Choosable(str(path), labels.vault.format(name=path.name[:4], day=f"{self._door.last_used(path):{DAY}}"))
            for path in reversed(self._vaults)
        )
        return (Choice(WHICH, labels.which, named, self._said[WHICH]),)

    @property
    def _wrong(self) -> bool:
        """Whether the passphrase was wrong the last time: the other ways in come up beside it then."""
        return self._refused is not None and self._item == WRONG

    def _help(self, label: str, look: str = "quiet") -> tuple[Button, ...]:
        """The way for whoever cannot get in; with made-up people there is none, and none is needed."""
        return (Button(TROUBLE, label, look),) if self._ways_with[TROUBLE] else ()

    def _leads(self) -> tuple[Button, ...]:
        """Where the verdict leads. Whoever knows why the data is older gets in: a backup may have been put back on
        purpose. With made-up people there is nothing to restore or to save."""
        labels = self._first.lock
        says = {OLDER: labels.older, READ: labels.read_only, RESTORE: labels.restore, SALVAGE: labels.salvage}
        leads = LEADS.get(self._item, ()) if self._refused else ()
        return tuple(
            Button(way, says[way], enabled=not self._busy) for way in leads if self._ways_with.get(way, self._door)
        )

    def _told(self) -> tuple[Block, ...]:
        """What the process before this one ended with, until a try has gone wrong."""
        labels = self._first.lock
        told = self._renewed and not self._refused
        return (Note("good", labels.renewed, labels.renewed_sub, key="renewed"),) if told else ()

    def _trouble(self) -> tuple[Block, ...]:
        return (Note("stop", *self._refused, key="trouble"),) if self._refused else ()

    def _making_screen(self) -> Screen:
        labels = self._first.lock
        roles = tuple(Choosable(value, getattr(labels, value)) for value in ("worker", "supervisor", "trainer"))
        train = (Button(TRAIN, labels.train, "plain"),) if self._train else ()
        back = (Button(RETURN, labels.back, "quiet"),) if self._vaults else ()
        make = Button(MAKE, labels.making if self._busy else labels.make, "primary", enabled=not self._busy)
        return Screen(
            f"first-run:{self._refusals}",
            (
                Heading(labels.welcome, labels.welcome_sub),
                Card((Field(NAME, labels.name, self._said[NAME], labels.name_hint, width=40),
                      Choice(ROLE, labels.role, roles, self._said[ROLE])), key="who"),
                Card((Heading(labels.phrase, labels.phrase_sub, level=2), *self._new.blocks()), key="phrase"),
                *self._trouble(),
                Row((*back, *train, make), ends=True, key="ways"),
                self._more(self._help(labels.restore)),
            ),
            focus=self._wanted(),
            primary=MAKE,
        )  # fmt: skip

    def _wanted(self) -> str:
        """The field that was refused; at first, the first one."""
        return self._new.wanted(self._item) or NAME


def emergency_button(first: First) -> Button:
    """The way to the emergency card, on every page before unlocking."""
    return Button(EMERGENCY, first.card.title, "stop", KEYS["emergency"])


def _moment(stamp: str) -> str:
    """A stored time in figures; nothing where there is none."""
    return f"{datetime.fromisoformat(stamp).astimezone():{TIME}}" if stamp else ""


class CoverPage:
    """One neutral screen: nothing on it says what the program is for."""

    def __init__(self, first: First, leave: Callable[[], None]) -> None:
        self.on_change: Callable[[], None] = quiet
        self._first = first
        self._leave = leave

    def screen(self) -> Screen:
        labels = self._first.cover
        go_on = Row((Button("continue", labels.go_on),))
        return Screen("cover", (Heading(labels.title), go_on), focus="continue", primary="continue", centred=True)

    def handle(self, intent: Intent) -> None:
        if intent == Pressed("continue"):
            self._leave()
