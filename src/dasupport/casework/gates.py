"""When asking must wait: small functions over the answers of the start gate, each with its source."""

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
"""The answers that speak for going on. Every other answer stops, and so does one that no rule has heard of."""

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
"""The other answers that a pack offers."""

SIGN_OF_USE = "K-S1-IND"
"""How the id of a sign of using abuse begins; every other sign is one of experiencing it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A reason to wait: the item that says why, and whether the worker's judgement may go past it."""

    item: str
    may_override: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """The answers of the start gate; an empty answer means nothing, never yes."""

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
        return (
            self.private, self.present, self.children, self.sober,
            self.time, self.interpreter, self.place, self.company,
        )  # fmt: skip

    @property
    def suspected(self) -> bool:
        """Whether this may be somebody who uses abuse, as far as anything says."""
        return self.signs_of_use or self.presenting is not Presenting.EXPERIENCING


def unanswered(setting: Setting) -> Stop | None:
    """A question that nobody answered is not a yes."""
    return None if all(setting.answers) else Stop("STOP-UNANSWERED")


def speaks_against(question: str, answer: str) -> bool:
    """Whether an answer stops. What nobody answered is left to `unanswered`."""
    return bool(answer) and answer not in LETS_ON[question]


def not_private(setting: Setting) -> Stop | None:
    """K-S2-SAFE-01, A-22.4.6-07, A-22.4.9-IND-04."""
    return Stop("STOP-PRIVATE") if speaks_against(PRIVATE, setting.private) else None


def not_alone(setting: Setting) -> Stop | None:
    """K-BOTH-04, A-22.4.7-04: never before the other party, family or friends."""
    return Stop("STOP-PRESENT") if speaks_against(PRESENT, setting.present) else None


def children_near(setting: Setting) -> Stop | None:
    """A-22.4.6-07: complete privacy counts for children too; a baby in arms is a matter of judgement."""
    if setting.children == "baby":
        return Stop("STOP-BABY", may_override=True)
    return Stop("STOP-CHILDREN") if speaks_against(CHILDREN, setting.children) else None


def not_sober(setting: Setting) -> Stop | None:
    """K-BOTH-06: do not speak of the abuse while somebody is under the influence."""
    if setting.sober == "unsure":
        return Stop("STOP-SOBER-UNSURE", may_override=True)
    return Stop("STOP-SOBER") if speaks_against(SOBER, setting.sober) else None


def interpreter_close(setting: Setting) -> Stop | None:
    """A-22.4.7-05."""
    return Stop("STOP-INTERPRETER") if speaks_against(INTERPRETER, setting.interpreter) else None


def too_little_time(setting: Setting) -> Stop | None:
    """A-22.4.9-IND-03: asking is not put off lightly, so this one is the worker's judgement."""
    return Stop("STOP-TIME", may_override=True) if speaks_against(TIME, setting.time) else None


def solo_visit(setting: Setting) -> Stop | None:
    """K-SAFE-05: never alone at the home of somebody suspected, to talk of that behaviour."""
    visit, alone = speaks_against(PLACE, setting.place), speaks_against(COMPANY, setting.company)
    return Stop("STOP-SOLO") if visit and alone and setting.suspected else None


def nobody_knows(setting: Setting) -> Stop | None:
    """K-SAFE-02."""
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

STOPS = (
    "STOP-SOLO", "STOP-NOBODY-KNOWS", "STOP-PRIVATE", "STOP-PRESENT", "STOP-CHILDREN", "STOP-BABY",
    "STOP-SOBER", "STOP-SOBER-UNSURE", "STOP-INTERPRETER", "STOP-TIME", "STOP-UNANSWERED",
)  # fmt: skip


ABOUT: dict[str, str] = {
    "STOP-SOLO": COMPANY, "STOP-NOBODY-KNOWS": COMPANY, "STOP-PRIVATE": PRIVATE, "STOP-PRESENT": PRESENT,
    "STOP-CHILDREN": CHILDREN, "STOP-BABY": CHILDREN, "STOP-SOBER": SOBER, "STOP-SOBER-UNSURE": SOBER,
    "STOP-INTERPRETER": INTERPRETER, "STOP-TIME": TIME,
}  # fmt: skip
"""The question whose answer each stop is about."""


def setting_of(record: Record) -> Setting:
    """The setting of a session, as far as it was answered."""

    def said(item: str) -> str:
        return record.chosen(Kind.GATE, item)

    return Setting(
        private=said(PRIVATE), present=said(PRESENT), children=said(CHILDREN), sober=said(SOBER),
        time=said(TIME), interpreter=said(INTERPRETER), place=said(PLACE), company=said(COMPANY),
        presenting=record.presenting,
        signs_of_use=any(item.startswith(SIGN_OF_USE) for item in record.marked(Kind.INDICATOR)),
    )  # fmt: skip


def stops(setting: Setting) -> tuple[Stop, ...]:
    """Every reason to wait, the worker's own safety first. What was answered is judged before what was not."""
    return tuple(stop for rule in RULES if (stop := rule(setting)) is not None)


def overridden(record: Record, stop: Stop) -> bool:
    """Whether the worker went past this stop, with a reason, where the source leaves it to their judgement."""
    return stop.may_override and bool(record.answer(Slot(Kind.OVERRIDE, stop.item)).words)


def closed(record: Record) -> tuple[Stop, ...]:
    """What still keeps the abuse questions shut: no entry, no override, no conversation view."""
    return tuple(stop for stop in stops(setting_of(record)) if not overridden(record, stop))
