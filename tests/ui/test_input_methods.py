"""What an input method hears when it asks what stands in a line or a box: nothing of what is secret."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dasupport import shipped
from dasupport.ui.blocks import Box, Field
from dasupport.ui.parts.field import FieldPart
from dasupport.ui.parts.untold import UNTOLD
from dasupport.ui.parts.words import BoxPart
from dasupport.ui.theme import Theme

TEXT = "quince lantern meadow"


def asked(editor: QWidget) -> list[object]:
    """All that an input method hears, asked as the system asks."""
    event = QInputMethodQueryEvent(Qt.InputMethodQuery.ImQueryAll)
    QApplication.sendEvent(editor, event)
    return [event.value(query) for query in UNTOLD]


def line(qtbot: QtBot, block: Field, *, shown: bool = False) -> FieldPart:
    part = FieldPart(Theme(shipped.resources(), "light"), lambda _: None)
    qtbot.addWidget(part)
    part.draw(block)
    part.editor.keep_secret(secret=block.secret, shown=shown)
    part.editor.setText(TEXT)
    part.editor.selectAll()
    return part


def box(qtbot: QtBot, block: Box) -> BoxPart:
    part = BoxPart(Theme(shipped.resources(), "light"), lambda _: None)
    qtbot.addWidget(part)
    part.draw(block)
    part.editor.selectAll()
    return part


@pytest.mark.parametrize("shown", [True, False])
def test_that_of_a_passphrase_it_hears_nothing_shown_or_not(qtbot: QtBot, *, shown: bool) -> None:
    assert asked(line(qtbot, Field("a", "a", secret=True), shown=shown).editor) == list(UNTOLD.values())


def test_that_of_a_code_in_sight_it_hears_nothing(qtbot: QtBot) -> None:
    assert asked(line(qtbot, Field("a", "a", withheld=True)).editor) == list(UNTOLD.values())


def test_that_of_a_part_in_a_box_it_hears_nothing(qtbot: QtBot) -> None:
    assert asked(box(qtbot, Box("a", "a", TEXT, withheld=True)).editor) == list(UNTOLD.values())


def test_that_of_other_words_it_hears_what_it_needs(qtbot: QtBot) -> None:
    for editor in (line(qtbot, Field("a", "a")).editor, box(qtbot, Box("a", "a", TEXT)).editor):
        event = QInputMethodQueryEvent(Qt.InputMethodQuery.ImSurroundingText)
        QApplication.sendEvent(editor, event)
        assert event.value(Qt.InputMethodQuery.ImSurroundingText) == TEXT
