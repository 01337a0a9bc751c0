"""The locked program: the lock screen, help for a user who cannot unlock, restoring, salvaging."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.ui.screens.lock import LockPage

if TYPE_CHECKING:
    from dasupport.content.pack import Pack
    from dasupport.ui.shell import Shell


class Threshold:
    """The pages before unlocking. Those behind the lock screen are imported only when needed."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self.in_sight = False
        """True while a recovery code may be visible on the page: it is not left visible for long."""
        self.renewed = False
        """True if the next lock screen has to say that all keys were replaced."""
        self._lock: LockPage | None = None

    def lock_screen(self) -> None:
        """Show a new lock screen."""
        self.code_in_sight(on=False)
        shell, house = self._shell, self._shell.house
        vaults = shell.settings.vaults(house.realm) or house.vaults
        renewed, self.renewed = self.renewed, False
        ways = (self.ways_in, self.restoring, self.salvaging) if house.restorer else ()
        page = self._lock = LockPage(
            house.first,
            vaults,
            house.door,
            house.run,
            lambda unlocked: shell.unlocked(unlocked, page),
            shell.emergency,
            house.train,
            house.training_phrase,
            *ways,
            renewed=renewed,
            gone=bool(ways) and shell.settings.gone(house.realm),
            lost=shell.lost,
        )
        shell.stand_at(page)

    def back(self, *, changed: bool) -> None:
        """Show the lock screen as it was left, with its messages; a new one if the records have changed."""
        if changed or self._lock is None:
            self.lock_screen()
        else:
            self.code_in_sight(on=False)
            self._shell.stand_at(self._lock)

    @property
    def opening(self) -> bool:
        """True while the lock screen waits for a vault to open."""
        page = self._shell.outside
        return isinstance(page, LockPage) and page.busy

    def look_again(self) -> None:
        """Show a new lock screen after a vault was released during first run, so that it offers the new vault."""
        page = self._shell.outside
        if isinstance(page, LockPage) and page.first_time:
            self.lock_screen()

    def ways_in(self, folder: Path | None) -> None:
        """Show the page for a user who cannot unlock."""

        def show(pack: "Pack") -> None:
            from dasupport.ui.screens.ways_in import WaysInPage
            from dasupport.ui.window.saving import ask_which

            labels, shell = pack.labels.ways_in, self._shell
            page = WaysInPage(
                pack,
                folder,
                shell.house.door,
                shell.house.run,
                lambda unlocked: shell.unlocked(unlocked, page),
                lambda: ask_which(shell.window, labels.choose_title, labels.kind),
                lambda: self.restoring(folder),
                lambda: self.back(changed=False),
                shell.emergency,
                several=len(shell.settings.vaults(shell.house.realm)) > 1,
            )
            shell.stand_at(page)
            self.code_in_sight(on=True)

        self._with_pack(show)

    def code_in_sight(self, *, on: bool) -> None:
        """Start or stop the idle timer, for a page on which a recovery code may be visible."""
        self.in_sight = on
        self._shell.window.idle.allow(self._shell.settings.guard.idle)
        self._shell.window.idle.watch(on=on)

    def restoring(self, folder: Path | None = None) -> None:
        """Show the page that restores records from a backup."""
        self._with_pack(lambda pack: self._show_restoring(pack, folder))

    def salvaging(self, folder: Path | None = None) -> None:
        """Show the page that salvages what is readable of damaged records."""
        self._with_pack(lambda pack: self._show_salvaging(pack, folder))

    def _with_pack(self, show: Callable[["Pack"], None]) -> None:
        """Load the full pack, then show a page that needs it, if the page that asked for it is still shown."""
        shell = self._shell
        asked = shell.outside

        def arrived(pack: "Pack") -> None:
            if asked is not None and shell.outside is asked:
                show(pack)

        shell.house.run(shell.house.pack, arrived, shell.tell)

    def _show_salvaging(self, pack: "Pack", folder: Path | None) -> None:
        from dasupport.ui.screens.salvaging import SalvagingPage
        from dasupport.ui.window.saving import ask_which

        shell, labels = self._shell, pack.labels.ways_in
        house, vaults = shell.house, self._shell.settings.vaults(self._shell.house.realm)
        if house.restorer:
            self.code_in_sight(on=False)
            page = SalvagingPage(
                pack,
                folder,
                vaults,
                house.door,
                house.restorer,
                house.run,
                lambda: ask_which(shell.window, labels.choose_title, labels.kind),
                lambda on: self.code_in_sight(on=on),
                lambda: self.back(changed=page.done),
                lambda: self.restoring(folder),
                shell.emergency,
            )
            self._shell.stand_at(page)

    def _show_restoring(self, pack: "Pack", folder: Path | None) -> None:
        from dasupport.ui.screens.restoring import RestoringPage
        from dasupport.ui.window.saving import ask_which

        shell, house, labels = self._shell, self._shell.house, pack.labels
        if house.restorer:
            self.code_in_sight(on=False)
            salvage = (lambda: self.salvaging(folder)) if self._shell.settings.vaults(house.realm) else None
            page = RestoringPage(
                pack,
                house.restorer,
                house.run,
                lambda: ask_which(shell.window, labels.restoring.other_title, labels.restoring.kind),
                lambda: ask_which(shell.window, labels.ways_in.choose_title, labels.ways_in.kind),
                lambda on: self.code_in_sight(on=on),
                lambda: self.back(changed=page.done),
                shell.emergency,
                salvage,
            )
            self._shell.stand_at(page)
