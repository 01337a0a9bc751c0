"""The advice panel at the side. Where there is no space it is hidden, and a key shows it over the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dasupport.content.labels import ChromeLabels
from dasupport.ui.screen.blocks import Note
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.containers import BlockColumnWidget
from dasupport.ui.window.focus_ring import SCROLLED_PROPERTY

PANEL_WIDTH, DOCKED_MIN_WIDTH = 300, 1200


class AdvicePanel(QFrame):
    """A column of notes. Its heading, with the button that closes it, stays in view."""

    def __init__(self, theme: Theme, labels: ChromeLabels, close: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(theme.dp(PANEL_WIDTH))
        head = QLabel(labels.advice_head)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setObjectName("panelhead")
        self._close_button = QPushButton(labels.close_advice)
        self._close_button.setObjectName("close-advice")
        self._close_button.setProperty("look", "quiet")
        self._close_button.clicked.connect(lambda: close())
        top = QHBoxLayout()
        top.setContentsMargins(theme.dp(16), theme.dp(14), theme.dp(16), 0)
        top.addWidget(head, 1)
        top.addWidget(self._close_button)
        self._notes = BlockColumnWidget(theme, lambda _: None, gap=10)
        inside = QWidget()
        inside.setObjectName("bare")
        box = QVBoxLayout(inside)
        box.setContentsMargins(theme.dp(16), theme.dp(6), theme.dp(16), theme.dp(16))
        box.addWidget(self._notes)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setProperty(SCROLLED_PROPERTY, True)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(scroll)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these notes."""
        self._notes.draw(notes)

    def set_floating(self, *, floating: bool) -> None:
        """Show the close button if the panel lies over the page; beside the page it is not needed."""
        self._close_button.setVisible(floating)
