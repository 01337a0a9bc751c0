"""What a row found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many cases were tried, which failed, and how often each control failed as it should.

    A control is the same row with a fault put in on purpose: one that is never seen to fail makes the row worthless.
    """

    counted: int = 0
    failures: tuple[str, ...] = ()
    controls: Counts = field(default_factory=dict)
    facts: Counts = field(default_factory=dict)
    seconds: float = 0.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.counted + other.counted,
            self.failures + other.failures,
            _sum(self.controls, other.controls),
            _sum(self.facts, other.facts),
            self.seconds + other.seconds,
        )

    @property
    def kept(self) -> bool:
        """Whether nothing failed that should hold, and everything that should fail did."""
        return bool(self.counted) and not self.failures and all(self.controls.values())


def _sum(left: Counts, right: Counts) -> Counts:
    return {name: left.get(name, 0) + right.get(name, 0) for name in [*left, *(right.keys() - left.keys())]}
