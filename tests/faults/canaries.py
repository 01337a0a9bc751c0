"""Sixty words that nobody else writes, and every dress in which one of them could stand in a file or in memory."""

import base64
import quopri
import re
import unicodedata
import urllib.parse
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STEM = "zéphyrquokka"
"""What every canary begins with: one search finds whether any of them is there at all. It has a letter outside ASCII,
so that each dress differs from the plain word."""
COUNT = 60
CANARIES = tuple(f"{STEM}{number:02d}" for number in range(COUNT))
PHRASE = "velvet otter saddle quarry mitten juniper"
"""Not the one of the other tests: that is the one of training too, which every lock screen knows."""
MOST_INFLATED = 8 * 1024 * 1024
PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04")
ANY_KIND_OF_HEADER = 47


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """A word, the dress in which it was found, and where."""

    word: str
    dress: str
    where: str


@cache
def dresses(word: str) -> dict[str, tuple[bytes, ...]]:
    """A word in each of the ways in which it could be written down."""
    plain = word.encode()
    return {
        "utf-8": (plain, unicodedata.normalize("NFD", word).encode(), word.upper().encode(), word.title().encode()),
        "utf-16": (word.encode("utf-16-le"), word.encode("utf-16-be")),
        "base64": tuple(_inside_base64(plain, shift) for shift in range(3)),
        "hex": (plain.hex().encode(), plain.hex().upper().encode()),
        "quoted-printable": (quopri.encodestring(plain),),
        "percent": (urllib.parse.quote(word).encode(), urllib.parse.quote(word).lower().encode()),
        "reversed": (word[::-1].encode(), plain[::-1]),
        "escaped": (word.encode("ascii", "backslashreplace"), word.encode("latin-1", "backslashreplace")),
    }


def found(data: bytes, where: str, words: tuple[str, ...] = CANARIES) -> set[Hit]:
    """Which of the words stand in these bytes, as they are and with all that is packed in them unpacked."""
    hits = set(_plainly(data, where, words))
    for inflated in _inflated(data):
        hits |= {Hit(hit.word, f"{hit.dress}, packed", where) for hit in _plainly(inflated, where, words)}
    return hits


def found_below(place: Path, words: tuple[str, ...] = CANARIES) -> set[Hit]:
    """Which of the words stand in any file below a folder, or in the name of one."""
    hits = found(
        "\n".join(str(path.relative_to(place)) for path in place.rglob("*")).encode(), f"{place}: names", words
    )
    for path in place.rglob("*"):
        if path.is_file() and not path.is_symlink():
            hits |= found(path.read_bytes(), str(path), words)
    return hits


def _plainly(data: bytes, where: str, words: tuple[str, ...]) -> Iterator[Hit]:
    if words == CANARIES and not any(form in data for forms in dresses(STEM).values() for form in forms):
        return
    for word in words:
        for dress, forms in dresses(word).items():
            if any(form in data for form in forms):
                yield Hit(word, dress, where)


def _inside_base64(plain: bytes, shift: int) -> bytes:
    """The letters that stand for these bytes alone, wherever in the text they fall."""
    coded = base64.b64encode(b"\0" * shift + plain)
    first = (0, 2, 3)[shift]
    whole = (shift + len(plain)) // 3 * 4
    return coded[first:whole]


def _inflated(data: bytes) -> Iterator[bytes]:
    """All that is packed in these bytes: zlib, gzip, and the entries of an archive."""
    seen = memoryview(data)
    for match in PACKED.finditer(data):
        at, kind = match.start(), ANY_KIND_OF_HEADER
        if match[0] == b"PK\x03\x04":
            lengths = data[at + 26 : at + 30]
            at += 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            kind = -zlib.MAX_WBITS
        try:
            yield zlib.decompressobj(kind).decompress(seen[at : at + MOST_INFLATED], MOST_INFLATED)
        except zlib.error:
            continue
