"""Console input and output: a credential is read without echo."""

import sys
from pathlib import Path

from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId


def read_credential(asked: str) -> str:
    """Read a passphrase, or a recovery code in its place. Raises Refusal PASS-EMPTY."""
    if typed := read_line(asked):
        return typed
    raise Refusal(RefusalId.PASS_EMPTY)


def read_line(asked: str) -> str:
    """Read one line from standard input; at a terminal, ask for it and do not echo it."""
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(f"{asked} ")
    return sys.stdin.buffer.readline().decode("utf-8", "surrogateescape").rstrip("\r\n")


def path_exists(path: Path) -> bool:
    """Return True if a path exists, or if that cannot be found out."""
    try:
        return path.exists()
    except OSError:
        return True  # the command itself gives the reason if the path may not be read


def print_text(text: str, *, to_error: bool = False) -> None:
    """Print text; characters that this terminal cannot write are escaped, as a path may contain any."""
    stream = sys.stderr if to_error else sys.stdout
    letters = stream.encoding or "utf-8"
    stream.write(text.encode(letters, "backslashreplace").decode(letters) + "\n")
