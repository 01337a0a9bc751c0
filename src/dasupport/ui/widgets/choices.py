"""Choices, check boxes and buttons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.casework.attributed_text import SEPARATOR
from dasupport.ui.screen.blocks import Button, Checkbox, Choice
from dasupport.ui.screen.intents import OptionChosen, Pressed, Toggled
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import (
    BlockWidget,
    EventHandler,
    clear_layout,
    make_bold,
    make_label,
    set_style_property,
    wrap_text,
)
from dasupport.ui.widgets.flow_layout import INSET_PROPERTY, FlowLayout

MIN_WIDTH = 120
QUIET_PADDING = 8
"""Distance between the edge of a quiet button and its text."""
ICON_SIZE, ICON_GAP = 18, 4
"""Size of the icon on a button, and its distance from the text, besides the distance Qt adds."""
ARROW_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class OptionButton(QPushButton):
    """The button of one answer. The arrow keys move between the answers of a choice.

    A chosen answer is bold; its width always has space for that.
    """

    def sizeHint(self) -> QSize:
        plain = QFont(self.font())
        plain.setBold(False)
        longest = max(self.text().split("\n"), key=len)
        widths = [QFontMetrics(font).horizontalAdvance(longest) for font in (plain, make_bold(plain))]
        return super().sizeHint() + QSize(max(widths[1] - widths[0], 0) + 2, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), MIN_WIDTH), super().minimumSizeHint().height())

    def show_text(self, text: str, within: int) -> None:
        """Show a text, broken into lines no wider than `within` pixels."""
        shown = wrap_text(text, make_bold(self.font()), within).replace("&", "&&")
        if shown != self.text():
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROW_STEPS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        parent = self.parentWidget()
        if step and plain and parent:
            buttons = parent.findChildren(OptionButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
            buttons[(buttons.index(self) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


def get_chosen_values(block: Choice) -> list[str]:
    """Return the values of a block that are chosen."""
    return block.chosen.split(SEPARATOR) if block.several else [block.chosen]


def can_combine(value: str, other: str, alone: frozenset[str]) -> bool:
    """Return True if two answers may both be chosen, where several may."""
    return not {value, other} & alone


class OptionButtons(QWidget):
    """The buttons of a choice, side by side as far as there is space."""

    def __init__(self, theme: Theme, look: str = "option", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._flow = FlowLayout(theme.dp(6))
        self.setLayout(self._flow)
        self.buttons: dict[str, OptionButton] = {}
        self._allows_several = False
        self._chosen: list[str] = []
        self._exclusive_values: frozenset[str] = frozenset()
        self._theme = theme
        self._texts: dict[str, str] = {}

    def show_options(self, block: Choice, tell: EventHandler) -> None:
        """Show the answers of a block, with those that are chosen."""
        self._allows_several = block.several
        self._exclusive_values = frozenset(option.value for option in block.options if option.alone)
        self._chosen = get_chosen_values(block)
        values = [option.value for option in block.options]
        if list(self.buttons) != values:
            self._make_buttons(values, tell)
        for option in block.options:
            button = self.buttons[option.value]
            self._texts[option.value] = option.say
            button.show_text(option.say, self._text_width())
            button.setAccessibleName(f"{block.label}: {option.say}")
            button.setAccessibleDescription(option.hint)
            button.setToolTip(option.hint)
            button.setObjectName(f"{block.key}={option.value}")
            button.setProperty("key", block.key)
        self._update_checked()

    def _update_checked(self) -> None:
        for value, button in self.buttons.items():
            button.setChecked(value in self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for value, button in self.buttons.items():
            button.show_text(self._texts.get(value, ""), self._text_width())

    def _text_width(self) -> int:
        """Return the width available to the text of an answer, in pixels; an estimate before the first layout."""
        least = self._theme.dp(MIN_WIDTH)
        return (self.width() if self.width() >= least else 3 * least) - self._theme.dp(34)

    def _make_buttons(self, values: list[str], tell: EventHandler) -> None:
        clear_layout(self._flow)
        self.buttons = {}
        for value in values:
            button = OptionButton(self)
            button.setCheckable(True)
            button.setProperty("look", self._look)
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda on, value=value: self._on_pressed(value, tell, on=on))
            self._flow.addWidget(button)
            self.buttons[value] = button

    def _on_pressed(self, value: str, tell: EventHandler, *, on: bool) -> None:
        key = str(self.buttons[value].property("key"))
        for other, button in self.buttons.items():
            if (
                other != value
                and on
                and not (self._allows_several and can_combine(value, other, self._exclusive_values))
            ):
                button.setChecked(False)
        taken = [other for other, button in self.buttons.items() if button.isChecked()]
        before = self._chosen
        tell(OptionChosen(key, SEPARATOR.join(taken)))
        if not taken and self._chosen is before and isValid(self):
            self._update_checked()  # one answer is required: the one pressed again stays checked


class ChoiceWidget(BlockWidget):
    """A choice of answers; the hints of those that are chosen are shown below."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._label = make_label("label", parent=self)
        self._options = OptionButtons(theme, parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(5))
        self._hint = make_label("small", parent=self)
        for part in (self._label, self._options, self._hint):
            box.addWidget(part)

    def draw(self, block: Choice) -> None:
        self._label.setText("" if block.label_hidden else block.label)
        self._label.setVisible(bool(block.label) and not block.label_hidden)
        self._options.show_options(block, self.emit_event)
        hint = "\n".join(
            option.hint for option in block.options if option.hint and option.value in get_chosen_values(block)
        )
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))


class CheckboxWidget(BlockWidget):
    """A check box; its text wraps, and a click on the text toggles it."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._checkbox = QCheckBox(self)
        self._label, self._hint = make_label("body", parent=self), make_label("small", parent=self)
        self._checkbox.clicked.connect(lambda on: self.emit_event(Toggled(self._key, on)))
        words = QVBoxLayout()
        words.setSpacing(theme.dp(1))
        words.addWidget(self._label)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.dp(3), 0, theme.dp(3))
        row.setSpacing(theme.dp(10))
        row.addWidget(self._checkbox, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def draw(self, block: Checkbox) -> None:
        self._key = block.key
        self._checkbox.setObjectName(block.key)
        self._checkbox.setAccessibleName(block.label)
        self._checkbox.setAccessibleDescription(block.hint)
        self._checkbox.setChecked(block.on)
        self._label.setText(block.label)
        self._hint.setText(block.hint)
        self._hint.setVisible(bool(block.hint))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._checkbox.click()


class ButtonWidget(BlockWidget):
    """A push button; its keyboard shortcut is shown beside its label."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda: self.emit_event(Pressed(self._key)))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.button)

    def draw(self, block: Button) -> None:
        self._key = block.key
        self.button.setObjectName(block.key)
        self.button.setText("  ".join(part for part in (block.label.replace("&", "&&"), block.shortcut) if part))
        self.button.setAccessibleName(block.label)
        self.button.setEnabled(block.enabled)
        set_style_property(self.button, "look", block.look)
        self.setProperty(INSET_PROPERTY, self.theme.dp(QUIET_PADDING) + 1 if block.look == "quiet" else 0)
        ink = "accent_ink" if block.look == "primary" else "ink"
        self.button.setIcon(self.theme.get_icon(block.icon, ink, ICON_SIZE, ICON_GAP) if block.icon else QIcon())
        self.button.setIconSize(QSize(self.theme.dp(ICON_SIZE) + self.theme.dp(ICON_GAP), self.theme.dp(ICON_SIZE)))
