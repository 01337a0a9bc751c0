"""Commands, run by keyboard shortcuts and by the navigation rail."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dasupport.ui.screen.blocks import iter_button_keys

if TYPE_CHECKING:
    from dasupport.ui.screen.ports import Locking, Notices
    from dasupport.ui.screen.routes import Route
    from dasupport.ui.session.chrome import RailItem
    from dasupport.ui.window.main_window import MainWindow
    from dasupport.ui.window.page_view import PageView

BUTTON_COMMANDS = ("primary", "next", "back")
Goal = Callable[[], "Route | None"]


class CommandDispatcher:
    """Runs the commands of the unlocked program: goals are routes to go to, acts are done on the page."""

    def __init__(
        self,
        locking: "Locking",
        go: Callable[["Route"], None],
        goals: Mapping[str, Goal],
        acts: Mapping[str, Callable[[], None]],
        is_private: Callable[[], bool],
    ) -> None:
        self._locking = locking
        self._go = go
        self._goals = goals
        self._acts = acts
        self._is_private = is_private

    def run(self, name: str) -> None:
        """Run a shortcut of the workspace; facing the person, or covered, none has an effect."""
        if not self._is_private():
            return
        if name in self._acts:
            self._acts[name]()
        elif name in self._goals and (route := self._goals[name]()) is not None:
            self._go(route)

    def run_rail_item(self, item: "RailItem") -> None:
        """Run an item of the navigation rail."""
        if item.route is not None:
            self._go(item.route)
        elif item.key in self._acts:
            self._acts[item.key]()
        else:
            self._locking.lock()


def run_window_command(
    name: str,
    window: "MainWindow",
    page: "PageView | None",
    locking: "Locking",
    notices: "Notices",
    unlocked: CommandDispatcher | None,
) -> None:
    """Run a shortcut that works locked or unlocked; all others go on to the unlocked program, if there is one."""
    if name == "close" and window.overlay_page:
        window.close_overlay()
    elif name == "emergency":
        notices.show_emergency()
    elif name in BUTTON_COMMANDS:
        press_screen_button(window.overlay_page or page, name)
    elif name == "lock":
        locking.lock()
    elif unlocked:
        unlocked.run(name)


def press_screen_button(page: "PageView | None", name: str) -> None:
    """Press the button that a screen names as its primary button, or as the one that leads on or back."""
    if page is None:
        return
    screen = page.shown_screen
    wanted = {"back": screen.back, "next": screen.onward or screen.primary, "primary": screen.primary}[name]
    if wanted:
        page.press_button(wanted)


def press_first_button(page: "PageView | None", prefix: str) -> None:
    """Press the first button of a page whose key begins with `prefix`, if there is one."""
    if page:
        for key in iter_button_keys(page.shown_screen.blocks):
            if key.startswith(prefix):
                page.press_button(key)
                return
