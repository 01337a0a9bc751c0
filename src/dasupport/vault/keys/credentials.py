"""Credentials: a passphrase, a recovery code, two of three recovery shares, or a supervisor key.

Each of them gives 64 bytes for a key slot.
"""

import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dasupport.vault.errors import KeyDamaged, WrongKey
from dasupport.vault.keys.argon2id import derive_bytes
from dasupport.vault.keys.key_file import KeySlot

PASSPHRASE, RECOVERY_CODE, RECOVERY_SHARES, SUPERVISOR_KEY = "passphrase", "recovery", "split", "recipient"
SLOT_SECRET_SIZE = 64
"""Bytes: 32 to wrap the master key, 32 to tell if the credential was right."""


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCodeBits:
    """The bits of a recovery code. They need no slow KDF: nobody guesses 135 bits."""

    bits: bytes


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySharesBits:
    """The secret that two of the three recovery shares give when combined."""

    bits: bytes


@dataclass(frozen=True, slots=True, repr=False)
class SupervisorKey:
    """A supervisor's private key, in the text form of age."""

    text: str


Credential = str | RecoveryCodeBits | RecoverySharesBits | SupervisorKey
"""Any credential. A plain str is a passphrase."""


def get_slot_type(secret: Credential) -> str:
    """Return the type of key slot that a credential opens."""
    match secret:
        case RecoveryCodeBits():
            return RECOVERY_CODE
        case RecoverySharesBits():
            return RECOVERY_SHARES
        case SupervisorKey():
            return SUPERVISOR_KEY
        case _:
            return PASSPHRASE


def derive_slot_secret(secret: Credential, slot: KeySlot) -> bytes:
    """Return the 64 bytes that a credential gives for a slot.

    A supervisor key that the slot was not made for gives 64 zero bytes, which match nothing. Raises NoMemory
    if there is too little memory for the KDF cost, KeyDamaged if the slot's values are impossible, WrongKey
    if the text is not a supervisor key.
    """
    match secret:
        case RecoveryCodeBits(bits=bits) | RecoverySharesBits(bits=bits):
            return HKDF(SHA256(), SLOT_SECRET_SIZE, salt=bytes.fromhex(slot.salt), info=slot.type.encode()).derive(bits)
        case SupervisorKey(text=text):
            return _decrypt_slot_secret(text, slot)
        case _:
            return _run_argon2(secret, slot)


def encrypt_slot_secret(public: str) -> tuple[bytes, str]:
    """Return 64 random bytes, and the same bytes encrypted for a supervisor's public key, in hexadecimal.

    Raises WrongKey if the text is not a public key.
    """
    import pyrage

    made = secrets.token_bytes(SLOT_SECRET_SIZE)
    try:
        recipient = pyrage.x25519.Recipient.from_str(public.strip())
    except pyrage.RecipientError:
        raise WrongKey from None
    return made, pyrage.encrypt(made, [recipient]).hex()


def generate_key_pair() -> tuple[str, str]:
    """Return a new private key and its public key, in the text form of age."""
    import pyrage

    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def _decrypt_slot_secret(text: str, slot: KeySlot) -> bytes:
    import pyrage

    try:
        identity = pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError:
        raise WrongKey from None
    try:
        opened = pyrage.decrypt(bytes.fromhex(slot.sealed), [identity])
    except pyrage.DecryptError:
        return bytes(SLOT_SECRET_SIZE)
    return opened if len(opened) == SLOT_SECRET_SIZE else bytes(SLOT_SECRET_SIZE)


def _run_argon2(passphrase: str, slot: KeySlot) -> bytes:
    """Return the Argon2id hash of a passphrase.

    The text is normalised to NFC, so that the same letters typed on another system give the same bytes.
    """
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return derive_bytes(typed, bytes.fromhex(slot.salt), slot.cost, SLOT_SECRET_SIZE)
    except ValueError:
        raise KeyDamaged from None
