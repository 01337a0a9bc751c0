"""A sealed session: read as it was; what comes later stands below it, dated, with its reason."""

from datetime import date, timedelta, timezone

import pytest

from dasupport.casework.attributed_text import MAX_CHARACTERS, Source
from dasupport.casework.details import ChoiceDetail, FlagDetail, FollowUpDetail, StepDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Button, Checkbox, Choice, DateField, StatementRow, TextArea, TextField
from dasupport.ui.screen.intents import FieldLeft, OptionChosen, Pressed, TextTooLong, Toggled, Typed
from dasupport.ui.screen.routes import Home, PersonView, PrintSheets, SealedSession
from dasupport.ui.screens.session.sealed import ADDENDUM_REASON, ADDENDUM_WORDS, MARK_DONE, SealedAction
from dasupport.vault.data.transaction import Transaction
from tests.samples import answer, no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, inside, key_of, texts

NOTE = Slot(Kind.NOTE, "NOTICE")
FOLLOW = Slot(Kind.FOLLOW_UP, "FOLLOW-UP")


def seal(hand: Hand, lane: Lane | None = None) -> Hand:
    """A sealed session with a changed note, a sign, a follow-up and a step that was left out, kept at one go."""
    hand.meet(Presenting.USING)
    run, hand.runner.run = hand.runner.run, Lane()
    hand.office.work.open_session(hand.desk.record)
    hand.desk.commit(NOTE, answer("First thought."))
    hand.clock.move(minutes=5)
    hand.desk.commit(NOTE, answer("Second thought."))
    hand.desk.commit(Slot(Kind.INDICATOR, "K-S1-IND-01"), answer("He shouted.", FlagDetail(on=True), Source.SAW))
    hand.desk.commit(Slot(Kind.CHILDREN, "CHILDREN"), answer(detail=ChoiceDetail("none")))
    hand.desk.commit(FOLLOW, answer(detail=FollowUpDetail(date(2026, 11, 28), "call_back")))
    hand.desk.commit(Slot(Kind.STEP, "motivate"), answer("He is tired.", StepDetail("not_now")))
    said = hand.desk.record.entries

    def keep(work: Transaction) -> None:
        for made in said:
            work.entries.add_entry(made)

    hand.vault.transact(keep)
    hand.office.open_vault.sessions.seal(hand.session)
    hand.runner.run, hand.office.work.editor = run, None
    hand.go(SealedSession(hand.session))
    if lane:
        lane.go_on()
    return hand


@pytest.fixture
def sealed(hand: Hand) -> Hand:
    return seal(hand)


def told(hand: Hand, words: str) -> StatementRow:
    rows = [part for part in inside(hand.screen) if isinstance(part, StatementRow)]
    return next(row for row in rows if words in (row.words, row.value))


def chips(row: StatementRow) -> list[str]:
    return [chip.text for chip in row.chips]


def test_that_it_says_whose_record_it_is_by_code_name_and_with_which_words(sealed: Hand) -> None:
    assert sealed.texts[:2] == ["title KD-1234 1", "sub Amara Osei 21 months10 2026, 12:00 blank 1"]
    assert "sealed 21 months10 2026, 12:05" in sealed.texts


def test_that_a_statement_of_another_day_says_which_day(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    hand.clock.move(days=1)
    hand.desk.commit(NOTE, answer("The next morning."))
    hand.desk.commit(Slot(Kind.CHILDREN, "CHILDREN"), answer(detail=ChoiceDetail("none")))
    hand.office.open_vault.sessions.seal(hand.session)
    hand.office.work.editor = None
    hand.go(SealedSession(hand.session))
    assert chips(told(hand, "The next morning."))[0] == "22 months10 2026, 12:00"


def test_that_every_statement_stands_there_with_its_time_source_and_reach(sealed: Hand) -> None:
    row = told(sealed, "He shouted.")
    assert (row.label, row.value) == ("K-S1-IND-01 say", "noticed")
    assert chips(row) == ["12:05", "saw say", "confidential"]


def test_that_what_was_written_anew_is_shown_on_request(sealed: Hand) -> None:
    assert "First thought." not in sealed.texts
    sealed.press(SealedAction.HISTORY)
    assert chips(told(sealed, "First thought."))[-1] == "replaced"
    assert "replaced" not in chips(told(sealed, "Second thought."))
    sealed.press(SealedAction.HISTORY)
    assert "First thought." not in sealed.texts


def test_that_an_empty_addendum_says_so(sealed: Hand) -> None:
    sealed.press(SealedAction.ADD_ADDENDUM)
    assert sealed.fault(ADDENDUM_WORDS) == "ADDENDUM-EMPTY say ADDENDUM-EMPTY do"
    sealed.type(ADDENDUM_WORDS, "She rang.")
    assert sealed.fault(ADDENDUM_WORDS) == ""


def test_that_why_a_step_was_left_out_is_told(sealed: Hand) -> None:
    assert told(sealed, "He is tired.").value == "not_now"


def test_that_nothing_above_the_line_can_be_changed(sealed: Hand) -> None:
    fields = [
        part.key
        for part in inside(sealed.screen)
        if isinstance(part, TextArea | TextField | Choice | Checkbox | DateField)
    ]
    assert fields == [ADDENDUM_WORDS, ADDENDUM_REASON]
    assert {part.action for part in inside(sealed.screen) if isinstance(part, StatementRow)} == {"", "follow_up_done"}


@pytest.mark.parametrize(
    "intent",
    [
        FieldLeft(key_of(Kind.NOTE, "NOTICE"), "Changed."),
        Typed(key_of(Kind.NOTE, "NOTICE"), "Changed."),
        OptionChosen(key_of(Kind.CHILDREN, "CHILDREN", "value"), "yes"),
        Toggled(key_of(Kind.INDICATOR, "K-S1-IND-01", "on"), on=False),
    ],
    ids=lambda intent: type(intent).__name__,
)
def test_that_no_intent_changes_a_sealed_statement(
    sealed: Hand, intent: FieldLeft | Typed | OptionChosen | Toggled
) -> None:
    before = sealed.kept().entries
    sealed.page.handle(intent)
    assert sealed.kept().entries == before
    assert sealed.desk.record.entries == before


def test_that_an_addendum_stands_below_with_its_day_its_author_and_its_reason(sealed: Hand) -> None:
    sealed.clock.move(days=2)
    sealed.type(ADDENDUM_WORDS, "She rang.")
    sealed.write(ADDENDUM_REASON, "learned later")
    sealed.press(SealedAction.ADD_ADDENDUM)
    shown = sealed.texts
    assert shown[shown.index("She rang.") + 1] == "23 months10 2026, 12:05 · Amara Osei · because learned later"
    assert sealed.shown(ADDENDUM_WORDS) == sealed.shown(ADDENDUM_REASON) == ""
    assert [entry.answer.words.value for entry in sealed.kept().entries if entry.kind is Kind.ADDENDUM] == ["She rang."]


def test_that_an_addendum_changes_nothing_above(sealed: Hand) -> None:
    before = sealed.kept().entries
    sealed.write(ADDENDUM_WORDS, "She rang.")
    sealed.press(SealedAction.ADD_ADDENDUM)
    assert sealed.kept().entries[: len(before)] == before
    assert "because" not in " ".join(sealed.texts)


@pytest.mark.parametrize("words", ["", "   \n"])
def test_that_an_empty_addendum_does_nothing(sealed: Hand, words: str) -> None:
    before = sealed.kept().entries
    sealed.write(ADDENDUM_WORDS, words)
    sealed.write(ADDENDUM_REASON, "learned later")
    sealed.press(SealedAction.ADD_ADDENDUM)
    assert sealed.kept().entries == before
    assert sealed.shown(ADDENDUM_REASON) == "learned later"


@pytest.mark.parametrize("place", [ADDENDUM_WORDS, ADDENDUM_REASON])
@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("a\0b", "REF-TEXT-NUL"),
        ("half \ud83d", "REF-TEXT-BROKEN"),
        ("x" * (MAX_CHARACTERS + 1), "REF-TEXT-LONG"),
    ],
    ids=["nul", "surrogate", "long"],
)
def test_that_an_addendum_that_cannot_be_kept_stays_with_the_reason(
    sealed: Hand, place: str, text: str, item: str
) -> None:
    before = sealed.kept().entries
    sealed.write(ADDENDUM_WORDS, "She rang.")
    sealed.write(place, text)
    sealed.press(SealedAction.ADD_ADDENDUM)
    assert sealed.fault(place) == f"{item} say {item} do"
    assert sealed.shown(place) == text
    assert sealed.kept().entries == before
    sealed.type(place, "put right")
    assert sealed.fault(place) == ""


def test_that_far_too_much_pasted_is_said(sealed: Hand) -> None:
    sealed.page.handle(TextTooLong(ADDENDUM_WORDS, 5000000))
    assert sealed.fault(ADDENDUM_WORDS) == "REF-TEXT-LONG say REF-TEXT-LONG do"


def test_that_a_full_disk_leaves_the_addendum_where_it_was_typed(sealed: Hand) -> None:
    sealed.write(ADDENDUM_WORDS, "She rang.")
    with no_room():
        sealed.press(SealedAction.ADD_ADDENDUM)
    assert len(sealed.told) == 1
    assert sealed.shown(ADDENDUM_WORDS) == "She rang."
    sealed.press(SealedAction.ADD_ADDENDUM)
    assert sealed.shown(ADDENDUM_WORDS) == ""
    assert "She rang." in sealed.texts


def test_that_pressing_twice_adds_once(slow: Hand, lane: Lane) -> None:
    seal(slow, lane)
    slow.write(ADDENDUM_WORDS, "She rang.")
    slow.press(SealedAction.ADD_ADDENDUM)
    slow.press(SealedAction.ADD_ADDENDUM)
    lane.go_on()
    assert [entry.kind for entry in slow.kept().entries].count(Kind.ADDENDUM) == 1


def test_that_a_follow_up_can_be_marked_as_done_once(sealed: Hand) -> None:
    row = told(sealed, "call_back say · 28 months10 2026")
    sealed.press(row.key)
    row = told(sealed, "call_back say · 28 months10 2026")
    assert row.action == ""
    assert chips(row)[-1] == "follow_up_was_done"
    assert "replaced" not in chips(row)
    assert sealed.office.open_vault.people.load_agenda(date(2026, 11, 28)).due == ()


def test_that_only_a_follow_up_can_be_marked_as_done(sealed: Hand) -> None:
    able = [part.value for part in inside(sealed.screen) if isinstance(part, StatementRow) and part.action]
    assert able == ["call_back say · 28 months10 2026"]


def test_that_pressing_done_twice_says_so_once(slow: Hand, lane: Lane) -> None:
    seal(slow, lane)
    key = told(slow, "call_back say · 28 months10 2026").key
    assert key.startswith(MARK_DONE)
    slow.press(key)
    slow.page.handle(Pressed(key))
    lane.go_on()
    assert [entry.kind for entry in slow.kept().entries].count(Kind.ADDENDUM) == 1


def test_that_times_are_those_of_the_laptop(sealed: Hand) -> None:
    sealed.change(zone=timezone(timedelta(hours=2)))
    assert "sealed 21 months10 2026, 14:05" in sealed.texts


@pytest.mark.parametrize(("key", "page"), [(SealedAction.BACK, PersonView), (SealedAction.PAPER, PrintSheets)])
def test_that_paper_and_the_person_are_one_press_away(sealed: Hand, key: str, page: type) -> None:
    sealed.press(key)
    assert sealed.route == page(sealed.person if key == SealedAction.BACK else sealed.session)


def test_that_the_real_name_is_nowhere_on_it(hand: Hand) -> None:
    hand.meet(real="Marigold Pemberton")
    hand.office.open_vault.sessions.close_not_now(hand.session)
    hand.office.work.editor = None
    hand.go(SealedSession(hand.session))
    assert "Marigold" not in " ".join(texts(hand.screen))
    assert hand.find(Button, SealedAction.BACK).label == "KD-1234"


def test_that_a_half_written_addendum_is_there_again_and_is_added_only_on_purpose(sealed: Hand) -> None:
    sealed.type(ADDENDUM_WORDS, "She rang and sa")
    sealed.go(Home())
    sealed.office.work.editor = None
    sealed.go(SealedSession(sealed.session))
    assert sealed.shown(ADDENDUM_WORDS) == "She rang and sa"
    assert "addenda" not in sealed.texts
    sealed.press(SealedAction.ADD_ADDENDUM)
    assert "She rang and sa" in sealed.texts
    assert sealed.shown(ADDENDUM_WORDS) == ""
    assert sealed.kept().drafts == ()
