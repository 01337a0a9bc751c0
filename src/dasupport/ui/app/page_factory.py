"""The page factory: presenters with what only the controller can give them, the settings and the file dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.roles import Act
from dasupport.ui.app.presenters import make_presenter
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.routes import Backups, Home, Keys, Log, Pin, RescueFile, RetentionOverview, Route
from dasupport.ui.screen.routes import Settings as SettingsRoute
from dasupport.ui.screens.session.print import PrintPresenter
from dasupport.ui.screens.vault.backups import BackupsPresenter
from dasupport.ui.screens.vault.log import LogPresenter
from dasupport.ui.screens.vault.settings import (
    BACKUPS_LINK,
    KEYS_LINK,
    LOG_LINK,
    RESCUE_FILE_LINK,
    RETENTION_LINK,
    SettingsLink,
    SettingsPresenter,
)
from dasupport.ui.window.file_dialogs import ask_save_path

if TYPE_CHECKING:
    from dasupport.ui.app.controller import AppController
    from dasupport.ui.session.context import SessionContext


class PageFactory:
    """Makes the presenter of a route, with everything it needs."""

    def __init__(self, shell: "AppController", office: "SessionContext") -> None:
        self._app = shell
        self._context = office

    def __call__(self, route: Route) -> Presenter:
        if isinstance(route, SettingsRoute):
            return self._make_settings()
        presenter, labels = make_presenter(route, self._context), self._context.pack.labels
        if isinstance(presenter, PrintPresenter):
            presenter.ask_save_path = self._save_dialog(labels.papers.save_title, labels.papers.file_kind)
        elif isinstance(presenter, BackupsPresenter):
            presenter.ask_save_path = self._save_dialog(labels.backups.carry_title, labels.backups.kind, "backup")
        elif isinstance(presenter, LogPresenter):
            presenter.ask_save_path = self._save_dialog(labels.log.save_title, labels.log.kind, "csv")
        return presenter

    def _make_settings(self) -> SettingsPresenter:
        shell, office = self._app, self._context
        return SettingsPresenter(
            office.pack,
            shell.settings,
            shell.change_settings,
            self._link_to(Home()),
            self._link_to(Pin()) if office.is_allowed(Act.SET_PIN) else None,
            has_pin=office.has_pin,
            ways=self._make_settings_links(),
            sight=shell.capture_setting,
            guest=office.is_guest,
        )

    def _make_settings_links(self) -> tuple[SettingsLink, ...]:
        """Return the links to the pages about the vault that its owner may see."""
        labels, may = self._context.pack.labels, self._context.open_vault.is_allowed
        ways = {
            Act.SEE_KEYS: SettingsLink(KEYS_LINK, labels.keys.open, labels.keys.link, self._link_to(Keys())),
            Act.SEE_BACKUPS: SettingsLink(
                BACKUPS_LINK, labels.backups.open, labels.backups.link, self._link_to(Backups())
            ),
            Act.READ_LOG: SettingsLink(LOG_LINK, labels.log.open, labels.log.link, self._link_to(Log())),
            Act.SEE_RETENTION: SettingsLink(
                RETENTION_LINK, labels.records.title, labels.records.link, self._link_to(RetentionOverview())
            ),
            Act.SAVE_PAGE_DRAFT: SettingsLink(
                RESCUE_FILE_LINK, labels.words.open, labels.words.link, self._link_to(RescueFile())
            ),
        }
        return tuple(way for act, way in ways.items() if may(act))

    def _link_to(self, route: Route) -> Callable[[], None]:
        return lambda: self._context.go(route)

    def _save_dialog(self, title: str, kind: str, suffix: str = "pdf") -> Callable[[str], Path | None]:
        """Return a function that asks for the path of a file to save."""
        return lambda name: ask_save_path(self._app.window, title, kind, name, suffix)
