"""What opens a vault: a passphrase, a recovery code, two parts of three, or a supervisor's key; 64 bytes from each."""

import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dasupport.vault.errors import KeyDamaged, WrongKey
from dasupport.vault.keys.argon2id import derive_bytes
from dasupport.vault.keys.key_file import KeySlot

PASSPHRASE, RECOVERY, SPLIT, RECIPIENT = "passphrase", "recovery", "split", "recipient"
SPENT = 64
"""Bytes: 32 wrap the master key, 32 say whether the secret was right."""


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """The bits of a recovery code: they need no stretching, nobody guesses 135 of them."""

    bits: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Parts:
    """What two parts of three give together."""

    bits: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A supervisor's private key, as age writes it."""

    text: str


Secret = str | Code | Parts | Identity
"""A plain text is a passphrase."""


def sort_of(secret: Secret) -> str:
    """Which sort of slot a secret opens."""
    match secret:
        case Code():
            return RECOVERY
        case Parts():
            return SPLIT
        case Identity():
            return RECIPIENT
        case _:
            return PASSPHRASE


def stretched(secret: Secret, slot: KeySlot) -> bytes:
    """64 bytes that only this secret gives for this slot, or, of a key that is not the slot's, 64 that fit nothing.

    Raises NoMemory where the cost cannot be paid, KeyDamaged where the slot asks for what cannot be done.
    """
    match secret:
        case Code(bits=bits) | Parts(bits=bits):
            return HKDF(SHA256(), SPENT, salt=bytes.fromhex(slot.salt), info=slot.type.encode()).derive(bits)
        case Identity(text=text):
            return _opened(text, slot)
        case _:
            return _argon(secret, slot)


def sealed_for(public: str) -> tuple[bytes, str]:
    """64 fresh bytes, and the same sealed for a supervisor's public key. Raises WrongKey if it is none."""
    import pyrage

    made = secrets.token_bytes(SPENT)
    try:
        recipient = pyrage.x25519.Recipient.from_str(public.strip())
    except pyrage.RecipientError:
        raise WrongKey from None
    return made, pyrage.encrypt(made, [recipient]).hex()


def pair() -> tuple[str, str]:
    """A new private key and its public half, as age writes them."""
    import pyrage

    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def _opened(text: str, slot: KeySlot) -> bytes:
    import pyrage

    try:
        identity = pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError:
        raise WrongKey from None
    try:
        opened = pyrage.decrypt(bytes.fromhex(slot.sealed), [identity])
    except pyrage.DecryptError:
        return bytes(SPENT)
    return opened if len(opened) == SPENT else bytes(SPENT)


def _argon(passphrase: str, slot: KeySlot) -> bytes:
    """The same letters typed on another system give the same bytes."""
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return derive_bytes(typed, bytes.fromhex(slot.salt), slot.cost, SPENT)
    except ValueError:
        raise KeyDamaged from None
