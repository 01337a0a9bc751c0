"""The widgets for answers and dates, by themselves: what a press or a key tells, and what they then show."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dasupport import shipped
from dasupport.casework.text import SEPARATOR
from dasupport.ui.blocks import Choice, Choosable, Day, Paper
from dasupport.ui.intents import Chose, Dated, DateWritten, Told
from dasupport.ui.parts.choices import ChoicePart, Option
from dasupport.ui.parts.day import DayPart
from dasupport.ui.parts.paper import WIDTH, PaperPart, Picture
from dasupport.ui.theme import Theme

FEARED = (Choosable("life", "Being killed"), Choosable("child", "A child hurt"), Choosable("no", "Nothing", alone=True))
DUE = date(2026, 12, 5)
SOON = (("Tomorrow", date(2026, 11, 22)), ("In two weeks", DUE))


@pytest.fixture
def told() -> list[Told]:
    return []


@pytest.fixture
def theme() -> Theme:
    return Theme(shipped.resources() / "theme", "light", 100)


@pytest.fixture
def choice(qtbot: QtBot, theme: Theme, told: list[Told]) -> ChoicePart:
    part = ChoicePart(theme, told.append)
    qtbot.addWidget(part)
    part.draw(Choice("fear", "Afraid of", FEARED, several=True))
    part.show()
    return part


@pytest.fixture
def day(qtbot: QtBot, theme: Theme, told: list[Told]) -> DayPart:
    part = DayPart(theme, told.append)
    qtbot.addWidget(part)
    part.draw(Day("due", "When", soon=SOON))
    part.show()
    return part


def test_that_an_answer_that_is_pressed_once_more_stays_lit_where_one_has_to_be_chosen(
    qtbot: QtBot, theme: Theme, told: list[Told]
) -> None:
    block = Choice("how", "What do you have?", FEARED, "life")
    part = ChoicePart(theme, told.append)
    qtbot.addWidget(part)
    part.draw(block)
    life = next(option for option in part.findChildren(Option) if option.text() == "Being killed")
    life.click()
    assert told == [Chose("how", "")]
    assert life.isChecked()


def test_that_an_answer_that_is_pressed_once_more_is_taken_back_where_none_may_be_chosen(
    qtbot: QtBot, theme: Theme
) -> None:
    part = ChoicePart(theme, lambda _: part.draw(Choice("how", "What do you have?", FEARED)))
    qtbot.addWidget(part)
    part.draw(Choice("how", "What do you have?", FEARED, "life"))
    life = next(option for option in part.findChildren(Option) if option.text() == "Being killed")
    life.click()
    assert not life.isChecked()


def read(part: QWidget) -> list[str]:
    """What stands on a part to be read."""
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def presser(part: QWidget) -> Callable[[str], None]:
    def press(value: str) -> None:
        (button,) = [found for found in part.findChildren(Option) if found.objectName().endswith(f"={value}")]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return press


def test_that_several_answers_stand_together(choice: ChoicePart, told: list[Told]) -> None:
    press = presser(choice)
    press("life")
    press("child")
    assert told == [Chose("fear", "life"), Chose("fear", SEPARATOR.join(("life", "child")))]


def test_that_an_answer_that_excludes_the_others_stands_alone_whichever_came_first(
    choice: ChoicePart, told: list[Told]
) -> None:
    press = presser(choice)
    for value in ("life", "child", "no", "life"):
        press(value)
    assert told[-2:] == [Chose("fear", "no"), Chose("fear", "life")]


def test_that_one_of_several_is_taken_back_by_itself(choice: ChoicePart, told: list[Told]) -> None:
    press = presser(choice)
    for value in ("life", "child", "life"):
        press(value)
    assert told[-1] == Chose("fear", "child")


def test_that_where_one_answer_is_wanted_another_takes_its_place(choice: ChoicePart, told: list[Told]) -> None:
    choice.draw(Choice("fear", "Afraid of", FEARED))
    press = presser(choice)
    for value in ("life", "child", "child"):
        press(value)
    assert told == [Chose("fear", "life"), Chose("fear", "child"), Chose("fear", "")]


def test_that_what_is_to_be_known_of_an_answer_stands_below_it_once_it_is_chosen(choice: ChoicePart) -> None:
    ways = (Choosable("home", "At home", "Somebody may listen."), Choosable("out", "Out", "Who sees it?"))
    choice.draw(Choice("where", "Where", ways))
    assert read(choice) == ["Where"]
    choice.draw(Choice("where", "Where", ways, "home"))
    assert read(choice) == ["Where", "Somebody may listen."]
    choice.draw(Choice("where", "Where", ways, SEPARATOR.join(("home", "out")), several=True))
    assert read(choice) == ["Where", "Somebody may listen.\nWho sees it?"]


def test_that_what_is_to_be_known_of_an_answer_is_said_before_it_is_chosen(choice: ChoicePart) -> None:
    choice.draw(Choice("where", "Where", (Choosable("home", "At home", "Somebody may listen."),)))
    (button,) = [found for found in choice.findChildren(Option) if found.objectName() == "where=home"]
    assert button.toolTip() == button.accessibleDescription() == "Somebody may listen."


def test_that_a_long_answer_breaks_rather_than_widen_its_page(qtbot: QtBot, theme: Theme) -> None:
    part = ChoicePart(theme, lambda _: None)
    qtbot.addWidget(part)
    part.draw(Choice("long", "Long", (Choosable("a", "It was said in court, or there is a conviction for it"),)))
    part.resize(200, 200)
    part.show()
    (button,) = part.findChildren(Option)
    assert "\n" in button.text()
    assert button.geometry().right() <= part.width()


def test_that_a_written_date_is_told_once_on_leaving_it(day: DayPart, told: list[Told]) -> None:
    QTest.keyClicks(day.editor, "5 dec")
    assert told == []
    day.flush()
    day.flush()
    assert told == [DateWritten("due", "5 dec")]


def test_that_a_day_that_is_often_meant_is_one_press(day: DayPart, told: list[Told]) -> None:
    presser(day)(DUE.isoformat())
    assert told == [Dated("due", DUE)]


def test_that_what_was_understood_takes_the_place_of_what_was_written(day: DayPart, told: list[Told]) -> None:
    QTest.keyClicks(day.editor, "5/12")
    day.flush()
    day.draw(Day("due", "When", DUE, "5 Dec 2026", soon=SOON))
    assert day.editor.text() == "5 Dec 2026"
    day.flush()
    assert len(told) == 1


def test_that_the_tab_key_leaves_a_date(day: DayPart) -> None:
    day.editor.setFocus()
    QTest.keyClick(day.editor, Qt.Key.Key_Tab)
    assert not day.editor.hasFocus()


def blank_sheet() -> bytes:
    """One page of A4 with nothing on it."""
    document, data = PdfDocument.new(), BytesIO()
    document.new_page(595, 842)
    document.save(data)
    document.close()
    return data.getvalue()


@pytest.mark.parametrize("width", [300, 900])
def test_that_a_sheet_is_never_wider_than_its_page_and_keeps_its_shape(qtbot: QtBot, theme: Theme, width: int) -> None:
    part = PaperPart(theme, lambda _: None)
    qtbot.addWidget(part)
    part.draw(Paper(blank_sheet(), "page"))
    part.setFixedSize(width, part.heightForWidth(width))
    part.show()
    picture = part.findChild(Picture)
    assert picture is not None
    room = min(width, theme.dp(WIDTH) + 2)
    qtbot.waitUntil(lambda: room * 0.98 <= picture.width() <= room - 2)  # whatever the frame is dressed in
    assert picture.height() == pytest.approx(picture.width() * 842 / 595, abs=2)
