"""Recovery codes before they open anything: generated, parsed, confirmed by typing."""

import secrets

from dasupport.actions import recovery_shares
from dasupport.casework.recovery_code import BYTES, decode_code, encode_code
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.keys.credentials import RecoveryCodeBits


def generate_code() -> str:
    """Return a recovery code that opens nothing yet."""
    return encode_code(secrets.token_bytes(BYTES))


def generate_shares() -> tuple[str, ...]:
    """Return three recovery shares that open nothing yet."""
    return recovery_shares.split_new_secret()[1]


def parse_recovery_code(typed: str) -> RecoveryCodeBits:
    """Return the code in a typed text. Raises Refusal CODE-UNREAD."""
    secret = decode_code(typed)
    if secret is None:
        raise Refusal(RefusalId.CODE_UNREAD)
    return RecoveryCodeBits(secret)


def confirm_typed(code: str, typed: str) -> RecoveryCodeBits:
    """Return the code if it was typed back correctly. Raises Refusal CODE-UNREAD, CODE-DIFFERENT."""
    said = parse_recovery_code(typed)
    if said != parse_recovery_code(code):
        raise Refusal(RefusalId.CODE_DIFFERENT)
    return said
