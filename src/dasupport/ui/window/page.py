"""One column of blocks in a scroll area, drawn from its presenter, which it owns."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.ui.blocks import Screen, every
from dasupport.ui.intents import Entered, Pressed, Told
from dasupport.ui.parts.area import AreaPart
from dasupport.ui.parts.part import Part
from dasupport.ui.presenter import Presenter, quiet
from dasupport.ui.theme import Theme
from dasupport.ui.window.above import strip_above
from dasupport.ui.window.fitting import fit_huge
from dasupport.ui.window.focus import SCROLLED
from dasupport.ui.window.order import as_read, put_in_order

COLUMN, WIDE = 760, 900
MARGIN = 24
"""How far from the edge of the window something stands that was brought into sight."""


class Page(QScrollArea):
    """Draws a presenter's screen, and tells it what was done. It decides nothing and remembers nothing."""

    def __init__(self, theme: Theme, presenter: Presenter, *, padding: int = 28, air: int = 26, gap: int = 14) -> None:
        super().__init__()
        self._theme = theme
        self._presenter = presenter
        self._drawn: Callable[[Screen], None] = lambda _: None
        self._key = self._focus = ""
        self._pressed: QWidget | None = None
        self._shape: tuple[tuple[type, str], ...] = ()
        self._screen = Screen("", ())
        self._drawing = self._stale = self._left = self._behind = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget(self)
        ground.setObjectName("column")
        row = QHBoxLayout(ground)
        side = theme.dp(padding)
        row.setContentsMargins(side, theme.dp(air), side, theme.dp(air))
        holder = QWidget(ground)
        self._area = AreaPart(theme, self._tell, holder, gap=gap)
        column = QVBoxLayout(holder)
        self._column = column
        column.addStretch(0)
        column.addWidget(self._area)
        column.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        self._holder = holder
        self._ground: QWidget = ground
        row.addWidget(holder, 1)
        ground.setProperty(SCROLLED, True)
        self.setWidget(ground)
        presenter.on_change = self.redraw
        self.redraw()

    def redraw(self) -> None:
        """Draw the presenter's screen as it is now."""
        if self._behind:
            return
        if self._drawing:
            self._stale = True
            return
        self._drawing, self._stale = True, False
        try:
            self._draw(self._presenter.screen())
        finally:
            self._drawing = False
        if self._stale and not self._left:
            self.redraw()

    def _draw(self, screen: Screen) -> None:
        self._screen = screen
        self._holder.setMaximumWidth(self._theme.dp(WIDE if screen.wide else COLUMN))
        self._column.setStretch(0, 1 if screen.centred else 0)
        self._column.setStretch(2, 2 if screen.centred else 1)
        held = QApplication.focusWidget()
        held = held if held is not None and self._ground.isAncestorOf(held) else None
        height = self._top(held) if held else 0
        by = self._pressed if self._pressed is not None and isValid(self._pressed) else held
        in_sight = by is not None and not by.visibleRegion().isEmpty()
        self._area.draw(screen.blocks)
        shape = tuple((type(block), block.key) for block in every(screen.blocks))
        if other := shape != self._shape:
            self._shape = shape
            put_in_order(self, self._ground)
        if held is not None and not held.isVisibleTo(self._ground):
            self._focus_near(height)
        self._drawn(screen)
        if screen.key != self._key:
            self._key = screen.key
            self.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self.take_focus)
        elif screen.focus and screen.focus != self._focus:
            QTimer.singleShot(0, self, lambda: self.take_focus(fresh=False))
        elif by is not None and in_sight and other:  # what came above it, as an outcome does, pushed it down
            QTimer.singleShot(0, by, lambda: self.stay_by(by, more=True))
        self._focus = screen.focus

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._screen.centred and self.isVisible():
            fit_huge(self._ground, lambda: self.needed_height(self.viewport().width()), self.height())

    def needed_height(self, width: int) -> int:
        """How tall this page is when it is so wide."""
        layout = self._ground.layout()
        by_width = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        return by_width or self._ground.sizeHint().height()

    def flush(self) -> None:
        """Tell at once whatever was typed and not told yet."""
        self._area.flush()

    def press(self, key: str) -> None:
        """Press the button of this key from the keyboard, if there is one that may be pressed."""
        button = self.findChild(QWidget, key)
        if button is None or button.isEnabled():
            self.flush()
            self._tell(Pressed(key))

    @property
    def screen_shown(self) -> Screen:
        """The picture that is on the screen."""
        return self._screen

    @property
    def presenter(self) -> Presenter:
        """The presenter behind this page."""
        return self._presenter

    def come_forward(self, drawn: Callable[[Screen], None]) -> None:
        """This page is shown, for the first time or again: draw what stands now, from the top, and tell of it."""
        self._drawn, self._behind = drawn, False
        self.redraw()
        self.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, self.take_focus)

    def step_back(self) -> None:
        """Another page is shown now: draw nothing, and tell nobody, until this one comes forward again."""
        self._behind = True

    def leave(self) -> None:
        """Take nothing more from this page: it is about to go, and what was typed has been told."""
        self._left = True
        self._presenter.on_change = quiet

    def _tell(self, intent: Told) -> None:
        """Hand an intent on, then draw. Drawing can make a field lose the cursor, which is an intent again: that
        one is handed on too, and drawn when this drawing is done."""
        if self._left:
            return
        if isinstance(intent, Entered):
            self.press(self._screen.primary)
            return
        if isinstance(intent, Pressed):
            self._area.flush()
        self._pressed = self.findChild(QWidget, intent.key) if isinstance(intent, Pressed) else None
        self._presenter.handle(intent)
        if not self._left:
            self.redraw()

    def take_focus(self, *, fresh: bool = True) -> None:
        """Put the cursor where this page begins. A page that stands in the middle is first seen from its top."""
        if fresh:
            self._fit()
        wanted = self.findChild(QWidget, self._screen.focus) if self._screen.focus else None
        target = wanted or next(self.stops(), None)
        if target is None:
            self.clearFocus()  # nothing to press: the page itself is no place to begin
        elif target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            if wanted and not (fresh and self._screen.centred):
                self.show_whole(
                    self._with_words(target)
                )  # and again once what came anew is laid out: it moves what is below it
                QTimer.singleShot(0, target, lambda: self.show_whole(self._with_words(target)))

    def stay_by(self, held: QWidget, *, more: bool = False) -> None:
        """Keep in sight what was pressed, or has the cursor; once more when what came anew is laid out."""
        if self._ground.isAncestorOf(held) and held.isVisibleTo(self._ground):
            self.show_whole(held)
        if more:
            QTimer.singleShot(0, held, lambda: self.stay_by(held))

    def _with_words(self, widget: QWidget) -> QWidget:
        """What has the cursor with its name, and with what was said of it, where all of that fits the window."""
        part: QWidget | None = widget
        while part is not None and not isinstance(part, Part):
            part = part.parentWidget()
        fits = part is not None and part.height() + 2 * self._theme.dp(MARGIN) <= self.viewport().height()
        return part if part is not None and fits else widget

    def show_whole(self, widget: QWidget) -> None:
        """Bring all of something into sight, with the ring round it and what was said right above it; of what is
        taller than the window, the cursor."""
        margin, bar, room = self._theme.dp(MARGIN), self.verticalScrollBar(), self.viewport().height()
        top = self._top(widget) - margin
        bottom = top + widget.height() + 2 * margin
        strip = strip_above(widget, self._ground)
        if strip is not None and bottom - self._top(strip) + margin <= room:
            top = self._top(strip) - margin
        if bottom - top > room:
            self.ensureWidgetVisible(widget)
        else:
            bar.setValue(min(max(bar.value(), bottom - room), top))

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self._ground, QPoint(0, 0)).y()

    def focusNextPrevChild(self, next: bool) -> bool:
        moved = super().focusNextPrevChild(next)
        held = QApplication.focusWidget()
        if moved and held is not None and self._ground.isAncestorOf(held):
            self.show_whole(held)
        return moved

    def _focus_near(self, height: int) -> None:
        """What had the cursor is gone: put it on what stands in its place, and not somewhere off the page."""
        below = (stop for stop in self.stops() if self._top(stop) >= height)
        target = next(below, None) or next(self.stops(), None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> Iterator[QWidget]:
        """What the Tab key stops at on this page, as it is read."""
        return (stop for stop in as_read(self._ground) if stop.isEnabled() and stop.isVisibleTo(self._ground))


def drop(widget: QWidget) -> None:
    """Take something off the screen at once and destroy it next: nothing private stays behind a page that was left."""
    for page in (widget, *widget.findChildren(Page)):
        if isinstance(page, Page):
            page.leave()
    widget.hide()
    widget.deleteLater()
