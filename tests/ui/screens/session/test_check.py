"""Check answers: everything at once, what was not asked, what is owed; then the seal, in two presses."""

from datetime import date

import pytest

from dasupport.casework.attributed_text import Source
from dasupport.casework.details import ChoiceDetail, DecisionDetail, FlagDetail, FollowUpDetail, QuestionDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.gates import QUESTIONS
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Closing, Presenting
from dasupport.ui.screen.blocks import Button, Chip, ListRow, StatementRow
from dasupport.ui.screen.intents import Pressed, TextTooLong
from dasupport.ui.screen.routes import Home, InSession, PrintSheets, SealedSession
from dasupport.ui.screens.session.check import CHANGE_PREFIX, CheckAction
from dasupport.ui.screens.session.session_presenter import SessionAction
from tests.samples import KNOWN, answer, no_room
from tests.ui.samples import Hand, QuickHand, inside, key_of

OWES = f"{CHANGE_PREFIX}children:OWE-CHILDREN"


@pytest.fixture
def check(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    quick.open(SessionPage.CHECK)
    return quick


@pytest.fixture
def ready(hand: Hand) -> Hand:
    """A session that owes nothing that cannot wait."""
    hand.meet(Presenting.USING)
    hand.desk.commit(Slot(Kind.CHILDREN, "CHILDREN"), answer(detail=ChoiceDetail("none")))
    hand.open(SessionPage.CHECK)
    return hand


def say(hand: Hand, kind: Kind, item: str, said: Answer, part: str = "") -> None:
    hand.desk.commit(Slot(kind, item, part), said)


def rows(hand: Hand) -> dict[str, StatementRow]:
    """What is told, by the slot behind its change link."""
    found = [part for part in inside(hand.screen) if isinstance(part, StatementRow)]
    return {row.key.removeprefix(CHANGE_PREFIX).split(":", 1)[1]: row for row in found}


def owed(hand: Hand) -> list[tuple[str, str]]:
    lines = [part for part in inside(hand.screen) if isinstance(part, ListRow)]
    return [(line.key.split(":")[-1], line.chip.text) for line in lines if line.chip]


def test_that_an_empty_session_shows_what_was_not_asked(check: Hand) -> None:
    shown = {name for name, row in rows(check).items() if not row.value and row.missing == "not_asked"}
    assert shown == {
        *(f"gate:{item}:" for item in QUESTIONS),
        "children:CHILDREN:",
        "relationship:RELATIONSHIP:",
        "confidentiality:CONFIDENTIALITY:",
        "disclosure:DISCLOSED:",
        "readiness:READINESS:",
        "consent:CONSENT-SHARE:",
        "closing:CLOSING:",
    }


def test_that_what_this_way_through_the_steps_never_comes_to_is_not_missed(quick: QuickHand) -> None:
    quick.meet(Presenting.EXPERIENCING)
    quick.open(SessionPage.CHECK)
    assert "readiness:READINESS:" not in rows(quick)
    assert "children:CHILDREN:" in rows(quick)


def test_that_what_was_said_stands_there_with_its_words_its_source_and_its_reach(check: Hand) -> None:
    say(check, Kind.INDICATOR, "K-S1-IND-01", answer("He shouted.", FlagDetail(on=True), Source.SAW))
    row = rows(check)["indicator:K-S1-IND-01:"]
    assert (row.label, row.value, row.words) == ("K-S1-IND-01 say", "noticed", "He shouted.")
    assert row.chips == (Chip("saw say"), Chip("confidential", "held"))


def test_that_what_the_person_knows_is_not_marked_as_held_back(check: Hand) -> None:
    say(check, Kind.NOTE, "NOTICE", answer("He rang.", reach=KNOWN))
    assert rows(check)["note:NOTICE:"].chips == (Chip("known told_me say", "plain"),)


def test_that_only_the_newest_answer_shows(check: Hand) -> None:
    say(check, Kind.NOTE, "NOTICE", answer("One"))
    say(check, Kind.NOTE, "NOTICE", answer("Two"))
    assert rows(check)["note:NOTICE:"].words == "Two"
    assert "One" not in check.texts


def test_that_an_answer_that_was_taken_back_is_not_asked_again(check: Hand) -> None:
    say(check, Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail("yes")))
    assert rows(check)["children:CHILDREN:"].value == "yes say"
    say(check, Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail()))
    row = rows(check)["children:CHILDREN:"]
    assert (row.value, row.words, row.missing, row.chips) == ("", "", "not_asked", ())


def test_that_a_note_that_was_taken_back_is_gone(check: Hand) -> None:
    say(check, Kind.NOTE, "NOTICE", answer("One"))
    say(check, Kind.NOTE, "NOTICE", answer(""))
    assert "note:NOTICE:" not in rows(check)


def test_that_what_is_owed_says_what_cannot_wait_first(check: Hand) -> None:
    say(check, Kind.PROMPT, "LU-REL-1-1", answer(detail=QuestionDetail("asked")))
    lines = owed(check)
    assert lines[0] == ("OWE-CHILDREN", "must")
    assert {("OWE-CONFIDENTIALITY", "should"), ("OWE-CLOSING", "should"), ("OWE-FOLLOW-UP", "should")} <= set(lines)
    assert "OWE-CHILDREN say" in check.texts


def test_that_a_line_of_what_is_owed_leads_to_where_it_is_answered(check: Hand) -> None:
    check.press(OWES)
    assert check.route == InSession(check.session, SessionPage.CHILDREN)


def test_that_nothing_owed_is_said_too(check: Hand) -> None:
    say(check, Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail("none")))
    say(check, Kind.NOTE, "NOTICE", answer("He rang."))
    say(check, Kind.FOLLOW_UP, "FOLLOW-UP", answer(detail=FollowUpDetail(date(2026, 12, 1), "call_back")))
    assert owed(check) == []
    assert "nothing_owed" in check.texts


def test_that_the_seal_waits_for_what_cannot_wait(check: Hand) -> None:
    assert not check.find(Button, CheckAction.SEAL).enabled
    assert "blocked" in check.texts
    say(check, Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail("not_known")))
    assert check.find(Button, CheckAction.SEAL).enabled
    assert "blocked" not in check.texts


def test_that_a_decision_that_is_demanded_blocks_the_seal_until_it_is_passed_on(check: Hand) -> None:
    say(check, Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail("none")))
    say(check, Kind.VIEW, "HIGH-RISK", answer(detail=ChoiceDetail("yes", "high_risk")))
    assert not check.find(Button, CheckAction.SEAL).enabled
    say(check, Kind.DECISION, "D-MARAC", answer(detail=DecisionDetail("passed_on", "Bea")))
    assert check.find(Button, CheckAction.SEAL).enabled


def test_that_sealing_takes_two_presses(ready: Hand) -> None:
    ready.press(CheckAction.SEAL)
    assert ready.kept().session.closing is Closing.OPEN
    ready.press(CheckAction.CANCEL_SEAL)
    assert not ready.has(CheckAction.CONFIRM_SEAL)
    ready.press(CheckAction.SEAL)
    ready.press(CheckAction.CONFIRM_SEAL)
    assert ready.kept().session.closing is Closing.SEALED


def test_that_after_the_seal_the_desk_is_left_and_the_record_is_read(ready: Hand) -> None:
    desk = ready.desk
    ready.press(CheckAction.SEAL)
    ready.press(CheckAction.CONFIRM_SEAL)
    assert ready.route == SealedSession(ready.session)
    assert ready.desk is not desk
    assert ready.desk.record.session.is_sealed


def test_that_what_is_half_written_is_part_of_what_is_sealed(ready: Hand) -> None:
    ready.desk.save_draft(Slot(Kind.NOTE, "NOTICE"), answer("The last word"))
    ready.press(CheckAction.SEAL)
    ready.press(CheckAction.CONFIRM_SEAL)
    assert ready.kept().current_by_slot[Slot(Kind.NOTE, "NOTICE")].answer.words.value == "The last word"


def test_that_the_seal_waits_while_a_word_is_not_kept(ready: Hand) -> None:
    ready.press(CheckAction.SEAL)
    with no_room():
        say(ready, Kind.NOTE, "NOTICE", answer("The last word"))
    ready.press(CheckAction.CONFIRM_SEAL)
    assert ready.told[-1] == "V-NOT-SAVED"
    assert ready.kept().session.closing is Closing.OPEN
    ready.desk.retry_saves()
    ready.press(CheckAction.CONFIRM_SEAL)
    assert ready.kept().get_answer(Slot(Kind.NOTE, "NOTICE")).words.value == "The last word"


def test_that_the_seal_is_refused_if_something_came_to_be_owed_meanwhile(ready: Hand) -> None:
    ready.press(CheckAction.SEAL)
    say(ready, Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail()))
    assert not ready.has(CheckAction.CONFIRM_SEAL)
    ready.page.handle(Pressed(CheckAction.CONFIRM_SEAL))
    assert ready.told == ["SEAL-OWES"]


def test_that_pressing_twice_seals_once(ready: Hand) -> None:
    ready.press(CheckAction.SEAL)
    page = ready.page
    page.handle(Pressed(CheckAction.CONFIRM_SEAL))
    page.handle(Pressed(CheckAction.CONFIRM_SEAL))
    assert ready.told == []
    assert ready.route == SealedSession(ready.session)


def test_that_paper_is_one_press_away(check: Hand) -> None:
    check.press(CheckAction.PRINT)
    assert check.route == PrintSheets(check.session)


def test_that_finishing_without_the_seal_leaves_the_session_unfinished(ready: Hand) -> None:
    ready.press(SessionAction.NEXT)
    assert ready.route == Home()
    assert ready.office.open_vault.people.load_agenda(ready.office.today).unfinished


def test_that_the_seal_is_the_one_primary_action_but_never_its_second_press(ready: Hand) -> None:
    def primaries() -> list[str]:
        return [part.key for part in inside(ready.screen) if isinstance(part, Button) and part.look == "primary"]

    assert (ready.screen.primary, primaries()) == (CheckAction.SEAL, [CheckAction.SEAL])
    ready.press(CheckAction.SEAL)
    assert (ready.screen.primary, primaries()) == ("", [CheckAction.CONFIRM_SEAL])


def test_that_answers_stand_in_the_order_of_the_pages_and_a_changed_one_stays_where_it_was(check: Hand) -> None:
    say(check, Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail("yes")))
    for item in ("K-S1-IND-01", "K-S1-IND-02"):
        say(check, Kind.INDICATOR, item, answer(item, FlagDetail(on=True)))
    say(check, Kind.INDICATOR, "K-S1-IND-01", answer("again", FlagDetail(on=True)))
    shown = [name for name in rows(check) if name.startswith(("indicator", "children"))]
    assert shown == ["indicator:K-S1-IND-01:", "indicator:K-S1-IND-02:", "children:CHILDREN:"]


def test_that_what_the_worker_says_of_the_talk_itself_is_nobodys_confidence(check: Hand) -> None:
    say(check, Kind.GATE, "G-ALONE", answer(detail=ChoiceDetail("yes")))
    assert rows(check)["gate:G-ALONE:"].chips == ()


@pytest.mark.parametrize("text", ["He \0 rang.", "He \udc00 rang."])
def test_that_the_seal_waits_for_a_text_that_stands_on_the_screen_only(ready: Hand, text: str) -> None:
    ready.open(SessionPage.NOTICE)
    note = key_of(Kind.NOTE, "NOTICE", "words")
    ready.write(note, text)
    ready.open(SessionPage.CHECK)
    assert (note, "must") in owed(ready)
    assert not ready.find(Button, CheckAction.SEAL).enabled
    ready.page.handle(Pressed(CheckAction.CONFIRM_SEAL))
    assert ready.told[-1].startswith("REF-TEXT")
    ready.press(f"{CHANGE_PREFIX}notice:{note}")
    ready.write(note, "He rang.")
    ready.open(SessionPage.CHECK)
    ready.press(CheckAction.SEAL)
    ready.press(CheckAction.CONFIRM_SEAL)
    assert ready.kept().get_answer(Slot(Kind.NOTE, "NOTICE")).words.value == "He rang."


def test_that_a_text_of_which_nothing_was_taken_does_not_hold_the_seal(ready: Hand) -> None:
    ready.open(SessionPage.NOTICE)
    note = key_of(Kind.NOTE, "NOTICE", "words")
    ready.page.handle(TextTooLong(note, 5000000))
    ready.open(SessionPage.CHECK)
    assert ready.find(Button, CheckAction.SEAL).enabled
