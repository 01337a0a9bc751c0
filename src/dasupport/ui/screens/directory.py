"""The service directory on its own: every service, searched and filtered, with the age of each fact."""

from collections.abc import Callable

from dasupport.casework.fit import ServiceMatch, ServiceNeed
from dasupport.content.schema import Service
from dasupport.ui.blocks import Block, Button, Card, Heading, Row, Screen
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Home
from dasupport.ui.screens.services import SEARCH, ServiceFilter, card

MORE, BACK = "more:", "back"


class DirectoryPage:
    """Search over all services, reachable from anywhere."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._filter = ServiceFilter(office.pack, ServiceNeed())
        self._open: set[str] = set()

    def screen(self) -> Screen:
        labels = self.office.pack.labels
        return Screen(
            "directory",
            (
                Heading(labels.directory.title, labels.directory.sub),
                Card(self._filter.blocks(), key="filter"),
                *self._filter.listed(self._filter.found(), self._card),
                Row((Button(BACK, labels.rail.home, icon="back"),), key="ways"),
            ),
            focus=SEARCH,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        if self._filter.take(intent):
            return
        if isinstance(intent, Pressed):
            if intent.key == BACK:
                self.office.go(Home())
            elif intent.key.startswith(MORE):
                self._open ^= {intent.key.removeprefix(MORE)}

    def _card(self, service: Service, fit: ServiceMatch) -> Block:
        labels = self.office.pack.labels.services
        whole = service.id in self._open
        more = Button(f"{MORE}{service.id}", labels.less if whole else labels.more, "quiet")
        blocks = card(self.office.pack, service, self._filter.reasons(service, fit), self.office.today, whole=whole)
        return Card((*blocks, Row((more,))), key=service.id)
