"""Matching services to a need, with plain reasons. They are ranked only by the number of reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar


class Audience(StrEnum):
    """The people a service is there for."""

    USING = "using"
    EXPERIENCING = "experiencing"
    CHILD = "child"
    PROFESSIONAL = "professional"
    ANYONE = "anyone"


class Service(Protocol):
    """The parts of a directory entry that the rules need."""

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
"""The area of a service that covers every area."""
GENDER_NOT_SAID = "not_said"
"""The answer of a person who does not say their gender: it excludes no service."""


@dataclass(frozen=True, slots=True)
class ServiceNeed:
    """Search criteria for services. An empty field asks for nothing."""

    audience: str = ""
    area: str = ""
    gender: str = ""
    age: int | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ServiceMatch:
    """Result of matching one service, with reasons: `audience`, `area`, `gender`, `age`, or the need itself."""

    reasons: tuple[str, ...] = ()
    mismatches: tuple[str, ...] = ()

    @property
    def is_match(self) -> bool:
        """Return True if nothing speaks against the service."""
        return not self.mismatches


def match_service(service: Service, need: ServiceNeed) -> ServiceMatch:
    """Compare one service with a need."""
    checks = (
        ("audience", bool(need.audience), need.audience in service.audience or Audience.ANYONE in service.audience),
        ("area", bool(need.area), need.area in service.areas or EVERYWHERE in service.areas),
        ("gender", need.gender not in ("", GENDER_NOT_SAID), not service.genders or need.gender in service.genders),
        ("age", need.age is not None, service.youngest <= (need.age or 0) <= service.oldest),
    )
    met = tuple(name for name, asked, true in checks if asked and true)
    unmet = tuple(name for name, asked, true in checks if asked and not true)
    wanted = tuple(sorted(need.needs & set(service.needs)))
    return ServiceMatch(reasons=met + wanted, mismatches=unmet if not need.needs or wanted else (*unmet, "needs"))


def match_services(services: Iterable[S], need: ServiceNeed) -> tuple[tuple[S, ServiceMatch], ...]:
    """Return the matching services: those with more reasons first, then in directory order."""
    held = [(service, match_service(service, need)) for service in services]
    return tuple(sorted((pair for pair in held if pair[1].is_match), key=lambda pair: -len(pair[1].reasons)))


class Freshness(StrEnum):
    """The reliability of the contact details in a directory entry today."""

    CHECKED = "checked"
    AGEING = "ageing"
    UNCHECKED = "unchecked"


def compute_freshness(checked_on: date | None, check_by: date | None, today: date) -> Freshness:
    """Return the freshness of an entry. One that nobody here checked, or that is overdue, is rung before it is
    given out (H6).
    """
    if checked_on is None or checked_on > today:
        return Freshness.UNCHECKED
    if check_by is not None and check_by < today:
        return Freshness.UNCHECKED
    return Freshness.AGEING if (today - checked_on).days > FRESH_DAYS else Freshness.CHECKED


FRESH_DAYS = 92
"""Number of days for which a checked entry counts as fresh."""
