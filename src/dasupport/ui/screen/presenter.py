"""The presenter of a screen: it builds the screen value and handles the user's intents. No Qt."""

from collections.abc import Callable
from typing import Protocol

from dasupport.ui.screen.blocks import Screen
from dasupport.ui.screen.intents import Intent


class Presenter(Protocol):
    """Builds one screen. Calls `on_change` when the screen has changed without an intent, as after a job."""

    on_change: Callable[[], None]

    def build_screen(self) -> Screen:
        """Return the screen as it is to be drawn now."""

    def handle(self, intent: Intent) -> None:
        """Take in what the user did; the page view redraws afterwards."""


def noop() -> None:
    """Do nothing: the value of `on_change` while no page view listens."""
