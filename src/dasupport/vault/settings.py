"""What the vault knows of itself: whose it is, which vault, which realm, how many commits."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session as Rows

from dasupport.vault.tables import SettingRow


@dataclass(frozen=True, slots=True)
class Owner:
    """Who works with this vault."""

    name: str
    role: str


class Settings:
    """The settings inside one transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, key: str) -> str:
        """A setting; empty text if it was never set."""
        return self._rows.execute(select(SettingRow.value).where(SettingRow.key == key)).scalar() or ""

    def put(self, key: str, value: str) -> None:
        made = insert(SettingRow).values(key=key, value=value)
        self._rows.execute(made.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    def commits(self) -> int:
        return int(self.get("commits") or "0")

    def owner(self) -> Owner:
        return Owner(self.get("owner_name"), self.get("owner_role"))
