"""What an input method hears of what is secret when it asks what stands there: the toolkit would tell it all."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtWidgets import QWidget

QUERY = Qt.InputMethodQuery
UNTOLD: dict[QUERY, str | int] = {
    QUERY.ImSurroundingText: "", QUERY.ImTextBeforeCursor: "", QUERY.ImTextAfterCursor: "",
    QUERY.ImCurrentSelection: "", QUERY.ImCursorPosition: 0, QUERY.ImAnchorPosition: 0, QUERY.ImAbsolutePosition: 0,
}  # fmt: skip
"""What is answered instead. Where the cursor is drawn is still told: what is chosen from is shown beside it."""


class Untold(QObject):
    """Answers for a line or a box, once it holds something secret."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self._on = self._asking = False

    def keep(self, *, on: bool) -> None:
        """Whether nothing is to be told. A place that holds no secret is never looked at."""
        if on != self._on:
            self._on = on
            (self._editor.installEventFilter if on else self._editor.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._asking or not isinstance(event, QInputMethodQueryEvent):
            return False
        self._asking = True
        try:
            watched.event(event)
        finally:
            self._asking = False
        for query, answer in UNTOLD.items():
            event.setValue(query, answer)
        return True
