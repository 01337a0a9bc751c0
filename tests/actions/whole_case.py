"""A whole day in a program of its own, for tests that watch it: `python -m tests.actions.whole_case HOME`.

It makes a vault, meets somebody, saves, locks, opens, seals, prints, remembers settings and notes a fault. The
words in confidence are CANARIES: they may stand in the vault, and nowhere else.
"""

import logging
import sys
from pathlib import Path

from dasupport import logs
from dasupport.actions.unlock import OpenVault, Unlocker
from dasupport.casework.attributed_text import Words
from dasupport.casework.details import ChildDetail, ChoiceDetail
from dasupport.casework.entry import Draft, Entry, Slot
from dasupport.casework.ids import random_id, utc_now
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CHILDREN_ITEM
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.casework.session_record import Record
from dasupport.content.load import load_pack
from dasupport.settings import Settings
from tests.samples import CHEAP, PASSPHRASE, answer
from tests.tools.blank_pack import make_blank_pack

NOTE, NAME, ADDRESS, CHILD, DRAFT, REASON = CANARIES = (
    "canary-note-marmalade",
    "Canary Realname",
    "canary-street 17",
    "canary-child",
    "canary-draft",
    "canary-reason",
)


def says(record: Record, kind: Kind, item: str, words: str, detail: ChildDetail | ChoiceDetail | None = None) -> Entry:
    return Entry(random_id(), record.session.id, "Amara Osei", utc_now(), Slot(kind, item), answer(words, detail))


def day_one(unlocked: OpenVault) -> str:
    met = unlocked.people.add_person("KD-1", NAME, "swale", Presenting.USING)
    unlocked.sessions.add_entry(says(met, Kind.NOTE, "N1", f"{NOTE} {ADDRESS} " * 30))
    unlocked.sessions.add_entry(says(met, Kind.CHILD, "CHILD", ADDRESS, ChildDetail(CHILD, "9")))
    unlocked.sessions.add_entry(says(met, Kind.CHILDREN, CHILDREN_ITEM, "", ChoiceDetail("none")))
    unlocked.sessions.save_draft(Draft(met.session.id, Slot(Kind.NOTE, "N2"), answer(DRAFT * 2000), utc_now()))
    unlocked.people.reveal_identity(met.person.id)
    return met.session.id


def day_two(unlocked: OpenVault, session: str) -> None:
    unlocked.sessions.seal(session)
    record = unlocked.sessions.add_addendum(session, NOTE, REASON)
    unlocked.confirm_passphrase(PASSPHRASE)
    unlocked.sheets.make_file_copy(record, "own_team")
    unlocked.sheets.save(
        record, unlocked.sheets.make_file_copy(record, "person_may_see"), Path(sys.argv[1]) / "sheet.pdf"
    )


def fails(words: str) -> None:
    raise ValueError(Words(words).value)


def main() -> None:
    home = Path(sys.argv[1])
    logs.start_logging(home)
    Settings(home).with_appearance("dark", 150).write()
    access = Unlocker(Realm.LIVE, load_pack(make_blank_pack()), CHEAP)
    unlocked = access.create(home / "live" / "a1", PASSPHRASE, PASSPHRASE, "Amara Osei", "worker")
    session = day_one(unlocked)
    unlocked.close()
    unlocked = access.open(home / "live" / "a1", PASSPHRASE)
    try:
        fails(NOTE)
    except ValueError as error:
        logs.log_fault(logging.getLogger("dasupport.journey"), error)
    day_two(unlocked, session)
    unlocked.close()


if __name__ == "__main__":
    main()
