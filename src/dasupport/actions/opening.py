"""Credentials to open a vault or a backup: as typed, or read from a key file."""

from pathlib import Path

from dasupport.actions import parts
from dasupport.actions.codes import code_in
from dasupport.casework.recovery_code import secret_of
from dasupport.files import opened
from dasupport.refusal import Refusal
from dasupport.vault.faults import WrongKey
from dasupport.vault.secret import Code, Identity, Parts, Secret

__all__ = ["Secret", "by_code", "by_key", "by_line", "by_parts", "key_in"]

LONGEST_KEY_FILE = 4096


def by_line(typed: str) -> Secret:
    """Return a recovery code if a complete one was typed, else a passphrase. Raises Refusal PASS-EMPTY."""
    if not typed:
        raise Refusal("PASS-EMPTY")
    code = secret_of(typed)
    return Code(code) if code else typed


def by_code(typed: str) -> Secret:
    """Return the credential of a typed recovery code. Raises Refusal CODE-UNREAD if it is not valid."""
    return code_in(typed)


def by_parts(one: str, other: str) -> Secret:
    """Return the credential of two recovery shares. Raises Refusal CODE-PARTS if they do not combine."""
    bits = parts.joined(one, other)
    if bits is None:
        raise Refusal("CODE-PARTS")
    return Parts(bits)


def by_key(file: Path) -> Secret:
    """Return the credential in a supervisor's key file. Raises Refusal V-NO-KEY if the file cannot be read."""
    return Identity(key_in(file))


def key_in(file: Path) -> str:
    """Return the private key in a supervisor's key file, as age writes one; an empty string if there is none.

    Raises Refusal V-NO-KEY if the file cannot be read.
    """
    try:
        with opened(file) as found:
            lines = found.read(LONGEST_KEY_FILE).decode("ascii").split()
    except (OSError, ValueError):
        raise WrongKey from None
    return next((word for word in lines if word.startswith("AGE-SECRET-KEY-1")), "")
