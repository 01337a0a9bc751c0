"""The badge of a step on the navigation rail. Every state has its own shape, so none depends on colour
alone.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF

from dasupport.ui.frame import RailItem
from dasupport.ui.theme import FAMILY, Theme

SIDE = 26
THIN, THICK = 1.5, 4.0
HALF_ROUND = 180 * 16
TICK = ((0.27, 0.53), (0.44, 0.70), (0.74, 0.34))
"""Corners of the tick, as fractions of the badge size."""


def badge(theme: Theme, item: RailItem) -> QIcon:
    """Return the badge of a rail item.

    A thin ring for a step with nothing in it yet; half of it thick once something is; dashed if the step
    was put off; filled with a tick if it is done, and filled with its number if it is the current step.
    """
    side = theme.dp(SIDE)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if item.state == "done":
        _disc(painter, theme, "good", 0)
        _tick(painter, theme)
    else:
        _ring(painter, theme, item)
        _name(painter, theme, item)
    painter.end()
    return QIcon(picture)


def _ring(painter: QPainter, theme: Theme, item: RailItem) -> None:
    started = item.state == "started"
    if item.here:
        _disc(painter, theme, "accent", THICK + 1.5 if started else 0)
    if item.here and not started:
        return
    style = Qt.PenStyle.DashLine if item.state == "not_now" else Qt.PenStyle.SolidLine
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("edge"), _wide(theme, THIN), style))
    painter.drawEllipse(_round(theme, THICK / 2 if started else THIN / 2))
    if started:
        painter.setPen(_pen(theme, "accent", THICK, Qt.PenCapStyle.FlatCap))
        painter.drawArc(_round(theme, THICK / 2), HALF_ROUND // 2, -HALF_ROUND)


def _name(painter: QPainter, theme: Theme, item: RailItem) -> None:
    """Draw the number of the step, the icon of the first or last step, or a dash."""
    token = "accent_ink" if item.here else "accent_deep" if item.state == "started" else "pale"
    side = theme.dp(SIDE)
    if item.icon and item.state != "not_now":
        inner = round(side * 0.5)
        spot = QRect((side - inner) // 2, (side - inner) // 2, inner, inner)
        theme.icon(item.icon, token, SIDE // 2).paint(painter, spot)
        return
    font = QFont(FAMILY)
    font.setPixelSize(round(side * 0.52))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    text = "\N{EN DASH}" if item.state == "not_now" else item.number
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, text)


def _disc(painter: QPainter, theme: Theme, token: str, inset: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawEllipse(_round(theme, inset))


def _tick(painter: QPainter, theme: Theme) -> None:
    side = theme.dp(SIDE)
    painter.setPen(_pen(theme, "card", 3, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF([QPointF(x * side, y * side) for x, y in TICK]))


def _pen(theme: Theme, token: str, width: float, cap: Qt.PenCapStyle) -> QPen:
    pen = QPen(theme.colour(token), _wide(theme, width))
    pen.setCapStyle(cap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _round(theme: Theme, inset: float) -> QRectF:
    edge = _wide(theme, inset)
    return QRectF(0, 0, theme.dp(SIDE), theme.dp(SIDE)).adjusted(edge, edge, -edge, -edge)


def _wide(theme: Theme, length: float) -> float:
    return length * theme.scale / 100
