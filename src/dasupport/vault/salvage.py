"""What can still be read of a damaged data file, put into a new vault; and honestly how much that is.

The damaged vault is only read. The new one has keys, a log and an id of its own: what it holds is what could be read,
and nobody can say of it that it is whole.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, cast

from dasupport.casework.entry import Draft, Kind, Slot
from dasupport.casework.people import Closing, Person, Protected, Session
from dasupport.casework.text import Words
from dasupport.vault import alarm
from dasupport.vault.admission import authenticate, guest_of
from dasupport.vault.door import Door
from dasupport.vault.entries import read_answer, read_entry
from dasupport.vault.faults import DataDamaged, KeysOld, NotDamaged, VaultRefusal, plainly
from dasupport.vault.jottings import BEGINS
from dasupport.vault.key_file import Copy
from dasupport.vault.keyring import Keys
from dasupport.vault.lock_file import LockFile
from dasupport.vault.log import OPENED
from dasupport.vault.place import look, must_be_free
from dasupport.vault.prove import inspect
from dasupport.vault.readable import copied, rows_of
from dasupport.vault.secret import PASSPHRASE, Secret, sort_of
from dasupport.vault.settings import Owner
from dasupport.vault.tables import EntryRow
from dasupport.vault.vault import Vault
from dasupport.vault.ways import LEAST
from dasupport.vault.work import Work

COPY = ".salvage"
LOST_PERSON, LOST_SESSION = "LOST-{}", "lost"
Rows = list[Any]


@dataclass(frozen=True, slots=True)
class Count:
    """How many could be read, and of how many the readable part of the log knows."""

    read: int
    known: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How much came out. `lines` of the log, of those that the key file witnessed; `loose` are entries and sessions
    whose person or session could not be read: they stand under a code name of their own."""

    people: Count
    sessions: Count
    entries: Count
    lines: Count
    loose: int


def salvage(folder: Path, secret: Secret, into: Path, door: Door, chosen: Callable[[str], str]) -> Salvaged:
    """Read what can be read, with anything that opened the damaged vault. The new one's passphrase is the one that is
    chosen, by the name of its owner; a way in other than the passphrase is told to its owner.

    Raises what opening raises, NotDamaged if there is nothing to be salvaged, KeysOld where that way in was ended,
    DataDamaged if not even the first page can be read, and what choosing and making a vault raise; then there is no new
    vault.
    """
    look(folder)
    with plainly():
        must_be_free(into)
    with LockFile(folder):
        copy, keys, _ = authenticate(folder, secret, door.realm)
        with plainly():
            into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            data = copied(folder / copy.keys.data.file, into.with_name(into.name + COPY))
    try:
        _damaged(data, copy, keys)
        found = {table: list(rows_of(data, copy, keys, table)) for table in TABLES}
    finally:
        data.unlink(missing_ok=True)
        data.with_name(data.name + "-journal").unlink(missing_ok=True)
    if not any(found.values()):
        raise DataDamaged
    if copy.keys.generation < int({row.key: row.value for row in found["setting"]}.get(LEAST) or "0"):
        raise KeysOld
    owner = _owner(found)
    vault = replace(door, realm=copy.keys.realm).make(into, chosen(owner.name), owner)
    try:
        _told(vault, copy, secret)
        loose = _put(vault, found)
    except BaseException:
        vault.close()
        shutil.rmtree(into, ignore_errors=True)
        raise
    vault.close()
    return _counted(found, copy, loose)


TABLES = ("person", "session", "entry", "draft", "setting", "event")


def _damaged(data: Path, copy: Copy, keys: Keys) -> None:
    """Raises NotDamaged where the copied data is whole: it is opened as ever, by what opens it today."""
    here = replace(copy, keys=replace(copy.keys, data=replace(copy.keys.data, file=data.name)))
    try:
        inspect(data.parent, here, keys)
    except VaultRefusal:
        return
    raise NotDamaged


def _owner(found: dict[str, Rows]) -> Owner:
    """Whose vault it was, by its settings; else by whoever wrote in it."""
    settings = {row.key: row.value for row in found["setting"]}
    wrote = next((row.actor for row in found["event"]), "")
    return Owner(settings.get("owner_name") or wrote, settings.get("owner_role") or "worker")


def _told(vault: Vault, copy: Copy, secret: Secret) -> None:
    """The first lines of the new log: by which way in, and of which vault; by whom, where a supervisor's key did it."""
    sort, owner = sort_of(secret), vault.owner

    def job(work: Work) -> None:
        if sort != PASSPHRASE:
            alarm.noted(work, OPENED[sort], copy.keys.vault)
        work.log.add("salvaged", copy.keys.vault)

    vault.owner = guest_of(copy, secret) or owner
    vault.do(job)
    vault.owner = owner


def _put(vault: Vault, found: dict[str, Rows]) -> int:
    """Put everything into a new vault by its own verbs, session by session; how much of it hung in the air."""
    people = {row.id for row in found["person"]}
    orphans = {row.person for row in found["session"]} - people
    sessions = {row.id for row in found["session"]}
    adrift = {row.session for row in (*found["entry"], *found["draft"])} - sessions
    taken = {row.code_name.upper() for row in found["person"]}  # there may be lost ones of an earlier time
    names = (name for name in map(LOST_PERSON.format, count(1)) if name not in taken)
    lost = dict(zip(sorted((orphans | ({LOST_SESSION} if adrift else set())) - people), names, strict=False))
    now = vault.now()

    def meet(work: Work) -> None:
        for row in found["person"]:
            person = Person(row.id, row.code_name, row.area, datetime.fromisoformat(row.made_at))
            work.people.add(person, Protected(Words(row.real_name)), row.made_by)
            work.people.seen(row.id, datetime.fromisoformat(row.made_at))
        for row in found["setting"]:
            if row.key.startswith(BEGINS):
                work.settings.put(row.key, row.value)
        for id, name in lost.items():
            work.people.add(Person(id, name, "", now), Protected(Words("")), vault.owner.name)

    vault.do(meet)
    for row in found["session"]:
        vault.do(partial(_session, row=row, found=found))
    for number, id in enumerate(sorted(adrift)):
        session = Session(id, LOST_SESSION, number + 1, now, vault.owner.name, "")
        vault.do(partial(_adrift, session=session, found=found))
    return len(orphans) + sum(row.session in adrift for row in found["entry"])


def _session(work: Work, row: Any, found: dict[str, Rows]) -> None:
    started = datetime.fromisoformat(row.started_at)
    work.sessions.start(Session(row.id, row.person, row.number, started, row.author, row.pack))
    work.people.seen(row.person, started)
    _said(work, row.id, found)
    work.sessions.at(row.id, row.place)
    if row.sealed_at:
        work.sessions.seal(row.id, Closing(row.closing), datetime.fromisoformat(row.sealed_at))


def _adrift(work: Work, session: Session, found: dict[str, Rows]) -> None:
    work.sessions.start(session)
    work.people.seen(session.person, session.started_at)
    _said(work, session.id, found)


def _said(work: Work, session: str, found: dict[str, Rows]) -> None:
    """What was said and half written in a session."""
    for row in found["entry"]:
        if row.session == session:
            work.entries.add(read_entry(cast("EntryRow", row)))
    for row in found["draft"]:
        if row.session == session:
            slot = Slot(Kind(row.kind), row.item, row.part)
            work.entries.keep(Draft(session, slot, read_answer(cast("EntryRow", row)), datetime.fromisoformat(row.at)))


def _counted(found: dict[str, Rows], copy: Copy, loose: int) -> Salvaged:
    def count(action: str) -> Count:
        known = {row.object for row in found["event"] if row.action == action}
        read = {row.id for row in found[action]}
        return Count(len(read), len(known | read))

    lines = Count(len(found["event"]), max(copy.keys.witness.events, len(found["event"])))
    return Salvaged(count("person"), count("session"), count("entry"), lines, loose)
