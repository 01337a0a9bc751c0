"""A text field of one line as a block, with hints for typing a passphrase."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dasupport.ui.screen.blocks import TextField
from dasupport.ui.screen.intents import EnterPressed, FieldLeft, Typed
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import BlockWidget, EventHandler, make_label, set_style_property
from dasupport.ui.widgets.line_edit import PrivateLineEdit
from dasupport.ui.widgets.passphrase_hints import PassphraseHints

TYPING_PAUSE, LIVE_PAUSE = 2000, 200
"""Milliseconds without a key after which text is reported; the second value is for search fields."""
EDITOR_STRETCH = 1000
"""Stretch factor of the line editor, which shares its row with the Show button."""
NO_MAX_WIDTH = 16_777_215
"""Qt's value for a width without limit (QWIDGETSIZE_MAX)."""


class TextFieldWidget(BlockWidget):
    """A text field of one line, with its label, hint and error."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._reported_text = ""
        self._is_live = False
        self._label, self._hint, self._error = (
            make_label("label", parent=self),
            make_label("small", parent=self),
            make_label("fault", parent=self),
        )
        self.editor = PrivateLineEdit(self)
        self._hints: PassphraseHints | None = None
        self.pause_timer = QTimer(self)
        self.pause_timer.setSingleShot(True)
        self.pause_timer.setInterval(TYPING_PAUSE)
        self.pause_timer.timeout.connect(self._report_text)
        self.editor.textEdited.connect(lambda _: self.pause_timer.start())
        self.editor.editingFinished.connect(self._on_focus_left)
        self.editor.returnPressed.connect(self._on_enter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(4))
        for part in (self._label, self.editor, self._error, self._hint):
            box.addWidget(part)
        self._layout = box

    def draw(self, block: TextField) -> None:
        self._key = block.key
        self.editor.setObjectName(block.key)
        self.editor.setAccessibleName(block.label)
        self.editor.setAccessibleDescription(block.fault or block.hint)
        self._is_live = block.live
        self.editor.hide_from_ime(on=block.hide_from_ime)
        self.pause_timer.setInterval(LIVE_PAUSE if block.live else TYPING_PAUSE)
        narrow = self.editor.fontMetrics().averageCharWidth() * block.width + self.theme.dp(30)
        self.editor.setMaximumWidth(narrow if block.width else NO_MAX_WIDTH)
        for part, text in ((self._label, block.label), (self._hint, block.hint), (self._error, block.fault)):
            part.setText(text)
            part.setVisible(bool(text))
        set_style_property(self.editor, "fault", bool(block.fault))
        self._draw_hints(block)
        if block.text != self._reported_text:
            self._reported_text = block.text
            self.editor.setText(block.text)

    def _draw_hints(self, block: TextField) -> None:
        if self._hints is None and block.typing is not None:
            self._hints = PassphraseHints(self.theme, self.editor, self)
            self._insert_hints(self._hints)
        if self._hints is not None:
            self._hints.draw(block)
        else:
            self.editor.set_secret(secret=block.secret)

    def _insert_hints(self, aid: PassphraseHints) -> None:
        """Put the hints beside the label, where they need no extra space, and the Show button beside the line."""
        above, beside = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(self.theme.dp(14))
        beside.setSpacing(self.theme.dp(6))
        for part, row in ((self._label, above), (self.editor, beside)):
            self._layout.insertLayout(self._layout.indexOf(part), row)
            self._layout.removeWidget(part)
        self._label.setWordWrap(False)
        above.addWidget(self._label)
        above.addWidget(aid, 1)
        beside.addWidget(self.editor, EDITOR_STRETCH)
        beside.addWidget(aid.show_button)
        beside.addStretch(1)

    def flush(self) -> None:
        """Hide a passphrase that is shown, then report the text: a button was pressed, or the page is being left."""
        if self._hints is not None:
            self._hints.hide_passphrase()
        self._report_text()

    def _report_text(self) -> None:
        self.pause_timer.stop()
        text = self.editor.text()
        if text != self._reported_text:
            self._reported_text = text
            self.emit_event(Typed(self._key, text))

    def _on_focus_left(self) -> None:
        self.pause_timer.stop()
        self._reported_text = self.editor.text()
        self.emit_event(FieldLeft(self._key, self._reported_text))

    def _on_enter(self) -> None:
        if self.editor.is_secret:
            self.emit_event(EnterPressed(self._key))
        elif self._is_live:
            self._report_text()
