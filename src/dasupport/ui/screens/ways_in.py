"""Trouble unlocking: recovery by code, shares, supervisor key or backup."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.recovery_code import find_wrong_groups
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Choice, Choosable, Field, Heading, Note, Para, Row, Screen
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run
from dasupport.ui.screens.beside import NOTHING, OF_CODE, Beside, beside
from dasupport.ui.screens.doorway import ROLLED_BACK, Doorway, emergency_button, named
from dasupport.ui.screens.phrase import NewPhrase
from dasupport.ui.screens.two_parts import boxes, in_want
from dasupport.ui.screens.verdict import with_dates

if TYPE_CHECKING:
    from dasupport.actions.access import OpenVault

HOW, TYPED, OTHER, GO, KEY_FILE, RESTORE, BACK = "how", "typed", "other", "go", "key-file", "restore", "back"
CODE, PARTS, KEY, BACKUP = "code", "parts", "key", "backup"


class WaysInPage:
    """The page for trouble unlocking. It asks what the user has, then shows one form for it."""

    def __init__(
        self,
        pack: Pack,
        folder: Path | None,
        door: Doorway,
        run: Run,
        opened: "Callable[[OpenVault], None]",
        ask_which: Callable[[], Path | None],
        restore: Callable[[], None],
        leave: Callable[[], None],
        emergency: Callable[[], None],
        *,
        several: bool = False,
    ) -> None:
        self.on_change: Callable[[], None] = quiet
        self._pack = pack
        self._folder = folder
        self._door = door
        self._several = several
        self._run = run
        self._opened = opened
        self.ask_which = ask_which
        self._restore = restore
        self._leave = leave
        self._emergency = emergency
        self._how = CODE if folder else BACKUP
        self._typed = {TYPED: "", OTHER: ""}
        self._new = NewPhrase(pack.first, door.offered, run, lambda: self.on_change(), self._not_done)
        self._busy = self._older = False
        self._told = NOTHING
        self._sent = False
        self._round = 0
        self._new.begin()

    def screen(self) -> Screen:
        labels = self._pack.labels.ways_in
        forms = {CODE: self._code, PARTS: self._parts}
        options = (
            Choosable(CODE, labels.code, labels.code_sub),
            Choosable(PARTS, labels.parts, labels.parts_sub),
            Choosable(KEY, labels.key, labels.key_sub),
            Choosable(BACKUP, labels.restore, labels.restore_sub),
        )
        how = (Choice(HOW, labels.how, options, self._how),) if self._folder else ()
        blocks = (
            Heading(labels.title, labels.sub),
            *self._meant(),
            *how,
            *(forms[self._how]() if self._how in forms else self._backup()),
            *self._told.above(BACK, GO, KEY_FILE),
            self._ways(),
            Row((emergency_button(self._pack.first),), ends=True, key="more"),
        )
        primary = {CODE: GO, PARTS: GO, KEY: KEY_FILE, BACKUP: RESTORE}[self._how]
        return Screen(f"ways-in:{self._round}", blocks, focus=self._told.key or TYPED, primary=primary, back=BACK)

    def handle(self, intent: Intent) -> None:
        self._new.handle(intent)
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Chose(key="how", value=value) if value:
                self._how, self._told, self._sent, self._older = value, NOTHING, False, False
                self._typed = {TYPED: "", OTHER: ""}
            case Pressed(key="go") if not self._busy:
                self._recover()
            case Pressed(key="key-file") if not self._busy:
                self._open_with_key()
            case Pressed(key="restore") if not self._busy:
                self._restore()
            case Pressed(key="emergency"):
                self._emergency()
            case Pressed(key="back") if not self._busy:
                self._leave()
            case _:
                pass

    def _recover(self) -> None:
        folder, new, again = self._folder, self._new.phrase, self._new.again
        typed = (self._typed[TYPED], self._typed[OTHER] if self._how == PARTS else "")
        older = self._older
        if self._how == PARTS and in_want(self._typed, (TYPED, OTHER)):
            self._sent = True
            self._not_done(Refusal("CODE-PARTS"))
        elif folder is not None:
            self._start(lambda: self._door.recover(folder, typed, new, again, older_is_fine=older))

    def _open_with_key(self) -> None:
        folder, file = self._folder, self.ask_which()
        if folder is not None and file is not None:
            self._start(lambda: self._door.open_with_key(folder, file))

    def _start(self, job: "Callable[[], OpenVault]") -> None:
        self._busy, self._sent, self._told = True, True, NOTHING
        self._run(job, self._opened, self._not_done)

    def _not_done(self, refusal: Refusal) -> None:
        self._busy = False
        self._older = refusal.item == ROLLED_BACK  # the user has been told now: a second press accepts the older data
        self._told = self._older_told(refusal) if self._older else self._beside(refusal.item)
        self._round += 1
        self.on_change()

    def _beside(self, item: str) -> Beside:
        """Return a refusal placed under the field that it is about, or above the buttons."""
        if self._how == KEY:
            return beside(self._pack, item, KEY_FILE, of_field=False)
        if self._how == PARTS and item in OF_CODE and (box := in_want(self._typed, (TYPED, OTHER))):
            return Beside(box)  # the share's field shows itself what is missing
        about = TYPED if item in OF_CODE else self._new.wanted(item)
        return beside(self._pack, item, about or GO, of_field=bool(about))

    def _older_told(self, refusal: Refusal) -> Beside:
        """Return the warning about older data, with its dates.

        What was typed stays, so that the button can be pressed again on purpose.
        """
        say = with_dates(self._pack.first, self._pack.get_refusal_text(refusal.item).say, refusal)
        return Beside(BACK, say, self._pack.labels.ways_in.older_do)

    def _code(self) -> tuple[Block, ...]:
        labels = self._pack.labels.ways_in
        wrong = find_wrong_groups(self._typed[TYPED])
        fault = labels.wrong.format(n=wrong[0]) if wrong else self._told.under(TYPED)
        typed = Field(TYPED, labels.typed, self._typed[TYPED], labels.typed_hint, fault, width=52, withheld=True)
        return (Card((typed,), key="typed-card"), self._passphrase())

    def _parts(self) -> tuple[Block, ...]:
        fields = boxes(self._pack, self._typed, (TYPED, OTHER), sent=self._sent, told=self._told)
        return (Card(fields, key="typed-card"), self._passphrase())

    def _meant(self) -> tuple[Block, ...]:
        """Return a note that names the vault, if there are several."""
        if self._folder is None or not self._several:
            return ()
        vault = named(self._pack.first, self._door, self._folder)
        return (Note("calm", self._pack.labels.ways_in.meant.format(records=vault), key="meant"),)

    def _backup(self) -> tuple[Block, ...]:
        """Return the explanation of restoring, if no choice on the page gives it."""
        return () if self._folder else (Para(self._pack.labels.ways_in.restore_sub),)

    def _passphrase(self) -> Card:
        labels = self._pack.labels.ways_in
        return Card(
            (Heading(labels.new, labels.new_sub, level=2), *self._new.blocks(self._told.field, self._told.said)),
            key="new",
        )

    def _ways(self) -> Row:
        labels = self._pack.labels.ways_in
        back = Button(BACK, labels.back, icon="back", enabled=not self._busy)
        go = self._pack.first.lock.older if self._older else labels.go
        on = {
            CODE: Button(GO, labels.going if self._busy else go, "primary", enabled=not self._busy),
            KEY: Button(KEY_FILE, labels.choose, "primary", enabled=not self._busy),
            BACKUP: Button(RESTORE, labels.to_restore, "primary", enabled=not self._busy),
        }
        return Row((back, on.get(self._how, on[CODE])), ends=True, key="ways")
