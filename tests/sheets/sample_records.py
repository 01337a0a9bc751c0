"""Random records for the properties of paper: every text that anybody could type is a word of its own, to look for."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source, Words
from dasupport.casework.details import Detail, ReferralDetail
from dasupport.casework.entry import Answer, Draft, Entry, Slot
from dasupport.casework.kinds import DETAIL_OF, Kind
from dasupport.casework.session_record import Record
from tests.samples import NOON, person, session
from tests.sheets.sample_sheets import ANYONE, EXPERIENCING, TODAY, USING

STEADY = settings(derandomize=True, deadline=None, max_examples=60, database=None)
FREE = {"place", "knows", "time", "ring", "times", "code_word", "label", "lives_with", "by", "discussed_with"}
"""The fields of details in which somebody types."""
ALPHABETS = ("qzxvwkjyhg", "ψξζφθλμπσκ", "щжхцчшэюяф", "ظغضصعطكلمس")
"""Ten letters each, for ten digits, in which no word of a pack is written alike."""


def token(number: int, alphabet: int) -> str:
    """A word that stands nowhere else."""
    letters = ALPHABETS[alphabet % len(ALPHABETS)]
    return "".join(letters[int(digit)] for digit in f"{number:05d}{number % 7}{number % 9}")


NOTHING = 99


@dataclass(frozen=True, slots=True)
class Sketch:
    """What becomes an entry once it is known which others there are."""

    kind: Kind
    known: bool
    source: Source | None
    alphabet: int
    service: int
    state: int
    replaces: int
    """Which of the entries before it this one supersedes; none of them if there are not so many."""


SKETCHES = st.builds(
    Sketch,
    st.sampled_from((*Kind, *(Kind.REFERRAL, Kind.NEXT_STEP, Kind.INDICATOR) * 8)),
    st.booleans(),
    st.sampled_from((None, *Source)),
    st.integers(0, 3),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from((*range(8), *(NOTHING,) * 8)),
)


def entries(sketches: list[Sketch], numbers: Iterator[int]) -> tuple[Entry, ...]:
    made: list[Entry] = []
    for place, sketch in enumerate(sketches):
        slot = Slot(sketch.kind, token(next(numbers), sketch.alphabet), token(next(numbers), sketch.alphabet))
        gone = made[sketch.replaces].id if sketch.replaces < len(made) else ""
        reason = Words(token(next(numbers), sketch.alphabet))
        said = answer(sketch, numbers)
        made.append(Entry(f"e{place}-{next(numbers)}", "s1", "Amara Osei", NOON, slot, said, gone, reason))
    return tuple(made)


def answer(sketch: Sketch, numbers: Iterator[int]) -> Answer:
    reach = Reach("told_me" if sketch.known else "", Words(token(next(numbers), sketch.alphabet)))
    return Answer(Words(token(next(numbers), sketch.alphabet)), detail(sketch, numbers), sketch.source, reach)


def detail(sketch: Sketch, numbers: Iterator[int]) -> Detail | None:
    """The detail of a kind with a word of its own in every field that somebody can type in."""
    if sketch.kind is Kind.REFERRAL:
        state = ("given_details", "sent", "withdrawn")[sketch.state]
        return ReferralDetail(
            (USING, EXPERIENCING, ANYONE)[sketch.service], state, explained=True, number_checked=TODAY
        )
    made = DETAIL_OF[sketch.kind]() if sketch.kind in DETAIL_OF else None
    if made is None:
        return None
    typed = {part.name: token(next(numbers), sketch.alphabet) for part in fields(made) if part.name in FREE}
    return replace(made, **typed)  # type: ignore[arg-type] # a union of dataclasses


KNOWN_TO_THEM = tuple(
    Sketch(kind, known=True, source=None, alphabet=alphabet, service=service, state=0, replaces=NOTHING)
    for kind, alphabet, service in ((Kind.REFERRAL, 0, 0), (Kind.REFERRAL, 1, 2), (Kind.NEXT_STEP, 3, 0))
)
"""What lets a sheet be made at all; anything after it may take it back."""


def record_of(now: list[Sketch], drafts: list[Sketch], earlier: list[Sketch]) -> Record:
    numbers = count(1)
    kept = entries([*KNOWN_TO_THEM, *now], numbers)
    half = {Slot(sketch.kind, "ITEM"): answer(sketch, numbers) for sketch in drafts}
    written = tuple(Draft("s1", slot, said, NOON) for slot, said in half.items())
    left = [replace(sketch, kind=Kind.SAFE_CONTACT) for sketch in earlier]
    return Record(session(), person(), kept, written, entries(left, numbers))


def records() -> st.SearchStrategy[Record]:
    few = st.lists(SKETCHES, max_size=3)
    return st.builds(record_of, st.lists(SKETCHES, max_size=8), few, few)


def tokens(*answers: Answer) -> set[str]:
    """Every word in these answers that somebody typed."""
    found = set()
    for said in answers:
        parts = [getattr(said.detail, part.name) for part in fields(said.detail)] if said.detail else []
        typed = [said.words.value, said.reach.told.value, *(part for part in parts if isinstance(part, str))]
        found |= {text for text in typed if text and text[0] in "".join(ALPHABETS) and "_" not in text}
    return found - {"given_details", "sent", "withdrawn"}


def around(entry: Entry) -> set[str]:
    """What was typed about an entry besides its answer."""
    return {entry.reason.value, entry.slot.item, entry.slot.part}


def everything(made: Record) -> set[str]:
    """Every word that anybody typed anywhere in a record."""
    kept = (*made.entries, *made.earlier_entries)
    said = tokens(*(entry.answer for entry in kept), *(draft.answer for draft in made.drafts))
    return said.union(*(around(entry) for entry in kept))


def confidential_gone(made: Record) -> Record:
    """The record without what is confidential, and without what that had replaced."""
    gone = {entry.id for entry in made.entries if not entry.answer.reach.is_known}
    before = {entry.id: entry.supersedes for entry in made.entries if entry.supersedes}
    for id in tuple(gone):
        while id in before:
            id = before[id]
            gone.add(id)
    kept = tuple(entry for entry in made.entries if entry.id not in gone)
    return replace(made, entries=kept, drafts=(), earlier_entries=())


def confidential_changed(made: Record) -> Record:
    """The record with other words wherever it is confidential, and other reasons, reaches and drafts anywhere."""
    changed = tuple(_changed(entry) for entry in made.entries)
    return replace(
        made, entries=changed, drafts=(), earlier_entries=tuple(_changed(entry) for entry in made.earlier_entries)
    )


def _changed(entry: Entry) -> Entry:
    said, other = entry.answer, Words("Something else altogether, and much longer than what stood here before.")
    if not said.reach.is_known:
        free = {part.name: other.value for part in fields(said.detail) if part.name in FREE} if said.detail else {}
        detail = replace(said.detail, **free) if said.detail else None  # type: ignore[arg-type] # as above
        said = replace(said, words=other, detail=detail, source=Source.OPINION)
    elsewhere = replace(said, reach=replace(said.reach, told=other) if said.reach.is_known else CONFIDENTIAL)
    return replace(entry, answer=elsewhere, reason=other)
