"""Loader for numbers.toml: telephone numbers that stand in several places, each written once.

Any text of the pack names one in braces, in capitals: `number = "{SAMARITANS}"`. The file is read before the lock
screen is painted, because the emergency card needs it; so the types are checked by hand, as in `lock_screen_pack`.
"""

import re
import tomllib
from pathlib import Path

from dasupport.content.pack_errors import PackError, PackFault

FILE_NAME = "numbers.toml"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NUMBER_PATTERN = re.compile(r"\d[\d ]*\d")
REFERENCE_PATTERN = re.compile(r"\{([A-Z][A-Z0-9-]*)\}")


def load_shared_numbers(folder: Path) -> dict[str, str]:
    """Return the numbers of a pack folder by their ids. Raises PackError with every fault if they are not valid."""
    try:
        table = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError((PackFault(FILE_NAME, "is missing"),)) from None
    except (OSError, ValueError, RecursionError) as error:
        said = str(error) if isinstance(error, ValueError) else "cannot be read"
        raise PackError((PackFault(FILE_NAME, said),)) from None
    numbers = table.get("numbers")
    if table.keys() != {"numbers"} or not isinstance(numbers, dict):
        held = ", ".join(sorted(table)) or "nothing"
        raise PackError((PackFault(FILE_NAME, f"holds {held} where it holds numbers and nothing else"),))
    wrong = [id for id, number in numbers.items() if not _is_number(number)]
    if wrong:
        raise PackError(tuple(PackFault(FILE_NAME, f"{id} is no number of digits and spaces") for id in wrong))
    return numbers


def fill_in_numbers(text: str, numbers: dict[str, str] | None, *, unbroken: bool = False) -> str:
    """Return the text of a file with its numbers filled in, with no-break spaces inside them if `unbroken` is set.

    Without numbers, because their own file is at fault, it is returned as it is. Raises ValueError for an id that is
    not in numbers.toml.
    """
    if numbers is None:
        return text

    def find(match: re.Match[str]) -> str:
        if match[1] not in numbers:
            raise ValueError(f"names the number {match[1]}, which {FILE_NAME} does not have")
        return numbers[match[1]].replace(" ", NO_BREAK_SPACE) if unbroken else numbers[match[1]]

    return REFERENCE_PATTERN.sub(find, text)


def _is_number(value: object) -> bool:
    return isinstance(value, str) and bool(NUMBER_PATTERN.fullmatch(value))
