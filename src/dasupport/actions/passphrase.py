"""A passphrase for a vault: six words are offered; a choice of one's own is held against what others guess first."""

from dasupport.actions.names import holds
from dasupport.content.unfit import unfit

SHORTEST = 14
WORDS = 6
GUESSABLE = 1e10
"""An own choice that is found within this many guesses is a common one, or nearly."""
LONGEST_JUDGED = 72
"""What the estimator takes at most; a longer passphrase is judged by its beginning."""


def offered() -> str:
    """Six words drawn from a list of 7,776 without those that are unfit: 77.2 bits, 0.3 less than the whole list."""
    left_out = unfit()
    return " ".join(_drawn(left_out) for _ in range(WORDS))


def _drawn(left_out: frozenset[str]) -> str:
    """One word; an unfit one is drawn again, so that all others stay equally likely."""
    from dicewarepy import diceware

    word = str(*diceware(1))
    return _drawn(left_out) if word in left_out else word


def fault(passphrase: str, again: str, name: str) -> str | None:
    """The id of the refusal if this passphrase will not do, else nothing. No rules on signs, no expiry."""
    if not passphrase:
        return "PASS-EMPTY"
    if len(passphrase) < SHORTEST:
        return "PASS-SHORT"
    if holds(passphrase, name):
        return "PASS-NAME"
    if common(passphrase, name):
        return "PASS-COMMON"
    return None if passphrase == again else "PASS-DIFFERENT"


def common(passphrase: str, name: str) -> bool:
    """Whether guessers who start with common passwords, names and patterns would be there soon."""
    from zxcvbn import zxcvbn

    judged = zxcvbn(passphrase[:LONGEST_JUDGED], user_inputs=[name, "four steps", "dasupport"])
    return float(judged["guesses"]) < GUESSABLE
