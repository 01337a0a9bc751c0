"""Two screens after a pause in typing: the same but for the typed text, or something more has changed."""

import pytest

from dasupport.ui.screen.blocks import Card, Heading, Note, Row, Screen, TextArea, TextField
from dasupport.ui.screen.intents import Typed
from dasupport.ui.screen.screen_diff import is_only_typed

TYPED = Typed("note", "He was loud.")


def screen(note: TextArea, *more: TextField, advice: tuple[Note, ...] = (), title: str = "Notice") -> Screen:
    return Screen("s:notice", (Heading(title), Card((Row((note,)), *more))), advice)


BEFORE = screen(TextArea("note", "Note", "He was"), TextField("name", "Name", "Robin"))
AFTER = screen(TextArea("note", "Note", "He was loud."), TextField("name", "Name", "Robin"))


def test_that_the_typed_text_alone_is_no_other_screen() -> None:
    assert is_only_typed(BEFORE, AFTER, TYPED)


@pytest.mark.parametrize(
    "after",
    [
        screen(TextArea("note", "Note", "He was loud"), TextField("name", "Name", "Robin")),
        screen(TextArea("note", "Note", "He was loud.", fault="too long"), TextField("name", "Name", "Robin")),
        screen(TextArea("note", "Note", "He was loud."), TextField("name", "Name", "Kim")),
        screen(TextArea("note", "Note", "He was loud.")),
        AFTER._replace(advice=(Note("care", "Listen"),)),
        AFTER._replace(focus="name"),
        screen(TextArea("note", "Note", "He was loud."), TextField("name", "Name", "Robin"), title="Signs"),
    ],
    ids=["other text", "a fault", "another field", "a field less", "advice", "the focus", "the title"],
)
def test_that_whatever_else_changes_is_another_screen(after: Screen) -> None:
    assert not is_only_typed(BEFORE, after, TYPED)
