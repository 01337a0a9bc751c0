"""Recovery codes before they open anything: made, written down, typed back."""

import secrets

from dasupport.actions import parts
from dasupport.casework.recovery_code import BYTES, secret_of, written
from dasupport.refusal import Refusal
from dasupport.vault.secret import Code


def new_code() -> str:
    """A recovery code that opens nothing yet."""
    return written(secrets.token_bytes(BYTES))


def new_parts() -> tuple[str, ...]:
    """Three parts of a code that opens nothing yet."""
    return parts.made()[1]


def code_in(typed: str) -> Code:
    """The code in what was typed. Raises Refusal CODE-UNREAD."""
    secret = secret_of(typed)
    if secret is None:
        raise Refusal("CODE-UNREAD")
    return Code(secret)


def back(code: str, typed: str) -> Code:
    """A code that was typed back. Raises Refusal CODE-UNREAD, CODE-DIFFERENT."""
    said = code_in(typed)
    if said != code_in(code):
        raise Refusal("CODE-DIFFERENT")
    return said
