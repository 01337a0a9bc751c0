"""Global keyboard shortcuts that work locked or unlocked; those of the unlocked program go on to its commands."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dasupport.ui.shell import Shell


class Keyboard:
    """Runs the action of each global shortcut, by its name."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell

    def key(self, name: str) -> None:
        """Run the action of a shortcut."""
        shell = self._shell
        if name == "close" and shell.window.overlaid:
            shell.window.close_overlay()
        elif name == "emergency":
            shell.emergency()
        elif name in ("primary", "next", "back"):
            self._press(name)
        elif name == "lock":
            shell.lock()
        elif shell.inside:
            shell.inside.steering.key(name)

    def _press(self, name: str) -> None:
        page = self._shell.window.overlaid or self._shell.page
        if page is None:
            return
        screen = page.screen_shown
        ways = {"back": screen.back, "next": screen.onward or screen.primary, "primary": screen.primary}
        wanted = ways[name]
        if wanted:
            page.press(wanted)
