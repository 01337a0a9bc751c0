"""The cover while no vault is open: a neutral screen."""

from collections.abc import Callable

from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.ui.screen.blocks import Button, Heading, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop


class CoverPresenter:
    """A neutral screen: nothing on it says what the program is for."""

    def __init__(self, first: LockScreenPack, leave: Callable[[], None]) -> None:
        self.on_change: Callable[[], None] = noop
        self._first = first
        self._leave = leave

    def build_screen(self) -> Screen:
        labels = self._first.cover
        go_on = Row((Button("continue", labels.go_on),))
        return Screen("cover", (Heading(labels.title), go_on), focus="continue", primary="continue", centred=True)

    def handle(self, intent: Intent) -> None:
        if intent == Pressed("continue"):
            self._leave()
