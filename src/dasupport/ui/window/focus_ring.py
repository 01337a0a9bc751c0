"""The focus ring: two lines, bright and dark, around the widget with the focus, in every theme."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from shiboken6 import isValid

from dasupport.ui.theme import Theme

RING_WIDTH = 3
SCROLLED_PROPERTY = "scrolled"
"""Property of the content of a scroll area: the ring is drawn inside it, so that it scrolls with its
widget.
"""
GEOMETRY_EVENTS = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class RingWidget(QWidget):
    """The two lines. A child of the widget they are drawn on, and destroyed with it."""

    def __init__(self, theme: Theme, holder: QWidget) -> None:
        super().__init__(holder)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, radius = self._theme.dp(RING_WIDTH), self._theme.dp(10)
        edge = width / 2 + 1
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        for token, pen in (("focus_ink", width + 2), ("focus", width)):
            painter.setPen(QPen(self._theme.get_colour(token), pen))
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
        self._ring: RingWidget | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in GEOMETRY_EVENTS:
            self._position_ring()
        return False

    def stop_tracking(self) -> None:
        """Remove the ring and stop following the focus."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._on_focus_changed)
            self._app = None
        self._remove_ring()

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        self._remove_ring()
        if now is None:
            return
        holder = now if _has_own_scrolling(now) else self._find_holder(now)
        self._target, self._ring = now, RingWidget(self._theme, holder)
        step: QWidget | None = now
        while step is not None and (step is not holder or step is now):
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._position_ring()

    def _remove_ring(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._watched, self._ring, self._target = [], None, None

    def _position_ring(self) -> None:
        ring, ringed = self._ring, self._target
        if ring is None or ringed is None or not isValid(ring) or not isValid(ringed):
            return
        ring.setVisible(ringed.isVisible())
        holder = ring.parentWidget()
        if holder is not None:
            ring.setGeometry(holder.rect() if holder is ringed else self._ring_rect(ringed, holder))
        ring.raise_()

    def _find_holder(self, widget: QWidget) -> QWidget:
        holder = widget.parentWidget() or widget
        while not holder.property(SCROLLED_PROPERTY) and not holder.rect().contains(self._ring_rect(widget, holder)):
            above = holder.parentWidget()
            if above is None:
                break
            holder = above
        return holder

    def _ring_rect(self, widget: QWidget, holder: QWidget) -> QRect:
        margin = self._theme.dp(RING_WIDTH) + 2
        return QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size()).adjusted(-margin, -margin, margin, margin)


def _has_own_scrolling(widget: QWidget) -> bool:
    """Return True if the widget is a scroll area that has the focus itself: its ring is drawn inside it."""
    return isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QPlainTextEdit)
