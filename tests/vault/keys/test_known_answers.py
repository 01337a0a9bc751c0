"""The primitives that the vault is built on give the answers that their standards publish."""

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dasupport.vault.keys.credentials import derive_slot_secret
from dasupport.vault.keys.key_file import KeySlot
from tests.samples import CHEAP, PASSPHRASE


def test_that_argon2id_gives_the_answer_of_rfc_9106() -> None:
    made = Argon2id(
        salt=bytes([2]) * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=bytes([4]) * 12,
        secret=bytes([3]) * 8,
    )
    answer = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert made.derive(bytes([1]) * 32).hex() == answer


def test_that_the_library_of_the_vault_gives_the_same_as_the_one_held_against_the_standard() -> None:
    for passes, memory, lanes in ((1, 8, 1), (3, 32, 4), (2, 19 * 1024, 1)):
        other = Argon2id(salt=b"sixteen bytes of", length=64, iterations=passes, lanes=lanes, memory_cost=memory)
        assert hash_secret_raw(b"typed", b"sixteen bytes of", passes, memory, lanes, 64, Type.ID) == other.derive(
            b"typed"
        )


def test_that_a_passphrase_is_stretched_by_just_that() -> None:
    slot = KeySlot("1", "passphrase", CHEAP, "11" * 16, "", "", "", "")
    other = Argon2id(
        salt=bytes.fromhex(slot.salt), length=64, iterations=CHEAP.passes, lanes=CHEAP.lanes, memory_cost=CHEAP.memory
    )
    assert derive_slot_secret(PASSPHRASE, slot) == other.derive(PASSPHRASE.encode())


def test_that_hkdf_gives_the_answer_of_rfc_5869() -> None:
    made = HKDF(SHA256(), 42, salt=bytes(range(13)), info=bytes(range(0xF0, 0xFA))).derive(bytes([11]) * 22)
    answer = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    assert made.hex() == answer


def test_that_chacha20_poly1305_gives_the_answer_of_rfc_8439() -> None:
    key, nonce = bytes(range(0x80, 0xA0)), bytes.fromhex("070000004041424344454647")
    said = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    said += b"sunscreen would be it."
    sealed = ChaCha20Poly1305(key).encrypt(nonce, said, bytes.fromhex("50515253c0c1c2c3c4c5c6c7"))
    assert sealed[:16].hex() == "d31a8d34648e60db7b86afbc53ef7ec2"
    assert sealed[-16:].hex() == "1ae10b594f09e26a7e902ecbd0600691"
