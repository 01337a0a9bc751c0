"""Hints beside a passphrase field: a button that shows the passphrase, the Caps Lock state and the
keyboard layout.
"""

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dasupport.laptop.caps import asker, by_letter
from dasupport.ui.blocks import Field
from dasupport.ui.laptop.keyboard import language
from dasupport.ui.parts.line import Line
from dasupport.ui.parts.part import label
from dasupport.ui.theme import Theme

SHOWN = 30_000
"""Milliseconds without a key after which a shown passphrase is hidden again."""
SETTLED = 1_000
"""Milliseconds without a key after which a space at the end is reported: until then it may be the space
before the next word.
"""
KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Aid(QWidget):
    """One line of hints that shares the row of the label, and the Show button of the text field below."""

    def __init__(self, theme: Theme, editor: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._block = Field("", "")
        self.caps, self.language = asker(), language
        self.caps_on = self._judged = False
        self.switch = QPushButton(parent)
        self.switch.setCheckable(True)
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the text field
        self.switch.setProperty("look", "quiet")
        self.switch.clicked.connect(lambda on: self._show(on=on))
        self.keyboard, self.notice = (label(look, parent=self, wrap=False) for look in ("small", "notice"))
        self.hiding, self.settling = QTimer(self), QTimer(self)
        for timer, wait, then in ((self.hiding, SHOWN, self.conceal), (self.settling, SETTLED, self._say)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(then)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.dp(14))
        row.addWidget(self.keyboard)
        row.addWidget(self.notice, 1)
        row.addStretch(0)
        editor.installEventFilter(self)
        editor.textChanged.connect(self._typed)
        QGuiApplication.inputMethod().localeChanged.connect(self._say)

    def draw(self, block: Field) -> None:
        """Show the hints of this field. Text that is not secret gets no Show button, nor does text others may see."""
        if (block.key, block.secret) != (self._block.key, self._block.secret):
            self._show(on=False)
        self._block = block
        says = block.typing
        self.setVisible(says is not None)
        self.switch.setVisible(says is not None and block.secret and bool(says.show))
        self.switch.setObjectName(f"{block.key}|show")
        self._show(on=self.switch.isChecked() and self._editor.isEnabled())

    def conceal(self) -> None:
        """Hide the passphrase if it is shown."""
        if self.switch.isChecked():
            self._show(on=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        sort = event.type()
        if sort in KEYS and isinstance(event, QKeyEvent):
            self._key(event)
        elif sort == QEvent.Type.FocusIn:
            self._judged = False
            self._look()
        elif sort == QEvent.Type.FocusOut:
            self._say()
        elif sort == QEvent.Type.Hide:
            self.conceal()
        return super().eventFilter(watched, event)

    def _show(self, *, on: bool) -> None:
        self.switch.setChecked(on)
        self._editor.keep_secret(secret=self._block.secret, shown=on)
        if on:
            self.hiding.start()
        else:
            self.hiding.stop()
        says = self._block.typing
        if says is not None:
            self.switch.setText(says.hide if on else says.show)
            self.switch.setAccessibleName((says.hide_name if on else says.show_name).format(label=self._block.label))
        self._say()

    def _key(self, event: QKeyEvent) -> None:
        """Infer the Caps Lock state from a typed letter: what arrives is more reliable than what the system
        reports.
        """
        if self.hiding.isActive():
            self.hiding.start()
        if event.key() == Qt.Key.Key_CapsLock:
            self._judged = False
            self.caps_on = False
        held = event.modifiers()
        shift, plain = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
        pressed = event.type() == QEvent.Type.KeyPress and held in (plain, shift)
        verdict = by_letter(event.text(), shift=held == shift) if pressed else None
        if verdict is not None:
            self._judged, self.caps_on = True, verdict
        self._look()

    def _look(self) -> None:
        """Ask the system for the Caps Lock state, unless a letter typed since the field got the focus has shown
        it.
        """
        if not self._judged:
            self.caps_on = bool(self.caps())
        self._say()

    def _typed(self) -> None:
        self.settling.start()
        self._say()

    def _blank(self) -> bool:
        """Return True if the text begins or ends with a space.

        A space at the end counts only once typing has paused: it may be the space before the next word.
        """
        text = self._editor.text()
        return text[:1].isspace() or (text[-1:].isspace() and not self.settling.isActive())

    def _say(self) -> None:
        """Show as many hints as fit on one line: the keyboard layout is left out first, then the hint about a
        space.
        """
        says = self._block.typing
        if says is None:
            return
        here = self._editor.hasFocus()
        known = self.language() if here else ""
        keyboard = says.keyboard.format(language=known) if known else ""
        found = ((says.caps, here and self.caps_on), (says.blank, self._blank()))
        told = [text for text, so in found if so]
        ways = ((keyboard, " ".join(told)), ("", " ".join(told)), ("", told[0] if told else keyboard))
        shown = next((way for way in ways if self._fits(*way)), ways[-1])
        for where, text in zip((self.keyboard, self.notice), shown, strict=True):
            _put(where, text)
        described = (self._block.fault or self._block.hint, *told, keyboard)
        self._editor.setAccessibleDescription(" ".join(part for part in described if part))

    def _fits(self, keyboard: str, notice: str) -> bool:
        parts = ((self.keyboard, keyboard), (self.notice, notice))
        wide = sum(part.fontMetrics().horizontalAdvance(text) + self._row.spacing() for part, text in parts if text)
        return wide <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def minimumSizeHint(self) -> QSize:
        """Return a width of 0, so that the hints never widen a page."""
        return QSize(0, super().minimumSizeHint().height())


def _put(where: QLabel, text: str) -> None:
    if where.text() != text:
        where.setText(text)
    where.setVisible(bool(text))
