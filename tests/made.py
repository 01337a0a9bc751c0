"""Values for tests: short ways to make what a test is about, and nothing besides."""

from datetime import UTC, datetime, timedelta

from dasupport.casework.entry import Answer, Detail, Draft, Entry, Kind, Slot
from dasupport.casework.people import Person, Session
from dasupport.casework.record import Record
from dasupport.casework.text import CONFIDENTIAL, Reach, Source, Words
from dasupport.vault.key_file import Cost

PASSPHRASE = "lantern copper meadow violin harbour thistle"  # noqa: S105 - made up
CHEAP = Cost(memory=19 * 1024, passes=2, lanes=1)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KNOWN = Reach("told_me")


class FixedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Move it on, or back: `move(days=1)`, `move(hours=-1)`."""
        self.at += timedelta(**by)


class CountedIds:
    """Ids in the order in which they were asked for."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self) -> str:
        self.given += 1
        return f"{self.given:032x}"


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
