"""Credentials to open a vault or a backup: as typed, or read from a key file."""

from pathlib import Path

from dasupport.actions import recovery_shares
from dasupport.actions.recovery_codes import parse_recovery_code
from dasupport.atomic_files import open_regular
from dasupport.casework.recovery_code import decode_code
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.errors import WrongKey
from dasupport.vault.keys.credentials import Credential, RecoveryCodeBits, RecoverySharesBits, SupervisorKey

__all__ = [
    "Credential",
    "parse_code",
    "parse_passphrase_or_code",
    "parse_shares",
    "read_private_key",
    "read_supervisor_key",
]

MAX_KEY_FILE_BYTES = 4096


def parse_passphrase_or_code(typed: str) -> Credential:
    """Return a recovery code if a complete one was typed, else a passphrase. Raises Refusal PASS-EMPTY."""
    if not typed:
        raise Refusal(RefusalId.PASS_EMPTY)
    code = decode_code(typed)
    return RecoveryCodeBits(code) if code else typed


def parse_code(typed: str) -> Credential:
    """Return the credential of a typed recovery code. Raises Refusal CODE-UNREAD if it is not valid."""
    return parse_recovery_code(typed)


def parse_shares(one: str, other: str) -> Credential:
    """Return the credential of two recovery shares. Raises Refusal CODE-PARTS if they do not combine."""
    bits = recovery_shares.combine(one, other)
    if bits is None:
        raise Refusal(RefusalId.CODE_PARTS)
    return RecoverySharesBits(bits)


def read_supervisor_key(file: Path) -> Credential:
    """Return the credential in a supervisor's key file. Raises Refusal V-NO-KEY if the file cannot be read."""
    return SupervisorKey(read_private_key(file))


def read_private_key(file: Path) -> str:
    """Return the private key in a supervisor's key file, as age writes one; an empty string if there is none.

    Raises Refusal V-NO-KEY if the file cannot be read.
    """
    try:
        with open_regular(file) as found:
            lines = found.read(MAX_KEY_FILE_BYTES).decode("ascii").split()
    except (OSError, ValueError):
        raise WrongKey from None
    return next((word for word in lines if word.startswith("AGE-SECRET-KEY-1")), "")
