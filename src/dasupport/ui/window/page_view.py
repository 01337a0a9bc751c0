"""The page view: draws the screen of its presenter as one scrollable column of blocks. It owns the
presenter.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.ui.screen.blocks import Screen, iter_blocks
from dasupport.ui.screen.intents import EnterPressed, Pressed, Typed, WidgetEvent
from dasupport.ui.screen.presenter import Presenter, noop
from dasupport.ui.screen.screen_diff import is_only_typed
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import BlockWidget
from dasupport.ui.widgets.containers import BlockColumnWidget
from dasupport.ui.window.focus_ring import SCROLLED_PROPERTY
from dasupport.ui.window.headline_fit import fit_headline
from dasupport.ui.window.tab_order import iter_tab_stops, set_tab_order
from dasupport.ui.window.visible_strip import find_note_above

COLUMN_WIDTH, WIDE_COLUMN_WIDTH = 760, 900
SCROLL_MARGIN = 24
"""Distance from the edge of the window to a widget that was scrolled into view."""


class PageView(QScrollArea):
    """Draws a presenter's screen and passes the user's events to it. It makes no decisions and keeps no data."""

    def __init__(self, theme: Theme, presenter: Presenter, *, padding: int = 28, air: int = 26, gap: int = 14) -> None:
        super().__init__()
        self._theme = theme
        self._presenter = presenter
        self._on_drawn: Callable[[Screen], None] = lambda _: None
        self._screen_key = self._focus_key = ""
        self._pressed_button: QWidget | None = None
        self._shape: tuple[tuple[type, str], ...] = ()
        self._screen = Screen("", ())
        self._drawing = self._stale = self._is_detached = self._is_inactive = False
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
        self._blocks = BlockColumnWidget(theme, self._handle_event, holder, gap=gap)
        column = QVBoxLayout(holder)
        self._column = column
        column.addStretch(0)
        column.addWidget(self._blocks)
        column.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        self._holder = holder
        self._ground: QWidget = ground
        row.addWidget(holder, 1)
        ground.setProperty(SCROLLED_PROPERTY, True)
        self.setWidget(ground)
        presenter.on_change = self.redraw
        self.redraw()

    def redraw(self, typed: Typed | None = None) -> None:
        """Draw the presenter's current screen; after a pause in typing, only if it changed more than that text."""
        if self._is_inactive:
            return
        if self._drawing:
            self._stale = True
            return
        self._drawing, self._stale = True, False
        try:
            screen = self._presenter.build_screen()
            if typed and is_only_typed(self._screen, screen, typed):
                self._screen = screen
                self._blocks.draw(screen.blocks)
                self._on_drawn(screen)
            else:
                self._draw_screen(screen)
        finally:
            self._drawing = False
        if self._stale and not self._is_detached:
            self.redraw()

    def _draw_screen(self, screen: Screen) -> None:
        self._screen = screen
        self._holder.setMaximumWidth(self._theme.dp(WIDE_COLUMN_WIDTH if screen.wide else COLUMN_WIDTH))
        self._column.setStretch(0, 1 if screen.centred else 0)
        self._column.setStretch(2, 2 if screen.centred else 1)
        held = QApplication.focusWidget()
        held = held if held is not None and self._ground.isAncestorOf(held) else None
        height = self._top_of(held) if held else 0
        by = self._pressed_button if self._pressed_button is not None and isValid(self._pressed_button) else held
        in_sight = by is not None and not by.visibleRegion().isEmpty()
        self._blocks.draw(screen.blocks)
        shape = tuple((type(block), block.key) for block in iter_blocks(screen.blocks))
        if other := shape != self._shape:
            self._shape = shape
            set_tab_order(self, self._ground)
        if held is not None and not held.isVisibleTo(self._ground):
            self._focus_near(height)
        self._on_drawn(screen)
        if screen.key != self._screen_key:
            self._screen_key = screen.key
            self.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self.set_initial_focus)
        elif screen.focus and screen.focus != self._focus_key:
            QTimer.singleShot(0, self, lambda: self.set_initial_focus(fresh=False))
        elif by is not None and in_sight and other:  # blocks added above it, such as a result, pushed it down
            QTimer.singleShot(0, by, lambda: self.keep_visible(by, more=True))
        self._focus_key = screen.focus

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_headline()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_headline()

    def _fit_headline(self) -> None:
        if self._screen.centred and self.isVisible():
            fit_headline(self._ground, lambda: self.measure_height(self.viewport().width()), self.height())

    def measure_height(self, width: int) -> int:
        """Return the height of the page in pixels at a width."""
        layout = self._ground.layout()
        by_width = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        return by_width or self._ground.sizeHint().height()

    def flush(self) -> None:
        """Report text that was typed and not reported yet."""
        self._blocks.flush()

    def press_button(self, key: str) -> None:
        """Press the button with this key, as a keyboard shortcut does; do nothing if it is disabled."""
        button = self.findChild(QWidget, key)
        if button is None or button.isEnabled():
            self.flush()
            self._handle_event(Pressed(key))

    @property
    def shown_screen(self) -> Screen:
        """The screen that is drawn now."""
        return self._screen

    @property
    def presenter(self) -> Presenter:
        """The presenter of this page."""
        return self._presenter

    def activate(self, drawn: Callable[[Screen], None]) -> None:
        """Show this page, for the first time or again: draw the current screen, scrolled to the top, and call
        `drawn` with it.
        """
        self._on_drawn, self._is_inactive = drawn, False
        self.redraw()
        self.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, self.set_initial_focus)

    def deactivate(self) -> None:
        """Stop drawing and reporting until the page is activated again: another page is shown now."""
        self._is_inactive = True

    def detach(self) -> None:
        """Ignore all further events: the page is about to be destroyed, and its text has been reported."""
        self._is_detached = True
        self._presenter.on_change = noop

    def _handle_event(self, intent: WidgetEvent) -> None:
        """Pass an intent to the presenter, then redraw.

        Drawing can take the focus from a field, which is an intent again: that one is passed on too, and drawn
        once this drawing is done.
        """
        if self._is_detached:
            return
        if isinstance(intent, EnterPressed):
            self.press_button(self._screen.primary)
            return
        if isinstance(intent, Pressed):
            self._blocks.flush()
        self._pressed_button = self.findChild(QWidget, intent.key) if isinstance(intent, Pressed) else None
        self._presenter.handle(intent)
        if not self._is_detached:
            self.redraw(intent if isinstance(intent, Typed) else None)

    def set_initial_focus(self, *, fresh: bool = True) -> None:
        """Focus the widget where the page begins.

        With `fresh`, a centred page is first shown from its top.
        """
        if fresh:
            self._fit_headline()
        wanted = self.findChild(QWidget, self._screen.focus) if self._screen.focus else None
        target = wanted or next(self.iter_focus_chain(), None)
        if target is None:
            self.clearFocus()  # there is no Tab stop: the page itself must not get the focus
        elif target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            if wanted and not (fresh and self._screen.centred):
                self.scroll_into_view(
                    self._widget_with_texts(target)
                )  # and again once new widgets are laid out, as they move what is below them
                QTimer.singleShot(0, target, lambda: self.scroll_into_view(self._widget_with_texts(target)))

    def keep_visible(self, held: QWidget, *, more: bool = False) -> None:
        """Keep a widget in view: the button that was pressed or the widget with the focus.

        With `more`, once again after new widgets are laid out.
        """
        if self._ground.isAncestorOf(held) and held.isVisibleTo(self._ground):
            self.scroll_into_view(held)
        if more:
            QTimer.singleShot(0, held, lambda: self.keep_visible(held))

    def _widget_with_texts(self, widget: QWidget) -> QWidget:
        """Return the block widget around a widget, with its label and error, if that fits the window; else the
        widget.
        """
        part: QWidget | None = widget
        while part is not None and not isinstance(part, BlockWidget):
            part = part.parentWidget()
        fits = part is not None and part.height() + 2 * self._theme.dp(SCROLL_MARGIN) <= self.viewport().height()
        return part if part is not None and fits else widget

    def scroll_into_view(self, widget: QWidget) -> None:
        """Scroll all of a widget into view, with its focus ring and the note directly above it.

        If it is taller than the window, only its text cursor is sure to be in view.
        """
        margin, bar, room = self._theme.dp(SCROLL_MARGIN), self.verticalScrollBar(), self.viewport().height()
        top = self._top_of(widget) - margin
        bottom = top + widget.height() + 2 * margin
        strip = find_note_above(widget, self._ground)
        if strip is not None and bottom - self._top_of(strip) + margin <= room:
            top = self._top_of(strip) - margin
        if bottom - top > room:
            self.ensureWidgetVisible(widget)
        else:
            bar.setValue(min(max(bar.value(), bottom - room), top))

    def _top_of(self, widget: QWidget) -> int:
        return widget.mapTo(self._ground, QPoint(0, 0)).y()

    def focusNextPrevChild(self, next: bool) -> bool:
        moved = super().focusNextPrevChild(next)
        held = QApplication.focusWidget()
        if moved and held is not None and self._ground.isAncestorOf(held):
            self.scroll_into_view(held)
        return moved

    def _focus_near(self, height: int) -> None:
        """Focus the widget that took the place of the one that had the focus and is gone, not one far away."""
        below = (stop for stop in self.iter_focus_chain() if self._top_of(stop) >= height)
        target = next(below, None) or next(self.iter_focus_chain(), None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def iter_focus_chain(self) -> Iterator[QWidget]:
        """Return the widgets that the Tab key stops at on this page, in reading order."""
        return (stop for stop in iter_tab_stops(self._ground) if stop.isEnabled() and stop.isVisibleTo(self._ground))


def discard_widget(widget: QWidget) -> None:
    """Hide a widget at once and destroy it in the next event loop cycle.

    Pages in it are detached first, so that nothing private stays behind on a page that was left.
    """
    for page in (widget, *widget.findChildren(PageView)):
        if isinstance(page, PageView):
            page.detach()
    widget.hide()
    widget.deleteLater()
