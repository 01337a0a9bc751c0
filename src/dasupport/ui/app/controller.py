"""The app controller: one window that is locked, covered or unlocked. Loads nothing heavy before the lock screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.settings import Settings
from dasupport.ui.app.commands import run_window_command
from dasupport.ui.app.context import AppContext, DeviceReport
from dasupport.ui.app.locked import LockedController
from dasupport.ui.app.notices import NoticeController
from dasupport.ui.app.preferences import Preferences
from dasupport.ui.app.state import NOTHING_TO_TELL, AppState, LockReport, StateMachine
from dasupport.ui.screens.access.cover import CoverPresenter
from dasupport.ui.screens.access.cover_with_pin import PinCoverPresenter
from dasupport.ui.theme import Theme
from dasupport.ui.window.main_window import MainWindow, WindowCallbacks
from dasupport.ui.window.page_view import PageView

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault
    from dasupport.ui.app.unlocked import UnlockedController
    from dasupport.ui.screen.presenter import Presenter
    from dasupport.ui.screen.routes import Route
    from dasupport.ui.session.context import SessionContext


class AppController:
    """One program with one window."""

    def __init__(self, app: QApplication, context: AppContext, settings: Settings) -> None:
        self.app = app
        self.app_context = context
        self.device = DeviceReport()
        self.unlocked_controller: UnlockedController | None = None
        self._states = StateMachine()
        self._preferences = Preferences(settings, lambda: self.show_refusal(Refusal(RefusalId.V_READ_ONLY)))
        self.window = self._make_window(self._apply_theme())
        self._notices = NoticeController(self.window, context, self._preferences, self._states)
        self.locked_controller = LockedController(
            self.window, context, self._preferences, self._states, self._notices, self.show_unlocked
        )
        self.show_emergency = self._notices.show_emergency
        self.show_refusal = self._notices.show_refusal
        self.show_lock_screen = self.locked_controller.show_lock_screen

    @property
    def state(self) -> AppState:
        """The state the application is in."""
        return self._states.state

    @property
    def settings(self) -> Settings:
        """The settings in force now."""
        return self._preferences.current

    @property
    def page(self) -> PageView | None:
        """The page view that is open."""
        unlocked = self.unlocked_controller
        return unlocked.page if unlocked and self.state is not AppState.COVERED else self.locked_controller.page

    @property
    def session_context(self) -> "SessionContext | None":
        """The context of the unlocked program; None while it is locked."""
        return self.unlocked_controller.context if self.unlocked_controller else None

    @property
    def locked_presenter(self) -> "Presenter | None":
        """The presenter shown before unlocking, or behind Cover."""
        return self.locked_controller.presenter

    @property
    def report(self) -> LockReport:
        """What is still to be told by a lock screen of this process or of the next."""
        return self.locked_controller.report

    def start_locked(self, report: LockReport = NOTHING_TO_TELL) -> None:
        """Show the lock screen before anything heavy is loaded; it tells what the previous process left to tell."""
        self.locked_controller.add_report(report)
        self.show_lock_screen()
        self.window.show()

    def start_covered(self, report: LockReport = NOTHING_TO_TELL) -> None:
        """Show the neutral screen first: the previous process was covered, and ended with all it held."""
        self.locked_controller.add_report(report)
        self._show_cover(self.show_lock_screen)
        self.window.show()

    def go(self, route: "Route") -> None:
        """Go to a page of the unlocked program; does nothing while it is locked."""
        if self.unlocked_controller:
            self.unlocked_controller.go(route)

    def run_command(self, name: str) -> None:
        """Run a keyboard shortcut, by its name."""
        commands = self.unlocked_controller.commands if self.unlocked_controller else None
        run_window_command(name, self.window, self.page, self, self._notices, commands)

    def cover(self) -> None:
        """Hide everything at once behind a neutral screen.

        The vault stays open there only if a PIN can bring the page back. Covering again locks.
        """
        self.window.dismiss_dialogs()
        unlocked = self.unlocked_controller
        if unlocked and self.state is AppState.COVERED:
            self.lock()
        elif unlocked and unlocked.context.has_pin:
            self._cover_with_pin(unlocked)
        else:
            afresh = self.app_context.relaunch_covered if unlocked else None
            self._close_unlocked()
            self._show_cover(self.app_context.relaunch_locked)
            if afresh:
                self.window.repaint()
                afresh()

    def lock(self) -> None:
        """Save the typed text, close the vault, and start again at the lock screen.

        Nothing private is visible meanwhile, however long the vault takes. A vault being opened is released.
        """
        if self.unlocked_controller:
            self.window.dismiss_dialogs()
            self._close_unlocked()
            self._show_cover(self.app_context.relaunch_locked)
            self.window.repaint()
            self.app_context.relaunch_locked()
        elif self.locked_controller.has_something_to_hide:
            self.show_lock_screen()

    def lock_after_rekey(self) -> None:
        """Lock after all keys were replaced, without revealing it to others.

        Behind Cover the neutral screen stays until it is lifted or locked. Facing the person, Cover comes up.
        """
        if self.state is AppState.FACING_PERSON:
            self.cover()
        elif self.state is AppState.UNLOCKED:
            self.lock()

    def _show_cover(self, leave: Callable[[], None]) -> None:
        self.locked_controller.show_neutral(CoverPresenter(self.app_context.lock_screen_pack, leave))

    def _cover_with_pin(self, unlocked: "UnlockedController") -> None:
        context = unlocked.context
        unlocked.suspend()
        page = PinCoverPresenter(
            context.pack,
            self.app_context.run_job,
            context.open_vault.cover_pin.verify_pin,
            context.work.pin_attempts,
            lambda: self._uncover(unlocked, page),
            context.lock_out,
        )
        self.locked_controller.show_page(page)
        context.work.retry_saves()

    def _uncover(self, unlocked: "UnlockedController", page: PinCoverPresenter) -> None:
        """Go back to the page after a correct PIN, unless the program was locked or covered again meanwhile.

        If all keys were replaced behind Cover, lock instead: the vault is closed.
        """
        if self.unlocked_controller is not unlocked or self.locked_presenter is not page:
            return
        if unlocked.context.open_vault.keys.is_rotated:
            self.lock()
        else:
            self.locked_controller.drop_page()
            unlocked.resume()

    def save_typed_text(self) -> None:
        """Save the typed text and stay open: the system asks every program before it logs out."""
        if self.unlocked_controller:
            self.unlocked_controller.save_typed_text()

    def begin_shutdown(self) -> None:
        """Note that the operating system is ending this program, or all programs."""
        self.locked_controller.add_report(LockReport(is_final=True))

    def close_program(self) -> None:
        """Save the typed text and close the vault: the window was closed."""
        self._close_unlocked()
        self.locked_controller.drop_page()
        self.window.stop_watching()

    def change_settings(self, settings: Settings) -> None:
        """Save settings, and apply the theme if it has changed."""
        other_look = self._preferences.change(settings)
        self.window.idle_timer.set_limit(self.settings.auto_lock.idle)
        if other_look:
            self.window.apply_theme(self._apply_theme())
            if self.unlocked_controller:
                self.unlocked_controller.redraw_all()

    def show_unlocked(self, vault: "OpenVault", asked: "Presenter") -> None:
        """Show the unlocked program, if the page that asked for it is still shown.

        After Cover, a lock, or closing the window nobody waits for the vault any more: it is closed and not shown.
        """
        from dasupport.ui.app.unlocked import UnlockedController

        if self.locked_presenter is not asked:
            self.app_context.run_job(vault.close, lambda _: self.locked_controller.refresh_first_run(), lambda _: None)
            return
        self.unlocked_controller = UnlockedController(
            vault,
            self.app,
            self.window,
            self.app_context,
            self._preferences,
            self._states,
            self.device,
            self,
            self._notices,
            self.change_settings,
        )
        self.locked_controller.leave()
        self.window.idle_timer.set_limit(self.settings.auto_lock.idle)
        self.window.idle_timer.set_running(on=True)
        self.unlocked_controller.show_first_page()

    def _close_unlocked(self) -> None:
        """Have the page save its text, then close the vault on its own thread, without asking."""
        unlocked, self.unlocked_controller = self.unlocked_controller, None
        self.locked_controller.set_code_visible(on=False)
        self._states.release()
        if unlocked:
            unlocked.save_and_close(self.locked_controller.add_report, self.locked_controller.refresh_lock_screen)

    def _on_minimised(self) -> None:
        if self.settings.auto_lock.minimise:
            self.lock()

    def _apply_theme(self) -> Theme:
        looks = self.settings.appearance
        theme = Theme(self.app_context.resources, looks.look, looks.scale)
        theme.apply(self.app)
        return theme

    def _make_window(self, theme: Theme) -> MainWindow:
        wiring = WindowCallbacks(
            self.app_context.lock_screen_pack,
            self.app_context.realm == Realm.TRAINING,
            self.cover,
            self.lock,
            self.close_program,
            self.run_command,
            self._on_minimised,
        )
        return MainWindow(self.app, theme, wiring)
