"""The lock screen: unlock, create a first vault, or open training. It needs only the lock-screen part of the pack."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.content.first_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Choice, Choosable, Field, Heading, Note, Row, Screen
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run
from dasupport.ui.screens.doorway import EMERGENCY, OLDER, READ, RESTORE, SALVAGE, Doorway, emergency_button, named
from dasupport.ui.screens.first_run import MAKE, FirstRun
from dasupport.ui.screens.verdict import Verdict

if TYPE_CHECKING:
    from dasupport.actions.access import OpenVault

PHRASE, OPEN, TRAIN, WHICH, NEW, RETURN, TROUBLE = (
    "passphrase",
    "open",
    "train",
    "which",
    "new",
    "return",
    "ways-in",
)


class LockPage:
    """Asks for the passphrase only. Without a vault, shows the first-run form instead."""

    def __init__(
        self,
        first: LockScreenPack,
        vaults: tuple[Path, ...],
        door: Doorway,
        run: Run,
        opened: "Callable[[OpenVault], None]",
        emergency: Callable[[], None],
        train: Callable[[], None] | None,
        training_phrase: str = "",
        trouble: Callable[[Path | None], None] | None = None,
        restore: Callable[[Path | None], None] | None = None,
        salvage: Callable[[Path | None], None] | None = None,
        *,
        renewed: bool = False,
        lost: bool = False,
        gone: bool = False,
    ) -> None:
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
        self._said = {PHRASE: "", WHICH: str(vaults[-1]) if vaults else ""}
        self._first_run = FirstRun(first, door, run, lambda: self.on_change())
        self._verdict = Verdict(first, door, several=len(vaults) > 1)
        self._busy = False
        self._met()
        if self._making:
            self._first_run.begin()

    @property
    def busy(self) -> bool:
        """True while a vault is being opened or created."""
        return self._busy

    @property
    def first_time(self) -> bool:
        """True if no vault is known."""
        return not self._vaults

    def screen(self) -> Screen:
        if self._making:
            return self._first_run.screen(self._besides_making(), busy=self._busy)
        return self._gone_screen() if self._gone else self._opening_screen()

    def handle(self, intent: Intent) -> None:
        if self._making:
            self._first_run.handle(intent, busy=self._busy)
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
            OPEN: self._open,
            OLDER: lambda: self._open(older=True),
            READ: self._read,
            **{way: partial(self._lead, way) for way in self._ways_with},
            MAKE: lambda: self._start(self._first_run.making()),
            TRAIN: self._train or quiet,
            EMERGENCY: self._emergency,
            NEW: lambda: self._turn(making=True),
            RETURN: lambda: self._turn(making=False),
        }
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
        """Ask if these records were found damaged while open, before anything is typed.

        Runs on the vault's own thread, which may still be closing them.
        """
        chosen = self._said[WHICH]
        self._verdict.forget()
        if chosen:
            self._run(lambda: self._door.damaged(Path(chosen)), partial(self._knew, chosen), lambda _: None)

    def _knew(self, chosen: str, damaged: bool) -> None:
        if damaged and chosen == self._said[WHICH] and not (self._busy or self._making or self._verdict.refused):
            self._verdict.damaged()
            self.on_change()

    def _turn(self, *, making: bool) -> None:
        self._making = making
        self._said[PHRASE] = ""
        if making:
            self._verdict.forget()
            self._first_run.begin()
        else:
            self._met()

    def _start(self, job: "Callable[[], OpenVault]") -> None:
        self._busy = True
        self._verdict.try_again()
        self._run(job, self._arrived, self._refuse)

    def _arrived(self, unlocked: "OpenVault") -> None:
        self._busy = False
        self._opened(unlocked)

    def _refuse(self, refusal: Refusal) -> None:
        self._busy = False
        if self._making:
            self._first_run.refuse(refusal)
        else:
            self._verdict.refuse(refusal)
            self.on_change()

    def _opening_screen(self) -> Screen:
        labels = self._first.lock
        primary, ways = self._ways()
        wrong = self._verdict.wrong  # then the other ways to unlock are shown next to it
        help = () if wrong else self._help(labels.trouble)
        return Screen(
            f"lock:{self._verdict.refusals}",
            (
                Heading(labels.title, labels.sub),
                *self._told(),
                *self._lost_words(),
                *self._which(),
                self._phrase(),
                *self._verdict.notes(),
                Row((*ways, *(self._help(labels.other_ways, "plain") if wrong else ()))),
                self._more((*self._training(), *help, Button(NEW, labels.new, "quiet"))),
            ),
            focus=PHRASE,
            primary=primary,
            centred=True,
        )

    def _lost_words(self) -> tuple[Block, ...]:
        """Return the note that words were lost at the last lock; in one line if there is another message."""
        labels = self._first.lock
        sub = "" if self._verdict else labels.lost_sub
        return (Note("stop", labels.lost, sub, key="lost"),) if self._lost else ()

    def _ways(self) -> tuple[str, tuple[Button, ...]]:
        """Return the key of the primary button, and the buttons: another try, and the remedies of the last failure."""
        labels = self._first.lock
        leads = self._leads()
        opens = Button(OPEN, labels.opening if self._busy else labels.open, enabled=not self._busy)
        if leads and not self._verdict.worth_a_try:
            first, *others = leads
            return first.key, (first._replace(look="primary"), *others, opens)
        return OPEN, (opens._replace(look="primary"), *leads)

    def _more(self, ways: tuple[Button, ...]) -> Block:
        """Return the further buttons; the emergency card is always reachable, locked or not."""
        return Row((*ways, emergency_button(self._first)), ends=True, key="more")

    def _phrase(self) -> Field:
        labels, typing = self._first.lock, self._first.typing
        hint = labels.training_hint.format(phrase=self._training_phrase) if self._training_phrase else ""
        typed, fault = self._said[PHRASE], self._verdict.slip()
        return Field(PHRASE, labels.passphrase, typed, hint, fault, secret=True, width=44, typing=typing)

    def _which(self) -> tuple[Block, ...]:
        if len(self._vaults) < 2:
            return ()
        found = tuple(Choosable(str(path), named(self._first, self._door, path)) for path in reversed(self._vaults))
        return (Choice(WHICH, self._first.lock.which, found, self._said[WHICH]),)

    def _training(self) -> tuple[Button, ...]:
        return (Button(TRAIN, self._first.lock.train, "quiet"),) if self._train else ()

    def _help(self, label: str, look: str = "quiet") -> tuple[Button, ...]:
        """Return the button for a user who cannot unlock; none in training, which needs none."""
        return (Button(TROUBLE, label, look),) if self._ways_with[TROUBLE] else ()

    def _leads(self) -> tuple[Button, ...]:
        """Return the remedies of the last failure.

        Older data can be accepted, since a backup may have been restored on purpose. In training nothing can be
        restored or salvaged.
        """
        labels = self._first.lock
        says = {OLDER: labels.older, READ: labels.read_only, RESTORE: labels.restore, SALVAGE: labels.salvage}
        leads = (way for way in self._verdict.leads if self._ways_with.get(way, self._door))
        return tuple(Button(way, says[way], enabled=not self._busy) for way in leads)

    def _told(self) -> tuple[Block, ...]:
        """Return the message of the previous process, that all keys were rotated, until an attempt fails."""
        labels = self._first.lock
        told = self._renewed and not self._verdict
        return (Note("good", labels.renewed, labels.renewed_sub, key="renewed"),) if told else ()

    def _gone_screen(self) -> Screen:
        """Return the screen for a vault that is known but whose folder is missing: restore a backup first, or start
        anew.
        """
        labels = self._first.lock
        restore = (Button(RESTORE, labels.restore, "primary"),) if self._ways_with[RESTORE] else ()
        ways = Row((*restore, Button(NEW, labels.new)))
        blocks = (Heading(labels.gone, labels.gone_sub), ways, self._more(self._training()))
        return Screen("gone", blocks, focus=RESTORE, primary=RESTORE, centred=True)

    def _besides_making(self) -> tuple[Button, ...]:
        labels = self._first.lock
        back = (Button(RETURN, labels.back, "quiet"),) if self._vaults or self._gone else ()
        return (*back, *self._training(), *self._help(labels.restore))
