"""Overlays of the unlocked program: the passphrase asked again, unsaved words, a refusal, the guide."""

from collections.abc import Callable
from dataclasses import dataclass

from dasupport.actions.unlock import OpenVault
from dasupport.casework.roles import Act
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.app.state import AppState, StateMachine
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.ports import Locking, Notices
from dasupport.ui.screens.overlay.damaged import DamagedPresenter
from dasupport.ui.screens.overlay.guide import GuidePresenter
from dasupport.ui.screens.overlay.not_saved import NotSavedPresenter
from dasupport.ui.screens.overlay.reauth import ReauthPresenter
from dasupport.ui.session.context import SessionContext
from dasupport.ui.window.main_window import MainWindow


@dataclass(frozen=True)
class OverlayController:
    """Shows overlays. None with private content appears while facing the person, behind Cover, or after a lock."""

    window: MainWindow
    vault: OpenVault
    pack: Pack
    run_job: JobRunner
    states: StateMachine
    holder: object
    locking: Locking
    notices: Notices
    get_context: Callable[[], SessionContext]
    get_page: Callable[[], str]
    """Return the page of the session that is open; "" on any other page."""

    @property
    def _is_unlocked(self) -> bool:
        """True while the pages of this vault are shown, to nobody but the worker."""
        return self.states.is_held_by(self.holder) and self.states.state is AppState.UNLOCKED

    def show_guide(self) -> None:
        """Show the guide, with the cards for this page first."""
        page = self.get_page()
        self.window.show_overlay(lambda close: GuidePresenter(self.pack, page, close), middle=False)

    def ask_passphrase(self, right: Callable[[], None], left: Callable[[], None]) -> None:
        """Ask for the passphrase over the page; call `right` if it was correct, else `left`.

        Closing the overlay in any way changes nothing. Facing the person, behind Cover and after a lock, nothing
        is asked and `left` is called.
        """
        if not self._is_unlocked:
            left()
            return
        given: list[bool] = []

        def card(close: Callable[[], None]) -> ReauthPresenter:
            def confirmed() -> None:
                given.append(True)
                close()

            return ReauthPresenter(self.pack, self.run_job, self.vault.confirm_passphrase, confirmed, close)

        def closed() -> None:
            if self.states.is_held_by(self.holder):
                (right if given else left)()

        self.window.show_overlay(card, middle=True, closed=closed)

    def close_passphrase_question(self) -> None:
        """Close the overlay if it asks for the passphrase: the user has gone to another page."""
        if isinstance(self._shown(), ReauthPresenter):
            self.window.close_overlay()

    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refusal; PASS-AGAIN (the passphrase was not given) needs no message."""
        if refusal.item != RefusalId.PASS_AGAIN:
            self.notices.show_refusal(refusal)

    def show_damaged(self) -> None:
        """Show that the records are damaged, unless an overlay says so already or reports unsaved words."""
        if self._is_unlocked and not isinstance(self._shown(), NotSavedPresenter | DamagedPresenter):
            self.window.show_overlay(lambda close: DamagedPresenter(self.pack, self.locking.lock, close), middle=True)

    def show_not_saved(self, refusal: Refusal) -> None:
        """Show that words are on the screen only, and where else they can be saved."""
        context = self.get_context()
        if not self.vault.is_allowed(Act.WRITE):
            self.show_refusal(refusal)
        elif self._is_unlocked:
            self.window.show_overlay(
                lambda close: NotSavedPresenter(context, refusal, close),
                middle=True,
                closed=lambda: context.work.offer_retry(on=False),
            )
            context.work.offer_retry(on=True)

    def _shown(self) -> object:
        return self.window.overlay_page.presenter if self.window.overlay_page else None
