"""The workspace: header, rail, page and advice panel, for a user who is working in an unlocked vault."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.ui.blocks import Screen
from dasupport.ui.frame import Frame, RailItem, band, frame, saved
from dasupport.ui.office import Office
from dasupport.ui.presenter import Presenter
from dasupport.ui.routes import InSession, Route
from dasupport.ui.theme import Theme
from dasupport.ui.window.header import Header
from dasupport.ui.window.page import Page, drop
from dasupport.ui.window.panel import ROOM, Panel
from dasupport.ui.window.rail import Rail


class Private(QWidget):
    """The page and everything around it; the old page is destroyed when a new one is shown."""

    def __init__(
        self,
        theme: Theme,
        office: Office,
        title: str,
        acts: dict[str, Callable[[], None]],
        chosen: Callable[[RailItem], None],
    ) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._theme = theme
        self._office = office
        self.header = Header(theme, title, office.pack.labels.frame, {**acts, "advice": self.toggle_advice})
        self.rail = Rail(theme, chosen)
        self.panel = Panel(theme, office.pack.labels.frame, self.close_advice)
        self.page: Page | None = None
        self._route: Route | None = None
        self._middle = QWidget()
        self._row = QHBoxLayout(self._middle)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._pages = QStackedWidget()
        self._kept: dict[InSession, Page] = {}
        self._row.addWidget(self._pages, 1)
        self._row.addWidget(self.panel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if over := band(office):
            box.addWidget(_band(theme, over))
        box.addWidget(self.header)
        box.addWidget(self._middle, 1)
        self._wants_advice = False
        self._came_from: QWidget | None = None

    def show_page(self, route: Route, make: Callable[[], Presenter]) -> Page:
        """Show the page of a route.

        Pages of the open session are kept, and drawn anew when the user returns to them; any other page is
        destroyed when it is left.
        """
        self._wants_advice = False
        self._route = route
        old = self.page
        self._forget(route)
        kept = self._kept.get(route) if isinstance(route, InSession) else None
        page = kept or Page(self._theme, make())
        self.page = page
        if isinstance(route, InSession):
            self._kept[route] = page
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if old and old not in self._kept.values():
            self._pages.removeWidget(old)
            drop(old)
        elif old and old is not page:
            old.step_back()
        page.come_forward(self._drawn)
        self._arrange()
        return page

    def prepare(self, route: InSession, make: Callable[[], Presenter]) -> None:
        """Create the page that will probably be shown next, while the program is idle."""
        if route not in self._kept and self._route is not None and getattr(self._route, "session", "") == route.session:
            page = Page(self._theme, make())
            self._pages.addWidget(page)
            page.ensurePolished()
            self._kept[route] = page

    def _forget(self, route: Route) -> None:
        """Destroy the kept pages of a session once the user leaves it."""
        session = getattr(route, "session", "")
        for kept in [kept for kept in self._kept if kept.session != session]:
            page = self._kept.pop(kept)
            if page is not self.page:
                self._pages.removeWidget(page)
                drop(page)

    def show_saved(self) -> None:
        """Update the save status in the header."""
        chip = saved(self._office.pack, self._office.kept, self._office)
        self.header.show_saved(chip, again=not self._office.offers_again)

    def toggle_advice(self) -> None:
        """Show or hide the advice panel, where it is not docked beside the page."""
        if self._wants_advice:
            self.close_advice()
        elif self._notes() and not self._roomy():
            self._wants_advice, self._came_from = True, QApplication.focusWidget()
            self._arrange()

    def close_advice(self) -> None:
        """Hide the advice panel if it lies over the page; the focus returns to where it was."""
        if not self._wants_advice:
            return
        held = QApplication.focusWidget()
        inside = held is not None and self.panel.isAncestorOf(held)
        came_from, self._came_from, self._wants_advice = self._came_from, None, False
        self._arrange()
        if inside and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        elif inside and self.page:
            self.page.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = int(self.width() * 100 / self._theme.scale)
        self.rail.fit(width)
        self._wants_advice = False
        self._arrange()

    def _drawn(self, screen: Screen) -> None:
        if self._route is not None:
            shown: Frame = frame(self._office, self._route)
            self.rail.show_frame(shown)
            self.header.show_chips(shown.chips)
            self.panel.show_notes(screen.advice)
            self.show_saved()
        self._arrange()

    def _arrange(self) -> None:
        notes, roomy = self._notes(), self._roomy()
        self.header.show_advice_button(shown=notes and not roomy)
        self.panel.floats(floating=not roomy)
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
        self.panel.setVisible(notes and (roomy or self._wants_advice))

    def _notes(self) -> bool:
        return bool(self.page and self.page.screen_shown.advice)

    def _roomy(self) -> bool:
        return self.width() * 100 / self._theme.scale >= ROOM


def _band(theme: Theme, says: str) -> QFrame:
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
