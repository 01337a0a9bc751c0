"""Nothing readable leaves the vault: a whole day at the window, with sixty words that nobody else writes.

Every byte that the program writes is read, whatever it was written to and whether or not that is still there; and so
is every file in any folder of the user's (S10, L1-L3, L13, L15, L21, S21).
"""

import json
import re
import sys
from pathlib import Path

import pytest

from dasupport.casework.entry import list_texts
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.transaction import Transaction
from tests.faults.canaries import CANARIES, COUNT, PHRASE, dresses, found, found_below
from tests.faults.conftest import Day, files
from tests.faults.day import PICTURE
from tests.faults.watched import LOCAL, laptop, read, told, watched
from tests.samples import CHEAP
from tests.sheets import pdf_reading

NAMES = (PHRASE, "Amara Osei", "KD-4410")
"""What must stand in no name, no command and no surroundings, besides the canaries."""
VAULT = r"live/[0-9a-f]{12}(\.making)?"
KEPT = rf"{VAULT}/((keyring\.[ab]|reserve\.bin)(\.new)?|data\.\d+\.db(-journal)?|vault\.lock)"
BACKUP = rf"{VAULT}/backups(/[\w.-]+)?"
SEEN = r"live/\w+\.[0-9a-f]{32}\.seen(\.new)?"
ROOM = r"live/[0-9a-f]{12}\.room(\.new)?"
OWN = rf"live|{SEEN}|{ROOM}|{VAULT}|{KEPT}|{BACKUP}|settings\.json(\.new)?|faults\.log"
ALLOWED = {
    "looks": {"look", "scale"},
    "organisation": {"name", "lead", "lead_number", "recording"},
    "guard": {"idle", "minimise", "away"},
}
"""The keys of the settings outside the vault. Whoever adds one says here that it tells nothing of anybody."""
NOT_FILES = re.compile(r"pipe:|anon_inode:|/dev/null$|/dev/pts/|UNIX")


def ours(day: Day, name: str) -> bool:
    """Whether a name is one that the program may write to: its own folder, and the sheet that was asked for."""
    home, sheet = str(day.home), str(day.sheet)
    if name == home or re.fullmatch(rf"{re.escape(sheet)}(\.[0-9a-f]{{12}}\.new)?", name):
        return True
    return name.startswith(f"{home}/") and re.fullmatch(OWN, name.removeprefix(f"{home}/")) is not None


def kept(work: Transaction) -> str:
    """Every free text of everybody, as the vault gives it back."""
    people = work.people.list_recent(None)
    records = [work.read_record(row.id) for person in people for row in work.sessions.list_sessions(person.id)]
    said = [text for record in records if record for entry in record.entries for text in list_texts(entry.answer)]
    return "\n".join((*said, *(work.people.reveal_identity(person.id).real_name.value for person in people)))


def test_that_every_canary_was_typed_and_stands_in_the_vault(day: Day) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP).open(day.vault, PHRASE)
    said = vault.transact(kept)
    vault.close()
    assert day.words >= COUNT
    assert [word for word in CANARIES if word not in said] == []


def test_that_no_canary_was_ever_written_where_it_can_be_read(day: Day) -> None:
    written = day.trace.written.items()
    assert {hit for name, data in written for hit in (*found(data, name), *found(data, name, (PHRASE,)))} == set()


def test_that_no_canary_stands_in_any_file_or_in_the_name_of_one(day: Day) -> None:
    assert found_below(day.place) == set()


def test_that_no_canary_stands_in_any_file_elsewhere_that_was_opened_to_be_written(day: Day) -> None:
    elsewhere = [Path(name) for name in day.trace.opened if not name.startswith(str(day.place))]
    assert {hit for path in elsewhere if path.is_file() for hit in found(path.read_bytes(), str(path))} == set()


def test_that_the_sheet_which_the_worker_saved_can_be_read(day: Day) -> None:
    """Control: words that leave the vault are found."""
    assert len({hit.word for hit in found(pdf_reading.text(day.sheet.read_bytes()).encode(), "the sheet")}) > COUNT / 2


@pytest.mark.parametrize("dress", [*dresses("")])
def test_that_each_canary_would_have_been_found_in_each_dress(tmp_path: Path, dress: str) -> None:
    """Control: an export in plain words, as sixty files."""
    for word in CANARIES:
        for number, form in enumerate(dresses(word)[dress]):
            (tmp_path / f"{CANARIES.index(word)}-{number}").write_bytes(b"before " + form + b" after")
    hits = found_below(tmp_path)
    assert {hit.word for hit in hits} == set(CANARIES)
    assert {hit.where for hit in hits} == {str(path) for path in tmp_path.iterdir()}


PACKS = """
import gzip, io, sys, zipfile, zlib
text = ("packed " * 9 + sys.argv[1]).encode()
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file: file.writestr("a", text)
kinds = {"zlib": zlib.compress(text), "gzip": gzip.compress(text), "zip": archive.getvalue()}
sys.stdout.buffer.write(b"before" + kinds[sys.argv[2]] + b"after")
"""


@pytest.mark.parametrize("kind", ["zlib", "gzip", "zip"])
def test_that_a_canary_would_have_been_found_in_what_is_packed(kind: str) -> None:
    """Control."""
    packed = pdf_reading.started(sys.executable, "-c", PACKS, CANARIES[7], kind).stdout
    assert CANARIES[7].encode() not in packed
    assert {hit.word for hit in found(packed, kind)} == {CANARIES[7]}


LEAVES = """
import os, sys
os.chdir(os.environ["TMPDIR"])
file = os.open("gone", os.O_RDWR | os.O_CREAT)
os.unlink("gone")
os.write(file, sys.argv[1].encode())
held = os.open(".", os.O_TMPFILE | os.O_RDWR)
os.pwrite(held, sys.argv[1].encode(), 0)
print("ready", flush=True)
"""
CALLS_HOME = """
import socket
for kind in (socket.AF_INET, socket.AF_INET6):
    with socket.socket(kind, socket.SOCK_DGRAM) as made:
        try: made.connect(("::1" if kind == socket.AF_INET6 else "127.0.0.1", 9))
        except OSError: pass
print("ready", flush=True)
"""


def trial(tmp_path: Path, *words: str) -> tuple[set[str], set[str], dict[str, bytes]]:
    """What is seen of a small program: its addresses, the files that it opened, what it wrote."""
    with watched(tmp_path / "trace", laptop(tmp_path), "-c", *words) as started:
        told(started, "ready")
        assert started.wait() == 0
    trace = read(tmp_path / "trace")
    return trace.families, trace.opened, trace.written


def test_that_words_in_a_file_that_is_deleted_or_has_no_name_would_have_been_found(tmp_path: Path) -> None:
    """Control."""
    _, opened, written = trial(tmp_path, LEAVES, CANARIES[3])
    assert any(name.endswith("/gone") for name in opened)
    assert len({name for name, data in written.items() for _ in found(data, name)}) == 2


def test_that_no_socket_leads_off_the_machine(day: Day) -> None:
    assert day.trace.families <= LOCAL


def test_that_a_socket_would_have_been_seen(tmp_path: Path) -> None:
    """Control."""
    families, _, _ = trial(tmp_path, CALLS_HOME)
    assert {"AF_INET", "AF_INET6"} <= families


def test_that_a_text_fetches_nothing_however_it_looks(day: Day) -> None:
    assert "planted/picture" in PICTURE
    assert [name for name in day.trace.touched if "planted" in name] == []
    assert str(day.home / "settings.json") in day.trace.touched


def test_that_the_program_writes_to_its_own_files_and_to_the_sheet_and_nowhere_else(day: Day) -> None:
    written = {name for name in (*day.trace.written, *day.trace.opened) if not NOT_FILES.search(name)}
    assert {name for name in written if not ours(day, name)} == set()
    assert {str(day.sheet), str(day.home / "settings.json"), str(day.vault / "data.1.db")} <= written


def test_that_nothing_stands_in_the_users_folders_afterwards_but_that(day: Day) -> None:
    new = {name for name, data in files(day.place).items() if day.before.get(name) != data}
    assert {name for name in new if not ours(day, str(day.place / name))} == set()


def test_that_the_lists_of_recent_things_are_as_they_were(day: Day) -> None:
    after = files(day.place)
    assert {name: after[name] for name in day.before} == day.before
    assert [name for name in after if "QtProject" in name] == []


def test_that_the_settings_hold_the_known_keys_and_nothing_else(day: Day) -> None:
    table = json.loads((day.home / "settings.json").read_text())
    assert {part: set(values) for part, values in table.items()} == ALLOWED


def test_that_no_name_of_a_file_tells_of_anybody(day: Day) -> None:
    names = "\n".join((*day.trace.opened, *files(day.place)))
    assert [word for word in NAMES if word.casefold() in names.casefold()] == []


def test_that_nothing_secret_stands_in_the_list_of_processes(day: Day) -> None:
    seen = [*day.seen.values(), *(" ".join(words).encode() for words in day.trace.started)]
    assert {hit for text in seen for hit in found(text, "processes")} == set()
    assert [word for word in NAMES if any(word.encode() in text for text in seen)] == []


def test_that_a_name_among_them_would_have_been_seen(day: Day) -> None:
    """Control: what was given to the program by its own starter is there to be read."""
    assert any(b"QT_QPA_PLATFORM=offscreen" in text for text in day.seen.values())
    assert any("tests.faults.day" in words for words in day.trace.started)


def test_that_the_lock_screen_holds_no_file_of_the_vault_open(day: Day) -> None:
    assert str(day.vault).encode() in day.seen["at work: held"]
    assert str(day.vault).encode() not in day.seen["locked: held"]


def test_that_nothing_is_said_on_the_console(day: Day) -> None:
    assert day.seen["errors"] == b""
    assert day.trace.written.keys() & {"/dev/tty", "/dev/console", "/dev/kmsg"} == set()
