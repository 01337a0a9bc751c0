"""Places for one line: when what is typed there is told."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dasupport import shipped
from dasupport.ui.blocks import Field
from dasupport.ui.intents import Told, Typed
from dasupport.ui.parts.field import PAUSE, QUICK, FieldPart
from dasupport.ui.parts.part import NUMBER, unbroken
from dasupport.ui.theme import Theme

SOON = 10 * QUICK
GAP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def told() -> list[Told]:
    return []


@pytest.fixture
def field(qtbot: QtBot, told: list[Told]) -> FieldPart:
    part = FieldPart(Theme(shipped.resources(), "light", 100), told.append)
    qtbot.addWidget(part)
    part.show()
    part.editor.setFocus()
    return part


def test_that_what_is_looked_for_is_told_while_one_types(field: FieldPart, told: list[Told], qtbot: QtBot) -> None:
    field.draw(Field("find", "Find", quick=True))
    QTest.keyClicks(field.editor, "KD")
    assert told == []
    qtbot.waitUntil(lambda: told == [Typed("find", "KD")], timeout=SOON)


def test_that_the_enter_key_tells_at_once_what_is_looked_for(field: FieldPart, told: list[Told]) -> None:
    field.draw(Field("find", "Find", quick=True))
    QTest.keyClicks(field.editor, "KD")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert told[0] == Typed("find", "KD")


def test_that_any_other_line_waits_for_a_longer_pause(field: FieldPart, told: list[Told]) -> None:
    field.draw(Field("name", "Name"))
    QTest.keyClicks(field.editor, "Robin")
    assert told == []
    assert [timer.interval() for timer in field.findChildren(QTimer) if timer.isActive()] == [PAUSE]
    assert PAUSE >= 5 * QUICK


@pytest.mark.parametrize(
    "text", ["03000 41 91 91", "Kent 03000 41 61 61, at night 03000 41 91 91; Medway 01634 334466.", "116 123"]
)
def test_that_no_number_breaks_across_lines(text: str) -> None:
    shown = unbroken(text)
    assert shown.replace(GAP, " ") == text
    assert not any(
        one.isdigit() and other == " " and after.isdigit() for (one, other), (_, after) in pairwise(pairwise(shown))
    )


@pytest.mark.parametrize("text", ["Ring 999.", "24 hours, 7 days", "5 or 6", "on 3 May", ""])
def test_that_other_words_break_where_they_like(text: str) -> None:
    assert unbroken(text) == text
    assert not NUMBER.search(text)
