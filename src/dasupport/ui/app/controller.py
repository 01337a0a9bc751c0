"""The app controller: one window that is locked, covered or unlocked. Loads nothing heavy before the lock screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from dasupport.refusal import Refusal
from dasupport.settings import Settings
from dasupport.ui.app.context import AppContext
from dasupport.ui.app.key_commands import KeyDispatcher
from dasupport.ui.app.locked import LockedController
from dasupport.ui.screens.access.cover import CoverPresenter
from dasupport.ui.screens.access.cover_with_pin import PinCoverPresenter
from dasupport.ui.screens.access.lock import LockPresenter
from dasupport.ui.screens.overlay.emergency import EmergencyPresenter
from dasupport.ui.screens.overlay.refusal import RefusalPresenter
from dasupport.ui.theme import Theme
from dasupport.ui.window.main_window import MainWindow, WindowCallbacks
from dasupport.ui.window.page_view import PageView

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault
    from dasupport.platform.device_check import DeviceState
    from dasupport.platform.screen_capture import CaptureSetting
    from dasupport.ui.app.unlocked import UnlockedController
    from dasupport.ui.screen.presenter import Presenter
    from dasupport.ui.screen.routes import Route
    from dasupport.ui.session.context import SessionContext

COVER_PRESENTERS = (CoverPresenter, PinCoverPresenter)


class AppController:
    """One program with one window."""

    def __init__(self, app: QApplication, house: AppContext, settings: Settings) -> None:
        self.app = app
        self.app_context = house
        self.settings = settings
        self.unlocked_controller: UnlockedController | None = None
        self.capture_setting: CaptureSetting | None = None
        """The screen capture setting of the windows; None until the lock screen is shown."""
        self.device_state: DeviceState | None = None
        """Result of the device check; None until it has run."""
        self.words_lost = False
        """True if the last lock could not save some words anywhere: the lock screen says so until it is unlocked."""
        self.loss_unreported = False
        """True if words were lost at the last lock and no lock screen has said so yet."""
        self.is_shutting_down = False
        """True if the operating system is ending the program: it will not be started again to report anything."""
        self._locked_page: PageView | None = None
        self.locked_controller = LockedController(self)
        self.window = self._make_window(self._apply_theme())

    @property
    def page(self) -> PageView | None:
        """The page view that is open."""
        return (
            self.unlocked_controller.page
            if self.unlocked_controller and not self.unlocked_controller.is_covered
            else self._locked_page
        )

    @property
    def session_context(self) -> "SessionContext | None":
        """The context of the unlocked program; None while it is locked."""
        return self.unlocked_controller.context if self.unlocked_controller else None

    def set_device_state(self, laptop: "DeviceState") -> None:
        """Store the result of the device check, which the home page reports if there is a problem."""
        self.device_state = laptop
        if self.unlocked_controller:
            self.unlocked_controller.context.device_state = laptop

    def start_locked(self, *, renewed: bool = False) -> None:
        """Show the lock screen before anything heavy is loaded; if `renewed`, it says that all keys were replaced."""
        self.locked_controller.announce_new_keys = renewed
        self.show_lock_screen()
        self.window.show()

    def start_covered(self, *, renewed: bool = False) -> None:
        """Show the neutral screen first: the previous process was covered, and ended with all it held."""
        self.locked_controller.announce_new_keys = renewed
        self.show_locked_page(CoverPresenter(self.app_context.lock_screen_pack, self.show_lock_screen))
        self.window.show()

    @property
    def locked_presenter(self) -> "Presenter | None":
        """The presenter shown before unlocking, or behind Cover."""
        return self._locked_page.presenter if self._locked_page else None

    def show_lock_screen(self) -> None:
        """Show the lock screen in this window. After a lock, the real program starts a new process instead."""
        self.locked_controller.show_lock_screen()

    @property
    def _may_be_seen_by_others(self) -> bool:
        """True if others may see this screen: it then says nothing about the purpose of the program."""
        return isinstance(self.locked_presenter, COVER_PRESENTERS) or (
            self.unlocked_controller is not None and self.unlocked_controller.is_facing_person
        )

    def go(self, route: "Route") -> None:
        """Go to a page of the unlocked program; does nothing while it is locked."""
        if self.unlocked_controller:
            self.unlocked_controller.go(route)

    def cover(self) -> None:
        """Hide everything at once behind a neutral screen.

        The vault stays open there only if a PIN can bring the page back. Covering again locks.
        """
        self.window.dismiss_dialogs()
        if self.unlocked_controller and self.unlocked_controller.is_covered:
            self.lock()
        elif self.unlocked_controller and self.unlocked_controller.context.has_pin:
            self._cover_with_pin(self.unlocked_controller)
        else:
            afresh = self.app_context.relaunch_covered if self.unlocked_controller else None
            self._close_unlocked()
            self.show_locked_page(CoverPresenter(self.app_context.lock_screen_pack, self.app_context.relaunch_locked))
            if afresh:
                self.window.repaint()
                afresh()

    def lock(self) -> None:
        """Save the typed text, close the vault, and start again at the lock screen.

        Nothing private is visible meanwhile, however long the vault takes. A vault being opened is released.
        """
        if self.unlocked_controller:
            self._lock_and_relaunch(self.app_context.relaunch_locked)
        elif self.locked_controller.code_may_be_visible or self.locked_controller.is_opening:
            self.show_lock_screen()

    def lock_after_rekey(self) -> None:
        """Lock after all keys were replaced, without revealing it to others.

        Behind Cover the neutral screen stays until it is lifted or locked. Facing the person, Cover comes up.
        """
        if self.unlocked_controller and self.unlocked_controller.is_facing_person:
            self.cover()
        elif self.unlocked_controller and not self.unlocked_controller.is_covered:
            self.lock()

    def _lock_and_relaunch(self, relock: Callable[[], None]) -> None:
        self.window.dismiss_dialogs()
        self._close_unlocked()
        self.show_locked_page(CoverPresenter(self.app_context.lock_screen_pack, relock))
        self.window.repaint()
        relock()

    def _cover_with_pin(self, inside: "UnlockedController") -> None:
        office = inside.context
        inside.suspend()
        page = PinCoverPresenter(
            office.pack,
            self.app_context.run_job,
            office.open_vault.cover_pin.verify_pin,
            office.pin_attempts,
            lambda: self._uncover(inside, page),
            office.lock_out,
        )
        self.show_locked_page(page)
        office.retry_saves()

    def _uncover(self, inside: "UnlockedController", page: PinCoverPresenter) -> None:
        """Go back to the page after a correct PIN, unless the program was locked or covered again meanwhile.

        If all keys were replaced behind Cover, lock instead: the vault is closed.
        """
        if self.unlocked_controller is not inside or self.locked_presenter is not page:
            return
        if inside.context.open_vault.keys.is_rotated:
            self.lock()
        else:
            self._locked_page = None
            inside.resume()

    def save_typed_text(self) -> None:
        """Save the typed text and stay open: the system asks every program before it logs out."""
        if self.unlocked_controller and self.unlocked_controller.page:
            self.unlocked_controller.page.flush()
            self.unlocked_controller.context.retry_saves()

    def begin_shutdown(self) -> None:
        """Note that the operating system is ending this program, or all programs."""
        self.is_shutting_down = True

    def close_program(self) -> None:
        """Save the typed text and close the vault: the window was closed."""
        self._close_unlocked()
        self._locked_page = None
        self.window.stop_watching()

    def show_emergency(self) -> None:
        """Show the emergency card, from any page; facing the person or covered, only its plain lines."""
        turned = self._may_be_seen_by_others
        first, organisation = self.app_context.lock_screen_pack, self.settings.organisation
        self.window.show_overlay(
            lambda close: EmergencyPresenter(first, organisation, close, plain=turned), middle=True
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refusal and what to do next; nothing is shown while facing the person, or covered."""
        if self._may_be_seen_by_others:
            return
        first = self.app_context.lock_screen_pack
        number = first.window.fault.format(number=refusal.number) if refusal.number else ""
        say, do = self.app_context.vault_access.refusal_sentence(refusal.item)
        self.window.show_overlay(lambda close: RefusalPresenter(say, do, number, first.card.close, close), middle=True)

    def change_settings(self, settings: Settings) -> None:
        """Save settings, and apply the theme if it has changed."""
        looks = settings.appearance != self.settings.appearance
        settings = settings.merge_with_disk(self.settings)
        self.settings = settings
        try:
            settings.write()
        except OSError:
            self.show_refusal(Refusal("V-READ-ONLY"))
        self.window.idle_timer.set_limit(settings.auto_lock.idle)
        if looks:
            self.window.apply_theme(self._apply_theme())
        if self.unlocked_controller:
            self.unlocked_controller.apply_settings(settings, looks=looks)

    def show_locked_page(self, presenter: "Presenter") -> None:
        """Show a page before unlocking, after a lock, or as Cover. The previous page is destroyed."""
        self._locked_page = self.window.show_bare_page(presenter, openly=True)

    def refresh_lock_screen(self) -> None:
        """Show the lock screen anew: it was shown before all it has to report was known."""
        if isinstance(self.locked_presenter, LockPresenter):
            self.show_lock_screen()

    def show_unlocked(self, unlocked: "OpenVault", asked: "Presenter") -> None:
        """Show the unlocked program, if the page that asked for it is still shown.

        After Cover, a lock, or closing the window nobody waits for the vault any more: it is closed and not shown.
        """
        from dasupport.ui.app.unlocked import UnlockedController

        if self.locked_presenter is not asked:
            self.app_context.run_job(
                unlocked.close, lambda _: self.locked_controller.refresh_first_run(), lambda _: None
            )
            return
        self.unlocked_controller = UnlockedController(self, unlocked)
        self._locked_page, self.locked_controller.code_may_be_visible, self.words_lost = None, False, False
        self.loss_unreported = False
        self.window.idle_timer.set_limit(self.settings.auto_lock.idle)
        self.window.idle_timer.set_running(on=True)
        self.unlocked_controller.show_first_page()

    def _close_unlocked(self) -> None:
        """Have the page save its text, then close the vault on its own thread, without asking."""
        inside, self.unlocked_controller = self.unlocked_controller, None
        self.locked_controller.set_code_visible(on=False)
        if inside:
            inside.save_and_close()

    def _on_minimised(self) -> None:
        if self.settings.auto_lock.minimise:
            self.lock()

    def _apply_theme(self) -> Theme:
        looks = self.settings.appearance
        theme = Theme(self.app_context.resources, looks.look, looks.scale)
        theme.apply(self.app)
        return theme

    def _make_window(self, theme: Theme) -> MainWindow:
        training = self.app_context.realm == "training"
        wiring = WindowCallbacks(
            self.app_context.lock_screen_pack,
            training,
            self.cover,
            self.lock,
            self.close_program,
            KeyDispatcher(self).handle_key,
            self._on_minimised,
        )
        return MainWindow(self.app, theme, wiring)
