"""Overlay with one refusal: what happened, and what to do next."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.ui.screen.blocks import Button, Note, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop


class RefusalAction(StrEnum):
    """Keys of the buttons of this screen."""

    CLOSE = "refusal-close"


class RefusalPresenter:
    """The overlay of one refusal: what happened, what to do, and a number if the log has details."""

    def __init__(self, say: str, do: str, number: str, close_label: str, close: Callable[[], None]) -> None:
        self.on_change: Callable[[], None] = noop
        self._words = (say, do, number)
        self._label = close_label
        self._close = close

    def build_screen(self) -> Screen:
        note = Note("stop", *self._words, key="refusal")
        ways = Row((Button(RefusalAction.CLOSE, self._label, "primary"),))
        return Screen(
            "refusal", (note, ways), focus=RefusalAction.CLOSE, primary=RefusalAction.CLOSE, back=RefusalAction.CLOSE
        )

    def handle(self, intent: Intent) -> None:
        if intent == Pressed(RefusalAction.CLOSE):
            self._close()
