"""The unlocked program: shows routes in the window; dropped as a whole when the program locks."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer

from dasupport.casework.roles import Act
from dasupport.casework.steps import find_neighbours
from dasupport.platform.device_check import check_target_folder
from dasupport.refusal import Refusal
from dasupport.settings import COVER_AFTER_MINUTE, Settings
from dasupport.ui.app.commands import CommandDispatcher
from dasupport.ui.app.overlays import OverlayController
from dasupport.ui.app.page_factory import PageFactory
from dasupport.ui.background.reauth import ReauthRunner
from dasupport.ui.background.run import discard
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.routes import FacingPerson, Home, InSession, RecoveryCode, RescueFile, Route, SealedSession
from dasupport.ui.screens.access.cover import CoverPresenter
from dasupport.ui.session.context import SessionContext
from dasupport.ui.window.clipboard_guard import ClipboardGuard
from dasupport.ui.window.file_dialogs import ask_open_path, ask_save_path
from dasupport.ui.window.focus_loss import FocusLossWatcher
from dasupport.ui.window.page_view import PageView
from dasupport.ui.window.view_position import ViewPosition, get_position, restore_position
from dasupport.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault
    from dasupport.casework.rescue_outcome import RecoveredText
    from dasupport.ui.app.controller import AppController

PREPARE_DELAY = 120
"""Milliseconds after a page is shown before it is saved as the open page, and the next page is prepared."""


class SuspendedPage(NamedTuple):
    """The page that was open when Cover came up. Its widgets are destroyed; only its presenter is kept."""

    route: Route
    presenter: Presenter
    position: ViewPosition


class UnlockedController:
    """Everything between unlocking and locking."""

    def __init__(self, shell: "AppController", unlocked: "OpenVault") -> None:
        house = shell.app_context
        self._app = shell
        self._overlays = OverlayController(shell, self)
        run = ReauthRunner(house.run_job, self._overlays.ask_passphrase, self._overlays.show_damaged)
        self.context = SessionContext(
            unlocked, house.load_pack(), shell.settings.organisation, run, house.now, house.new_id
        )
        self.context.device_state, self.context.capture_setting, self.context.check_target_folder = (
            shell.device_state,
            shell.capture_setting,
            check_target_folder,
        )
        self.context.go, self.context.come_back = self.go, self.come_back
        self.context.show_refusal, self.context.on_status_change, self.context.lock = (
            self._overlays.show_refusal,
            self._show_save_status,
            shell.lock,
        )
        self.context.lock_after_rekey = shell.lock_after_rekey
        self.context.ask_save_path = partial(ask_save_path, shell.window)
        self.context.ask_open_path, self.context.show_not_saved = (
            partial(ask_open_path, shell.window),
            self._overlays.show_not_saved,
        )
        self._page_factory = PageFactory(shell, self.context)
        self.page: PageView | None = None
        self.workspace: Workspace | None = None
        """The workspace around a page, while a page of it is shown."""
        self.commands = CommandDispatcher(shell, self, self._overlays)
        self.clipboard_guard = ClipboardGuard()
        self.focus_watcher = FocusLossWatcher(
            shell.app, lambda: shell.settings.auto_lock.away, lambda: shell.window.is_file_dialog_open
        )
        self.focus_watcher.focus_lost.connect(self._on_focus_lost)
        self.focus_watcher.focus_returned.connect(shell.window.restore_body)
        self.route: Route = Home()
        self._suspended: SuspendedPage | None = None

    @property
    def is_facing_person(self) -> bool:
        """True while the laptop is turned to the person."""
        return isinstance(self.route, FacingPerson)

    @property
    def is_covered(self) -> bool:
        """True while the vault is open behind the neutral screen."""
        return self._suspended is not None

    def show_first_page(self) -> None:
        """Show the first page after unlocking; for a new vault, its recovery code."""
        self._app.app_context.run_job(
            self.context.open_vault.page_drafts.expire_new_person, self._on_drafts_expired, lambda _: None
        )
        self.context.page_drafts.load()
        self.go(RecoveryCode() if self.context.open_vault.keys.needs_first_code else Home())
        if self.context.is_allowed(Act.SAVE_PAGE_DRAFT):
            self._app.app_context.run_job(
                self.context.open_vault.rescue_files.restore_after_lock,
                self._on_texts_recovered,
                self._on_recovery_refused,
            )
        self._focus_page()

    def _on_drafts_expired(self, dropped: bool) -> None:
        self.context.new_person_draft_expired = dropped

    def _on_texts_recovered(self, found: "tuple[RecoveredText, ...]") -> None:
        """Show what the last lock could not save: it is back in its place, or shown next to a newer text there."""
        self.context.recovered_texts = found
        self.context.page_drafts.load()
        if found and self.route == Home():
            self.go(RescueFile())

    def _on_recovery_refused(self, refusal: Refusal) -> None:
        """Show that some unsaved words cannot be decrypted, or that the vault still refuses them."""
        self.context.page_drafts.load()
        self.context.show_refusal(refusal)

    def go(self, route: Route) -> None:
        """Go to a page; the text typed on the current page is saved first.

        Does nothing after a lock, behind Cover and facing the person, or if the session is being sealed.
        """
        if (
            self._app.unlocked_controller is not self
            or self.is_facing_person
            or self.is_covered
            or self._is_sealing(route)
        ):
            return
        self.context.navigation_count += 1
        if self._overlays.is_asking_passphrase:
            self._app.window.close_overlay()
        if self.page:
            self.page.flush()
        if self.context.editor:
            self.context.editor.commit_drafts()
        if self.context.load_for(route):
            return
        self.route = route
        if isinstance(route, FacingPerson):
            self.workspace = None
            self.clipboard_guard.clear_own_text()
            self.page = self._app.window.show_bare_page(self._page_factory(route))
        else:
            self._show_page(route)

    def come_back(self, route: Route) -> None:
        """Go from the view for the person back to the workspace: the passphrase or the PIN was correct."""
        self.route = Home()
        self.go(route)
        self._focus_page()

    def _focus_page(self) -> None:
        """Focus the page just opened. If another program has the focus by now, the page is hidden as configured."""
        if self.page:
            self.page.set_initial_focus()
        self.focus_watcher.check_now()

    def _on_focus_lost(self, wanted: str) -> None:
        """Hide the page or cover it, as configured, when another program has the focus; no effect behind Cover."""
        if self.is_covered or self.page is None:
            return
        if wanted == COVER_AFTER_MINUTE:
            self._app.cover()
        else:
            window = self._app.window
            self.page.flush()
            window.hide_body(CoverPresenter(self._app.app_context.lock_screen_pack, window.restore_body))

    def suspend(self) -> None:
        """Save the typed text and remember the position; the vault stays open.

        The caller shows the next page, which destroys this one.
        """
        if self.page is None:
            return
        self.context.navigation_count += 1
        self.context.open_vault.forget_passphrase()
        self.clipboard_guard.clear_own_text()
        self.page.flush()
        self._suspended = SuspendedPage(self.route, self.page.presenter, get_position(self.page))
        self.page = self.workspace = None

    def resume(self) -> None:
        """Show the suspended page at its old position; if its session was sealed meanwhile, the home page."""
        away, self._suspended = self._suspended, None
        if away is not None:
            self._restore_page(away)
            self._focus_page()

    def _restore_page(self, away: SuspendedPage) -> None:
        if isinstance(away.route, FacingPerson):
            self.page = self._app.window.show_bare_page(away.presenter)
        elif self._is_session_gone(away.route):
            self.go(Home())
            return
        else:
            self._show_page(away.route, away.presenter)
        if self.page:
            restore_position(self.page, away.position)

    def _is_session_gone(self, route: Route) -> bool:
        """Return True if the session of a route is not the open one any more."""
        return hasattr(route, "session") and (self.context.editor_for(route) is None or self._is_sealing(route))

    def _is_sealing(self, route: Route) -> bool:
        """Return True if a route leads into a session that is being sealed."""
        desk = self.context.editor_for(route)
        return desk is not None and desk.is_sealing and not isinstance(route, SealedSession)

    def save_and_close(self) -> None:
        """Save the typed text and close the vault."""
        self.context.navigation_count += 1
        self.clipboard_guard.clear_own_text()
        self.clipboard_guard.stop_watching()
        self.focus_watcher.stop_watching()
        if self.page:
            self.page.flush()
        if self.context.editor:
            self.context.editor.save_sanitised_texts()
        self.context.retry_saves()
        self.page = self.workspace = None
        office, threshold = self.context, self._app.locked_controller
        threshold.announce_new_keys = told = office.open_vault.keys.is_rotated
        self._app.app_context.run_job(
            lambda: self._write_rescue_file(office, told=told),
            lambda late: self._app.refresh_lock_screen() if late else None,
            lambda _: self._app.refresh_lock_screen(),
        )
        self._app.app_context.run_job(office.open_vault.close, lambda _: None, lambda _: None)
        office.run_job = discard  # a job's late answer must not start another job on a closed vault

    def _write_rescue_file(self, office: SessionContext, *, told: bool) -> bool:
        """Write the rescue file; return True if all keys were replaced after the lock screen was shown.

        Runs on the vault's own thread, so that both are known before this process ends.
        """
        late = office.open_vault.keys.is_rotated and not told
        self._app.locked_controller.announce_new_keys |= late
        try:
            office.write_rescue_file()
        except BaseException:
            self._app.words_lost = self._app.loss_unreported = True
            raise
        return late

    def apply_settings(self, settings: Settings, *, looks: bool) -> None:
        """Take over changed settings; a changed theme redraws the page."""
        self.context.organisation = settings.organisation
        if looks:
            self.workspace = None
            self.go(self.route)

    def _show_page(self, route: Route, presenter: Presenter | None = None) -> None:
        if self.workspace is None:
            shell = self._app
            acts = {
                "again": self.context.retry_saves,
                "guide": self._overlays.show_guide,
                "emergency": shell.show_emergency,
                "cover": shell.cover,
            }
            self.workspace = Workspace(
                shell.window.theme,
                self.context,
                shell.app_context.lock_screen_pack.window.title,
                acts,
                self.commands.handle_rail_item,
            )
            shell.window.show_body(self.workspace)
        self.page = self.workspace.show_page(route, lambda: presenter or self._page_factory(route))
        if isinstance(route, InSession):
            QTimer.singleShot(PREPARE_DELAY, self._app.window, lambda: self._prepare_next_page(route))

    def _prepare_next_page(self, route: InSession) -> None:
        """Save which page is open and prepare the next one, once this page is drawn and the program is idle."""
        desk = self.context.editor
        if self._app.unlocked_controller is not self or self.workspace is None or desk is None or self.route != route:
            return
        desk.remember_page(route.page)
        following = find_neighbours(route.page, desk.record.presenting)[1]
        if following:
            goal = InSession(route.session, following)
            self.workspace.prepare_page(goal, lambda: self._page_factory(goal))

    def _show_save_status(self) -> None:
        if self.workspace:
            self.workspace.show_save_status()
