"""The canonical dump: every row of every table as one line of text, in one order, whatever page it stands on."""

import json
from typing import Any

OURS = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
FORM = "alembic_version"
"""The one table that is not ours."""


def dumped(connection: Any) -> list[str]:
    """The lines of the dump: the name of the table, and the row by the names of its columns. All in ASCII."""
    lines = []
    for (table,) in connection.execute(OURS).fetchall():
        if table == FORM:
            continue
        found = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name that the data gave
        columns = [column[0] for column in found.description]
        lines += sorted(line(table, dict(zip(columns, row, strict=True))) for row in found.fetchall())
    return lines


def line(table: str, row: dict[str, object]) -> str:
    """One line of a dump."""
    return json.dumps({"table": table, **{f"{table}.{name}": row[name] for name in sorted(row)}}, sort_keys=True)
