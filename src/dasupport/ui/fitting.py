"""The page factory: presenters with what only the controller can give them, the settings and the file dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.roles import Act
from dasupport.ui.making import make
from dasupport.ui.presenter import Presenter
from dasupport.ui.routes import Backups, Home, Keys, Log, Pin, Records, Route, Words
from dasupport.ui.routes import Settings as SettingsRoute
from dasupport.ui.screens.backups import BackupsPage
from dasupport.ui.screens.log import LogPage
from dasupport.ui.screens.papers import PapersPage
from dasupport.ui.screens.settings import BACKUPS, LOG, OPENS, RECORDS, WORDS, SettingsPage, Way
from dasupport.ui.window.saving import ask_where

if TYPE_CHECKING:
    from dasupport.ui.office import Office
    from dasupport.ui.shell import Shell


class Fitting:
    """Makes the presenter of a route, with everything it needs."""

    def __init__(self, shell: "Shell", office: "Office") -> None:
        self._shell = shell
        self._office = office

    def __call__(self, route: Route) -> Presenter:
        if isinstance(route, SettingsRoute):
            return self._settings()
        presenter, labels = make(route, self._office), self._office.pack.labels
        if isinstance(presenter, PapersPage):
            presenter.ask_where = self._asks(labels.papers.save_title, labels.papers.file_kind)
        elif isinstance(presenter, BackupsPage):
            presenter.ask_where = self._asks(labels.backups.carry_title, labels.backups.kind, "backup")
        elif isinstance(presenter, LogPage):
            presenter.ask_where = self._asks(labels.log.save_title, labels.log.kind, "csv")
        return presenter

    def _settings(self) -> SettingsPage:
        shell, office = self._shell, self._office
        return SettingsPage(
            office.pack,
            shell.settings,
            shell.change_settings,
            self._way(Home()),
            self._way(Pin()) if office.allows(Act.SET_PIN) else None,
            has_pin=office.has_pin,
            ways=self._ways(),
            sight=shell.sight,
            guest=office.guest,
        )

    def _ways(self) -> tuple[Way, ...]:
        """Return the links to the pages about the vault that its owner may see."""
        labels, may = self._office.pack.labels, self._office.unlocked.is_allowed
        ways = {
            Act.SEE_KEYS: Way(OPENS, labels.keys.open, labels.keys.link, self._way(Keys())),
            Act.SEE_BACKUPS: Way(BACKUPS, labels.backups.open, labels.backups.link, self._way(Backups())),
            Act.READ_LOG: Way(LOG, labels.log.open, labels.log.link, self._way(Log())),
            Act.SEE_RETENTION: Way(RECORDS, labels.records.title, labels.records.link, self._way(Records())),
            Act.SAVE_PAGE_DRAFT: Way(WORDS, labels.words.open, labels.words.link, self._way(Words())),
        }
        return tuple(way for act, way in ways.items() if may(act))

    def _way(self, route: Route) -> Callable[[], None]:
        return lambda: self._office.go(route)

    def _asks(self, title: str, kind: str, suffix: str = "pdf") -> Callable[[str], Path | None]:
        """Return a function that asks for the path of a file to save."""
        return lambda name: ask_where(self._shell.window, title, kind, name, suffix)
