"""Freezes a vault made by the program as it is now, with its canonical dump, for the tests of migrations.

Run `python -m tests.tools.freeze` once before a new form of the data is released, and keep what it wrote for ever: the
folder is named after the form. It refuses to write over one that is there. The keys are made up and cost little.
"""

import gzip
import sys
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from dasupport.casework.attributed_text import Reach, Source, Words
from dasupport.casework.details import Detail, FollowUpDetail
from dasupport.casework.entry import Answer, Draft, Entry, Slot
from dasupport.casework.kinds import DETAIL_OF, Kind
from dasupport.casework.people import Closing, Person, Session
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.migrate import NEWEST_FORM
from dasupport.vault.vault import RESERVE_FILE, Vault
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock
from tests.vault.database_dump import dumped
from tests.vault.tampering import keyed
from tests.vault.vault_steps import add, keep, met, start

FIXTURES = Path(__file__).parents[1] / "vault" / "fixtures"
DUMP = "dump.jsonl.gz"
PEOPLE, SESSIONS, NOT_NOW, OPEN = 7, 2, 3, 11

ODD = (
    "plain words",
    "Zo\u00eb \u00c5ngstr\u00f6m",
    "Zoe\u0308 A\u030angstro\u0308m",
    "word " * 60,
    "\u05e9\u05dc\u05d5\u05dd \u202e\u0645\u0631\u062d\u0628\u0627\u202c",
    "e" + "\u0301\u0327" * 8,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U00020000 \U0010fffd \uffff",
    "\u00a0\u200b\ufeff soft \u00ad",
    "tab\there\nnew line\r\nand \u2028 another\u0085one",
    "Robert'); DROP TABLE entry;--",
    '"quoted" \\ back \x01\x1f\x7f control',
    "\u0130stanbul \u0131 \u00df \ufb01 \u1e9e",
)
LONG = "seventy pages " * 300


def odd(kind: Kind, number: int) -> Answer:
    """An answer of a kind in which every field says something, and every text is an odd one."""
    texts = cycle(ODD[number % len(ODD) :] + ODD[: number % len(ODD)])
    made = DETAIL_OF.get(kind)
    return Answer(
        words=Words(next(texts)),
        detail=_detail(made, texts) if made else None,
        source=list(Source)[number % len(Source)] if number % 5 else None,
        reach=Reach("told_me", Words(next(texts))) if number % 3 else Reach(),
    )


def _detail(made: type[Detail], texts: "cycle[str]") -> Detail:
    usual = made()
    said: dict[str, object] = {}
    for each in fields(made):
        value = getattr(usual, each.name)
        said[each.name] = True if isinstance(value, bool) else next(texts)[:80] if isinstance(value, str) else DUE
    return replace(usual, **said)  # type: ignore[arg-type] # each of the type of its field


DUE = date(2026, 12, 24)


def lived(vault: Vault, clock: FixedClock) -> None:
    """Several people in several sessions each, sealed, left for another day and open, with every kind of entry."""
    number = 0
    for who in range(PEOPLE):
        person = Person(f"{who:032x}", f"KD-{who} {ODD[who][:20]}", "swale", clock())
        met(vault, person, ODD[-1 - who][:60])
        for which in range(SESSIONS):
            number += 1
            clock.move(days=1, seconds=number)
            started = Session(f"5{number:031x}", person.id, which + 1, clock(), OWNER.name, "blank 1")
            start(vault, started)
            talked(vault, clock, started.id, number)
    vault.transact(lambda work: work.people.reveal_identity(f"{0:032x}"))


def talked(vault: Vault, clock: FixedClock, session: str, number: int) -> None:
    """Say something of every third kind, take one thing back, leave one half written, and end."""
    vault.transact(lambda work: work.people.set_last_contact(f"{(number - 1) // SESSIONS:032x}", clock()))
    said = [entry(clock, session, kind, at * 7 + number) for at, kind in enumerate(Kind) if at % 3 == number % 3]
    dated = Slot(Kind.FOLLOW_UP, "FOLLOW-UP", str(number))
    due = FollowUpDetail(date(2027, 1, 1) + timedelta(days=number), "Call")
    said.append(Entry(f"f{number:031x}", session, OWNER.name, clock(), dated, Answer(detail=due)))
    if number == 1:
        said.append(replace(said[1], id=f"c{number:031x}", answer=said[1].answer.with_words(LONG)))
    said.append(replace(said[0], id=f"a{number:031x}", supersedes=said[0].id, reason=Words(ODD[number % len(ODD)])))
    for each in said:
        clock.move(seconds=3)
        add(vault, each)
    if number < OPEN:
        closing = Closing.NOT_NOW if number == NOT_NOW else Closing.SEALED
        vault.transact(lambda work: work.sessions.seal(session, closing, clock()))
        done = f"f{number:031x}" if number % 2 else ""
        add(vault, replace(entry(clock, session, Kind.ADDENDUM, 1), supersedes=done))
    keep(vault, half(clock, session, number))
    vault.transact(lambda work: work.audit_chain.append("viewed", session))


def entry(clock: FixedClock, session: str, kind: Kind, number: int) -> Entry:
    slot = Slot(kind, f"ITEM-{number}", "left" if number % 4 == 0 else "")
    id = f"{session[-4:]}{list(Kind).index(kind):04x}{number:024x}"
    return Entry(id, session, OWNER.name, clock(), slot, odd(kind, number))


def half(clock: FixedClock, session: str, number: int) -> Draft:
    return Draft(session, Slot(Kind.ADDENDUM, "DRAFT", str(number)), odd(Kind.ADDENDUM, number), clock())


def freeze(folder: Path) -> None:
    """A vault in `folder/vault` and its dump beside it. Raises FileExistsError if there is one."""
    folder.mkdir(parents=True)
    clock = FixedClock()
    vault = VaultOpener(Realm.LIVE, CHEAP, clock).create(folder / "vault", PASSPHRASE, OWNER)
    lived(vault, clock)
    vault.transact(lambda work: work.sessions.remember_page(f"5{OPEN:031x}", "signs"))
    vault.close()
    for name in (RESERVE_FILE, "vault.lock"):
        (folder / "vault" / name).unlink(missing_ok=True)
    with keyed(folder / "vault") as connection:
        lines = "".join(f"{line}\n" for line in dumped(connection))
        (folder / DUMP).write_bytes(gzip.compress(lines.encode("ascii"), mtime=0))
    for path in (folder / "vault").glob("*-journal"):
        path.unlink()


if __name__ == "__main__":
    freeze(Path(sys.argv[1]) if len(sys.argv) > 1 else FIXTURES / f"form-{NEWEST_FORM}")
