"""A sheet as data, before it is rendered as a PDF, so that its text can be read, compared and tested."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text from the pack."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the person, somebody else or the worker wrote or said."""

    text: str


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """Small print: source, date, author and who may hear it."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A name or a number that must be easy to find."""

    text: str


@dataclass(frozen=True, slots=True)
class StatementPart:
    """A question, its answer, the words said and the small print, kept together on one page."""

    label: str
    value: str = ""
    words: str = ""
    small: str = ""


SheetPart = Heading | Paragraph | Quote | SmallPrint | Emphasis | StatementPart


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet for one reader. No title is printed if it is empty."""

    title: str = ""
    parts: tuple[SheetPart, ...] = ()
    footer: str = ""
    watermark: str = ""
    large: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """All text on the sheet, in order."""
        return tuple(line for line in self._iter_texts() if line)

    def _iter_texts(self) -> Iterator[str]:
        yield self.watermark
        yield self.title
        for part in self.parts:
            if isinstance(part, StatementPart):
                yield from (part.label, part.value, part.words, part.small)
            else:
                yield part.text
        yield self.footer
