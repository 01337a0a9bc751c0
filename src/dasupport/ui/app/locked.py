"""The locked program: the lock screen, help for a user who cannot unlock, restoring, salvaging."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.ui.app.context import AppContext
from dasupport.ui.app.preferences import Preferences
from dasupport.ui.app.state import AppState, LockReport, StateMachine
from dasupport.ui.screens.access.lock import LockPresenter
from dasupport.ui.window.main_window import MainWindow
from dasupport.ui.window.page_view import PageView

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault
    from dasupport.content.pack import Pack
    from dasupport.ui.screen.ports import Notices
    from dasupport.ui.screen.presenter import Presenter


class LockedController:
    """The pages before unlocking, and the neutral screen. Those behind the lock screen are imported when needed."""

    def __init__(
        self,
        window: MainWindow,
        context: AppContext,
        preferences: Preferences,
        states: StateMachine,
        notices: "Notices",
        unlocked: Callable[["OpenVault", "Presenter"], None],
    ) -> None:
        self._window = window
        self._context = context
        self._preferences = preferences
        self._states = states
        self._notices = notices
        self._on_unlocked = unlocked
        self.report = LockReport()
        """What the next lock screen has to tell."""
        self.page: PageView | None = None
        """The page shown before unlocking, or as Cover; None while a page of the vault is open."""
        self._lock_presenter: LockPresenter | None = None
        self._code_may_be_visible = False
        """True while a recovery code may be visible on the page: it is not left visible for long."""

    @property
    def presenter(self) -> "Presenter | None":
        """The presenter shown before unlocking, or behind Cover."""
        return self.page.presenter if self.page else None

    def add_report(self, report: LockReport) -> None:
        """Add something to what the next lock screen has to tell. May be called on the vault's own thread."""
        self.report = self.report.merge(report)

    def leave(self) -> None:
        """Forget the pages before unlocking: a vault is open, and what was to be told has been told."""
        self.page, self._code_may_be_visible = None, False
        self.report = LockReport(is_final=self.report.is_final, keys_renewed=self.report.keys_renewed)

    def drop_page(self) -> None:
        """Forget the page before unlocking, or the neutral screen: another page is shown, or none any more."""
        self.page = None

    def show_page(self, presenter: "Presenter") -> None:
        """Show a page before unlocking, after a lock, or as Cover. The previous page is destroyed."""
        self.page = self._window.show_bare_page(presenter, openly=True)

    def show_neutral(self, presenter: "Presenter") -> None:
        """Show the neutral screen, while no vault is open."""
        self._states.show_locked(AppState.COVERED)
        self.show_page(presenter)

    def show_lock_screen(self) -> None:
        """Show a new lock screen."""
        self._states.show_locked(AppState.LOCKED)
        self.set_code_visible(on=False)
        context, preferences = self._context, self._preferences
        vaults = preferences.current.list_vaults(context.realm) or context.vaults
        report, self.report = self.report, self.report._replace(keys_renewed=False)
        ways = (self.show_cannot_unlock, self.show_restore, self.show_salvage) if context.restorer else ()
        page = self._lock_presenter = LockPresenter(
            context.lock_screen_pack,
            vaults,
            context.vault_access,
            context.run_job,
            lambda unlocked: self._on_unlocked(unlocked, page),
            self._notices.show_emergency,
            context.start_training,
            context.training_passphrase,
            *ways,
            renewed=report.keys_renewed,
            gone=bool(ways) and preferences.current.is_vault_missing(context.realm),
            lost=report.words_lost,
        )
        self.show_page(page)

    def return_to_lock_screen(self, *, changed: bool) -> None:
        """Show the lock screen as it was left, with its messages; a new one if the records have changed."""
        if changed or self._lock_presenter is None:
            self.show_lock_screen()
        else:
            self.set_code_visible(on=False)
            self.show_page(self._lock_presenter)

    @property
    def has_something_to_hide(self) -> bool:
        """True while a recovery code may be visible, or while the lock screen waits for a vault to open."""
        page = self.presenter
        return self._code_may_be_visible or (isinstance(page, LockPresenter) and page.is_busy)

    def refresh_first_run(self) -> None:
        """Show a new lock screen after a vault was released during first run, so that it offers the new vault."""
        page = self.presenter
        if isinstance(page, LockPresenter) and page.has_no_vault:
            self.show_lock_screen()

    def refresh_lock_screen(self) -> None:
        """Show the lock screen anew: it was shown before all it has to report was known."""
        if isinstance(self.presenter, LockPresenter):
            self.show_lock_screen()

    def set_code_visible(self, *, on: bool) -> None:
        """Start or stop the idle timer, for a page on which a recovery code may be visible."""
        self._code_may_be_visible = on
        self._window.idle_timer.set_limit(self._preferences.current.auto_lock.idle)
        self._window.idle_timer.set_running(on=on)

    def show_cannot_unlock(self, folder: Path | None) -> None:
        """Show the page for a user who cannot unlock."""

        def show(pack: "Pack") -> None:
            from dasupport.ui.screens.access.cannot_unlock import CannotUnlockPresenter

            labels, context = pack.labels.ways_in, self._context
            page = CannotUnlockPresenter(
                pack,
                folder,
                context.vault_access,
                context.run_job,
                lambda unlocked: self._on_unlocked(unlocked, page),
                self._make_open_dialog(labels.choose_title, labels.kind),
                lambda: self.show_restore(folder),
                lambda: self.return_to_lock_screen(changed=False),
                self._notices.show_emergency,
                several=len(self._preferences.current.list_vaults(context.realm)) > 1,
            )
            self.show_page(page)
            self.set_code_visible(on=True)

        self._with_pack(show)

    def show_restore(self, folder: Path | None = None) -> None:
        """Show the page that restores records from a backup."""
        self._with_pack(lambda pack: self._show_restore_page(pack, folder))

    def show_salvage(self, folder: Path | None = None) -> None:
        """Show the page that salvages what is readable of damaged records."""
        self._with_pack(lambda pack: self._show_salvage_page(pack, folder))

    def _with_pack(self, show: Callable[["Pack"], None]) -> None:
        """Load the full pack, then show a page that needs it, if the page that asked for it is still shown."""
        asked = self.presenter

        def arrived(pack: "Pack") -> None:
            if asked is not None and self.presenter is asked:
                show(pack)

        self._context.run_job(self._context.load_pack, arrived, self._notices.show_refusal)

    def _make_open_dialog(self, title: str, kind: str) -> Callable[[], Path | None]:
        """Return a function that asks for an existing file."""
        from dasupport.ui.window.file_dialogs import ask_open_path

        return lambda: ask_open_path(self._window, title, kind)

    def _show_salvage_page(self, pack: "Pack", folder: Path | None) -> None:
        from dasupport.ui.screens.access.salvage import SalvagePresenter

        context, labels = self._context, pack.labels.ways_in
        if context.restorer:
            self.set_code_visible(on=False)
            page = SalvagePresenter(
                pack,
                folder,
                self._preferences.current.list_vaults(context.realm),
                context.vault_access,
                context.restorer,
                context.run_job,
                self._make_open_dialog(labels.choose_title, labels.kind),
                lambda on: self.set_code_visible(on=on),
                lambda: self.return_to_lock_screen(changed=page.is_salvaged),
                lambda: self.show_restore(folder),
                self._notices.show_emergency,
            )
            self.show_page(page)

    def _show_restore_page(self, pack: "Pack", folder: Path | None) -> None:
        from dasupport.ui.screens.access.restore import RestorePresenter

        context, labels = self._context, pack.labels
        if context.restorer:
            self.set_code_visible(on=False)
            vaults = self._preferences.current.list_vaults(context.realm)
            page = RestorePresenter(
                pack,
                context.restorer,
                context.run_job,
                self._make_open_dialog(labels.restoring.other_title, labels.restoring.kind),
                self._make_open_dialog(labels.ways_in.choose_title, labels.ways_in.kind),
                lambda on: self.set_code_visible(on=on),
                lambda: self.return_to_lock_screen(changed=page.is_restored),
                self._notices.show_emergency,
                (lambda: self.show_salvage(folder)) if vaults else None,
            )
            self.show_page(page)
