"""What cannot be kept as it is has a nearest form that can; every place for text can take it."""

import pytest

from dasupport.casework.attributed_text import Reach, Words, text_error
from dasupport.casework.details import DecisionDetail, FollowUpDetail
from dasupport.casework.entry import Answer
from dasupport.ui.session.editor import replace_text, to_storable


@pytest.mark.parametrize("text", ["a\0b", "\0", "half \ud83d pair", "\ud83d\0"])
def test_that_the_nearest_form_can_be_kept_and_is_as_long(text: str) -> None:
    assert text_error(text)
    assert text_error(to_storable(text)) is None
    assert len(to_storable(text)) == len(text)


def test_that_what_can_be_kept_is_its_own_nearest_form() -> None:
    assert to_storable("Zo\u00eb \N{BUTTERFLY}\n\t\u0301") == "Zo\u00eb \N{BUTTERFLY}\n\t\u0301"


def test_that_each_place_for_text_takes_it_and_nothing_else_changes() -> None:
    answer = Answer(Words("why"), DecisionDetail("yes", by="me"), reach=Reach("told_me", Words("how")))
    assert replace_text(answer, "words", "x") == Answer(Words("x"), answer.detail, reach=answer.reach)
    assert replace_text(answer, "told", "x").reach == Reach("told_me", Words("x"))
    assert replace_text(answer, "by", "x").detail == DecisionDetail("yes", by="x")
    assert replace_text(answer, "nothing", "x") == answer
    assert replace_text(Answer(detail=FollowUpDetail()), "due", "soon") == Answer(detail=FollowUpDetail())
