"""The service directory on its own: every service, searched and filtered, with the age of each fact."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.casework.service_match import ServiceMatch, ServiceNeed
from dasupport.content.schema import Service
from dasupport.ui.screen.blocks import Block, Button, Card, Heading, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Home
from dasupport.ui.screens.directory.service_list import ServiceFilter, ServiceListField, build_service_card
from dasupport.ui.session.context import SessionContext


class DirectoryAction(StrEnum):
    """Keys of the buttons of this screen."""

    BACK = "back"


MORE_PREFIX = "more:"


class DirectoryPresenter:
    """Search over all services, reachable from anywhere."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._filter = ServiceFilter(context.pack, ServiceNeed())
        self._expanded: set[str] = set()

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels
        return Screen(
            "directory",
            (
                Heading(labels.directory.title, labels.directory.sub),
                Card(self._filter.blocks(), key="filter"),
                *self._filter.build_list(self._filter.find_services(), self._service_card),
                Row((Button(DirectoryAction.BACK, labels.rail.home, icon="back"),), key="ways"),
            ),
            focus=ServiceListField.SEARCH,
            back=DirectoryAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        if self._filter.apply_intent(intent):
            return
        if isinstance(intent, Pressed):
            if intent.key == DirectoryAction.BACK:
                self.context.go(Home())
            elif intent.key.startswith(MORE_PREFIX):
                self._expanded ^= {intent.key.removeprefix(MORE_PREFIX)}

    def _service_card(self, service: Service, fit: ServiceMatch) -> Block:
        labels = self.context.pack.labels.services
        whole = service.id in self._expanded
        more = Button(f"{MORE_PREFIX}{service.id}", labels.less if whole else labels.more, "quiet")
        blocks = build_service_card(
            self.context.pack, service, self._filter.describe_match(service, fit), self.context.today, whole=whole
        )
        return Card((*blocks, Row((more,))), key=service.id)
