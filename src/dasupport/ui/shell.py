"""The shell: locked, covered or unlocked, with one window. It loads nothing heavy before the lock screen is painted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from dasupport.refusal import Refusal
from dasupport.settings import Settings
from dasupport.ui.house import House
from dasupport.ui.keyboard import Keyboard
from dasupport.ui.screens.cover import CoverPage
from dasupport.ui.screens.covered import CoveredPage
from dasupport.ui.screens.emergency import EmergencyPage
from dasupport.ui.screens.lock import LockPage
from dasupport.ui.screens.notice import RefusalPage
from dasupport.ui.theme import Theme
from dasupport.ui.threshold import Threshold
from dasupport.ui.window.page import Page
from dasupport.ui.window.window import Window, Wiring

if TYPE_CHECKING:
    from dasupport.actions.access import Unlocked
    from dasupport.laptop.look import Laptop
    from dasupport.laptop.screen import Sight
    from dasupport.ui.indoors import Indoors
    from dasupport.ui.office import Office
    from dasupport.ui.presenter import Presenter
    from dasupport.ui.routes import Route

NEUTRAL = (CoverPage, CoveredPage)


class Shell:
    """One program with one window."""

    def __init__(self, app: QApplication, house: House, settings: Settings) -> None:
        self.app = app
        self.house = house
        self.settings = settings
        self.inside: Indoors | None = None
        self.sight: Sight | None = None
        """Who may see the windows, once the lock screen stands."""
        self.laptop: Laptop | None = None
        """What the laptop is like, once somebody has looked."""
        self.lost = False
        """Whether the last lock found no place for some words: the next lock screen says so, until it is unlocked."""
        self.untold = False
        """Whether that is known since this window was left, and no lock screen has said it."""
        self.hurried = False
        """Whether the system ends the program: it does not come back to say anything."""
        self._outside: Page | None = None
        self.threshold = Threshold(self)
        self.window = self._window(self._dress())

    @property
    def page(self) -> Page | None:
        """The page that is open."""
        return self.inside.page if self.inside and not self.inside.covered else self._outside

    @property
    def office(self) -> "Office | None":
        """What an unlocked program has at hand; nothing while it is locked."""
        return self.inside.office if self.inside else None

    def know(self, laptop: "Laptop") -> None:
        """What the laptop is like: home says it, if it is to be said."""
        self.laptop = laptop
        if self.inside:
            self.inside.office.laptop = laptop

    def start(self, *, renewed: bool = False) -> None:
        """Show the lock screen, before anything heavy is loaded; it says so where all keys were just made new."""
        self.threshold.renewed = renewed
        self.restart()
        self.window.show()

    def start_covered(self, *, renewed: bool = False) -> None:
        """Show the neutral screen first: the process before this one was covered, and is gone with all it held."""
        self.threshold.renewed = renewed
        self.stand_at(CoverPage(self.house.first, self.restart))
        self.window.show()

    @property
    def outside(self) -> "Presenter | None":
        """What stands in the window before unlocking, or behind Cover."""
        return self._outside.presenter if self._outside else None

    def restart(self) -> None:
        """Show the lock screen in this window. After a lock a real program starts a new process instead."""
        self.threshold.lock_screen()

    @property
    def _before_others(self) -> bool:
        """Whether somebody else may look at this screen: it says nothing then of what the program is for."""
        return isinstance(self.outside, NEUTRAL) or (self.inside is not None and self.inside.turned)

    def go(self, route: "Route") -> None:
        """Go to a page of the unlocked program; while it is locked, nothing happens."""
        if self.inside:
            self.inside.go(route)

    def cover(self) -> None:
        """Hide everything at once behind a neutral screen. The vault stays open there only where a PIN brings the
        page back; covered once more, it locks."""
        self.window.clear()
        if self.inside and self.inside.covered:
            self.lock()
        elif self.inside and self.inside.office.has_pin:
            self._put_cover(self.inside)
        else:
            afresh = self.house.behind if self.inside else None
            self._leave()
            self.stand_at(CoverPage(self.house.first, self.house.relock))
            if afresh:
                self.window.repaint()
                afresh()

    def lock(self) -> None:
        """Keep what was typed, close the vault, and start afresh at the lock screen; nothing private is seen meanwhile,
        however long the vault takes. A vault that is only being opened is let go."""
        if self.inside:
            self._start_afresh(self.house.relock)
        elif self.threshold.in_sight or self.threshold.opening:
            self.restart()

    def renew(self) -> None:
        """Lock after all keys were made new. Before others nothing tells of it: the neutral screen stays, or comes in
        the place of the turned laptop, until it is lifted or locked."""
        if self.inside and self.inside.turned:
            self.cover()
        elif self.inside and not self.inside.covered:
            self.lock()

    def _start_afresh(self, relock: Callable[[], None]) -> None:
        self.window.clear()
        self._leave()
        self.stand_at(CoverPage(self.house.first, relock))
        self.window.repaint()
        relock()

    def _put_cover(self, inside: "Indoors") -> None:
        office = inside.office
        inside.step_out()
        page = CoveredPage(
            office.pack, self.house.run, office.unlocked.covering.fits, office.tries,
            lambda: self._uncover(inside, page), office.out_of_tries,
        )  # fmt: skip
        self.stand_at(page)
        office.again()

    def _uncover(self, inside: "Indoors", page: CoveredPage) -> None:
        """The PIN was right: back to the page, unless the program was locked, or covered anew, meanwhile. Where
        all keys were made new behind Cover, there is nothing to go back to."""
        if self.inside is not inside or self.outside is not page:
            return
        if inside.office.unlocked.keys.renewed:
            self.lock()
        else:
            self._outside = None
            inside.step_in()

    def keep(self) -> None:
        """Keep what was typed, as far as it was typed, and stay: the system asks everybody before it logs out."""
        if self.inside and self.inside.page:
            self.inside.page.flush()
            self.inside.office.again()

    def hurry(self) -> None:
        """The system asks the program to end, or all programs."""
        self.hurried = True

    def close(self) -> None:
        """The window was closed: keep what was typed, and close the vault."""
        self._leave()
        self._outside = None
        self.window.stop_watching()

    def emergency(self) -> None:
        """The emergency card, from everywhere; with the laptop turned, or covered, its plain lines only."""
        turned = self._before_others
        first, organisation = self.house.first, self.settings.organisation
        self.window.overlay(lambda close: EmergencyPage(first, organisation, close, plain=turned), middle=True)

    def tell(self, refusal: Refusal) -> None:
        """Say what happened, and what to do next; with the laptop turned to the person, or covered, nothing is."""
        if self._before_others:
            return
        first = self.house.first
        number = first.window.fault.format(number=refusal.number) if refusal.number else ""
        say, do = self.house.door.sentence(refusal.item)
        self.window.overlay(lambda close: RefusalPage(say, do, number, first.card.close, close), middle=True)

    def change_settings(self, settings: Settings) -> None:
        """Remember settings, and dress the window anew where its looks changed."""
        looks = settings.looks != self.settings.looks
        settings = settings.merged(self.settings)
        self.settings = settings
        try:
            settings.write()
        except OSError:
            self.tell(Refusal("V-READ-ONLY"))
        self.window.idle.allow(settings.guard.idle)
        if looks:
            self.window.redress(self._dress())
        if self.inside:
            self.inside.settings_changed(settings, looks=looks)

    def stand_at(self, presenter: "Presenter") -> None:
        """Show a page outside: before unlocking, after a lock, or over everything. Whatever stood here is gone."""
        self._outside = self.window.show_bare(presenter, openly=True)

    def say_late(self) -> None:
        """The lock screen stood before it was known what it has to say."""
        if isinstance(self.outside, LockPage):
            self.restart()

    def unlocked(self, unlocked: "Unlocked", asked: "Presenter") -> None:
        """Go in, if the page that asked still stands. After Cover, a lock, or closing the window, nobody waits for the
        vault any more: it is closed, and nothing of it is shown."""
        from dasupport.ui.indoors import Indoors

        if self.outside is not asked:
            self.house.run(unlocked.close, lambda _: self.threshold.look_again(), lambda _: None)
            return
        self.inside = Indoors(self, unlocked)
        self._outside, self.threshold.in_sight, self.lost = None, False, False
        self.untold = False
        self.window.idle.allow(self.settings.guard.idle)
        self.window.idle.watch(on=True)
        self.inside.enter()

    def _leave(self) -> None:
        """Tell the page to keep what was typed, then close the vault on its own thread; nothing is asked."""
        inside, self.inside = self.inside, None
        self.threshold.code_in_sight(on=False)
        if inside:
            inside.leave()

    def _minimised(self) -> None:
        if self.settings.guard.minimise:
            self.lock()

    def _dress(self) -> Theme:
        looks = self.settings.looks
        theme = Theme(self.house.resources, looks.look, looks.scale)
        theme.dress(self.app)
        return theme

    def _window(self, theme: Theme) -> Window:
        training = self.house.realm == "training"
        wiring = Wiring(
            self.house.first, training, self.cover, self.lock, self.close, Keyboard(self).key, self._minimised
        )
        return Window(self.app, theme, wiring)
