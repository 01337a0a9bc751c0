"""The lock screen: unlock, make a first vault, or open training. It knows the first page of the pack and no more."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.text import BROKEN_CHARACTER, NUL_FOUND, TOO_LONG
from dasupport.content.first_labels import First
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Choice, Choosable, Field, Heading, Note, Row, Screen
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run
from dasupport.ui.screens.doorway import (
    DAMAGED,
    DAY,
    EMERGENCY,
    LEADS,
    OLDER,
    READ,
    RESTORE,
    SALVAGE,
    WORTH_A_TRY,
    WRONG,
    Doorway,
    emergency_button,
)
from dasupport.ui.screens.phrase import NewPhrase

if TYPE_CHECKING:
    from dasupport.actions.access import Unlocked

PHRASE, OPEN, MAKE, TRAIN, NAME, ROLE, WHICH, NEW, RETURN, TROUBLE = (
    "passphrase", "open", "make", "train", "name", "role", "which", "new", "return", "ways-in",
)  # fmt: skip
SLIPS, OF_NAME = {WRONG, "PASS-EMPTY"}, {"NAME-EMPTY", TOO_LONG, NUL_FOUND, BROKEN_CHARACTER}
TIME = f"{DAY}, %H:%M"


class LockPage:
    """One question: the passphrase. Without a vault: a name, a role and a passphrase to keep."""

    def __init__(
        self, first: First, vaults: tuple[Path, ...], door: Doorway, run: Run, opened: "Callable[[Unlocked], None]",
        emergency: Callable[[], None], train: Callable[[], None] | None, training_phrase: str = "",
        trouble: Callable[[Path | None], None] | None = None, restore: Callable[[Path | None], None] | None = None,
        salvage: Callable[[Path | None], None] | None = None, *, renewed: bool = False, lost: bool = False,
        gone: bool = False,
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
        self._gone = gone and not vaults
        self._making = not vaults and not gone
        self._renewed = renewed
        self._said = {PHRASE: "", NAME: "", ROLE: "worker", WHICH: str(vaults[-1]) if vaults else ""}
        self._new = NewPhrase(first, door.offered, run, lambda: self.on_change(), self._refuse)
        self._busy = False
        self._refused: tuple[str, str] | None = None
        self._refusals = 0
        self._item = ""
        self._verdict: tuple[str, tuple[str, str]] | None = None
        self._met()
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
        if self._making:
            return self._making_screen()
        return self._gone_screen() if self._gone else self._opening_screen()

    def handle(self, intent: Intent) -> None:
        if self._making and not self._busy:
            self._new.handle(intent)
            self._refused = None if intent in (Pressed("own"), Pressed("six")) else self._refused
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._said:
                self._said[key] = text
            case Chose(key=key, value=value) if key in self._said and value:
                self._said[key] = value
                if key == WHICH:
                    self._met()
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
        self._said[PHRASE] = ""
        if lead := self._ways_with[way]:
            lead(Path(self._said[WHICH]) if self._said[WHICH] else None)

    def _met(self) -> None:
        """Ask what is known of these records before anybody types: that they were found damaged while they were open.
        The vault's own thread may still be closing them."""
        chosen = self._said[WHICH]
        self._refused = self._verdict = None
        if chosen:
            self._run(lambda: self._damage(Path(chosen)), lambda words: self._knew(chosen, words), lambda _: None)

    def _damage(self, folder: Path) -> tuple[str, str] | None:
        return self._door.sentence(DAMAGED) if self._door.damaged(folder) else None

    def _knew(self, chosen: str, words: tuple[str, str] | None) -> None:
        if words and chosen == self._said[WHICH] and not (self._busy or self._making or self._refused):
            self._verdict = DAMAGED, words
            self.on_change()

    def _turn(self, *, making: bool) -> None:
        self._making = making
        self._refused = self._verdict = None
        self._said[PHRASE] = ""
        if making:
            self._new.begin()
        else:
            self._met()

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
        if refusal.item in LEADS:  # it stands until another one takes its place: a slip in typing does not take it away
            self._verdict = refusal.item, self._refused
        self._refusals += 1
        self.on_change()

    def _opening_screen(self) -> Screen:
        labels = self._first.lock
        hint = labels.training_hint.format(phrase=self._training_phrase) if self._training_phrase else ""
        train = (Button(TRAIN, labels.train, "quiet"),) if self._train else ()
        primary, ways = self._ways()
        return Screen(
            f"lock:{self._refusals}",
            (
                Heading(labels.title, labels.sub),
                *self._told(),
                *self._lost_words(),
                *self._which(),
                self._phrase(hint),
                *self._trouble(),
                Row((*ways, *(self._help(labels.other_ways, "plain") if self._wrong else ()))),
                self._more(
                    (*train, *(() if self._wrong else self._help(labels.trouble)), Button(NEW, labels.new, "quiet"))
                ),
            ),
            focus=PHRASE,
            primary=primary,
            centred=True,
        )

    def _lost_words(self) -> tuple[Block, ...]:
        """What the last lock could not keep; in one line, once there is something else to say."""
        labels = self._first.lock
        sub = "" if self._refused or self._verdict else labels.lost_sub
        return (Note("stop", labels.lost, sub, key="lost"),) if self._lost else ()

    def _ways(self) -> tuple[str, tuple[Button, ...]]:
        """What is pressed to go on, the first of them where typing ends: another try, or where the verdict leads."""
        labels = self._first.lock
        leads = self._leads()
        if leads and self._verdict and self._verdict[0] not in WORTH_A_TRY:
            first, *others = leads
            opens = Button(OPEN, labels.opening if self._busy else labels.open, enabled=not self._busy)
            return first.key, (first._replace(look="primary"), *others, opens)
        opens = Button(OPEN, labels.opening if self._busy else labels.open, "primary", enabled=not self._busy)
        return OPEN, (opens, *leads)

    def _more(self, ways: tuple[Button, ...]) -> Block:
        """What else there is; the emergency card is never behind the lock."""
        return Row((*ways, emergency_button(self._first)), ends=True, key="more")

    def _phrase(self, hint: str) -> Field:
        first = self._first
        typed = self._said[PHRASE]
        fault = self._slip()
        return Field(PHRASE, first.lock.passphrase, typed, hint, fault, secret=True, width=44, typing=first.typing)

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
        leads = LEADS[self._verdict[0]] if self._verdict else ()
        return tuple(
            Button(way, says[way], enabled=not self._busy) for way in leads if self._ways_with.get(way, self._door)
        )

    def _told(self) -> tuple[Block, ...]:
        """What the process before this one ended with, until a try has gone wrong."""
        labels = self._first.lock
        told = self._renewed and not self._refused and not self._verdict
        return (Note("good", labels.renewed, labels.renewed_sub, key="renewed"),) if told else ()

    def _trouble(self) -> tuple[Block, ...]:
        """The verdict on the vault, and what else was refused, unless that stands under its own field."""
        verdict = None if self._making else self._verdict
        told = {"trouble": verdict[1]} if verdict else {}
        if self._refused and not (verdict and (self._item in LEADS or self._slip())) and not self._beside():
            told["refused" if verdict else "trouble"] = self._refused
        return tuple(Note("stop", *words, key=key) for key, words in told.items())

    def _slip(self) -> str:
        """What was wrong with the last passphrase, said under the field where a verdict stands below it."""
        return " ".join(self._refused) if self._verdict and self._refused and self._item in SLIPS else ""

    def _beside(self) -> str:
        """The field of the first page that a refusal is about, under which it is said; nothing where it is none."""
        if not self._making or not self._refused:
            return ""
        return NAME if self._item in OF_NAME else self._new.wanted(self._item)

    def _gone_screen(self) -> Screen:
        """A note says that there were records, and their folder is not there: a backup first, then a new beginning."""
        labels = self._first.lock
        ways = (*self._restoring(labels.restore, "primary"), Button(NEW, labels.new))
        train = (Button(TRAIN, labels.train, "quiet"),) if self._train else ()
        blocks = (Heading(labels.gone, labels.gone_sub), Row(ways), self._more(train))
        return Screen("gone", blocks, focus=RESTORE, primary=RESTORE, centred=True)

    def _restoring(self, label: str, look: str) -> tuple[Button, ...]:
        return (Button(RESTORE, label, look),) if self._ways_with[RESTORE] else ()

    def _making_screen(self) -> Screen:
        labels = self._first.lock
        roles = tuple(Choosable(value, getattr(labels, value)) for value in ("worker", "supervisor", "trainer"))
        train = (Button(TRAIN, labels.train, "quiet"),) if self._train else ()
        back = (Button(RETURN, labels.back, "quiet"),) if self._vaults or self._gone else ()
        beside = self._beside()
        said = " ".join(self._refused) if self._refused else ""
        in_name, new = said if beside == NAME else "", self._new.blocks(beside, said)
        make = Button(MAKE, labels.making if self._busy else labels.make, "primary", enabled=not self._busy)
        return Screen(
            f"first-run:{self._refusals}",
            (
                Heading(labels.welcome, labels.welcome_sub),
                Card((Field(NAME, labels.name, self._said[NAME], labels.name_hint, in_name, width=40),
                      Choice(ROLE, labels.role, roles, self._said[ROLE])), key="who"),
                Card((Heading(labels.phrase, labels.phrase_sub, level=2), *new), key="phrase"),
                *self._trouble(),
                self._more((make, *back, *train, *self._help(labels.restore))),
            ),
            focus=self._wanted(),
            primary=MAKE,
        )  # fmt: skip

    def _wanted(self) -> str:
        """The field that was refused, or another try where none was; at first, the first one."""
        return self._beside() or (MAKE if self._refused else NAME)


def _moment(stamp: str) -> str:
    """A stored time in figures; nothing where there is none."""
    return f"{datetime.fromisoformat(stamp).astimezone():{TIME}}" if stamp else ""
