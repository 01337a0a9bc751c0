"""How a row looks at a vault after a fault: quickly each time, and by the whole proof now and then."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from dasupport.refusal import Refusal
from tests.vault.tampering import WHOLE, inspected, keyed

DAMAGED = "V-DATA-DAMAGED"


def glance(folder: Path, kept: str) -> tuple[str, list[str]]:
    """What every page says, and the words of the notes whose items are like `kept`, in order.

    It opens the data as the vault does, so a journal that a fault left is played back first.
    """
    try:
        with keyed(folder) as connection:
            checks = [connection.execute(f"PRAGMA {check}").fetchall() for check in
                      ("cipher_integrity_check", "integrity_check", "foreign_key_check")]  # fmt: skip
            rows = connection.execute("SELECT words FROM entry WHERE item LIKE ? ORDER BY seq", (kept,)).fetchall()
    except Refusal as refusal:
        return refusal.item, []
    except sqlcipher.DatabaseError:
        return DAMAGED, []
    return WHOLE if checks == [[], [("ok",)], []] else DAMAGED, [words for (words,) in rows]


def look(folder: Path, kept: str, *, closely: bool) -> tuple[str, list[str]]:
    """As `glance`; closely, with the proof of the vault itself."""
    said, notes = glance(folder, kept)
    return (inspected(folder) if closely and said == WHOLE else said), notes
