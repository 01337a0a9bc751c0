"""Marker file: damage of the data was found during the last session.

It is an empty file beside the vault, because damaged data cannot be written to. Anybody with access to
the files can create or delete it. A new, verified backup deletes it too.
"""

from contextlib import suppress
from pathlib import Path

from dasupport.atomic_files import write_private

MARKER_SUFFIX = ".damaged"


def write_marker(folder: Path) -> None:
    """Create the marker. A disk error is ignored: the next backup finds the damage again."""
    with suppress(OSError):
        write_private(_marker_path(folder), b"")


def has_marker(folder: Path) -> bool:
    """Return True if the marker exists and can be read."""
    try:
        return _marker_path(folder).is_file()
    except OSError:
        return False


def delete_marker(folder: Path) -> None:
    """Delete the marker: the data is intact, or other data has replaced it."""
    with suppress(OSError):
        _marker_path(folder).unlink(missing_ok=True)


def _marker_path(folder: Path) -> Path:
    return folder.with_name(folder.name + MARKER_SUFFIX)
