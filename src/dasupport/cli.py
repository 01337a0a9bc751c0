"""The command line: the window, and what needs none. Everything heavy is imported by the command that needs it."""

import os
import sys
from collections.abc import Sequence

TRAINING, COVERED, RENEWED, LOST = "training", "covered", "renewed", "lost"
"""The words of a window: made-up people; and the program's own: behind the neutral screen, after Cover; with new keys,
or after a lock that found no place for some words, which the lock screen says."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if set(words) <= {TRAINING, COVERED, RENEWED, LOST}:
        return window(words)
    from dasupport.commands import command

    return command(words)


def window(words: list[str]) -> int:
    """Open the window, as often as it asks for; returns its exit code."""
    from dasupport import app
    from dasupport.settings import home

    realm = app.TRAINING if TRAINING in words else app.LIVE
    found = {"covered": COVERED in words, "renewed": RENEWED in words, "lost": LOST in words}
    return ended(app.run(realm, home(), **found), words)


def ended(code: int, words: list[str]) -> int:
    """The window has ended: a lock starts it afresh in a new process, so that nothing readable stays in memory.

    The new process takes no module from the folder that it was started in (-P).
    """
    anew = afresh(code, words)
    if anew is not None:
        os.execv(sys.executable, [sys.executable, "-P", "-m", "dasupport", *anew])  # noqa: S606 - this very program
    return code


def afresh(code: int, words: list[str]) -> list[str] | None:
    """The words with which the program is started anew after a window ended with this code; nothing if it is not."""
    from dasupport import app

    realm = [word for word in words if word == TRAINING]
    anew = {app.RELOCK: realm, app.TRAIN: [TRAINING], app.COVERED: [*realm, COVERED]}
    for added, word in ((app.LOST, LOST), (app.RENEWED, RENEWED)):
        anew |= {each + added: [*found, word] for each, found in anew.items()}
    return anew.get(code)


if __name__ == "__main__":
    sys.exit(main())
