"""Reading a PDF back, as anybody could who finds one: its words, its pages, its fonts, all that is inside it.

Everything goes through standard input, so that no test leaves a file with words in it.
"""

import base64
import re
import subprocess
import unicodedata
import zlib
from dataclasses import dataclass

INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
STREAM = re.compile(rb"/Filter \[([^\]]*)\].*?stream\r?\n(.*?)endstream", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Box:
    """A word on a page and where it stands, in points from the top left corner."""

    word: str
    left: float
    top: float
    right: float
    bottom: float


def started(*command: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A program, run to its end."""
    settings = environment or None
    return subprocess.run(command, input=given, capture_output=True, check=True, env=settings)  # noqa: S603 - named here


def run(program: str, *arguments: str, given: bytes) -> str:
    """What one of the poppler programs says of a PDF."""
    return started(program, *arguments, given=given).stdout.decode("utf-8")


def text(data: bytes) -> str:
    """Every word that can be read or copied from it, without the marks that say which way words run."""
    return unicodedata.normalize("NFC", run("pdftotext", "-", "-", given=data).translate(INVISIBLE))


def pages(data: bytes) -> list[str]:
    """The words of each page."""
    return text(data).split("\f")[:-1]


def words(data: bytes) -> list[str]:
    return text(data).split()


def about(data: bytes) -> str:
    """What the file says of itself."""
    return run("pdfinfo", "-", given=data)


def fonts(data: bytes) -> list[list[str]]:
    """The fonts: each with its name, and whether it is embedded, cut down, and says what its glyphs read as."""
    rows = run("pdffonts", "-", given=data).splitlines()[2:]
    return [[row.split()[0], *row.split()[-5:-2]] for row in rows]


def inside(data: bytes) -> bytes:
    """The file as it is, and everything in it that was packed, unpacked."""
    return data + b"\n".join(unpacked(filters, packed) for filters, packed in STREAM.findall(data))


def unpacked(filters: bytes, packed: bytes) -> bytes:
    for name in filters.split():
        if name == b"/ASCII85Decode":
            packed = base64.a85decode(packed.strip().removesuffix(b"~>"))
        elif name == b"/FlateDecode":
            packed = zlib.decompress(packed)
    return packed


def boxes(data: bytes) -> list[Box]:
    """Where each word stands, page after page."""
    said = run("pdftotext", "-bbox", "-", "-", given=data)
    found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', said)
    return [
        Box(word.translate(INVISIBLE), float(left), float(top), float(right), float(bottom))
        for left, top, right, bottom, word in found
    ]


def sizes(data: bytes) -> set[float]:
    """The sizes of type that it uses."""
    return {float(size) for size in re.findall(rb"/F\d+\+\d+ ([\d.]+) Tf", inside(data))}


def ink(data: bytes, dots: int = 40) -> list[list[bool]]:
    """The first page as rows of dots, true where there is something to be seen."""
    picture = started("pdftoppm", "-r", str(dots), "-gray", "-f", "1", "-l", "1", "-", given=data).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert head is not None
    wide, high, grey = int(head[1]), int(head[2]), picture[head.end() :]
    return [[shade < 128 for shade in grey[row * wide : (row + 1) * wide]] for row in range(high)]
