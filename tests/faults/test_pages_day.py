"""Nothing readable and nothing secret leaves the pages about the vault: keys, backups, the log, periods, holds, a
deletion, Cover, words that the disk refused, the ways back in; salvage and training besides (S10, S13, S21).

The secrets are looked for as the words are: passphrases, both recovery codes, all parts, the PIN. There is one file in
which one of them may stand, because somebody asked for it: the supervisor's own key.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.transaction import Transaction
from tests.faults.canaries import CANARIES, Hit, dresses, found, found_below
from tests.faults.conftest import files
from tests.faults.pages_day import FOURTH, SAVED, SECOND, bared
from tests.faults.test_files import NOT_FILES, OWN
from tests.faults.watched import LOCAL, Trace, laptop, read, told, watched
from tests.samples import CHEAP
from tests.vault.tampering import flip

MORE = rf"(live|training)/[\w.-]+(/(backups/)?[\w.-]*)?|{OWN}|training"
"""What the program may write to in its own folder: two realms, a vault moved aside, words and tries beside one."""
DEEDS = {
    "recovery_made",
    "tries before opening",
    "periods",
    "hold",
    "hold lifted",
    "deletion",
    "taken back",
    "pin-set",
    "wrong pin",
    "pin right",
    "recipient_added",
    "key_ended",
    "split_made",
    "code_tried",
    "passphrase_changed",
    "backed up",
    "backup proved",
    "backup copied",
    "log read",
    "log exported",
    "opened_code",
    "words read back",
    "keys_rotated",
    "certificate",
}
"""What the log must tell of the day: a step that was refused would leave nothing to be found."""
LONG = 7
"""Of so many words or groups, the first four are looked for: they would be enough to know it by."""
ACTS = ("key", "live", "salvage", "training")


@dataclass(frozen=True)
class PagesDay:
    """What the day left behind, and what could be seen of it."""

    place: Path
    traces: dict[str, Trace]
    secrets: tuple[str, ...]
    cried: dict[str, bytes]

    @property
    def home(self) -> Path:
        return self.place / "home/.local/share/dasupport"

    @property
    def stick(self) -> Path:
        return self.place / "stick"

    def vault(self, *, aside: bool) -> Path:
        (folder,) = (path for path in (self.home / "live").iterdir() if path.is_dir() and aside == bool(path.suffix))
        return folder

    @property
    def written(self) -> Iterator[tuple[str, bytes]]:
        for trace in self.traces.values():
            yield from trace.written.items()

    @property
    def private(self) -> str:
        """The supervisor's own key, where they asked for it."""
        text = (self.stick / SAVED["key"]).read_text()
        return next(line for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-1"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> PagesDay:
    place, logs = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("logs")
    made = PagesDay(place, {}, (), {})
    surroundings, drive = laptop(place), ("-m", "tests.faults.pages_day", str(made.home), str(made.stick))
    made.stick.mkdir()
    cried = {}
    program = ("-m", "dasupport")
    with watched(logs / "key", surroundings, *program, "supervisor-key", str(made.stick / SAVED["key"])) as making:
        said, cried["key"] = making.communicate()
    (made.stick / "public").write_bytes(next(word for word in said.split() if word.startswith(b"age1")))
    with ExitStack() as both:
        begun = {
            act: both.enter_context(watched(logs / act, surroundings, *drive, act)) for act in ("live", "training")
        }
        secrets = {bared(text) for act in begun for text in told(begun[act], "done")}
        for act, started in begun.items():
            cried[act] = started.communicate()[1]
    lost = made.vault(aside=False)
    flip(next(lost.glob("data.*.db")), 0)
    with watched(logs / "salvage", surroundings, *program, "salvage", str(lost), str(place / "salvaged")) as saving:
        _, cried["salvage"] = saving.communicate(f"{SECOND}\n".encode())
    return PagesDay(place, {act: read(logs / act) for act in ACTS}, probes(secrets), cried)


def probes(secrets: set[str]) -> tuple[str, ...]:
    """What is looked for: each secret as it was shown, without its gaps, and the first part of the long ones."""
    forms = set()
    for secret in secrets:
        groups = secret.split()
        forms |= {"".join(groups), secret if len(groups) < LONG else " ".join(groups[:4])}
    return tuple(sorted(forms))


def hits(data: bytes, where: str, pages: PagesDay) -> set[Hit]:
    return found(data, where) | found(data, where, pages.secrets)


def told_of(work: Transaction) -> tuple[set[str], set[str]]:
    """What was done, and every word that stands on the pages about the vault."""
    reasons = {hold.reason.value for hold in work.retention.list_holds()}
    half = {draft.answer.words.value for draft in work.page_drafts.list_all()}
    names = {work.people.reveal_identity(person.id).real_name.value for person in work.people.list_recent(None)}
    return {event.action for event in work.audit_chain.iterate_verified()}, reasons | half | names


def test_that_everything_was_done_and_its_words_stand_in_the_vault(pages: PagesDay) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP).open(pages.vault(aside=True), FOURTH, older_is_fine=True)
    done, words = vault.transact(told_of)
    vault.close()
    assert DEEDS - done == set()
    assert len(words & set(CANARIES)) == 3
    assert {path.name for path in pages.stick.iterdir()} == {*SAVED.values(), "public"}
    assert (pages.place / "salvaged").is_dir()


def test_that_no_word_and_no_secret_was_ever_written_where_it_can_be_read(pages: PagesDay) -> None:
    assert {hit for name, data in pages.written for hit in hits(data, name, pages)} == set()


def test_that_none_stands_in_any_file_or_in_the_name_of_one(pages: PagesDay) -> None:
    assert found_below(pages.place) | found_below(pages.place, pages.secrets) == set()


def test_that_none_stands_in_a_file_elsewhere_that_was_opened_to_be_written(pages: PagesDay) -> None:
    opened = {Path(name) for trace in pages.traces.values() for name in trace.opened}
    elsewhere = [path for path in opened if path.is_file() and not path.is_relative_to(pages.place)]
    assert {hit for path in elsewhere for hit in hits(path.read_bytes(), str(path), pages)} == set()


def test_that_the_supervisors_own_key_stands_in_the_file_that_was_asked_for_and_nowhere_else(pages: PagesDay) -> None:
    """The exception by name, and the control: a secret that leaves the program is found."""
    file = str(pages.stick / SAVED["key"])
    assert {hit.where for hit in found_below(pages.place, (pages.private,))} == {file}
    written = {name for name, data in pages.written if found(data, name, (pages.private,))}
    assert {name.removesuffix(".new") for name in written} == {file}


@pytest.mark.parametrize("dress", [*dresses("")])
def test_that_each_secret_would_have_been_found_in_each_dress(pages: PagesDay, dress: str) -> None:
    """Control."""
    missed = [
        form
        for secret in pages.secrets
        for form in dresses(secret)[dress]
        if not found(b"before " + form + b" after", "control", (secret,))
    ]
    assert missed == []
    assert len(pages.secrets) >= 10


def test_that_none_stands_in_the_list_of_processes_or_on_the_console(pages: PagesDay) -> None:
    words = b"\n".join(" ".join(line).encode() for trace in pages.traces.values() for line in trace.started)
    assert hits(words, "processes", pages) == set()
    assert pages.cried == dict.fromkeys(ACTS, b"")


def test_that_the_program_writes_to_its_own_files_and_to_those_that_were_asked_for(pages: PagesDay) -> None:
    place, own = re.escape(str(pages.place)), rf"{re.escape(str(pages.home))}(/({MORE}))?"
    stick = "|".join(map(re.escape, SAVED.values()))
    asked = rf"{place}/(stick/({stick})(\.\w+)?(\.new)?|salvaged[\w.-]*(/[\w.-]+)*)"
    names = {name for trace in pages.traces.values() for name in (*trace.written, *trace.opened)}
    names |= {str(pages.place / name) for name in files(pages.place)} - {str(pages.stick / "public")}
    assert [name for name in names if not NOT_FILES.search(name) and not re.fullmatch(rf"{asked}|{own}", name)] == []


def test_that_no_socket_leads_off_the_machine(pages: PagesDay) -> None:
    assert {family for trace in pages.traces.values() for family in trace.families} <= LOCAL
