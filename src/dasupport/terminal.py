"""A terminal, or what stands in for one: a line is asked for and typed unseen, and something is said."""

import sys
from pathlib import Path

from dasupport.refusal import Refusal


def phrase(asked: str) -> str:
    """A passphrase, or what may stand for one. Raises Refusal PASS-EMPTY."""
    if typed := line(asked):
        return typed
    raise Refusal("PASS-EMPTY")


def line(asked: str) -> str:
    """One line of standard input; at a terminal it is asked for, and not shown."""
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(f"{asked} ")
    return sys.stdin.buffer.readline().decode("utf-8", "surrogateescape").rstrip("\r\n")


def exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # what may not be looked at is refused in its own words


def say(text: str, *, to_error: bool = False) -> None:
    """Say it, with signs for what this terminal cannot write: a place may have any name."""
    stream = sys.stderr if to_error else sys.stdout
    letters = stream.encoding or "utf-8"
    stream.write(text.encode(letters, "backslashreplace").decode(letters) + "\n")
