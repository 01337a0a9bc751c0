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

from dasupport import resource_paths
from dasupport.casework.attributed_text import SEPARATOR
from dasupport.ui.screen.blocks import Choice, ChoiceOption, DateField, PdfPreview
from dasupport.ui.screen.intents import DateChosen, DateTextEntered, OptionChosen, WidgetEvent
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.choices import ChoiceWidget, OptionButton
from dasupport.ui.widgets.date_field import DateFieldWidget
from dasupport.ui.widgets.pdf_preview import PAGE_WIDTH, PageImage, PdfPreviewWidget

FEARED = (
    ChoiceOption("life", "Being killed"),
    ChoiceOption("child", "A child hurt"),
    ChoiceOption("no", "Nothing", alone=True),
)
DUE = date(2026, 12, 5)
SOON = (("Tomorrow", date(2026, 11, 22)), ("In two weeks", DUE))


@pytest.fixture
def told() -> list[WidgetEvent]:
    return []


@pytest.fixture
def theme() -> Theme:
    return Theme(resource_paths.find_resources() / "theme", "light", 100)


@pytest.fixture
def choice(qtbot: QtBot, theme: Theme, told: list[WidgetEvent]) -> ChoiceWidget:
    part = ChoiceWidget(theme, told.append)
    qtbot.addWidget(part)
    part.draw(Choice("fear", "Afraid of", FEARED, several=True))
    part.show()
    return part


@pytest.fixture
def day(qtbot: QtBot, theme: Theme, told: list[WidgetEvent]) -> DateFieldWidget:
    part = DateFieldWidget(theme, told.append)
    qtbot.addWidget(part)
    part.draw(DateField("due", "When", suggestions=SOON))
    part.show()
    return part


def test_that_an_answer_that_is_pressed_once_more_stays_lit_where_one_has_to_be_chosen(
    qtbot: QtBot, theme: Theme, told: list[WidgetEvent]
) -> None:
    block = Choice("how", "What do you have?", FEARED, "life")
    part = ChoiceWidget(theme, told.append)
    qtbot.addWidget(part)
    part.draw(block)
    life = next(option for option in part.findChildren(OptionButton) if option.text() == "Being killed")
    life.click()
    assert told == [OptionChosen("how", "")]
    assert life.isChecked()


def test_that_an_answer_that_is_pressed_once_more_is_taken_back_where_none_may_be_chosen(
    qtbot: QtBot, theme: Theme
) -> None:
    part = ChoiceWidget(theme, lambda _: part.draw(Choice("how", "What do you have?", FEARED)))
    qtbot.addWidget(part)
    part.draw(Choice("how", "What do you have?", FEARED, "life"))
    life = next(option for option in part.findChildren(OptionButton) if option.text() == "Being killed")
    life.click()
    assert not life.isChecked()


def read(part: QWidget) -> list[str]:
    """What stands on a part to be read."""
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def presser(part: QWidget) -> Callable[[str], None]:
    def press(value: str) -> None:
        (button,) = [found for found in part.findChildren(OptionButton) if found.objectName().endswith(f"={value}")]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return press


def test_that_several_answers_stand_together(choice: ChoiceWidget, told: list[WidgetEvent]) -> None:
    press = presser(choice)
    press("life")
    press("child")
    assert told == [OptionChosen("fear", "life"), OptionChosen("fear", SEPARATOR.join(("life", "child")))]


def test_that_an_answer_that_excludes_the_others_stands_alone_whichever_came_first(
    choice: ChoiceWidget, told: list[WidgetEvent]
) -> None:
    press = presser(choice)
    for value in ("life", "child", "no", "life"):
        press(value)
    assert told[-2:] == [OptionChosen("fear", "no"), OptionChosen("fear", "life")]


def test_that_one_of_several_is_taken_back_by_itself(choice: ChoiceWidget, told: list[WidgetEvent]) -> None:
    press = presser(choice)
    for value in ("life", "child", "life"):
        press(value)
    assert told[-1] == OptionChosen("fear", "child")


def test_that_where_one_answer_is_wanted_another_takes_its_place(choice: ChoiceWidget, told: list[WidgetEvent]) -> None:
    choice.draw(Choice("fear", "Afraid of", FEARED))
    press = presser(choice)
    for value in ("life", "child", "child"):
        press(value)
    assert told == [OptionChosen("fear", "life"), OptionChosen("fear", "child"), OptionChosen("fear", "")]


def test_that_what_is_to_be_known_of_an_answer_stands_below_it_once_it_is_chosen(choice: ChoiceWidget) -> None:
    ways = (ChoiceOption("home", "At home", "Somebody may listen."), ChoiceOption("out", "Out", "Who sees it?"))
    choice.draw(Choice("where", "Where", ways))
    assert read(choice) == ["Where"]
    choice.draw(Choice("where", "Where", ways, "home"))
    assert read(choice) == ["Where", "Somebody may listen."]
    choice.draw(Choice("where", "Where", ways, SEPARATOR.join(("home", "out")), several=True))
    assert read(choice) == ["Where", "Somebody may listen.\nWho sees it?"]


def test_that_what_is_to_be_known_of_an_answer_is_said_before_it_is_chosen(choice: ChoiceWidget) -> None:
    choice.draw(Choice("where", "Where", (ChoiceOption("home", "At home", "Somebody may listen."),)))
    (button,) = [found for found in choice.findChildren(OptionButton) if found.objectName() == "where=home"]
    assert button.toolTip() == button.accessibleDescription() == "Somebody may listen."


def test_that_a_long_answer_breaks_rather_than_widen_its_page(qtbot: QtBot, theme: Theme) -> None:
    part = ChoiceWidget(theme, lambda _: None)
    qtbot.addWidget(part)
    part.draw(Choice("long", "Long", (ChoiceOption("a", "It was said in court, or there is a conviction for it"),)))
    part.resize(200, 200)
    part.show()
    (button,) = part.findChildren(OptionButton)
    assert "\n" in button.text()
    assert button.geometry().right() <= part.width()


def test_that_a_written_date_is_told_once_on_leaving_it(day: DateFieldWidget, told: list[WidgetEvent]) -> None:
    QTest.keyClicks(day.editor, "5 dec")
    assert told == []
    day.flush()
    day.flush()
    assert told == [DateTextEntered("due", "5 dec")]


def test_that_a_day_that_is_often_meant_is_one_press(day: DateFieldWidget, told: list[WidgetEvent]) -> None:
    presser(day)(DUE.isoformat())
    assert told == [DateChosen("due", DUE)]


def test_that_what_was_understood_takes_the_place_of_what_was_written(
    day: DateFieldWidget, told: list[WidgetEvent]
) -> None:
    QTest.keyClicks(day.editor, "5/12")
    day.flush()
    day.draw(DateField("due", "When", DUE, "5 Dec 2026", suggestions=SOON))
    assert day.editor.text() == "5 Dec 2026"
    day.flush()
    assert len(told) == 1


def test_that_the_tab_key_leaves_a_date(day: DateFieldWidget) -> None:
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
    part = PdfPreviewWidget(theme, lambda _: None)
    qtbot.addWidget(part)
    part.draw(PdfPreview(blank_sheet(), "page"))
    part.setFixedSize(width, part.heightForWidth(width))
    part.show()
    picture = part.findChild(PageImage)
    assert picture is not None
    room = min(width, theme.dp(PAGE_WIDTH) + 2)
    qtbot.waitUntil(lambda: room * 0.98 <= picture.width() <= room - 2)  # whatever the frame is dressed in
    assert picture.height() == pytest.approx(picture.width() * 842 / 595, abs=2)
