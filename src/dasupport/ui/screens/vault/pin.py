"""Page that sets the PIN of the cover, typed twice, or removes it."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.refusal import Refusal
from dasupport.ui.screen.blocks import Button, Card, Heading, Note, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Settings
from dasupport.ui.screens.access.refusal_place import NO_REFUSAL, place_refusal
from dasupport.ui.session.context import SessionContext


class PinAction(StrEnum):
    """Keys of the buttons of this screen."""

    SAVE = "pin-keep"
    REMOVE = "pin-drop"
    BACK = "back"


NEW, REPEAT = "pin-new", "pin-again"


class PinPresenter:
    """The page with two fields for the PIN, and what the cover does with and without one."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._typed = {NEW: "", REPEAT: ""}
        self._refusal = NO_REFUSAL
        self._success_text = ""
        self._revision = 0

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.pin
        has = self.context.open_vault.cover_pin.has_pin
        drop = (Button(PinAction.REMOVE, labels.drop, "quiet"),) if has else ()
        new = labels.change if has else labels.new
        return Screen(
            f"pin:{self._revision}",
            (
                Heading(labels.title, labels.sub),
                Card(
                    (
                        *(
                            (Note("good", self._success_text, key="done"),)
                            if self._success_text
                            else self._refusal.notes_above(NEW)
                        ),
                        TextField(
                            NEW,
                            new,
                            self._typed[NEW],
                            labels.hint,
                            self._refusal.text_under(NEW),
                            secret=True,
                            width=14,
                        ),
                        TextField(REPEAT, labels.again, self._typed[REPEAT], secret=True, width=14),
                        Row((Button(PinAction.SAVE, labels.keep, "primary"), *drop)),
                    ),
                    key="pin",
                ),
                Row((Button(PinAction.BACK, labels.back, icon="back"),), key="ways"),
            ),
            focus=NEW,
            primary=PinAction.SAVE,
            back=PinAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        covering = self.context.open_vault.cover_pin
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Pressed(key=PinAction.SAVE):
                wanted, again = self._typed[NEW], self._typed[REPEAT]
                labels = self.context.pack.labels.pin
                self.context.run_job(
                    lambda: covering.set_pin(wanted, again), lambda _: self._on_done(labels.kept), self._on_refused
                )
            case Pressed(key=PinAction.REMOVE):
                labels = self.context.pack.labels.pin
                self.context.run_job(covering.remove_pin, lambda _: self._on_done(labels.dropped), self._on_refused)
            case Pressed(key=PinAction.BACK):
                self.context.go(Settings())
            case _:
                pass

    def _on_done(self, done: str) -> None:
        self._success_text, self._refusal = done, NO_REFUSAL
        self._clear_fields()

    def _on_refused(self, refusal: Refusal) -> None:
        self._success_text = ""
        self._refusal = place_refusal(self.context.pack, refusal.item, NEW, of_field=refusal.item.startswith("PIN-"))
        self._clear_fields()

    def _clear_fields(self) -> None:
        """Clear both fields and redraw, whether the PIN was accepted or refused."""
        self._typed = {NEW: "", REPEAT: ""}
        self._revision += 1
        self.on_change()
