"""Overlays: what lies over a page for a while. The guide is a drawer at the side, all else a card in the
middle.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QApplication, QFrame, QVBoxLayout, QWidget

from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.theme import Theme
from dasupport.ui.window.page_view import PageView

DRAWER_WIDTH, WIDE_CARD_WIDTH, CARD_WIDTH = 440, 760, 620
"""Widths of a drawer, of a card with columns, and of a card with a few words."""
PADDING, OUTER_MARGIN, FRAME_PADDING, BORDER_WIDTH = 14, 8, 4, 2
"""Space inside a card, around it, and behind its border; and the width of the border. The card with the
emergency numbers never scrolls at 100 %.
"""
SCROLL_STEP = 60
Action = QAbstractSlider.SliderAction
SCROLL_KEYS = {
    "Down": Action.SliderSingleStepAdd,
    "Up": Action.SliderSingleStepSub,
    "PgDown": Action.SliderPageStepAdd,
    "PgUp": Action.SliderPageStepSub,
    "Home": Action.SliderToMinimum,
    "End": Action.SliderToMaximum,
}
"""Keys that scroll, so that all of it can be read by keyboard even where there are few Tab stops."""


class Overlay(QWidget):
    """A page over the page, on a card in the middle or in a drawer at the side; it follows the size of the
    widget below.

    The header stays uncovered, so that Cover and Emergency are within reach. The focus stays inside
    meanwhile.
    """

    def __init__(self, app: QApplication, theme: Theme, presenter: Presenter, over: QWidget, *, middle: bool) -> None:
        super().__init__(over)
        self._app: QApplication | None = app
        self._theme = theme
        self._is_card = middle
        self._frame = QFrame(self)
        self._frame.setObjectName("over" if middle else "drawer")
        self.page = PageView(theme, presenter, padding=18 if middle else 20, air=PADDING, gap=12 if middle else 6)
        box = QVBoxLayout(self._frame)
        rim = theme.dp(FRAME_PADDING) if middle else 0
        box.setContentsMargins(rim, rim, rim, rim)
        box.addWidget(self.page)
        bar = self.page.verticalScrollBar()
        bar.setSingleStep(theme.dp(SCROLL_STEP))
        for keys, action in SCROLL_KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda action=action: bar.triggerAction(action))
        over.installEventFilter(self)
        self._fit_geometry(over)
        self.show()
        self.raise_()
        self.page.activate(lambda _: self._on_drawn(over))
        app.focusChanged.connect(self._keep_focus)

    def release_focus(self) -> None:
        """Stop holding the focus: the overlay is about to be destroyed."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._keep_focus)
            self._app = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit_geometry(watched)
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus within the overlay only, from its last Tab stop to its first."""
        ring = list(self.page.iter_focus_chain())
        now = self._frame.focusWidget()
        if not ring:
            return False
        at = ring.index(now) if now in ring else -1
        ring[(at + (1 if next else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
        painter.end()

    def _keep_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Take the focus back after a click beside the overlay, so that nothing is typed into the page below."""
        if now is not None and now.window() is self.window() and not self.isAncestorOf(now):
            self.page.set_initial_focus(fresh=False)

    def _on_drawn(self, over: QWidget) -> None:
        """Fit to what was drawn, and once more after the layout: new widgets have no size yet."""
        self._fit_geometry(over)
        QTimer.singleShot(0, self, lambda: self._fit_geometry(over))

    def _fit_geometry(self, over: QWidget) -> None:
        head = over.findChild(QFrame, "header")
        below = head.mapTo(over, QPoint(0, head.height())).y() if head else 0  # a banner may be above the header
        self.setGeometry(over.rect().adjusted(0, below, 0, 0))
        if self._is_card:
            self._frame.setGeometry(self._card_rect())
        else:
            width = min(self._theme.dp(DRAWER_WIDTH), self.width())
            self._frame.setGeometry(QRect(self.width() - width, 0, width, self.height()))

    def _card_rect(self) -> QRect:
        """Return the rectangle of the card: centred and as tall as its content, or as tall as fits, and scrolled."""
        edge, rim = self._theme.dp(OUTER_MARGIN), self._theme.dp(FRAME_PADDING) + BORDER_WIDTH
        width = min(
            self._theme.dp(WIDE_CARD_WIDTH if self.page.shown_screen.wide else CARD_WIDTH), self.width() - 2 * edge
        )
        height = min(self.page.measure_height(width - 2 * rim) + 2 * rim, self.height() - 2 * edge)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)
