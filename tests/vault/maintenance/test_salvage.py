"""Salvage: what can be read of damaged data stands in a new vault, each word once; the figures say how much is lost."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dasupport.casework.kinds import Kind
from dasupport.casework.page_draft import make_page_draft
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import add_supervisor_key, change_passphrase, set_recovery_code
from dasupport.vault.data import owner_alerts
from dasupport.vault.errors import DataDamaged
from dasupport.vault.keys.credentials import (
    Credential,
    RecoveryCodeBits,
    RecoverySharesBits,
    SupervisorKey,
    generate_key_pair,
)
from dasupport.vault.keys.key_file import COPY_NAMES
from dasupport.vault.maintenance.salvage import SalvageCount, SalvageReport, salvage
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, FixedClock, Fresh, answer, draft, entry, session
from tests.vault.tampering import DATA, PAGE, WHOLE, by_sql, by_the_driver, contents, flip, keyed, pages, verdict
from tests.vault.vault_steps import actions, add, begin, events, start

DOOR = VaultOpener(Realm.LIVE, CHEAP, FixedClock())
CODE, PARTS = RecoveryCodeBits(bytes(range(17))), RecoverySharesBits(bytes(range(1, 18)))
PRIVATE, PUBLIC = generate_key_pair()
PAPERS: dict[str, RecoveryCodeBits | RecoverySharesBits] = {"opened_code": CODE, "opened_parts": PARTS}
WAYS: dict[str, Credential] = {**PAPERS, "opened_key": SupervisorKey(PRIVATE)}


@pytest.fixture(scope="module")
def noted(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with two hundred notes of half a page: do not change it, take a copy."""
    folder = tmp_path_factory.mktemp("noted") / "vault"
    vault = begin(fresh.entered(folder, FixedClock()))
    for number in range(200):
        add(vault, entry(Kind.NOTE, f"N{number}", answer(f"note {number} " + "word " * 300)))
    vault.close()
    return folder


@pytest.fixture
def full(noted: Path, folder: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(noted, folder))


def kept(_: str) -> str:
    """The passphrase that opened the damaged vault opens the new one."""
    return PASSPHRASE


def saved(folder: Path, into: Path, secret: Credential = PASSPHRASE) -> SalvageReport:
    found = salvage(folder, secret, into, DOOR, kept)
    assert verdict(into) == WHOLE
    return found


def opened(into: Path) -> Vault:
    return DOOR.open(into, PASSPHRASE)


def said(into: Path) -> list[str]:
    vault = opened(into)
    found = [each.answer.words.value for each in vault.transact(lambda work: work.entries.list_entries("s1"))]
    vault.close()
    return found


def broken(folder: Path, *numbers: int) -> None:
    """Data some of whose pages nobody can read any more."""
    found = pages(folder / DATA)
    for number in numbers:
        found[number] = bytes(PAGE)
    (folder / DATA).write_bytes(b"".join(found))


def test_that_of_data_without_its_first_bytes_everything_comes_out(closed: Path, tmp_path: Path) -> None:
    """They are the salt, which the key file holds too: no row is touched."""
    flip(closed / DATA, 0)
    found = saved(closed, tmp_path / "new")
    assert found == SalvageReport(
        SalvageCount(1, 1),
        SalvageCount(1, 1),
        SalvageCount(13, 13),
        SalvageCount(found.events.known, found.events.known),
        0,
    )
    vault, old = opened(tmp_path / "new"), opened(closed)
    for job in (
        lambda work: work.entries.list_entries("s1"),
        lambda work: work.entries.list_drafts("s1"),
        lambda work: work.people.list_recent(),
        lambda work: work.sessions.list_sessions("p1"),
    ):
        assert vault.transact(job) == old.transact(job)
    assert vault.owner == old.owner
    assert "salvaged" in actions(vault)
    vault.close()
    old.close()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_that_with_pages_broken_the_others_come_out_and_the_figures_say_so(
    full: Path, tmp_path: Path, share: float
) -> None:
    whole = said(full)
    size = len(pages(full / DATA))
    broken(full, int(size * share), int(size * share) + 3)
    before = contents(full)
    found = saved(full, tmp_path / "new")
    out = said(tmp_path / "new")
    assert 0 < len(out) <= len(whole)
    assert set(out) <= set(whole)
    assert len(out) == len(set(out)) == found.entries.read
    assert found.entries.read <= found.entries.known <= 200
    assert len(whole) - len(out) < 40
    assert contents(full) == before


def test_that_a_page_of_notes_that_is_lost_costs_its_notes_alone(full: Path, tmp_path: Path) -> None:
    whole = said(full)
    with keyed(full) as connection:
        rootless = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    size = len(pages(full / DATA))
    broken(full, size // 2)
    found = saved(full, tmp_path / "new")
    assert rootless == 200
    assert 200 - 12 <= found.entries.read <= 200
    assert set(said(tmp_path / "new")) <= set(whole)


def test_that_words_whose_end_is_lost_do_not_come_out_as_something_else(closed: Path, tmp_path: Path) -> None:
    """The engine alone gives zeros for the end of long words that lies in a broken page of its own."""
    vault = opened(closed)
    for number in range(12):
        add(vault, entry(Kind.NOTE, f"LONG{number}", answer("word " * 1500)))
    whole = {each.answer.words.value for each in vault.transact(lambda work: work.entries.list_entries("s1"))}
    vault.close()
    size = len(pages(closed / DATA))
    ended = (broken_at(closed, tmp_path / str(page), page) for page in range(size - 1, 0, -1))
    damaged = next(folder for folder in ended if by_the_driver(folder) - whole)
    found = saved(damaged, tmp_path / "new")
    assert set(said(tmp_path / "new")) <= whole
    assert found.entries.read == found.entries.known - 1


def broken_at(folder: Path, to: Path, page: int) -> Path:
    """A copy with one page broken."""
    shutil.copytree(folder, to)
    broken(to, page)
    return to


def test_that_entries_without_their_session_stand_under_a_name_of_their_own(full: Path, tmp_path: Path) -> None:
    by_sql(full, "DELETE FROM session")
    found = saved(full, tmp_path / "new")
    assert (found.sessions, found.entries, found.orphaned) == (SalvageCount(0, 1), SalvageCount(200, 200), 200)
    vault = opened(tmp_path / "new")
    assert {each.code_name for each in vault.transact(lambda work: work.people.list_recent())} == {"KD-1234", "LOST-1"}
    vault.close()
    assert len(said(tmp_path / "new")) == 200


def test_that_a_session_without_its_person_does_too(full: Path, tmp_path: Path) -> None:
    by_sql(full, "DELETE FROM person")
    found = saved(full, tmp_path / "new")
    assert (found.people, found.sessions, found.orphaned) == (SalvageCount(0, 1), SalvageCount(1, 1), 1)
    assert len(said(tmp_path / "new")) == 200


def test_that_what_is_lost_is_known_from_the_log(full: Path, tmp_path: Path) -> None:
    by_sql(full, "DELETE FROM entry WHERE seq > 150")
    assert saved(full, tmp_path / "new").entries == SalvageCount(150, 200)


@pytest.mark.parametrize("what", ["first page", "everything", "a wrong passphrase", "no key file"])
def test_that_where_nothing_can_be_read_nothing_is_made(full: Path, tmp_path: Path, what: str) -> None:
    expected = {"a wrong passphrase": "V-PASS-WRONG", "no key file": "V-KEY-DAMAGED"}.get(what, DataDamaged.id)
    if what == "first page":
        broken(full, 0)
    elif what == "everything":
        (full / DATA).write_bytes(bytes(40 * PAGE))
    elif what == "no key file":
        for name in ("keyring.a", "keyring.b"):
            (full / name).write_bytes(b"")
    with pytest.raises(Refusal, match=expected):
        salvage(full, "not it" if what == "a wrong passphrase" else PASSPHRASE, tmp_path / "new", DOOR, kept)
    assert {path.name for path in tmp_path.iterdir() if path.suffix not in (".seen", ".room")} == {"vault"}


def test_that_a_place_that_is_taken_is_not_written_over(full: Path, tmp_path: Path) -> None:
    DOOR.create(tmp_path / "new", PASSPHRASE, OWNER).close()
    with pytest.raises(Refusal, match="V-EXISTS"):
        salvage(full, PASSPHRASE, tmp_path / "new", DOOR, kept)
    assert verdict(tmp_path / "new") == WHOLE


def test_that_times_and_authors_are_those_of_then(full: Path, tmp_path: Path) -> None:
    flip(full / DATA, 0)
    salvage(
        full, PASSPHRASE, tmp_path / "new", VaultOpener(Realm.LIVE, CHEAP, FixedClock(NOON.replace(year=2030))), kept
    )
    vault = opened(tmp_path / "new")
    assert {(each.at, each.author) for each in vault.transact(lambda work: work.entries.list_entries("s1"))} == {
        (NOON, "Amara Osei")
    }
    vault.close()


def test_that_what_was_lost_before_keeps_its_name_and_what_is_half_written_is_not_lost(
    full: Path, tmp_path: Path
) -> None:
    held = DOOR.open(full, PASSPHRASE)
    start(held, session("s2", 2))
    half = replace(draft(Kind.NOTE, "N1", answer("half a word")), session="s2")
    reason = make_page_draft("p1", "hold", "half a reason", NOON)
    held.transact(lambda work: work.entries.save_draft(half))
    held.transact(lambda work: work.page_drafts.save(reason))
    held.close()
    by_sql(full, "UPDATE person SET code_name = 'LOST-1'", "DELETE FROM session")
    saved(full, tmp_path / "new")
    vault = opened(tmp_path / "new")
    assert {each.code_name for each in vault.transact(lambda work: work.people.list_recent())} == {"LOST-1", "LOST-2"}
    assert any("half a word" in row for row in vault.transact(lambda work: work.entries.list_all_draft_rows()))
    assert vault.transact(lambda work: work.page_drafts.list_all()) == (reason,)
    vault.close()


def test_that_whole_records_are_not_salvaged(closed: Path, tmp_path: Path) -> None:
    before = contents(closed)
    with pytest.raises(Refusal, match="V-NOT-DAMAGED"):
        salvage(closed, PASSPHRASE, tmp_path / "new", DOOR, kept)
    assert contents(closed) == before
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob("*.salvage*"))


@pytest.mark.parametrize("damage", ["none", "a page of notes"])
def test_that_a_passphrase_that_was_ended_gets_nothing_by_it(full: Path, tmp_path: Path, damage: str) -> None:
    old = {name: (full / name).read_bytes() for name in COPY_NAMES}
    vault = DOOR.open(full, PASSPHRASE)
    change_passphrase(vault, PASSPHRASE, "seven copper lanterns by the harbour wall", CHEAP, at_once=True)
    vault.close()
    for name, found in old.items():
        (full / name).write_bytes(found)
    if damage != "none":
        broken(full, len(pages(full / DATA)) // 2)
    with pytest.raises(Refusal, match="V-KEYS-OLD"):
        salvage(full, PASSPHRASE, tmp_path / "new", DOOR, kept)
    assert not (tmp_path / "new").exists()


@pytest.fixture
def many(full: Path) -> Path:
    """A vault that also opens with a code, two parts and a supervisor's key; a page of its notes is lost."""
    vault = DOOR.open(full, PASSPHRASE)
    set_recovery_code(vault, PASSPHRASE, CODE)
    set_recovery_code(vault, PASSPHRASE, PARTS)
    add_supervisor_key(vault, PASSPHRASE, PUBLIC)
    vault.close()
    broken(full, len(pages(full / DATA)) // 2)
    return full


@pytest.mark.parametrize("how", WAYS)
def test_that_every_way_in_gets_out_what_the_passphrase_does_and_is_told_to_the_owner(
    many: Path, tmp_path: Path, how: str
) -> None:
    before = contents(many)
    assert saved(many, tmp_path / "new", WAYS[how]) == saved(many, tmp_path / "other")
    assert contents(many) == before
    vault = opened(tmp_path / "new")
    first, second = events(vault)[1:3]
    assert [each.action for each in vault.transact(owner_alerts.list_open_alerts)] == [how]
    vault.close()
    assert [first.action, second.action] == [how, "salvaged"]
    assert {first.actor, second.actor} == {PUBLIC if how == "opened_key" else OWNER.name}
    with pytest.raises(Refusal, match="V-NO-KEY" if how == "opened_key" else "V-CODE-WRONG"):
        DOOR.open(tmp_path / "new", WAYS[how])


def test_that_with_the_passphrase_nothing_is_told_to_the_owner(many: Path, tmp_path: Path) -> None:
    saved(many, tmp_path / "new")
    vault = opened(tmp_path / "new")
    assert vault.transact(owner_alerts.list_open_alerts) == ()
    vault.close()


@pytest.mark.parametrize("how", PAPERS)
def test_that_a_way_in_that_was_ended_gets_nothing_by_it(full: Path, tmp_path: Path, how: str) -> None:
    vault = DOOR.open(full, PASSPHRASE)
    set_recovery_code(vault, PASSPHRASE, PAPERS[how])
    old = {name: (full / name).read_bytes() for name in COPY_NAMES}
    set_recovery_code(
        vault, PASSPHRASE, RecoveryCodeBits(bytes(17)) if how == "opened_code" else RecoverySharesBits(bytes(17))
    )
    vault.close()
    broken(full, len(pages(full / DATA)) // 2)
    with pytest.raises(Refusal, match="V-CODE-WRONG"):
        salvage(full, PAPERS[how], tmp_path / "new", DOOR, kept)
    for name, found in old.items():
        (full / name).write_bytes(found)
    with pytest.raises(Refusal, match="V-KEYS-OLD"):
        salvage(full, PAPERS[how], tmp_path / "new", DOOR, kept)
    assert not (tmp_path / "new").exists()


def test_that_a_passphrase_that_will_not_do_makes_no_new_vault(many: Path, tmp_path: Path) -> None:
    asked = []

    def refused(name: str) -> str:
        asked.append(name)
        raise Refusal(RefusalId.PASS_NAME)

    with pytest.raises(Refusal, match="PASS-NAME"):
        salvage(many, CODE, tmp_path / "new", DOOR, refused)
    assert asked == [OWNER.name]
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob("*.salvage*"))
