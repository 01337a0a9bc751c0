"""The laptop turned round: what the person writes is theirs, and the way back is behind the passphrase."""

import pytest

from dasupport.casework.attributed_text import Reach, Source
from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.content.pack import Pack
from dasupport.content.schema import Invitation, Prompt
from dasupport.ui.screen.blocks import TextArea, TextField
from dasupport.ui.screen.intents import Pressed, TextTooLong
from dasupport.ui.screen.routes import FacingPerson, InSession
from dasupport.ui.screens.session.turned import (
    WRITTEN_PART_PREFIX,
    FacingPersonAction,
    FacingPersonField,
    find_next_question,
)
from tests.samples import PASSPHRASE, answer
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, keys, texts

FIRST, SECOND = "LU-MONEY-1-1", "LU-MONEY-2-1"
SLOT = Slot(Kind.PROMPT, FIRST, WRITTEN_PART_PREFIX)


@pytest.fixture
def turned(hand: Hand) -> Hand:
    """The laptop turned with a question about money."""
    hand.meet(Presenting.USING)
    hand.go(FacingPerson(hand.session, FIRST, "money"))
    return hand


def test_that_the_question_stands_there_in_large_words_with_a_place_to_write(turned: Hand) -> None:
    assert texts(turned.screen) == [
        "leave",
        "LU-MONEY-1-1 say",
        "own_words",
        "not_today",
        "skip",
        "next",
        "Alt+Down",
        "footer",
    ]
    assert turned.screen.focus == FacingPersonField.OWN_WORDS
    assert turned.find(TextArea, FacingPersonField.OWN_WORDS).large


def test_that_what_they_write_is_kept_as_they_write_it(turned: Hand) -> None:
    turned.type(FacingPersonField.OWN_WORDS, "It is ti")
    assert [draft.answer.words.value for draft in turned.kept().drafts] == ["It is ti"]


def test_that_what_they_wrote_is_theirs_and_they_know_that_we_hold_it(turned: Hand) -> None:
    turned.type(FacingPersonField.OWN_WORDS, "It is tight.")
    turned.press(FacingPersonAction.NEXT)
    said = turned.kept().get_answer(SLOT)
    assert (said.words.value, said.source, said.reach) == (
        "It is tight.",
        Source.PERSON_SAID,
        Reach("written_with_them"),
    )
    assert said.detail == QuestionDetail("asked", "money", turned=True)


def test_that_the_workers_own_note_on_the_question_stays_apart(turned: Hand) -> None:
    own = Slot(Kind.PROMPT, FIRST)
    turned.desk.commit(own, answer("He looked away.", QuestionDetail("asked")))
    turned.write(FacingPersonField.OWN_WORDS, "It is tight.")
    turned.press(FacingPersonAction.NEXT)
    assert turned.kept().get_answer(own).words.value == "He looked away."
    assert turned.kept().get_answer(SLOT).words.value == "It is tight."


def test_that_the_next_question_begins_with_an_empty_place(turned: Hand) -> None:
    turned.type(FacingPersonField.OWN_WORDS, "It is tight.")
    turned.press(FacingPersonAction.NEXT)
    assert "LU-MONEY-2-1 say" in turned.texts
    assert turned.shown(FacingPersonField.OWN_WORDS) == ""


@pytest.mark.parametrize("key", [FacingPersonAction.NEXT, FacingPersonAction.SKIP])
def test_that_a_question_may_be_passed_without_a_word_and_without_a_trace(turned: Hand, key: str) -> None:
    turned.press(key)
    assert "LU-MONEY-2-1 say" in turned.texts
    assert turned.kept().get_answers(Kind.PROMPT) == {}


def test_that_not_today_is_kept_as_an_answer(turned: Hand) -> None:
    turned.press(FacingPersonAction.NOT_TODAY)
    assert turned.kept().get_answer(SLOT).detail == QuestionDetail("not_today", "money", turned=True)


def test_that_words_before_a_skip_are_not_lost(turned: Hand) -> None:
    turned.type(FacingPersonField.OWN_WORDS, "It is tight.")
    turned.press(FacingPersonAction.SKIP)
    turned.desk.commit_drafts()
    assert turned.kept().get_answer(SLOT).words.value == "It is tight."


def test_that_what_they_rub_out_again_was_not_said(turned: Hand) -> None:
    turned.type(FacingPersonField.OWN_WORDS, "He hits me")
    turned.type(FacingPersonField.OWN_WORDS, "  ")
    turned.press(FacingPersonAction.SKIP)
    turned.desk.commit_drafts()
    assert turned.kept().get_answers(Kind.PROMPT) == {}


def test_that_an_empty_place_left_empty_takes_nothing_back_that_they_wrote_before(turned: Hand) -> None:
    turned.write(FacingPersonField.OWN_WORDS, "It is tight.")
    turned.press(FacingPersonAction.NEXT)
    turned.go(FacingPerson(turned.session, FIRST, "money"))
    turned.write(FacingPersonField.OWN_WORDS, "")
    assert turned.kept().get_answer(SLOT).words.value == "It is tight."


@pytest.mark.parametrize(("text", "fault"), [("a\0b", "REF-TEXT-NUL"), ("half \ud83d", "REF-TEXT-BROKEN")])
def test_that_a_text_that_cannot_be_kept_stays_with_the_reason(turned: Hand, text: str, fault: str) -> None:
    turned.type(FacingPersonField.OWN_WORDS, text)
    assert turned.fault(FacingPersonField.OWN_WORDS) == f"{fault} say {fault} do"
    turned.press(FacingPersonAction.NEXT)
    assert turned.shown(FacingPersonField.OWN_WORDS) == text
    assert turned.kept().get_answers(Kind.PROMPT) == {}
    turned.type(FacingPersonField.OWN_WORDS, "put right")
    assert turned.fault(FacingPersonField.OWN_WORDS) == ""


def test_that_far_too_much_pasted_is_said(turned: Hand) -> None:
    turned.page.handle(TextTooLong(FacingPersonField.OWN_WORDS, 300000))
    assert turned.fault(FacingPersonField.OWN_WORDS) == "REF-TEXT-LONG say REF-TEXT-LONG do"
    turned.type(FacingPersonField.OWN_WORDS, "less")
    assert turned.fault(FacingPersonField.OWN_WORDS) == ""


def test_that_after_the_last_question_there_is_nothing_but_thanks_and_the_way_out(turned: Hand) -> None:
    for _ in range(6):
        if turned.has(FacingPersonAction.SKIP):
            turned.press(FacingPersonAction.SKIP)
    assert texts(turned.screen) == ["end", "leave"]
    turned.press(FacingPersonAction.LEAVE)
    assert turned.has(FacingPersonField.PHRASE)


def test_that_leaving_asks_for_the_passphrase_and_shows_nothing_else(turned: Hand) -> None:
    turned.press(FacingPersonAction.LEAVE)
    assert texts(turned.screen) == ["door", "passphrase", "stay", "back_in"]
    says = turned.find(TextField, FacingPersonField.PHRASE).typing
    assert says is not None
    assert (says.show, says.caps) == ("", "caps")  # what is typed is never shown here
    assert turned.find(TextField, FacingPersonField.PHRASE).secret


@pytest.mark.parametrize(
    ("guess", "said"), [("", "PASS-EMPTY"), ("lantern copper", "V-PASS-WRONG"), (PASSPHRASE.upper(), "V-PASS-WRONG")]
)
def test_that_a_wrong_passphrase_does_not_lead_back(turned: Hand, guess: str, said: str) -> None:
    turned.press(FacingPersonAction.LEAVE)
    turned.write(FacingPersonField.PHRASE, guess)
    turned.press(FacingPersonAction.BACK_IN)
    assert isinstance(turned.route, FacingPerson)
    assert turned.fault(FacingPersonField.PHRASE) == f"{said} say"
    assert turned.shown(FacingPersonField.PHRASE) == ""


def test_that_the_right_passphrase_leads_back_to_the_questions(turned: Hand) -> None:
    turned.press(FacingPersonAction.LEAVE)
    turned.write(FacingPersonField.PHRASE, PASSPHRASE)
    turned.press(FacingPersonAction.BACK_IN)
    assert turned.route == InSession(turned.session, SessionPage.QUESTIONS)


def test_that_from_an_invitation_it_leads_back_to_the_invitations(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    hand.go(FacingPerson(hand.session, "K-S3-Q-02"))
    hand.write(FacingPersonField.OWN_WORDS, "Calm.")
    hand.press(FacingPersonAction.NEXT)
    assert hand.kept().get_answer(Slot(Kind.INVITATION, "K-S3-Q-02", WRITTEN_PART_PREFIX)).words.value == "Calm."
    hand.press(FacingPersonAction.LEAVE)
    hand.write(FacingPersonField.PHRASE, PASSPHRASE)
    hand.press(FacingPersonAction.BACK_IN)
    assert hand.route == InSession(hand.session, SessionPage.INVITE)


def test_that_the_person_may_go_on_writing_and_finds_their_words(turned: Hand) -> None:
    turned.type(FacingPersonField.OWN_WORDS, "It is")
    turned.press(FacingPersonAction.LEAVE)
    turned.type(FacingPersonField.PHRASE, "lantern")
    turned.press(FacingPersonAction.STAY)
    assert turned.shown(FacingPersonField.OWN_WORDS) == "It is"
    turned.press(FacingPersonAction.LEAVE)
    assert turned.shown(FacingPersonField.PHRASE) == ""


def test_that_no_way_back_stands_on_the_page_but_the_door(turned: Hand) -> None:
    assert (turned.screen.back, set(keys(turned.screen))) == (
        "",
        {
            f"turned:{FIRST}",
            FacingPersonAction.LEAVE,
            "question",
            FacingPersonField.OWN_WORDS,
            "ways",
            FacingPersonAction.NOT_TODAY,
            FacingPersonAction.SKIP,
            FacingPersonAction.NEXT,
        },
    )


@pytest.mark.parametrize(
    ("prompt", "way_in", "order"),
    [
        (FIRST, "money", [SECOND, "LU-ALL-3-1", "LU-ALL-6-1"]),
        ("LU-REL-1-1", "relationship", ["LU-ALL-3-1", "LU-ALL-6-1"]),
    ],
)
def test_that_questions_follow_in_the_packs_order_by_the_same_way_in(
    blank: Pack, prompt: str, way_in: str, order: list[str]
) -> None:
    found = []
    while prompt := find_next_question(blank, prompt, way_in):
        found.append(prompt)
    assert found == order


def test_that_a_question_that_may_not_be_turned_never_follows(blank: Pack) -> None:
    """LU-ALL-4-4 and K-S3-Q-04 are for the worker's mouth only."""
    for item in blank.items.values():
        if isinstance(item, Prompt | Invitation):
            after = find_next_question(blank, item.id, "")
            assert after == "" or getattr(blank.items[after], "turn", False)
    assert find_next_question(blank, "K-S3-Q-02", "") == ""


def test_that_after_a_wrong_passphrase_the_cursor_goes_back_to_it(turned: Hand) -> None:
    turned.press(FacingPersonAction.LEAVE)
    before = turned.screen.key
    turned.type(FacingPersonField.PHRASE, "wrong")
    turned.press(FacingPersonAction.BACK_IN)
    assert turned.screen.focus == FacingPersonField.PHRASE
    assert turned.screen.key != before


def test_that_the_same_question_turned_again_leaves_the_first_words_standing(turned: Hand) -> None:
    for words in ("First.", "Second."):
        turned.go(FacingPerson(turned.session, FIRST, "money"))
        turned.write(FacingPersonField.OWN_WORDS, words)
        turned.press(FacingPersonAction.NEXT)
    turned.open(SessionPage.QUESTIONS)
    said = [a.words.value for a in turned.desk.record.get_answers(Kind.PROMPT).values() if a.words]
    assert said == ["First.", "Second."]


def test_that_a_key_held_too_long_is_one_guess_and_not_three(slow: Hand, lane: Lane) -> None:
    slow.meet()
    lane.go_on()
    slow.go(FacingPerson(slow.session, FIRST, "money"))
    lane.go_on()
    slow.press(FacingPersonAction.LEAVE)
    slow.write(FacingPersonField.PHRASE, "lantern copper")
    for _ in range(4):
        slow.page.handle(Pressed(FacingPersonAction.BACK_IN))
    lane.go_on()
    assert slow.office.work.pin_attempts.wrong_count == 1
