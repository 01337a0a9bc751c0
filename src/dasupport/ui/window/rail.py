"""The navigation rail on the left: the main pages, or the steps of a session with their progress. The item
that locks or leaves stays in view at the bottom.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dasupport.ui.frame import Frame, RailItem
from dasupport.ui.parts.part import bold, clear, in_lines, mark
from dasupport.ui.theme import Theme
from dasupport.ui.window.badge import SIDE, badge
from dasupport.ui.window.focus import SCROLLED

WIDE, SLIM = 236, 112
ROOM = 1000
"""Least width of a window with a wide rail."""
ICON, GAP = 20, 3
LOOKS = {(False, False): "rail", (False, True): "subrail", (True, False): "slimrail", (True, True): "slimsub"}
"""The look of an item, by (rail is slim, item is a subpage)."""
BESIDE = {"slimrail": SIDE + GAP + 10, "slimsub": 10}
"""Width of a slim item that is not available to its text: its badge, and the space around them."""


class Rail(QFrame):
    """Draws the rail items of the chrome; in a narrow window it is slim, with the same text in smaller
    letters.
    """

    def __init__(self, theme: Theme, chosen: Callable[[RailItem], None]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self._chosen = chosen
        self._slim = False
        self._shown: Frame | None = None
        self._head = QLabel(self)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._lines: dict[str, QPushButton] = {}
        self._drawn: dict[str, RailItem] = {}
        self._here = ""
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        steps, foot = _ground(), _ground()
        self._box, self._foot = QVBoxLayout(steps), QVBoxLayout(foot)
        self._scroll.setWidget(steps)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(foot)
        self.fit(ROOM)

    def show_frame(self, frame: Frame) -> None:
        """Show the rail items of the chrome; buttons that exist already are only updated."""
        self._shown = frame
        keys = [item.key for item in (*frame.items, *frame.foot)]
        if keys != list(self._lines):
            self._build(frame)
        self._head.setText(frame.head)
        self._head.setVisible(bool(frame.head) and not self._slim)
        for item in (*frame.items, *frame.foot):
            self._draw(self._lines[item.key], item)
        here = next((item.key for item in reversed(frame.items) if item.here), "")
        if here != self._here:
            self._here = here
            QTimer.singleShot(0, self, self._show_here)

    def fit(self, width: int) -> None:
        """Make the rail slim if the window is narrow. `width` is the window's, at a scale of 100 %."""
        self._slim = width < ROOM
        dp = self._theme.dp
        self.setFixedWidth(dp(SLIM if self._slim else WIDE))
        side, top, low = (dp(5), dp(6), dp(5)) if self._slim else (dp(12), dp(16), dp(12))
        self._box.setContentsMargins(side, top, side, dp(2))
        self._foot.setContentsMargins(side, dp(5), side, low)
        for box in (self._box, self._foot):
            box.setSpacing(dp(1 if self._slim else 3))
        self._drawn = {}
        if self._shown:
            self.show_frame(self._shown)
        QTimer.singleShot(0, self, self._show_here)

    def _build(self, frame: Frame) -> None:
        clear(self._box)
        clear(self._foot)
        self._drawn = {}
        self._head = QLabel(self)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setObjectName("railhead")
        self._head.setContentsMargins(self._theme.dp(10), 0, 0, self._theme.dp(6))
        self._head.setWordWrap(True)
        self._box.addWidget(self._head)
        self._lines = {item.key: self._line(item.key) for item in (*frame.items, *frame.foot)}
        for item in frame.items:
            self._box.addWidget(self._lines[item.key])
        self._box.addStretch(1)
        for item in frame.foot:
            self._foot.addWidget(self._lines[item.key])

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
        said = ", ".join(part for part in (item.text, item.hint) if part)
        button.setAccessibleName(said)
        button.setToolTip(said)
        button.setChecked(item.here)
        button.setVisible(not item.hidden)
        mark(button, "look", LOOKS[self._slim, item.sub])
        size = self._theme.dp(SIDE if item.state else ICON)
        button.setIconSize(QSize(size + self._theme.dp(GAP if self._slim else 0), size))
        if item.state:
            button.setIcon(badge(self._theme, item))
        elif item.icon:
            button.setIcon(self._theme.icon(item.icon, "accent_deep" if item.here else "pale"))
        self._write(button, item)

    def _write(self, button: QPushButton, item: RailItem) -> None:
        """Set the text of an item. In a slim rail it wraps, and the button is made tall enough for all lines."""
        if not self._slim:
            button.setText(f" {item.text}".replace("&", "&&"))
            return
        button.ensurePolished()
        look = str(button.property("look"))
        inside = self.width() - 2 * self._theme.dp(5) - self._theme.dp(BESIDE[look])
        button.setText(in_lines(item.text, bold(button.font()), inside).replace("&", "&&"))
        button.setMinimumHeight(button.sizeHint().height())

    def _show_here(self) -> None:
        """Scroll the current item into view."""
        button = self._lines.get(self._here)
        if button is not None and button.isVisible():
            self._scroll.ensureWidgetVisible(button, 0, self._theme.dp(40))

    def _pressed(self, key: str) -> None:
        item = self._drawn[key]
        self._lines[key].setChecked(item.here)
        self._chosen(item)


def _ground() -> QWidget:
    ground = QWidget()
    ground.setObjectName("bare")
    ground.setProperty(SCROLLED, True)
    return ground
