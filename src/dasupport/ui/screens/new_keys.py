"""Rotation of all keys: a new recovery code, typed back from paper, and a new passphrase unless it is kept."""

from collections.abc import Callable

from dasupport.actions.codes import generate_code
from dasupport.actions.passphrase import suggest
from dasupport.casework.recovery_code import find_wrong_groups
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Field, Heading, Para, Row, Screen, Tick
from dasupport.ui.intents import Intent, Left, Pressed, Ticked, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Keys
from dasupport.ui.screens.beside import NOTHING, OF_CODE, beside, of_today
from dasupport.ui.screens.code import BACK, KEEP, NOW, TYPED
from dasupport.ui.screens.phrase import NewPhrase

SAME = "same-passphrase"


class NewKeysPage:
    """The page that rotates all keys. It says first what ends and what stays.

    The default is a new passphrase, as somebody may know the present one.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._code = generate_code()
        self._new = NewPhrase(office.pack.first, suggest, office.run, lambda: self.on_change(), self._not_done)
        self._typed = {TYPED: "", NOW: ""}
        self._same = self._busy = False
        self._told = NOTHING  # no field has the focus: the page is read from its top
        self._round = 0
        self._new.begin()

    def screen(self) -> Screen:
        labels = self.office.pack.labels.new_keys
        blocks = (
            Heading(labels.title, labels.sub),
            self._says(),
            self._paper(),
            self._phrase(),
            self._end(),
        )
        return Screen(f"new-keys:{self._round}", blocks, focus=self._told.key, primary=KEEP, back=BACK)

    def handle(self, intent: Intent) -> None:
        if not self._busy:
            self._new.handle(intent)
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Ticked(key="same-passphrase", on=on):
                self._same = on
            case Pressed(key="code-keep") if not self._busy:
                self._start()
            case Pressed(key="back") if not self._busy:
                self.office.go(Keys())
            case _:
                pass

    def _says(self) -> Block:
        """Return the card that says what ends, what stays, and that the vault locks afterwards."""
        labels = self.office.pack.labels.new_keys
        said = (labels.ends, labels.stays, labels.then)
        return Card(tuple(Para(text, key=f"told:{number}") for number, text in enumerate(said)), "inset", key="told")

    def _paper(self) -> Block:
        labels, code = self.office.pack.labels.new_keys, self.office.pack.labels.code
        wrong, said = find_wrong_groups(self._typed[TYPED]), self._typed[TYPED]
        fault = code.wrong.format(n=wrong[0]) if wrong else self._told.under(TYPED)
        typed = Field(TYPED, code.typed, said, code.typed_hint, fault, width=52)
        shown = Para(self._code, "code", key="code")
        return Card((Heading(labels.code, labels.code_sub, level=2), shown, typed), key="shown")

    def _phrase(self) -> Block:
        labels = self.office.pack.labels.new_keys
        new = () if self._same else self._new.blocks(self._told.field, self._told.said)
        same = Tick(SAME, labels.same, self._same, labels.same_hint)
        return Card((Heading(labels.phrase, labels.phrase_sub, level=2), *new, same), key="phrase")

    def _end(self) -> Block:
        labels, says = self.office.pack.labels.new_keys, self.office.pack.first.typing
        now = Field(NOW, labels.now, self._typed[NOW], "", self._told.under(NOW), secret=True, width=44, typing=says)
        go = Button(KEEP, labels.going if self._busy else labels.go, "primary", enabled=not self._busy)
        back = Button(BACK, self.office.pack.labels.code.back, icon="back")
        return Card((*self._told.above(NOW), now, Row((back, go), ends=True, key="ways")), key="form")

    def _start(self) -> None:
        self._busy, self._told = True, NOTHING
        keys, confirm = self.office.unlocked.keys, self.office.unlocked.confirm_passphrase
        typed, now = self._typed[TYPED], self._typed[NOW]
        new = None if self._same else (self._new.phrase, self._new.again)

        def job() -> None:
            if not confirm(now):
                raise Refusal("V-PASS-WRONG")
            keys.rotate_keys(now, self._code, typed, new)

        self.office.run(job, lambda _: self.office.renewed(), self._not_done)

    def _not_done(self, refusal: Refusal) -> None:
        now = of_today(refusal.item, self._typed[NOW])
        about = TYPED if refusal.item in OF_CODE else "" if now else self._new.wanted(refusal.item)
        self._typed[NOW] = ""
        self._busy = False
        self._told = beside(self.office.pack, refusal.item, about or NOW, of_field=now or bool(about))
        self._round += 1
        self.on_change()
