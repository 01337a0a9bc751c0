"""A date field: one line of text, and buttons for a few suggested days."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dasupport.ui.screen.blocks import Choice, ChoiceOption, DateField
from dasupport.ui.screen.intents import DateChosen, DateTextEntered, OptionChosen, WidgetEvent
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import BlockWidget, EventHandler, make_label, set_style_property
from dasupport.ui.widgets.choices import OptionButtons
from dasupport.ui.widgets.line_edit import PRIVATE_HINTS

MAX_LENGTH = 40
MAX_WIDTH = 230


class DateFieldWidget(BlockWidget):
    """An optional date: one of a few suggested days, or any other day typed as text."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._reported_text = ""
        self._suggestions: dict[str, date] = {}
        self._label, self._hint, self._error = (
            make_label("label", parent=self),
            make_label("small", parent=self),
            make_label("fault", parent=self),
        )
        self._options = OptionButtons(theme, parent=self)
        self.editor = QLineEdit(self)
        self.editor.setMaxLength(MAX_LENGTH)
        self.editor.setMaximumWidth(theme.dp(MAX_WIDTH))
        self.editor.setInputMethodHints(PRIVATE_HINTS)
        self.editor.editingFinished.connect(self.flush)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(5))
        for part in (self._label, self._options, self.editor, self._error, self._hint):
            box.addWidget(part)

    def draw(self, block: DateField) -> None:
        self._key = block.key
        self.editor.setObjectName(block.key)
        self.editor.setAccessibleName(block.label)
        self.editor.setAccessibleDescription(block.fault or block.hint)
        for part, text in ((self._label, block.label), (self._hint, block.hint), (self._error, block.fault)):
            part.setText(text)
            part.setVisible(bool(text))
        set_style_property(self.editor, "fault", bool(block.fault))
        self._suggestions = {day.isoformat(): day for _, day in block.suggestions}
        named = tuple(ChoiceOption(day.isoformat(), name) for name, day in block.suggestions)
        chosen = block.value.isoformat() if block.value else ""
        self._options.show_options(Choice(f"{block.key}|soon", block.label, named, chosen), self._on_day_chosen)
        if block.text != self._reported_text:
            self._reported_text = block.text
            self.editor.setText(block.text)

    def flush(self) -> None:
        text = self.editor.text()
        if text != self._reported_text:
            self._reported_text = text
            self.emit_event(DateTextEntered(self._key, text))

    def _on_day_chosen(self, intent: WidgetEvent) -> None:
        if isinstance(intent, OptionChosen):
            self.emit_event(DateChosen(self._key, self._suggestions.get(intent.value)))
