"""What lies over a page for a while: the guide at the side, the emergency card or a refusal in the middle."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QFrame, QVBoxLayout, QWidget

from dasupport.ui.presenter import Presenter
from dasupport.ui.theme import Theme
from dasupport.ui.window.page import Page

DRAWER, CARD = 440, 760
AIR, EDGE = 10, 3
"""The room above and below, within the page and round it: the card of numbers is read without scrolling."""
STEP = 60
Action = QAbstractSlider.SliderAction
SCROLLS = {
    "Down": Action.SliderSingleStepAdd, "Up": Action.SliderSingleStepSub,
    "PgDown": Action.SliderPageStepAdd, "PgUp": Action.SliderPageStepSub,
    "Home": Action.SliderToMinimum, "End": Action.SliderToMaximum,
}  # fmt: skip
"""All of it can be read by the keyboard, also where there is little to stop at."""


class Overlay(QWidget):
    """A page over the page, in the middle or in a drawer at the side; it follows the size of what it lies over.
    A drawer leaves the header below it as it is: Cover and Emergency stay within reach."""

    def __init__(self, theme: Theme, presenter: Presenter, over: QWidget, *, middle: bool) -> None:
        super().__init__(over)
        self._theme = theme
        self._middle = middle
        self._frame = QFrame(self)
        self._frame.setObjectName("drawer")
        self.page = Page(theme, presenter, padding=20, air=AIR, gap=10 if middle else 6)
        box = QVBoxLayout(self._frame)
        box.setContentsMargins(0, 0, 0, 0)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched)
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        """The Tab key walks round within what lies over the page, and not into what lies below it."""
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

    def _drawn(self, over: QWidget) -> None:
        """Fit what was drawn; and again once it is laid out, which what came anew is not yet."""
        self._fit(over)
        QTimer.singleShot(0, self, lambda: self._fit(over))

    def _fit(self, over: QWidget) -> None:
        head = None if self._middle else over.findChild(QFrame, "header")
        top = head.height() if head else 0
        self.setGeometry(over.rect().adjusted(0, top, 0, 0))
        width = min(self._theme.dp(CARD if self._middle else DRAWER), self.width())
        if self._middle:
            margin = self._theme.dp(EDGE)
            height = min(self.page.needed_height(width) + 2, self.height() - 2 * margin)
            self._frame.setGeometry(QRect((self.width() - width) // 2, margin, width, height))
        else:
            self._frame.setGeometry(QRect(self.width() - width, 0, width, self.height()))
