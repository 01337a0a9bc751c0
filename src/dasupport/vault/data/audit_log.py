"""The audit log as a chain of MACs: actor, action, id of the object, time; never any text about people."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session as Rows

from dasupport.casework.ids import Clock
from dasupport.vault.data.tables import EventRow, get_table
from dasupport.vault.errors import Altered
from dasupport.vault.keys.key_file import canonical_json


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One row of the audit log, without its MAC."""

    seq: int
    at: datetime
    actor: str
    action: str
    object: str
    object_hash: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Number and MAC of the newest row; 0 and an empty string while there is none."""

    seq: int = 0
    mac: str = ""


OPENING_ACTIONS = {
    "passphrase": "opened",
    "recovery": "opened_code",
    "split": "opened_parts",
    "recipient": "opened_key",
}
"""The audit action of opening the vault, by the type of the key slot used."""
EVENT_TABLE = get_table(EventRow)
INSERT_EVENT = insert(EVENT_TABLE)
SELECT_AFTER = select(EVENT_TABLE).where(EVENT_TABLE.c.seq > bindparam("before")).order_by(EVENT_TABLE.c.seq)
ROWS_VERIFIED_AT_UNLOCK = 500
"""Number of newest rows verified at each unlock. All rows are verified once a week, and whenever the vault
is verified.
"""
SELECT_NEWEST = select(EVENT_TABLE.c.seq, EVENT_TABLE.c.mac).order_by(EVENT_TABLE.c.seq.desc()).limit(1)


class AuditChain:
    """The audit log within one transaction. The MAC of each row covers the row and the MAC before it."""

    def __init__(self, rows: Rows, key: bytes, actor: str, now: Clock, *, reads: bool = False) -> None:
        self._rows = rows
        self._is_read_only = reads
        self._key = key
        self._actor = actor
        self._now = now

    def append(self, action: str, object: str, object_hash: str = "") -> None:
        """Append one row: an action, the id of its object, and the hash of a row if one was written.

        Does nothing while the vault is open read-only.
        """
        if self._is_read_only:
            return
        head = self.read_head()
        link = {
            "seq": head.seq + 1,
            "at": self._now().isoformat(timespec="microseconds"),
            "actor": self._actor,
            "action": action,
            "object": object,
            "object_hash": object_hash,
        }
        self._insert({**link, "mac": self._compute_mac(head.mac, link)})

    def read_head(self) -> ChainHead:
        """Return the newest row's number and MAC."""
        row = self._rows.connection().execute(SELECT_NEWEST).one_or_none()
        return ChainHead(row.seq, row.mac) if row else ChainHead()

    def read_latest_time(self) -> str:
        """Return the stored time of the newest row; an empty string if there is none."""
        return self._rows.execute(select(EventRow.at).order_by(EventRow.seq.desc()).limit(1)).scalar() or ""

    def list_openings(self, most: int = 2) -> list[datetime]:
        """Return when the vault was last opened, by any credential, newest first."""
        wanted = select(EventRow.at).where(EventRow.action.in_(OPENING_ACTIONS.values()))
        newest = wanted.order_by(EventRow.seq.desc()).limit(most)
        return [datetime.fromisoformat(at) for at in self._rows.execute(newest).scalars()]

    def count_days_past(self, day: date, *, after: int) -> int:
        """Return the number of distinct days later than `day` on which rows were added after row number `after`."""
        at = func.substr(EventRow.at, 1, len(day.isoformat()))
        wanted = select(func.count(at.distinct())).where(EventRow.seq > after, at > day.isoformat())
        return self._rows.execute(wanted).scalar_one()

    def get_mac(self, seq: int) -> str | None:
        """Return the MAC of a row by its number; None if there is none."""
        return self._rows.execute(select(EventRow.mac).where(EventRow.seq == seq)).scalar()

    def get_actor(self, seq: int) -> str:
        """Return the actor of a row by its number; an empty string if there is none."""
        return self._rows.execute(select(EventRow.actor).where(EventRow.seq == seq)).scalar() or ""

    def iterate_verified(self) -> Iterator[ChainLink]:
        """Yield every row in order. Raises Altered at the first whose number or MAC does not follow from the one
        before.
        """
        return self._iterate_after("", 0)

    def verify_newest(self, most: int = ROWS_VERIFIED_AT_UNLOCK) -> None:
        """Raise Altered unless each of the newest `most` rows follows from the one before."""
        before = max(self.read_head().seq - most, 0)
        seal = self.get_mac(before) if before else ""
        if seal is None:
            raise Altered
        for _ in self._iterate_after(seal, before):
            pass

    def get_start_time(self) -> datetime | None:
        """Return the time of the first row; None if there is none."""
        at = self._rows.execute(select(EventRow.at).where(EventRow.seq == 1)).scalar()
        return datetime.fromisoformat(at) if at else None

    def _iterate_after(self, seal: str, before: int) -> Iterator[ChainLink]:
        """Yield the rows after number `before`, whose MAC is `seal`. Raises Altered as `iterate_verified` does."""
        expected = before + 1
        for row in self._rows.connection().execute(SELECT_AFTER, {"before": before}):
            link = {
                "seq": row.seq,
                "at": row.at,
                "actor": row.actor,
                "action": row.action,
                "object": row.object,
                "object_hash": row.object_hash,
            }
            if row.seq != expected or not hmac.compare_digest(self._compute_mac(seal, link), row.mac):
                raise Altered
            seal, expected = row.mac, expected + 1
            yield ChainLink(row.seq, datetime.fromisoformat(row.at), row.actor, row.action, row.object, row.object_hash)

    def verify_chain(self) -> bool:
        """Return True if every row follows from the one before, under the key of this vault."""
        try:
            return all(event.seq for event in self.iterate_verified())
        except Altered:
            return False

    def count_rows(self) -> int:
        """Return the number of rows."""
        return self._rows.execute(select(func.count()).select_from(EventRow)).scalar_one()

    def _insert(self, link: dict[str, object]) -> None:
        self._rows.connection().execute(INSERT_EVENT, link)

    def _compute_mac(self, before: str, link: dict[str, object]) -> str:
        return hmac.new(self._key, before.encode() + canonical_json(link), hashlib.sha256).hexdigest()
