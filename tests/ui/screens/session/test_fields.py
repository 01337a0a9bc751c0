"""Every sort of place on every page: what is typed, chosen, ticked and dated there stands, and what cannot does not."""

from datetime import date

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, MAX_CHARACTERS, Reach, Source, Words
from dasupport.casework.details import CheckInDetail, FlagDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Checkbox, Chip, Choice, DateField, TextArea, TextField
from dasupport.ui.screen.field_key import REACH_ASPECT, format_field_key, parse_field_key
from dasupport.ui.screen.intents import DateChosen, FieldLeft, OptionChosen, TextTooLong, Toggled, Typed
from dasupport.ui.screens.session.fields import format_citation
from tests.samples import answer
from tests.ui.samples import Hand, QuickHand, inside, key_of, keys

NOTE, SOURCE, RELEASE, KNOWN, TOLD = (
    key_of(Kind.NOTE, "NOTICE", aspect) for aspect in ("words", "source", "reach", "known", "told")
)
SIGN = key_of(Kind.INDICATOR, "K-S1-IND-01", "on")
DUE = key_of(Kind.FOLLOW_UP, "FOLLOW-UP", "due")
PLACE, TIME = (key_of(Kind.CHECK_IN, "CHECK-IN", aspect) for aspect in ("place", "time"))
UNKEEPABLE = [
    ("a\0b", "REF-TEXT-NUL"),
    ("half \ud83d", "REF-TEXT-BROKEN"),
    ("x" * (MAX_CHARACTERS + 1), "REF-TEXT-LONG"),
]
NAMES = ["nul", "surrogate", "long"]


@pytest.fixture
def noticing(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    quick.open(SessionPage.NOTICE)
    return quick


def everywhere(hand: Hand) -> list[tuple[SessionPage, str]]:
    """Every place on every page that stands for an aspect of a slot."""
    found = []
    for place in SessionPage:
        hand.open(place)
        blocks = [
            part
            for part in inside(hand.screen)
            if isinstance(part, TextArea | TextField | Choice | Checkbox | DateField)
        ]
        found += [(place, block.key) for block in blocks if parse_field_key(block.key)]
    return found


def test_that_every_place_on_every_page_takes_what_is_done_there(quick: QuickHand) -> None:
    """The generic answer to every field: whatever it is, it stands in its slot when the page is drawn again."""
    quick.meet(Presenting.NOT_CLEAR)
    for place, name in everywhere(quick):
        quick.open(place)
        block = next(part for part in inside(quick.screen) if getattr(part, "key", "") == name)
        if isinstance(block, TextArea | TextField):
            quick.write(name, "some words")
            assert quick.shown(name) == "some words"
        elif isinstance(block, Choice):
            quick.choose(name, block.options[-1].value)
            assert quick.find(Choice, name).chosen == block.options[-1].value
        elif isinstance(block, Checkbox):
            quick.tick(name)
            assert quick.find(Checkbox, name).on
        else:
            quick.date(name, date(2026, 12, 1))
            assert quick.find(DateField, name).value == date(2026, 12, 1)


def test_that_there_are_places_of_every_sort(quick: QuickHand) -> None:
    quick.meet(Presenting.NOT_CLEAR)
    assert len(everywhere(quick)) > 60
    assert len({name for _, name in everywhere(quick)}) > 50


@pytest.mark.parametrize("slot", [Slot(Kind.NOTE, "NOTICE"), Slot(Kind.CHILD, "CHILD", "2")], ids=["whole", "part"])
def test_that_a_key_leads_back_to_its_slot(slot: Slot) -> None:
    found = parse_field_key(format_field_key(slot, "words"))
    assert found is not None
    assert (found.slot, found.aspect) == (slot, "words")


@pytest.mark.parametrize("name", ["", "next", "refer:K-DIR", "note|NOTICE|words", "nothing|NOTICE||words"])
def test_that_a_key_of_another_sort_leads_to_no_slot(name: str) -> None:
    assert parse_field_key(name) is None


def test_that_a_source_is_a_choice_that_can_be_taken_back(noticing: Hand) -> None:
    noticing.choose(SOURCE, "other")
    assert noticing.answer(Kind.NOTE, "NOTICE").source is Source.OTHER_SAID
    noticing.choose(SOURCE, "")
    assert noticing.answer(Kind.NOTE, "NOTICE").source is None


def test_that_everything_is_confidential_until_somebody_says_otherwise(noticing: Hand) -> None:
    assert Chip("confidential", "held") in list(inside(noticing.screen))
    assert not noticing.has(KNOWN)
    noticing.write(NOTE, "He was loud.")
    assert noticing.answer(Kind.NOTE, "NOTICE").reach == CONFIDENTIAL


def test_that_the_ways_of_releasing_open_by_their_button_and_change_nothing_yet(noticing: Hand) -> None:
    noticing.press(RELEASE)
    assert noticing.find(Choice, KNOWN).chosen == ""
    assert noticing.desk.record.get_answers(Kind.NOTE) == {}


def test_that_a_release_says_how_we_know_and_asks_for_more_words(noticing: Hand) -> None:
    noticing.write(NOTE, "He was loud.")
    noticing.press(RELEASE)
    assert not noticing.has(TOLD)
    noticing.choose(KNOWN, "told_me")
    noticing.write(TOLD, "On Tuesday.")
    assert noticing.answer(Kind.NOTE, "NOTICE").reach == Reach("told_me", Words("On Tuesday."))


def test_that_what_was_released_says_so_when_one_comes_back(noticing: Hand) -> None:
    noticing.press(RELEASE)
    noticing.choose(KNOWN, "told_me")
    noticing.open(SessionPage.NOTICE)
    assert noticing.find(Choice, KNOWN).chosen == "told_me"
    assert not noticing.has(RELEASE)


def test_that_a_release_can_be_given_back_with_its_words(noticing: Hand) -> None:
    noticing.press(RELEASE)
    noticing.choose(KNOWN, "told_me")
    noticing.write(TOLD, "On Tuesday.")
    assert noticing.find(Choice, KNOWN).options[0].value == ""
    noticing.choose(KNOWN, "")
    assert noticing.answer(Kind.NOTE, "NOTICE").reach == CONFIDENTIAL
    assert not noticing.has(TOLD)


def test_that_a_reach_opened_for_one_statement_opens_no_other(noticing: Hand) -> None:
    noticing.tick(key_of(Kind.ROUTE, "K-S1-ROUTE-02", "on"))
    noticing.press(RELEASE)
    assert not noticing.has(key_of(Kind.ROUTE, "K-S1-ROUTE-02", "known"))


def test_that_a_tick_opens_the_place_for_what_was_seen_and_closes_it_again(noticing: Hand) -> None:
    noticing.open(SessionPage.SIGNS)
    words = key_of(Kind.INDICATOR, "K-S1-IND-01")
    assert not noticing.has(words)
    noticing.tick(SIGN)
    assert noticing.has(words)
    noticing.tick(SIGN, on=False)
    assert not noticing.has(words)
    assert noticing.answer(Kind.INDICATOR, "K-S1-IND-01").detail == FlagDetail(on=False)


def test_that_each_aspect_of_a_detail_is_kept_beside_the_others(noticing: Hand) -> None:
    noticing.open(SessionPage.GATE)
    noticing.write(PLACE, "Mill Street")
    noticing.type(TIME, "15:00")
    assert noticing.answer(Kind.CHECK_IN, "CHECK-IN").detail == CheckInDetail(place="Mill Street", time="15:00")


def test_that_a_day_in_the_past_stands_with_the_sentence(noticing: Hand) -> None:
    noticing.open(SessionPage.CONTACT)
    noticing.date(DUE, date(2026, 11, 20))
    assert noticing.find(DateField, DUE).fault == "DATE-PAST say DATE-PAST do"
    noticing.date(DUE, date(2026, 11, 21))
    assert noticing.find(DateField, DUE).fault == ""


def test_that_a_date_can_be_written_and_stands_as_it_was_understood(noticing: Hand) -> None:
    noticing.open(SessionPage.CONTACT)
    noticing.date_written(DUE, "1/12/26")
    months = noticing.pack.labels.dates.months
    assert noticing.find(DateField, DUE)[2:4] == (date(2026, 12, 1), f"1 {months[11]} 2026")
    noticing.date_written(DUE, " ")
    assert noticing.find(DateField, DUE)[2:4] == (None, "")


def test_that_a_date_that_cannot_be_read_stays_with_the_sentence_and_the_one_before_is_kept(noticing: Hand) -> None:
    noticing.open(SessionPage.CONTACT)
    noticing.date(DUE, date(2026, 12, 1))
    noticing.date_written(DUE, "soonish")
    found = noticing.find(DateField, DUE)
    assert (found.value, found.text) == (date(2026, 12, 1), "soonish")
    assert found.fault == "DATE-UNREAD say DATE-UNREAD do"
    noticing.date(DUE, date(2026, 12, 5))
    found = noticing.find(DateField, DUE)
    assert (found.value, found.fault) == (date(2026, 12, 5), "")


def test_that_days_that_are_often_meant_are_offered_from_today_on(noticing: Hand) -> None:
    noticing.open(SessionPage.CONTACT)
    assert [day for _, day in noticing.find(DateField, DUE).suggestions] == [
        date(2026, 11, 22),
        date(2026, 11, 28),
        date(2026, 12, 5),
        date(2026, 12, 19),
    ]


def test_that_a_date_can_be_taken_away_again(noticing: Hand) -> None:
    noticing.open(SessionPage.CONTACT)
    noticing.date(DUE, date(2026, 12, 1))
    noticing.date(DUE, None)
    assert noticing.find(DateField, DUE).value is None


@pytest.mark.parametrize(("text", "item"), UNKEEPABLE, ids=NAMES)
@pytest.mark.parametrize("sort", [Typed, FieldLeft])
def test_that_a_text_that_cannot_be_kept_stays_on_the_screen_with_the_reason(
    noticing: Hand, text: str, item: str, sort: type[Typed | FieldLeft]
) -> None:
    noticing.write(NOTE, "He was loud.")
    noticing.page.handle(sort(NOTE, text))
    assert noticing.fault(NOTE) == f"{item} say {item} do"
    assert noticing.shown(NOTE) == text
    assert noticing.answer(Kind.NOTE, "NOTICE").words.value == "He was loud."


@pytest.mark.parametrize(("text", "item"), UNKEEPABLE, ids=NAMES)
def test_that_a_line_that_cannot_be_kept_says_so_under_itself_and_not_under_its_neighbour(
    noticing: Hand, text: str, item: str
) -> None:
    noticing.open(SessionPage.GATE)
    noticing.type(PLACE, text)
    assert (noticing.fault(PLACE), noticing.fault(TIME)) == (f"{item} say {item} do", "")
    assert noticing.answer(Kind.CHECK_IN, "CHECK-IN").detail == CheckInDetail()


def test_that_a_text_put_right_is_kept_and_the_reason_goes(noticing: Hand) -> None:
    noticing.type(NOTE, "a\0b")
    noticing.type(NOTE, "ab")
    assert (noticing.fault(NOTE), noticing.shown(NOTE)) == ("", "ab")
    assert noticing.answer(Kind.NOTE, "NOTICE").words.value == "ab"


def test_that_another_answer_on_the_same_statement_does_not_wipe_what_was_typed(noticing: Hand) -> None:
    noticing.type(NOTE, "a\0b")
    noticing.choose(SOURCE, "saw")
    assert noticing.shown(NOTE) == "a\0b"
    assert noticing.fault(NOTE)
    assert noticing.answer(Kind.NOTE, "NOTICE") == answer(source=Source.SAW)


def test_that_what_could_not_be_kept_is_still_there_when_one_comes_back_to_the_page(noticing: Hand) -> None:
    noticing.type(NOTE, "a\0b")
    noticing.open(SessionPage.SIGNS)
    noticing.open(SessionPage.NOTICE)
    assert noticing.shown(NOTE) == "a\0b"


def test_that_far_too_much_pasted_is_said_and_what_stood_there_stays(noticing: Hand) -> None:
    noticing.write(NOTE, "He was loud.")
    noticing.page.handle(TextTooLong(NOTE, 5000000))
    assert noticing.fault(NOTE) == "REF-TEXT-LONG say REF-TEXT-LONG do"
    assert noticing.shown(NOTE) == "He was loud."
    noticing.type(NOTE, "He was loud!")
    assert noticing.fault(NOTE) == ""


@pytest.mark.parametrize(
    "intent",
    [
        OptionChosen(SOURCE, "saw"),
        Typed(NOTE, "x"),
        FieldLeft(NOTE, "x"),
        Toggled(SIGN, on=True),
        DateChosen(DUE, date(2026, 12, 1)),
    ],
    ids=lambda intent: type(intent).__name__,
)
def test_that_every_sort_of_intent_changes_its_slot(
    noticing: Hand, intent: OptionChosen | Typed | FieldLeft | Toggled | DateChosen
) -> None:
    before = noticing.desk.record
    noticing.page.handle(intent)
    assert noticing.desk.record != before


def test_that_small_print_says_where_an_item_comes_from_and_that_nobody_signed_it_off(english: Pack) -> None:
    prompt = english.items["LU-MONEY-1-1"]
    assert (
        format_citation(english, prompt) == f"{prompt.source} · our own wording · not yet signed off by a practitioner"
    )


def test_that_no_two_places_of_a_page_take_the_same_words(noticing: Hand) -> None:
    names = [name for name in keys(noticing.screen) if name.endswith("|words")]
    assert len(names) == len(set(names)) > 0


def test_that_what_somebody_else_said_says_that_it_stays_confidential_until_it_says_how_we_know(noticing: Hand) -> None:
    note = Slot(Kind.NOTE, "NOTICE")
    noticing.write(NOTE, "His sister rang.")
    noticing.choose(format_field_key(note, "source"), "other")
    noticing.press(format_field_key(note, REACH_ASPECT))
    noticing.choose(format_field_key(note, "known"), "this_talk")
    assert noticing.fault(format_field_key(note, "told")) == "how_needed"
    assert not noticing.answer(Kind.NOTE, "NOTICE").is_released
    noticing.write(format_field_key(note, "told"), "He was beside her when she rang.")
    assert noticing.fault(format_field_key(note, "told")) == ""
    assert noticing.answer(Kind.NOTE, "NOTICE").is_released
