"""Ports: the few things a page or a controller may ask of the program around it. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dasupport.platform.device_check import DeviceState, TargetFolder
    from dasupport.platform.screen_capture import CaptureSetting
    from dasupport.refusal import Refusal
    from dasupport.ui.screen.routes import Route


class Navigation(Protocol):
    """Goes from page to page of the unlocked program."""

    def go(self, route: "Route") -> None:
        """Go to a page; the text typed on the current page is saved first."""

    def come_back(self, route: "Route") -> None:
        """Leave the view for the person: after the passphrase or the PIN, and in no other way."""


class Locking(Protocol):
    """Takes everything private off the screen."""

    def lock(self) -> None:
        """Save the typed text, close the vault, and start again at the lock screen."""

    def cover(self) -> None:
        """Hide everything at once behind a neutral screen."""

    def lock_after_rekey(self) -> None:
        """Lock after all keys were replaced and the vault was closed; the lock screen says so."""


class Notices(Protocol):
    """Shows what may be shown locked or unlocked."""

    def show_emergency(self) -> None:
        """Show the emergency card, from any page."""

    def show_refusal(self, refusal: "Refusal") -> None:
        """Show a refusal and what to do next."""


class Overlays(Protocol):
    """Shows what lies over a page of the unlocked program."""

    def ask_passphrase(self, right: Callable[[], None], left: Callable[[], None]) -> None:
        """Ask for the passphrase; call `right` if it was correct, `left` if it was not given."""

    def show_refusal(self, refusal: "Refusal") -> None:
        """Show a refusal, unless it says only that the passphrase was not given."""

    def show_not_saved(self, refusal: "Refusal") -> None:
        """Show that the vault refused words, and where else they can be saved."""

    def show_damaged(self) -> None:
        """Show that the records are damaged."""

    def show_guide(self) -> None:
        """Show the guide, with the cards for the open page first."""


class FileDialogs(Protocol):
    """Asks for files, and for what is known about the folder of one."""

    def ask_save_path(self, title: str, kind: str, name: str, suffix: str) -> Path | None:
        """Ask for the path of a file to save; None if the user cancels."""

    def ask_open_path(self, title: str, kind: str) -> Path | None:
        """Ask for an existing file; None if the user cancels."""

    def check_target_folder(self, file: Path) -> "TargetFolder":
        """Return what is known about the folder a file is to be written to: removable, synced or remote."""


class Device(Protocol):
    """Tells what is known about the computer by now; both are found out after the lock screen is shown."""

    @property
    def state(self) -> "DeviceState | None":
        """Result of the device check; None until it has run."""

    @property
    def capture(self) -> "CaptureSetting | None":
        """The screen capture setting of the windows; None until the lock screen is shown."""
