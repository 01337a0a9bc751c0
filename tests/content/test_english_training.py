"""The made-up people of training and of the tour: their records are such as we want real ones to be."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dasupport import tour
from dasupport.actions.training_data import build_answer
from dasupport.casework.attributed_text import SEPARATOR, Source
from dasupport.casework.details import (
    ChildDetail,
    ChoiceDetail,
    ConclusionDetail,
    DecisionDetail,
    QuestionDetail,
    SafeContactDetail,
)
from dasupport.casework.entry import Slot
from dasupport.casework.gates import find_open_stops
from dasupport.casework.kinds import DETAIL_OF, Kind
from dasupport.casework.outstanding import find_outstanding
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record
from dasupport.content.load import PACKS_FOLDER, load_pack
from dasupport.content.pack import Pack
from dasupport.content.schema import Option
from dasupport.content.training import TrainingCase, TrainingSession, TrainingStatement
from tests.samples import NOON, entry, record

ITEMLESS = {Kind.NOTE, Kind.RELATIONSHIP, Kind.CHILD, Kind.SAFE_CONTACT, Kind.FOLLOW_UP, Kind.CONCLUSION}
"""The kinds whose place is no item of the pack."""
WITH_SOURCE = {Kind.ROUTE, Kind.INDICATOR, Kind.FORM, Kind.NOTE, Kind.CHILD, Kind.PROMPT, Kind.DISCLOSURE}
"""The kinds on whose page one says whose knowledge it is."""
JUDGES = re.compile(
    r"\b(calmly|clearly|obviously|aggressive|hysterical|difficult|manipulat\w+|refus\w+|claims?|alleg\w+|admit\w*|"
    r"for me to agree|looked at me)\b",
    re.IGNORECASE,
)
"""What belongs to an opinion, or sets a person's word in doubt."""
ENGLISH = load_pack(PACKS_FOLDER / "en")
MEETINGS = [(case, meeting) for case in ENGLISH.training.cases for meeting in case.meetings]
NAMES = [f"{case.code_name}, {number}" for case in ENGLISH.training.cases for number in range(len(case.meetings))]
every_meeting = pytest.mark.parametrize(("case", "meeting"), MEETINGS, ids=NAMES)


def kept(case: TrainingCase, meeting: TrainingSession) -> Record:
    """The record that such a meeting leaves."""
    presents = TrainingStatement("presenting", "PRESENTING", detail={"value": case.presenting})
    made = [
        entry(slot.kind, slot.item, build_answer(ENGLISH, slot, said, NOON.date()), part=slot.part)
        for said in (presents, *meeting.statements)
        if (slot := Slot(Kind(said.kind), said.item, said.part))
    ]
    return record(*made)


def offered(pack: Pack, said: TrainingStatement) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """Each answer of a statement with the answers that the page offers for it."""
    item, kind = pack.items.get(said.item), Kind(said.kind)
    detail = {name: str(value) for name, value in said.detail.items()}
    answers = getattr(item, "answers", ()) or getattr(item, "options", ()) or getattr(item, "outcomes", ())
    if DETAIL_OF.get(kind) is QuestionDetail:
        yield detail.get("outcome", ""), pack.choices.outcomes
        yield detail.get("answer", ""), answers
    elif DETAIL_OF.get(kind) is ChoiceDetail and kind not in (Kind.RELATIONSHIP, Kind.PAIR):
        yield detail["value"], answers
    elif DETAIL_OF.get(kind) is DecisionDetail:
        yield detail["outcome"], answers
        yield detail["consent"], pack.refer.decision_consent
    elif DETAIL_OF.get(kind) is ChildDetail:
        yield detail["age"], pack.identify.child_ages
        yield detail["exposure"], pack.identify.child_exposure
    elif DETAIL_OF.get(kind) is SafeContactDetail:
        yield detail["way"], pack.gate.contact_ways
        yield detail["leave_message"], pack.gate.message_left
    elif DETAIL_OF.get(kind) is ConclusionDetail:
        yield detail["state"], pack.profile.conclusions
    elif kind is Kind.FOLLOW_UP:
        yield detail["label"], pack.refer.follow_ups


@every_meeting
def test_that_each_statement_stands_where_the_pack_has_a_place_for_it(
    case: TrainingCase, meeting: TrainingSession
) -> None:
    lost = [
        said.item for said in meeting.statements if Kind(said.kind) not in ITEMLESS and said.item not in ENGLISH.items
    ]
    assert lost == []


@every_meeting
def test_that_each_answer_is_one_that_the_page_offers(case: TrainingCase, meeting: TrainingSession) -> None:
    strange = [
        (said.item, value)
        for said in meeting.statements
        for value, options in offered(ENGLISH, said)
        if value and not set(value.split(SEPARATOR)) <= {option.value for option in options}
    ]
    assert strange == []


@every_meeting
def test_that_the_gate_is_answered_and_lets_the_talk_go_on(case: TrainingCase, meeting: TrainingSession) -> None:
    assert find_open_stops(kept(case, meeting)) == ()


@every_meeting
def test_that_a_sealed_conversation_owes_nothing(case: TrainingCase, meeting: TrainingSession) -> None:
    if meeting.sealed:
        assert find_outstanding(kept(case, meeting)) == ()


@every_meeting
def test_that_what_the_person_said_says_that_they_know_and_hearsay_never_does(
    case: TrainingCase, meeting: TrainingSession
) -> None:
    for said in meeting.statements:
        assert said.source == "" or Kind(said.kind) in WITH_SOURCE, said.item
        if said.source in (Source.PERSON_SAID, Source.OTHER_SAID):
            assert (said.known != "") == (said.source == Source.PERSON_SAID), said.item


@every_meeting
def test_that_what_was_seen_and_said_is_told_without_judging(case: TrainingCase, meeting: TrainingSession) -> None:
    told = [(said.item, said.words) for said in meeting.statements if said.source in ("saw", "person")]
    assert [pair for pair in told if JUDGES.search(pair[1])] == []
    assert JUDGES.search("Spoke calmly, looked at me for agreement.")


@every_meeting
def test_that_a_mark_or_an_answer_that_somebody_relies_on_has_words(
    case: TrainingCase, meeting: TrainingSession
) -> None:
    bare = [
        said.item
        for said in meeting.statements
        if Kind(said.kind) in WITH_SOURCE and said.detail.get("outcome") != "not_today" and not said.words
    ]
    assert bare == []


@every_meeting
def test_that_the_profile_is_opened_for_its_reason_only_and_ends_in_words(
    case: TrainingCase, meeting: TrainingSession
) -> None:
    kinds = {Kind(said.kind) for said in meeting.statements}
    if Kind.PAIR in kinds:
        assert {Kind.COUNTER, Kind.CONCLUSION} <= kinds
        words = next(said.words for said in meeting.statements if said.kind == "conclusion")
        assert "each" in words
        assert "risk assessment" in words


def test_that_safe_here_and_safe_later_are_two_answers() -> None:
    now = {said.item: said for said in ENGLISH.training.cases[1].meetings[1].statements}
    assert (now["A-22.4.8-Q10"].detail["answer"], now["A-22.4.8-Q11"].detail["answer"]) == ("yes", "no")
    assert re.search(r"\byes\b", now["A-22.4.8-Q10"].words)
    assert re.search(r"\b[Nn]o\b", now["A-22.4.8-Q11"].words)


def test_that_there_is_one_of_each_way_to_present() -> None:
    assert {case.presenting for case in ENGLISH.training.cases} == set(Presenting)


def test_that_the_tour_types_every_word_that_is_there_for_it() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(tour.__file__).parent.glob("*.py"))
    assert [name for name in ENGLISH.tour.words if f'"{name}"' not in code] == []


def test_that_the_tour_says_of_the_phone_line_what_the_directory_says() -> None:
    words = ENGLISH.tour.words
    assert "nobody else is contacted" in ENGLISH.services["K-DIR-RESP"].who_is_contacted.lower()
    assert "nobody else is contacted" in words["referral"]
    assert not re.search(r"the programme\b", words["coordination"])


def test_that_the_tour_tells_what_was_seen_and_said_without_judging() -> None:
    opinions = {"view", "conclusion", "high_risk"}
    said = {name: text for name, text in ENGLISH.tour.words.items() if name not in opinions}
    assert [name for name, text in said.items() if JUDGES.search(text)] == []
