"""The app controller: one window that is locked, covered or unlocked. Loads nothing heavy before the lock screen."""

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
    from dasupport.actions.access import OpenVault
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
        """The screen capture setting of the windows; None until the lock screen is shown."""
        self.laptop: Laptop | None = None
        """Result of the device check; None until it has run."""
        self.lost = False
        """True if the last lock could not save some words anywhere: the lock screen says so until it is unlocked."""
        self.untold = False
        """True if words were lost at the last lock and no lock screen has said so yet."""
        self.hurried = False
        """True if the operating system is ending the program: it will not be started again to report anything."""
        self._outside: Page | None = None
        self.threshold = Threshold(self)
        self.window = self._window(self._dress())

    @property
    def page(self) -> Page | None:
        """The page view that is open."""
        return self.inside.page if self.inside and not self.inside.covered else self._outside

    @property
    def office(self) -> "Office | None":
        """The context of the unlocked program; None while it is locked."""
        return self.inside.office if self.inside else None

    def know(self, laptop: "Laptop") -> None:
        """Store the result of the device check, which the home page reports if there is a problem."""
        self.laptop = laptop
        if self.inside:
            self.inside.office.laptop = laptop

    def start(self, *, renewed: bool = False) -> None:
        """Show the lock screen before anything heavy is loaded; if `renewed`, it says that all keys were replaced."""
        self.threshold.renewed = renewed
        self.restart()
        self.window.show()

    def start_covered(self, *, renewed: bool = False) -> None:
        """Show the neutral screen first: the previous process was covered, and ended with all it held."""
        self.threshold.renewed = renewed
        self.stand_at(CoverPage(self.house.first, self.restart))
        self.window.show()

    @property
    def outside(self) -> "Presenter | None":
        """The presenter shown before unlocking, or behind Cover."""
        return self._outside.presenter if self._outside else None

    def restart(self) -> None:
        """Show the lock screen in this window. After a lock, the real program starts a new process instead."""
        self.threshold.lock_screen()

    @property
    def _before_others(self) -> bool:
        """True if others may see this screen: it then says nothing about the purpose of the program."""
        return isinstance(self.outside, NEUTRAL) or (self.inside is not None and self.inside.turned)

    def go(self, route: "Route") -> None:
        """Go to a page of the unlocked program; does nothing while it is locked."""
        if self.inside:
            self.inside.go(route)

    def cover(self) -> None:
        """Hide everything at once behind a neutral screen.

        The vault stays open there only if a PIN can bring the page back. Covering again locks.
        """
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
        """Save the typed text, close the vault, and start again at the lock screen.

        Nothing private is visible meanwhile, however long the vault takes. A vault being opened is released.
        """
        if self.inside:
            self._start_afresh(self.house.relock)
        elif self.threshold.in_sight or self.threshold.opening:
            self.restart()

    def renew(self) -> None:
        """Lock after all keys were replaced, without revealing it to others.

        Behind Cover the neutral screen stays until it is lifted or locked. Facing the person, Cover comes up.
        """
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
            office.pack,
            self.house.run,
            office.unlocked.cover_pin.verify_pin,
            office.tries,
            lambda: self._uncover(inside, page),
            office.out_of_tries,
        )
        self.stand_at(page)
        office.again()

    def _uncover(self, inside: "Indoors", page: CoveredPage) -> None:
        """Go back to the page after a correct PIN, unless the program was locked or covered again meanwhile.

        If all keys were replaced behind Cover, lock instead: the vault is closed.
        """
        if self.inside is not inside or self.outside is not page:
            return
        if inside.office.unlocked.keys.is_rotated:
            self.lock()
        else:
            self._outside = None
            inside.step_in()

    def keep(self) -> None:
        """Save the typed text and stay open: the system asks every program before it logs out."""
        if self.inside and self.inside.page:
            self.inside.page.flush()
            self.inside.office.again()

    def hurry(self) -> None:
        """Note that the operating system is ending this program, or all programs."""
        self.hurried = True

    def close(self) -> None:
        """Save the typed text and close the vault: the window was closed."""
        self._leave()
        self._outside = None
        self.window.stop_watching()

    def emergency(self) -> None:
        """Show the emergency card, from any page; facing the person or covered, only its plain lines."""
        turned = self._before_others
        first, organisation = self.house.first, self.settings.organisation
        self.window.overlay(lambda close: EmergencyPage(first, organisation, close, plain=turned), middle=True)

    def tell(self, refusal: Refusal) -> None:
        """Show a refusal and what to do next; nothing is shown while facing the person, or covered."""
        if self._before_others:
            return
        first = self.house.first
        number = first.window.fault.format(number=refusal.number) if refusal.number else ""
        say, do = self.house.door.sentence(refusal.item)
        self.window.overlay(lambda close: RefusalPage(say, do, number, first.card.close, close), middle=True)

    def change_settings(self, settings: Settings) -> None:
        """Save settings, and apply the theme if it has changed."""
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
        """Show a page before unlocking, after a lock, or as Cover. The previous page is destroyed."""
        self._outside = self.window.show_bare(presenter, openly=True)

    def say_late(self) -> None:
        """Show the lock screen anew: it was shown before all it has to report was known."""
        if isinstance(self.outside, LockPage):
            self.restart()

    def unlocked(self, unlocked: "OpenVault", asked: "Presenter") -> None:
        """Show the unlocked program, if the page that asked for it is still shown.

        After Cover, a lock, or closing the window nobody waits for the vault any more: it is closed and not shown.
        """
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
        """Have the page save its text, then close the vault on its own thread, without asking."""
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
