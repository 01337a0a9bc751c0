"""Vaults of a known size, with the shape of real ones: five talks to a person, ten statements to a talk."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dasupport.casework.entry import Answer, Entry, FollowUp, Kind, Marked, Slot
from dasupport.casework.people import Closing
from dasupport.casework.text import CONFIDENTIAL, Source, Words
from dasupport.vault.door import Door
from dasupport.vault.entries import due_fields, entry_fields, stamp
from dasupport.vault.key_file import Cost
from dasupport.vault.settings import Owner

COST = Cost(memory=19 * 1024, passes=2, lanes=1)
PASSPHRASE = "lantern copper meadow violin harbour thistle"  # noqa: S105 - made up
TALKS, STATEMENTS, OPEN_OF, DUE_OF, LEFT_OF, ONLY_LEFT_OF = 5, 10, 200, 100, 10, 100
"""Talks of a person, statements of a talk; one talk in so many is open, one in so many has a follow-up, one in so many
was left for another day, and one person in so many never talked."""
SAID = "He said that he checks her phone every evening and that she knows it. "
NOW = datetime.now(UTC)


def stocked(folder: Path, sessions: int) -> None:
    """Make a vault that holds so many sessions."""
    vault = Door("live", COST).make(folder, PASSPHRASE, Owner("Amara Osei", "worker"))
    connection = vault._connection  # noqa: SLF001 - half a million rows, one by one, would take an hour
    connection.execute("BEGIN")
    rows = [session_row(number, sessions) for number in range(sessions)]
    met = [(f"p{n}", f"KD-{n:05d}", *[at(n * TALKS, sessions)] * 2) for n in range(-(-sessions // TALKS))]
    connection.executemany("INSERT INTO person VALUES (?,?,'swale','',?,'Amara Osei',?)", met)
    connection.executemany("INSERT INTO session VALUES (?,?,?,?,'Amara Osei','en 1','',?,NULL)", rows)
    put(connection, "entry", [entry_fields(entry) for number in range(sessions) for entry in entries(number, sessions)])
    followed = [follow_up(number) for number in range(0, sessions, DUE_OF)]
    put(connection, "entry", [entry_fields(entry) for entry in followed])
    put(connection, "due", [due_fields(entry) for entry in followed])
    connection.execute("UPDATE session SET sealed_at = started_at WHERE closing != 'open'")
    connection.execute("COMMIT")
    vault.close()


def put(connection: object, table: str, rows: list[dict[str, object]] | list[dict[str, str]]) -> None:
    names = ", ".join(rows[0])
    marks = ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # type: ignore[attr-defined] # noqa: S608 - a driver without types; our own names


def at(number: int, sessions: int) -> str:
    return stamp(NOW - timedelta(days=1500 * (sessions - number) / sessions))


def left(number: int) -> bool:
    """Whether a talk was left for another day, and one person in so many never talked."""
    return number % LEFT_OF == 1 or number // TALKS % ONLY_LEFT_OF == 1


def session_row(number: int, sessions: int) -> tuple[object, ...]:
    closing = Closing.NOT_NOW if left(number) else Closing.SEALED if number % OPEN_OF else Closing.OPEN
    return (f"s{number}", f"p{number // TALKS}", number % TALKS + 1, at(number, sessions), str(closing))


def entries(number: int, sessions: int) -> list[Entry]:
    made = datetime.fromisoformat(at(number, sessions))
    if left(number):
        slots = Slot(Kind.CHECK_IN, "CHECK-IN"), Slot(Kind.NOT_NOW, "NOT-NOW")
        return [
            Entry(f"e{number}-{index}", f"s{number}", "Amara Osei", made, slot, Answer.blank(slot.kind))
            for index, slot in enumerate(slots)
        ]
    return [
        Entry(
            f"e{number}-{index}", f"s{number}", "Amara Osei", made, Slot(Kind.INDICATOR, f"K-S1-IND-0{index}"),
            Answer(Words(SAID * (index % 3 + 1)), Marked(on=True), Source.PERSON_SAID, CONFIDENTIAL),
        )
        for index in range(STATEMENTS)
    ]  # fmt: skip


def follow_up(number: int) -> Entry:
    due = date.today() + timedelta(days=number % 60 - 10)  # noqa: DTZ011 - the laptop's own day
    said = Answer(detail=FollowUp(due, "x"))
    return Entry(f"f{number}", f"s{number}", "Amara Osei", NOW, Slot(Kind.FOLLOW_UP, "FOLLOW-UP"), said)
