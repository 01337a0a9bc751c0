"""Lists, the ladder and the rows of the profile."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dasupport.ui.blocks import Answered, Chips, Choice, Line, Lines, PairRow, Rungs
from dasupport.ui.intents import Pressed
from dasupport.ui.parts.choices import Options
from dasupport.ui.parts.part import Part, Tell, chip_label, clear, label, mark
from dasupport.ui.parts.reading import ChipsPart
from dasupport.ui.parts.words import BoxPart
from dasupport.ui.theme import Theme


class LinesPart(Part):
    """A list of rows, each with what it is, and a button that opens it."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._drawn: Lines | None = None

    def draw(self, block: Lines) -> None:
        if block == self._drawn:
            return
        self._drawn = block
        clear(self._box)
        for line in block.lines:
            self._box.addWidget(self._row(line))

    def _row(self, line: Line) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("look", "line")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, self.theme.dp(7), 0, self.theme.dp(7))
        row.setSpacing(self.theme.dp(12))
        if line.chip:
            chip = chip_label(line.chip.text, line.chip.tone, frame)
            chip.setMinimumWidth(self.theme.dp(96))
            chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        if line.name:
            name = label("strong", line.name, frame, wrap=False)
            name.setMinimumWidth(self.theme.dp(92))
            row.addWidget(name)
        row.addWidget(label("body", line.about, frame), 1)
        if line.aside:
            row.addWidget(label("small", line.aside, frame, wrap=False))
        if line.action:
            button = QPushButton(line.action, frame)
            button.setObjectName(line.key)
            button.setAccessibleName(" ".join(part for part in (line.action, line.name, line.about) if part))
            button.clicked.connect(lambda: self.tell(Pressed(line.key)))
            row.addWidget(button)
        return frame


class AnsweredPart(Part):
    """A statement in three columns: about what, what stands, change."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        frame = QFrame(self)
        frame.setProperty("look", "answered")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._label, self._value, self._words = (
            label("label", parent=self),
            label("answer", parent=self),
            label("quote", parent=self),
        )
        self._chips = ChipsPart(theme, tell, self)
        self._change = QPushButton(self)
        self._change.setProperty("look", "quiet")
        self._change.clicked.connect(lambda: self.tell(Pressed(self._key)))
        middle = QVBoxLayout()
        middle.setSpacing(theme.dp(4))
        for part in (self._value, self._words, self._chips):
            middle.addWidget(part)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, theme.dp(8), 0, theme.dp(8))
        row.setSpacing(theme.dp(14))
        row.addWidget(self._label, 35, Qt.AlignmentFlag.AlignTop)
        row.addLayout(middle, 65)
        row.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)

    def draw(self, block: Answered) -> None:
        self._key = block.key
        self._label.setText(block.label)
        look = "answer" if block.value or block.words else "missing"
        mark(self._value, "look", look)
        for part, text in (
            (self._value, block.value or ("" if block.words else block.missing)),
            (self._words, block.words),
        ):
            part.setText(text)
            part.setVisible(bool(text))
        self._chips.draw(Chips(block.chips))
        self._chips.setVisible(bool(block.chips))
        self._change.setObjectName(block.key)
        self._change.setText(block.action)
        self._change.setAccessibleName(f"{block.action}: {block.label}")
        self._change.setVisible(bool(block.action))


class RungsPart(Part):
    """The ladder: bars that narrow from general to concrete."""

    NARROWER = 42

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.dp(4))
        self._drawn: Rungs | None = None

    def draw(self, block: Rungs) -> None:
        if block == self._drawn:
            return
        self._drawn = block
        clear(self._box)
        for index, rung in enumerate(block.rungs):
            button = QPushButton("  ·  ".join(part for part in (rung.text, rung.note) if part).replace("&", "&&"))
            button.setObjectName(rung.key)
            button.setProperty("look", "rung")
            button.setProperty("state", rung.state)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, key=rung.key: self.tell(Pressed(key)))
            frame = QFrame(self)
            row = QHBoxLayout(frame)
            side = self.theme.dp(self.NARROWER * index / 2)
            row.setContentsMargins(side, 0, side, 0)
            row.addWidget(button)
            self._box.addWidget(frame)


class PairRowPart(Part):
    """A row of the profile: what is often seen on either side, five equal answers between, a comment below."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        frame = QFrame(self)
        frame.setProperty("look", "pair")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._left, self._right, self._note = (
            label("body", parent=self),
            label("body", parent=self),
            label("small", parent=self),
        )
        self._options = Options(theme, "mark", self)
        self._head = label("label", parent=self)
        self._head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._comment = BoxPart(theme, tell, self)
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, theme.dp(9), 0, theme.dp(9))
        grid.setHorizontalSpacing(theme.dp(14))
        grid.setVerticalSpacing(theme.dp(6))
        grid.addWidget(self._left, 0, 0)
        grid.addWidget(self._options, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._head, 0, 1)
        grid.addWidget(self._right, 0, 2)
        grid.addWidget(self._note, 1, 0, 1, 3)
        grid.addWidget(self._comment, 2, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(1, theme.dp(318))

    def draw(self, block: PairRow) -> None:
        self._left.setText(block.left)
        self._right.setText(block.right)
        self._head.setText("" if block.options else block.topic)
        self._head.setVisible(not block.options)
        self._options.setVisible(bool(block.options))
        look = "body" if block.options else "label"
        for part in (self._left, self._right):
            mark(part, "look", look)
        self._note.setText(block.note)
        self._note.setVisible(bool(block.note))
        self._options.show_options(Choice(block.key, block.topic, block.options, block.chosen), self.tell)
        for button in self._options.buttons.values():
            button.setMinimumWidth(self.theme.dp(58))
        self._comment.setVisible(block.comment is not None)
        if block.comment:
            self._comment.draw(block.comment)

    def flush(self) -> None:
        self._comment.flush()
