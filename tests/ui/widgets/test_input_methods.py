"""What an input method hears when it asks what stands in a line or a box: nothing of what is secret."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dasupport import resource_paths
from dasupport.ui.screen.blocks import TextArea, TextField
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.ime_guard import WITHHELD_ANSWERS
from dasupport.ui.widgets.text_area import TextAreaWidget
from dasupport.ui.widgets.text_field import TextFieldWidget

TEXT = "quince lantern meadow"


def asked(editor: QWidget) -> list[object]:
    """All that an input method hears, asked as the system asks."""
    event = QInputMethodQueryEvent(Qt.InputMethodQuery.ImQueryAll)
    QApplication.sendEvent(editor, event)
    return [event.value(query) for query in WITHHELD_ANSWERS]


def line(qtbot: QtBot, block: TextField, *, shown: bool = False) -> TextFieldWidget:
    part = TextFieldWidget(Theme(resource_paths.find_resources(), "light"), lambda _: None)
    qtbot.addWidget(part)
    part.draw(block)
    part.editor.set_secret(secret=block.secret, shown=shown)
    part.editor.setText(TEXT)
    part.editor.selectAll()
    return part


def box(qtbot: QtBot, block: TextArea) -> TextAreaWidget:
    part = TextAreaWidget(Theme(resource_paths.find_resources(), "light"), lambda _: None)
    qtbot.addWidget(part)
    part.draw(block)
    part.editor.selectAll()
    return part


@pytest.mark.parametrize("shown", [True, False])
def test_that_of_a_passphrase_it_hears_nothing_shown_or_not(qtbot: QtBot, *, shown: bool) -> None:
    assert asked(line(qtbot, TextField("a", "a", secret=True), shown=shown).editor) == list(WITHHELD_ANSWERS.values())


def test_that_of_a_code_in_sight_it_hears_nothing(qtbot: QtBot) -> None:
    assert asked(line(qtbot, TextField("a", "a", hide_from_ime=True)).editor) == list(WITHHELD_ANSWERS.values())


def test_that_of_a_part_in_a_box_it_hears_nothing(qtbot: QtBot) -> None:
    assert asked(box(qtbot, TextArea("a", "a", TEXT, hide_from_ime=True)).editor) == list(WITHHELD_ANSWERS.values())


def test_that_of_other_words_it_hears_what_it_needs(qtbot: QtBot) -> None:
    for editor in (line(qtbot, TextField("a", "a")).editor, box(qtbot, TextArea("a", "a", TEXT)).editor):
        event = QInputMethodQueryEvent(Qt.InputMethodQuery.ImSurroundingText)
        QApplication.sendEvent(editor, event)
        assert event.value(Qt.InputMethodQuery.ImSurroundingText) == TEXT
