"""Places for one line: when what is typed there is told."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dasupport import resource_paths
from dasupport.ui.screen.blocks import TextField
from dasupport.ui.screen.intents import Typed, WidgetEvent
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import PHONE_NUMBER_PATTERN, keep_numbers_unbroken
from dasupport.ui.widgets.text_field import LIVE_PAUSE, TYPING_PAUSE, TextFieldWidget

SOON = 10 * LIVE_PAUSE
GAP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def told() -> list[WidgetEvent]:
    return []


@pytest.fixture
def field(qtbot: QtBot, told: list[WidgetEvent]) -> TextFieldWidget:
    part = TextFieldWidget(Theme(resource_paths.find_resources(), "light", 100), told.append)
    qtbot.addWidget(part)
    part.show()
    part.editor.setFocus()
    return part


def test_that_what_is_looked_for_is_told_while_one_types(
    field: TextFieldWidget, told: list[WidgetEvent], qtbot: QtBot
) -> None:
    field.draw(TextField("find", "Find", live=True))
    QTest.keyClicks(field.editor, "KD")
    assert told == []
    qtbot.waitUntil(lambda: told == [Typed("find", "KD")], timeout=SOON)


def test_that_the_enter_key_tells_at_once_what_is_looked_for(field: TextFieldWidget, told: list[WidgetEvent]) -> None:
    field.draw(TextField("find", "Find", live=True))
    QTest.keyClicks(field.editor, "KD")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert told[0] == Typed("find", "KD")


def test_that_any_other_line_waits_for_a_longer_pause(field: TextFieldWidget, told: list[WidgetEvent]) -> None:
    field.draw(TextField("name", "Name"))
    QTest.keyClicks(field.editor, "Robin")
    assert told == []
    assert [timer.interval() for timer in field.findChildren(QTimer) if timer.isActive()] == [TYPING_PAUSE]
    assert TYPING_PAUSE >= 5 * LIVE_PAUSE


@pytest.mark.parametrize(
    "text", ["03069 99 01 91", "Kent 03069 99 01 61, at night 03069 99 01 91; Medway 01632 960466.", "116 123"]
)
def test_that_no_number_breaks_across_lines(text: str) -> None:
    shown = keep_numbers_unbroken(text)
    assert shown.replace(GAP, " ") == text
    assert not any(
        one.isdigit() and other == " " and after.isdigit() for (one, other), (_, after) in pairwise(pairwise(shown))
    )


@pytest.mark.parametrize("text", ["Ring 999.", "24 hours, 7 days", "5 or 6", "on 3 May", ""])
def test_that_other_words_break_where_they_like(text: str) -> None:
    assert keep_numbers_unbroken(text) == text
    assert not PHONE_NUMBER_PATTERN.search(text)
