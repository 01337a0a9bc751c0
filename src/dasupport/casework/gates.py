"""Start gate: reasons not to ask about abuse now, as small functions over the answers, each with its source."""

from collections.abc import Callable
from dataclasses import dataclass

from dasupport.casework.entry import Kind, Slot
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record

PRIVATE, PRESENT, CHILDREN, SOBER, TIME, INTERPRETER, PLACE, COMPANY = (
    "G-PRIVATE",
    "G-PRESENT",
    "G-CHILDREN",
    "G-SOBER",
    "G-TIME",
    "G-INTERPRETER",
    "G-PLACE",
    "G-COMPANY",
)
QUESTIONS = (PLACE, COMPANY, PRIVATE, PRESENT, CHILDREN, SOBER, INTERPRETER, TIME)
"""Every question of the start gate, in the order of a visit."""

ALLOWING_ANSWERS: dict[str, tuple[str, ...]] = {
    PLACE: ("office", "other", "remote"),
    COMPANY: ("with",),
    PRIVATE: ("yes",),
    PRESENT: ("alone", "worker"),
    CHILDREN: ("no",),
    SOBER: ("yes",),
    INTERPRETER: ("none", "independent"),
    TIME: ("yes",),
}
"""The answers to each question that allow going on. Every other answer stops, including one that no rule
knows.
"""

STOPPING_ANSWERS: dict[str, tuple[str, ...]] = {
    PLACE: ("home",),
    COMPANY: ("told", "nobody"),
    PRIVATE: ("no", "unsure"),
    PRESENT: ("close", "someone"),
    CHILDREN: ("baby", "yes", "unsure"),
    SOBER: ("no", "unsure"),
    INTERPRETER: ("close", "needed"),
    TIME: ("no",),
}
"""The other answers that a pack offers for each question."""

USING_SIGN_PREFIX = "K-S1-IND"
"""Prefix of the id of a sign of using abuse; every other sign is a sign of experiencing it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A reason to wait: the pack item that explains it, and whether the worker may override it."""

    item: str
    may_override: bool = False


@dataclass(frozen=True, slots=True)
class GateAnswers:
    """The answers of the start gate. An empty answer means not answered, never yes."""

    private: str = ""
    present: str = ""
    children: str = ""
    sober: str = ""
    time: str = ""
    interpreter: str = ""
    place: str = ""
    company: str = ""
    presenting: Presenting = Presenting.NOT_CLEAR
    signs_of_use: bool = False

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the answers to all questions of the gate."""
        return (
            self.private,
            self.present,
            self.children,
            self.sober,
            self.time,
            self.interpreter,
            self.place,
            self.company,
        )

    @property
    def is_suspected(self) -> bool:
        """Return True if this person may be using abuse, as far as anything recorded says."""
        return self.signs_of_use or self.presenting is not Presenting.EXPERIENCING


def check_answered(setting: GateAnswers) -> Stop | None:
    """Stop if any question is unanswered: no answer is not a yes."""
    return None if all(setting.answers) else Stop("STOP-UNANSWERED")


def is_stopping(question: str, answer: str) -> bool:
    """Return True if an answer stops. An empty answer does not: `check_answered` handles it."""
    return bool(answer) and answer not in ALLOWING_ANSWERS[question]


def check_privacy(setting: GateAnswers) -> Stop | None:
    """K-S2-SAFE-01, A-22.4.6-07, A-22.4.9-IND-04: stop if the place is not private."""
    return Stop("STOP-PRIVATE") if is_stopping(PRIVATE, setting.private) else None


def check_present(setting: GateAnswers) -> Stop | None:
    """K-BOTH-04, A-22.4.7-04: never ask in front of the other party, family or friends."""
    return Stop("STOP-PRESENT") if is_stopping(PRESENT, setting.present) else None


def check_children(setting: GateAnswers) -> Stop | None:
    """A-22.4.6-07: privacy from children must be complete too; a baby in arms is left to the worker's judgement."""
    if setting.children == "baby":
        return Stop("STOP-BABY", may_override=True)
    return Stop("STOP-CHILDREN") if is_stopping(CHILDREN, setting.children) else None


def check_sober(setting: GateAnswers) -> Stop | None:
    """K-BOTH-06: do not talk about the abuse while the person is under the influence."""
    if setting.sober == "unsure":
        return Stop("STOP-SOBER-UNSURE", may_override=True)
    return Stop("STOP-SOBER") if is_stopping(SOBER, setting.sober) else None


def check_interpreter(setting: GateAnswers) -> Stop | None:
    """A-22.4.7-05: stop if the interpreter is close to the person, or one is needed."""
    return Stop("STOP-INTERPRETER") if is_stopping(INTERPRETER, setting.interpreter) else None


def check_time(setting: GateAnswers) -> Stop | None:
    """A-22.4.9-IND-03: asking is not put off lightly, so the worker may override this stop."""
    return Stop("STOP-TIME", may_override=True) if is_stopping(TIME, setting.time) else None


def check_solo_visit(setting: GateAnswers) -> Stop | None:
    """K-SAFE-05: never visit a suspected person alone at home to talk about that behaviour."""
    visit, alone = is_stopping(PLACE, setting.place), is_stopping(COMPANY, setting.company)
    return Stop("STOP-SOLO") if visit and alone and setting.is_suspected else None


def check_visit_known(setting: GateAnswers) -> Stop | None:
    """K-SAFE-02: stop if nobody knows about a visit made alone; the worker may override it."""
    unknown = is_stopping(COMPANY, setting.company) and setting.company != "told"
    return Stop("STOP-NOBODY-KNOWS", may_override=True) if unknown else None


RULES: tuple[Callable[[GateAnswers], Stop | None], ...] = (
    check_solo_visit,
    check_visit_known,
    check_privacy,
    check_present,
    check_children,
    check_sober,
    check_interpreter,
    check_time,
    check_answered,
)
"""Rules in the order in which their stops are shown: the worker's own safety first, unanswered questions
last.
"""

STOPS = (
    "STOP-SOLO",
    "STOP-NOBODY-KNOWS",
    "STOP-PRIVATE",
    "STOP-PRESENT",
    "STOP-CHILDREN",
    "STOP-BABY",
    "STOP-SOBER",
    "STOP-SOBER-UNSURE",
    "STOP-INTERPRETER",
    "STOP-TIME",
    "STOP-UNANSWERED",
)
"""Every stop that the rules can give."""


QUESTION_OF_STOP: dict[str, str] = {
    "STOP-SOLO": COMPANY,
    "STOP-NOBODY-KNOWS": COMPANY,
    "STOP-PRIVATE": PRIVATE,
    "STOP-PRESENT": PRESENT,
    "STOP-CHILDREN": CHILDREN,
    "STOP-BABY": CHILDREN,
    "STOP-SOBER": SOBER,
    "STOP-SOBER-UNSURE": SOBER,
    "STOP-INTERPRETER": INTERPRETER,
    "STOP-TIME": TIME,
}
"""The question whose answer each stop is about."""


def read_gate_answers(record: Record) -> GateAnswers:
    """Return the gate answers of a session, as far as they were given."""

    def said(item: str) -> str:
        return record.get_choice(Kind.GATE, item)

    return GateAnswers(
        private=said(PRIVATE),
        present=said(PRESENT),
        children=said(CHILDREN),
        sober=said(SOBER),
        time=said(TIME),
        interpreter=said(INTERPRETER),
        place=said(PLACE),
        company=said(COMPANY),
        presenting=record.presenting,
        signs_of_use=any(item.startswith(USING_SIGN_PREFIX) for item in record.list_flagged(Kind.INDICATOR)),
    )


def find_stops(setting: GateAnswers) -> tuple[Stop, ...]:
    """Return every reason to wait, the worker's own safety first and unanswered questions last."""
    return tuple(stop for rule in RULES if (stop := rule(setting)) is not None)


def is_overridden(record: Record, stop: Stop) -> bool:
    """Return True if this stop may be overridden and the worker did so, with a reason."""
    return stop.may_override and bool(record.get_answer(Slot(Kind.OVERRIDE, stop.item)).words)


def find_open_stops(record: Record) -> tuple[Stop, ...]:
    """Return the stops that were not overridden: they lock the abuse questions and the conversation view."""
    return tuple(stop for stop in find_stops(read_gate_answers(record)) if not is_overridden(record, stop))
