"""The focus ring: two lines, bright and dark, around the widget with the focus, in every theme."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from shiboken6 import isValid

from dasupport.ui.theme import Theme

WIDTH = 3
SCROLLED = "scrolled"
"""Property of the content of a scroll area: the ring is drawn inside it, so that it scrolls with its
widget.
"""
MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class Ring(QWidget):
    """The two lines. A child of the widget they are drawn on, and destroyed with it."""

    def __init__(self, theme: Theme, holder: QWidget) -> None:
        super().__init__(holder)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, radius = self._theme.dp(WIDTH), self._theme.dp(10)
        edge = width / 2 + 1
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        for token, pen in (("focus_ink", width + 2), ("focus", width)):
            painter.setPen(QPen(self._theme.colour(token), pen))
            painter.drawRoundedRect(box, radius, radius)
        painter.end()


class FocusRing(QObject):
    """Follows the focus. The ring is drawn on the nearest ancestor with space for it, so that it scrolls with
    its widget.
    """

    def __init__(self, theme: Theme, app: QApplication) -> None:
        super().__init__()
        self._theme = theme
        self._app: QApplication | None = app
        self._ring: Ring | None = None
        self._ringed: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in MOVES:
            self._place()
        return False

    def retire(self) -> None:
        """Remove the ring and stop following the focus."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._follow)
            self._app = None
        self._let_go()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None:
            return
        holder = now if _scrolls(now) else self._holder(now)
        self._ringed, self._ring = now, Ring(self._theme, holder)
        step: QWidget | None = now
        while step is not None and (step is not holder or step is now):
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._watched, self._ring, self._ringed = [], None, None

    def _place(self) -> None:
        ring, ringed = self._ring, self._ringed
        if ring is None or ringed is None or not isValid(ring) or not isValid(ringed):
            return
        ring.setVisible(ringed.isVisible())
        holder = ring.parentWidget()
        if holder is not None:
            ring.setGeometry(holder.rect() if holder is ringed else self._rect(ringed, holder))
        ring.raise_()

    def _holder(self, widget: QWidget) -> QWidget:
        holder = widget.parentWidget() or widget
        while not holder.property(SCROLLED) and not holder.rect().contains(self._rect(widget, holder)):
            above = holder.parentWidget()
            if above is None:
                break
            holder = above
        return holder

    def _rect(self, widget: QWidget, holder: QWidget) -> QRect:
        margin = self._theme.dp(WIDTH) + 2
        return QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size()).adjusted(-margin, -margin, margin, margin)


def _scrolls(widget: QWidget) -> bool:
    """Return True if the widget is a scroll area that has the focus itself: its ring is drawn inside it."""
    return isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QPlainTextEdit)
