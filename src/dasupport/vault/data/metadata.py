"""Metadata of the vault as keys and values: its id, realm, owner, number of commits, and all other settings."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session as Rows

from dasupport.vault.data.tables import SettingRow, get_table


@dataclass(frozen=True, slots=True)
class Owner:
    """The worker who owns a vault."""

    name: str
    role: str


LOG_KEY_SETTING = "log_key"
"""Setting that holds the key with which the audit log was started, once the vault's keys were rotated."""
RESCUE_KEYS_SETTING = "draft_keys"
"""Setting that holds the keys of rescue files encrypted before a key rotation; those still open with them."""
SETTING_TABLE = get_table(SettingRow)
SELECT_VALUE = select(SETTING_TABLE.c.value).where(SETTING_TABLE.c.key == bindparam("wanted"))
DELETE_SETTING = delete(SETTING_TABLE).where(SETTING_TABLE.c.key == bindparam("wanted"))
UPSERT_SETTING = insert(SETTING_TABLE)
UPSERT_SETTING = UPSERT_SETTING.on_conflict_do_update(
    index_elements=["key"], set_={"value": UPSERT_SETTING.excluded.value}
)


class Metadata:
    """The metadata within one transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, key: str) -> str:
        """Return the value of a setting; an empty string if it was never set."""
        return self._rows.connection().execute(SELECT_VALUE, {"wanted": key}).scalar() or ""

    def put(self, key: str, value: str) -> None:
        """Set a setting."""
        self._rows.connection().execute(UPSERT_SETTING, {"key": key, "value": value})

    def drop(self, key: str) -> None:
        """Delete a setting."""
        self._rows.connection().execute(DELETE_SETTING, {"wanted": key})

    def list_by_prefix(self, start: str) -> list[tuple[str, str]]:
        """Return the settings whose key has this prefix, by key."""
        wanted = select(SETTING_TABLE.c.key, SETTING_TABLE.c.value).where(
            SETTING_TABLE.c.key.startswith(start, autoescape=True)
        )
        return [(key, value) for key, value in self._rows.execute(wanted.order_by(SETTING_TABLE.c.key))]

    def list_all_rows(self) -> list[tuple[str, ...]]:
        """Return all settings except the number of commits, by key."""
        wanted = select(SETTING_TABLE).where(SETTING_TABLE.c.key != "commits").order_by(SETTING_TABLE.c.key)
        return [tuple(row) for row in self._rows.execute(wanted)]

    def get_commit_count(self) -> int:
        """Return the number of commits that changed the data; it is compared to detect a rollback."""
        return int(self.get("commits") or "0")

    def get_log_key(self, usual: bytes) -> bytes:
        """Return the key of the audit log: the one it was started with before a key rotation, or else `usual`."""
        return bytes.fromhex(self.get(LOG_KEY_SETTING)) or usual

    def get_rescue_keys(self) -> tuple[bytes, ...]:
        """Return the earlier keys of rescue files, newest first; without the present one."""
        return tuple(map(bytes.fromhex, self.get(RESCUE_KEYS_SETTING).split()))

    def get_owner(self) -> Owner:
        """Return the owner of the vault."""
        return Owner(self.get("owner_name"), self.get("owner_role"))
