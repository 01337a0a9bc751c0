"""The unlocked program: shows routes in the window; dropped as a whole when the program locks."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer

from dasupport.casework.roles import Act
from dasupport.casework.steps import find_neighbours
from dasupport.laptop.look import place
from dasupport.refusal import Refusal
from dasupport.settings import COVER, Settings
from dasupport.ui.again import Again
from dasupport.ui.fitting import Fitting
from dasupport.ui.office import Office
from dasupport.ui.over import OverPage
from dasupport.ui.presenter import Presenter
from dasupport.ui.routes import Code, Home, InSession, Route, Sealed, Turned, Words
from dasupport.ui.running import unasked
from dasupport.ui.screens.cover import CoverPage
from dasupport.ui.steering import Steering
from dasupport.ui.window.copied import Copied
from dasupport.ui.window.elsewhere import Elsewhere
from dasupport.ui.window.page import Page
from dasupport.ui.window.private import Private
from dasupport.ui.window.saving import ask_where, ask_which
from dasupport.ui.window.spot import Spot, go_back, spot

if TYPE_CHECKING:
    from dasupport.actions.access import OpenVault
    from dasupport.casework.rescue import RecoveredText
    from dasupport.ui.shell import Shell

SOON = 120
"""Milliseconds after a page is shown before it is saved as the open page, and the next page is prepared."""


class Away(NamedTuple):
    """The page that was open when Cover came up. Its widgets are destroyed; only its presenter is kept."""

    route: Route
    presenter: Presenter
    spot: Spot


class Indoors:
    """Everything between unlocking and locking."""

    def __init__(self, shell: "Shell", unlocked: "OpenVault") -> None:
        house = shell.house
        self._shell = shell
        self._cards = OverPage(shell, self)
        run = Again(house.run, self._cards.ask_again, self._cards.damaged)
        self.office = Office(unlocked, house.pack(), shell.settings.organisation, run, house.now, house.new_id)
        self.office.laptop, self.office.sight, self.office.place_of = shell.laptop, shell.sight, place
        self.office.go, self.office.come_back = self.go, self.come_back
        self.office.tell, self.office.on_kept, self.office.lock = self._cards.tell, self._kept, shell.lock
        self.office.renewed = shell.renew
        self.office.ask_save = partial(ask_where, shell.window)
        self.office.ask_open, self.office.not_kept = partial(ask_which, shell.window), self._cards.not_kept
        self._fitted = Fitting(shell, self.office)
        self.page: Page | None = None
        self.private: Private | None = None
        """The workspace around a page, while a page of it is shown."""
        self.steering = Steering(shell, self, self._cards)
        self.copied = Copied()
        self.elsewhere = Elsewhere(shell.app, lambda: shell.settings.guard.away, lambda: shell.window.asking)
        self.elsewhere.wanted.connect(self._gone_elsewhere)
        self.elsewhere.returned.connect(shell.window.open_curtain)
        self.route: Route = Home()
        self._away: Away | None = None

    @property
    def turned(self) -> bool:
        """True while the laptop is turned to the person."""
        return isinstance(self.route, Turned)

    @property
    def covered(self) -> bool:
        """True while the vault is open behind the neutral screen."""
        return self._away is not None

    def enter(self) -> None:
        """Show the first page after unlocking; for a new vault, its recovery code."""
        self._shell.house.run(self.office.unlocked.page_drafts.expire_new_person, self._expired, lambda _: None)
        self.office.jottings.load()
        self.go(Code() if self.office.unlocked.keys.needs_first_code else Home())
        if self.office.allows(Act.SAVE_PAGE_DRAFT):
            self._shell.house.run(
                self.office.unlocked.rescue_files.restore_after_lock, self._read_back, self._not_all_back
            )
        self._look_round()

    def _expired(self, dropped: bool) -> None:
        self.office.dropped = dropped

    def _read_back(self, found: "tuple[RecoveredText, ...]") -> None:
        """Show what the last lock could not save: it is back in its place, or shown next to a newer text there."""
        self.office.read_back = found
        self.office.jottings.load()
        if found and self.route == Home():
            self.go(Words())

    def _not_all_back(self, refusal: Refusal) -> None:
        """Show that some unsaved words cannot be decrypted, or that the vault still refuses them."""
        self.office.jottings.load()
        self.office.tell(refusal)

    def go(self, route: Route) -> None:
        """Go to a page; the text typed on the current page is saved first.

        Does nothing after a lock, behind Cover and facing the person, or if the session is being sealed.
        """
        if self._shell.inside is not self or self.turned or self.covered or self._ending(route):
            return
        self.office.visited += 1
        if self._cards.asking:
            self._shell.window.close_overlay()
        if self.page:
            self.page.flush()
        if self.office.desk:
            self.office.desk.settle()
        if self.office.fetch(route):
            return
        self.route = route
        if isinstance(route, Turned):
            self.private = None
            self.copied.forget()
            self.page = self._shell.window.show_bare(self._fitted(route))
        else:
            self._show(route)

    def come_back(self, route: Route) -> None:
        """Go from the view for the person back to the workspace: the passphrase or the PIN was correct."""
        self.route = Home()
        self.go(route)
        self._look_round()

    def _look_round(self) -> None:
        """Focus the page just opened. If another program has the focus by now, the page is hidden as configured."""
        if self.page:
            self.page.take_focus()
        self.elsewhere.look()

    def _gone_elsewhere(self, wanted: str) -> None:
        """Hide the page or cover it, as configured, when another program has the focus; no effect behind Cover."""
        if self.covered or self.page is None:
            return
        if wanted == COVER:
            self._shell.cover()
        else:
            window = self._shell.window
            self.page.flush()
            window.draw_curtain(CoverPage(self._shell.house.first, window.open_curtain))

    def step_out(self) -> None:
        """Save the typed text and remember the position; the vault stays open.

        The caller shows the next page, which destroys this one.
        """
        if self.page is None:
            return
        self.office.visited += 1
        self.office.unlocked.forget_passphrase()
        self.copied.forget()
        self.page.flush()
        self._away = Away(self.route, self.page.presenter, spot(self.page))
        self.page = self.private = None

    def step_in(self) -> None:
        """Show the suspended page at its old position; if its session was sealed meanwhile, the home page."""
        away, self._away = self._away, None
        if away is not None:
            self._stand_again(away)
            self._look_round()

    def _stand_again(self, away: Away) -> None:
        if isinstance(away.route, Turned):
            self.page = self._shell.window.show_bare(away.presenter)
        elif self._over(away.route):
            self.go(Home())
            return
        else:
            self._show(away.route, away.presenter)
        if self.page:
            go_back(self.page, away.spot)

    def _over(self, route: Route) -> bool:
        """Return True if the session of a route is not the open one any more."""
        return hasattr(route, "session") and (self.office.desk_for(route) is None or self._ending(route))

    def _ending(self, route: Route) -> bool:
        """Return True if a route leads into a session that is being sealed."""
        desk = self.office.desk_for(route)
        return desk is not None and desk.ending and not isinstance(route, Sealed)

    def leave(self) -> None:
        """Save the typed text and close the vault."""
        self.office.visited += 1
        self.copied.forget()
        self.copied.stop()
        self.elsewhere.stop()
        if self.page:
            self.page.flush()
        if self.office.desk:
            self.office.desk.mend()
        self.office.again()
        self.page = self.private = None
        office, threshold = self.office, self._shell.threshold
        threshold.renewed = told = office.unlocked.keys.is_rotated
        self._shell.house.run(
            lambda: self._rescue(office, told=told),
            lambda late: self._shell.say_late() if late else None,
            lambda _: self._shell.say_late(),
        )
        self._shell.house.run(office.unlocked.close, lambda _: None, lambda _: None)
        office.run = unasked  # a job's late answer must not start another job on a closed vault

    def _rescue(self, office: Office, *, told: bool) -> bool:
        """Write the rescue file; return True if all keys were replaced after the lock screen was shown.

        Runs on the vault's own thread, so that both are known before this process ends.
        """
        late = office.unlocked.keys.is_rotated and not told
        self._shell.threshold.renewed |= late
        try:
            office.rescue()
        except BaseException:
            self._shell.lost = self._shell.untold = True
            raise
        return late

    def settings_changed(self, settings: Settings, *, looks: bool) -> None:
        """Take over changed settings; a changed theme redraws the page."""
        self.office.organisation = settings.organisation
        if looks:
            self.private = None
            self.go(self.route)

    def _show(self, route: Route, presenter: Presenter | None = None) -> None:
        if self.private is None:
            shell = self._shell
            acts = {
                "again": self.office.again,
                "guide": self._cards.guide,
                "emergency": shell.emergency,
                "cover": shell.cover,
            }
            self.private = Private(
                shell.window.theme, self.office, shell.house.first.window.title, acts, self.steering.rail
            )
            shell.window.show_body(self.private)
        self.page = self.private.show_page(route, lambda: presenter or self._fitted(route))
        if isinstance(route, InSession):
            QTimer.singleShot(SOON, self._shell.window, lambda: self._afterwards(route))

    def _afterwards(self, route: InSession) -> None:
        """Save which page is open and prepare the next one, once this page is drawn and the program is idle."""
        desk = self.office.desk
        if self._shell.inside is not self or self.private is None or desk is None or self.route != route:
            return
        desk.at(route.place)
        following = find_neighbours(route.place, desk.record.presenting)[1]
        if following:
            goal = InSession(route.session, following)
            self.private.prepare(goal, lambda: self._fitted(goal))

    def _kept(self) -> None:
        if self.private:
            self.private.show_saved()
