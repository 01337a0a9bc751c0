"""Words of violence, sex, fear or grief: nobody should have to read them aloud or remember them in this work.

One a line in `unfit.txt`, in order, for a practitioner to correct.
"""

from pathlib import Path

FILE = Path(__file__).parent / "unfit.txt"


def unfit() -> frozenset[str]:
    """The words of the long list that are not offered for a passphrase."""
    return frozenset(FILE.read_text(encoding="utf-8").split())
