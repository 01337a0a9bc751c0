"""The header above every private page: what is open, the save status, and the buttons."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from dasupport.content.labels import ChromeLabels
from dasupport.ui.screen.blocks import Chip
from dasupport.ui.screen.shortcuts import SHORTCUTS
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import make_chip_label, set_style_property

(
    DROP_MORE_CHIPS,
    DROP_BRAND,
    DROP_SOME_SHORTCUTS,
    DROP_ALL_SHORTCUTS,
    DROP_LOGO,
    DROP_FIRST_CHIP,
    DROP_GUIDE,
    DROP_ADVICE,
) = range(1, 9)
"""Order in which parts are dropped where there is no space. The save status and the buttons for Emergency
and Cover are never dropped or cut.
"""


class Header(QFrame):
    """Name, chips and save status; buttons for advice, guide, Emergency and Cover. Shows what fits, and cuts
    nothing.
    """

    def __init__(self, theme: Theme, title: str, labels: ChromeLabels, acts: dict[str, Callable[[], None]]) -> None:
        super().__init__()
        self.setObjectName("header")
        self._theme = theme
        self._labels = labels
        self._brand = QLabel(title)
        self._brand.setTextFormat(Qt.TextFormat.PlainText)
        self._brand.setObjectName("brand")
        self._brand.setContentsMargins(0, 0, theme.dp(12), 0)
        self._logo = QLabel()
        self._logo.setPixmap(theme.get_icon("steps", "accent", 22).pixmap(QSize(theme.dp(22), theme.dp(22))))
        self._chips: list[QWidget] = []
        self._shown_chips: tuple[Chip, ...] = ()
        self._advice_offered = False
        self._fitted_state: tuple[object, ...] = ()
        self._saved = make_chip_label("", "good")
        self._saved.setObjectName("saved")
        self._saved.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.dp(18), theme.dp(8), theme.dp(18), theme.dp(8))
        self._row.setSpacing(theme.dp(10))
        self._retry = self._make_button("again", labels.again, "stop", acts["again"])
        self._advice = self._make_button("show-advice", labels.advice, "plain", acts["advice"])
        self._guide = self._make_button("show-guide", labels.guide, "plain", acts["guide"])
        self._emergency = self._make_button("show-emergency", labels.emergency, "stop", acts["emergency"])
        self._cover = self._make_button("cover", labels.cover, "cover", acts["cover"])
        self._retry.hide()
        self._advice.hide()
        for part in (self._logo, self._brand):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._retry, self._advice, self._guide, self._emergency, self._cover):
            self._row.addWidget(button)

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        """Show who or what is open, in words."""
        if chips == self._shown_chips and self._chips:
            return
        self._shown_chips = chips
        for old in self._chips:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [make_chip_label(chip.text, chip.tone, self) for chip in chips]
        for index, made in enumerate(self._chips):
            self._row.insertWidget(2 + index, made, 0, Qt.AlignmentFlag.AlignVCenter)
        self.fit_width()

    def show_save_status(self, chip: Chip | None, *, again: bool = True) -> None:
        """Show the save status of the words on the screen.

        The retry button is shown if saving failed, unless `again` is false: something else offers a retry then.
        """
        self._saved.setText(chip.text if chip else "")
        self._saved.setVisible(chip is not None)
        self._retry.setVisible(again and chip is not None and chip.tone == "stop")
        if chip:
            set_style_property(self._saved, "chip", chip.tone)
        self.fit_width()

    def show_advice_button(self, *, shown: bool) -> None:
        """Show or hide the button for the advice panel, which is needed while the panel is hidden."""
        self._advice_offered = shown
        self.fit_width()

    def fit_width(self) -> None:
        """Drop the least important parts until the rest fits."""
        asked = (self.width(), self._saved.text(), self._retry.isHidden(), self._advice_offered, self._shown_chips)
        if asked == self._fitted_state:
            return
        self._fitted_state = asked
        for dropped in range(DROP_ADVICE + 1):
            self._drop_parts(dropped)
            if self._needed_width() <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_width()

    def _drop_parts(self, dropped: int) -> None:
        self._brand.setVisible(dropped < DROP_BRAND)
        self._logo.setVisible(dropped < DROP_LOGO)
        self._guide.setVisible(dropped < DROP_GUIDE)
        self._advice.setVisible(self._advice_offered and dropped < DROP_ADVICE)
        for index, chip in enumerate(self._chips):
            chip.setVisible(dropped < (DROP_FIRST_CHIP if index == 0 else DROP_MORE_CHIPS))
        for button, text, key, stays in (
            (self._advice, self._labels.advice, SHORTCUTS["advice"], DROP_SOME_SHORTCUTS),
            (self._guide, self._labels.guide, SHORTCUTS["guide"], DROP_SOME_SHORTCUTS),
            (self._emergency, self._labels.emergency, SHORTCUTS["emergency"], DROP_ALL_SHORTCUTS),
            (self._cover, self._labels.cover, self._labels.cover_key, DROP_ALL_SHORTCUTS),
        ):
            button.setText(f"{text}  {key}" if dropped < stays else text)

    def _needed_width(self) -> int:
        """Return the width of all visible parts side by side."""
        margins = self._row.contentsMargins()
        shown = [widget for widget in self._all_parts() if not widget.isHidden()]
        for widget in shown:
            widget.ensurePolished()
        widths = sum(widget.sizeHint().width() for widget in shown)
        return margins.left() + margins.right() + widths + self._row.spacing() * (len(shown) + 1)

    def _all_parts(self) -> list[QWidget]:
        buttons = (self._retry, self._advice, self._guide, self._emergency, self._cover)
        return [self._logo, self._brand, *self._chips, self._saved, *buttons]

    def _make_button(self, name: str, text: str, look: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setProperty("look", look)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: act())
        return button
