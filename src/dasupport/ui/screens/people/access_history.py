"""Access history of one person's record: who looked at it, and when."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.casework.audit_events import AuditPage
from dasupport.ui.screen.blocks import Button, Card, Heading, ListRows, Paragraph, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import PersonView
from dasupport.ui.screens.vault.log_rows import build_log_row
from dasupport.ui.session.context import SessionContext


class AccessHistoryAction(StrEnum):
    """Keys of the buttons of this screen."""

    BACK = "back"


class AccessHistoryPresenter:
    """The newest accesses to one person's record; reading them is itself logged."""

    def __init__(self, context: SessionContext, person: str, name: str) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._person = person
        self._name = name
        self._page: AuditPage | None = None
        context.run_job(
            lambda: context.open_vault.audit_log.access_history(person), self._on_loaded, context.show_refusal
        )

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.looks
        heading = Heading(labels.title.format(name=self._name), labels.sub)
        ways = Row((Button(AccessHistoryAction.BACK, labels.back, icon="back"),), key="ways")
        key = f"looks:{self._person}"
        if self._page is None:
            return Screen(key, (heading, ways), back=AccessHistoryAction.BACK)
        lines = tuple(build_log_row(self.context, trace, whom=False) for trace in self._page.rows)
        more = self._page.total - len(lines)
        told = (ListRows(lines, labels.open),) if lines else (Paragraph(labels.none),)
        rest = (Paragraph(labels.more.format(count=more), "small"),) if more else ()
        return Screen(
            key,
            (heading, Card((*told, *rest), key="looks"), ways),
            focus=AccessHistoryAction.BACK,
            back=AccessHistoryAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        if intent == Pressed(AccessHistoryAction.BACK):
            self.context.go(PersonView(self._person))

    def _on_loaded(self, found: AuditPage) -> None:
        self._page = found
        self.on_change()
