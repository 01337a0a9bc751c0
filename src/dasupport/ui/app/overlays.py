"""Overlays of the unlocked program: the passphrase asked again, unsaved words, a refusal, the guide."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dasupport.actions.authorisation import PASSPHRASE_NEEDED
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.ui.screen.routes import InSession
from dasupport.ui.screens.overlay.damaged import DamagedPresenter
from dasupport.ui.screens.overlay.guide import GuidePresenter
from dasupport.ui.screens.overlay.not_saved import NotSavedPresenter
from dasupport.ui.screens.overlay.reauth import ReauthPresenter

if TYPE_CHECKING:
    from dasupport.ui.app.controller import AppController
    from dasupport.ui.app.unlocked import UnlockedController


class OverlayController:
    """Shows overlays. None with private content appears while facing the person, or behind Cover."""

    def __init__(self, shell: "AppController", indoors: "UnlockedController") -> None:
        self._app = shell
        self._controller = indoors
        self.is_asking_passphrase = False
        """True while the passphrase is being asked again."""

    @property
    def _may_be_seen_by_others(self) -> bool:
        return self._controller.is_facing_person or self._controller.is_covered

    def show_guide(self) -> None:
        """Show the guide, with the cards for this page first."""
        route, pack = self._controller.route, self._controller.context.pack
        place = route.page if isinstance(route, InSession) else ""
        self._app.window.show_overlay(lambda close: GuidePresenter(pack, place, close), middle=False)

    def ask_passphrase(self, right: Callable[[], None], left: Callable[[], None]) -> None:
        """Ask for the passphrase over the page; call `right` if it was correct, else `left`.

        Closing the overlay in any way changes nothing. Facing the person, behind Cover and after a lock, nothing
        is asked and `left` is called.
        """
        shell, indoors = self._app, self._controller
        if self._may_be_seen_by_others or shell.unlocked_controller is not indoors:
            left()
            return
        office, given = indoors.context, []

        def card(close: Callable[[], None]) -> ReauthPresenter:
            def confirmed() -> None:
                given.append(True)
                close()

            return ReauthPresenter(
                office.pack, shell.app_context.run_job, office.open_vault.confirm_passphrase, confirmed, close
            )

        def closed() -> None:
            self.is_asking_passphrase = False
            if shell.unlocked_controller is indoors:
                (right if given else left)()

        shell.window.show_overlay(card, middle=True, closed=closed)
        self.is_asking_passphrase = True

    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refusal; PASS-AGAIN (the passphrase was not given) needs no message."""
        if refusal.item != PASSPHRASE_NEEDED:
            self._app.show_refusal(refusal)

    def show_damaged(self) -> None:
        """Show that the records are damaged, unless an overlay says so already or reports unsaved words."""
        window = self._app.window
        said = window.overlay_page is not None and isinstance(
            window.overlay_page.presenter, NotSavedPresenter | DamagedPresenter
        )
        if self._app.unlocked_controller is self._controller and not self._may_be_seen_by_others and not said:
            pack = self._controller.context.pack
            window.show_overlay(lambda close: DamagedPresenter(pack, self._app.lock, close), middle=True)

    def show_not_saved(self, refusal: Refusal) -> None:
        """Show that words are on the screen only, and where else they can be saved."""
        office = self._controller.context
        if not office.is_allowed(Act.WRITE):
            self.show_refusal(refusal)
        elif not self._may_be_seen_by_others:
            self._app.window.show_overlay(
                lambda close: NotSavedPresenter(office, refusal, close),
                middle=True,
                closed=lambda: self._set_retry_offered(on=False),
            )
            self._set_retry_offered(on=True)

    def _set_retry_offered(self, *, on: bool) -> None:
        """Note that an overlay offers a retry: the retry button of the header is hidden until the overlay is closed."""
        self._controller.context.retry_offered = on
        if self._app.unlocked_controller is self._controller:
            self._controller.context.on_status_change()
