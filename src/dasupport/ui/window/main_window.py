"""The one main window: locked, unlocked, facing the person, or covered. Its title never says more than the
name of the program.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.shortcuts import SHORTCUTS
from dasupport.ui.theme import Theme
from dasupport.ui.window.focus_ring import FocusRing
from dasupport.ui.window.input_watchers import CoverKeyWatcher, IdleTimer
from dasupport.ui.window.overlay import Overlay
from dasupport.ui.window.page_view import PageView, discard_widget
from dasupport.ui.window.privacy_curtain import HiddenBody, put_body_back, put_neutral_page

MINIMUM_SIZE = (1024, 640)
"""Minimum and initial size of the window; not scaled with the text."""
DEFAULT_SIZE = (1366, 768)
"""The window's least and usual size, before the text grows."""


@dataclass(frozen=True, slots=True)
class WindowCallbacks:
    """Texts and callbacks that the controller gives the window."""

    lock_screen_pack: LockScreenPack
    is_training: bool
    on_cover: Callable[[], None]
    on_lock: Callable[[], None]
    on_close: Callable[[], None]
    on_key: Callable[[str], None]
    on_minimise: Callable[[], None] = lambda: None


class MainWindow(QMainWindow):
    """Shows one page at a time, and what applies on every page: Cover, Emergency, and the training banner."""

    dismissing_dialogs = Signal()

    def __init__(self, app: QApplication, theme: Theme, wiring: WindowCallbacks) -> None:
        super().__init__()
        self._app = app
        self.theme = theme
        self.callbacks = wiring
        self.setWindowTitle(wiring.lock_screen_pack.window.title)
        self.setMinimumSize(*MINIMUM_SIZE)
        self.resize(*DEFAULT_SIZE)
        self._overlay: Overlay | None = None
        self._previous_focus: QWidget | None = None
        self._on_overlay_closed: Callable[[], None] = lambda: None
        self.body: QWidget | None = None
        self._hidden_body: HiddenBody | None = None
        self.is_file_dialog_open = False
        """True while a file dialog of this program is open."""
        self._focus_ring = FocusRing(theme, app)
        self._training_banner: QFrame | None = None
        self._cover_key, self.idle_timer = CoverKeyWatcher(), IdleTimer()
        self._cover_key.triggered.connect(wiring.on_cover)
        self.idle_timer.timed_out.connect(wiring.on_lock)
        self._content = QWidget()
        self._content_layout = QVBoxLayout(self._content)
        self._content_layout.setContentsMargins(0, 0, 0, 0)
        self._content_layout.setSpacing(0)
        self._show_training_banner()
        self.setCentralWidget(self._content)
        for name, keys in SHORTCUTS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda name=name: wiring.on_key(name))

    def show_body(self, body: QWidget, *, openly: bool = False) -> None:
        """Show a widget as the body of the window. The previous body is hidden at once and destroyed next.

        While the body is hidden behind a neutral page, the new one waits there too, unless everybody may see it
        (`openly`): then it replaces the neutral page as well.
        """
        self.close_overlay()
        old, self.body = self.body, body
        if self._hidden_body and not openly:
            self._hidden_body = self._hidden_body._replace(behind=body, held=None)
        else:
            self._content_layout.addWidget(body, 1)
            body.show()
            self._drop_neutral_page()
        if old:
            self._content_layout.removeWidget(old)
            discard_widget(old)

    def show_bare_page(self, presenter: Presenter, *, openly: bool = False) -> PageView:
        """Show a page with nothing around it: the lock screen, the neutral screen, the view for the person."""
        ground, page = self._make_bare_page(presenter)
        self.show_body(ground, openly=openly)
        page.set_initial_focus()
        return page

    def hide_body(self, presenter: Presenter) -> None:
        """Hide the body behind a neutral page, without changing it."""
        if self.body and not self._hidden_body:
            ground, page = self._make_bare_page(presenter)
            self._hidden_body = put_neutral_page(self._content_layout, ground, self.body)
            page.set_initial_focus()

    def restore_body(self) -> None:
        """Restore the hidden body, if there is one."""
        curtain, self._hidden_body = self._hidden_body, None
        if curtain:
            put_body_back(self._content_layout, curtain, self.overlay_page)

    def _drop_neutral_page(self) -> None:
        curtain, self._hidden_body = self._hidden_body, None
        if curtain:
            self._content_layout.removeWidget(curtain.front)
            discard_widget(curtain.front)

    def _make_bare_page(self, presenter: Presenter) -> tuple[QWidget, PageView]:
        ground = QWidget()
        ground.setObjectName("ground")
        page = PageView(self.theme, presenter)
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page)
        return ground, page

    def show_overlay(
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
        presenter = made(lambda: self._close_overlay_of(presenter))
        self.close_overlay()
        self._on_overlay_closed = closed
        self._previous_focus = self._app.focusWidget()
        self._overlay = Overlay(self._app, self.theme, presenter, self.body or self._content, middle=middle)

    def close_overlay(self) -> None:
        """Close the overlay, if there is one; the focus returns to where it was."""
        if self._overlay is None:
            return
        old, self._overlay = self._overlay, None
        old.release_focus()
        (self.body or self._content).removeEventFilter(old)
        discard_widget(old)
        came_from, self._previous_focus = self._previous_focus, None
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            for page in self.findChildren(PageView):
                if page.isAncestorOf(came_from):
                    page.keep_visible(came_from, more=True)  # a message about it may have been added above it meanwhile
        closed, self._on_overlay_closed = self._on_overlay_closed, lambda: None
        closed()

    def _close_overlay_of(self, presenter: Presenter) -> None:
        if self.overlay_page and self.overlay_page.presenter is presenter:
            self.close_overlay()

    @property
    def overlay_page(self) -> PageView | None:
        """The page view in the overlay; None if there is no overlay."""
        return self._overlay.page if self._overlay else None

    def closeEvent(self, event: QCloseEvent) -> None:
        self.callbacks.on_close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.callbacks.on_minimise()

    def apply_theme(self, theme: Theme) -> None:
        """Apply another theme; the caller has to show the open page anew."""
        self.close_overlay()
        self.theme = theme
        self._focus_ring.stop_tracking()
        self._focus_ring = FocusRing(theme, self._app)
        self._show_training_banner()

    def showEvent(self, event: QShowEvent) -> None:
        """Install the event filters on the native window: keys and clicks reach it first, once each."""
        super().showEvent(event)
        self._install_filters(self)

    def watch_dialog(self, dialog: QDialog) -> None:
        """Watch a dialog over this window: Cover, locking and Emergency still work, and close the dialog first."""
        dialog.winId()
        self._install_filters(dialog)
        self.dismissing_dialogs.connect(dialog.reject)
        emergency = QShortcut(QKeySequence(SHORTCUTS["emergency"]), dialog)
        emergency.activated.connect(dialog.reject)
        emergency.activated.connect(lambda: self.callbacks.on_key("emergency"))

    def dismiss_dialogs(self) -> None:
        """Close every dialog over this window, whoever opened it: the window has to be hidden now."""
        self.dismissing_dialogs.emit()

    def _install_filters(self, widget: QWidget) -> None:
        native = widget.windowHandle()
        for watcher in (self._cover_key, self.idle_timer):
            native.removeEventFilter(watcher)
            native.installEventFilter(watcher)

    def stop_watching(self) -> None:
        """Stop the idle timer and the focus ring, before the window is destroyed."""
        self.idle_timer.set_running(on=False)
        self._focus_ring.stop_tracking()

    def _show_training_banner(self) -> None:
        """Show the training banner on every screen, if this is the training program."""
        if not self.callbacks.is_training:
            return
        if self._training_banner:
            self._content_layout.removeWidget(self._training_banner)
            discard_widget(self._training_banner)
        self._training_banner = QFrame()
        self._training_banner.setObjectName("banner")
        label = QLabel(self.callbacks.lock_screen_pack.window.training)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QHBoxLayout(self._training_banner)
        box.setContentsMargins(0, self.theme.dp(4), 0, self.theme.dp(4))
        box.addWidget(label)
        self._content_layout.insertWidget(0, self._training_banner)
