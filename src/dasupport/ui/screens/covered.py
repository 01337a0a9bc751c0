"""The cover over an open vault: a PIN uncovers the page, three wrong PINs lock the vault."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dasupport.ui.blocks import Button, Field, Heading, Row, Screen
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run
from dasupport.ui.tries import Tries

if TYPE_CHECKING:
    from dasupport.content.pack import Pack

PIN, GO_ON = "pin", "continue"


class CoveredPage:
    """A neutral screen with a PIN field: nothing on it says what the program is for."""

    def __init__(
        self,
        pack: "Pack",
        run: Run,
        fits: Callable[[str], bool],
        tries: Tries,
        back: Callable[[], None],
        lock: Callable[[], None],
    ) -> None:
        self.on_change: Callable[[], None] = quiet
        self._pack = pack
        self._run = run
        self._fits = fits
        self._tries = tries
        self._back = back
        self._lock = lock
        self._pin = ""
        self._busy = False

    def screen(self) -> Screen:
        labels = self._pack.labels.covered
        fault = labels.wrong if self._tries.wrong else ""
        go_on = Button(GO_ON, labels.go_on, "primary", enabled=not self._busy)
        return Screen(
            f"covered:{self._tries.wrong}",
            (
                Heading(labels.title),
                Field(PIN, labels.pin, self._pin, fault=fault, secret=True, width=14),
                Row((go_on,)),
            ),
            focus=PIN,
            primary=GO_ON,
            centred=True,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key="pin", text=text) | Left(key="pin", text=text):
                self._pin = text
            case Pressed(key="continue") if self._pin and not self._busy:
                tried, self._pin, self._busy = self._pin, "", True
                self._run(lambda: self._fits(tried), self._answered, lambda _: self._answered(False))
            case _:
                pass

    def _answered(self, right: bool) -> None:
        self._busy = False
        if not self._tries.counted(right=right):
            self._lock()
        elif right:
            self._back()
        else:
            self.on_change()
