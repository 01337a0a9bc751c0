"""Bidirectional text: the rules of the Unicode standard (UAX 9), for a paragraph and then for each line."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from bidi.algorithm import (
    explicit_embed_and_overrides,
    get_embedding_levels,
    get_empty_storage,
    resolve_implicit_levels,
    resolve_neutral_types,
    resolve_weak_types,
)
from bidi.mirror import MIRRORED

T = TypeVar("T")
RTL_TYPES = {"R", "AL", "AN"}
NUMBER_PATTERN = re.compile(r"[+(]?\d[\d()\-\u00a0 ]*\d")
GROUPED_DIGITS_PATTERN, DIGIT_PATTERN = re.compile(r"\d[()\-\u00a0 ]+\d"), re.compile(r"\d")
MIN_PHONE_DIGITS = 6
"""Least number of digits that makes digits in groups a telephone number."""
MAX_BRACKET_DEPTH = 63
"""Depth of nested brackets to which the standard pairs them."""


def find_base_level(text: str, otherwise: int = 0) -> int:
    """Return the base level of a paragraph: 0 for left to right, 1 for right to left.

    The first letter with a direction decides; a text without one has the level `otherwise`.
    """
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return otherwise


def resolve_levels(text: str, base: int) -> bytes:
    """Return the embedding level of every character: even levels run left to right, odd ones right to left."""
    if not base and not any(unicodedata.bidirectional(character) in RTL_TYPES for character in text):
        return bytes(len(text))
    store = get_empty_storage() | {"base_level": base, "base_dir": "LR"[base]}
    get_embedding_levels(text, store)
    for place, character in enumerate(store["chars"]):
        character["place"] = place
    _keep_phone_numbers_together(text, store["chars"])
    explicit_embed_and_overrides(store)
    resolve_weak_types(store)
    _resolve_brackets(store["chars"], base)
    resolve_neutral_types(store, debug=False)
    resolve_implicit_levels(store, debug=False)
    found = {character["place"]: character["level"] for character in store["chars"]}
    return bytes(_fill_gaps(found, len(text), base))


def reorder_visually(pieces: Sequence[tuple[int, T]]) -> list[T]:
    """Return the pieces of one line in visual order, leftmost first, given each with its level (rule L2)."""
    line = list(pieces)
    for level in range(max((rank for rank, _ in line), default=0), 0, -1):
        start = 0
        while start < len(line):
            end = start
            while end < len(line) and line[end][0] >= level:
                end += 1
            line[start:end] = reversed(line[start:end])
            start = max(end, start + 1)
    return [piece for _, piece in line]


def _keep_phone_numbers_together(text: str, characters: list[dict[str, Any]]) -> None:
    """Set the type of every character of a telephone number to that of a digit, so that it runs left to right.

    The standard alone would reverse the order of its groups in right-to-left text.
    """
    for number in NUMBER_PATTERN.finditer(text):
        digits = DIGIT_PATTERN.findall(number[0])
        if len(digits) >= MIN_PHONE_DIGITS and GROUPED_DIGITS_PATTERN.search(number[0]):
            for character in characters[number.start() : number.end()]:
                character["type"] = character["orig"] = unicodedata.bidirectional(digits[0])


def _resolve_brackets(characters: list[dict[str, Any]], base: int) -> None:
    """Apply rule N0, which the library lacks.

    A pair of brackets takes the direction of the text inside it, or of the text before it.
    """
    own, other = ("R", "L") if base else ("L", "R")
    for start, end in sorted(_find_bracket_pairs(characters)):
        inside = {_strong_type(character) for character in characters[start + 1 : end]}
        if own in inside:
            side = own
        elif other in inside:
            before = (_strong_type(character) for character in reversed(characters[:start]))
            side = other if next((found for found in before if found), own) == other else own
        else:
            continue
        characters[start]["type"] = characters[end]["type"] = side


def _find_bracket_pairs(characters: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield the positions of the opening and the closing bracket of each pair."""
    opened: list[tuple[str, int]] = []
    for index, character in enumerate(characters):
        letter, kind = character["ch"], unicodedata.category(character["ch"])
        if character["type"] != "ON" or letter not in MIRRORED:
            continue
        if kind == "Ps":
            if len(opened) == MAX_BRACKET_DEPTH:
                return
            opened.append((MIRRORED[letter], index))
        elif kind == "Pe":
            found = next((depth for depth in reversed(range(len(opened))) if opened[depth][0] == letter), None)
            if found is not None:
                yield opened[found][1], index
                del opened[found:]


def _strong_type(character: dict[str, Any]) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(character["type"], "")


def _fill_gaps(found: dict[int, int], length: int, base: int) -> Iterator[int]:
    """Yield a level for every character; one that the rules leave out has the level of the one before it."""
    level = base
    for place in range(length):
        level = found.get(place, level)
        yield level
