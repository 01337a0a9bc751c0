"""The rail on the left: the places, or the steps of a session with their state."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dasupport.ui.frame import Frame, RailItem
from dasupport.ui.parts.part import clear, mark
from dasupport.ui.theme import Theme
from dasupport.ui.window.focus import SCROLLED

WIDE, NARROW = 236, 64


class Rail(QFrame):
    """Draws a frame's items; narrow, it shows the marks only and says the names to a screen reader."""

    def __init__(self, theme: Theme, chosen: Callable[[RailItem], None]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self._chosen = chosen
        self._narrow = False
        self._shown: Frame | None = None
        self._head = QLabel(self)
        self._lines: dict[str, QPushButton] = {}
        self._drawn: dict[str, RailItem] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("bare")
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(theme.dp(12), theme.dp(16), theme.dp(12), theme.dp(12))
        self._box.setSpacing(theme.dp(3))
        inside.setProperty(SCROLLED, True)
        self._scroll.setWidget(inside)
        outer.addWidget(self._scroll)
        self.fit(10_000)

    def show_frame(self, frame: Frame) -> None:
        """Show the items of a frame; lines that are there already are only drawn anew."""
        self._shown = frame
        keys = [item.key for item in (*frame.items, *frame.foot)]
        if keys != list(self._lines):
            self._build(frame)
        self._head.setText(frame.head)
        self._head.setVisible(bool(frame.head) and not self._narrow)
        for item in (*frame.items, *frame.foot):
            self._draw(self._lines[item.key], item)

    def fit(self, width: int) -> None:
        """Narrow where the window is narrow."""
        narrow = width < 1000
        self.setFixedWidth(self._theme.dp(NARROW if narrow else WIDE))
        if narrow != self._narrow:
            self._narrow = narrow
            self._drawn = {}
            if self._shown:
                self.show_frame(self._shown)

    def _build(self, frame: Frame) -> None:
        clear(self._box)
        self._drawn = {}
        self._head = QLabel(self)
        self._head.setObjectName("railhead")
        self._head.setContentsMargins(self._theme.dp(10), 0, 0, self._theme.dp(6))
        self._head.setWordWrap(True)
        self._box.addWidget(self._head)
        self._lines = {item.key: self._line(item.key) for item in (*frame.items, *frame.foot)}
        for item in frame.items:
            self._box.addWidget(self._lines[item.key])
        self._box.addStretch(1)
        for item in frame.foot:
            self._box.addWidget(self._lines[item.key])

    def _line(self, key: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"rail:{key}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self._pressed(key))
        return button

    def _draw(self, button: QPushButton, item: RailItem) -> None:
        if self._drawn.get(item.key) == item:
            return
        self._drawn[item.key] = item
        button.setText("" if self._narrow else f" {item.text}".replace("&", "&&"))
        button.setAccessibleName(", ".join(part for part in (item.text, item.hint) if part))
        button.setToolTip(item.text if self._narrow else "")
        button.setChecked(item.here)
        button.setVisible(not item.hidden and not (self._narrow and item.sub))
        look = "subrail" if item.sub else "rail"
        mark(button, "look", look)
        size = self._theme.dp(24 if item.state else 20)
        button.setIconSize(QSize(size, size))
        if item.state:
            button.setIcon(self._theme.badge(item.number, item.state, here=item.here))
        elif item.icon:
            button.setIcon(self._theme.icon(item.icon, "accent_deep" if item.here else "pale"))

    def _pressed(self, key: str) -> None:
        item = self._drawn[key]
        self._lines[key].setChecked(item.here)
        self._chosen(item)
