"""Command line: the window, and the commands without one. Each command imports its own heavy modules."""

import os
import sys
from collections.abc import Sequence

from dasupport.casework.realms import Realm

TRAINING, COVERED, REKEYED, WORDS_LOST = Realm.TRAINING.value, "covered", "renewed", "lost"
"""Arguments of the window. `training` uses made-up people. The program passes the others to itself: behind
the neutral screen (after Cover), after a key rotation, and after a lock that lost words, which the lock
screen tells.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if set(words) <= {TRAINING, COVERED, REKEYED, WORDS_LOST}:
        return open_window(words)
    from dasupport.commands import run_command

    return run_command(words)


def open_window(words: list[str]) -> int:
    """Open the window, again as often as it asks for it, and return its exit code."""
    from dasupport import app
    from dasupport.settings import get_program_folder

    realm = Realm.TRAINING if TRAINING in words else Realm.LIVE
    found = {"covered": COVERED in words, "renewed": REKEYED in words, "lost": WORDS_LOST in words}
    return restart_or_exit(app.run_window(realm, get_program_folder(), **found), words)


def restart_or_exit(code: int, words: list[str]) -> int:
    """Replace this process if the window asks for a new start; else return its exit code.

    A lock starts a new process so that nothing readable stays in memory. The new process imports no module
    from the folder it was started in (-P).
    """
    anew = get_restart_arguments(code, words)
    if anew is not None:
        os.execv(sys.executable, [sys.executable, "-P", "-m", "dasupport", *anew])  # noqa: S606 - this very program
    return code


def get_restart_arguments(code: int, words: list[str]) -> list[str] | None:
    """Return the arguments for a new start after this exit code, or None if the program ends."""
    from dasupport import app

    realm = [word for word in words if word == TRAINING]
    anew = {app.EXIT_RELOCK: realm, app.EXIT_TRAINING: [TRAINING], app.EXIT_COVERED: [*realm, COVERED]}
    for added, word in ((app.EXIT_WORDS_LOST, WORDS_LOST), (app.EXIT_REKEYED, REKEYED)):
        anew |= {each + added: [*found, word] for each, found in anew.items()}
    return anew.get(code)


if __name__ == "__main__":
    sys.exit(main())
