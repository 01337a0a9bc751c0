"""Words that are never suggested in a passphrase: violence, sex, fear or grief, which nobody should have to read
aloud or memorise in this work.

They stand in `unfit.txt`, one a line, in alphabetical order, for a practitioner to correct.
"""

from pathlib import Path

WORDS_FILE = Path(__file__).parent / "unfit.txt"


def load_unsuitable_words() -> frozenset[str]:
    """Return the words of the diceware list that are not used for a suggested passphrase."""
    return frozenset(WORDS_FILE.read_text(encoding="utf-8").split())
