"""A date field: one line of text, and buttons for a few suggested days."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dasupport.ui.blocks import Choice, Choosable, Day
from dasupport.ui.intents import Chose, Dated, DateWritten, Told
from dasupport.ui.parts.choices import Options
from dasupport.ui.parts.line import PRIVATE
from dasupport.ui.parts.part import Part, Tell, label, mark
from dasupport.ui.theme import Theme

LONGEST = 40
WIDE = 230


class DayPart(Part):
    """An optional date: one of a few suggested days, or any other day typed as text."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._told = ""
        self._soon: dict[str, date] = {}
        self._label, self._hint, self._fault = (
            label("label", parent=self),
            label("small", parent=self),
            label("fault", parent=self),
        )
        self._options = Options(theme, parent=self)
        self.editor = QLineEdit(self)
        self.editor.setMaxLength(LONGEST)
        self.editor.setMaximumWidth(theme.dp(WIDE))
        self.editor.setInputMethodHints(PRIVATE)
        self.editor.editingFinished.connect(self.flush)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(5))
        for part in (self._label, self._options, self.editor, self._fault, self._hint):
            box.addWidget(part)

    def draw(self, block: Day) -> None:
        self._key = block.key
        self.editor.setObjectName(block.key)
        self.editor.setAccessibleName(block.label)
        self.editor.setAccessibleDescription(block.fault or block.hint)
        for part, text in ((self._label, block.label), (self._hint, block.hint), (self._fault, block.fault)):
            part.setText(text)
            part.setVisible(bool(text))
        mark(self.editor, "fault", bool(block.fault))
        self._soon = {day.isoformat(): day for _, day in block.soon}
        named = tuple(Choosable(day.isoformat(), name) for name, day in block.soon)
        chosen = block.value.isoformat() if block.value else ""
        self._options.show_options(Choice(f"{block.key}|soon", block.label, named, chosen), self._picked)
        if block.text != self._told:
            self._told = block.text
            self.editor.setText(block.text)

    def flush(self) -> None:
        text = self.editor.text()
        if text != self._told:
            self._told = text
            self.tell(DateWritten(self._key, text))

    def _picked(self, intent: Told) -> None:
        if isinstance(intent, Chose):
            self.tell(Dated(self._key, self._soon.get(intent.value)))
