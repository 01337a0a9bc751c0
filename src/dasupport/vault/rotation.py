"""New keys for everything: when a secret leaked or a machine was lost, an old key file must open nothing of tomorrow.

The data is copied into a file of the next generation under a new master key, and proved; then the key file names it,
which is the one moment of the change; then the old file goes. Cut off anywhere, the key file names whole data.
"""

import secrets
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport.files import sync_folder
from dasupport.vault import key_file, keyring
from dasupport.vault.backup import fill
from dasupport.vault.engine import connect, engine_on
from dasupport.vault.faults import KeyDamaged, KeysUnsure, plainly
from dasupport.vault.key_file import Copy, DataFile, KeyFile, KeySlot, Witness
from dasupport.vault.keyring import Keys
from dasupport.vault.leftovers import remove, tidy
from dasupport.vault.prove import inspect
from dasupport.vault.secret import RECIPIENT, Code
from dasupport.vault.settings import DRAFT_KEYS, LOG_KEY
from dasupport.vault.source import Source
from dasupport.vault.vault import Vault, foreseen
from dasupport.vault.ways import LEAST, counted
from dasupport.vault.work import Work

DATA = "data.{}.db"


def rotate(vault: Vault, passphrase: str, code: Code, new: str | None = None) -> None:
    """Give a vault a new master key and its data a new file; afterwards it is closed, and opened again as ever.

    The new passphrase (or, without one, this one), the given recovery code (typed back already) and the supervisors'
    keys open it from now on; other passphrases and split codes do not. While a change of passphrase waits, only what
    opens the newer side counts: the older one is what was to end. Raises WrongPassphrase, DiskFull, ReadOnly, or what
    proving the copy says; then the vault is open as it was. Raises KeysUnsure where the disk failed at the one moment
    and for good: then nothing more is saved through it, and whichever keys count open whole data.
    """
    vault.certain()
    copy = vault.pair.newest
    by, _ = keyring.opening(copy, passphrase)
    source = vault.source
    number = copy.keys.data.generation + 1
    data = DataFile(DATA.format(number), number, secrets.token_hex(16), copy.keys.data.page_size)
    master = secrets.token_bytes(32)
    keys = replace(keyring.derive(master, copy.keys.vault, number), log=source.keys.log)
    slots = _slots(vault, copy, by, master, passphrase if new is None else new, code)
    made = replace(vault.pair.newest.keys, generation=vault.pair.newest.keys.generation + 1, data=data, slots=slots)
    path = source.folder / data.file
    with plainly(), vault.judged(), ExitStack() as undo:
        undo.callback(_drop, source.folder, data)
        remove(path)  # what a rotation left that was cut off: no key file ever named it
        fill(source.connection, path, keys.data, data.salt)
        witness = _begun(path, keys, made, vault, changed=new is not None)
        made = replace(made, witness=witness)
        inspect(source.folder, Copy("", b"", "", made), keys)
        sync_folder(source.folder)
        _named(vault, source, made, keys)
        undo.pop_all()
    _finish(vault, source, made, keys)


def _named(vault: Vault, source: Source, made: KeyFile, keys: Keys) -> None:
    """The one moment of the change. Where the disk then says that it failed, it may have happened all the same: what
    stood there is put back, or else what is saved from now on would stand in data that no key file names."""
    before = vault.pair.older
    try:
        key_file.write_one(source.folder, before.name, made, keys.header)
    except (OSError, KeyDamaged):
        if _put_back(vault, before, made, source.keys.header):
            raise


def _put_back(vault: Vault, before: Copy, made: KeyFile, key: bytes) -> bool:
    """Whether what stood there stands; if not, the change did happen, and cannot be undone. Where nothing can be read
    there, either keys may count: nothing more is saved then. Raises KeysUnsure."""
    try:
        key_file.write_one(vault.folder, before.name, before.keys, key)
    except (OSError, KeyDamaged):
        found = key_file.read(vault.folder)[0]
        if any(copy.keys == made for copy in found):
            return False
        if all((copy.name, copy.mac) != (before.name, before.mac) for copy in found):
            vault.unsure = True
            raise KeysUnsure from None
    return True


def _drop(folder: Path, data: DataFile) -> None:
    """Take new data away that came to nothing, unless a key file names it after all, or one cannot be read: what it
    leaves then goes with the next change."""
    copies, bad = key_file.read(folder)
    if not bad and all(copy.keys.data != data for copy in copies):
        remove(folder / data.file)


def _slots(
    vault: Vault, copy: Copy, by: KeySlot, master: bytes, passphrase: str, code: Code
) -> tuple[KeySlot, ...]:  # fmt: skip
    id, now = copy.keys.vault, vault.now()
    kept = [slot.holder for slot in copy.keys.slots if slot.type == RECIPIENT]
    return (
        keyring.wrap(master, passphrase, id, by.cost, now),
        keyring.wrap(master, code, id, by.cost, now),
        *(keyring.wrap_for(master, holder, id, now) for holder in kept),
    )


def _begun(path: Path, keys: Keys, made: KeyFile, vault: Vault, *, changed: bool) -> Witness:
    """What the new file knows of itself. The log goes on under its own key, so that every old link still holds."""
    connection = connect(path, keys.data, made.data.salt)
    try:
        with Rows(engine_on(connection)) as rows, rows.begin():
            work = Work(rows, keys.log, vault.owner.name, vault.now)
            work.settings.put(LOG_KEY, keys.log.hex())
            drafts = (vault.source.keys.draft, *work.settings.draft_keys())
            work.settings.put(DRAFT_KEYS, " ".join(key.hex() for key in drafts))
            work.settings.put(LEAST, str(made.generation))
            counted(work, (Copy("", b"", "", made),))
            if changed:
                work.log.add("passphrase_changed", made.vault)
            work.log.add("keys_rotated", made.vault)
            rows.flush()
            return work.witness()
    except DBAPIError as error:
        raise foreseen(error) from None
    finally:
        connection.close()


def _finish(vault: Vault, source: Source, made: KeyFile, keys: Keys) -> None:
    """The change has happened: what is left over goes now, or at the next unlocking."""
    vault.let_go()
    with suppress(OSError, KeyDamaged):
        key_file.write(source.folder, made, keys.header, first=vault.pair.newest.name)
        tidy(source.folder, made.data)
