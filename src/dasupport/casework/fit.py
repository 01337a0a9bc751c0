"""Which services fit, and why: plain reasons, no ranking beyond how many of them there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar


class Audience(StrEnum):
    """For whom a service is there."""

    USING = "using"
    EXPERIENCING = "experiencing"
    CHILD = "child"
    PROFESSIONAL = "professional"
    ANYONE = "anyone"


class Service(Protocol):
    """What the rules need to know of a directory entry."""

    @property
    def id(self) -> str: ...
    @property
    def audience(self) -> tuple[Audience, ...]: ...
    @property
    def areas(self) -> tuple[str, ...]: ...
    @property
    def genders(self) -> tuple[str, ...]: ...
    @property
    def youngest(self) -> int: ...
    @property
    def oldest(self) -> int: ...
    @property
    def needs(self) -> tuple[str, ...]: ...


S = TypeVar("S", bound=Service)

EVERYWHERE = "everywhere"
NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for. An empty field asks for nothing."""

    audience: str = ""
    area: str = ""
    gender: str = ""
    age: int | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a service fits, and the plain reasons: `audience`, `area`, `gender`, `age`, or the need itself."""

    why: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        return not self.why_not


def fit(service: Service, need: Need) -> Fit:
    """Hold one service against what is needed."""
    checks = (
        ("audience", bool(need.audience), need.audience in service.audience or Audience.ANYONE in service.audience),
        ("area", bool(need.area), need.area in service.areas or EVERYWHERE in service.areas),
        ("gender", need.gender not in ("", NOT_SAID), not service.genders or need.gender in service.genders),
        ("age", need.age is not None, service.youngest <= (need.age or 0) <= service.oldest),
    )
    met = tuple(name for name, asked, true in checks if asked and true)
    unmet = tuple(name for name, asked, true in checks if asked and not true)
    wanted = tuple(sorted(need.needs & set(service.needs)))
    return Fit(why=met + wanted, why_not=unmet if not need.needs or wanted else (*unmet, "needs"))


def fitting(services: Iterable[S], need: Need) -> tuple[tuple[S, Fit], ...]:
    """The services that fit, those with more of the needs first, then in the order of the directory."""
    held = [(service, fit(service, need)) for service in services]
    return tuple(sorted((pair for pair in held if pair[1].fits), key=lambda pair: -len(pair[1].why)))


class Freshness(StrEnum):
    """How sure a directory entry is today."""

    CHECKED = "checked"
    AGEING = "ageing"
    UNCHECKED = "unchecked"


def freshness(checked_on: date | None, check_by: date | None, today: date) -> Freshness:
    """An entry that nobody here has checked, or whose date has passed, is rung before it is given out (H6)."""
    if checked_on is None or checked_on > today:
        return Freshness.UNCHECKED
    if check_by is not None and check_by < today:
        return Freshness.UNCHECKED
    return Freshness.AGEING if (today - checked_on).days > FRESH_DAYS else Freshness.CHECKED


FRESH_DAYS = 92
