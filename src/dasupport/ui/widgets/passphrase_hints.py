"""Hints beside a passphrase field: a button that shows the passphrase, the Caps Lock state and the
keyboard layout.
"""

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dasupport.platform.caps_lock import choose_query, infer_from_letter
from dasupport.ui.os_events.keyboard_layout import get_keyboard_language
from dasupport.ui.screen.blocks import TextField
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import make_label
from dasupport.ui.widgets.line_edit import PrivateLineEdit

SHOW_TIMEOUT = 30_000
"""Milliseconds without a key after which a shown passphrase is hidden again."""
SPACE_TIMEOUT = 1_000
"""Milliseconds without a key after which a space at the end is reported: until then it may be the space
before the next word.
"""
KEY_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class PassphraseHints(QWidget):
    """One line of hints that shares the row of the label, and the Show button of the text field below."""

    def __init__(self, theme: Theme, editor: PrivateLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._block = TextField("", "")
        self.query_caps_lock, self.query_language = choose_query(), get_keyboard_language
        self.is_caps_lock_on = self._inferred_from_letter = False
        self.show_button = QPushButton(parent)
        self.show_button.setCheckable(True)
        self.show_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the text field
        self.show_button.setProperty("look", "quiet")
        self.show_button.clicked.connect(lambda on: self._set_shown(on=on))
        self.layout_label, self.notice_label = (
            make_label(look, parent=self, wrap=False) for look in ("small", "notice")
        )
        self.hide_timer, self.space_timer = QTimer(self), QTimer(self)
        for timer, wait, then in (
            (self.hide_timer, SHOW_TIMEOUT, self.hide_passphrase),
            (self.space_timer, SPACE_TIMEOUT, self._update_hints),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(then)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.dp(14))
        row.addWidget(self.layout_label)
        row.addWidget(self.notice_label, 1)
        row.addStretch(0)
        editor.installEventFilter(self)
        editor.textChanged.connect(self._on_text_changed)
        QGuiApplication.inputMethod().localeChanged.connect(self._update_hints)

    def draw(self, block: TextField) -> None:
        """Show the hints of this field. Text that is not secret gets no Show button, nor does text others may see."""
        if (block.key, block.secret) != (self._block.key, self._block.secret):
            self._set_shown(on=False)
        self._block = block
        says = block.typing
        self.setVisible(says is not None)
        self.show_button.setVisible(says is not None and block.secret and bool(says.show))
        self.show_button.setObjectName(f"{block.key}|show")
        self._set_shown(on=self.show_button.isChecked() and self._editor.isEnabled())

    def hide_passphrase(self) -> None:
        """Hide the passphrase if it is shown."""
        if self.show_button.isChecked():
            self._set_shown(on=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        sort = event.type()
        if sort in KEY_EVENTS and isinstance(event, QKeyEvent):
            self._on_key(event)
        elif sort == QEvent.Type.FocusIn:
            self._inferred_from_letter = False
            self._check_caps_lock()
        elif sort == QEvent.Type.FocusOut:
            self._update_hints()
        elif sort == QEvent.Type.Hide:
            self.hide_passphrase()
        return super().eventFilter(watched, event)

    def _set_shown(self, *, on: bool) -> None:
        self.show_button.setChecked(on)
        self._editor.set_secret(secret=self._block.secret, shown=on)
        if on:
            self.hide_timer.start()
        else:
            self.hide_timer.stop()
        says = self._block.typing
        if says is not None:
            self.show_button.setText(says.hide if on else says.show)
            self.show_button.setAccessibleName(
                (says.hide_name if on else says.show_name).format(label=self._block.label)
            )
        self._update_hints()

    def _on_key(self, event: QKeyEvent) -> None:
        """Infer the Caps Lock state from a typed letter: what arrives is more reliable than what the system
        reports.
        """
        if self.hide_timer.isActive():
            self.hide_timer.start()
        if event.key() == Qt.Key.Key_CapsLock:
            self._inferred_from_letter = False
            self.is_caps_lock_on = False
        held = event.modifiers()
        shift, plain = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
        pressed = event.type() == QEvent.Type.KeyPress and held in (plain, shift)
        verdict = infer_from_letter(event.text(), shift=held == shift) if pressed else None
        if verdict is not None:
            self._inferred_from_letter, self.is_caps_lock_on = True, verdict
        self._check_caps_lock()

    def _check_caps_lock(self) -> None:
        """Ask the system for the Caps Lock state, unless a letter typed since the field got the focus has shown
        it.
        """
        if not self._inferred_from_letter:
            self.is_caps_lock_on = bool(self.query_caps_lock())
        self._update_hints()

    def _on_text_changed(self) -> None:
        self.space_timer.start()
        self._update_hints()

    def _has_outer_space(self) -> bool:
        """Return True if the text begins or ends with a space.

        A space at the end counts only once typing has paused: it may be the space before the next word.
        """
        text = self._editor.text()
        return text[:1].isspace() or (text[-1:].isspace() and not self.space_timer.isActive())

    def _update_hints(self) -> None:
        """Show as many hints as fit on one line: the keyboard layout is left out first, then the hint about a
        space.
        """
        says = self._block.typing
        if says is None:
            return
        here = self._editor.hasFocus()
        known = self.query_language() if here else ""
        keyboard = says.keyboard.format(language=known) if known else ""
        found = ((says.caps, here and self.is_caps_lock_on), (says.blank, self._has_outer_space()))
        told = [text for text, so in found if so]
        ways = ((keyboard, " ".join(told)), ("", " ".join(told)), ("", told[0] if told else keyboard))
        shown = next((way for way in ways if self._fits(*way)), ways[-1])
        for where, text in zip((self.layout_label, self.notice_label), shown, strict=True):
            _set_text(where, text)
        described = (self._block.fault or self._block.hint, *told, keyboard)
        self._editor.setAccessibleDescription(" ".join(part for part in described if part))

    def _fits(self, keyboard: str, notice: str) -> bool:
        parts = ((self.layout_label, keyboard), (self.notice_label, notice))
        wide = sum(part.fontMetrics().horizontalAdvance(text) + self._row.spacing() for part, text in parts if text)
        return wide <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_hints()

    def minimumSizeHint(self) -> QSize:
        """Return a width of 0, so that the hints never widen a page."""
        return QSize(0, super().minimumSizeHint().height())


def _set_text(where: QLabel, text: str) -> None:
    if where.text() != text:
        where.setText(text)
    where.setVisible(bool(text))
