"""The command line: the window, and what needs none. Everything heavy is imported by the command that needs it."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words == ["training"]:
        return window(words)
    from dasupport.commands import command

    return command(words)


def window(words: list[str]) -> int:
    """Open the window, as often as it asks for; returns its exit code."""
    from dasupport.app import LIVE, TRAINING, run
    from dasupport.settings import home

    return ended(run(TRAINING if words else LIVE, home()), words)


def ended(code: int, words: list[str]) -> int:
    """The window has ended: a lock starts it afresh in a new process, so that nothing readable stays in memory.

    The new process takes no module from the folder that it was started in (-P).
    """
    from dasupport.app import RELOCK, TRAIN

    if code in (RELOCK, TRAIN):
        afresh = ["training"] if code == TRAIN else words
        os.execv(sys.executable, [sys.executable, "-P", "-m", "dasupport", *afresh])  # noqa: S606 - this very program
    return code


if __name__ == "__main__":
    sys.exit(main())
