"""Beside a passphrase: it can be shown and hides itself again, and what it is typed with is said."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dasupport import resource_paths
from dasupport.content.lock_screen_labels import PassphraseFieldLabels
from dasupport.ui import screens
from dasupport.ui.os_events.keyboard_layout import format_locale, is_layout_reported
from dasupport.ui.screen.blocks import TextField
from dasupport.ui.screen.intents import EnterPressed, Typed, WidgetEvent
from dasupport.ui.theme import Theme, load_fonts
from dasupport.ui.widgets.line_edit import PRIVATE_HINTS, SECRET_HINTS
from dasupport.ui.widgets.passphrase_hints import SHOW_TIMEOUT, SPACE_TIMEOUT, PassphraseHints
from dasupport.ui.widgets.text_field import TextFieldWidget
from dasupport.ui.window.tab_order import set_tab_order

SAYS = PassphraseFieldLabels(
    "Show", "Hide", "Show {label}", "Hide {label}", "Caps on", "Keyboard {language}", "A blank"
)
SECRET = TextField("phrase", "Passphrase", secret=True, width=44, typing=SAYS)
PHRASE = "seven copper lanterns"
SCREENS, PINS = Path(screens.__file__).parent, {"pin", "cover_with_pin"}
NOTHING, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Laptop:
    """A field in a window, on a keyboard whose Caps Lock the test sets."""

    def __init__(self, qtbot: QtBot, block: TextField) -> None:
        self.told: list[WidgetEvent] = []
        self.caps: bool | None = None
        self.window = QWidget()
        self.part = TextFieldWidget(Theme(resource_paths.find_resources(), "light", 100), self.told.append, self.window)
        self.other = QLineEdit(self.window)
        box = QVBoxLayout(self.window)
        box.addWidget(self.part)
        box.addWidget(self.other)
        self.box = box
        qtbot.addWidget(self.window)
        self.part.draw(block)
        self.aid.query_caps_lock = lambda: self.caps
        set_tab_order(self.window, self.part)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.editor.setFocus()
        qtbot.waitUntil(self.editor.hasFocus)

    @property
    def editor(self) -> QLineEdit:
        return self.part.editor

    @property
    def aid(self) -> PassphraseHints:
        (found,) = self.part.findChildren(PassphraseHints)
        return found

    @property
    def shown(self) -> bool:
        return self.editor.echoMode() is QLineEdit.EchoMode.Normal

    def key(self, text: str, held: Qt.KeyboardModifier = NOTHING) -> None:
        """One key as the system sends it: with the text that it gives."""
        for sort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.editor, QKeyEvent(sort, Qt.Key.Key_unknown, held, text))

    def show(self) -> None:
        QTest.mouseClick(self.aid.show_button, Qt.MouseButton.LeftButton)


@pytest.fixture
def laptop(qtbot: QtBot, qapp: QApplication) -> Laptop:
    load_fonts(resource_paths.find_screen_fonts())
    Theme(resource_paths.find_resources(), "light", 100).apply(qapp)
    return Laptop(qtbot, SECRET)


def test_that_the_switch_shows_what_is_typed_and_hides_it_again(laptop: Laptop) -> None:
    QTest.keyClicks(laptop.editor, PHRASE)
    assert not laptop.shown
    assert (laptop.aid.show_button.text(), laptop.aid.show_button.accessibleName()) == ("Show", "Show Passphrase")
    laptop.show()
    assert laptop.shown
    assert laptop.editor.displayText() == PHRASE
    assert (laptop.aid.show_button.text(), laptop.aid.show_button.accessibleName()) == ("Hide", "Hide Passphrase")
    assert laptop.editor.hasFocus()
    laptop.show()
    assert not laptop.shown


def test_that_the_switch_is_reached_and_pressed_from_the_keyboard(laptop: Laptop) -> None:
    QTest.keyClick(laptop.editor, Qt.Key.Key_Tab)
    assert laptop.aid.show_button.hasFocus()
    QTest.keyClick(laptop.aid.show_button, Qt.Key.Key_Space)
    assert laptop.shown


def test_that_it_is_hidden_when_no_key_was_pressed_for_a_while(laptop: Laptop) -> None:
    laptop.show()
    assert laptop.aid.hide_timer.interval() == SHOW_TIMEOUT == 30_000
    assert laptop.aid.hide_timer.isActive()
    laptop.aid.hide_timer.timeout.emit()
    assert not laptop.shown
    assert not laptop.aid.hide_timer.isActive()


def test_that_each_key_gives_it_another_while(laptop: Laptop, qtbot: QtBot) -> None:
    laptop.show()
    laptop.aid.hide_timer.setInterval(SHOW_TIMEOUT // 2)
    qtbot.waitUntil(lambda: laptop.aid.hide_timer.remainingTime() < SHOW_TIMEOUT // 2)
    laptop.aid.hide_timer.setInterval(SHOW_TIMEOUT)
    QTest.keyClick(laptop.editor, Qt.Key.Key_A)
    assert laptop.aid.hide_timer.remainingTime() > SHOW_TIMEOUT // 2


def test_that_it_is_hidden_when_it_is_sent_or_the_page_is_left(laptop: Laptop) -> None:
    laptop.show()
    laptop.part.flush()
    assert not laptop.shown
    laptop.show()
    laptop.window.hide()
    assert not laptop.shown


def test_that_a_pause_in_typing_does_not_hide_it(laptop: Laptop) -> None:
    laptop.show()
    QTest.keyClicks(laptop.editor, "ab")
    laptop.part.pause_timer.timeout.emit()
    assert laptop.told == [Typed("phrase", "ab")]
    laptop.part.draw(SECRET._replace(text="ab", fault="wrong"))
    assert laptop.shown


def test_that_the_enter_key_sends_it_while_it_is_shown(laptop: Laptop) -> None:
    laptop.show()
    QTest.keyClick(laptop.editor, Qt.Key.Key_Return)
    assert EnterPressed("phrase") in laptop.told


def test_that_before_others_there_is_no_switch_and_the_rest_is_said(qtbot: QtBot) -> None:
    laptop = Laptop(qtbot, SECRET._replace(typing=SAYS.without_reveal))
    assert not laptop.aid.show_button.isVisible()
    assert laptop.aid.isVisible()
    laptop.key("A")
    assert laptop.aid.notice_label.text() == "Caps on"


def test_that_what_is_no_secret_has_no_switch(qtbot: QtBot) -> None:
    laptop = Laptop(qtbot, SECRET._replace(secret=False))
    assert not laptop.aid.show_button.isVisible()


def test_that_another_field_in_the_same_place_begins_hidden(laptop: Laptop) -> None:
    laptop.show()
    laptop.part.draw(SECRET._replace(secret=False))
    assert laptop.editor.inputMethodHints() == PRIVATE_HINTS
    laptop.part.draw(SECRET)
    assert not laptop.shown


def test_that_input_methods_are_told_to_learn_nothing_shown_or_not(laptop: Laptop) -> None:
    assert laptop.editor.inputMethodHints() == SECRET_HINTS
    laptop.show()
    assert laptop.editor.inputMethodHints() == SECRET_HINTS
    QTest.keyClick(laptop.editor, Qt.Key.Key_A)
    assert laptop.editor.inputMethodHints() == SECRET_HINTS


@pytest.mark.parametrize("keys", [Qt.Key.Key_C, Qt.Key.Key_X])
def test_that_a_passphrase_cannot_be_copied_while_it_is_shown(laptop: Laptop, keys: Qt.Key) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    laptop.editor.setText(PHRASE)
    laptop.show()
    laptop.editor.selectAll()
    QTest.keyClick(laptop.editor, keys, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "before"
    assert (laptop.editor.text(), laptop.shown) == (PHRASE, True)
    laptop.part.draw(SECRET._replace(secret=False, text=PHRASE))
    laptop.editor.selectAll()
    QTest.keyClick(laptop.editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == PHRASE
    clipboard.clear()


def test_that_caps_lock_is_said_as_the_system_says_it(laptop: Laptop) -> None:
    assert laptop.aid.notice_label.text() == ""
    laptop.caps = True
    QTest.keyClick(laptop.editor, Qt.Key.Key_CapsLock)
    assert laptop.aid.notice_label.text() == "Caps on"
    assert laptop.editor.accessibleDescription() == "Caps on"
    laptop.other.setFocus()
    assert laptop.aid.notice_label.text() == ""
    laptop.editor.setFocus()
    assert laptop.aid.notice_label.text() == "Caps on"


@pytest.mark.parametrize("system", [None, False, True])
def test_that_a_letter_knows_better_than_the_system(laptop: Laptop, system: bool | None) -> None:
    laptop.caps = system
    said = []
    for text, held in (("a", SHIFT), ("7", NOTHING), ("A", SHIFT), ("b", NOTHING), ("7", NOTHING)):
        laptop.key(text, held)
        said.append(laptop.aid.is_caps_lock_on)
    assert said == [True, True, True, False, False]


def test_that_a_blank_at_either_end_is_said_and_stays(laptop: Laptop) -> None:
    laptop.editor.setText(f" {PHRASE}")
    assert laptop.aid.notice_label.text() == "A blank"
    laptop.editor.setText(PHRASE)
    assert laptop.aid.notice_label.text() == ""
    QTest.keyClick(laptop.editor, Qt.Key.Key_Space)
    assert laptop.aid.notice_label.text() == ""  # the next word may be to come
    assert laptop.aid.space_timer.interval() == SPACE_TIMEOUT
    laptop.aid.space_timer.stop()
    laptop.aid.space_timer.timeout.emit()
    assert laptop.aid.notice_label.text() == "A blank"
    assert laptop.editor.text() == f"{PHRASE} "


@pytest.mark.parametrize(
    ("width", "keyboard", "notice"),
    [(900, "Keyboard Welsh", "Caps on A blank"), (300, "", "Caps on A blank"), (170, "", "Caps on")],
)
def test_that_what_one_line_does_not_hold_gives_way(laptop: Laptop, width: int, keyboard: str, notice: str) -> None:
    laptop.aid.query_language = lambda: "Welsh"
    laptop.caps = True
    laptop.window.setFixedWidth(width)
    laptop.box.activate()
    laptop.editor.setText(f" {PHRASE}")
    QTest.keyClick(laptop.editor, Qt.Key.Key_CapsLock)
    assert (laptop.aid.layout_label.text(), laptop.aid.notice_label.text()) == (keyboard, notice)
    assert laptop.editor.accessibleDescription() == "Caps on A blank Keyboard Welsh"


def test_that_a_notice_moves_nothing(laptop: Laptop, qtbot: QtBot) -> None:
    before = laptop.other.mapTo(laptop.window, laptop.other.rect().topLeft())
    laptop.editor.setText(f" {PHRASE}")
    laptop.box.activate()
    assert laptop.aid.notice_label.isVisible()
    assert laptop.other.mapTo(laptop.window, laptop.other.rect().topLeft()) == before


@pytest.mark.parametrize(
    ("system", "environ", "known"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"QT_IM_MODULE": "ibus"}, True),
        ("linux", {"QT_IM_MODULES": "wayland;fcitx"}, True),
        ("linux", {"QT_IM_MODULE": "compose"}, False),
    ],
)
def test_that_a_keyboard_is_named_only_where_the_toolkit_hears_of_it(
    system: str, environ: dict[str, str], known: bool
) -> None:
    assert is_layout_reported(system, environ) is known


def test_that_a_keyboard_is_named_with_its_country() -> None:
    assert format_locale(QLocale("en_GB")) == "English (United Kingdom)"
    assert format_locale(QLocale("de_CH")) == "German (Switzerland)"
    assert format_locale(QLocale.c()) == ""


def secret_fields(code: str) -> list[set[str]]:
    """What each place for a secret is given, by name."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    fields = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "TextField"]
    return [given for call in fields if "secret" in (given := {word.arg or "" for word in call.keywords})]


def test_that_it_stands_beside_every_passphrase() -> None:
    found = {path.stem: secret_fields(path.read_text(encoding="utf-8")) for path in SCREENS.rglob("*.py")}
    without = {name for name, fields in found.items() if any("typing" not in given for given in fields)}
    assert sum(map(len, found.values())) > 8
    assert without == PINS
    assert secret_fields('TextField(PHRASE, "", secret=True)') == [{"secret"}]
