"""Records in which every place for text holds a word of its own, to be looked for once they are deleted."""

import random
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from dasupport.casework.attributed_text import Reach, Words
from dasupport.casework.details import FollowUpDetail, SafeContactDetail
from dasupport.casework.entry import Answer, Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.page_draft import make_page_draft
from dasupport.casework.people import Closing, Person
from dasupport.casework.retention import Deletion, DeletionReason, Hold, RecordKind
from dasupport.vault.data.engine import connect
from dasupport.vault.sidecar.lock_file import LockFile
from dasupport.vault.vault import Vault
from tests.samples import NOON, OWNER, FixedClock, Fresh, answer, draft, entry, session
from tests.vault.raw_database import journal_bare, laid_bare, words_left
from tests.vault.tampering import DATA, WHOLE, inspected
from tests.vault.vault_steps import add, keep, met, start

LATER = NOON + timedelta(days=14)
READABLE = "can be read"


class Canaries:
    """Words that stand nowhere else, and the list of them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
        self.given: list[str] = []

    def __call__(self, times: int = 1) -> str:
        word = f"{self.chance.randrange(16**20):020x}"
        self.given.append(word)
        return " ".join([word] * times)

    def some(self) -> str:
        """A text of a length between a line and several pages."""
        return self(self.chance.choice((1, 3, 20, 400)))


def lived(vault: Vault, words: Canaries, person: str) -> None:
    """A record in which every place for text holds a word of its own, written and written over."""
    met(vault, Person(person, words(), words(), NOON), words.some())
    for _ in range(2):
        reason = make_page_draft(person, "hold", words.some(), NOON)
        vault.transact(lambda work, reason=reason: work.page_drafts.save(reason))  # type: ignore[misc]
    for number in range(words.chance.randrange(1, 4)):
        talk = f"{person}-{number}"
        start(vault, replace(session(talk, number + 1), person=person))
        for at in range(words.chance.randrange(3, 12)):
            keep(vault, replace(draft(Kind.NOTE, f"N{at}", answer(words.some())), session=talk))
            told = answer(words.some(), reach=Reach("told_me", Words(words())))
            add(vault, said(talk, Kind.NOTE, f"N{at}", told, words))
        add(
            vault,
            said(talk, Kind.SAFE_CONTACT, "C", answer(detail=SafeContactDetail(words(), words(), "", words())), words),
        )
        due = FollowUpDetail((LATER + timedelta(days=number)).date(), words())
        add(vault, said(talk, Kind.FOLLOW_UP, "F", answer(detail=due), words))
        keep(vault, replace(draft(Kind.NOTE, "half", answer(words.some())), session=talk))
        if words.chance.random() < 0.5:
            seal(vault, talk)


def seal(vault: Vault, talk: str) -> None:
    vault.transact(lambda work: work.sessions.seal(talk, Closing.SEALED, NOON))


def said(talk: str, kind: Kind, item: str, told: Answer, words: Canaries) -> Entry:
    return replace(entry(kind, item, told, id=f"{talk}:{kind}:{item}"), session=talk, reason=Words(words()))


def held_and_lifted(vault: Vault, words: Canaries) -> None:
    hold = Hold("h1", "p1", NOON, OWNER.name, Words(words.some()))
    vault.transact(lambda work: work.retention.place_hold(hold))
    vault.transact(lambda work: work.retention.lift_hold("h1", NOON, OWNER.name, Words(words.some())))


def carried_out(vault: Vault) -> None:
    asked = Deletion("d1", "p1", DeletionReason.PERSON_ASKED, NOON, OWNER.name, LATER)
    vault.transact(lambda work: work.retention.request_deletion(asked))
    vault.transact(lambda work: work.retention.carry_out_deletion(asked, RecordKind.RECORD, LATER, OWNER.name))


def entered(fresh: Fresh, folder: Path) -> tuple[Vault, Any]:
    """An open copy of a new vault, and its bare connection."""
    shutil.copytree(fresh.folder, folder)
    data = fresh.copy.key_file.data
    connection = connect(folder / DATA, fresh.keys.data, data.salt)
    return Vault(folder, fresh.copy, fresh.keys, connection, LockFile(folder), FixedClock()), connection


def halves(words: list[str]) -> list[str]:
    """Both halves of each word: where a page ends, a word may be torn."""
    return [half for word in words for half in (word[:10], word[10:])]


def deleted(fresh: Fresh, folder: Path, seed: int, *, secure: bool = True) -> str:
    """Delete one record among others, and say what is wrong then: a word that can be read, or one that went with it."""
    vault, connection = entered(fresh, folder)
    if not secure:
        connection.execute("PRAGMA secure_delete = OFF")
    stays, goes = Canaries(1_000_000 + seed), Canaries(seed)
    lived(vault, stays, "p0")
    lived(vault, goes, "p1")
    lived(vault, stays, "p2")
    held_and_lifted(vault, goes)
    carried_out(vault)
    journal = words_left(journal_bare(folder), halves(goes.given))
    vault.close()
    content = laid_bare(folder)  # in the letters of UTF-8, as its pages are
    if left := words_left(content, halves(goes.given)) + journal:
        return f"{len(left)} of {2 * len(goes.given)} halves of words {READABLE}"
    if len(words_left(content, stays.given)) < len(stays.given) // 2:
        return "what stays is not there"
    said = inspected(folder)
    return "" if said == WHOLE else said
