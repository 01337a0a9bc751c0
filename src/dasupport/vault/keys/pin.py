"""The short PIN of Cover: kept inside the vault, and there only as a slow, salted hash.

It guards a screen for as long as one process lives, with three tries. It opens no vault and wraps no key.
"""

from argon2.exceptions import HashingError, InvalidHashError, VerificationError

from dasupport.vault.errors import NoMemory
from dasupport.vault.keys.argon2id import make_hasher
from dasupport.vault.keys.key_file import Cost

KEY = "cover_pin"
"""The setting of the vault under which the hash stands."""
HASHER = make_hasher(Cost(memory=64 * 1024, passes=3, lanes=4))
"""About a tenth of a second: a PIN is typed many times a day, and no length of work makes four digits strong."""


def hashed(pin: str) -> str:
    """A new hash, with a salt of its own. Raises NoMemory where it cannot be made."""
    try:
        return HASHER.hash(pin)
    except HashingError:
        raise NoMemory from None


def fits(stored: str, pin: str) -> bool:
    """Whether this is the PIN behind a hash; what is no hash fits nothing."""
    try:
        return HASHER.verify(stored, pin)
    except (VerificationError, InvalidHashError):
        return False
