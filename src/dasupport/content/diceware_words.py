"""The long word list of the Electronic Frontier Foundation, from which passphrases are suggested.

The file is shipped unchanged, with its licence, in `resources/words`.
"""

from functools import cache
from hashlib import sha256

from dasupport.resource_paths import find_resources

WORD_LIST = "eff_large_wordlist.txt"
WORD_LIST_SHA256 = "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"


@cache
def load_diceware_words() -> tuple[str, ...]:
    """Return the 7,776 words, in the order of their dice throws; the file is read once."""
    return parse_word_list((find_resources() / "words" / WORD_LIST).read_bytes())


def parse_word_list(data: bytes) -> tuple[str, ...]:
    """Return the words of the list.

    Raises ValueError if the data is not the published list: a passphrase is drawn from no other.
    """
    if sha256(data).hexdigest() != WORD_LIST_SHA256:
        raise ValueError("this is not the published word list")
    return tuple(line.split("\t")[1] for line in data.decode("ascii").splitlines())
