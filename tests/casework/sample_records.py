"""Random records for properties: any kinds, reaches, sources, words, drafts, and chains of what supersedes what."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from dasupport.casework import concerns, gates, outstanding
from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source, Words
from dasupport.casework.details import (
    ChoiceDetail,
    DecisionDetail,
    Detail,
    FlagDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
    StepDetail,
)
from dasupport.casework.entry import Answer, Draft, Entry, Slot
from dasupport.casework.kinds import DETAIL_OF, Kind
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from dasupport.casework.steps import Step
from tests.samples import NOON, person, session

STEADY = settings(derandomize=True, deadline=None, max_examples=60, database=None)
"""The same examples on every machine, and no race with a clock."""

ITEMS: dict[Kind, tuple[str, ...]] = {
    Kind.GATE: gates.QUESTIONS,
    Kind.OVERRIDE: ("STOP-TIME", "STOP-SOLO"),
    Kind.INDICATOR: ("K-S1-IND-01", "K-S1-IND-04", "K-S1-VIC-01"),
    Kind.FORM: ("K-DEF-03", "K-DEF-06"),
    Kind.PRESENTING: (PRESENTING_ITEM,),
    Kind.CHILDREN: (outstanding.CHILDREN_ITEM,),
    Kind.COUNTER: ("COUNTER",),
    Kind.CONSENT: (outstanding.CONSENT_ITEM,),
    Kind.CLOSING: (outstanding.CLOSING_ITEM,),
    Kind.CONCLUSION: (outstanding.CONCLUSION_ITEM,),
    Kind.CONFIDENTIALITY: (outstanding.CONFIDENTIALITY_ITEM,),
    Kind.COORDINATION: (outstanding.COORDINATION_ITEM, outstanding.DISCUSSED_ITEM),
    Kind.DECISION: tuple(concerns.DECISIONS),
    Kind.STEP: tuple(Step),
}
VALUES = ("", "yes", "no", "unsure", "home", "nobody", "shared_without", "left", "both", "right")
STATED = ("using", "experiencing", "not_clear")
RAISES = ("", "", "drink", "danger", "high_risk+children")
TEXTS = ("", "He shouted.", "She said: “never again”.")
Sketch = tuple[Kind, int, str, Source | None, bool, str, bool]

OFTEN = (Kind.REFERRAL, Kind.NEXT_STEP, Kind.PROMPT, Kind.INDICATOR, Kind.GATE, Kind.EXCUSE, Kind.COUNTER)
"""The kinds on which most turns, so that examples meet them in chains."""

SKETCHES: st.SearchStrategy[Sketch] = st.tuples(
    st.sampled_from((*Kind, *OFTEN * 4)),
    st.integers(0, 9),
    st.sampled_from(TEXTS),
    st.sampled_from((None, *Source)),
    st.booleans(),
    st.sampled_from(RAISES),
    st.booleans(),
)


def slot_of(kind: Kind, pick: int) -> Slot:
    items = ITEMS.get(kind, ("ITEM-1", "ITEM-2"))
    return Slot(kind, items[pick % len(items)])


def detail_of(kind: Kind, pick: int, raises: str) -> Detail | None:
    """A detail of the kind, with something in it that the rules look at."""
    made = DETAIL_OF.get(kind)
    if made is None:
        return None
    choices: dict[type[Detail], Detail] = {
        ChoiceDetail: ChoiceDetail(STATED[pick % 3] if kind is Kind.PRESENTING else VALUES[pick], raises),
        FlagDetail: FlagDetail(pick % 3 != 0, raises),
        QuestionDetail: QuestionDetail(("", "asked", "not_today")[pick % 3], answer=VALUES[pick], raises=raises),
        DecisionDetail: DecisionDetail(("", "referred", "passed_on")[pick % 3], by="Sister Mary"),
        ReferralDetail: ReferralDetail(f"service-{pick % 2}", ("", "sent", "withdrawn")[pick % 3]),
        FollowUpDetail: FollowUpDetail(date(2026, 12, 1) if pick % 2 else None, "call_back"),
        StepDetail: StepDetail(("", "done", "not_now")[pick % 3]),
    }
    return choices.get(made, made())


def answer_of(sketch: Sketch) -> Answer:
    kind, pick, text, source, known, raises, _ = sketch
    return Answer(Words(text), detail_of(kind, pick, raises), source, Reach("told_me") if known else CONFIDENTIAL)


def entries_of(sketches: list[Sketch], name: str = "e") -> tuple[Entry, ...]:
    """Statements in order; some supersede the one that stood in their slot, some supersede any other."""
    made: list[Entry] = []
    for number, sketch in enumerate(sketches):
        kind, pick, *_, again = sketch
        slot = slot_of(kind, pick)
        before = next((entry for entry in reversed(made) if entry.slot == slot), None)
        other = made[pick] if again and pick < len(made) else None
        gone = before or other
        made.append(
            Entry(f"{name}{number}", "s1", "Amara Osei", NOON, slot, answer_of(sketch), gone.id if gone else "")
        )
    return tuple(made)


def drafts_of(sketches: list[Sketch]) -> tuple[Draft, ...]:
    made = {slot_of(sketch[0], sketch[1]): answer_of(sketch) for sketch in sketches}
    return tuple(Draft("s1", slot, answer, NOON) for slot, answer in made.items())


def record_of(entries: list[Sketch], drafts: list[Sketch], earlier: list[Sketch]) -> Record:
    return Record(session(), person(), entries_of(entries), drafts_of(drafts), entries_of(earlier, "old"))


def records() -> st.SearchStrategy[Record]:
    """Whole records: entries, half-written answers and what earlier sessions left."""
    few = st.lists(SKETCHES, max_size=3)
    return st.builds(record_of, st.lists(SKETCHES, max_size=8), few, few)


def filled(answer: Answer, mark: str) -> Answer:
    """The same answer with a mark in every piece of free text that it can hold."""
    free = ("place", "knows", "time", "ring", "times", "code_word", "label", "lives_with", "by", "discussed_with")
    detail = answer.detail
    if detail is not None:
        own = {part.name: mark for part in fields(detail) if part.name in free}
        detail = replace(detail, **own)  # type: ignore[arg-type] # a union of dataclasses
    return Answer(Words(mark), detail, answer.source, replace(answer.reach, told=Words(mark)))
