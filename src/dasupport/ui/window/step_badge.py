"""The badge of a step on the navigation rail. Every state has its own shape, so none depends on colour
alone.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF

from dasupport.ui.session.chrome import RailItem
from dasupport.ui.theme import FONT_FAMILY, Theme

BADGE_SIZE = 26
THIN_RING, THICK_RING = 1.5, 4.0
HALF_CIRCLE = 180 * 16
TICK_POINTS = ((0.27, 0.53), (0.44, 0.70), (0.74, 0.34))
"""Corners of the tick, as fractions of the badge size."""


def make_badge(theme: Theme, item: RailItem) -> QIcon:
    """Return the badge of a rail item.

    A thin ring for a step with nothing in it yet; half of it thick once something is; dashed if the step
    was put off; filled with a tick if it is done, and filled with its number if it is the current step.
    """
    side = theme.dp(BADGE_SIZE)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if item.state == "done":
        _draw_disc(painter, theme, "good", 0)
        _draw_tick(painter, theme)
    else:
        _draw_ring(painter, theme, item)
        _draw_symbol(painter, theme, item)
    painter.end()
    return QIcon(picture)


def _draw_ring(painter: QPainter, theme: Theme, item: RailItem) -> None:
    started = item.state == "started"
    if item.is_current:
        _draw_disc(painter, theme, "accent", THICK_RING + 1.5 if started else 0)
    if item.is_current and not started:
        return
    style = Qt.PenStyle.DashLine if item.state == "not_now" else Qt.PenStyle.SolidLine
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.get_colour("edge"), _scale_length(theme, THIN_RING), style))
    painter.drawEllipse(_circle_rect(theme, THICK_RING / 2 if started else THIN_RING / 2))
    if started:
        painter.setPen(_make_pen(theme, "accent", THICK_RING, Qt.PenCapStyle.FlatCap))
        painter.drawArc(_circle_rect(theme, THICK_RING / 2), HALF_CIRCLE // 2, -HALF_CIRCLE)


def _draw_symbol(painter: QPainter, theme: Theme, item: RailItem) -> None:
    """Draw the number of the step, the icon of the first or last step, or a dash."""
    token = "accent_ink" if item.is_current else "accent_deep" if item.state == "started" else "pale"
    side = theme.dp(BADGE_SIZE)
    if item.icon and item.state != "not_now":
        inner = round(side * 0.5)
        spot = QRect((side - inner) // 2, (side - inner) // 2, inner, inner)
        theme.get_icon(item.icon, token, BADGE_SIZE // 2).paint(painter, spot)
        return
    font = QFont(FONT_FAMILY)
    font.setPixelSize(round(side * 0.52))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.get_colour(token))
    text = "\N{EN DASH}" if item.state == "not_now" else item.number
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, text)


def _draw_disc(painter: QPainter, theme: Theme, token: str, inset: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.get_colour(token))
    painter.drawEllipse(_circle_rect(theme, inset))


def _draw_tick(painter: QPainter, theme: Theme) -> None:
    side = theme.dp(BADGE_SIZE)
    painter.setPen(_make_pen(theme, "card", 3, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF([QPointF(x * side, y * side) for x, y in TICK_POINTS]))


def _make_pen(theme: Theme, token: str, width: float, cap: Qt.PenCapStyle) -> QPen:
    pen = QPen(theme.get_colour(token), _scale_length(theme, width))
    pen.setCapStyle(cap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _circle_rect(theme: Theme, inset: float) -> QRectF:
    edge = _scale_length(theme, inset)
    return QRectF(0, 0, theme.dp(BADGE_SIZE), theme.dp(BADGE_SIZE)).adjusted(edge, edge, -edge, -edge)


def _scale_length(theme: Theme, length: float) -> float:
    return length * theme.scale / 100
