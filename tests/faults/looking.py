"""How a row looks at a vault after a fault: quickly each time, and by the whole proof now and then."""

from functools import lru_cache
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from dasupport.refusal import Refusal
from dasupport.vault.access.authenticate import authenticate
from dasupport.vault.access.slots import MIN_GENERATION_KEY
from dasupport.vault.data.engine import connect
from dasupport.vault.errors import KeyFileOutdated
from dasupport.vault.integrity.verify import verify_data
from dasupport.vault.keys.credentials import Credential
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import COPY_NAMES, KeyFileCopy
from tests.samples import PASSPHRASE
from tests.vault.tampering import WHOLE

DAMAGED = "V-DATA-DAMAGED"
LEAST_GENERATION = "SELECT max(value) FROM setting WHERE key = ?"
CHECKS = {"cipher_integrity_check": [], "integrity_check": [("ok",)], "foreign_key_check": []}


def opening(folder: Path, secret: Credential) -> tuple[KeyFileCopy, VaultKeys]:
    """The key file and the keys that a secret gives. The same key files give the same: they are asked once.

    Raises what `authenticate` raises.
    """
    found = _opening(
        folder, tuple(path.read_bytes() for name in COPY_NAMES if (path := folder / name).exists()), secret
    )
    if isinstance(found, Refusal):
        raise found
    return found


@lru_cache(maxsize=1000)
def _opening(folder: Path, _: tuple[bytes, ...], secret: Credential) -> tuple[KeyFileCopy, VaultKeys] | Refusal:
    try:
        return authenticate(folder, secret, None)[:2]
    except Refusal as refusal:
        return refusal


def look(folder: Path, like: str, *, closely: bool, secret: Credential = PASSPHRASE) -> tuple[str, list[str]]:
    """What a vault says that is opened with this secret, and the words of the notes whose items are like this.

    Every page is tried, and whether the key file still counts; closely, the proof of the vault itself. It opens the
    data as the vault does, so a journal that a fault left is played back first.
    """
    try:
        copy, keys = opening(folder, secret)
        connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt)
        try:
            whole = all(connection.execute(f"PRAGMA {check}").fetchall() == good for check, good in CHECKS.items())
            if (
                int(connection.execute(LEAST_GENERATION, (MIN_GENERATION_KEY,)).fetchone()[0] or 0)
                > copy.key_file.generation
            ):
                return KeyFileOutdated.id, []
            rows = connection.execute("SELECT words FROM entry WHERE item LIKE ? ORDER BY seq", (like,)).fetchall()
        finally:
            connection.close()
        if closely:
            verify_data(folder, copy, keys)
    except Refusal as refusal:
        return refusal.item, []
    except sqlcipher.DatabaseError:
        return DAMAGED, []
    return WHOLE if whole else DAMAGED, [words for (words,) in rows]
