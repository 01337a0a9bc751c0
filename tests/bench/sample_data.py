"""Vaults of a known size, with the shape of real ones: five talks to a person, ten statements to a talk."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session as Rows

from dasupport.casework.attributed_text import CONFIDENTIAL, Source, Words
from dasupport.casework.details import FlagDetail, FollowUpDetail
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.audit_log import INSERT_EVENT, AuditChain, ChainHead
from dasupport.vault.data.entries import build_due_columns, build_entry_columns, format_timestamp
from dasupport.vault.data.entry_json import compute_fingerprint
from dasupport.vault.data.metadata import Owner
from dasupport.vault.data.tables import DueRow, EntryRow, PersonRow, SessionRow, get_table
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.integrity.verify import LOGGED_ROWS
from dasupport.vault.keys.key_file import KdfCost
from dasupport.vault.maintenance import backup_catalogue

COST = KdfCost(memory=19 * 1024, passes=2, lanes=1)
PASSPHRASE = "lantern copper meadow violin harbour thistle"  # noqa: S105 - made up
AUTHOR = "Amara Osei"
LATELY = 1_000
"""Of so many of the newest talks a follow-up may still be open: those of the others were seen to."""
TALKS, STATEMENTS, OPEN_OF, DUE_OF, LEFT_OF, ONLY_LEFT_OF = 5, 10, 200, 100, 10, 100
"""Talks of a person, statements of a talk; one talk in so many is open, one in so many has a follow-up, one in so many
was left for another day, and one person in so many never talked."""
SAID = "He said that he checks her phone every evening and that she knows it. "
NOW = datetime.now(UTC)
SESSION = get_table(SessionRow)
SEAL = update(SESSION).where(SESSION.c.id == bindparam("of"))
SEAL = SEAL.values(closing=bindparam("closing"), sealed_at=bindparam("sealed_at"))


class Chain(AuditChain):
    """A log whose links are all put down at once: each follows from the one before, as if its row had been written
    alone. Half a million of them, one by one, would take an hour."""

    def __init__(self, rows: Rows, key: bytes) -> None:
        super().__init__(rows, key, AUTHOR, lambda: NOW)
        self._newest = super().read_head()
        self._links: list[dict[str, object]] = []

    def read_head(self) -> ChainHead:
        return self._newest

    def _insert(self, link: dict[str, object]) -> None:
        self._links.append(link)
        self._newest = ChainHead(int(str(link["seq"])), str(link["mac"]))

    def write(self) -> None:
        self._rows.connection().execute(INSERT_EVENT, self._links)


def stocked(folder: Path, sessions: int) -> None:
    """Make a vault that holds so many sessions and proves whole, with a backup."""
    vault = VaultOpener(Realm.LIVE, COST).create(folder, PASSPHRASE, Owner(AUTHOR, "worker"))
    vault.transact(partial(fill, vault._keys.log, sessions))  # noqa: SLF001 - only the vault itself knows the key of its log
    backup_catalogue.create_backup(vault)  # the backup of the day is made: no lock has to wait for it
    vault.close()


def fill(key: bytes, sessions: int, work: Transaction) -> None:
    """People, talks, statements and what is due, as the verbs of the vault would have put them there."""
    rows = work.audit_chain._rows  # noqa: SLF001 - the verbs take one row at a time
    people = [person_row(number, sessions) for number in range(-(-sessions // TALKS))]
    talks = [session_row(number, sessions) for number in range(sessions)]
    followed = [follow_up(number) for number in range(max(sessions - LATELY, 0), sessions, DUE_OF)]
    said = [build_entry_columns(entry) for number in range(sessions) for entry in entries(number, sessions)]
    said += map(build_entry_columns, followed)
    due = [build_due_columns(entry) for entry in followed]
    ended = [talk for talk in talks if talk["sealed_at"]]
    begun = [{**talk, "closing": str(Closing.OPEN), "sealed_at": None} for talk in talks]
    for row, found in ((PersonRow, people), (SessionRow, begun), (EntryRow, said), (DueRow, due)):
        rows.connection().execute(insert(get_table(row)), found)
    rows.connection().execute(
        SEAL, [{"of": talk["id"], "closing": talk["closing"], "sealed_at": talk["sealed_at"]} for talk in ended]
    )
    log = Chain(rows, key)
    for action, found in (("person", people), ("session", talks), ("entry", said), ("sealed", ended)):
        columns = next(each.columns for each in LOGGED_ROWS if each.action == action)
        for fields in found:
            log.append(action, str(fields["id"]), compute_fingerprint({name: fields[name] for name in columns}))
    log.write()


def at(number: int, sessions: int) -> str:
    return format_timestamp(NOW - timedelta(days=1500 * (sessions - number) / sessions))


def left(number: int) -> bool:
    """Whether a talk was left for another day, and one person in so many never talked."""
    return number % LEFT_OF == 1 or number // TALKS % ONLY_LEFT_OF == 1


def person_row(number: int, sessions: int) -> dict[str, object]:
    met = at(number * TALKS, sessions)
    return {
        "id": f"p{number}",
        "code_name": f"KD-{number:05d}",
        "area": "swale",
        "real_name": "",
        "made_at": met,
        "made_by": AUTHOR,
        "last_seen": met,
    }


def session_row(number: int, sessions: int) -> dict[str, object]:
    closing = Closing.NOT_NOW if left(number) else Closing.SEALED if number % OPEN_OF else Closing.OPEN
    begun = at(number, sessions)
    return {
        "id": f"s{number}",
        "person": f"p{number // TALKS}",
        "number": number % TALKS + 1,
        "started_at": begun,
        "author": AUTHOR,
        "pack": "en 1",
        "place": "",
        "closing": str(closing),
        "sealed_at": None if closing is Closing.OPEN else begun,
    }


def entries(number: int, sessions: int) -> list[Entry]:
    made = datetime.fromisoformat(at(number, sessions))
    if left(number):
        slots = Slot(Kind.CHECK_IN, "CHECK-IN"), Slot(Kind.NOT_NOW, "NOT-NOW")
        return [
            Entry(f"e{number}-{index}", f"s{number}", AUTHOR, made, slot, Answer.blank(slot.kind))
            for index, slot in enumerate(slots)
        ]
    return [
        Entry(
            f"e{number}-{index}",
            f"s{number}",
            AUTHOR,
            made,
            Slot(Kind.INDICATOR, f"K-S1-IND-0{index}"),
            Answer(Words(SAID * (index % 3 + 1)), FlagDetail(on=True), Source.PERSON_SAID, CONFIDENTIAL),
        )
        for index in range(STATEMENTS)
    ]


def follow_up(number: int) -> Entry:
    due = date.today() + timedelta(days=number % 60 - 10)  # noqa: DTZ011 - the laptop's own day
    said = Answer(detail=FollowUpDetail(due, "x"))
    return Entry(f"f{number}", f"s{number}", AUTHOR, NOW, Slot(Kind.FOLLOW_UP, "FOLLOW-UP"), said)
