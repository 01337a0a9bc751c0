"""Credential form for a backup or damaged records: passphrase, recovery code, two shares or supervisor key."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from dasupport.actions.opening import Secret, parse_code, parse_passphrase_or_code, parse_shares, read_supervisor_key
from dasupport.casework.recovery_code import decode_code, find_wrong_groups
from dasupport.content.labels.restoring import RestoreLabels, SalvageLabels
from dasupport.content.pack import Pack
from dasupport.ui.blocks import Block, Card, Choice, Choosable, Field
from dasupport.ui.intents import Chose, Intent, Left, Typed
from dasupport.ui.screens.beside import EMPTY, NOTHING, OF_CODE, Beside, beside
from dasupport.ui.screens.doorway import WRONG
from dasupport.ui.screens.two_parts import boxes, in_want

HOW, PHRASE, TYPED, SECOND = "how", "passphrase", "typed", "second"
PASSPHRASE, CODE, PARTS, KEY = "passphrase", "code", "parts", "key"
SEEN = {CODE, PARTS}
"""Methods whose text is readable while it is typed; it must not stay on the screen for long."""


class InHand:
    """The part of a page that asks for a credential. It holds what was typed until the page takes it."""

    def __init__(
        self, pack: Pack, ask_key: Callable[[], Path | None], own: RestoreLabels | SalvageLabels, go: str
    ) -> None:
        self._pack = pack
        self._own = own
        self._go = go
        self.ask_key = ask_key
        self.how = PASSPHRASE
        self._typed = {PHRASE: "", TYPED: "", SECOND: ""}
        self._sent = False
        self.told = NOTHING

    def refuse(self, item: str) -> None:
        """Place a refusal under the field that it is about, or above if it is about none."""
        of_field = item in OF_CODE if self.how in SEEN else item in (WRONG, EMPTY)
        self.told = beside(self._pack, item, self.wanted(), of_field=of_field)
        if of_field and self.how == PARTS and in_want(self._typed, (TYPED, SECOND)):
            self.told = Beside(self.told.key)  # the field itself says what is missing

    def blocks(self) -> tuple[Block, ...]:
        ways, own = self._pack.labels.ways_in, self._own
        options = (
            Choosable(PASSPHRASE, own.passphrase, own.passphrase_sub),
            Choosable(CODE, ways.code, ways.code_sub),
            Choosable(PARTS, ways.parts, ways.parts_sub),
            Choosable(KEY, ways.key, own.key_sub),
        )
        forms = {PASSPHRASE: self._phrase, CODE: self._code, PARTS: self._parts, KEY: tuple}
        return (
            Choice(HOW, ways.how, options, self.how),
            *self.told.above(PHRASE, TYPED, SECOND, self._go),
            *forms[self.how](),
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Chose(key="how", value=value) if value:
                self.how, self._sent, self.told = value, False, NOTHING
                self._typed = dict.fromkeys(self._typed, "")
            case _:
                pass

    def taken(self) -> Callable[[], Secret] | None:
        """Return a job that yields the credential, for the vault's own thread; None if no key file was chosen.

        Clears the passphrase, which has to be typed again for another try; a code and shares stay.
        """
        self._sent, self.told = True, NOTHING
        if self.how == KEY:
            file = self.ask_key()
            return partial(read_supervisor_key, file) if file else None
        phrase, self._typed[PHRASE] = self._typed[PHRASE], ""
        one, other = self._typed[TYPED], self._typed[SECOND]
        taken: dict[str, Callable[[], Secret]] = {
            CODE: partial(parse_code, one),
            PARTS: partial(parse_shares, one, other),
            PASSPHRASE: partial(parse_passphrase_or_code, phrase),
        }
        return taken[self.how]

    def moved(self) -> bool:
        """Return True if a whole recovery code was typed as the passphrase, and move it to its own field."""
        code = self._typed[PHRASE]
        if self.how != PASSPHRASE or not decode_code(code):
            return False
        self.how, self._sent, self.told = CODE, False, NOTHING
        self._typed = {PHRASE: "", TYPED: code, SECOND: ""}
        return True

    def wanted(self) -> str:
        """Return the key of the field or button to focus."""
        in_parts = in_want(self._typed, (TYPED, SECOND)) if self.how == PARTS else ""
        return in_parts or {PASSPHRASE: PHRASE, KEY: self._go}.get(self.how, TYPED)

    def _phrase(self) -> tuple[Block, ...]:
        own, says, fault = self._own, self._pack.first.typing, self.told.under(PHRASE)
        return (Field(PHRASE, own.phrase, self._typed[PHRASE], "", fault, secret=True, width=54, typing=says),)

    def _code(self) -> tuple[Block, ...]:
        labels = self._pack.labels.ways_in
        wrong = find_wrong_groups(self._typed[TYPED])
        fault = labels.wrong.format(n=wrong[0]) if wrong else self.told.under(TYPED)
        return (Field(TYPED, labels.typed, self._typed[TYPED], labels.typed_hint, fault, width=54, withheld=True),)

    def _parts(self) -> tuple[Block, ...]:
        return (
            Card(boxes(self._pack, self._typed, (TYPED, SECOND), sent=self._sent, told=self.told), key="parts-card"),
        )
