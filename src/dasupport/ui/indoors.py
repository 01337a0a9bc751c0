"""The unlocked program: it carries routes to the window, and is gone as a whole when the program locks."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer

from dasupport.actions.warden import AGAIN
from dasupport.casework.roles import Act
from dasupport.casework.steps import Step, neighbours, places
from dasupport.laptop.look import place
from dasupport.refusal import Refusal
from dasupport.settings import COVER, Settings
from dasupport.ui.again import Again
from dasupport.ui.blocks import buttons
from dasupport.ui.frame import GUIDE, RailItem
from dasupport.ui.making import make
from dasupport.ui.office import Office
from dasupport.ui.presenter import Presenter
from dasupport.ui.routes import (
    Backups,
    Code,
    Directory,
    Home,
    InSession,
    Keys,
    Log,
    NewPerson,
    Papers,
    People,
    Pin,
    Records,
    Route,
    Sealed,
    Turned,
    Words,
)
from dasupport.ui.routes import Settings as SettingsRoute
from dasupport.ui.screens.again import AgainPage
from dasupport.ui.screens.backups import BackupsPage
from dasupport.ui.screens.guide import GuidePage
from dasupport.ui.screens.lock import CoverPage
from dasupport.ui.screens.log import LogPage
from dasupport.ui.screens.not_kept import NotKeptPage
from dasupport.ui.screens.papers import PapersPage
from dasupport.ui.screens.questions import TURN
from dasupport.ui.screens.settings import BACKUPS, LOG, OPENS, RECORDS, WORDS, SettingsPage, Way
from dasupport.ui.window.copied import Copied
from dasupport.ui.window.elsewhere import Elsewhere
from dasupport.ui.window.page import Page
from dasupport.ui.window.private import Private
from dasupport.ui.window.saving import ask_where, ask_which
from dasupport.ui.window.spot import Spot, go_back, spot

if TYPE_CHECKING:
    from dasupport.actions.access import Unlocked
    from dasupport.casework.rescue import Found
    from dasupport.ui.shell import Shell

SOON = 120
"""Milliseconds after which a page that was opened is taken as read."""


class Away(NamedTuple):
    """Where one was when everything was covered. Its page is destroyed; only what stands behind it waits."""

    route: Route
    presenter: Presenter
    spot: Spot


class Indoors:
    """Everything between unlocking and locking."""

    def __init__(self, shell: "Shell", unlocked: "Unlocked") -> None:
        house = shell.house
        self._shell = shell
        run = Again(house.run, self._ask_again)
        self.office = Office(unlocked, house.pack(), shell.settings.organisation, run, house.now, house.new_id)
        self.office.laptop, self.office.sight, self.office.place_of = shell.laptop, shell.sight, place
        self.office.go, self.office.come_back = self.go, self.come_back
        self.office.tell, self.office.on_kept, self.office.lock = self._tell, self._kept, shell.lock
        self.office.ask_save = partial(ask_where, shell.window)
        self.office.ask_open, self.office.not_kept = partial(ask_which, shell.window), self._not_kept
        self.page: Page | None = None
        self._private: Private | None = None
        self.copied = Copied()
        self.elsewhere = Elsewhere(shell.app, lambda: shell.settings.guard.away, lambda: shell.window.asking)
        self.elsewhere.wanted.connect(self._gone_elsewhere)
        self.elsewhere.returned.connect(shell.window.open_curtain)
        self.route: Route = Home()
        self._asking = False
        """Whether the passphrase is being asked for again over the page."""
        self._away: Away | None = None

    @property
    def turned(self) -> bool:
        """Whether the laptop is turned to the person."""
        return isinstance(self.route, Turned)

    @property
    def covered(self) -> bool:
        """Whether the vault is open behind the neutral screen."""
        return self._away is not None

    def enter(self) -> None:
        """The first page after unlocking; of a vault that was just made, its recovery code."""
        self.office.jottings.load()
        self.go(Code() if self.office.unlocked.keys.first else Home())
        self._shell.house.run(self.office.unlocked.rescue.after_lock, self._read_back, lambda _: None)

    def _read_back(self, found: "tuple[Found, ...]") -> None:
        """What the last lock could not keep is back in its place, or shown beside what stands there."""
        self.office.read_back = found
        self.office.jottings.load()
        if found and self.route == Home():
            self.go(Words())

    def go(self, route: Route) -> None:
        """Go to a page; what was typed on this one is kept first. After a lock, and from the turned laptop, nowhere."""
        if self._shell.inside is not self or self.turned or self.covered or self._ending(route):
            return
        self.office.visited += 1
        if self._asking:
            self._shell.window.close_overlay()
        if self.page:
            self.page.flush()
        if self.office.desk:
            self.office.desk.settle()
        if self.office.fetch(route):
            return
        self.route = route
        if isinstance(route, Turned):
            self._private = None
            self.copied.forget()
            self.page = self._shell.window.show_bare(self._presenter(route))
        else:
            self._show(route)

    def come_back(self, route: Route) -> None:
        """From the turned laptop to the private view: the passphrase was right."""
        self.route = Home()
        self.go(route)

    def _gone_elsewhere(self, wanted: str) -> None:
        """Hide the page or cover it, as is wished; what is covered already stays as it is."""
        if self.covered or self.page is None:
            return
        if wanted == COVER:
            self._shell.cover()
        else:
            window = self._shell.window
            self.page.flush()
            window.draw_curtain(CoverPage(self._shell.house.first, window.open_curtain))

    def step_out(self) -> None:
        """Keep what was typed, as far as it was typed, and remember the place; the vault stays open. Whoever shows
        the next page destroys this one."""
        if self.page is None:
            return
        self.office.visited += 1
        self.office.unlocked.forget()
        self.copied.forget()
        self.page.flush()
        self._away = Away(self.route, self.page.presenter, spot(self.page))
        self.page = self._private = None

    def step_in(self) -> None:
        """Back to the very word; where its session was sealed meanwhile, to the first page."""
        away, self._away = self._away, None
        if away is None:
            return
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
        """Whether the session of a route is no longer in hand."""
        return hasattr(route, "session") and (self.office.desk_for(route) is None or self._ending(route))

    def _ending(self, route: Route) -> bool:
        """Whether a route leads into a session that is being sealed."""
        desk = self.office.desk_for(route)
        return desk is not None and desk.ending and not isinstance(route, Sealed)

    def leave(self) -> None:
        """Keep what was typed, as far as it was typed, and close the vault."""
        self.office.visited += 1
        self.copied.forget()
        self.copied.stop()
        self.elsewhere.stop()
        if self.page:
            self.page.flush()
        if self.office.desk:
            self.office.desk.mend()
        self._again()
        self.page = self._private = None
        office = self.office
        self._shell.house.run(office.rescue, lambda _: None, lambda _: None)
        self._shell.house.run(office.unlocked.close, lambda _: None, lambda _: None)

    def key(self, name: str) -> None:
        """A key that does something in the private view; turned to the person, or covered, none does."""
        if self.turned or self.covered:
            return
        goals: dict[str, Route] = {
            "home": Home(), "new": NewPerson(), "people": People(),
            "directory": Directory(), "settings": SettingsRoute(),
        }  # fmt: skip
        acts: dict[str, Callable[[], None]] = {
            GUIDE: self.guide,
            "conversation": self._turn_here,
            "advice": self._advice,
            "close": self._close_advice,
        }
        if name in goals and (name != "new" or self.office.allows(Act.MEET)):
            self.go(goals[name])
        elif name in acts:
            acts[name]()
        elif name == "paper" and isinstance(self.route, InSession):
            self.go(Papers(self.route.session, self.route.place))
        elif name in list(Step):
            self._step(Step(name))

    def guide(self) -> None:
        """The guide, with the cards for this page first."""
        place = self.route.place if isinstance(self.route, InSession) else ""
        window = self._shell.window
        window.overlay(GuidePage(self.office.pack, place, window.close_overlay), middle=False)

    def settings_changed(self, settings: Settings, *, looks: bool) -> None:
        """Take on other settings; other looks draw everything anew."""
        self.office.organisation = settings.organisation
        if looks:
            self._private = None
            self.go(self.route)

    def _show(self, route: Route, presenter: Presenter | None = None) -> None:
        if self._private is None:
            shell = self._shell
            acts = {
                "again": self._again, "guide": self.guide, "emergency": shell.emergency, "cover": shell.cover,
            }  # fmt: skip
            self._private = Private(shell.window.theme, self.office, shell.house.first.window.title, acts, self._rail)
            shell.window.show_body(self._private)
        self.page = self._private.show_page(route, lambda: presenter or self._presenter(route))
        if isinstance(route, InSession):
            QTimer.singleShot(SOON, self._shell.window, lambda: self._afterwards(route))

    def _afterwards(self, route: InSession) -> None:
        """When the page is up and nobody waits: remember it, and make the next one ready."""
        desk = self.office.desk
        if self._shell.inside is not self or self._private is None or desk is None or self.route != route:
            return
        desk.at(route.place)
        following = neighbours(route.place, desk.record.presenting)[1]
        if following:
            goal = InSession(route.session, following)
            self._private.prepare(goal, lambda: self._presenter(goal))

    def _presenter(self, route: Route) -> Presenter:
        if isinstance(route, SettingsRoute):
            shell = self._shell
            return SettingsPage(
                self.office.pack, shell.settings, shell.change_settings, lambda: self.go(Home()),
                (lambda: self.go(Pin())) if self.office.allows(Act.SET_PIN) else None, has_pin=self.office.has_pin,
                ways=self._ways(), sight=shell.sight, guest=self.office.guest,
            )  # fmt: skip
        presenter, labels = make(route, self.office), self.office.pack.labels
        if isinstance(presenter, PapersPage):
            presenter.ask_where = self._asks(labels.papers.save_title, labels.papers.file_kind)
        elif isinstance(presenter, BackupsPage):
            presenter.ask_where = self._asks(labels.backups.carry_title, labels.backups.kind, "backup")
        elif isinstance(presenter, LogPage):
            presenter.ask_where = self._asks(labels.log.save_title, labels.log.kind, "csv")
        return presenter

    def _ways(self) -> tuple[Way, ...]:
        """The pages about this vault that its owner may see."""
        labels, may = self.office.pack.labels, self.office.unlocked.allows
        ways = {
            Act.SEE_KEYS: Way(OPENS, labels.keys.open, labels.keys.link, lambda: self.go(Keys())),
            Act.SEE_BACKUPS: Way(BACKUPS, labels.backups.open, labels.backups.link, lambda: self.go(Backups())),
            Act.READ_LOG: Way(LOG, labels.log.open, labels.log.link, lambda: self.go(Log())),
            Act.SEE_RETENTION: Way(RECORDS, labels.records.title, labels.records.link, lambda: self.go(Records())),
            Act.JOT: Way(WORDS, labels.words.open, labels.words.link, lambda: self.go(Words())),
        }
        return tuple(way for act, way in ways.items() if may(act))

    def _rail(self, item: RailItem) -> None:
        if item.route is not None:
            self.go(item.route)
        elif item.key == GUIDE:
            self.guide()
        else:
            self._shell.lock()

    def _step(self, step: Step) -> None:
        if self.office.desk and isinstance(self.route, InSession):
            page = places(step, self.office.desk.record.presenting)[0]
            self.go(InSession(self.route.session, page))

    def _turn_here(self) -> None:
        """Turn the laptop with the first question of this page that may be shown."""
        if self.page:
            turns = [key for key in buttons(self.page.screen_shown.blocks) if key.startswith(TURN)]
            if turns:
                self.page.press(turns[0])

    def _advice(self) -> None:
        if self._private:
            self._shell.window.close_overlay()
            self._private.toggle_advice()

    def _close_advice(self) -> None:
        if self._private:
            self._private.close_advice()

    def _again(self) -> None:
        self.office.again()

    def _ask_again(self, right: Callable[[], None], left: Callable[[], None]) -> None:
        """Ask for the passphrase over the page. Whatever takes the question away leaves all as it was; with the
        laptop turned, and after a lock, nothing is asked."""
        if self.turned or self.covered or self._shell.inside is not self:
            left()
            return
        window, given = self._shell.window, []

        def confirmed() -> None:
            given.append(True)
            window.close_overlay()

        def closed() -> None:
            self._asking = False
            if self._shell.inside is self:
                (right if given else left)()

        page = AgainPage(
            self.office.pack, self._shell.house.run, self.office.unlocked.confirm, confirmed, window.close_overlay
        )
        window.overlay(page, middle=True, closed=closed)
        self._asking = True

    def _tell(self, refusal: Refusal) -> None:
        """Say what was refused; that the passphrase was not given needs no word."""
        if refusal.item != AGAIN:
            self._shell.tell(refusal)

    def _not_kept(self, refusal: Refusal) -> None:
        """Say that words are on the screen only, and where else they can go."""
        if not self.office.allows(Act.WRITE):
            self._tell(refusal)
        elif not (self.turned or self.covered):
            window = self._shell.window
            window.overlay(NotKeptPage(self.office, refusal, window.close_overlay), middle=True)

    def _kept(self) -> None:
        if self._private:
            self._private.show_saved()

    def _asks(self, title: str, kind: str, suffix: str = "pdf") -> Callable[[str], Path | None]:
        """How a page asks where a file may go."""
        return lambda name: ask_where(self._shell.window, title, kind, name, suffix)
