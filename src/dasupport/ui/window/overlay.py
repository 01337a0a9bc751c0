"""Overlays: what lies over a page for a while. The guide is a drawer at the side, all else a card in the
middle.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QApplication, QFrame, QVBoxLayout, QWidget

from dasupport.ui.presenter import Presenter
from dasupport.ui.theme import Theme
from dasupport.ui.window.page import Page

DRAWER, CARD, SLIM = 440, 760, 620
"""Widths of a drawer, of a card with columns, and of a card with a few words."""
AIR, EDGE, RIM, BORDER = 14, 8, 4, 2
"""Space inside a card, around it, and behind its border; and the width of the border. The card with the
emergency numbers never scrolls at 100 %.
"""
STEP = 60
Action = QAbstractSlider.SliderAction
SCROLLS = {
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
        self._middle = middle
        self._frame = QFrame(self)
        self._frame.setObjectName("over" if middle else "drawer")
        self.page = Page(theme, presenter, padding=18 if middle else 20, air=AIR, gap=12 if middle else 6)
        box = QVBoxLayout(self._frame)
        rim = theme.dp(RIM) if middle else 0
        box.setContentsMargins(rim, rim, rim, rim)
        box.addWidget(self.page)
        bar = self.page.verticalScrollBar()
        bar.setSingleStep(theme.dp(STEP))
        for keys, action in SCROLLS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda action=action: bar.triggerAction(action))
        over.installEventFilter(self)
        self._fit(over)
        self.show()
        self.raise_()
        self.page.come_forward(lambda _: self._drawn(over))
        app.focusChanged.connect(self._hold)

    def let_go(self) -> None:
        """Stop holding the focus: the overlay is about to be destroyed."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._hold)
            self._app = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched)
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus within the overlay only, from its last Tab stop to its first."""
        ring = list(self.page.stops())
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

    def _hold(self, _: QWidget | None, now: QWidget | None) -> None:
        """Take the focus back after a click beside the overlay, so that nothing is typed into the page below."""
        if now is not None and now.window() is self.window() and not self.isAncestorOf(now):
            self.page.take_focus(fresh=False)

    def _drawn(self, over: QWidget) -> None:
        """Fit to what was drawn, and once more after the layout: new widgets have no size yet."""
        self._fit(over)
        QTimer.singleShot(0, self, lambda: self._fit(over))

    def _fit(self, over: QWidget) -> None:
        head = over.findChild(QFrame, "header")
        below = head.mapTo(over, QPoint(0, head.height())).y() if head else 0  # a banner may be above the header
        self.setGeometry(over.rect().adjusted(0, below, 0, 0))
        if self._middle:
            self._frame.setGeometry(self._card())
        else:
            width = min(self._theme.dp(DRAWER), self.width())
            self._frame.setGeometry(QRect(self.width() - width, 0, width, self.height()))

    def _card(self) -> QRect:
        """Return the rectangle of the card: centred and as tall as its content, or as tall as fits, and scrolled."""
        edge, rim = self._theme.dp(EDGE), self._theme.dp(RIM) + BORDER
        width = min(self._theme.dp(CARD if self.page.screen_shown.wide else SLIM), self.width() - 2 * edge)
        height = min(self.page.needed_height(width - 2 * rim) + 2 * rim, self.height() - 2 * edge)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)
