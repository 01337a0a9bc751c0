"""A text field of one line as a block, with hints for typing a passphrase."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dasupport.ui.blocks import Field
from dasupport.ui.intents import Entered, Left, Typed
from dasupport.ui.parts.aid import Aid
from dasupport.ui.parts.line import Line
from dasupport.ui.parts.part import Part, Tell, label, mark
from dasupport.ui.theme import Theme

PAUSE, QUICK = 2000, 200
"""Milliseconds without a key after which text is reported; the second value is for search fields."""
MOSTLY = 1000
"""Stretch factor of the line editor, which shares its row with the Show button."""
WIDEST = 16_777_215
"""Qt's value for a width without limit (QWIDGETSIZE_MAX)."""


class FieldPart(Part):
    """A text field of one line, with its label, hint and error."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._told = ""
        self._quick = False
        self._label, self._hint, self._fault = (
            label("label", parent=self),
            label("small", parent=self),
            label("fault", parent=self),
        )
        self.editor = Line(self)
        self._aid: Aid | None = None
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE)
        self.pause.timeout.connect(self._paused)
        self.editor.textEdited.connect(lambda _: self.pause.start())
        self.editor.editingFinished.connect(self._leave)
        self.editor.returnPressed.connect(self._enter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(4))
        for part in (self._label, self.editor, self._fault, self._hint):
            box.addWidget(part)
        self._box = box

    def draw(self, block: Field) -> None:
        self._key = block.key
        self.editor.setObjectName(block.key)
        self.editor.setAccessibleName(block.label)
        self.editor.setAccessibleDescription(block.fault or block.hint)
        self._quick = block.quick
        self.editor.withhold(on=block.withheld)
        self.pause.setInterval(QUICK if block.quick else PAUSE)
        narrow = self.editor.fontMetrics().averageCharWidth() * block.width + self.theme.dp(30)
        self.editor.setMaximumWidth(narrow if block.width else WIDEST)
        for part, text in ((self._label, block.label), (self._hint, block.hint), (self._fault, block.fault)):
            part.setText(text)
            part.setVisible(bool(text))
        mark(self.editor, "fault", bool(block.fault))
        self._draw_aid(block)
        if block.text != self._told:
            self._told = block.text
            self.editor.setText(block.text)

    def _draw_aid(self, block: Field) -> None:
        if self._aid is None and block.typing is not None:
            self._aid = Aid(self.theme, self.editor, self)
            self._stand_beside(self._aid)
        if self._aid is not None:
            self._aid.draw(block)
        else:
            self.editor.keep_secret(secret=block.secret)

    def _stand_beside(self, aid: Aid) -> None:
        """Put the hints beside the label, where they need no extra space, and the Show button beside the line."""
        above, beside = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(self.theme.dp(14))
        beside.setSpacing(self.theme.dp(6))
        for part, row in ((self._label, above), (self.editor, beside)):
            self._box.insertLayout(self._box.indexOf(part), row)
            self._box.removeWidget(part)
        self._label.setWordWrap(False)
        above.addWidget(self._label)
        above.addWidget(aid, 1)
        beside.addWidget(self.editor, MOSTLY)
        beside.addWidget(aid.switch)
        beside.addStretch(1)

    def flush(self) -> None:
        """Hide a passphrase that is shown, then report the text: a button was pressed, or the page is being left."""
        if self._aid is not None:
            self._aid.conceal()
        self._paused()

    def _paused(self) -> None:
        self.pause.stop()
        text = self.editor.text()
        if text != self._told:
            self._told = text
            self.tell(Typed(self._key, text))

    def _leave(self) -> None:
        self.pause.stop()
        self._told = self.editor.text()
        self.tell(Left(self._key, self._told))

    def _enter(self) -> None:
        if self.editor.secret:
            self.tell(Entered(self._key))
        elif self._quick:
            self._paused()
