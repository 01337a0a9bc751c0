"""The cover over an open vault: a PIN uncovers the page, three wrong PINs lock the vault."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.blocks import Button, Heading, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.session.pin_attempts import PinAttempts

if TYPE_CHECKING:
    from dasupport.content.pack import Pack


class PinCoverAction(StrEnum):
    """Keys of the buttons of this screen."""

    GO_ON = "continue"


class PinCoverField(StrEnum):
    """Keys of the fields of this screen."""

    PIN = "pin"


class PinCoverPresenter:
    """A neutral screen with a PIN field: nothing on it says what the program is for."""

    def __init__(
        self,
        pack: "Pack",
        run: JobRunner,
        fits: Callable[[str], bool],
        tries: PinAttempts,
        back: Callable[[], None],
        lock: Callable[[], None],
    ) -> None:
        self.on_change: Callable[[], None] = noop
        self._pack = pack
        self._run = run
        self._verify_pin = fits
        self._attempts = tries
        self._uncover = back
        self._lock = lock
        self._pin = ""
        self._is_busy = False

    def build_screen(self) -> Screen:
        labels = self._pack.labels.covered
        fault = labels.wrong if self._attempts.wrong_count else ""
        go_on = Button(PinCoverAction.GO_ON, labels.go_on, "primary", enabled=not self._is_busy)
        return Screen(
            f"covered:{self._attempts.wrong_count}",
            (
                Heading(labels.title),
                TextField(PinCoverField.PIN, labels.pin, self._pin, fault=fault, secret=True, width=14),
                Row((go_on,)),
            ),
            focus=PinCoverField.PIN,
            primary=PinCoverAction.GO_ON,
            centred=True,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=PinCoverField.PIN, text=text) | FieldLeft(key=PinCoverField.PIN, text=text):
                self._pin = text
            case Pressed(key=PinCoverAction.GO_ON) if self._pin and not self._is_busy:
                tried, self._pin, self._is_busy = self._pin, "", True
                self._run(lambda: self._verify_pin(tried), self._on_verified, lambda _: self._on_verified(False))
            case _:
                pass

    def _on_verified(self, right: bool) -> None:
        self._is_busy = False
        if not self._attempts.record_attempt(right=right):
            self._lock()
        elif right:
            self._uncover()
        else:
            self.on_change()
