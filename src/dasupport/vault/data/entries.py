"""Entries and drafts between rows and values: the one way in, the one way out."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session as Rows

from dasupport.casework.entry import LOOK_AGAIN, Answer, ConclusionDetail, Draft, Entry, FollowUpDetail, Kind, Slot
from dasupport.casework.session_record import select_current
from dasupport.casework.text import Reach, Source, Words
from dasupport.vault.data.audit_log import Log
from dasupport.vault.data.entry_json import decode, encode, fingerprint
from dasupport.vault.data.tables import DraftRow, DueRow, EntryRow, SessionRow, table


def stamp(at: datetime) -> str:
    """A time as it is stored: UTC, always of the same length, so that text order is time order."""
    return at.isoformat(timespec="microseconds")


def answer_fields(answer: Answer) -> dict[str, object]:
    return {
        "words": answer.words.value,
        "source": answer.source or "",
        "known": answer.reach.how_we_know,
        "told": answer.reach.told.value,
        "detail": encode(answer.detail),
    }


def entry_fields(entry: Entry) -> dict[str, object]:
    """The row of an entry, as it is written and as the log's fingerprint takes it."""
    return {
        "id": entry.id,
        "session": entry.session,
        "author": entry.author,
        "at": stamp(entry.at),
        "kind": str(entry.slot.kind),
        "item": entry.slot.item,
        "part": entry.slot.part,
        **answer_fields(entry.answer),
        "supersedes": entry.supersedes,
        "reason": entry.reason.value,
    }


def due_fields(entry: Entry) -> dict[str, str]:
    """The row of an entry in the list of what is due; empty if it names no day to look again."""
    match entry.answer.detail:
        case FollowUpDetail(due=due, label=label):
            pass
        case ConclusionDetail(look_again=due):
            label = LOOK_AGAIN
        case _:
            return {}
    return {"entry": entry.id, "session": entry.session, "due": due.isoformat(), "label": label} if due else {}


def read_answer(row: EntryRow | DraftRow) -> Answer:
    return Answer(
        words=Words(row.words),
        detail=decode(Kind(row.kind), row.detail),
        source=Source(row.source) if row.source else None,
        reach=Reach(row.known, Words(row.told)),
    )


def read_entry(row: EntryRow) -> Entry:
    return Entry(
        id=row.id,
        session=row.session,
        author=row.author,
        at=datetime.fromisoformat(row.at),
        slot=Slot(Kind(row.kind), row.item, row.part),
        answer=read_answer(row),
        supersedes=row.supersedes,
        reason=Words(row.reason),
    )


def slot_fields(session: str, slot: Slot) -> dict[str, object]:
    """Where a draft stands."""
    return {"session": session, "kind": str(slot.kind), "item": slot.item, "part": slot.part}


DRAFT = table(DraftRow)
SLOT = ("session", "kind", "item", "part")
ADD = insert(table(EntryRow)).on_conflict_do_nothing(index_elements=["id"])
KEEP = insert(DRAFT)
KEEP = KEEP.on_conflict_do_update(
    index_elements=SLOT, set_={column.name: KEEP.excluded[column.name] for column in DRAFT.c if column.name not in SLOT}
)
DROP = delete(DRAFT).where(*(DRAFT.c[name] == bindparam(f"{name}_") for name in SLOT))


class Entries:
    """The entries and drafts inside one transaction."""

    def __init__(self, rows: Rows, get_log: Callable[[], Log]) -> None:
        self._rows = rows
        self._get_log = get_log

    def add(self, entry: Entry) -> None:
        """Add a statement; the draft of its slot goes with it. Adding it again changes nothing."""
        fields = entry_fields(entry)
        if self._rows.connection().execute(ADD, fields).rowcount == 0:
            return
        self.drop(entry.session, entry.slot)
        self._follow(entry)
        log = self._get_log()
        log.add("entry", entry.id, fingerprint(fields))
        if entry.slot.kind is Kind.OVERRIDE and entry.answer.words:
            log.add("overrode", entry.id)

    def of(self, session: str) -> tuple[Entry, ...]:
        """All statements of a session in the order in which they were made."""
        rows = self._rows.scalars(select(EntryRow).where(EntryRow.session == session).order_by(EntryRow.seq))
        return tuple(read_entry(row) for row in rows)

    def earlier(self, person: str, before: int) -> tuple[Entry, ...]:
        """What stands from this person's earlier sessions about how they present and how to reach them."""
        kinds = [str(Kind.PRESENTING), str(Kind.SAFE_CONTACT)]
        sessions = select(SessionRow.id).where(SessionRow.person == person, SessionRow.number < before)
        wanted = select(EntryRow).where(EntryRow.session.in_(sessions), EntryRow.kind.in_(kinds))
        return select_current(read_entry(row) for row in self._rows.scalars(wanted.order_by(EntryRow.seq)))

    def has(self, id: str) -> bool:
        return self._rows.execute(select(EntryRow.seq).where(EntryRow.id == id)).first() is not None

    def keep(self, draft: Draft) -> None:
        """Keep a text that is still being written, in place of what was kept for its slot."""
        fields = answer_fields(draft.answer) | {"at": stamp(draft.at)}
        self._rows.connection().execute(KEEP, slot_fields(draft.session, draft.slot) | fields)

    def drop(self, session: str, slot: Slot) -> None:
        """Forget the draft of a slot."""
        wanted = {f"{name}_": value for name, value in slot_fields(session, slot).items()}
        self._rows.connection().execute(DROP, wanted)

    def drafts(self, session: str) -> tuple[Draft, ...]:
        """What is half written in a session, in the order in which it was written."""
        rows = self._rows.scalars(select(DraftRow).where(DraftRow.session == session).order_by(DraftRow.at))
        return tuple(
            Draft(session, Slot(Kind(row.kind), row.item, row.part), read_answer(row), datetime.fromisoformat(row.at))
            for row in rows
        )

    def every_draft(self) -> list[tuple[str, ...]]:
        """All that is half written in any session, as it is stored."""
        rows = self._rows.execute(select(*DraftRow.__table__.columns).order_by(*DraftRow.__table__.primary_key))
        return [tuple(row) for row in rows]

    def _follow(self, entry: Entry) -> None:
        """Keep the list of what is due: what supersedes a follow-up ends it."""
        if entry.supersedes:
            self._rows.execute(delete(DueRow).where(DueRow.entry == entry.supersedes))
        if fields := due_fields(entry):
            self._rows.execute(insert(DueRow).values(**fields))
