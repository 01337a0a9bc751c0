"""Form for a new passphrase: six suggested words or the user's own, typed once more in both cases."""

from collections.abc import Callable

from dasupport.content.first_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Field, Para, Row
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.running import Run
from dasupport.ui.screens.beside import OF_TODAY

OWN_PHRASE, AGAIN, OFFER, OWN, SIX = "passphrase", "again", "offer", "own", "six"


class NewPhrase:
    """The part of a page that asks for a new passphrase. It holds the passphrase until the page reads it."""

    def __init__(
        self,
        first: LockScreenPack,
        offered: Callable[[], str],
        run: Run,
        drawn: Callable[[], None],
        refused: Callable[[Refusal], None],
    ) -> None:
        self._labels, self._typing = first.lock, first.typing
        self._door = offered
        self._run = run
        self._drawn = drawn
        self._refused = refused
        self._typed = {OWN_PHRASE: "", AGAIN: ""}
        self._own = False
        self._offered = ""

    @property
    def phrase(self) -> str:
        """The passphrase that was chosen: the user's own, or the suggested one."""
        return self._typed[OWN_PHRASE] if self._own else self._offered

    @property
    def again(self) -> str:
        """The passphrase as it was typed the second time, to confirm it."""
        return self._typed[AGAIN]

    def begin(self) -> None:
        """Forget what was typed, and suggest six words unless some are suggested already."""
        self._choose(own=False)
        if not self._offered:
            self._ask()

    def blocks(self, refused: str = "", said: str = "") -> tuple[Block, ...]:
        """Return the blocks of the form.

        `refused` is the key of the field that was refused, `said` the text to show under that field.
        """
        labels = self._labels
        faults = {refused: said}
        label = labels.again if self._own else labels.again_six
        says = self._typing
        typed, fault = self._typed[AGAIN], faults.get(AGAIN, "")
        again = Field(AGAIN, label, typed, labels.again_hint, fault, secret=self._own, width=44, typing=says)
        if self._own:
            typed, fault = self._typed[OWN_PHRASE], faults.get(OWN_PHRASE, "")
            own = Field(OWN_PHRASE, labels.own, typed, labels.own_hint, fault, secret=True, width=44, typing=says)
            return (own, again, Row((Button(SIX, labels.six, "quiet"),)))
        ways = Row((Button(OFFER, labels.others), Button(OWN, labels.own_instead, "quiet")))
        return (Para(self._offered or " ", "code", key="offered"), ways, again)

    def handle(self, intent: Intent) -> None:
        """Take in what was typed, or change between suggested words and the user's own."""
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Pressed(key="offer"):
                self._ask()
            case Pressed(key="own"):
                self._choose(own=True)
            case Pressed(key="six"):
                self._choose(own=False)
            case _:
                pass

    def wanted(self, refusal: str) -> str:
        """Return the key of the field that a refusal is about; "" if it is about none of this form."""
        if refusal == "PASS-DIFFERENT":
            return AGAIN
        if refusal.startswith("PASS-") and refusal not in OF_TODAY:
            return OWN_PHRASE if self._own else AGAIN
        return ""

    def _choose(self, *, own: bool) -> None:
        self._own = own
        self._typed = {OWN_PHRASE: "", AGAIN: ""}

    def _ask(self) -> None:
        self._run(self._door, self._arrived, self._refused)

    def _arrived(self, phrase: str) -> None:
        self._offered = phrase
        self._typed[AGAIN] = ""
        self._drawn()
