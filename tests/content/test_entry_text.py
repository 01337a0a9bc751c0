"""A statement in words: every kind can be told in every pack, and what a pack no longer knows speaks for itself."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given

from dasupport.casework.attributed_text import Reach, Source, Words
from dasupport.casework.details import (
    CheckInDetail,
    ChildDetail,
    ChoiceDetail,
    ConclusionDetail,
    ConfidentialityDetail,
    DecisionDetail,
    Detail,
    FlagDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
    SafeContactDetail,
    StepDetail,
)
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record
from dasupport.content.entry_text import DETAIL_FORMATTERS, describe_entry, describe_value, format_option, get_headline
from dasupport.content.pack import Pack, iter_items
from dasupport.content.schema import Item, Option
from tests.casework.sample_records import STEADY, records
from tests.content.pack_edits import pack as shipped
from tests.samples import answer

DAY = date(2026, 12, 1)
TOLD: dict[str, tuple[Slot, Detail, str]] = {
    "gate": (Slot(Kind.GATE, "G-SOBER"), ChoiceDetail("unsure"), "I cannot be sure"),
    "presenting": (Slot(Kind.PRESENTING, "PRESENTING"), ChoiceDetail("not_clear"), "Not clear yet"),
    "relationship": (Slot(Kind.RELATIONSHIP, "RELATIONSHIP"), ChoiceDetail("REL-OTHER"), "Another relationship"),
    "children": (Slot(Kind.CHILDREN, "CHILDREN"), ChoiceDetail("not_known"), "Not known"),
    "left": (Slot(Kind.PAIR, "K-CA-CHK-01"), ChoiceDetail("left"), "Afraid of the partner, or of more abuse"),
    "right": (Slot(Kind.PAIR, "K-CA-CHK-01"), ChoiceDetail("right"), "Neither shows nor speaks of fear"),
    "both": (Slot(Kind.PAIR, "K-CA-CHK-01"), ChoiceDetail("both"), "both"),
    "unknown": (Slot(Kind.PAIR, "K-CA-CHK-01"), ChoiceDetail("unknown"), "not known"),
    "sign": (Slot(Kind.INDICATOR, "K-S1-VIC-01"), FlagDetail(on=True), "noticed"),
    "no sign": (Slot(Kind.INDICATOR, "K-S1-VIC-01"), FlagDetail(), ""),
    "prompt": (Slot(Kind.PROMPT, "LU-ALL-4-4"), QuestionDetail("asked", answer="no"), "Asked · No"),
    "several": (
        Slot(Kind.PROMPT, "A-22.4.8-Q12"),
        QuestionDetail("asked", answer="child+self"),
        "Asked · A child being hurt or taken, What they may do to themselves",
    ),
    "turned": (
        Slot(Kind.PROMPT, "LU-REL-1-1", "turned"),
        QuestionDetail("asked", turned=True),
        "Asked · written by the person",
    ),
    "support": (Slot(Kind.SUPPORT, "SUP-VIEW"), QuestionDetail(answer="worried"), "Worried"),
    "confidentiality": (
        Slot(Kind.CONFIDENTIALITY, "CONFIDENTIALITY"),
        ConfidentialityDetail("v", "understood"),
        "the limits were said · Understood it",
    ),
    "confidentiality said": (
        Slot(Kind.CONFIDENTIALITY, "CONFIDENTIALITY"),
        ConfidentialityDetail("v"),
        "the limits were said",
    ),
    "conclusion": (
        Slot(Kind.CONCLUSION, "CONCLUSION"),
        ConclusionDetail("not_enough", DAY),
        "Not enough to say · look again on 1 Dec 2026",
    ),
    "referral": (
        Slot(Kind.REFERRAL, "REFERRAL", "SAMARITANS"),
        ReferralDetail("SAMARITANS", "given_details", explained=True),
        "Samaritans · Details given · talked through",
    ),
    "decision": (
        Slot(Kind.DECISION, "D-MARAC"),
        DecisionDetail("passed_on", "Bea", "the board", "not_asked"),
        "Passed on: my lead decides today · decided by Bea · talked over with the board · Not asked yet",
    ),
    "high risk": (Slot(Kind.VIEW, "HIGH-RISK"), ChoiceDetail("unsure"), "I am not sure"),
    "follow-up": (Slot(Kind.FOLLOW_UP, "FOLLOW-UP"), FollowUpDetail(DAY, "call_back"), "Call back · 1 Dec 2026"),
    "child": (
        Slot(Kind.CHILD, "CHILD", "1"),
        ChildDetail("Child 1", "5_10", "heard", lives_with="a grandparent"),
        "Child 1 · 5 to 10 · Heard it · a grandparent",
    ),
    "safe contact": (
        Slot(Kind.SAFE_CONTACT, "SAFE-CONTACT"),
        SafeContactDetail("text", "mornings", "none", "library"),
        "Text message · mornings · Leave no message · library",
    ),
    "check-in": (Slot(Kind.CHECK_IN, "CHECK-IN"), CheckInDetail("Deal", "Bea", "14:00"), "Deal · Bea · 14:00"),
    "step": (Slot(Kind.STEP, "ask"), StepDetail("not_now"), "left for another day"),
}
UNKNOWN: dict[Kind, Detail] = {
    Kind.GATE: ChoiceDetail("gone"),
    Kind.PRESENTING: ChoiceDetail("gone"),
    Kind.RELATIONSHIP: ChoiceDetail("gone"),
    Kind.PAIR: ChoiceDetail("gone"),
    Kind.PROMPT: QuestionDetail("gone", answer="gone+no"),
    Kind.CONFIDENTIALITY: ConfidentialityDetail("v", "gone"),
    Kind.CONCLUSION: ConclusionDetail("gone"),
    Kind.REFERRAL: ReferralDetail("gone", "gone"),
    Kind.DECISION: DecisionDetail("gone"),
    Kind.FOLLOW_UP: FollowUpDetail(label="gone"),
    Kind.CHILD: ChildDetail("1", "gone", "gone"),
    Kind.SAFE_CONTACT: SafeContactDetail("gone", leave_message="gone"),
    Kind.STEP: StepDetail("gone"),
}
ITEM = {Kind.PAIR: "K-CA-CHK-01", Kind.PROMPT: "LU-ALL-4-4", Kind.GATE: "G-SOBER", Kind.DECISION: "D-MARAC"}


@pytest.mark.parametrize("name", TOLD)
def test_that_a_choice_is_told_in_the_words_that_were_chosen(english: Pack, name: str) -> None:
    slot, detail, expected = TOLD[name]
    assert describe_value(english, slot, Answer(detail=detail)) == expected


def test_that_every_sort_of_detail_can_be_told() -> None:
    assert set(DETAIL_FORMATTERS) == set(get_args(Detail))


@pytest.mark.parametrize("kind", UNKNOWN)
def test_that_what_a_pack_no_longer_knows_speaks_for_itself(english: Pack, blank: Pack, kind: Kind) -> None:
    for pack in (english, blank):
        told = describe_entry(pack, Slot(kind, ITEM.get(kind, "GONE")), Answer(detail=UNKNOWN[kind]))
        assert "gone" in told.value


@pytest.mark.parametrize("kind", list(Kind))
def test_that_a_blank_answer_of_any_kind_has_a_name_and_says_nothing(english: Pack, blank: Pack, kind: Kind) -> None:
    for pack in (english, blank):
        told = describe_entry(pack, Slot(kind, "GONE"), Answer.blank(kind))
        assert told.label == getattr(pack.labels.kinds, kind)
        assert (told.value, told.words, told.source) == ("", "", "")


@given(whole=records())
@STEADY
def test_that_every_record_can_be_told_and_words_come_out_as_they_went_in(whole: Record) -> None:
    for pack in (shipped("en"), shipped("blank")):
        for made in whole.entries:
            told = describe_entry(pack, made.slot, made.answer)
            assert told.label
            assert told.words == made.answer.words.value
            assert told.is_known is made.answer.is_released


@pytest.mark.parametrize("written", ["{how}", "{0.__class__}", "100 %", "a+b", "<b>bold</b>", "“{”"])
def test_that_what_somebody_wrote_is_never_taken_for_a_form(english: Pack, written: str) -> None:
    slot, detail = Slot(Kind.DECISION, "D-MARAC"), DecisionDetail("passed_on", by=written, discussed_with=written)
    told = describe_entry(english, slot, Answer(Words(written), detail, reach=Reach("told_me", Words(written))))
    assert told.words == written
    assert written in told.value
    assert written in told.reach


def test_that_confidential_is_told_as_confidential(english: Pack) -> None:
    told = describe_entry(english, Slot(Kind.NOTE, "NOTICE"), answer("a", source=Source.OTHER_SAID))
    assert (told.reach, told.is_known, told.source) == ("confidential", False, "Another person said it")


def test_that_how_we_know_that_they_know_is_told_with_every_word(english: Pack) -> None:
    told = describe_entry(english, Slot(Kind.NOTE, "NOTICE"), answer("a", reach=Reach("told_me", Words("on Tuesday"))))
    assert told.reach == "the person knows (They told me before · on Tuesday)"


def test_that_words_on_how_we_know_make_nothing_known(english: Pack) -> None:
    told = describe_entry(english, Slot(Kind.NOTE, "NOTICE"), answer("a", reach=Reach("", Words("on Tuesday"))))
    assert (told.reach, told.is_known) == ("confidential", False)


@pytest.mark.parametrize("source", list(Source))
def test_that_every_source_and_every_way_of_knowing_has_words(english: Pack, blank: Pack, source: Source) -> None:
    for pack in (english, blank):
        assert format_option(pack.choices.sources, source) not in ("", source.value)


def test_that_an_item_names_its_statement_and_a_kind_does_where_there_is_none(english: Pack) -> None:
    assert describe_entry(english, Slot(Kind.INDICATOR, "K-S1-VIC-01"), Answer()).label == "Bruises"
    pair = english.profile.pairs[0]
    label = describe_entry(english, Slot(Kind.PAIR, pair.id), Answer()).label
    assert pair.left in label
    assert pair.right in label
    assert (
        describe_entry(english, Slot(Kind.EXCUSE, "K-HTA-BEH-02"), Answer()).label
        == "“It was only a push” or “just the once”"
    )
    assert describe_entry(english, Slot(Kind.NOTE, "NOTICE"), Answer()).label == "Note"


def test_that_every_item_has_a_line_by_which_it_is_known(english: Pack, blank: Pack) -> None:
    for pack in (english, blank):
        items = [item for item in iter_items(pack) if isinstance(item, Item)]
        assert [item.id for item in items if get_headline(item) in ("", item.id)] == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", ""), ("a", "A"), ("b", "B"), ("b+a", "B, A"), ("a+gone", "A, gone"), ("gone", "gone")],
)
def test_that_options_are_told_in_the_order_of_the_answer(value: str, expected: str) -> None:
    assert format_option((Option("a", "A"), Option("b", "B")), value) == expected
