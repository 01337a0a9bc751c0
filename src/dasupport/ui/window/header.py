"""The bar above every private page: where one is, how safe the words are, and the three ways out."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from dasupport.content.labels import FrameLabels
from dasupport.ui.blocks import Chip
from dasupport.ui.parts.part import chip_label, mark
from dasupport.ui.shortcuts import KEYS
from dasupport.ui.theme import Theme

NARROW = 900


class Header(QFrame):
    """Name, chips, saved; guide, emergency, cover."""

    def __init__(self, theme: Theme, title: str, labels: FrameLabels, acts: dict[str, Callable[[], None]]) -> None:
        super().__init__()
        self.setObjectName("header")
        self._theme = theme
        self._labels = labels
        self._brand = QLabel(title)
        self._brand.setObjectName("brand")
        self._logo = QLabel()
        self._logo.setPixmap(theme.icon("steps", "accent", 22).pixmap(QSize(theme.dp(22), theme.dp(22))))
        self._chips: list[QWidget] = []
        self._shown: tuple[Chip, ...] = ()
        self._wide = True
        self._saved = chip_label("", "good")
        self._saved.setObjectName("saved")
        self._again = self._button("again", labels.again, "stop", acts["again"])
        self._again.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.dp(18), theme.dp(8), theme.dp(18), theme.dp(8))
        self._row.setSpacing(theme.dp(10))
        self._row.addWidget(self._logo)
        self._row.addWidget(self._brand)
        self._row.addSpacing(theme.dp(20))
        self._row.addStretch(1)
        self._row.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._again)
        self._advice = self._button("show-advice", labels.advice, "plain", acts["advice"])
        self._guide = self._button("show-guide", labels.guide, "plain", acts["guide"])
        self._emergency = self._button("show-emergency", labels.emergency, "stop", acts["emergency"])
        self._cover = self._button("cover", labels.cover, "cover", acts["cover"])
        for button in (self._advice, self._guide, self._emergency, self._cover):
            self._row.addWidget(button)
        self.fit(10_000)

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        """Show who or what is open, in words; where there is little room, the first of them only."""
        self._shown = chips
        for old in self._chips:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [_chip(chip) for chip in (chips if self._wide else chips[:1])]
        for index, made in enumerate(self._chips):
            self._row.insertWidget(3 + index, made, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_saved(self, chip: Chip | None) -> None:
        """Show how safe the words on the screen are."""
        self._saved.setText(chip.text if chip else "")
        self._saved.setVisible(chip is not None)
        self._again.setVisible(chip is not None and chip.tone == "stop")
        if chip:
            mark(self._saved, "chip", chip.tone)

    def show_advice_button(self, *, shown: bool) -> None:
        """The advice has its own button while its panel is hidden."""
        self._advice.setVisible(shown)

    def fit(self, width: int) -> None:
        """Drop the names of keys where there is little room."""
        wide = width >= NARROW
        self._brand.setVisible(wide)
        self._wide = wide
        self.show_chips(self._shown)
        for button, text, key in (
            (self._advice, self._labels.advice, KEYS["advice"]),
            (self._guide, self._labels.guide, KEYS["guide"]),
            (self._emergency, self._labels.emergency, KEYS["emergency"]),
            (self._cover, self._labels.cover, self._labels.cover_key),
        ):
            button.setText(f"{text}  {key}" if wide else text)

    def _button(self, name: str, text: str, look: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setProperty("look", look)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: act())
        return button


def _chip(chip: Chip) -> QWidget:
    return chip_label(chip.text, chip.tone)
