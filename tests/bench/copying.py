"""A backup made and proven, and one restored, against the bare driver's copy with the same checks."""

import secrets
from functools import partial
from pathlib import Path

from dasupport.casework.attributed_text import Words
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.ids import utc_now
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Person, ProtectedIdentity, Session
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.engine import connect
from dasupport.vault.data.metadata import Owner
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER, write_backup
from dasupport.vault.maintenance.restore import restore
from dasupport.vault.open_state import OpenState
from tests.bench.in_process import took
from tests.bench.sample_data import COST, PASSPHRASE

CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
MEGABYTE = 1024 * 1024
NOTES, PER_SESSION, LONG = 8_000, 40, 50


def copying(home: Path) -> tuple[float, float, float, float]:
    """Milliseconds of a backup with its proof, of the driver's copy with its checks, of a restore; and megabytes."""
    folder = home / "copied"
    vault = VaultOpener(Realm.LIVE, COST).create(folder, PASSPHRASE, Owner("Amara Osei", "worker"))
    vault.transact(talk)
    source = vault.open_state
    size = (folder / source.copy.key_file.data.file).stat().st_size / MEGABYTE
    to = home / "measured.backup"
    (folder / BACKUPS_FOLDER).mkdir(exist_ok=True)
    ours = took(lambda: write_backup(source, to, utc_now()))
    floor = took(partial(bare_copy, source, home / "bare.db"))
    vault.close()
    back = took(lambda: restore(to, PASSPHRASE, home / "back", utc_now))
    return ours, floor, back, size


def talk(work: Transaction) -> None:
    """Notes by the ordinary verbs: a backup is proven line by line, so a log by rote would not do."""
    now = utc_now()
    work.people.add_person(Person("p", "KD-1", "swale", now), ProtectedIdentity(Words("")), "Amara Osei")
    for number in range(NOTES):
        if number % PER_SESSION == 0:
            work.sessions.start_session(Session(f"s{number}", "p", number + 1, now, "Amara Osei", "en"))
        at = f"s{number - number % PER_SESSION}"
        said = Answer(Words(f"{number} " + "who said what to whom " * LONG))
        work.entries.add_entry(Entry(secrets.token_hex(16), at, "Amara Osei", now, Slot(Kind.NOTE, f"N{number}"), said))


def bare_copy(source: OpenState, to: Path) -> None:
    """What the driver does alone: copy, close, open again, check."""
    key, salt = secrets.token_bytes(32), secrets.token_hex(16)
    target = connect(to, key, salt, create=True)
    source.connection.backup(target)
    target.close()
    opened = connect(to, key, salt, read_only=True)
    for check in CHECKS:
        opened.execute(f"PRAGMA {check}").fetchall()
    opened.close()
    to.unlink()
