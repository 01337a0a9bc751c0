"""The chained log: who did what to which object, when; never any text about people."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session as Rows

from dasupport.casework.ids import Clock
from dasupport.vault.data.tables import EventRow, table
from dasupport.vault.errors import Altered
from dasupport.vault.keys.key_file import canonical


@dataclass(frozen=True, slots=True)
class Event:
    """One link, as it is read back."""

    seq: int
    at: datetime
    actor: str
    action: str
    object: str
    object_hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link."""

    seq: int = 0
    mac: str = ""


OPENED = {
    "passphrase": "opened",
    "recovery": "opened_code",
    "split": "opened_parts",
    "recipient": "opened_key",
}
"""What the log says of an unlocking, by the sort of slot that opened."""
EVENT = table(EventRow)
ADD = insert(EVENT)
EVERY = select(EVENT).where(EVENT.c.seq > bindparam("before")).order_by(EVENT.c.seq)
NEWEST_CHECKED = 500
"""Links that are followed at each unlocking; all of them once a week, and whenever the vault is proved."""
NEWEST = select(EVENT.c.seq, EVENT.c.mac).order_by(EVENT.c.seq.desc()).limit(1)


class Log:
    """The log inside one transaction."""

    def __init__(self, rows: Rows, key: bytes, actor: str, now: Clock, *, reads: bool = False) -> None:
        self._rows = rows
        self._reads = reads
        self._key = key
        self._actor = actor
        self._now = now

    def add(self, action: str, object: str, object_hash: str = "") -> None:
        """Append one link: an action's name, an object's id, and the hash of a row if one was written. Where the vault
        is open to be read only, nothing is."""
        if self._reads:
            return
        head = self.head()
        link = {
            "seq": head.seq + 1,
            "at": self._now().isoformat(timespec="microseconds"),
            "actor": self._actor,
            "action": action,
            "object": object,
            "object_hash": object_hash,
        }
        self._put({**link, "mac": self._mac(head.mac, link)})

    def head(self) -> Head:
        row = self._rows.connection().execute(NEWEST).one_or_none()
        return Head(row.seq, row.mac) if row else Head()

    def latest(self) -> str:
        """When the newest link was added; nothing if there is none."""
        return self._rows.execute(select(EventRow.at).order_by(EventRow.seq.desc()).limit(1)).scalar() or ""

    def openings(self, most: int = 2) -> list[datetime]:
        """When the vault was opened lately, in whatever way: the newest first."""
        wanted = select(EventRow.at).where(EventRow.action.in_(OPENED.values()))
        newest = wanted.order_by(EventRow.seq.desc()).limit(most)
        return [datetime.fromisoformat(at) for at in self._rows.execute(newest).scalars()]

    def days_past(self, day: date, *, after: int) -> int:
        """On how many days past one something was done, by the links after one of them."""
        at = func.substr(EventRow.at, 1, len(day.isoformat()))
        wanted = select(func.count(at.distinct())).where(EventRow.seq > after, at > day.isoformat())
        return self._rows.execute(wanted).scalar_one()

    def mac_at(self, seq: int) -> str | None:
        """The seal of one link, nothing if there is none."""
        return self._rows.execute(select(EventRow.mac).where(EventRow.seq == seq)).scalar()

    def actor_of(self, seq: int) -> str:
        """Who is named by one link, nothing if there is none."""
        return self._rows.execute(select(EventRow.actor).where(EventRow.seq == seq)).scalar() or ""

    def events(self) -> Iterator[Event]:
        """Every link in order. Raises Altered at the first one that does not follow from the one before."""
        return self._following("", 0)

    def check_newest(self, most: int = NEWEST_CHECKED) -> None:
        """Raises Altered unless each of the newest links follows from the one before."""
        before = max(self.head().seq - most, 0)
        seal = self.mac_at(before) if before else ""
        if seal is None:
            raise Altered
        for _ in self._following(seal, before):
            pass

    def begun(self) -> datetime | None:
        """When the first link was added."""
        at = self._rows.execute(select(EventRow.at).where(EventRow.seq == 1)).scalar()
        return datetime.fromisoformat(at) if at else None

    def _following(self, seal: str, before: int) -> Iterator[Event]:
        expected = before + 1
        for row in self._rows.connection().execute(EVERY, {"before": before}):
            link = {
                "seq": row.seq,
                "at": row.at,
                "actor": row.actor,
                "action": row.action,
                "object": row.object,
                "object_hash": row.object_hash,
            }
            if row.seq != expected or not hmac.compare_digest(self._mac(seal, link), row.mac):
                raise Altered
            seal, expected = row.mac, expected + 1
            yield Event(row.seq, datetime.fromisoformat(row.at), row.actor, row.action, row.object, row.object_hash)

    def whole(self) -> bool:
        """Whether every link follows from the one before, under the key of this vault."""
        try:
            return all(event.seq for event in self.events())
        except Altered:
            return False

    def count(self) -> int:
        return self._rows.execute(select(func.count()).select_from(EventRow)).scalar_one()

    def _put(self, link: dict[str, object]) -> None:
        self._rows.connection().execute(ADD, link)

    def _mac(self, before: str, link: dict[str, object]) -> str:
        return hmac.new(self._key, before.encode() + canonical(link), hashlib.sha256).hexdigest()
