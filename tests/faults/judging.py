"""What is wrong with a folder after a deed that was broken off: nothing, if all is old or all is new, and never less
than was told."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from dasupport.atomic_files import ASIDE_SUFFIX, finish_interrupted_moves
from dasupport.refusal import Refusal
from dasupport.vault.data.engine import connect
from dasupport.vault.data.migrate import NEWEST_FORM
from dasupport.vault.errors import Altered, CredentialRevoked
from dasupport.vault.keys.credentials import Credential, RecoveryCodeBits
from dasupport.vault.maintenance.backup_create import verify_backup
from tests.faults.looking import look, opening
from tests.samples import PASSPHRASE
from tests.vault.database_dump import dumped
from tests.vault.tampering import WHOLE

VAULT, BACKUP = "vault", "a.backup"
NEW = "seven copper lanterns by the harbour wall"
CODE = RecoveryCodeBits(bytes(range(17)))
ENDED = "V-PASS-WRONG", "V-CODE-WRONG", "V-KEYS-OLD"
"""What is said to a secret that opens nothing any more, or nothing yet."""


def copied(source: Path, to: Path) -> Path:
    return Path(shutil.copytree(source, to))


def notes(folder: Path, wanted: Sequence[str], *, closely: bool) -> str:
    """All of these notes stand there, or all but the last."""
    said, found = look(folder, "K%", closely=closely)
    if said != WHOLE:
        return said
    return "" if found in (list(wanted), list(wanted[:-1])) else f"{len(wanted) - 1} acknowledged, {len(found)} there"


def standing(folder: Path, secret: Credential, *, closely: bool) -> str:
    """What a vault says to whoever has this secret."""
    return look(folder, "", closely=closely, secret=secret)[0]


def made(home: Path, told: Sequence[str], closely: bool) -> str:
    """There is no vault, or a whole one; a whole one if that was told."""
    if not (home / VAULT).exists():
        return "it is not there" * bool(told)
    said = standing(home / VAULT, PASSPHRASE, closely=closely)
    return "" if said == WHOLE else said


def changed(home: Path, told: Sequence[str], closely: bool) -> str:
    """The old passphrase opens it or the new one does; the new one once it was told, the old one until it was used."""
    old, new = standing(home / VAULT, PASSPHRASE, closely=closely), standing(home / VAULT, NEW, closely=closely)
    if told and new != WHOLE:
        return f"the new passphrase: {new}"
    if "used" in told and old not in ENDED:
        return f"the old passphrase, which was ended: {old}"
    return "" if WHOLE in (old, new) else f"neither opens: {old}, {new}"


def coded(home: Path, told: Sequence[str], closely: bool) -> str:
    """The passphrase opens it, whatever happens; the code, if it was told."""
    passphrase, code = (
        standing(home / VAULT, PASSPHRASE, closely=closely),
        standing(home / VAULT, CODE, closely=closely),
    )
    if passphrase != WHOLE:
        return f"the passphrase: {passphrase}"
    return "" if code == WHOLE or (not told and code in ENDED) else f"the code: {code}"


def rotated(home: Path, told: Sequence[str], closely: bool) -> str:
    """The passphrase opens whole data, whatever happens: that of the new keys, if it was told, and so does the code."""
    said = standing(home / VAULT, PASSPHRASE, closely=closely)
    if said != WHOLE:
        return said
    if opening(home / VAULT, PASSPHRASE)[0].key_file.data.generation == 1:
        return "it has its old keys" * bool(told)
    code = standing(home / VAULT, CODE, closely=closely)
    return "" if code == WHOLE else f"the code: {code}"


def rotated_anew(home: Path, told: Sequence[str], closely: bool) -> str:
    """One passphrase opens whole data: the old one the old keys, or the new one the new keys, as does the code; the new
    one, if that was told. The other opens nothing: while both data stand, the old one is told that they are altered."""
    old, new, code = (standing(home / VAULT, secret, closely=closely) for secret in (PASSPHRASE, NEW, CODE))
    if told or new == WHOLE:
        good, ended = {"the new passphrase": new, "the code": code}, {"the old passphrase, which was ended": old}
    else:
        good, ended = {"the old passphrase": old}, {"the new passphrase": new, "the code": code}
    bad = [f"{name}: {said}" for name, said in good.items() if said != WHOLE]
    bad += [f"{name}: {said}" for name, said in ended.items() if said not in (*ENDED, Altered.id, CredentialRevoked.id)]
    return ", ".join(bad)


def backed_up(home: Path, told: Sequence[str], closely: bool) -> str:
    """The vault is as it was; under the name of the backup stands a whole one or none; one, if that was told."""
    said = standing(home / VAULT, PASSPHRASE, closely=closely)
    if said != WHOLE:
        return said
    if not (home / BACKUP).exists():
        return "no backup" * bool(told)
    try:
        verify_backup(home / BACKUP, opening(home / VAULT, PASSPHRASE)[1], home / "room")
    except Refusal as refusal:
        return f"the backup: {refusal.item}"
    return ""


def restored(later: str, home: Path, told: Sequence[str], closely: bool) -> str:
    """In the place stands the vault of today or that of the backup; today's is there in any case, if only aside."""
    finish_interrupted_moves(home)
    said, found = look(home / VAULT, "K%", closely=closely)
    if said != WHOLE or found not in ([later], []):
        return f"in its place: {said}"
    if found:
        return "it was not restored" * bool(told)
    aside = [folder for folder in home.iterdir() if ASIDE_SUFFIX in folder.name]
    return (
        "" if [look(folder, "K%", closely=closely) for folder in aside] == [(WHOLE, [later])] else "the old one is lost"
    )


def migrated(rows: Sequence[str], home: Path, told: Sequence[str], closely: bool) -> str:
    """The data has the old form or the newest one, every row of it is there, and it is whole."""
    said = standing(home / VAULT, PASSPHRASE, closely=closely)
    if said != WHOLE:
        return said
    form, found = dump(home / VAULT)
    if missing := set(rows) - set(found):
        return f"form {form}: {len(missing)} rows are not there"
    return "it has the old form" * (bool(told) and form != NEWEST_FORM)


def dump(folder: Path) -> tuple[int, list[str]]:
    """The form of the data and all its rows, but for the count of commits."""
    copy, keys = opening(folder, PASSPHRASE)
    connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0], list(filter(counted, dumped(connection)))
    finally:
        connection.close()


def counted(row: str) -> bool:
    """Whether a row of a dump is to be the same before and after: the count of commits is not."""
    return '"setting.key": "commits"' not in row
