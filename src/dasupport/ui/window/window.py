"""The one main window: locked, unlocked, facing the person, or covered. Its title never says more than the
name of the program.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.content.first_labels import LockScreenPack
from dasupport.ui.presenter import Presenter
from dasupport.ui.shortcuts import KEYS
from dasupport.ui.theme import Theme
from dasupport.ui.window.covering import CoverKey, Idle
from dasupport.ui.window.curtain import Curtain, drawn, opened
from dasupport.ui.window.focus import FocusRing
from dasupport.ui.window.overlay import Overlay
from dasupport.ui.window.page import Page, drop

SMALLEST = (1024, 640)
"""Minimum and initial size of the window; not scaled with the text."""
USUAL = (1366, 768)
"""The window's least and usual size, before the text grows."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """Texts and callbacks that the controller gives the window."""

    first: LockScreenPack
    training: bool
    on_cover: Callable[[], None]
    on_lock: Callable[[], None]
    on_close: Callable[[], None]
    on_key: Callable[[str], None]
    on_minimise: Callable[[], None] = lambda: None


class Window(QMainWindow):
    """Shows one page at a time, and what applies on every page: Cover, Emergency, and the training banner."""

    clearing = Signal()

    def __init__(self, app: QApplication, theme: Theme, wiring: Wiring) -> None:
        super().__init__()
        self._app = app
        self.theme = theme
        self.wiring = wiring
        self.setWindowTitle(wiring.first.window.title)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self._overlay: Overlay | None = None
        self._came_from: QWidget | None = None
        self._on_close: Callable[[], None] = lambda: None
        self.body: QWidget | None = None
        self._curtain: Curtain | None = None
        self.asking = False
        """True while a file dialog of this program is open."""
        self._ring = FocusRing(theme, app)
        self._banner: QFrame | None = None
        self._cover_key, self.idle = CoverKey(), Idle()
        self._cover_key.wanted.connect(wiring.on_cover)
        self.idle.passed.connect(wiring.on_lock)
        self._middle = QWidget()
        self._box = QVBoxLayout(self._middle)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._put_banner()
        self.setCentralWidget(self._middle)
        for name, keys in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda name=name: wiring.on_key(name))

    def show_body(self, body: QWidget, *, openly: bool = False) -> None:
        """Show a widget as the body of the window. The previous body is hidden at once and destroyed next.

        While the body is hidden behind a neutral page, the new one waits there too, unless everybody may see it
        (`openly`): then it replaces the neutral page as well.
        """
        self.close_overlay()
        old, self.body = self.body, body
        if self._curtain and not openly:
            self._curtain = self._curtain._replace(behind=body, held=None)
        else:
            self._box.addWidget(body, 1)
            body.show()
            self._drop_curtain()
        if old:
            self._box.removeWidget(old)
            drop(old)

    def show_bare(self, presenter: Presenter, *, openly: bool = False) -> Page:
        """Show a page with nothing around it: the lock screen, the neutral screen, the view for the person."""
        ground, page = self._bare(presenter)
        self.show_body(ground, openly=openly)
        page.take_focus()
        return page

    def draw_curtain(self, presenter: Presenter) -> None:
        """Hide the body behind a neutral page, without changing it."""
        if self.body and not self._curtain:
            ground, page = self._bare(presenter)
            self._curtain = drawn(self._box, ground, self.body)
            page.take_focus()

    def open_curtain(self) -> None:
        """Restore the hidden body, if there is one."""
        curtain, self._curtain = self._curtain, None
        if curtain:
            opened(self._box, curtain, self.overlaid)

    def _drop_curtain(self) -> None:
        curtain, self._curtain = self._curtain, None
        if curtain:
            self._box.removeWidget(curtain.front)
            drop(curtain.front)

    def _bare(self, presenter: Presenter) -> tuple[QWidget, Page]:
        ground = QWidget()
        ground.setObjectName("ground")
        page = Page(self.theme, presenter)
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page)
        return ground, page

    def overlay(
        self,
        made: Callable[[Callable[[], None]], Presenter],
        *,
        middle: bool,
        closed: Callable[[], None] = lambda: None,
    ) -> None:
        """Show an overlay over the page, below the training banner; call `closed` once it is gone.

        `made` creates its presenter from a function that closes this overlay and no other, so that a late call
        does not close a newer one.
        """
        presenter = made(lambda: self._close(presenter))
        self.close_overlay()
        self._on_close = closed
        self._came_from = self._app.focusWidget()
        self._overlay = Overlay(self._app, self.theme, presenter, self.body or self._middle, middle=middle)

    def close_overlay(self) -> None:
        """Close the overlay, if there is one; the focus returns to where it was."""
        if self._overlay is None:
            return
        old, self._overlay = self._overlay, None
        old.let_go()
        (self.body or self._middle).removeEventFilter(old)
        drop(old)
        came_from, self._came_from = self._came_from, None
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            for page in self.findChildren(Page):
                if page.isAncestorOf(came_from):
                    page.stay_by(came_from, more=True)  # a message about it may have been added above it meanwhile
        closed, self._on_close = self._on_close, lambda: None
        closed()

    def _close(self, presenter: Presenter) -> None:
        if self.overlaid and self.overlaid.presenter is presenter:
            self.close_overlay()

    @property
    def overlaid(self) -> Page | None:
        """The page view in the overlay; None if there is no overlay."""
        return self._overlay.page if self._overlay else None

    def closeEvent(self, event: QCloseEvent) -> None:
        self.wiring.on_close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.wiring.on_minimise()

    def redress(self, theme: Theme) -> None:
        """Apply another theme; the caller has to show the open page anew."""
        self.close_overlay()
        self.theme = theme
        self._ring.retire()
        self._ring = FocusRing(theme, self._app)
        self._put_banner()

    def showEvent(self, event: QShowEvent) -> None:
        """Install the event filters on the native window: keys and clicks reach it first, once each."""
        super().showEvent(event)
        self._watch(self)

    def watch(self, dialog: QDialog) -> None:
        """Watch a dialog over this window: Cover, locking and Emergency still work, and close the dialog first."""
        dialog.winId()
        self._watch(dialog)
        self.clearing.connect(dialog.reject)
        emergency = QShortcut(QKeySequence(KEYS["emergency"]), dialog)
        emergency.activated.connect(dialog.reject)
        emergency.activated.connect(lambda: self.wiring.on_key("emergency"))

    def clear(self) -> None:
        """Close every dialog over this window, whoever opened it: the window has to be hidden now."""
        self.clearing.emit()

    def _watch(self, widget: QWidget) -> None:
        native = widget.windowHandle()
        for watcher in (self._cover_key, self.idle):
            native.removeEventFilter(watcher)
            native.installEventFilter(watcher)

    def stop_watching(self) -> None:
        """Stop the idle timer and the focus ring, before the window is destroyed."""
        self.idle.watch(on=False)
        self._ring.retire()

    def _put_banner(self) -> None:
        """Show the training banner on every screen, if this is the training program."""
        if not self.wiring.training:
            return
        if self._banner:
            self._box.removeWidget(self._banner)
            drop(self._banner)
        self._banner = QFrame()
        self._banner.setObjectName("banner")
        label = QLabel(self.wiring.first.window.training)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QHBoxLayout(self._banner)
        box.setContentsMargins(0, self.theme.dp(4), 0, self.theme.dp(4))
        box.addWidget(label)
        self._box.insertWidget(0, self._banner)
