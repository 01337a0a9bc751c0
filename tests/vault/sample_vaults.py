"""Vaults with a life behind them, each made once and copied by whoever changes it."""

import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dasupport.casework.details import FollowUpDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Person
from dasupport.casework.realms import Realm
from dasupport.vault.access.authenticate import authenticate
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, FixedClock, Fresh, answer, draft, entered, entry, session
from tests.vault.tampering import DATA, opens, pages
from tests.vault.vault_steps import add, begin, keep, meet, say, start, write

SMALL = b"small, to be copied quickly"


def newborn(place: Path) -> Fresh:
    """A vault that was made and closed, with little put aside."""
    folder = place / "fresh"
    VaultOpener(Realm.LIVE, CHEAP, FixedClock()).create(folder, PASSPHRASE, OWNER).close()
    (folder / "reserve.bin").write_bytes(SMALL)
    copy, keys, _ = authenticate(folder, PASSPHRASE, Realm.LIVE)
    return Fresh(folder, copy, keys)


def lived(fresh: Fresh, folder: Path) -> Path:
    """A closed vault with a person, statements, a follow-up and a draft."""
    vault = begin(fresh.entered(folder, FixedClock()))
    say(vault, *(entry(Kind.NOTE, f"N{number}", answer(f"note {number} " + "word " * 120)) for number in range(12)))
    add(vault, entry(Kind.FOLLOW_UP, "FOLLOW-UP", answer(detail=FollowUpDetail(date(2026, 12, 1), "Call back"))))
    keep(vault, draft(Kind.NOTE, "N99", answer("half written")))
    vault.close()
    (folder / "reserve.bin").write_bytes(SMALL)
    return folder


def roomy(fresh: Fresh, folder: Path) -> Path:
    """A closed vault with free pages in the middle and at the end of its data."""
    vault = begin(fresh.entered(folder, FixedClock()))
    say(vault, *(entry(Kind.NOTE, f"N{number}", answer("word " * 200)) for number in range(6)))
    write(vault, draft(Kind.NOTE, "N99", answer("x" * 30_000)))
    vault.transact(lambda work: work.entries.drop_draft("s1", Slot(Kind.NOTE, "N99")))
    vault.close()
    return folder


@dataclass(frozen=True)
class Aged:
    """One vault as it was and as it is, both closed."""

    old: Path
    new: Path

    @property
    def changed(self) -> list[int]:
        """The pages that differ."""
        pairs = zip(pages(self.old / DATA), pages(self.new / DATA), strict=False)
        return [number for number, (before, after) in enumerate(pairs) if before != after]

    def put_back(self, numbers: tuple[int, ...]) -> None:
        """Put these pages of the old copy into the new one."""
        before, now = pages(self.old / DATA), pages(self.new / DATA)
        data = b"".join(before[number] if number in numbers else page for number, page in enumerate(now))
        (self.new / DATA).write_bytes(data)


def aged(fresh: Fresh, place: Path) -> Aged:
    """A vault after its first day, and after its second."""
    first = fresh.entered(place / "new", FixedClock())
    _day_one(first)
    first.close()
    shutil.copytree(first.folder, place / "old")
    again = entered(first.folder, *opens(first.folder), FixedClock())
    _day_two(again)
    again.close()
    return Aged(place / "old", place / "new")


def _day_one(vault: Vault) -> None:
    begin(vault)
    say(vault, *(entry(Kind.NOTE, f"N{number}", answer("word " * 80)) for number in range(8)))
    say(vault, entry(Kind.FOLLOW_UP, "F1", answer(detail=FollowUpDetail(date(2026, 12, 1), "Call"))))
    write(vault, draft(Kind.NOTE, "N90", answer("half")))


def _day_two(vault: Vault) -> None:
    say(vault, entry(Kind.NOTE, "N20", answer("more " * 80)))
    say(vault, entry(Kind.ADDENDUM, "FOLLOW-UP-DONE", supersedes="follow_up:F1:"))
    write(vault, draft(Kind.NOTE, "N90", answer("half written and more")))
    meet(vault, Person("p2", "KD-2", "thanet", NOON))
    start(vault, session("s2", 2))
    tomorrow = NOON + timedelta(days=1)
    start(vault, replace(session("s3", 3), person="p1", started_at=tomorrow))
    vault.transact(lambda work: work.people.set_last_contact("p1", tomorrow))
    vault.transact(lambda work: work.sessions.remember_page("s1", "signs"))
