"""The page factory: the presenter of each route."""

from collections.abc import Callable

from dasupport.casework.pages import SessionPage
from dasupport.casework.roles import Act
from dasupport.settings import Settings
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
from dasupport.ui.screens.session.print_sheets import PrintPresenter
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
from dasupport.ui.screens.vault.settings import (
    BACKUPS_LINK,
    KEYS_LINK,
    LOG_LINK,
    RESCUE_FILE_LINK,
    RETENTION_LINK,
    SettingsLink,
    SettingsPresenter,
)
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


def make_presenter(route: Route, context: SessionContext) -> Presenter:
    """Return the presenter of a route. Raises LookupError if its session is not the open one."""
    if type(route) in SIMPLE_PRESENTERS:
        return SIMPLE_PRESENTERS[type(route)](context)
    if isinstance(route, routes.Keys):
        return KeysPresenter(context, route.made)
    if isinstance(route, routes.RecoveryCode):
        return RecoveryCodePresenter(context, route.task)
    if isinstance(route, routes.PersonView):
        return PersonPresenter(context, route.person)
    if isinstance(route, routes.AccessHistory):
        return AccessHistoryPresenter(context, route.person, route.name)
    if isinstance(route, routes.RecordRetention):
        return RecordRetentionPresenter(context, route.person)
    editor = context.work.editor_for(route)
    if editor is None:
        raise LookupError(type(route).__name__)
    return _make_session_presenter(route, context, editor)


def _make_session_presenter(route: Route, context: SessionContext, editor: SessionEditor) -> Presenter:
    match route:
        case routes.InSession(page=place):
            return SESSION_PRESENTERS[place](context, editor)
        case routes.SealedSession():
            return SealedPresenter(context, editor)
        case routes.PrintSheets(origin=origin):
            return PrintPresenter(context, editor, origin)
        case routes.FacingPerson(prompt=prompt, way_in=way_in):
            return FacingPersonPresenter(context, editor, prompt, way_in)
    raise LookupError(type(route).__name__)


class PageFactory:
    """Makes the presenter of a route; the settings page changes the settings, which only the controller can."""

    def __init__(
        self, context: SessionContext, get_settings: Callable[[], Settings], change: Callable[[Settings], None]
    ) -> None:
        self._context = context
        self._get_settings = get_settings
        self._change_settings = change

    def __call__(self, route: Route) -> Presenter:
        return self._make_settings() if isinstance(route, routes.Settings) else make_presenter(route, self._context)

    def _make_settings(self) -> SettingsPresenter:
        context = self._context
        return SettingsPresenter(
            context.pack,
            self._get_settings(),
            self._change_settings,
            self._link_to(routes.Home()),
            self._link_to(routes.Pin()) if context.is_allowed(Act.SET_PIN) else None,
            has_pin=context.has_pin,
            ways=self._make_settings_links(),
            sight=context.device.capture,
            guest=context.is_guest,
        )

    def _make_settings_links(self) -> tuple[SettingsLink, ...]:
        """Return the links to the pages about the vault that its owner may see."""
        labels = self._context.pack.labels
        links = (
            (Act.SEE_KEYS, KEYS_LINK, labels.keys.open, labels.keys.link, routes.Keys()),
            (Act.SEE_BACKUPS, BACKUPS_LINK, labels.backups.open, labels.backups.link, routes.Backups()),
            (Act.READ_LOG, LOG_LINK, labels.log.open, labels.log.link, routes.Log()),
            (Act.SEE_RETENTION, RETENTION_LINK, labels.records.title, labels.records.link, routes.RetentionOverview()),
            (Act.SAVE_PAGE_DRAFT, RESCUE_FILE_LINK, labels.words.open, labels.words.link, routes.RescueFile()),
        )
        return tuple(
            SettingsLink(key, label, text, self._link_to(route))
            for act, key, label, text, route in links
            if self._context.is_allowed(act)
        )

    def _link_to(self, route: Route) -> Callable[[], None]:
        return lambda: self._context.go(route)
