"""Access history of one person's record: who looked at it, and when."""

from collections.abc import Callable

from dasupport.casework.trail import AuditPage
from dasupport.ui.blocks import Button, Card, Heading, Lines, Para, Row, Screen
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import PersonView
from dasupport.ui.screens.traces import row

BACK = "back"


class LooksPage:
    """The newest accesses to one person's record; reading them is itself logged."""

    def __init__(self, office: Office, person: str, name: str) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._person = person
        self._name = name
        self._found: AuditPage | None = None
        office.run(lambda: office.unlocked.audit_log.access_history(person), self._arrived, office.tell)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.looks
        heading = Heading(labels.title.format(name=self._name), labels.sub)
        ways = Row((Button(BACK, labels.back, icon="back"),), key="ways")
        key = f"looks:{self._person}"
        if self._found is None:
            return Screen(key, (heading, ways), back=BACK)
        lines = tuple(row(self.office, trace, whom=False) for trace in self._found.rows)
        more = self._found.total - len(lines)
        told = (Lines(lines, labels.open),) if lines else (Para(labels.none),)
        rest = (Para(labels.more.format(count=more), "small"),) if more else ()
        return Screen(key, (heading, Card((*told, *rest), key="looks"), ways), focus=BACK, back=BACK)

    def handle(self, intent: Intent) -> None:
        if intent == Pressed(BACK):
            self.office.go(PersonView(self._person))

    def _arrived(self, found: AuditPage) -> None:
        self._found = found
        self.on_change()
