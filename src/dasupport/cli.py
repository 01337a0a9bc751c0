"""Command line: the window, and the commands without one. Each command imports its own heavy modules."""

import os
import sys
from collections.abc import Sequence

TRAINING, COVERED, RENEWED, LOST = "training", "covered", "renewed", "lost"
"""Arguments of the window. `training` uses made-up people. The program passes the others to itself: behind
the neutral screen (after Cover), after a key rotation, and after a lock that lost words, which the lock
screen tells.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if set(words) <= {TRAINING, COVERED, RENEWED, LOST}:
        return window(words)
    from dasupport.commands import command

    return command(words)


def window(words: list[str]) -> int:
    """Open the window, again as often as it asks for it, and return its exit code."""
    from dasupport import app
    from dasupport.settings import home

    realm = app.TRAINING if TRAINING in words else app.LIVE
    found = {"covered": COVERED in words, "renewed": RENEWED in words, "lost": LOST in words}
    return ended(app.run(realm, home(), **found), words)


def ended(code: int, words: list[str]) -> int:
    """Replace this process if the window asks for a new start; else return its exit code.

    A lock starts a new process so that nothing readable stays in memory. The new process imports no module
    from the folder it was started in (-P).
    """
    anew = afresh(code, words)
    if anew is not None:
        os.execv(sys.executable, [sys.executable, "-P", "-m", "dasupport", *anew])  # noqa: S606 - this very program
    return code


def afresh(code: int, words: list[str]) -> list[str] | None:
    """Return the arguments for a new start after this exit code, or None if the program ends."""
    from dasupport import app

    realm = [word for word in words if word == TRAINING]
    anew = {app.RELOCK: realm, app.TRAIN: [TRAINING], app.COVERED: [*realm, COVERED]}
    for added, word in ((app.LOST, LOST), (app.RENEWED, RENEWED)):
        anew |= {each + added: [*found, word] for each, found in anew.items()}
    return anew.get(code)


if __name__ == "__main__":
    sys.exit(main())
