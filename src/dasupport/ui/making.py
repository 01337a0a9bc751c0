"""The presenter of each route."""

from collections.abc import Callable

from dasupport.casework.steps import SessionPage
from dasupport.ui import routes
from dasupport.ui.desk import Desk
from dasupport.ui.office import Office
from dasupport.ui.presenter import Presenter
from dasupport.ui.routes import Route
from dasupport.ui.screens.ask import ConfidentialityPage, DisclosurePage
from dasupport.ui.screens.backups import BackupsPage
from dasupport.ui.screens.check import CheckPage
from dasupport.ui.screens.code import CodePage
from dasupport.ui.screens.directory import DirectoryPage
from dasupport.ui.screens.home import HomePage
from dasupport.ui.screens.identify import ChildrenPage, HarmPage, NoticePage, SignsPage
from dasupport.ui.screens.keeping import KeepingPage
from dasupport.ui.screens.key_ring import KeyRingPage
from dasupport.ui.screens.log import LogPage
from dasupport.ui.screens.looks import LooksPage
from dasupport.ui.screens.motivate import InvitePage, MessagesPage, ReadinessPage, SafetyPlanPage, SupportPage
from dasupport.ui.screens.new_keys import NewKeysPage
from dasupport.ui.screens.papers import PapersPage
from dasupport.ui.screens.people import NewPersonPage, PeoplePage
from dasupport.ui.screens.person_view import PersonViewPage
from dasupport.ui.screens.pin import PinPage
from dasupport.ui.screens.profile import ProfilePage
from dasupport.ui.screens.questions import QuestionsPage
from dasupport.ui.screens.records import RecordsPage
from dasupport.ui.screens.refer import ContactPage, DecisionsPage
from dasupport.ui.screens.refer_services import ServicesPage
from dasupport.ui.screens.sealed import SealedPage
from dasupport.ui.screens.session import SessionPresenter
from dasupport.ui.screens.start import StartPage
from dasupport.ui.screens.turned import TurnedPage
from dasupport.ui.screens.words import WordsPage

PAGES: dict[SessionPage, type[SessionPresenter]] = {
    page.place: page
    for page in (
        StartPage,
        NoticePage,
        SignsPage,
        HarmPage,
        ChildrenPage,
        ConfidentialityPage,
        QuestionsPage,
        DisclosurePage,
        ProfilePage,
        InvitePage,
        ReadinessPage,
        MessagesPage,
        SupportPage,
        SafetyPlanPage,
        ServicesPage,
        DecisionsPage,
        ContactPage,
        CheckPage,
    )
}
"""The presenter of each page of a session."""


ALONE: dict[type, Callable[[Office], Presenter]] = {
    routes.Home: HomePage,
    routes.NewPerson: NewPersonPage,
    routes.People: PeoplePage,
    routes.Directory: DirectoryPage,
    routes.Pin: PinPage,
    routes.Backups: BackupsPage,
    routes.Log: LogPage,
    routes.Records: RecordsPage,
    routes.Words: WordsPage,
    routes.NewKeys: NewKeysPage,
}
"""The presenter of each route without arguments."""


def make(route: Route, office: Office) -> Presenter:
    """Return the presenter of a route. Raises LookupError if its session is not the open one."""
    if type(route) in ALONE:
        return ALONE[type(route)](office)
    if isinstance(route, routes.Keys):
        return KeyRingPage(office, route.made)
    if isinstance(route, routes.Code):
        return CodePage(office, route.sort)
    if isinstance(route, routes.PersonView):
        return PersonViewPage(office, route.person)
    if isinstance(route, routes.Looks):
        return LooksPage(office, route.person, route.name)
    if isinstance(route, routes.Keeping):
        return KeepingPage(office, route.person)
    desk = office.desk_for(route)
    if desk is None:
        raise LookupError(type(route).__name__)
    return _with_desk(route, office, desk)


def _with_desk(route: Route, office: Office, desk: Desk) -> Presenter:
    match route:
        case routes.InSession(place=place):
            return PAGES[place](office, desk)
        case routes.Sealed():
            return SealedPage(office, desk)
        case routes.Papers(origin=origin):
            return PapersPage(office, desk, origin)
        case routes.Turned(prompt=prompt, way_in=way_in):
            return TurnedPage(office, desk, prompt, way_in)
    raise LookupError(type(route).__name__)
