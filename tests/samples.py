"""Values for tests: short ways to make what a test is about, and nothing besides."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source, Words
from dasupport.casework.details import Detail
from dasupport.casework.entry import Answer, Draft, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Person, Session
from dasupport.casework.session_record import Record
from dasupport.vault.data.engine import connect
from dasupport.vault.data.metadata import Owner
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KdfCost, KeyFileCopy
from dasupport.vault.sidecar.lock_file import LockFile
from dasupport.vault.vault import Vault

PASSPHRASE = "lantern copper meadow violin harbour thistle"  # noqa: S105 - made up
CHEAP = KdfCost(memory=19 * 1024, passes=2, lanes=1)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KNOWN = Reach("told_me")
OWNER = Owner("Amara Osei", "worker")


class FixedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Move it on, or back: `move(days=1)`, `move(hours=-1)`."""
        self.at += timedelta(**by)


class FixedTicks:
    """Seconds that go on only when a test says so."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class CountedIds:
    """Ids in the order in which they were asked for."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self) -> str:
        self.given += 1
        return f"{self.given:032x}"


@dataclass(frozen=True, slots=True)
class Fresh:
    """A closed vault and its keys."""

    folder: Path
    copy: KeyFileCopy
    keys: VaultKeys

    def entered(self, folder: Path, clock: FixedClock) -> Vault:
        """A copy of it, open, without paying for the passphrase again."""
        shutil.copytree(self.folder, folder)
        return entered(folder, self.copy, self.keys, clock)


def entered(folder: Path, copy: KeyFileCopy, keys: VaultKeys, clock: FixedClock) -> Vault:
    """A vault whose keys are at hand, open: the real one, at no cost for the passphrase."""
    lock = LockFile(folder)
    data = copy.key_file.data
    return Vault(folder, copy, keys, connect(folder / data.file, keys.data, data.salt), lock, clock)


def owned_by(vault: Vault, role: str) -> Vault:
    """The same vault in the hands of somebody of another role."""
    vault.transact(lambda work: work.metadata.put("owner_role", role))
    vault.owner = Owner(vault.owner.name, role)
    return vault


def person(code_name: str = "KD-1234", area: str = "swale") -> Person:
    return Person("p1", code_name, area, NOON)


def session(id: str = "s1", number: int = 1) -> Session:
    return Session(id, "p1", number, NOON, "Amara Osei", "blank 1")


def answer(
    words: str = "", detail: Detail | None = None, source: Source | None = None, reach: Reach = CONFIDENTIAL
) -> Answer:
    return Answer(Words(words), detail, source, reach)


def entry(
    kind: Kind, item: str = "ITEM", said: Answer | None = None, *, id: str = "", part: str = "", supersedes: str = ""
) -> Entry:
    """A statement of the session `s1`; its id is its kind and item unless it is given."""
    slot = Slot(kind, item, part)
    name = id or f"{kind}:{item}:{part}"
    return Entry(name, "s1", "Amara Osei", NOON, slot, said or Answer.blank(kind), supersedes)


def draft(kind: Kind, item: str, said: Answer, part: str = "") -> Draft:
    return Draft("s1", Slot(kind, item, part), said, NOON)


def record(*entries: Entry, drafts: tuple[Draft, ...] = (), earlier: tuple[Entry, ...] = ()) -> Record:
    return Record(session(), person(), entries, drafts, earlier)


@contextmanager
def no_room(left: int = 0) -> Iterator[None]:
    """A disk on which no file may hold more than so many bytes.

    It binds all that this process writes, so it stands only around the act that is tested.
    """
    import resource  # late: there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
