"""The ladder: two ways in, from general to concrete; what is offered never depends on what we hold in confidence."""

import pytest
from msgspec.structs import replace as changed

from dasupport.casework.concerns import list_required_decisions
from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.content.pack import Pack
from dasupport.content.schema import Prompt
from dasupport.ui.screen.blocks import Button, Choice, LadderStep, LadderSteps
from dasupport.ui.screen.intents import Pressed
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.screens.session.questions import (
    ENTRANCE,
    FACE_PERSON_PREFIX,
    LADDER,
    STEP_PREFIX,
    QuestionsAction,
    select_prompts,
)
from tests.samples import answer
from tests.ui.samples import Hand, QuickHand, key_of, keys

MONEY, SECOND, FEAR, DANGER = "LU-MONEY-1-1", "LU-MONEY-2-1", "LU-ALL-4-4", "A-22.4.8-Q10"
SAFETY = {"ADV-DANGER", "ADV-SELF-HARM", "ADV-GATE", "ADV-HELD-BACK"}
"""What the worker is told for safety's sake draws on everything; none of it says what to say."""
WORKERS_OWN = {Kind.PROMPT, Kind.GATE, Kind.PRESENTING, Kind.STEP}
"""What the worker said of this very talk: where it stands, whether it may begin, and with which words."""


@pytest.fixture
def asking(quick: QuickHand) -> Hand:
    """A worker on the page of questions, for somebody who presents as using abuse, with the gate open."""
    quick.meet(Presenting.USING)
    quick.open_gate()
    quick.open(SessionPage.QUESTIONS)
    return quick


def offered(hand: Hand) -> list[str]:
    """The questions that are on the screen."""
    return [name for name in keys(hand.screen.blocks) if name in hand.pack.items]


def rungs(hand: Hand) -> list[LadderStep]:
    return list(hand.find(LadderSteps, "rungs").steps)


def detail(hand: Hand, item: str) -> QuestionDetail:
    made = hand.answer(Kind.PROMPT, item).detail
    assert isinstance(made, QuestionDetail)
    return made


@pytest.mark.parametrize(
    ("presenting", "side", "first"),
    [
        ("using", "using", "LU-REL-1-1"),
        ("not_clear", "using", "LU-REL-1-1"),
        ("experiencing", "experiencing", "LE-FRAME-1"),
    ],
)
def test_that_the_ladder_is_the_one_for_how_they_present(
    quick: QuickHand, presenting: str, side: str, first: str
) -> None:
    quick.meet(Presenting(presenting))
    quick.open_gate()
    quick.open(SessionPage.QUESTIONS)
    assert quick.find(Choice, LADDER).chosen == side
    assert offered(quick)[0] == first


def test_that_the_worker_may_take_the_other_ladder(asking: Hand) -> None:
    asking.choose(LADDER, "experiencing")
    assert offered(asking) == ["LE-FRAME-1", "A-22.4.8-Q01"]
    assert "LADDER-EXPERIENCING note" in asking.texts


def test_that_choosing_no_ladder_changes_nothing(asking: Hand) -> None:
    asking.choose(LADDER, "")
    assert asking.find(Choice, LADDER).chosen == "using"


def test_that_each_way_in_has_its_own_first_question(asking: Hand) -> None:
    assert offered(asking) == ["LU-REL-1-1"]
    asking.choose(ENTRANCE, "money")
    assert offered(asking) == [MONEY]
    assert asking.find(Choice, ENTRANCE).chosen == "money"


def test_that_the_way_goes_down_and_up_one_rung_at_a_time(asking: Hand) -> None:
    asking.choose(ENTRANCE, "money")
    asking.press(QuestionsAction.DEEPER)
    assert offered(asking) == [SECOND]
    asking.press(QuestionsAction.HIGHER)
    assert offered(asking) == [MONEY]


def test_that_the_ladder_ends_at_both_ends(asking: Hand) -> None:
    assert not asking.find(Button, QuestionsAction.HIGHER).enabled
    asking.press(f"{STEP_PREFIX}6")
    assert not asking.find(Button, QuestionsAction.DEEPER).enabled
    asking.page.handle(Pressed(QuestionsAction.DEEPER))
    assert offered(asking) == ["LU-ALL-6-1"]


def test_that_any_rung_may_be_gone_to_and_nothing_before_it_is_asked_for(asking: Hand) -> None:
    asking.choose(ENTRANCE, "money")
    asking.press(f"{STEP_PREFIX}4")
    assert offered(asking) == [FEAR]
    assert [rung.state for rung in rungs(asking)] == ["later", "later", "later", "now", "later", "later"]
    assert asking.desk.record.get_answers(Kind.PROMPT) == {}


def test_that_a_rung_says_in_words_how_much_was_asked_there(asking: Hand) -> None:
    asking.choose(key_of(Kind.PROMPT, "LU-REL-1-1", "outcome"), "asked")
    asking.press(QuestionsAction.DEEPER)
    assert [(rung.state, rung.note) for rung in rungs(asking)][:2] == [("done", "asked 1"), ("now", "")]


def test_that_another_way_in_begins_at_the_top(asking: Hand) -> None:
    asking.press(f"{STEP_PREFIX}4")
    asking.choose(ENTRANCE, "money")
    assert offered(asking) == [MONEY]


def test_that_one_comes_back_to_where_the_asking_had_come_to(asking: Hand) -> None:
    asking.choose(ENTRANCE, "money")
    asking.press(QuestionsAction.DEEPER)
    asking.write(key_of(Kind.PROMPT, SECOND), "Tight.")
    asking.open(SessionPage.CONFIDENTIALITY)
    asking.open(SessionPage.QUESTIONS)
    assert offered(asking) == [SECOND]
    assert asking.find(Choice, ENTRANCE).chosen == "money"


def test_that_after_the_laptop_was_turned_the_asking_goes_on_where_it_stood_though_nothing_was_answered(
    asking: Hand,
) -> None:
    asking.choose(LADDER, "experiencing")
    asking.choose(LADDER, "using")
    asking.choose(ENTRANCE, "money")
    asking.press(QuestionsAction.DEEPER)
    asking.press(f"{FACE_PERSON_PREFIX}{SECOND}")
    asking.open(SessionPage.QUESTIONS)
    assert offered(asking) == [SECOND]
    assert asking.find(Choice, ENTRANCE).chosen == "money"


def test_that_a_question_that_no_way_in_owns_is_there_by_every_way_in(asking: Hand) -> None:
    for way_in in ("relationship", "money"):
        assert [prompt.id for prompt in select_prompts(asking.pack.ladders.using, way_in, 3)] == ["LU-ALL-3-1"]


@pytest.mark.parametrize(("act", "value"), [("write", "Tight."), ("answer", "yes")])
def test_that_words_or_an_answer_make_a_question_an_asked_one(asking: Hand, act: str, value: str) -> None:
    asking.press(f"{STEP_PREFIX}4")
    if act == "write":
        asking.write(key_of(Kind.PROMPT, FEAR), value)
    else:
        asking.choose(key_of(Kind.PROMPT, FEAR, "answer"), value)
    assert detail(asking, FEAR).outcome == "asked"
    assert detail(asking, FEAR).way_in == "relationship"


@pytest.mark.parametrize("outcome", ["not_today", "not_safe", "declined"])
def test_that_another_outcome_is_not_made_an_asked_one_by_a_note(asking: Hand, outcome: str) -> None:
    asking.choose(key_of(Kind.PROMPT, "LU-REL-1-1", "outcome"), outcome)
    asking.write(key_of(Kind.PROMPT, "LU-REL-1-1"), "Looked away.")
    assert detail(asking, "LU-REL-1-1").outcome == outcome


def test_that_an_outcome_taken_back_stays_taken_back(asking: Hand) -> None:
    asking.write(key_of(Kind.PROMPT, "LU-REL-1-1"), "Fine.")
    asking.choose(key_of(Kind.PROMPT, "LU-REL-1-1", "outcome"), "")
    assert detail(asking, "LU-REL-1-1").outcome == ""
    made = [entry.answer.detail for entry in asking.desk.record.entries if entry.kind is Kind.PROMPT]
    assert made == [QuestionDetail("asked", "relationship"), QuestionDetail("", "relationship")]


def test_that_several_answers_are_joined_where_more_than_one_is_true(asking: Hand) -> None:
    prompts = tuple(changed(prompt, several=True) for prompt in asking.pack.ladders.using.prompts)
    asking.change(pack=with_prompts(asking.pack, prompts))
    asking.open(SessionPage.QUESTIONS)
    asking.press(f"{STEP_PREFIX}4")
    assert asking.find(Choice, key_of(Kind.PROMPT, FEAR, "answer")).several
    asking.choose(key_of(Kind.PROMPT, FEAR, "answer"), "yes+not_sure")
    assert detail(asking, FEAR).answer == "yes+not_sure"
    assert detail(asking, FEAR).raises == "high_risk"


@pytest.mark.parametrize(("value", "asks"), [("no", True), ("not_sure", True), ("yes", False)])
def test_that_an_answer_that_means_danger_asks_for_a_decision(asking: Hand, value: str, *, asks: bool) -> None:
    asking.choose(LADDER, "experiencing")
    asking.press(f"{STEP_PREFIX}3")
    asking.choose(key_of(Kind.PROMPT, DANGER, "answer"), value)
    assert ("D-DANGER" in list_required_decisions(asking.desk.record)) is asks
    assert ("ADV-DANGER" in [note.key for note in asking.screen.advice]) is asks


def test_that_taking_the_answer_back_takes_the_danger_back(asking: Hand) -> None:
    asking.choose(LADDER, "experiencing")
    asking.press(f"{STEP_PREFIX}3")
    asking.choose(key_of(Kind.PROMPT, DANGER, "answer"), "no")
    asking.choose(key_of(Kind.PROMPT, DANGER, "answer"), "")
    assert list_required_decisions(asking.desk.record) == ()


def test_that_whose_words_and_who_may_hear_them_is_asked_once_there_are_words(asking: Hand) -> None:
    source = key_of(Kind.PROMPT, "LU-REL-1-1", "source")
    assert not asking.has(source)
    asking.type(key_of(Kind.PROMPT, "LU-REL-1-1"), "Fine.")
    assert asking.has(source)


def test_that_what_the_person_wrote_stands_apart_as_theirs(asking: Hand) -> None:
    asking.desk.commit(
        Slot(Kind.PROMPT, "LU-REL-1-1", "turned"), answer("It is hard.", QuestionDetail("asked", turned=True))
    )
    shown = asking.texts
    assert shown[shown.index("they_wrote") + 1] == "It is hard."
    assert asking.shown(key_of(Kind.PROMPT, "LU-REL-1-1")) == ""


def test_that_the_laptop_is_turned_with_the_question_and_its_way_in(asking: Hand) -> None:
    asking.choose(ENTRANCE, "money")
    asking.type(key_of(Kind.PROMPT, MONEY), "half")
    asking.press(f"{FACE_PERSON_PREFIX}{MONEY}")
    assert asking.route == FacingPerson(asking.session, MONEY, "money")
    assert asking.desk.record.drafts == ()


def test_that_a_question_that_must_not_be_turned_has_no_way_to_turn_it(asking: Hand) -> None:
    asking.press(f"{STEP_PREFIX}4")
    assert not asking.has(f"{FACE_PERSON_PREFIX}{FEAR}")


def test_that_a_question_for_parents_says_so(asking: Hand) -> None:
    assert "parents" not in asking.texts
    prompts = tuple(changed(prompt, parents_only=True) for prompt in asking.pack.ladders.using.prompts)
    asking.change(pack=with_prompts(asking.pack, prompts))
    asking.open(SessionPage.QUESTIONS)
    assert "parents" in asking.texts


def with_prompts(pack: Pack, prompts: tuple[Prompt, ...]) -> Pack:
    """The same pack with other questions for somebody who uses abuse."""
    return changed(pack, ladders=changed(pack.ladders, using=changed(pack.ladders.using, prompts=prompts)))
