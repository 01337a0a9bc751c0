"""The workspace: header, rail, page and advice panel, for a user who is working in an unlocked vault."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from dasupport.ui.screen.blocks import Note, Screen
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.routes import InSession, Route
from dasupport.ui.session.chrome import Chrome, RailItem, build_chrome, build_save_chip, read_only_banner
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.save_queue import SaveStatus
from dasupport.ui.theme import Theme
from dasupport.ui.window.advice_panel import DOCKED_MIN_WIDTH, AdvicePanel
from dasupport.ui.window.header import Header
from dasupport.ui.window.nav_rail import NavRail
from dasupport.ui.window.page_view import PageView, discard_widget


class Workspace(QWidget):
    """The page and everything around it; the old page is destroyed when a new one is shown."""

    def __init__(
        self,
        theme: Theme,
        office: SessionContext,
        title: str,
        acts: dict[str, Callable[[], None]],
        chosen: Callable[[RailItem], None],
    ) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._theme = theme
        self._context = office
        self.header = Header(theme, title, office.pack.labels.frame, {**acts, "advice": self.toggle_advice})
        self.rail = NavRail(theme, chosen)
        self.panel = AdvicePanel(theme, office.pack.labels.frame, self.close_advice)
        self.page: PageView | None = None
        self._route: Route | None = None
        self._middle = QWidget()
        self._row = QHBoxLayout(self._middle)
        _remove_margins(self._row)
        self._row.addWidget(self.rail)
        self._stack = QStackedWidget()
        self._session_pages: dict[InSession, PageView] = {}
        self._row.addWidget(self._stack, 1)
        self._row.addWidget(self.panel)
        box = QVBoxLayout(self)
        _remove_margins(box)
        if over := read_only_banner(office):
            box.addWidget(_make_banner(theme, over))
        box.addWidget(self.header)
        box.addWidget(self._middle, 1)
        self._advice_opened = False
        self._previous_focus: QWidget | None = None
        self._shown: tuple[Chrome, tuple[Note, ...]] | None = None
        """The chrome and the advice that are drawn now."""

    def show_page(self, route: Route, make: Callable[[], Presenter]) -> PageView:
        """Show the page of a route.

        Pages of the open session are kept, and drawn anew when the user returns to them; any other page is
        destroyed when it is left.
        """
        self._advice_opened = False
        self._route = route
        old = self.page
        self._drop_session_pages(route)
        kept = self._session_pages.get(route) if isinstance(route, InSession) else None
        page = kept or PageView(self._theme, make())
        self.page = page
        if isinstance(route, InSession):
            self._session_pages[route] = page
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old and old not in self._session_pages.values():
            self._stack.removeWidget(old)
            discard_widget(old)
        elif old and old is not page:
            old.deactivate()
        page.activate(self._on_drawn)
        self._arrange()
        return page

    def prepare_page(self, route: InSession, make: Callable[[], Presenter]) -> None:
        """Create the page that will probably be shown next, while the program is idle."""
        if (
            route not in self._session_pages
            and self._route is not None
            and getattr(self._route, "session", "") == route.session
        ):
            page = PageView(self._theme, make())
            self._stack.addWidget(page)
            page.ensurePolished()
            self._session_pages[route] = page

    def _drop_session_pages(self, route: Route) -> None:
        """Destroy the kept pages of a session once the user leaves it."""
        session = getattr(route, "session", "")
        for kept in [kept for kept in self._session_pages if kept.session != session]:
            page = self._session_pages.pop(kept)
            if page is not self.page:
                self._stack.removeWidget(page)
                discard_widget(page)

    def show_save_status(self, status: SaveStatus) -> None:
        """Show a save status in the header."""
        chip = build_save_chip(self._context.pack, status, self._context.zone)
        self.header.show_save_status(chip, again=not status.is_retry_offered)

    def toggle_advice(self) -> None:
        """Show or hide the advice panel, where it is not docked beside the page."""
        if self._advice_opened:
            self.close_advice()
        elif self._has_notes() and not self._is_panel_docked():
            self._advice_opened, self._previous_focus = True, QApplication.focusWidget()
            self._arrange()

    def close_advice(self) -> None:
        """Hide the advice panel if it lies over the page; the focus returns to where it was."""
        if not self._advice_opened:
            return
        held = QApplication.focusWidget()
        inside = held is not None and self.panel.isAncestorOf(held)
        came_from, self._previous_focus, self._advice_opened = self._previous_focus, None, False
        self._arrange()
        if inside and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        elif inside and self.page:
            self.page.set_initial_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = int(self.width() * 100 / self._theme.scale)
        self.rail.fit_width(width)
        self._advice_opened = False
        self._arrange()

    def _on_drawn(self, screen: Screen) -> None:
        if self._route is not None:
            self.show_save_status(self._context.work.status)
            chrome = build_chrome(self._context, self._route)
            if (chrome, screen.advice) != self._shown:
                self._shown = chrome, screen.advice
                self.rail.show_chrome(chrome)
                self.header.show_chips(chrome.chips)
                self.panel.show_notes(screen.advice)
                self._arrange()

    def _arrange(self) -> None:
        notes, roomy = self._has_notes(), self._is_panel_docked()
        self.header.show_advice_button(shown=notes and not roomy)
        self.panel.set_floating(floating=not roomy)
        if roomy and self.panel.parent() is not self._middle:
            self._row.addWidget(self.panel)
        if not roomy:
            self._row.removeWidget(self.panel)
            self.panel.setParent(self._middle)
            self.panel.setGeometry(
                self._middle.width() - self.panel.width(), 0, self.panel.width(), self._middle.height()
            )
            self.panel.raise_()
        elif self._row.indexOf(self.panel) < 0:
            self._row.addWidget(self.panel)
        self.panel.setVisible(notes and (roomy or self._advice_opened))

    def _has_notes(self) -> bool:
        return bool(self.page and self.page.shown_screen.advice)

    def _is_panel_docked(self) -> bool:
        return self.width() * 100 / self._theme.scale >= DOCKED_MIN_WIDTH


def _remove_margins(layout: QBoxLayout) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)


def _make_banner(theme: Theme, says: str) -> QFrame:
    """Return a banner across the whole workspace, shown for as long as the vault is open."""
    strip = QFrame()
    strip.setObjectName("warning")
    label = QLabel(says)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box = QHBoxLayout(strip)
    box.setContentsMargins(theme.dp(18), theme.dp(4), theme.dp(18), theme.dp(4))
    box.addWidget(label)
    return strip
