"""Form for a new passphrase: six suggested words or the user's own, typed once more in both cases."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.blocks import Block, Button, Paragraph, Row, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Typed
from dasupport.ui.screens.access.refusal_place import PASSPHRASE_REFUSALS


class NewPassphraseAction(StrEnum):
    """Keys of the buttons of this screen."""

    SUGGEST_OTHER = "offer"
    USE_OWN = "own"
    USE_SUGGESTED = "six"


OWN_PHRASE, REPEAT = "passphrase", "again"


class NewPassphraseForm:
    """The part of a page that asks for a new passphrase. It holds the passphrase until the page reads it."""

    def __init__(
        self,
        first: LockScreenPack,
        offered: Callable[[], str],
        run: JobRunner,
        drawn: Callable[[], None],
        refused: Callable[[Refusal], None],
    ) -> None:
        self._labels, self._typing_labels = first.lock, first.typing
        self._suggest = offered
        self._run = run
        self._redraw = drawn
        self._on_refused = refused
        self._typed = {OWN_PHRASE: "", REPEAT: ""}
        self._uses_own = False
        self._suggestion = ""

    @property
    def passphrase(self) -> str:
        """The passphrase that was chosen: the user's own, or the suggested one."""
        return self._typed[OWN_PHRASE] if self._uses_own else self._suggestion

    @property
    def repeated(self) -> str:
        """The passphrase as it was typed the second time, to confirm it."""
        return self._typed[REPEAT]

    def reset(self) -> None:
        """Forget what was typed, and suggest six words unless some are suggested already."""
        self._set_mode(own=False)
        if not self._suggestion:
            self._request_suggestion()

    def blocks(self, refused: str = "", said: str = "") -> tuple[Block, ...]:
        """Return the blocks of the form.

        `refused` is the key of the field that was refused, `said` the text to show under that field.
        """
        labels = self._labels
        faults = {refused: said}
        label = labels.again if self._uses_own else labels.again_six
        says = self._typing_labels
        typed, fault = self._typed[REPEAT], faults.get(REPEAT, "")
        again = TextField(REPEAT, label, typed, labels.again_hint, fault, secret=self._uses_own, width=44, typing=says)
        if self._uses_own:
            typed, fault = self._typed[OWN_PHRASE], faults.get(OWN_PHRASE, "")
            own = TextField(OWN_PHRASE, labels.own, typed, labels.own_hint, fault, secret=True, width=44, typing=says)
            return (own, again, Row((Button(NewPassphraseAction.USE_SUGGESTED, labels.six, "quiet"),)))
        ways = Row(
            (
                Button(NewPassphraseAction.SUGGEST_OTHER, labels.others),
                Button(NewPassphraseAction.USE_OWN, labels.own_instead, "quiet"),
            )
        )
        return (Paragraph(self._suggestion or " ", "code", key="offered"), ways, again)

    def handle(self, intent: Intent) -> None:
        """Take in what was typed, or change between suggested words and the user's own."""
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Pressed(key=NewPassphraseAction.SUGGEST_OTHER):
                self._request_suggestion()
            case Pressed(key=NewPassphraseAction.USE_OWN):
                self._set_mode(own=True)
            case Pressed(key=NewPassphraseAction.USE_SUGGESTED):
                self._set_mode(own=False)
            case _:
                pass

    def field_of_refusal(self, refusal: RefusalId | None) -> str:
        """Return the key of the field that a refusal is about; "" if it is about none of this form."""
        if refusal == RefusalId.PASS_DIFFERENT:
            return REPEAT
        if refusal and refusal.startswith("PASS-") and refusal not in PASSPHRASE_REFUSALS:
            return OWN_PHRASE if self._uses_own else REPEAT
        return ""

    def _set_mode(self, *, own: bool) -> None:
        self._uses_own = own
        self._typed = {OWN_PHRASE: "", REPEAT: ""}

    def _request_suggestion(self) -> None:
        self._run(self._suggest, self._on_suggested, self._on_refused)

    def _on_suggested(self, phrase: str) -> None:
        self._suggestion = phrase
        self._typed[REPEAT] = ""
        self._redraw()
