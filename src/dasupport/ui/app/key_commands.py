"""Global keyboard shortcuts that work locked or unlocked; those of the unlocked program go on to its commands."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dasupport.ui.app.controller import AppController


class KeyDispatcher:
    """Runs the action of each global shortcut, by its name."""

    def __init__(self, shell: "AppController") -> None:
        self._app = shell

    def handle_key(self, name: str) -> None:
        """Run the action of a shortcut."""
        shell = self._app
        if name == "close" and shell.window.overlay_page:
            shell.window.close_overlay()
        elif name == "emergency":
            shell.show_emergency()
        elif name in ("primary", "next", "back"):
            self._press_button(name)
        elif name == "lock":
            shell.lock()
        elif shell.unlocked_controller:
            shell.unlocked_controller.commands.handle_key(name)

    def _press_button(self, name: str) -> None:
        page = self._app.window.overlay_page or self._app.page
        if page is None:
            return
        screen = page.shown_screen
        ways = {"back": screen.back, "next": screen.onward or screen.primary, "primary": screen.primary}
        wanted = ways[name]
        if wanted:
            page.press_button(wanted)
