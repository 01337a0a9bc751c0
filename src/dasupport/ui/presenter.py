"""What stands behind a screen: it makes the picture and takes what the user did. No Qt."""

from collections.abc import Callable
from typing import Protocol

from dasupport.ui.blocks import Screen
from dasupport.ui.intents import Intent


class Presenter(Protocol):
    """Makes one screen. `on_change` is called when there is a new picture that nobody asked for."""

    on_change: Callable[[], None]

    def screen(self) -> Screen: ...

    def handle(self, intent: Intent) -> None: ...


def quiet() -> None:
    """What `on_change` does until a page listens."""
