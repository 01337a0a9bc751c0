"""Overlays of the unlocked program: the passphrase asked again, unsaved words, a refusal, the guide."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dasupport.actions.warden import PASSPHRASE_NEEDED
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.ui.routes import InSession
from dasupport.ui.screens.again import AgainPage
from dasupport.ui.screens.damaged import DamagedPage
from dasupport.ui.screens.guide import GuidePage
from dasupport.ui.screens.not_kept import NotKeptPage

if TYPE_CHECKING:
    from dasupport.ui.indoors import Indoors
    from dasupport.ui.shell import Shell


class OverPage:
    """Shows overlays. None with private content appears while facing the person, or behind Cover."""

    def __init__(self, shell: "Shell", indoors: "Indoors") -> None:
        self._shell = shell
        self._indoors = indoors
        self.asking = False
        """True while the passphrase is being asked again."""

    @property
    def _before_others(self) -> bool:
        return self._indoors.turned or self._indoors.covered

    def guide(self) -> None:
        """Show the guide, with the cards for this page first."""
        route, pack = self._indoors.route, self._indoors.office.pack
        place = route.place if isinstance(route, InSession) else ""
        self._shell.window.overlay(lambda close: GuidePage(pack, place, close), middle=False)

    def ask_again(self, right: Callable[[], None], left: Callable[[], None]) -> None:
        """Ask for the passphrase over the page; call `right` if it was correct, else `left`.

        Closing the overlay in any way changes nothing. Facing the person, behind Cover and after a lock, nothing
        is asked and `left` is called.
        """
        shell, indoors = self._shell, self._indoors
        if self._before_others or shell.inside is not indoors:
            left()
            return
        office, given = indoors.office, []

        def card(close: Callable[[], None]) -> AgainPage:
            def confirmed() -> None:
                given.append(True)
                close()

            return AgainPage(office.pack, shell.house.run, office.unlocked.confirm_passphrase, confirmed, close)

        def closed() -> None:
            self.asking = False
            if shell.inside is indoors:
                (right if given else left)()

        shell.window.overlay(card, middle=True, closed=closed)
        self.asking = True

    def tell(self, refusal: Refusal) -> None:
        """Show a refusal; PASS-AGAIN (the passphrase was not given) needs no message."""
        if refusal.item != PASSPHRASE_NEEDED:
            self._shell.tell(refusal)

    def damaged(self) -> None:
        """Show that the records are damaged, unless an overlay says so already or reports unsaved words."""
        window = self._shell.window
        said = window.overlaid is not None and isinstance(window.overlaid.presenter, NotKeptPage | DamagedPage)
        if self._shell.inside is self._indoors and not self._before_others and not said:
            pack = self._indoors.office.pack
            window.overlay(lambda close: DamagedPage(pack, self._shell.lock, close), middle=True)

    def not_kept(self, refusal: Refusal) -> None:
        """Show that words are on the screen only, and where else they can be saved."""
        office = self._indoors.office
        if not office.allows(Act.WRITE):
            self.tell(refusal)
        elif not self._before_others:
            self._shell.window.overlay(
                lambda close: NotKeptPage(office, refusal, close),
                middle=True,
                closed=lambda: self._offered_again(on=False),
            )
            self._offered_again(on=True)

    def _offered_again(self, *, on: bool) -> None:
        """Note that an overlay offers a retry: the retry button of the header is hidden until the overlay is closed."""
        self._indoors.office.offers_again = on
        if self._shell.inside is self._indoors:
            self._indoors.office.on_kept()
