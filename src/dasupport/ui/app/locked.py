"""The locked program: the lock screen, help for a user who cannot unlock, restoring, salvaging."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.ui.screens.access.lock import LockPresenter

if TYPE_CHECKING:
    from dasupport.content.pack import Pack
    from dasupport.ui.app.controller import AppController


class LockedController:
    """The pages before unlocking. Those behind the lock screen are imported only when needed."""

    def __init__(self, shell: "AppController") -> None:
        self._app = shell
        self.code_may_be_visible = False
        """True while a recovery code may be visible on the page: it is not left visible for long."""
        self.announce_new_keys = False
        """True if the next lock screen has to say that all keys were replaced."""
        self._lock_presenter: LockPresenter | None = None

    def show_lock_screen(self) -> None:
        """Show a new lock screen."""
        self.set_code_visible(on=False)
        shell, house = self._app, self._app.app_context
        vaults = shell.settings.list_vaults(house.realm) or house.vaults
        renewed, self.announce_new_keys = self.announce_new_keys, False
        ways = (self.show_cannot_unlock, self.show_restore, self.show_salvage) if house.restorer else ()
        page = self._lock_presenter = LockPresenter(
            house.lock_screen_pack,
            vaults,
            house.vault_access,
            house.run_job,
            lambda unlocked: shell.show_unlocked(unlocked, page),
            shell.show_emergency,
            house.start_training,
            house.training_passphrase,
            *ways,
            renewed=renewed,
            gone=bool(ways) and shell.settings.is_vault_missing(house.realm),
            lost=shell.words_lost,
        )
        shell.show_locked_page(page)

    def return_to_lock_screen(self, *, changed: bool) -> None:
        """Show the lock screen as it was left, with its messages; a new one if the records have changed."""
        if changed or self._lock_presenter is None:
            self.show_lock_screen()
        else:
            self.set_code_visible(on=False)
            self._app.show_locked_page(self._lock_presenter)

    @property
    def is_opening(self) -> bool:
        """True while the lock screen waits for a vault to open."""
        page = self._app.locked_presenter
        return isinstance(page, LockPresenter) and page.is_busy

    def refresh_first_run(self) -> None:
        """Show a new lock screen after a vault was released during first run, so that it offers the new vault."""
        page = self._app.locked_presenter
        if isinstance(page, LockPresenter) and page.has_no_vault:
            self.show_lock_screen()

    def show_cannot_unlock(self, folder: Path | None) -> None:
        """Show the page for a user who cannot unlock."""

        def show(pack: "Pack") -> None:
            from dasupport.ui.screens.access.cannot_unlock import CannotUnlockPresenter
            from dasupport.ui.window.file_dialogs import ask_open_path

            labels, shell = pack.labels.ways_in, self._app
            page = CannotUnlockPresenter(
                pack,
                folder,
                shell.app_context.vault_access,
                shell.app_context.run_job,
                lambda unlocked: shell.show_unlocked(unlocked, page),
                lambda: ask_open_path(shell.window, labels.choose_title, labels.kind),
                lambda: self.show_restore(folder),
                lambda: self.return_to_lock_screen(changed=False),
                shell.show_emergency,
                several=len(shell.settings.list_vaults(shell.app_context.realm)) > 1,
            )
            shell.show_locked_page(page)
            self.set_code_visible(on=True)

        self._with_pack(show)

    def set_code_visible(self, *, on: bool) -> None:
        """Start or stop the idle timer, for a page on which a recovery code may be visible."""
        self.code_may_be_visible = on
        self._app.window.idle_timer.set_limit(self._app.settings.auto_lock.idle)
        self._app.window.idle_timer.set_running(on=on)

    def show_restore(self, folder: Path | None = None) -> None:
        """Show the page that restores records from a backup."""
        self._with_pack(lambda pack: self._show_restore_page(pack, folder))

    def show_salvage(self, folder: Path | None = None) -> None:
        """Show the page that salvages what is readable of damaged records."""
        self._with_pack(lambda pack: self._show_salvage_page(pack, folder))

    def _with_pack(self, show: Callable[["Pack"], None]) -> None:
        """Load the full pack, then show a page that needs it, if the page that asked for it is still shown."""
        shell = self._app
        asked = shell.locked_presenter

        def arrived(pack: "Pack") -> None:
            if asked is not None and shell.locked_presenter is asked:
                show(pack)

        shell.app_context.run_job(shell.app_context.load_pack, arrived, shell.show_refusal)

    def _show_salvage_page(self, pack: "Pack", folder: Path | None) -> None:
        from dasupport.ui.screens.access.salvage import SalvagePresenter
        from dasupport.ui.window.file_dialogs import ask_open_path

        shell, labels = self._app, pack.labels.ways_in
        house, vaults = shell.app_context, self._app.settings.list_vaults(self._app.app_context.realm)
        if house.restorer:
            self.set_code_visible(on=False)
            page = SalvagePresenter(
                pack,
                folder,
                vaults,
                house.vault_access,
                house.restorer,
                house.run_job,
                lambda: ask_open_path(shell.window, labels.choose_title, labels.kind),
                lambda on: self.set_code_visible(on=on),
                lambda: self.return_to_lock_screen(changed=page.is_salvaged),
                lambda: self.show_restore(folder),
                shell.show_emergency,
            )
            self._app.show_locked_page(page)

    def _show_restore_page(self, pack: "Pack", folder: Path | None) -> None:
        from dasupport.ui.screens.access.restore import RestorePresenter
        from dasupport.ui.window.file_dialogs import ask_open_path

        shell, house, labels = self._app, self._app.app_context, pack.labels
        if house.restorer:
            self.set_code_visible(on=False)
            salvage = (lambda: self.show_salvage(folder)) if self._app.settings.list_vaults(house.realm) else None
            page = RestorePresenter(
                pack,
                house.restorer,
                house.run_job,
                lambda: ask_open_path(shell.window, labels.restoring.other_title, labels.restoring.kind),
                lambda: ask_open_path(shell.window, labels.ways_in.choose_title, labels.ways_in.kind),
                lambda on: self.set_code_visible(on=on),
                lambda: self.return_to_lock_screen(changed=page.is_restored),
                shell.show_emergency,
                salvage,
            )
            self._app.show_locked_page(page)
