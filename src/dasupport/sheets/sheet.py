"""A sheet as words, before it is a PDF: what stands on it can be read, compared and tested."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of the pack's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, or the worker's."""

    text: str


@dataclass(frozen=True, slots=True)
class Small:
    """Where it comes from, who may hear it, when."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """A name or a number that must be found at once."""

    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A label, what was answered, what was said, and the small print; kept together on one page."""

    label: str
    value: str = ""
    words: str = ""
    small: str = ""


Part = Heading | Text | Quote | Small | Strong | Statement


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet for one reader. An empty title prints none."""

    title: str = ""
    parts: tuple[Part, ...] = ()
    footer: str = ""
    watermark: str = ""
    large: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line of text on it, in order."""
        return tuple(line for line in self._lines() if line)

    def _lines(self) -> Iterator[str]:
        yield self.watermark
        yield self.title
        for part in self.parts:
            if isinstance(part, Statement):
                yield from (part.label, part.value, part.words, part.small)
            else:
                yield part.text
        yield self.footer
