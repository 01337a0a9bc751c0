"""The key file: canonical JSON in two copies, with a checksum that needs no key and a MAC that does.

The checksum detects damage; the MAC, verified right after unlocking, detects tampering.
"""

import hashlib
import hmac
import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from dasupport.atomic_files import open_regular, write_private
from dasupport.casework.realms import Realm
from dasupport.vault.errors import Altered, KeyDamaged, TooNew
from dasupport.vault.strict_json import loads_strict, require_hex, require_timestamp

MAGIC = "dasupport-keyring"
FORMAT = 1
READER_VERSION = 2
"""The newest reader version that this program supports. A key file that requires a newer one is refused."""
MAX_KEY_FILE_SIZE = 64 * 1024
MAX_ENCRYPTED_SIZE = 1024
"""The most bytes of `KeySlot.sealed`: the age library reads a longer text for minutes."""
COPY_NAMES = ("keyring.a", "keyring.b")
DATA_FILE_PATTERN = re.compile(r"data\.[0-9]{1,9}\.db")
SLOT_FIELD_SIZES = {"salt": 16, "nonce": 12, "commit": 32, "wrapped": 48}
"""Size in bytes of each hexadecimal field of a key slot."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Argon2id cost of one guess at a passphrase: memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def is_weaker_than(self, other: "KdfCost") -> bool:
        """Return True if a guess at this cost needs less memory, or less memory times passes."""
        return self.memory < other.memory or self.memory * self.passes < other.memory * other.passes

    @property
    def is_acceptable(self) -> bool:
        """True if a key file may ask for this cost: an attacker may have written the numbers."""
        return (
            19 * 1024 <= self.memory <= 2 * 1024 * 1024
            and 2 <= self.passes <= 16
            and 1 <= self.lanes <= 16
            and self.memory * self.passes <= 8 * 1024 * 1024
        )


NO_KDF_COST = KdfCost(0, 0, 0)
"""Cost of slots whose secret nobody can guess: they need no slow KDF."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """The master key, wrapped with one credential. Byte strings are in hexadecimal."""

    id: str
    type: str
    cost: KdfCost
    salt: str
    nonce: str
    commit: str
    wrapped: str
    created: str
    sealed: str = ""
    """Slot of a supervisor key only: the secret of the slot, encrypted with age for that public key."""
    holder: str = ""
    """Slot of a supervisor key only: that public key."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """Name and parameters of the data file that belongs to the key file."""

    file: str
    generation: int
    salt: str
    page_size: int


@dataclass(frozen=True, slots=True)
class Witness:
    """State of the data when the key file was written: number of commits, newest audit row, time.

    `events` is the number of the newest audit row and `head` its MAC; `unlogged` is the fingerprint of what
    changes without an audit row. Older data is recognised by it.
    """

    commits: int = 0
    events: int = 0
    head: str = ""
    unlogged: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of the key file, without its MAC and checksum."""

    vault: str
    realm: Realm
    generation: int
    made_by: str
    data: DataFile
    slots: tuple[KeySlot, ...]
    witness: Witness = Witness()
    min_reader: int = READER_VERSION

    def build_body(self) -> dict[str, Any]:
        """Return the content as it is written to JSON, without MAC and checksum."""
        return {"magic": MAGIC, "format": FORMAT, **asdict(self), "slots": [asdict(slot) for slot in self.slots]}

    def serialise_signed(self, key: bytes) -> bytes:
        """Return the bytes of the key file, with a MAC made with the header key, and a checksum."""
        signed = {
            **self.build_body(),
            "mac": hmac.new(key, canonical_json(self.build_body()), hashlib.sha256).hexdigest(),
        }
        return canonical_json({**signed, "checksum": hashlib.sha256(canonical_json(signed)).hexdigest()})

    def with_witness(self, witness: Witness) -> Self:
        """Return the next generation of the key file, with a newer witness."""
        return replace(self, generation=self.generation + 1, witness=witness)


@dataclass(frozen=True, slots=True)
class UnverifiedKeyFile:
    """A key file as found on disk: the checksum is right, but the MAC is not verified yet.

    Its version may be one that this program cannot read.
    """

    name: str
    signed_bytes: bytes
    mac: str

    def has_valid_mac(self, key: bytes) -> bool:
        """Return True if the MAC over this content was made with this header key."""
        expected = hmac.new(key, self.signed_bytes, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected, self.mac)

    def verify_mac(self, key: bytes) -> None:
        """Raise Altered unless the MAC over this content was made with this header key."""
        if not self.has_valid_mac(key):
            raise Altered


@dataclass(frozen=True, slots=True)
class KeyFileCopy(UnverifiedKeyFile):
    """A copy of the key file that this program can read. Its MAC may not be verified yet."""

    key_file: KeyFile


def canonical_json(value: object) -> bytes:
    """Return the only JSON form of a value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def parse_copy(name: str, data: bytes) -> KeyFileCopy:
    """Return a copy of the key file from its bytes.

    Raises KeyDamaged, or TooNew if a newer version of this program wrote it.
    """
    signed, table = _verify_checksum(name, data)
    try:
        if table["min_reader"] > READER_VERSION:
            raise TooNew
        return KeyFileCopy(name, signed.signed_bytes, signed.mac, _parse_key_file(table))
    except (TypeError, ValueError, KeyError):
        raise KeyDamaged from None


def _verify_checksum(name: str, data: bytes) -> tuple[UnverifiedKeyFile, dict[str, Any]]:
    """Return the content that the MAC covers, raw and parsed, if its checksum is right. Raises KeyDamaged."""
    try:
        table = loads_strict(data)
        checksum = table.pop("checksum")
        whole = hashlib.sha256(canonical_json(table)).hexdigest() == checksum
        mac = require_hex(table.pop("mac"), 32)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise KeyDamaged from None
    if not whole or table.get("magic") != MAGIC:
        raise KeyDamaged
    return UnverifiedKeyFile(name, canonical_json(table), mac), table


def read_copies(folder: Path) -> tuple[list[KeyFileCopy], list[str]]:
    """Return the good copies, newest first, and the names of those that are damaged, missing or too new.

    Raises TooNew if one is too new and none is good.
    """
    good, bad, newer = [], [], False
    for name in COPY_NAMES:
        try:
            good.append(parse_copy(name, _read_bounded(folder / name)))
        except (OSError, KeyDamaged):
            bad.append(name)
        except TooNew:
            bad.append(name)
            newer = True
    if newer and not good:
        raise TooNew
    return sorted(good, key=lambda copy: -copy.key_file.generation), bad


def read_newer_copies(folder: Path) -> list[UnverifiedKeyFile]:
    """Return the copies that claim to be written by a newer version. Only their MAC can prove the claim."""
    found = []
    for name in COPY_NAMES:
        with suppress(OSError, KeyDamaged):
            signed, table = _verify_checksum(name, _read_bounded(folder / name))
            if isinstance(asked := table.get("min_reader"), int) and asked > READER_VERSION:
                found.append(signed)
    return found


def _read_bounded(path: Path) -> bytes:
    """Return the bytes of a file, but no more than one byte above the limit of a key file."""
    with open_regular(path) as file:
        return file.read(MAX_KEY_FILE_SIZE + 1)


def write_copies(folder: Path, keys: KeyFile, key: bytes, first: str = COPY_NAMES[0]) -> KeyFileCopy:
    """Write both copies, one after the other: after a crash, one of them is still complete.

    Returns the one written first, as read back. Raises the same as `write_copy`.
    """
    one, _ = [write_copy(folder, name, keys, key) for name in sorted(COPY_NAMES, key=lambda name: name != first)]
    return one


def write_copy(folder: Path, name: str, keys: KeyFile, key: bytes) -> KeyFileCopy:
    """Write one copy and read it back from the disk.

    Raises OSError, or KeyDamaged if the disk returned other bytes.
    """
    data = keys.serialise_signed(key)
    write_private(folder / name, data)
    if _read_bounded(folder / name) != data:
        raise KeyDamaged
    return parse_copy(name, data)


def _parse_key_file(table: dict[str, Any]) -> KeyFile:
    table = {**table, "realm": Realm(table["realm"])}
    slots = tuple(KeySlot(**{**slot, "cost": _parse_cost(slot["cost"])}) for slot in table["slots"])
    fields = {key: value for key, value in table.items() if key not in ("magic", "format")}
    made = KeyFile(
        **{**fields, "slots": slots, "data": DataFile(**table["data"]), "witness": Witness(**table["witness"])}
    )
    numbers = (
        made.min_reader,
        made.generation,
        made.data.generation,
        made.data.page_size,
        made.witness.commits,
        made.witness.events,
    )
    costs = [number for slot in slots for number in (slot.cost.memory, slot.cost.passes, slot.cost.lanes)]
    if any(type(number) is not int or number < 0 for number in (*numbers, *costs)):
        raise ValueError("number")
    require_hex(made.vault, 16)
    require_hex(made.data.salt, 16)
    for slot in slots:
        for name, size in SLOT_FIELD_SIZES.items():
            require_hex(getattr(slot, name), size)
        if len(bytes.fromhex(slot.sealed)) > MAX_ENCRYPTED_SIZE:
            raise ValueError("size")
    words = [made.made_by, made.witness.head, made.witness.unlogged, made.witness.at]
    words += [word for slot in slots for word in (slot.id, slot.type, slot.created, slot.holder)]
    if not slots or not all(isinstance(word, str) for word in words) or not DATA_FILE_PATTERN.fullmatch(made.data.file):
        raise ValueError("word")
    for text in (*(slot.created for slot in slots), *filter(None, (made.witness.at,))):
        require_timestamp(text)
    return made


def _parse_cost(table: dict[str, Any]) -> KdfCost:
    """Return the cost. Raises ValueError if a field is missing, as the default would replace it."""
    made = KdfCost(**table)
    if asdict(made) != table:
        raise ValueError("cost")
    return made
