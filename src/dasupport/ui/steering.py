"""Commands of the unlocked program, run by shortcuts and by the navigation rail."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dasupport.casework.roles import Act
from dasupport.casework.steps import Step, list_pages
from dasupport.ui.blocks import buttons
from dasupport.ui.frame import GUIDE, RailItem
from dasupport.ui.over import OverPage
from dasupport.ui.routes import Directory, Home, InSession, NewPerson, Papers, People, Route, Settings
from dasupport.ui.screens.questions import TURN

if TYPE_CHECKING:
    from dasupport.ui.indoors import Indoors
    from dasupport.ui.shell import Shell


class Steering:
    """Goes from page to page, and opens the guide and the advice panel."""

    def __init__(self, shell: "Shell", indoors: "Indoors", cards: OverPage) -> None:
        self._shell = shell
        self._indoors = indoors
        self._cards = cards

    def key(self, name: str) -> None:
        """Run a shortcut of the workspace; facing the person, or covered, none has an effect."""
        indoors = self._indoors
        if indoors.turned or indoors.covered:
            return
        goals: dict[str, Route] = {
            "home": Home(),
            "new": NewPerson(),
            "people": People(),
            "directory": Directory(),
            "settings": Settings(),
        }
        acts: dict[str, Callable[[], None]] = {
            GUIDE: self._cards.guide,
            "conversation": self._turn_here,
            "advice": self._advice,
            "close": self._close_advice,
        }
        if name in goals and (name != "new" or indoors.office.allows(Act.ADD_PERSON)):
            indoors.go(goals[name])
        elif name in acts:
            acts[name]()
        elif name == "paper" and isinstance(indoors.route, InSession):
            indoors.go(Papers(indoors.route.session, indoors.route.place))
        elif name in list(Step):
            self._step(Step(name))

    def rail(self, item: RailItem) -> None:
        """Run an item of the navigation rail."""
        if item.route is not None:
            self._indoors.go(item.route)
        elif item.key == GUIDE:
            self._cards.guide()
        else:
            self._shell.lock()

    def _step(self, step: Step) -> None:
        desk, route = self._indoors.office.desk, self._indoors.route
        if desk and isinstance(route, InSession):
            self._indoors.go(InSession(route.session, list_pages(step, desk.record.presenting)[0]))

    def _turn_here(self) -> None:
        """Turn the laptop to the person with the first question of this page that may be shown."""
        page = self._indoors.page
        if page:
            turns = [key for key in buttons(page.screen_shown.blocks) if key.startswith(TURN)]
            if turns:
                page.press(turns[0])

    def _advice(self) -> None:
        if self._indoors.private:
            self._shell.window.close_overlay()
            self._indoors.private.toggle_advice()

    def _close_advice(self) -> None:
        if self._indoors.private:
            self._indoors.private.close_advice()
