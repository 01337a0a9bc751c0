"""What comes up over a page: the passphrase asked for again, words that are not kept, a refusal, the guide."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dasupport.actions.warden import AGAIN
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
    """The cards of an unlocked program. None that is private comes up over the turned laptop, or behind Cover."""

    def __init__(self, shell: "Shell", indoors: "Indoors") -> None:
        self._shell = shell
        self._indoors = indoors
        self.asking = False
        """Whether the passphrase is being asked for again."""

    @property
    def _before_others(self) -> bool:
        return self._indoors.turned or self._indoors.covered

    def guide(self) -> None:
        """The guide, with the cards for this page first."""
        route, pack = self._indoors.route, self._indoors.office.pack
        place = route.place if isinstance(route, InSession) else ""
        self._shell.window.overlay(lambda close: GuidePage(pack, place, close), middle=False)

    def ask_again(self, right: Callable[[], None], left: Callable[[], None]) -> None:
        """Ask for the passphrase over the page. Whatever takes the question away leaves all as it was; with the
        laptop turned, and after a lock, nothing is asked."""
        shell, indoors = self._shell, self._indoors
        if self._before_others or shell.inside is not indoors:
            left()
            return
        office, given = indoors.office, []

        def card(close: Callable[[], None]) -> AgainPage:
            def confirmed() -> None:
                given.append(True)
                close()

            return AgainPage(office.pack, shell.house.run, office.unlocked.confirm, confirmed, close)

        def closed() -> None:
            self.asking = False
            if shell.inside is indoors:
                (right if given else left)()

        shell.window.overlay(card, middle=True, closed=closed)
        self.asking = True

    def tell(self, refusal: Refusal) -> None:
        """Say what was refused; that the passphrase was not given needs no word."""
        if refusal.item != AGAIN:
            self._shell.tell(refusal)

    def damaged(self) -> None:
        """Say that the records are damaged, unless that is said already, of words that are not kept."""
        window = self._shell.window
        said = window.overlaid is not None and isinstance(window.overlaid.presenter, NotKeptPage | DamagedPage)
        if self._shell.inside is self._indoors and not self._before_others and not said:
            pack = self._indoors.office.pack
            window.overlay(lambda close: DamagedPage(pack, self._shell.lock, close), middle=True)

    def not_kept(self, refusal: Refusal) -> None:
        """Say that words are on the screen only, and where else they can go."""
        office = self._indoors.office
        if not office.allows(Act.WRITE):
            self.tell(refusal)
        elif not self._before_others:
            self._shell.window.overlay(
                lambda close: NotKeptPage(office, refusal, close), middle=True,
                closed=lambda: self._offered_again(on=False),
            )  # fmt: skip
            self._offered_again(on=True)

    def _offered_again(self, *, on: bool) -> None:
        """A card offers another try: the one in the header would be the second, and waits until the card is gone."""
        self._indoors.office.offers_again = on
        if self._shell.inside is self._indoors:
            self._indoors.office.on_kept()
