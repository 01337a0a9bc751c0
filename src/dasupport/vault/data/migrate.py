"""Bringing the data up to this program's form. The usual unlock finds it there and never loads Alembic."""

from pathlib import Path

from sqlalchemy import Connection, text

from dasupport.vault.errors import TooNew

NEWEST = 2
"""The number of the newest migration; `PRAGMA user_version` of the data."""


def found(connection: Connection) -> int:
    """The form of the data: the number of its newest migration, 0 for none."""
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def outdated(connection: Connection) -> bool:
    """Whether there is data, of an older form: it is copied and proven before it is changed."""
    return 0 < found(connection) < NEWEST


def migrate(connection: Connection) -> None:
    """Bring the data to the newest form, inside the transaction that the caller began: all of it or nothing.

    Raises TooNew where a newer program wrote the data.
    """
    version = found(connection)
    if version == NEWEST:
        return
    if version > NEWEST:
        raise TooNew
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{NEWEST:04d}")
    connection.execute(text(f"PRAGMA user_version = {NEWEST}"))
