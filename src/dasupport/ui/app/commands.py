"""Commands of the unlocked program, run by shortcuts and by the navigation rail."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dasupport.casework.roles import Act
from dasupport.casework.steps import Step, list_pages
from dasupport.ui.app.overlays import OverlayController
from dasupport.ui.screen.blocks import iter_button_keys
from dasupport.ui.screen.routes import Directory, Home, InSession, NewPerson, People, PrintSheets, Route, Settings
from dasupport.ui.screens.session.questions import FACE_PERSON_PREFIX
from dasupport.ui.session.chrome import GUIDE, RailItem

if TYPE_CHECKING:
    from dasupport.ui.app.controller import AppController
    from dasupport.ui.app.unlocked import UnlockedController


class CommandDispatcher:
    """Goes from page to page, and opens the guide and the advice panel."""

    def __init__(self, shell: "AppController", indoors: "UnlockedController", cards: OverlayController) -> None:
        self._app = shell
        self._controller = indoors
        self._overlays = cards

    def handle_key(self, name: str) -> None:
        """Run a shortcut of the workspace; facing the person, or covered, none has an effect."""
        indoors = self._controller
        if indoors.is_facing_person or indoors.is_covered:
            return
        goals: dict[str, Route] = {
            "home": Home(),
            "new": NewPerson(),
            "people": People(),
            "directory": Directory(),
            "settings": Settings(),
        }
        acts: dict[str, Callable[[], None]] = {
            GUIDE: self._overlays.show_guide,
            "conversation": self._face_person,
            "advice": self._toggle_advice,
            "close": self._close_advice,
        }
        if name in goals and (name != "new" or indoors.context.is_allowed(Act.ADD_PERSON)):
            indoors.go(goals[name])
        elif name in acts:
            acts[name]()
        elif name == "paper" and isinstance(indoors.route, InSession):
            indoors.go(PrintSheets(indoors.route.session, indoors.route.page))
        elif name in list(Step):
            self._go_to_step(Step(name))

    def handle_rail_item(self, item: RailItem) -> None:
        """Run an item of the navigation rail."""
        if item.route is not None:
            self._controller.go(item.route)
        elif item.key == GUIDE:
            self._overlays.show_guide()
        else:
            self._app.lock()

    def _go_to_step(self, step: Step) -> None:
        desk, route = self._controller.context.editor, self._controller.route
        if desk and isinstance(route, InSession):
            self._controller.go(InSession(route.session, list_pages(step, desk.record.presenting)[0]))

    def _face_person(self) -> None:
        """Turn the laptop to the person with the first question of this page that may be shown."""
        page = self._controller.page
        if page:
            turns = [key for key in iter_button_keys(page.shown_screen.blocks) if key.startswith(FACE_PERSON_PREFIX)]
            if turns:
                page.press_button(turns[0])

    def _toggle_advice(self) -> None:
        if self._controller.workspace:
            self._app.window.close_overlay()
            self._controller.workspace.toggle_advice()

    def _close_advice(self) -> None:
        if self._controller.workspace:
            self._controller.workspace.close_advice()
