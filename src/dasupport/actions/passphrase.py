"""A passphrase for a vault: six words are offered; a choice of one's own is held against what others guess first."""

from dasupport.actions.names import holds

SHORTEST = 14
WORDS = 6
GUESSABLE = 1e10
"""An own choice that is found within this many guesses is a common one, or nearly."""
LONGEST_JUDGED = 72
"""What the estimator takes at most; a longer passphrase is judged by its beginning."""


def offered() -> str:
    """Six words drawn from a list of 7,776 (about 77 bits)."""
    from dicewarepy import diceware

    return " ".join(diceware(WORDS))


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
