"""Loader for first.toml: the text of the lock screen, the command line and the emergency card.

It runs before the lock screen is painted, so it checks the types by hand: importing msgspec, which checks all
other files, takes longer than building the window.
"""

import tomllib
from pathlib import Path
from typing import Any

from dasupport.content.lock_screen_labels import EmergencyCardLine, LockScreenPack
from dasupport.content.pack_errors import PackError, PackFault
from dasupport.content.shared_numbers import fill_in_numbers, load_shared_numbers

FILE_NAME = "first.toml"


def load_lock_screen_pack(folder: Path) -> LockScreenPack:
    """Return the contents of first.toml in a pack folder.

    Raises PackError with every fault if the file is not valid.
    """
    try:
        text = (folder / FILE_NAME).read_text(encoding="utf-8")
        table = tomllib.loads(fill_in_numbers(text, load_shared_numbers(folder), unbroken=True))
    except FileNotFoundError:
        raise PackError((PackFault(FILE_NAME, "is missing"),)) from None
    except (OSError, ValueError, RecursionError) as error:
        said = str(error) if isinstance(error, ValueError) else "cannot be read"
        raise PackError((PackFault(FILE_NAME, said),)) from None
    faults: list[PackFault] = []
    made: dict[str, Any] = {}
    for name, shape in LockScreenPack.__annotations__.items():
        if name == "emergency":
            rows = table.get(name)
            lines = (
                [_convert_table(EmergencyCardLine, row, f"$.{name}", faults) for row in rows]
                if isinstance(rows, list)
                else []
            )
            made[name] = tuple(lines)
            if not lines:
                faults.append(PackFault(FILE_NAME, f"is without lines - at `$.{name}`"))
        else:
            made[name] = _convert_table(shape, table.get(name), f"$.{name}", faults)
    faults += [
        PackFault(FILE_NAME, f"has an unknown table `{name}`")
        for name in table.keys() - LockScreenPack.__annotations__.keys()
    ]
    if faults:
        raise PackError(tuple(faults))
    return LockScreenPack(**made)


def _convert_table(shape: Any, table: object, place: str, faults: list[PackFault]) -> Any:
    """Return one table as its named tuple: every required field present, no unknown field, each of the right type.

    Appends what is wrong to `faults` and returns None then.
    """
    if not isinstance(table, dict):
        faults.append(PackFault(FILE_NAME, f"is without a table - at `{place}`"))
        return None
    fields = shape.__annotations__
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    needed = fields.keys() - shape._field_defaults.keys()
    wrong = [f"is missing a field `{name}`" for name in sorted(needed - values.keys())]
    wrong += [f"has an unknown field `{name}`" for name in sorted(values.keys() - fields.keys())]
    for name in sorted(values.keys() & fields.keys()):
        declared = getattr(fields[name], "__origin__", fields[name])  # a text may be annotated with its placeholders
        kind = declared if declared in (str, bool) else tuple
        if type(values[name]) is not kind:
            wrong.append(f"has a `{name}` of the wrong kind")
    faults += [PackFault(FILE_NAME, f"{what} - at `{place}`") for what in wrong]
    return None if wrong else shape(**values)
