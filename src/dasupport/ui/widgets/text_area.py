"""A text area of several lines: saved automatically when typing pauses, plain text only, and input methods
learn nothing from it.
"""

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from dasupport.casework.attributed_text import MAX_CHARACTERS
from dasupport.ui.screen.blocks import TextArea
from dasupport.ui.screen.intents import FieldLeft, TextTooLong, Typed
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import BlockWidget, EventHandler, make_label, set_style_property
from dasupport.ui.widgets.clipboard_guard import make_private_mime_data
from dasupport.ui.widgets.ime_guard import ImeGuard
from dasupport.ui.widgets.line_edit import PRIVATE_HINTS
from dasupport.ui.widgets.text_field import TYPING_PAUSE

MAX_DELAY = 5000
"""Milliseconds: text is reported when typing pauses, and never later than this after the first key."""
MAX_VISIBLE_LINES = 14


class PrivateTextEdit(QPlainTextEdit):
    """A text editor that grows with its text, copies plain text only, and refuses a paste that is far too
    long.
    """

    focus_left = Signal()
    paste_refused = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._min_lines = 2
        self.ime_guard = ImeGuard(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setInputMethodHints(PRIVATE_HINTS)
        self.viewport().setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self.fit_height)

    def set_min_lines(self, lines: int) -> None:
        """Set the least height, in lines of text."""
        self._min_lines = lines
        self.fit_height()

    def createMimeDataFromSelection(self) -> QMimeData:
        return make_private_mime_data(self.textCursor().selection().toPlainText())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Clear the selection before a click on it, so that no text can be dragged out of the window."""
        cursor = self.textCursor()
        if cursor.hasSelection() and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        length = len(text) + self.document().characterCount()
        if length > MAX_CHARACTERS:
            self.paste_refused.emit(length)
        else:
            self.insertPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.focus_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_height()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.dp(200), self.height())

    def fit_height(self) -> None:
        """Set the height to that of the text, within limits."""
        lines = min(max(self._min_lines, int(self.document().size().height())), MAX_VISIBLE_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.dp(26))


class TextAreaWidget(BlockWidget):
    """A text area of several lines, with its label, hint and error."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._reported_text = ""
        self._label, self._hint, self._error = (
            make_label("label", parent=self),
            make_label("small", parent=self),
            make_label("fault", parent=self),
        )
        self.editor = PrivateTextEdit(theme, self)
        self._pause_timer, self._delay_timer = QTimer(self), QTimer(self)
        for timer, wait in ((self._pause_timer, TYPING_PAUSE), (self._delay_timer, MAX_DELAY)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.flush)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.focus_left.connect(self._on_focus_left)
        self.editor.paste_refused.connect(lambda length: self.emit_event(TextTooLong(self._key, length)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(4))
        for part in (self._label, self.editor, self._error, self._hint):
            box.addWidget(part)

    def draw(self, block: TextArea) -> None:
        self._key = block.key
        self.editor.setObjectName(block.key)
        self.editor.setAccessibleName(block.label)
        self.editor.setAccessibleDescription(block.fault or block.hint)
        self.editor.ime_guard.set_active(on=block.hide_from_ime)
        self.editor.setPlaceholderText(block.label if block.label_hidden else "")
        for part, text in ((self._label, "" if block.label_hidden else block.label), (self._hint, block.hint)):
            part.setText(text)
            part.setVisible(bool(text))
        self._error.setText(block.fault)
        self._error.setVisible(bool(block.fault))
        set_style_property(self.editor, "fault", bool(block.fault))
        self.editor.set_min_lines(block.lines)
        if block.text != self._reported_text:
            self._set_text(block.text)

    def flush(self) -> None:
        self._pause_timer.stop()
        self._delay_timer.stop()
        text = self.editor.toPlainText()
        if text != self._reported_text:
            self._reported_text = text
            self.emit_event(Typed(self._key, text))

    def _set_text(self, text: str) -> None:
        self._reported_text = text
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        self.editor.fit_height()

    def _on_text_changed(self) -> None:
        self._pause_timer.start()
        if not self._delay_timer.isActive():
            self._delay_timer.start()

    def _on_focus_left(self) -> None:
        self._pause_timer.stop()
        self._delay_timer.stop()
        self._reported_text = self.editor.toPlainText()
        self.emit_event(FieldLeft(self._key, self._reported_text))
