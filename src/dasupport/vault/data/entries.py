"""Storage of entries and drafts: the only code that converts them between rows and values."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session as Rows

from dasupport.casework.attributed_text import Reach, Source, Words
from dasupport.casework.details import LOOK_AGAIN, ConclusionDetail, FollowUpDetail
from dasupport.casework.entry import Answer, Draft, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import select_current
from dasupport.vault.data.audit_log import AuditChain
from dasupport.vault.data.entry_json import compute_fingerprint, decode_detail, encode_detail
from dasupport.vault.data.tables import DraftRow, DueRow, EntryRow, SessionRow, get_table


def format_timestamp(at: datetime) -> str:
    """Return a time as it is stored: UTC and always of the same length, so that text order is time order."""
    return at.isoformat(timespec="microseconds")


def build_answer_columns(answer: Answer) -> dict[str, object]:
    """Return the columns of an answer, shared by entries and drafts."""
    return {
        "words": answer.words.value,
        "source": answer.source or "",
        "known": answer.reach.how_we_know,
        "told": answer.reach.told.value,
        "detail": encode_detail(answer.detail),
    }


def build_entry_columns(entry: Entry) -> dict[str, object]:
    """Return the row of an entry as it is written, and as its fingerprint in the audit log covers it."""
    return {
        "id": entry.id,
        "session": entry.session,
        "author": entry.author,
        "at": format_timestamp(entry.at),
        "kind": str(entry.slot.kind),
        "item": entry.slot.item,
        "part": entry.slot.part,
        **build_answer_columns(entry.answer),
        "supersedes": entry.supersedes,
        "reason": entry.reason.value,
    }


def build_due_columns(entry: Entry) -> dict[str, str]:
    """Return the row of an entry in the list of due follow-ups; {} if the entry names no date."""
    match entry.answer.detail:
        case FollowUpDetail(due=due, label=label):
            pass
        case ConclusionDetail(look_again=due):
            label = LOOK_AGAIN
        case _:
            return {}
    return {"entry": entry.id, "session": entry.session, "due": due.isoformat(), "label": label} if due else {}


def read_answer(row: EntryRow | DraftRow) -> Answer:
    """Return the answer in a row."""
    return Answer(
        words=Words(row.words),
        detail=decode_detail(Kind(row.kind), row.detail),
        source=Source(row.source) if row.source else None,
        reach=Reach(row.known, Words(row.told)),
    )


def read_entry(row: EntryRow) -> Entry:
    """Return the entry in a row."""
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


def build_slot_columns(session: str, slot: Slot) -> dict[str, object]:
    """Return the columns that identify the draft of a slot."""
    return {"session": session, "kind": str(slot.kind), "item": slot.item, "part": slot.part}


DRAFT_TABLE = get_table(DraftRow)
SLOT_COLUMNS = ("session", "kind", "item", "part")
INSERT_ENTRY = insert(get_table(EntryRow)).on_conflict_do_nothing(index_elements=["id"])
UPSERT_DRAFT = insert(DRAFT_TABLE)
UPSERT_DRAFT = UPSERT_DRAFT.on_conflict_do_update(
    index_elements=SLOT_COLUMNS,
    set_={
        column.name: UPSERT_DRAFT.excluded[column.name] for column in DRAFT_TABLE.c if column.name not in SLOT_COLUMNS
    },
)
DELETE_DRAFT = delete(DRAFT_TABLE).where(*(DRAFT_TABLE.c[name] == bindparam(f"{name}_") for name in SLOT_COLUMNS))


class Entries:
    """The entries and drafts within one transaction."""

    def __init__(self, rows: Rows, get_log: Callable[[], AuditChain]) -> None:
        self._rows = rows
        self._get_log = get_log

    def add_entry(self, entry: Entry) -> None:
        """Add an entry and delete the draft of its slot. Adding it again changes nothing."""
        fields = build_entry_columns(entry)
        if self._rows.connection().execute(INSERT_ENTRY, fields).rowcount == 0:
            return
        self.drop_draft(entry.session, entry.slot)
        self._update_due(entry)
        log = self._get_log()
        log.append("entry", entry.id, compute_fingerprint(fields))
        if entry.slot.kind is Kind.OVERRIDE and entry.answer.words:
            log.append("overrode", entry.id)

    def list_entries(self, session: str) -> tuple[Entry, ...]:
        """Return all entries of a session in the order in which they were made."""
        rows = self._rows.scalars(select(EntryRow).where(EntryRow.session == session).order_by(EntryRow.seq))
        return tuple(read_entry(row) for row in rows)

    def list_earlier(self, person: str, before: int) -> tuple[Entry, ...]:
        """Return the current entries of a person's earlier sessions on how they present and how to reach them.

        Only sessions with a number below `before` are read.
        """
        kinds = [str(Kind.PRESENTING), str(Kind.SAFE_CONTACT)]
        sessions = select(SessionRow.id).where(SessionRow.person == person, SessionRow.number < before)
        wanted = select(EntryRow).where(EntryRow.session.in_(sessions), EntryRow.kind.in_(kinds))
        return select_current(read_entry(row) for row in self._rows.scalars(wanted.order_by(EntryRow.seq)))

    def has_entry(self, id: str) -> bool:
        """Return True if there is an entry with this id."""
        return self._rows.execute(select(EntryRow.seq).where(EntryRow.id == id)).first() is not None

    def save_draft(self, draft: Draft) -> None:
        """Save a draft, in place of any other draft of its slot."""
        fields = build_answer_columns(draft.answer) | {"at": format_timestamp(draft.at)}
        self._rows.connection().execute(UPSERT_DRAFT, build_slot_columns(draft.session, draft.slot) | fields)

    def drop_draft(self, session: str, slot: Slot) -> None:
        """Delete the draft of a slot."""
        wanted = {f"{name}_": value for name, value in build_slot_columns(session, slot).items()}
        self._rows.connection().execute(DELETE_DRAFT, wanted)

    def list_drafts(self, session: str) -> tuple[Draft, ...]:
        """Return the drafts of a session, the one written first at the front."""
        rows = self._rows.scalars(select(DraftRow).where(DraftRow.session == session).order_by(DraftRow.at))
        return tuple(
            Draft(session, Slot(Kind(row.kind), row.item, row.part), read_answer(row), datetime.fromisoformat(row.at))
            for row in rows
        )

    def list_all_draft_rows(self) -> list[tuple[str, ...]]:
        """Return the drafts of all sessions as stored, ordered by primary key."""
        rows = self._rows.execute(select(*DraftRow.__table__.columns).order_by(*DraftRow.__table__.primary_key))
        return [tuple(row) for row in rows]

    def _update_due(self, entry: Entry) -> None:
        """Update the list of due follow-ups; an entry that supersedes a follow-up removes it."""
        if entry.supersedes:
            self._rows.execute(delete(DueRow).where(DueRow.entry == entry.supersedes))
        if fields := build_due_columns(entry):
            self._rows.execute(insert(DueRow).values(**fields))
