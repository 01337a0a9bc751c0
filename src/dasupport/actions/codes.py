"""Recovery codes before they open anything: generated, parsed, confirmed by typing."""

import secrets

from dasupport.actions import parts
from dasupport.casework.recovery_code import BYTES, secret_of, written
from dasupport.refusal import Refusal
from dasupport.vault.secret import Code


def new_code() -> str:
    """Return a recovery code that opens nothing yet."""
    return written(secrets.token_bytes(BYTES))


def new_parts() -> tuple[str, ...]:
    """Return three recovery shares that open nothing yet."""
    return parts.made()[1]


def code_in(typed: str) -> Code:
    """Return the code in a typed text. Raises Refusal CODE-UNREAD."""
    secret = secret_of(typed)
    if secret is None:
        raise Refusal("CODE-UNREAD")
    return Code(secret)


def back(code: str, typed: str) -> Code:
    """Return the code if it was typed back correctly. Raises Refusal CODE-UNREAD, CODE-DIFFERENT."""
    said = code_in(typed)
    if said != code_in(code):
        raise Refusal("CODE-DIFFERENT")
    return said
