"""Start gate: reasons not to ask about abuse now, as one table, each with its source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record

PLACE, COMPANY = "G-PLACE", "G-COMPANY"
USING_SIGN_PREFIX = "K-S1-IND"
"""Prefix of the id of a sign of using abuse; every other sign is a sign of experiencing it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A reason to wait: the pack item that explains it, and whether the worker may override it."""

    item: str
    may_override: bool = False


@dataclass(frozen=True, slots=True)
class GateAnswers:
    """The answers of the start gate by question. An empty or missing answer means not answered, never yes."""

    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    presenting: Presenting = Presenting.NOT_CLEAR
    signs_of_use: bool = False

    def get_answer(self, question: str) -> str:
        """Return the answer to a question; empty if there is none."""
        return self.answers.get(question, "")

    @property
    def is_complete(self) -> bool:
        """Return True if every question is answered."""
        return all(self.get_answer(question) for question in QUESTIONS)

    @property
    def is_suspected(self) -> bool:
        """Return True if this person may be using abuse, as far as anything recorded says."""
        return self.signs_of_use or self.presenting is not Presenting.EXPERIENCING


def is_suspected_at_home(given: GateAnswers) -> bool:
    """Return True if the visit may be to the home of somebody suspected: any place that does not let on."""
    return given.is_suspected and GATE_OF[PLACE].is_stopping(given.get_answer(PLACE))


@dataclass(frozen=True, slots=True)
class StopRule:
    """One stop of a gate, with the ids of its sources.

    It stops for every answer that does not let on, including one that nobody knows; `only_for` and `not_for`
    narrow that to some answers, `only_if` to some settings.
    """

    item: str
    source: str
    may_override: bool = False
    only_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    only_if: Callable[[GateAnswers], bool] | None = None

    def applies_to(self, answer: str, given: GateAnswers) -> bool:
        """Return True if this rule stops for an answer that does not let on."""
        if answer in self.not_for or (self.only_for and answer not in self.only_for):
            return False
        return self.only_if is None or self.only_if(given)


@dataclass(frozen=True, slots=True)
class Gate:
    """One question of the start gate: the answers that let on, the others that a pack offers, and its stops."""

    question: str
    lets_on: tuple[str, ...]
    holds_up: tuple[str, ...]
    stops: tuple[StopRule, ...] = ()

    def is_stopping(self, answer: str) -> bool:
        """Return True if an answer does not let on. An empty one is left to `STOP-UNANSWERED`."""
        return bool(answer) and answer not in self.lets_on

    def find_stops(self, given: GateAnswers) -> tuple[Stop, ...]:
        """Return the stops of this gate for the answers given."""
        answer = given.get_answer(self.question)
        if not self.is_stopping(answer):
            return ()
        return tuple(Stop(rule.item, rule.may_override) for rule in self.stops if rule.applies_to(answer, given))


GATES = (
    Gate(PLACE, lets_on=("office", "other", "remote"), holds_up=("home",)),
    Gate(
        COMPANY,
        lets_on=("with",),
        holds_up=("told", "nobody"),
        stops=(
            # Never visit a suspected person alone at home to talk about that behaviour.
            StopRule("STOP-SOLO", "K-SAFE-05", only_if=is_suspected_at_home),
            # Somebody knows about a visit made alone.
            StopRule("STOP-NOBODY-KNOWS", "K-SAFE-02", may_override=True, not_for=("told",)),
        ),
    ),
    Gate(
        "G-PRIVATE",
        lets_on=("yes",),
        holds_up=("no", "unsure"),
        # The place is private.
        stops=(StopRule("STOP-PRIVATE", "K-S2-SAFE-01, A-22.4.6-07, A-22.4.9-IND-04"),),
    ),
    Gate(
        "G-PRESENT",
        lets_on=("alone", "worker"),
        holds_up=("close", "someone"),
        # Never ask in front of the other party, family or friends.
        stops=(StopRule("STOP-PRESENT", "K-BOTH-04, A-22.4.7-04"),),
    ),
    Gate(
        "G-CHILDREN",
        lets_on=("no",),
        holds_up=("baby", "yes", "unsure"),
        # Privacy from children must be complete too; a baby in arms is left to the worker's judgement.
        stops=(
            StopRule("STOP-CHILDREN", "A-22.4.6-07", not_for=("baby",)),
            StopRule("STOP-BABY", "A-22.4.6-07", may_override=True, only_for=("baby",)),
        ),
    ),
    Gate(
        "G-SOBER",
        lets_on=("yes",),
        holds_up=("no", "unsure"),
        # Do not talk about the abuse while the person is under the influence.
        stops=(
            StopRule("STOP-SOBER", "K-BOTH-06", not_for=("unsure",)),
            StopRule("STOP-SOBER-UNSURE", "K-BOTH-06", may_override=True, only_for=("unsure",)),
        ),
    ),
    Gate(
        "G-INTERPRETER",
        lets_on=("none", "independent"),
        holds_up=("close", "needed"),
        # The interpreter is not close to the person, and there is one if needed.
        stops=(StopRule("STOP-INTERPRETER", "A-22.4.7-05"),),
    ),
    Gate(
        "G-TIME",
        lets_on=("yes",),
        holds_up=("no",),
        # Asking is not put off lightly.
        stops=(StopRule("STOP-TIME", "A-22.4.9-IND-03", may_override=True),),
    ),
)
"""Every gate, in the order of a visit, which is also the order of the stops: the worker's own safety first."""

UNANSWERED = Stop("STOP-UNANSWERED")
"""The stop of a question without an answer: no answer is not a yes. It comes last."""

GATE_OF = {gate.question: gate for gate in GATES}
QUESTIONS = tuple(GATE_OF)
"""Every question of the start gate, in the order of a visit."""
QUESTION_OF_STOP = {rule.item: gate.question for gate in GATES for rule in gate.stops}
"""The question whose answer each stop is about."""
STOPS = (*QUESTION_OF_STOP, UNANSWERED.item)
"""Every stop that there can be."""


def list_offered_answers(question: str) -> tuple[str, ...]:
    """Return the answers that a pack offers for a question; none if there is no such question."""
    gate = GATE_OF.get(question)
    return (*gate.lets_on, *gate.holds_up) if gate else ()


def read_gate_answers(record: Record) -> GateAnswers:
    """Return the gate answers of a session, as far as they were given."""
    said = {question: record.get_choice(Kind.GATE, question) for question in QUESTIONS}
    signs = any(item.startswith(USING_SIGN_PREFIX) for item in record.list_flagged(Kind.INDICATOR))
    return GateAnswers(MappingProxyType(said), record.presenting, signs)


def find_stops(given: GateAnswers) -> tuple[Stop, ...]:
    """Return every reason to wait, the worker's own safety first and unanswered questions last."""
    found = tuple(stop for gate in GATES for stop in gate.find_stops(given))
    return found if given.is_complete else (*found, UNANSWERED)


def is_overridden(record: Record, stop: Stop) -> bool:
    """Return True if this stop may be overridden and the worker did so, with a reason."""
    return stop.may_override and bool(record.get_answer(Slot(Kind.OVERRIDE, stop.item)).words)


def find_open_stops(record: Record) -> tuple[Stop, ...]:
    """Return the stops that were not overridden: they lock the abuse questions and the conversation view."""
    return tuple(stop for stop in find_stops(read_gate_answers(record)) if not is_overridden(record, stop))
