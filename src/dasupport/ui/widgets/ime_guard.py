"""Keeps secret text from input methods: Qt would answer their queries with all of it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtWidgets import QWidget

QUERY = Qt.InputMethodQuery
WITHHELD_ANSWERS: dict[QUERY, str | int] = {
    QUERY.ImSurroundingText: "",
    QUERY.ImTextBeforeCursor: "",
    QUERY.ImTextAfterCursor: "",
    QUERY.ImCurrentSelection: "",
    QUERY.ImCursorPosition: 0,
    QUERY.ImAnchorPosition: 0,
    QUERY.ImAbsolutePosition: 0,
}
"""Answers given in place of the text. The cursor rectangle is still reported: the input method shows its
list of candidates beside it.
"""


class ImeGuard(QObject):
    """Answers the queries of input methods in place of a text field, while the field holds something secret."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self._is_active = self._is_querying = False

    def set_active(self, *, on: bool) -> None:
        """Start or stop withholding the text. A field without a secret gets no event filter at all."""
        if on != self._is_active:
            self._is_active = on
            (self._editor.installEventFilter if on else self._editor.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_querying or not isinstance(event, QInputMethodQueryEvent):
            return False
        self._is_querying = True
        try:
            watched.event(event)
        finally:
            self._is_querying = False
        for query, answer in WITHHELD_ANSWERS.items():
            event.setValue(query, answer)
        return True
