"""Loader for content packs: converts every file to its struct and collects all faults, each with its file."""

import tomllib
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from dasupport.content.lock_screen_pack import load_lock_screen_pack
from dasupport.content.pack import Pack
from dasupport.content.pack_errors import PackError, PackFault

__all__ = ["LIST_FILES", "PACKS_FOLDER", "PackError", "PackFault", "load_pack", "read_file"]

PACKS_FOLDER = Path(__file__).parent / "packs"
LIST_FILES = {"directory", "advice", "guide", "refusals", "owing", "left_out"}
"""Names of the files that hold a single list; its table has the name of the file."""


def read_file(file: Path, shape: Any) -> Any:
    """Return one file as its struct. Raises OSError, or ValueError with the position of the fault."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
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
    for name, shape in get_type_hints(Pack).items():
        file = folder / f"{name}.toml"
        try:
            found[name] = load_lock_screen_pack(folder) if name == "first" else read_file(file, shape)
        except PackError as error:
            faults += error.faults
        except FileNotFoundError:
            faults.append(PackFault(file.name, "is missing"))
        except (OSError, RecursionError):
            faults.append(PackFault(file.name, "cannot be read"))
        except ValueError as error:
            faults.append(PackFault(file.name, str(error)))
    if faults:
        raise PackError(tuple(faults))
    return Pack(**found)
