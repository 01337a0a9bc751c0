"""A text area of several lines: saved automatically when typing pauses, plain text only, and input methods
learn nothing from it.
"""

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from dasupport.casework.text import MAX_CHARACTERS
from dasupport.ui.blocks import Box
from dasupport.ui.intents import Left, Typed
from dasupport.ui.parts.field import PAUSE
from dasupport.ui.parts.line import PRIVATE
from dasupport.ui.parts.part import Part, Tell, label, mark
from dasupport.ui.parts.untold import Untold
from dasupport.ui.theme import Theme
from dasupport.ui.window.copied import plainly

LATEST = 5000
"""Milliseconds: text is reported when typing pauses, and never later than this after the first key."""
TALLEST = 14


class Editor(QPlainTextEdit):
    """A text editor that grows with its text, copies plain text only, and refuses a paste that is far too
    long.
    """

    left = Signal()
    refused = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = 2
        self.untold = Untold(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setInputMethodHints(PRIVATE)
        self.viewport().setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def tall(self, lines: int) -> None:
        """Set the least height, in lines of text."""
        self._lines = lines
        self.fit()

    def createMimeDataFromSelection(self) -> QMimeData:
        return plainly(self.textCursor().selection().toPlainText())

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
            self.refused.emit(length)
        else:
            self.insertPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.dp(200), self.height())

    def fit(self) -> None:
        """Set the height to that of the text, within limits."""
        lines = min(max(self._lines, int(self.document().size().height())), TALLEST)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.dp(26))


class BoxPart(Part):
    """A text area of several lines, with its label, hint and error."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._told = ""
        self._label, self._hint, self._fault = (
            label("label", parent=self),
            label("small", parent=self),
            label("fault", parent=self),
        )
        self.editor = Editor(theme, self)
        self._pause, self._latest = QTimer(self), QTimer(self)
        for timer, wait in ((self._pause, PAUSE), (self._latest, LATEST)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.flush)
        self.editor.textChanged.connect(self._changed)
        self.editor.left.connect(self._leave)
        self.editor.refused.connect(lambda length: self.tell(Typed(f"{self._key}|too-long", str(length))))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(4))
        for part in (self._label, self.editor, self._fault, self._hint):
            box.addWidget(part)

    def draw(self, block: Box) -> None:
        self._key = block.key
        self.editor.setObjectName(block.key)
        self.editor.setAccessibleName(block.label)
        self.editor.setAccessibleDescription(block.fault or block.hint)
        self.editor.untold.keep(on=block.withheld)
        self.editor.setPlaceholderText(block.label if block.quiet else "")
        for part, text in ((self._label, "" if block.quiet else block.label), (self._hint, block.hint)):
            part.setText(text)
            part.setVisible(bool(text))
        self._fault.setText(block.fault)
        self._fault.setVisible(bool(block.fault))
        mark(self.editor, "fault", bool(block.fault))
        self.editor.tall(block.lines)
        if block.text != self._told:
            self._show(block.text)

    def flush(self) -> None:
        self._pause.stop()
        self._latest.stop()
        text = self.editor.toPlainText()
        if text != self._told:
            self._told = text
            self.tell(Typed(self._key, text))

    def _show(self, text: str) -> None:
        self._told = text
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        self.editor.fit()

    def _changed(self) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _leave(self) -> None:
        self._pause.stop()
        self._latest.stop()
        self._told = self.editor.toPlainText()
        self.tell(Left(self._key, self._told))
