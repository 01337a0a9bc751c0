"""Packs to be broken on purpose: a copy in a temporary folder, one edit at a time, and what is found wrong."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from dasupport.content.load import PACKS_FOLDER, PackError, load_pack
from dasupport.content.pack import Pack
from dasupport.content.validate import load_valid_pack
from tests.tools.blank_pack import make_blank_pack

EDIT = tuple[str, str, str]
"""A file, what stands there, and what takes its place."""


def find_pack(name: str) -> Path:
    """The folder of a pack that we ship, or of the blank one that is made for the tests."""
    return make_blank_pack() if name == "blank" else PACKS_FOLDER / name


@cache
def pack(name: str) -> Pack:
    """A whole pack, for properties: a fixture would be printed whole where one fails."""
    return load_pack(find_pack(name))


def copied(folder: Path, name: str = "blank") -> Path:
    return shutil.copytree(find_pack(name), folder / name)


def edited(folder: Path, *edits: EDIT) -> Path:
    """The pack with each edit made once; what is to be edited must be there."""
    for file, old, new in edits:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has changed: {old}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def faults_of_form(folder: Path) -> list[str]:
    """What reading the pack finds wrong, each with its file."""
    try:
        load_pack(folder)
    except PackError as error:
        return [str(fault) for fault in error.faults]
    return []


def faults(folder: Path) -> list[str]:
    """What the whole check finds wrong."""
    try:
        load_valid_pack(folder)
    except PackError as error:
        return [str(fault) for fault in error.faults]
    return []


def texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a pack, or in a part of one, with the name of the field that holds it."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Struct):
        place = str(getattr(value, "id", place))
        for field in value.__struct_fields__:
            yield from texts(getattr(value, field), f"{place}.{field}")
    elif hasattr(value, "_asdict"):
        for field, part in value._asdict().items():
            yield from texts(part, f"{place}.{field}")
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part, place)
