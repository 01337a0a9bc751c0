"""The short PIN of the cover. Only a slow, salted hash of it is stored, inside the vault.

The PIN uncovers the screen while the process lives, within three attempts. It opens no vault and wraps no
key.
"""

from argon2.exceptions import HashingError, InvalidHashError, VerificationError

from dasupport.vault.errors import NoMemory
from dasupport.vault.keys.argon2id import make_hasher
from dasupport.vault.keys.key_file import KdfCost

PIN_SETTING = "cover_pin"
"""Key under which the vault's metadata stores the hash."""
HASHER = make_hasher(KdfCost(memory=64 * 1024, passes=3, lanes=4))
"""Takes about a tenth of a second: a PIN is typed many times a day, and no cost makes four digits strong."""


def hash_pin(pin: str) -> str:
    """Return a new hash with its own salt. Raises NoMemory if there is too little memory."""
    try:
        return HASHER.hash(pin)
    except HashingError:
        raise NoMemory from None


def verify_pin(stored: str, pin: str) -> bool:
    """Return True if the PIN matches the hash. A value that is not a hash matches nothing."""
    try:
        return HASHER.verify(stored, pin)
    except (VerificationError, InvalidHashError):
        return False
