"""Passphrase policy: six random words are suggested; a user's own choice is checked against common guesses."""

import secrets

from dasupport.actions.name_check import contains_name
from dasupport.content.diceware_words import load_diceware_words
from dasupport.content.unsuitable_words import load_unsuitable_words
from dasupport.refusal_id import RefusalId

MIN_LENGTH = 14
SUGGESTED_WORDS = 6
MIN_GUESSES = 1e10
"""A passphrase that is found in fewer guesses than this is refused as common."""
MAX_ESTIMATED_LENGTH = 72
"""Maximum length for the estimator; a longer passphrase is judged by its beginning."""


def suggest() -> str:
    """Return six words from a list of 7,776 without the blocked ones: 77.2 bits, 0.3 less than the whole list."""
    blocked = load_unsuitable_words()
    suitable = [word for word in load_diceware_words() if word not in blocked]
    return " ".join(secrets.choice(suitable) for _ in range(SUGGESTED_WORDS))


def policy_error(passphrase: str, again: str, name: str) -> RefusalId | None:
    """Return the refusal id if this passphrase is not allowed, else None. No rules on characters, no expiry."""
    if not passphrase:
        return RefusalId.PASS_EMPTY
    if len(passphrase) < MIN_LENGTH:
        return RefusalId.PASS_SHORT
    if contains_name(passphrase, name):
        return RefusalId.PASS_NAME
    if is_guessable(passphrase, name):
        return RefusalId.PASS_COMMON
    return None if passphrase == again else RefusalId.PASS_DIFFERENT


def is_guessable(passphrase: str, name: str) -> bool:
    """Return True if guessing common passwords, names and patterns would soon find it."""
    from zxcvbn import zxcvbn

    judged = zxcvbn(passphrase[:MAX_ESTIMATED_LENGTH], user_inputs=[name, "four steps", "dasupport"])
    return float(judged["guesses"]) < MIN_GUESSES
