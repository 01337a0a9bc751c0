"""The key file: canonical JSON in two copies, with a checksum that needs no key and a MAC that does.

The checksum tells damage from everything else; the MAC, checked right after unlocking, tells tampering.
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
from dasupport.vault.strict_json import hexadecimal, moment, strictly

MAGIC = "dasupport-keyring"
FORMAT = 1
READER = 2
"""What this program can read; a key file that asks for more is refused."""
LARGEST = 64 * 1024
MOST_SEALED = 1024
"""Bytes that a supervisor's slot may take: what opens it reads a longer one for minutes."""
NAMES = ("keyring.a", "keyring.b")
DATA_FILE = re.compile(r"data\.[0-9]{1,9}\.db")
SIZES = {"salt": 16, "nonce": 12, "commit": 32, "wrapped": 48}
"""How many bytes each part of a slot has."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def weaker_than(self, other: "Cost") -> bool:
        """Whether a guess at this cost is cheaper in any way that counts."""
        return self.memory < other.memory or self.memory * self.passes < other.memory * other.passes

    @property
    def bearable(self) -> bool:
        """Whether a file may ask this of us: the numbers are in an attacker's hand."""
        return (
            19 * 1024 <= self.memory <= 2 * 1024 * 1024
            and 2 <= self.passes <= 16
            and 1 <= self.lanes <= 16
            and self.memory * self.passes <= 8 * 1024 * 1024
        )


FREE = Cost(0, 0, 0)
"""Of a secret that nobody guesses."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """The master key, wrapped under one secret. Byte strings stand in hexadecimal."""

    id: str
    type: str
    cost: Cost
    salt: str
    nonce: str
    commit: str
    wrapped: str
    created: str
    sealed: str = ""
    """For a supervisor's public key: what opens the slot, sealed for that key."""
    holder: str = ""
    """That public key."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """Which data file these keys open."""

    file: str
    generation: int
    salt: str
    page_size: int


@dataclass(frozen=True, slots=True)
class Witness:
    """How far the data had come when this key file was written."""

    commits: int = 0
    events: int = 0
    head: str = ""
    unlogged: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Everything in the key file but its two seals."""

    vault: str
    realm: Realm
    generation: int
    made_by: str
    data: DataFile
    slots: tuple[KeySlot, ...]
    witness: Witness = Witness()
    min_reader: int = READER

    def body(self) -> dict[str, Any]:
        return {"magic": MAGIC, "format": FORMAT, **asdict(self), "slots": [asdict(slot) for slot in self.slots]}

    def seal(self, key: bytes) -> bytes:
        """The file as it is written, authenticated by the header key."""
        signed = {**self.body(), "mac": hmac.new(key, canonical(self.body()), hashlib.sha256).hexdigest()}
        return canonical({**signed, "checksum": hashlib.sha256(canonical(signed)).hexdigest()})

    def after(self, witness: Witness) -> Self:
        """The next generation, with a newer witness."""
        return replace(self, generation=self.generation + 1, witness=witness)


@dataclass(frozen=True, slots=True)
class Signed:
    """A key file as it was found on disk: whole, not yet authenticated, and perhaps not to be understood."""

    name: str
    signed: bytes
    mac: str

    def sealed_by(self, key: bytes) -> bool:
        """Whether this very content was sealed with this header key."""
        expected = hmac.new(key, self.signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected, self.mac)

    def authenticate(self, key: bytes) -> None:
        """Raises Altered unless this very content was sealed with this header key."""
        if not self.sealed_by(key):
            raise Altered


@dataclass(frozen=True, slots=True)
class Copy(Signed):
    """One that is understood."""

    keys: KeyFile


def canonical(value: object) -> bytes:
    """One way to write a value: sorted keys, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def parse(name: str, data: bytes) -> Copy:
    """A copy from its bytes. Raises KeyDamaged, or TooNew if a newer program wrote it."""
    signed, table = _signed(name, data)
    try:
        if table["min_reader"] > READER:
            raise TooNew
        return Copy(name, signed.signed, signed.mac, _keys(table))
    except (TypeError, ValueError, KeyError):
        raise KeyDamaged from None


def _signed(name: str, data: bytes) -> tuple[Signed, dict[str, Any]]:
    """What the two seals are over, by the one that needs no key. Raises KeyDamaged."""
    try:
        table = strictly(data)
        checksum = table.pop("checksum")
        whole = hashlib.sha256(canonical(table)).hexdigest() == checksum
        mac = hexadecimal(table.pop("mac"), 32)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise KeyDamaged from None
    if not whole or table.get("magic") != MAGIC:
        raise KeyDamaged
    return Signed(name, canonical(table), mac), table


def read(folder: Path) -> tuple[list[Copy], list[str]]:
    """The good copies, newest first, and the names of those that are bad, missing or of a newer program.

    Raises TooNew where no good one stands beside one of a newer program.
    """
    good, bad, newer = [], [], False
    for name in NAMES:
        try:
            good.append(parse(name, _bytes(folder / name)))
        except (OSError, KeyDamaged):
            bad.append(name)
        except TooNew:
            bad.append(name)
            newer = True
    if newer and not good:
        raise TooNew
    return sorted(good, key=lambda copy: -copy.keys.generation), bad


def newer(folder: Path) -> list[Signed]:
    """The copies that say that a newer program wrote them: only their seal can tell whether one did."""
    found = []
    for name in NAMES:
        with suppress(OSError, KeyDamaged):
            signed, table = _signed(name, _bytes(folder / name))
            if isinstance(asked := table.get("min_reader"), int) and asked > READER:
                found.append(signed)
    return found


def _bytes(path: Path) -> bytes:
    """The first bytes of a file, and no more than a key file may hold."""
    with open_regular(path) as file:
        return file.read(LARGEST + 1)


def write(folder: Path, keys: KeyFile, key: bytes, first: str = NAMES[0]) -> Copy:
    """Write both copies, one after the other: whatever happens, one of them is whole. Returns the first one, as it was
    read back. Raises as `write_one`."""
    one, _ = [write_one(folder, name, keys, key) for name in sorted(NAMES, key=lambda name: name != first)]
    return one


def write_one(folder: Path, name: str, keys: KeyFile, key: bytes) -> Copy:
    """Write one copy and read it back from the disk. Raises OSError, or KeyDamaged if the disk gave back another."""
    data = keys.seal(key)
    write_private(folder / name, data)
    if _bytes(folder / name) != data:
        raise KeyDamaged
    return parse(name, data)


def _keys(table: dict[str, Any]) -> KeyFile:
    table = {**table, "realm": Realm(table["realm"])}
    slots = tuple(KeySlot(**{**slot, "cost": _cost(slot["cost"])}) for slot in table["slots"])
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
    hexadecimal(made.vault, 16)
    hexadecimal(made.data.salt, 16)
    for slot in slots:
        for name, size in SIZES.items():
            hexadecimal(getattr(slot, name), size)
        if len(bytes.fromhex(slot.sealed)) > MOST_SEALED:
            raise ValueError("size")
    words = [made.made_by, made.witness.head, made.witness.unlogged, made.witness.at]
    words += [word for slot in slots for word in (slot.id, slot.type, slot.created, slot.holder)]
    if not slots or not all(isinstance(word, str) for word in words) or not DATA_FILE.fullmatch(made.data.file):
        raise ValueError("word")
    for text in (*(slot.created for slot in slots), *filter(None, (made.witness.at,))):
        moment(text)
    return made


def _cost(table: dict[str, Any]) -> Cost:
    """A cost with nothing left to what is usual."""
    made = Cost(**table)
    if asdict(made) != table:
        raise ValueError("cost")
    return made
