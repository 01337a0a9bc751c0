"""Where each shortcut of the workspace leads from the page that is open."""

from collections.abc import Callable

from dasupport.casework.roles import Act
from dasupport.casework.steps import Step, list_pages
from dasupport.ui.app.commands import Goal
from dasupport.ui.screen.routes import Directory, Home, InSession, NewPerson, People, PrintSheets, Route, Settings
from dasupport.ui.session.context import SessionContext


def list_goals(context: SessionContext, get_route: Callable[[], Route]) -> dict[str, Goal]:
    """Return the goal of each shortcut: a function that returns a route, or None if it leads nowhere from here."""

    def find_step(step: Step) -> Route | None:
        editor, route = context.editor, get_route()
        if not editor or not isinstance(route, InSession):
            return None
        return InSession(route.session, list_pages(step, editor.record.presenting)[0])

    def find_sheets() -> Route | None:
        route = get_route()
        return PrintSheets(route.session, route.page) if isinstance(route, InSession) else None

    def make_step_goal(step: Step) -> Goal:
        return lambda: find_step(step)

    return {
        "home": Home,
        "new": lambda: NewPerson() if context.is_allowed(Act.ADD_PERSON) else None,
        "people": People,
        "directory": Directory,
        "settings": Settings,
        "paper": find_sheets,
        **{str(step): make_step_goal(step) for step in Step},
    }
