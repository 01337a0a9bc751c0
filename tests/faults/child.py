"""A deed in a program of its own: `python -m tests.faults.child ACT FOLDER [SETTING=VALUE ...]`.

What it tells goes to its first output, a line each. The settings replace those with which the vault opens its data.
"""

import os
import sys
from pathlib import Path

from tests.faults.acts import ACTS
from tests.faults.weak import weaken


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main() -> None:
    act, folder, *settings = sys.argv[1:]
    weaken(dict(setting.split("=") for setting in settings))
    ACTS[act].do(Path(folder), tell)


if __name__ == "__main__":
    main()
