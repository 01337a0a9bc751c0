"""Migration of the data to the newest form. A usual unlock finds it there and never imports Alembic."""

from pathlib import Path

from sqlalchemy import Connection, text

from dasupport.vault.errors import TooNew

NEWEST_FORM = 2
"""Number of the newest migration, stored as `PRAGMA user_version` of the data."""


def read_form(connection: Connection) -> int:
    """Return the form of the data: the number of its newest migration; 0 if there is none."""
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def is_outdated(connection: Connection) -> bool:
    """Return True if there is data of an older form. It is backed up and verified before it is changed."""
    return 0 < read_form(connection) < NEWEST_FORM


def migrate_to_newest(connection: Connection) -> None:
    """Migrate the data to the newest form within the caller's transaction: completely or not at all.

    Raises TooNew if the data was written by a newer program.
    """
    version = read_form(connection)
    if version == NEWEST_FORM:
        return
    if version > NEWEST_FORM:
        raise TooNew
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{NEWEST_FORM:04d}")
    connection.execute(text(f"PRAGMA user_version = {NEWEST_FORM}"))
