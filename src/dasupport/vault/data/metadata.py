"""What the vault knows of itself: whose it is, which vault, which realm, how many commits."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session as Rows

from dasupport.vault.data.tables import SettingRow, table


@dataclass(frozen=True, slots=True)
class Owner:
    """Who works with this vault."""

    name: str
    role: str


LOG_KEY = "log_key"
"""Where the log keeps the key that it was begun with, once the vault has been given other keys."""
DRAFT_KEYS = "draft_keys"
"""The keys of rescue files that were sealed before the vault was given other keys: they still open those."""
SETTING = table(SettingRow)
GET = select(SETTING.c.value).where(SETTING.c.key == bindparam("wanted"))
DROP = delete(SETTING).where(SETTING.c.key == bindparam("wanted"))
PUT = insert(SETTING)
PUT = PUT.on_conflict_do_update(index_elements=["key"], set_={"value": PUT.excluded.value})


class Settings:
    """The settings inside one transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, key: str) -> str:
        """A setting; empty text if it was never set."""
        return self._rows.connection().execute(GET, {"wanted": key}).scalar() or ""

    def put(self, key: str, value: str) -> None:
        self._rows.connection().execute(PUT, {"key": key, "value": value})

    def drop(self, key: str) -> None:
        self._rows.connection().execute(DROP, {"wanted": key})

    def beginning(self, start: str) -> list[tuple[str, str]]:
        """The settings whose key begins so, in one order."""
        wanted = select(SETTING.c.key, SETTING.c.value).where(SETTING.c.key.startswith(start, autoescape=True))
        return [(key, value) for key, value in self._rows.execute(wanted.order_by(SETTING.c.key))]

    def every(self) -> list[tuple[str, ...]]:
        """All settings but how many commits there were, in one order."""
        wanted = select(SETTING).where(SETTING.c.key != "commits").order_by(SETTING.c.key)
        return [tuple(row) for row in self._rows.execute(wanted)]

    def commits(self) -> int:
        return int(self.get("commits") or "0")

    def log_key(self, usual: bytes) -> bytes:
        """The key under which the log is chained: the usual one, or the one that it was begun with."""
        return bytes.fromhex(self.get(LOG_KEY)) or usual

    def draft_keys(self) -> tuple[bytes, ...]:
        """The keys of rescue files before the one of today, the last first."""
        return tuple(map(bytes.fromhex, self.get(DRAFT_KEYS).split()))

    def owner(self) -> Owner:
        return Owner(self.get("owner_name"), self.get("owner_role"))
