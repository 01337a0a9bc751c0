"""The unlocked program: shows routes in the window; dropped as a whole when the program locks."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dasupport.casework.rescue_outcome import RecoveredText
from dasupport.casework.roles import Act
from dasupport.casework.steps import find_neighbours
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.settings import COVER_AFTER_MINUTE, Settings
from dasupport.ui.app.closing import close_vault
from dasupport.ui.app.commands import CommandDispatcher, press_first_button
from dasupport.ui.app.context import AppContext
from dasupport.ui.app.goals import list_goals
from dasupport.ui.app.overlays import OverlayController
from dasupport.ui.app.page_factory import PageFactory
from dasupport.ui.app.preferences import Preferences
from dasupport.ui.app.state import AppState, LockReport, StateMachine
from dasupport.ui.background.reauth import ReauthRunner
from dasupport.ui.screen import routes
from dasupport.ui.screen.ports import Device, Locking, Notices
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.routes import FacingPerson, Home, InSession, Route, SealedSession
from dasupport.ui.screens.access.cover import CoverPresenter
from dasupport.ui.screens.session.questions import FACE_PERSON_PREFIX
from dasupport.ui.session.chrome import GUIDE
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.save_queue import SaveStatus
from dasupport.ui.session.work_in_progress import WorkInProgress
from dasupport.ui.widgets.clipboard_guard import ClipboardGuard
from dasupport.ui.window.file_dialogs import WindowFileDialogs
from dasupport.ui.window.focus_loss import FocusLossWatcher
from dasupport.ui.window.main_window import MainWindow
from dasupport.ui.window.page_view import PageView
from dasupport.ui.window.view_position import ViewPosition, get_position, restore_position
from dasupport.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault

PREPARE_DELAY = 120
"""Milliseconds after a page is shown before it is saved as the open page, and the next page is prepared."""


class SuspendedPage(NamedTuple):
    """The page that was open when Cover came up. Its widgets are destroyed; only its presenter is kept."""

    route: Route
    presenter: Presenter
    position: ViewPosition


class UnlockedController:
    """Everything between unlocking and locking: the pages, and going from one to the next."""

    def __init__(
        self,
        vault: "OpenVault",
        app: QApplication,
        window: MainWindow,
        program: AppContext,
        preferences: Preferences,
        states: StateMachine,
        device: Device,
        locking: Locking,
        notices: Notices,
        change_settings: Callable[[Settings], None],
    ) -> None:
        states.unlock(self)
        pack = program.load_pack()
        self._window = window
        self._program = program
        self._states = states
        self._locking = locking
        self._notices = notices
        self.route: Route = Home()
        self.page: PageView | None = None
        self.workspace: Workspace | None = None
        """The workspace around a page, while a page of it is shown."""
        self._suspended: SuspendedPage | None = None
        """The page that was open when Cover came up."""
        self._overlays = self._make_overlays(vault, pack)
        self._runner = ReauthRunner(program.run_job, self._overlays.ask_passphrase, self._overlays.show_damaged)
        self.context = self._make_context(vault, pack, preferences, device)
        self._page_factory = PageFactory(self.context, lambda: preferences.current, change_settings)
        self.commands = CommandDispatcher(
            locking, self.go, list_goals(self.context, lambda: self.route), self._list_acts(), self._is_private
        )
        self.clipboard_guard = ClipboardGuard()
        self.focus_watcher = FocusLossWatcher(
            app, lambda: preferences.current.auto_lock.away, lambda: window.is_file_dialog_open
        )
        self.focus_watcher.focus_lost.connect(self._on_focus_lost)
        self.focus_watcher.focus_returned.connect(window.restore_body)

    def _make_overlays(self, vault: "OpenVault", pack: Pack) -> OverlayController:
        return OverlayController(
            self._window,
            vault,
            pack,
            self._program.run_job,
            self._states,
            self,
            self._locking,
            self._notices,
            get_context=lambda: self.context,
            get_page=lambda: self.route.page if isinstance(self.route, InSession) else "",
        )

    def _make_context(self, vault: "OpenVault", pack: Pack, preferences: Preferences, device: Device) -> SessionContext:
        now, new_id = self._program.now, self._program.new_id
        work = WorkInProgress(vault, self._runner, now, new_id, self._show_save_status, self._overlays.show_not_saved)
        return SessionContext(
            vault,
            pack,
            self._runner,
            now,
            new_id,
            work,
            navigation=self,
            locking=self._locking,
            overlays=self._overlays,
            files=WindowFileDialogs(self._window),
            device=device,
            get_organisation=lambda: preferences.current.organisation,
        )

    def _is_private(self) -> bool:
        """Return True while the pages of this vault are shown, to nobody but the worker."""
        return self._states.is_held_by(self) and self._states.state is AppState.UNLOCKED

    def _list_acts(self) -> dict[str, Callable[[], None]]:
        """Return what each shortcut does on the page that is open."""
        return {
            GUIDE: self._overlays.show_guide,
            "conversation": lambda: press_first_button(self.page, FACE_PERSON_PREFIX),
            "advice": self._toggle_advice,
            "close": lambda: self.workspace.close_advice() if self.workspace else None,
        }

    def _toggle_advice(self) -> None:
        if self.workspace:
            self._window.close_overlay()
            self.workspace.toggle_advice()

    def show_first_page(self) -> None:
        """Show the first page after unlocking; for a new vault, its recovery code."""
        vault, run = self.context.open_vault, self._program.run_job
        run(vault.page_drafts.expire_new_person, self.context.work.note_expired_draft, lambda _: None)
        self.context.page_drafts.load()
        self.go(routes.RecoveryCode() if vault.keys.needs_first_code else Home())
        if self.context.is_allowed(Act.SAVE_PAGE_DRAFT):
            run(vault.rescue_files.restore_after_lock, self._on_texts_recovered, self._on_recovery_refused)
        self._focus_page()

    def _on_texts_recovered(self, found: tuple[RecoveredText, ...]) -> None:
        """Show what the last lock could not save: it is back in its place, or shown next to a newer text there."""
        self.context.work.note_recovered(found)
        self.context.page_drafts.load()
        if found and self.route == Home():
            self.go(routes.RescueFile())

    def _on_recovery_refused(self, refusal: Refusal) -> None:
        """Show that some unsaved words cannot be decrypted, or that the vault still refuses them."""
        self.context.page_drafts.load()
        self.context.show_refusal(refusal)

    def go(self, route: Route) -> None:
        """Go to a page; the text typed on the current page is saved first.

        Does nothing after a lock, behind Cover and facing the person, or if the session is being sealed.
        """
        if not self._is_private() or self._is_sealing(route):
            return
        self.context.work.count_navigation()
        self._overlays.close_passphrase_question()
        if self.page:
            self.page.flush()
        if self.context.editor:
            self.context.editor.commit_drafts()
        if self.context.load_for(route):
            return
        self.route = route
        if isinstance(route, FacingPerson):
            self._states.enter(self, AppState.FACING_PERSON)
            self.workspace = None
            self.clipboard_guard.clear_own_text()
            self.page = self._window.show_bare_page(self._page_factory(route))
        else:
            self._show_page(route)

    def come_back(self, route: Route) -> None:
        """Go from the view for the person back to the workspace: the passphrase or the PIN was correct.

        Does nothing in any other state: the answer came too late.
        """
        if self._states.is_held_by(self) and self._states.state is AppState.FACING_PERSON:
            self._states.enter(self, AppState.UNLOCKED)
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
        if self._states.state is AppState.COVERED or self.page is None:
            return
        if wanted == COVER_AFTER_MINUTE:
            self._locking.cover()
        else:
            self.page.flush()
            self._window.hide_body(CoverPresenter(self._program.lock_screen_pack, self._window.restore_body))

    def suspend(self) -> None:
        """Save the typed text and remember the position; the vault stays open.

        The caller shows the next page, which destroys this one.
        """
        if self.page is None:
            return
        self.context.work.count_navigation()
        self.context.open_vault.forget_passphrase()
        self.clipboard_guard.clear_own_text()
        self.page.flush()
        self._states.enter(self, AppState.COVERED)
        self._suspended = SuspendedPage(self.route, self.page.presenter, get_position(self.page))
        self.page = self.workspace = None

    def resume(self) -> None:
        """Show the suspended page at its old position; if its session was sealed meanwhile, the home page."""
        away, self._suspended = self._suspended, None
        if away is not None:
            facing = isinstance(away.route, FacingPerson)
            self._states.enter(self, AppState.FACING_PERSON if facing else AppState.UNLOCKED)
            self._restore_page(away)
            self._focus_page()

    def _restore_page(self, away: SuspendedPage) -> None:
        if isinstance(away.route, FacingPerson):
            self.page = self._window.show_bare_page(away.presenter)
        elif self._is_session_gone(away.route):
            self.go(Home())
            return
        else:
            self._show_page(away.route, away.presenter)
        if self.page:
            restore_position(self.page, away.position)

    def _is_session_gone(self, route: Route) -> bool:
        """Return True if the session of a route is not the open one any more."""
        return hasattr(route, "session") and (self.context.work.editor_for(route) is None or self._is_sealing(route))

    def _is_sealing(self, route: Route) -> bool:
        """Return True if a route leads into a session that is being sealed."""
        editor = self.context.work.editor_for(route)
        return editor is not None and editor.is_sealing and not isinstance(route, SealedSession)

    def save_typed_text(self) -> None:
        """Save the typed text and stay open."""
        if self.page:
            self.page.flush()
            self.context.work.retry_saves()

    def save_and_close(self, report: Callable[[LockReport], None], refresh: Callable[[], None]) -> None:
        """Save the typed text and close the vault; `report` and `refresh` are those of `close_vault`."""
        self.context.work.count_navigation()
        self.clipboard_guard.clear_own_text()
        self.clipboard_guard.stop_watching()
        self.focus_watcher.stop_watching()
        if self.page:
            self.page.flush()
        self.page = self.workspace = None
        close_vault(self.context, self._program.run_job, report, refresh)
        self._runner.stop()

    def redraw_all(self) -> None:
        """Draw the page and the workspace anew, in another theme."""
        self.workspace = None
        self.go(self.route)

    def _show_page(self, route: Route, presenter: Presenter | None = None) -> None:
        if self.workspace is None:
            acts = {
                "again": self.context.work.retry_saves,
                "guide": self._overlays.show_guide,
                "emergency": self._notices.show_emergency,
                "cover": self._locking.cover,
            }
            self.workspace = Workspace(
                self._window.theme,
                self.context,
                self._program.lock_screen_pack.window.title,
                acts,
                self.commands.run_rail_item,
            )
            self._window.show_body(self.workspace)
        self.page = self.workspace.show_page(route, lambda: presenter or self._page_factory(route))
        if isinstance(route, InSession):
            QTimer.singleShot(PREPARE_DELAY, self._window, lambda: self._prepare_next_page(route))

    def _prepare_next_page(self, route: InSession) -> None:
        """Save which page is open and prepare the next one, once this page is drawn and the program is idle."""
        editor = self.context.editor
        if not self._states.is_held_by(self) or self.workspace is None or editor is None or self.route != route:
            return
        editor.remember_page(route.page)
        following = find_neighbours(route.page, editor.record.presenting)[1]
        if following:
            goal = InSession(route.session, following)
            self.workspace.prepare_page(goal, lambda: self._page_factory(goal))

    def _show_save_status(self, status: SaveStatus) -> None:
        if self.workspace:
            self.workspace.show_save_status(status)
