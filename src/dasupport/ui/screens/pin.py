"""Page that sets the PIN of the cover, typed twice, or removes it."""

from collections.abc import Callable

from dasupport.refusal import Refusal
from dasupport.ui.blocks import Button, Card, Field, Heading, Note, Row, Screen
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Settings
from dasupport.ui.screens.beside import NOTHING, beside

NEW, AGAIN, KEEP, DROP, BACK = "pin-new", "pin-again", "pin-keep", "pin-drop", "back"


class PinPage:
    """The page with two fields for the PIN, and what the cover does with and without one."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._typed = {NEW: "", AGAIN: ""}
        self._told = NOTHING
        self._done = ""
        self._round = 0

    def screen(self) -> Screen:
        labels = self.office.pack.labels.pin
        has = self.office.unlocked.cover_pin.has_pin
        drop = (Button(DROP, labels.drop, "quiet"),) if has else ()
        new = labels.change if has else labels.new
        return Screen(
            f"pin:{self._round}",
            (
                Heading(labels.title, labels.sub),
                Card(
                    (
                        *((Note("good", self._done, key="done"),) if self._done else self._told.above(NEW)),
                        Field(NEW, new, self._typed[NEW], labels.hint, self._told.under(NEW), secret=True, width=14),
                        Field(AGAIN, labels.again, self._typed[AGAIN], secret=True, width=14),
                        Row((Button(KEEP, labels.keep, "primary"), *drop)),
                    ),
                    key="pin",
                ),
                Row((Button(BACK, labels.back, icon="back"),), key="ways"),
            ),
            focus=NEW,
            primary=KEEP,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        covering = self.office.unlocked.cover_pin
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Pressed(key="pin-keep"):
                wanted, again = self._typed[NEW], self._typed[AGAIN]
                labels = self.office.pack.labels.pin
                self.office.run(
                    lambda: covering.set_pin(wanted, again), lambda _: self._did(labels.kept), self._not_done
                )
            case Pressed(key="pin-drop"):
                labels = self.office.pack.labels.pin
                self.office.run(covering.remove_pin, lambda _: self._did(labels.dropped), self._not_done)
            case Pressed(key="back"):
                self.office.go(Settings())
            case _:
                pass

    def _did(self, done: str) -> None:
        self._done, self._told = done, NOTHING
        self._anew()

    def _not_done(self, refusal: Refusal) -> None:
        self._done = ""
        self._told = beside(self.office.pack, refusal.item, NEW, of_field=refusal.item.startswith("PIN-"))
        self._anew()

    def _anew(self) -> None:
        """Clear both fields and redraw, whether the PIN was accepted or refused."""
        self._typed = {NEW: "", AGAIN: ""}
        self._round += 1
        self.on_change()
