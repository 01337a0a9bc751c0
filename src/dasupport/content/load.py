"""Loader for content packs: converts every file to its struct and collects all faults, each with its file."""

import tomllib
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from dasupport.content import lock_screen_pack
from dasupport.content.languages import PACKS_FOLDER
from dasupport.content.pack import Pack
from dasupport.content.pack_errors import PackError, PackFault
from dasupport.content.plurals import set_language
from dasupport.content.shared_numbers import fill_in_numbers, load_shared_numbers

__all__ = ["LIST_FILES", "PACKS_FOLDER", "PackError", "PackFault", "load_pack", "read_file"]

LIST_FILES = {"directory", "advice", "guide", "refusals", "owing", "left_out"}
"""Names of the files that hold a single list; its table has the name of the file."""


def read_file(file: Path, shape: Any, numbers: dict[str, str] | None, language: str = "") -> Any:
    """Return one file as its struct, with the shared telephone numbers and the language of the plurals filled in.

    Raises OSError, or ValueError with the position of the fault.
    """
    table = set_language(tomllib.loads(fill_in_numbers(file.read_text(encoding="utf-8"), numbers)), language)
    if file.stem not in LIST_FILES:
        return msgspec.convert(table, shape)
    if table.keys() != {file.stem}:
        raise ValueError(f"holds {', '.join(sorted(table)) or 'nothing'} where it holds {file.stem} and nothing else")
    return msgspec.convert(table[file.stem], shape)


def load_pack(folder: Path) -> Pack:
    """Return the pack in a folder.

    Raises PackError with all faults of structure; rules about the content are in `content.validate`.
    """
    found: dict[str, Any] = {}
    faults: list[PackFault] = []
    numbers: dict[str, str] | None = None
    try:
        numbers = load_shared_numbers(folder)
    except PackError as error:
        faults += error.faults
    for name, shape in get_type_hints(Pack).items():
        try:
            language = found["about"].language if "about" in found else ""
            file = folder / f"{name}.toml"
            found[name] = numbers if name == "numbers" else _load_part(file, shape, numbers, language)
        except PackError as error:
            faults += error.faults
    if faults:
        raise PackError(tuple(dict.fromkeys(faults)))
    return Pack(**found)


def _load_part(file: Path, shape: Any, numbers: dict[str, str] | None, language: str) -> Any:
    if file.name == lock_screen_pack.FILE_NAME:
        return lock_screen_pack.load_lock_screen_pack(file.parent)
    try:
        return read_file(file, shape, numbers, language)
    except FileNotFoundError:
        raise PackError((PackFault(file.name, "is missing"),)) from None
    except (OSError, RecursionError):
        raise PackError((PackFault(file.name, "cannot be read"),)) from None
    except ValueError as error:
        raise PackError((PackFault(file.name, str(error)),)) from None
