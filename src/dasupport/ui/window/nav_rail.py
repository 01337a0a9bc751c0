"""The navigation rail on the left: the main pages, or the steps of a session with their progress. The item
that locks or leaves stays in view at the bottom.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dasupport.ui.session.chrome import Chrome, RailItem
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import clear_layout, make_bold, set_style_property, wrap_text
from dasupport.ui.window.focus_ring import SCROLLED_PROPERTY
from dasupport.ui.window.step_badge import BADGE_SIZE, make_badge

WIDE_WIDTH, SLIM_WIDTH = 236, 112
WIDE_MIN_WINDOW = 1000
"""Least width of a window with a wide rail."""
ICON_SIZE, ICON_GAP = 20, 3
ITEM_LOOKS = {(False, False): "rail", (False, True): "subrail", (True, False): "slimrail", (True, True): "slimsub"}
"""The look of an item, by (rail is slim, item is a subpage)."""
SLIM_RESERVED_WIDTH = {"slimrail": BADGE_SIZE + ICON_GAP + 10, "slimsub": 10}
"""Width of a slim item that is not available to its text: its badge, and the space around them."""


class NavRail(QFrame):
    """Draws the rail items of the chrome; in a narrow window it is slim, with the same text in smaller
    letters.
    """

    def __init__(self, theme: Theme, chosen: Callable[[RailItem], None]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self._on_item_chosen = chosen
        self._is_slim = False
        self._chrome: Chrome | None = None
        self._head = QLabel(self)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: dict[str, QPushButton] = {}
        self._drawn_items: dict[str, RailItem] = {}
        self._current_key = ""
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        steps, foot = _make_container(), _make_container()
        self._box, self._foot = QVBoxLayout(steps), QVBoxLayout(foot)
        self._scroll.setWidget(steps)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(foot)
        self.fit_width(WIDE_MIN_WINDOW)

    def show_chrome(self, frame: Chrome) -> None:
        """Show the rail items of the chrome; buttons that exist already are only updated."""
        self._chrome = frame
        keys = [item.key for item in (*frame.items, *frame.foot)]
        if keys != list(self._buttons):
            self._make_buttons(frame)
        self._head.setText(frame.head)
        self._head.setVisible(bool(frame.head) and not self._is_slim)
        for item in (*frame.items, *frame.foot):
            self._draw_item(self._buttons[item.key], item)
        here = next((item.key for item in reversed(frame.items) if item.is_current), "")
        if here != self._current_key:
            self._current_key = here
            QTimer.singleShot(0, self, self._scroll_to_current)

    def fit_width(self, width: int) -> None:
        """Make the rail slim if the window is narrow. `width` is the window's, at a scale of 100 %."""
        self._is_slim = width < WIDE_MIN_WINDOW
        dp = self._theme.dp
        self.setFixedWidth(dp(SLIM_WIDTH if self._is_slim else WIDE_WIDTH))
        side, top, low = (dp(5), dp(6), dp(5)) if self._is_slim else (dp(12), dp(16), dp(12))
        self._box.setContentsMargins(side, top, side, dp(2))
        self._foot.setContentsMargins(side, dp(5), side, low)
        for box in (self._box, self._foot):
            box.setSpacing(dp(1 if self._is_slim else 3))
        self._drawn_items = {}
        if self._chrome:
            self.show_chrome(self._chrome)
        QTimer.singleShot(0, self, self._scroll_to_current)

    def _make_buttons(self, frame: Chrome) -> None:
        clear_layout(self._box)
        clear_layout(self._foot)
        self._drawn_items = {}
        self._head = QLabel(self)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setObjectName("railhead")
        self._head.setContentsMargins(self._theme.dp(10), 0, 0, self._theme.dp(6))
        self._head.setWordWrap(True)
        self._box.addWidget(self._head)
        self._buttons = {item.key: self._make_button(item.key) for item in (*frame.items, *frame.foot)}
        for item in frame.items:
            self._box.addWidget(self._buttons[item.key])
        self._box.addStretch(1)
        for item in frame.foot:
            self._foot.addWidget(self._buttons[item.key])

    def _make_button(self, key: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"rail:{key}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self._on_pressed(key))
        return button

    def _draw_item(self, button: QPushButton, item: RailItem) -> None:
        if self._drawn_items.get(item.key) == item:
            return
        self._drawn_items[item.key] = item
        said = ", ".join(part for part in (item.text, item.hint) if part)
        button.setAccessibleName(said)
        button.setToolTip(said)
        button.setChecked(item.is_current)
        button.setVisible(not item.is_hidden)
        set_style_property(button, "look", ITEM_LOOKS[self._is_slim, item.is_subpage])
        size = self._theme.dp(BADGE_SIZE if item.state else ICON_SIZE)
        button.setIconSize(QSize(size + self._theme.dp(ICON_GAP if self._is_slim else 0), size))
        if item.state:
            button.setIcon(make_badge(self._theme, item))
        elif item.icon:
            button.setIcon(self._theme.get_icon(item.icon, "accent_deep" if item.is_current else "pale"))
        self._set_button_text(button, item)

    def _set_button_text(self, button: QPushButton, item: RailItem) -> None:
        """Set the text of an item. In a slim rail it wraps, and the button is made tall enough for all lines."""
        if not self._is_slim:
            button.setText(f" {item.text}".replace("&", "&&"))
            return
        button.ensurePolished()
        look = str(button.property("look"))
        inside = self.width() - 2 * self._theme.dp(5) - self._theme.dp(SLIM_RESERVED_WIDTH[look])
        button.setText(wrap_text(item.text, make_bold(button.font()), inside).replace("&", "&&"))
        button.setMinimumHeight(button.sizeHint().height())

    def _scroll_to_current(self) -> None:
        """Scroll the current item into view."""
        button = self._buttons.get(self._current_key)
        if button is not None and button.isVisible():
            self._scroll.ensureWidgetVisible(button, 0, self._theme.dp(40))

    def _on_pressed(self, key: str) -> None:
        item = self._drawn_items[key]
        self._buttons[key].setChecked(item.is_current)
        self._on_item_chosen(item)


def _make_container() -> QWidget:
    ground = QWidget()
    ground.setObjectName("bare")
    ground.setProperty(SCROLLED_PROPERTY, True)
    return ground
