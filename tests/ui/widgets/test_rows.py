"""Rows and columns: what stands at one edge, on one line, and in the same place in every row."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dasupport import resource_paths
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Chip,
    ChoiceOption,
    ListRow,
    ListRows,
    Paragraph,
    ProfileRow,
    Row,
    StatementRow,
    TextField,
)
from dasupport.ui.theme import Theme, load_fonts
from dasupport.ui.widgets.containers import BlockColumnWidget

WIDE, NARROW = 720, 400
SHORT, LONG = ("Who", "somebody"), ("Who else is in the room, or on the line with the two of you?", "two more people")
Shown = Callable[..., BlockColumnWidget]


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Shown:
    """Blocks on the screen, in a column of a width."""
    load_fonts(resource_paths.find_screen_fonts())
    theme = Theme(resource_paths.find_resources(), "light", 100)
    theme.apply(qapp)

    def show(*blocks: Block, width: int = WIDE) -> BlockColumnWidget:
        area = BlockColumnWidget(theme, lambda _: None)
        qtbot.addWidget(area)
        area.draw(blocks)
        area.setFixedWidth(width)
        area.show()
        for _ in range(3):
            QApplication.processEvents()
        return area

    return show


def line_of(widget: QLabel | QPushButton, area: QWidget) -> int:
    """The height at which the first words of a widget stand."""
    top = widget.mapTo(area, QPoint(0, 0)).y()
    metrics = widget.fontMetrics()
    if isinstance(widget, QPushButton):
        return top + (widget.height() - metrics.height()) // 2 + metrics.ascent()
    return top + widget.contentsMargins().top() + metrics.ascent()


def label(area: QWidget, text: str) -> QLabel:
    return next(found for found in area.findChildren(QLabel) if found.text() == text)


def left(widget: QWidget, area: QWidget) -> int:
    return widget.mapTo(area, QPoint(0, 0)).x()


def test_that_what_was_asked_what_was_answered_and_the_way_to_change_it_stand_on_one_line(shown: Shown) -> None:
    area = shown(*(StatementRow(name, name, say, action="Change") for name, say in (SHORT, LONG)))
    for name, say in (SHORT, LONG):
        lines = [line_of(part, area) for part in (label(area, name), label(area, say), button(area, name))]
        assert max(lines) - min(lines) <= 1


def test_that_the_columns_are_the_same_in_every_row(shown: Shown) -> None:
    chips = (Chip("the person knows (They said it in this conversation)"), Chip("confidential", "held"))
    area = shown(
        StatementRow("a", *SHORT, action="Change"),
        StatementRow("b", *LONG, "some words of their own", chips=chips, action="Change"),
        StatementRow("c", "Nothing", missing="not asked", action="Change"),
    )
    answers = [label(area, text) for text in (SHORT[1], LONG[1], "not asked")]
    assert len({left(answer, area) for answer in answers}) == 1
    assert len({left(button(area, key), area) for key in "abc"}) == 1


def test_that_an_answer_stands_below_where_there_is_no_room_beside(shown: Shown) -> None:
    area = shown(StatementRow("a", *LONG, action="Change"), width=NARROW)
    asked, answer = label(area, LONG[0]), label(area, LONG[1])
    assert left(asked, area) == left(answer, area)
    assert answer.mapTo(area, QPoint(0, 0)).y() >= asked.mapTo(area, QPoint(0, 0)).y() + asked.height()
    assert asked.width() > NARROW // 2


def test_that_what_the_rows_of_a_list_are_about_begins_at_one_edge(shown: Shown) -> None:
    must, worth = Chip("must be answered", "stop"), Chip("look", "care")
    lines = (
        ListRow("a", "KD-1", "one", chip=must, action="Go"),
        ListRow("b", "KD-20041", "two", chip=worth, action="Go"),
    )
    area = shown(ListRows(lines, "owed"))
    assert left(label(area, "one"), area) == left(label(area, "two"), area)


def test_that_chips_are_as_one_beside_the_names_and_as_wide_as_their_words_above_them(shown: Shown) -> None:
    chips = Chip("Unlocked"), Chip("Keys, backups, deletion")
    lines = tuple(ListRow(chip.text, "3 May", "one", chip=chip) for chip in chips)
    widths = {}
    for width in (WIDE, 300):
        area = shown(ListRows(lines, "log"), width=width)
        widths[width] = [label(area, chip.text).width() for chip in chips]
    assert widths[WIDE][0] == widths[WIDE][1]
    assert widths[300][0] < widths[300][1]


@pytest.mark.parametrize("width", [WIDE, 300])
def test_that_no_row_is_wider_than_its_column(shown: Shown, width: int) -> None:
    options = tuple(ChoiceOption(value, value) for value in ("left", "both", "right", "neither", "unknown"))
    line = ListRow("a", "KD-20041", "about it", "last seen 3 May 2026", Chip("two days late", "stop"), "Open")
    area = shown(
        ListRows((line,), "due"),
        StatementRow(
            "b", *LONG, chips=(Chip("the person knows (They said it in this conversation)"),), action="Change"
        ),
        ProfileRow("c", "fear", "Afraid of the partner", "Neither shows nor speaks of fear", options),
        width=width,
    )
    seen = [part for part in area.findChildren(QLabel) + area.findChildren(QPushButton) if part.isVisible()]
    assert [part.text() for part in seen if left(part, area) + part.width() > width] == []


@pytest.mark.parametrize("width", [560, 500, 440, 340])
def test_that_no_row_asks_for_more_than_its_column_has(shown: Shown, width: int) -> None:
    chip = Chip("Keys, backups, deletion")
    line = ListRow("a", "22 Nov 2026, 03:27", "Statement added", "by Amara Osei-Montgomery", chip, "Only this one")
    assert shown(ListRows((line,), "log"), width=width).minimumSizeHint().width() <= width


def test_that_the_words_of_a_quiet_button_begin_where_the_column_begins(shown: Shown) -> None:
    area = shown(
        Paragraph("The words above."), Row((Button("whole", "Whole entry", "quiet"), Button("other", "Other")))
    )
    quiet = button(area, "whole")
    metrics = quiet.fontMetrics()
    words = left(quiet, area) + (quiet.width() - metrics.horizontalAdvance(quiet.text())) // 2
    assert abs(words - left(label(area, "The words above."), area)) <= 1
    assert left(button(area, "other"), area) > left(quiet, area) + quiet.width()


def button(area: QWidget, key: str) -> QPushButton:
    found = area.findChild(QPushButton, key)
    assert isinstance(found, QPushButton)
    return found


def test_that_a_field_that_was_narrow_is_as_wide_as_it_may_be_when_nothing_bounds_it(shown: Shown) -> None:
    area = shown(TextField("code", "The code", "", width=10))
    area.draw((TextField("code", "The words", ""),))
    QApplication.processEvents()
    editor = area.findChild(QLineEdit, "code")
    assert isinstance(editor, QLineEdit)
    assert editor.maximumWidth() > WIDE
