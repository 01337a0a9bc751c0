"""The presenter of each route."""

from collections.abc import Callable

from dasupport.casework.steps import SessionPage
from dasupport.ui.screen import routes
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.routes import Route
from dasupport.ui.screens.directory.directory import DirectoryPresenter
from dasupport.ui.screens.home.home import HomePresenter
from dasupport.ui.screens.people.access_history import AccessHistoryPresenter
from dasupport.ui.screens.people.people import NewPersonPresenter, PeoplePresenter
from dasupport.ui.screens.people.person import PersonPresenter
from dasupport.ui.screens.session.ask import ConfidentialityPresenter, DisclosurePresenter
from dasupport.ui.screens.session.check import CheckPresenter
from dasupport.ui.screens.session.gate import GatePresenter
from dasupport.ui.screens.session.identify import ChildrenPresenter, HarmPresenter, NoticePresenter, SignsPresenter
from dasupport.ui.screens.session.motivate import (
    InvitePresenter,
    MessagesPresenter,
    ReadinessPresenter,
    SafetyPlanPresenter,
    SupportPresenter,
)
from dasupport.ui.screens.session.print import PrintPresenter
from dasupport.ui.screens.session.profile import ProfilePresenter
from dasupport.ui.screens.session.questions import QuestionsPresenter
from dasupport.ui.screens.session.refer import ContactPresenter, DecisionsPresenter
from dasupport.ui.screens.session.refer_services import ServicesPresenter
from dasupport.ui.screens.session.sealed import SealedPresenter
from dasupport.ui.screens.session.session_presenter import SessionPresenter
from dasupport.ui.screens.session.turned import FacingPersonPresenter
from dasupport.ui.screens.vault.backups import BackupsPresenter
from dasupport.ui.screens.vault.keys import KeysPresenter
from dasupport.ui.screens.vault.log import LogPresenter
from dasupport.ui.screens.vault.pin import PinPresenter
from dasupport.ui.screens.vault.record_retention import RecordRetentionPresenter
from dasupport.ui.screens.vault.recovery_code import RecoveryCodePresenter
from dasupport.ui.screens.vault.rescue_file import RescueFilePresenter
from dasupport.ui.screens.vault.retention import RetentionPresenter
from dasupport.ui.screens.vault.rotate_keys import RotateKeysPresenter
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor

SESSION_PRESENTERS: dict[SessionPage, type[SessionPresenter]] = {
    page.place: page
    for page in (
        GatePresenter,
        NoticePresenter,
        SignsPresenter,
        HarmPresenter,
        ChildrenPresenter,
        ConfidentialityPresenter,
        QuestionsPresenter,
        DisclosurePresenter,
        ProfilePresenter,
        InvitePresenter,
        ReadinessPresenter,
        MessagesPresenter,
        SupportPresenter,
        SafetyPlanPresenter,
        ServicesPresenter,
        DecisionsPresenter,
        ContactPresenter,
        CheckPresenter,
    )
}
"""The presenter of each page of a session."""


SIMPLE_PRESENTERS: dict[type, Callable[[SessionContext], Presenter]] = {
    routes.Home: HomePresenter,
    routes.NewPerson: NewPersonPresenter,
    routes.People: PeoplePresenter,
    routes.Directory: DirectoryPresenter,
    routes.Pin: PinPresenter,
    routes.Backups: BackupsPresenter,
    routes.Log: LogPresenter,
    routes.RetentionOverview: RetentionPresenter,
    routes.RescueFile: RescueFilePresenter,
    routes.RotateKeys: RotateKeysPresenter,
}
"""The presenter of each route without arguments."""


def make_presenter(route: Route, office: SessionContext) -> Presenter:
    """Return the presenter of a route. Raises LookupError if its session is not the open one."""
    if type(route) in SIMPLE_PRESENTERS:
        return SIMPLE_PRESENTERS[type(route)](office)
    if isinstance(route, routes.Keys):
        return KeysPresenter(office, route.made)
    if isinstance(route, routes.RecoveryCode):
        return RecoveryCodePresenter(office, route.task)
    if isinstance(route, routes.PersonView):
        return PersonPresenter(office, route.person)
    if isinstance(route, routes.AccessHistory):
        return AccessHistoryPresenter(office, route.person, route.name)
    if isinstance(route, routes.RecordRetention):
        return RecordRetentionPresenter(office, route.person)
    desk = office.editor_for(route)
    if desk is None:
        raise LookupError(type(route).__name__)
    return _make_session_presenter(route, office, desk)


def _make_session_presenter(route: Route, office: SessionContext, desk: SessionEditor) -> Presenter:
    match route:
        case routes.InSession(page=place):
            return SESSION_PRESENTERS[place](office, desk)
        case routes.SealedSession():
            return SealedPresenter(office, desk)
        case routes.PrintSheets(origin=origin):
            return PrintPresenter(office, desk, origin)
        case routes.FacingPerson(prompt=prompt, way_in=way_in):
            return FacingPersonPresenter(office, desk, prompt, way_in)
    raise LookupError(type(route).__name__)
