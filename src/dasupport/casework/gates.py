"""Start gate: reasons not to ask about abuse now, as small functions over the answers, each with its source."""

from collections.abc import Callable
from dataclasses import dataclass

from dasupport.casework.entry import Kind, Slot
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record

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

LETS_ON: dict[str, tuple[str, ...]] = {
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

HOLDS_UP: dict[str, tuple[str, ...]] = {
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

SIGN_OF_USE = "K-S1-IND"
"""Prefix of the id of a sign of using abuse; every other sign is a sign of experiencing it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A reason to wait: the pack item that explains it, and whether the worker may override it."""

    item: str
    may_override: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
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
    def suspected(self) -> bool:
        """Return True if this person may be using abuse, as far as anything recorded says."""
        return self.signs_of_use or self.presenting is not Presenting.EXPERIENCING


def unanswered(setting: Setting) -> Stop | None:
    """Stop if any question is unanswered: no answer is not a yes."""
    return None if all(setting.answers) else Stop("STOP-UNANSWERED")


def speaks_against(question: str, answer: str) -> bool:
    """Return True if an answer stops. An empty answer does not: `check_answered` handles it."""
    return bool(answer) and answer not in LETS_ON[question]


def not_private(setting: Setting) -> Stop | None:
    """K-S2-SAFE-01, A-22.4.6-07, A-22.4.9-IND-04: stop if the place is not private."""
    return Stop("STOP-PRIVATE") if speaks_against(PRIVATE, setting.private) else None


def not_alone(setting: Setting) -> Stop | None:
    """K-BOTH-04, A-22.4.7-04: never ask in front of the other party, family or friends."""
    return Stop("STOP-PRESENT") if speaks_against(PRESENT, setting.present) else None


def children_near(setting: Setting) -> Stop | None:
    """A-22.4.6-07: privacy from children must be complete too; a baby in arms is left to the worker's judgement."""
    if setting.children == "baby":
        return Stop("STOP-BABY", may_override=True)
    return Stop("STOP-CHILDREN") if speaks_against(CHILDREN, setting.children) else None


def not_sober(setting: Setting) -> Stop | None:
    """K-BOTH-06: do not talk about the abuse while the person is under the influence."""
    if setting.sober == "unsure":
        return Stop("STOP-SOBER-UNSURE", may_override=True)
    return Stop("STOP-SOBER") if speaks_against(SOBER, setting.sober) else None


def interpreter_close(setting: Setting) -> Stop | None:
    """A-22.4.7-05: stop if the interpreter is close to the person, or one is needed."""
    return Stop("STOP-INTERPRETER") if speaks_against(INTERPRETER, setting.interpreter) else None


def too_little_time(setting: Setting) -> Stop | None:
    """A-22.4.9-IND-03: asking is not put off lightly, so the worker may override this stop."""
    return Stop("STOP-TIME", may_override=True) if speaks_against(TIME, setting.time) else None


def solo_visit(setting: Setting) -> Stop | None:
    """K-SAFE-05: never visit a suspected person alone at home to talk about that behaviour."""
    visit, alone = speaks_against(PLACE, setting.place), speaks_against(COMPANY, setting.company)
    return Stop("STOP-SOLO") if visit and alone and setting.suspected else None


def nobody_knows(setting: Setting) -> Stop | None:
    """K-SAFE-02: stop if nobody knows about a visit made alone; the worker may override it."""
    unknown = speaks_against(COMPANY, setting.company) and setting.company != "told"
    return Stop("STOP-NOBODY-KNOWS", may_override=True) if unknown else None


RULES: tuple[Callable[[Setting], Stop | None], ...] = (
    solo_visit,
    nobody_knows,
    not_private,
    not_alone,
    children_near,
    not_sober,
    interpreter_close,
    too_little_time,
    unanswered,
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


ABOUT: dict[str, str] = {
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


def setting_of(record: Record) -> Setting:
    """Return the gate answers of a session, as far as they were given."""

    def said(item: str) -> str:
        return record.chosen(Kind.GATE, item)

    return Setting(
        private=said(PRIVATE),
        present=said(PRESENT),
        children=said(CHILDREN),
        sober=said(SOBER),
        time=said(TIME),
        interpreter=said(INTERPRETER),
        place=said(PLACE),
        company=said(COMPANY),
        presenting=record.presenting,
        signs_of_use=any(item.startswith(SIGN_OF_USE) for item in record.marked(Kind.INDICATOR)),
    )


def stops(setting: Setting) -> tuple[Stop, ...]:
    """Return every reason to wait, the worker's own safety first and unanswered questions last."""
    return tuple(stop for rule in RULES if (stop := rule(setting)) is not None)


def overridden(record: Record, stop: Stop) -> bool:
    """Return True if this stop may be overridden and the worker did so, with a reason."""
    return stop.may_override and bool(record.answer(Slot(Kind.OVERRIDE, stop.item)).words)


def closed(record: Record) -> tuple[Stop, ...]:
    """Return the stops that were not overridden: they lock the abuse questions and the conversation view."""
    return tuple(stop for stop in stops(setting_of(record)) if not overridden(record, stop))
