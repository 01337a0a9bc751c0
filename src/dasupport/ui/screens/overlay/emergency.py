"""The emergency card: one key from anywhere, locked or not; needs only the lock-screen part of the pack."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.content.lock_screen_labels import EmergencyCardLine, LockScreenPack
from dasupport.settings import Organisation
from dasupport.ui.screen.blocks import Block, Button, Card, Columns, Heading, Paragraph, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop


class EmergencyAction(StrEnum):
    """Keys of the buttons of this screen."""

    CLOSE = "emergency-close"


LEAD = "EMERGENCY-LEAD"


class EmergencyPresenter:
    """The people and services to call. While facing the person, only the plain lines are shown."""

    def __init__(
        self, first: LockScreenPack, organisation: Organisation, close: Callable[[], None], *, plain: bool
    ) -> None:
        self.on_change: Callable[[], None] = noop
        self._first = first
        self._organisation = organisation
        self._close = close
        self._plain = plain

    def build_screen(self) -> Screen:
        labels = self._first.card
        lines = tuple(self._line_card(line) for line in self._visible_lines())
        half = (len(lines) + 1) // 2
        columns = Columns((lines[:half], lines[half:])) if half > 1 else Columns((lines,))
        head = Row(
            (Heading(labels.title), Button(EmergencyAction.CLOSE, labels.close, "plain", "Esc")), ends=True, key="head"
        )
        return Screen(
            "emergency",
            (head, columns),
            focus=EmergencyAction.CLOSE,
            primary=EmergencyAction.CLOSE,
            back=EmergencyAction.CLOSE,
            wide=True,
        )

    def handle(self, intent: Intent) -> None:
        if intent == Pressed(EmergencyAction.CLOSE):
            self._close()

    def _visible_lines(self) -> list[EmergencyCardLine]:
        return [line for line in self._first.emergency if line.plain or not self._plain]

    def _line_card(self, line: EmergencyCardLine) -> Block:
        number, say = line.number, line.say
        if line.id == LEAD:
            number = self._organisation.lead_number
            say = self._organisation.lead or self._first.card.no_lead
        big = (Paragraph(number, "code"),) if number else ()
        return Card((Heading(line.title, level=3), *big, Paragraph(say)), "tight", key=line.id)
