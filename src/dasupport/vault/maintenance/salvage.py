"""Salvage of a damaged vault: what can be read is copied into a new one, with a report of how much that
is.

The damaged vault is only read. The new one has its own keys, audit log and id; nobody can say that it
is complete.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, cast

from dasupport.casework.attributed_text import Words
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing, Person, ProtectedIdentity, Session
from dasupport.vault.access.authenticate import authenticate, guest_owner
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import MIN_GENERATION_KEY
from dasupport.vault.data import owner_alerts
from dasupport.vault.data.audit_log import OPENING_ACTIONS
from dasupport.vault.data.entries import read_answer, read_entry
from dasupport.vault.data.metadata import Owner
from dasupport.vault.data.page_drafts import KEY_PREFIX
from dasupport.vault.data.tables import EntryRow
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import DataDamaged, KeyFileOutdated, NotDamaged, VaultRefusal, os_errors_as_refusals
from dasupport.vault.integrity.damaged_reader import copy_pages, read_rows
from dasupport.vault.integrity.verify import verify_data
from dasupport.vault.keys.credentials import PASSPHRASE, Credential, get_slot_type
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy
from dasupport.vault.sidecar.folder_state import inspect_folder, require_free_folder
from dasupport.vault.sidecar.lock_file import LockFile
from dasupport.vault.vault import Vault

COPY_SUFFIX = ".salvage"
LOST_CODE_NAME, LOST_PERSON_ID = "LOST-{}", "lost"
RowList = list[Any]


@dataclass(frozen=True, slots=True)
class SalvageCount:
    """Number of rows that were read, and of rows that the readable part of the audit log knows of."""

    read: int
    known: int


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """Amounts that were read. `events` are audit rows, of those that the key file witnessed; `orphaned` are
    entries and sessions whose session or person could not be read: they get a code name of their own.
    """

    people: SalvageCount
    sessions: SalvageCount
    entries: SalvageCount
    events: SalvageCount
    orphaned: int


def salvage(
    folder: Path, secret: Credential, into: Path, door: VaultOpener, chosen: Callable[[str], str]
) -> SalvageReport:
    """Read what can be read, with any credential of the damaged vault. `chosen` returns the passphrase of the
    new vault, given its owner's name. The owner is alerted if the credential was not the passphrase.

    Raises the same as opening, NotDamaged if the vault is intact, KeyFileOutdated if the credential was
    revoked, DataDamaged if not even the first page can be read, and the same as choosing a passphrase and
    creating a vault; then there is no new vault.
    """
    inspect_folder(folder)
    with os_errors_as_refusals():
        require_free_folder(into)
    with LockFile(folder):
        copy, keys, _ = authenticate(folder, secret, door.realm)
        with os_errors_as_refusals():
            into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            data = copy_pages(folder / copy.key_file.data.file, into.with_name(into.name + COPY_SUFFIX))
    try:
        _require_damaged(data, copy, keys)
        found = {table: list(read_rows(data, copy, keys, table)) for table in TABLES}
    finally:
        data.unlink(missing_ok=True)
        data.with_name(data.name + "-journal").unlink(missing_ok=True)
    if not any(found.values()):
        raise DataDamaged
    if copy.key_file.generation < int({row.key: row.value for row in found["setting"]}.get(MIN_GENERATION_KEY) or "0"):
        raise KeyFileOutdated
    owner = _read_owner(found)
    vault = replace(door, realm=copy.key_file.realm).create(into, chosen(owner.name), owner)
    try:
        _log_origin(vault, copy, secret)
        loose = _insert_rows(vault, found)
    except BaseException:
        vault.close()
        shutil.rmtree(into, ignore_errors=True)
        raise
    vault.close()
    return _count_read(found, copy, loose)


TABLES = ("person", "session", "entry", "draft", "setting", "event")


def _require_damaged(data: Path, copy: KeyFileCopy, keys: VaultKeys) -> None:
    """Raise NotDamaged if the copied data is intact: it can be opened as usual."""
    here = replace(copy, key_file=replace(copy.key_file, data=replace(copy.key_file.data, file=data.name)))
    try:
        verify_data(data.parent, here, keys)
    except VaultRefusal:
        return
    raise NotDamaged


def _read_owner(found: dict[str, RowList]) -> Owner:
    """Return the owner by the settings, or else the author of the first readable audit row."""
    settings = {row.key: row.value for row in found["setting"]}
    wrote = next((row.actor for row in found["event"]), "")
    return Owner(settings.get("owner_name") or wrote, settings.get("owner_role") or "worker")


def _log_origin(vault: Vault, copy: KeyFileCopy, secret: Credential) -> None:
    """Log from which vault the new one was salvaged, and with which credential; the supervisor guest is named
    as author.
    """
    sort, owner = get_slot_type(secret), vault.owner

    def job(work: Transaction) -> None:
        if sort != PASSPHRASE:
            owner_alerts.log_and_alert(work, OPENING_ACTIONS[sort], copy.key_file.vault)
        work.audit_chain.append("salvaged", copy.key_file.vault)

    vault.owner = guest_owner(copy, secret) or owner
    vault.transact(job)
    vault.owner = owner


def _insert_rows(vault: Vault, found: dict[str, RowList]) -> int:
    """Insert everything into the new vault through its usual methods, session by session; return how much was
    orphaned.
    """
    people = {row.id for row in found["person"]}
    orphans = {row.person for row in found["session"]} - people
    sessions = {row.id for row in found["session"]}
    adrift = {row.session for row in (*found["entry"], *found["draft"])} - sessions
    taken = {row.code_name.upper() for row in found["person"]}  # an earlier salvage may have used some of these names
    names = (name for name in map(LOST_CODE_NAME.format, count(1)) if name not in taken)
    lost = dict(zip(sorted((orphans | ({LOST_PERSON_ID} if adrift else set())) - people), names, strict=False))
    now = vault.now()

    def meet(work: Transaction) -> None:
        for row in found["person"]:
            person = Person(row.id, row.code_name, row.area, datetime.fromisoformat(row.made_at))
            work.people.add_person(person, ProtectedIdentity(Words(row.real_name)), row.made_by)
            work.people.set_last_contact(row.id, datetime.fromisoformat(row.made_at))
        for row in found["setting"]:
            if row.key.startswith(KEY_PREFIX):
                work.metadata.put(row.key, row.value)
        for id, name in lost.items():
            work.people.add_person(Person(id, name, "", now), ProtectedIdentity(Words("")), vault.owner.name)

    vault.transact(meet)
    for row in found["session"]:
        vault.transact(partial(_insert_session, row=row, found=found))
    for number, id in enumerate(sorted(adrift)):
        session = Session(id, LOST_PERSON_ID, number + 1, now, vault.owner.name, "")
        vault.transact(partial(_insert_orphan_session, session=session, found=found))
    return len(orphans) + sum(row.session in adrift for row in found["entry"])


def _insert_session(work: Transaction, row: Any, found: dict[str, RowList]) -> None:
    started = datetime.fromisoformat(row.started_at)
    work.sessions.start_session(Session(row.id, row.person, row.number, started, row.author, row.pack))
    work.people.set_last_contact(row.person, started)
    _insert_entries(work, row.id, found)
    work.sessions.remember_page(row.id, row.place)
    if row.sealed_at:
        work.sessions.seal(row.id, Closing(row.closing), datetime.fromisoformat(row.sealed_at))


def _insert_orphan_session(work: Transaction, session: Session, found: dict[str, RowList]) -> None:
    work.sessions.start_session(session)
    work.people.set_last_contact(session.person, session.started_at)
    _insert_entries(work, session.id, found)


def _insert_entries(work: Transaction, session: str, found: dict[str, RowList]) -> None:
    """Insert the entries and drafts of a session."""
    for row in found["entry"]:
        if row.session == session:
            work.entries.add_entry(read_entry(cast("EntryRow", row)))
    for row in found["draft"]:
        if row.session == session:
            slot = Slot(Kind(row.kind), row.item, row.part)
            work.entries.save_draft(
                Draft(session, slot, read_answer(cast("EntryRow", row)), datetime.fromisoformat(row.at))
            )


def _count_read(found: dict[str, RowList], copy: KeyFileCopy, loose: int) -> SalvageReport:
    def count(action: str) -> SalvageCount:
        known = {row.object for row in found["event"] if row.action == action}
        read = {row.id for row in found[action]}
        return SalvageCount(len(read), len(known | read))

    lines = SalvageCount(len(found["event"]), max(copy.key_file.witness.events, len(found["event"])))
    return SalvageReport(count("person"), count("session"), count("entry"), lines, loose)
