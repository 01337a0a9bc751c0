"""Counter-allegation profile: five equal answers a row, two plain counts on request, and no further
arithmetic.
"""

from dataclasses import dataclass

from dasupport.casework.details import ChoiceDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record

ANSWERS = ("left", "both", "right", "neither", "unknown")
"""The five answers of a row. None of them is a default; a row without one was not considered."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Number of rows noticed in each column (K-CA-TOT-01). Two counts: never compared, never stored."""

    left: int
    right: int
    considered: int


def count_totals(record: Record) -> Totals:
    """Count the current answers of the profile."""
    marks = [
        answer.detail.value
        for answer in record.get_answers(Kind.PAIR).values()
        if isinstance(answer.detail, ChoiceDetail) and answer.detail.value
    ]
    return Totals(
        left=sum(mark in ("left", "both") for mark in marks),
        right=sum(mark in ("right", "both") for mark in marks),
        considered=len(marks),
    )
