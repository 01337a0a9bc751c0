"""Getting in: a vault is made once and only with what will do, opened with its passphrase, and let go at the end."""

from pathlib import Path

import pytest

from dasupport.actions.unlock import Unlocker
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.data.metadata import Owner
from dasupport.vault.errors import VaultExists, WrongPassphrase
from dasupport.vault.sidecar import attempt_counter
from tests.samples import CHEAP, PASSPHRASE, CountedIds, FixedClock
from tests.vault.access.test_opener import altered
from tests.vault.tampering import WHOLE, contents, verdict


@pytest.fixture
def access(blank: Pack, clock: FixedClock, ids: CountedIds) -> Unlocker:
    return Unlocker(Realm.LIVE, blank, CHEAP, clock, ids)


def test_that_a_vault_is_made_and_found_again_with_everything_in_it(access: Unlocker, folder: Path) -> None:
    made = access.create(folder, PASSPHRASE, PASSPHRASE, "Amara Osei", "worker")
    assert (made.owner, made.realm) == (Owner("Amara Osei", "worker"), "live")
    met = made.people.add_person("KD-1", "", "swale", Presenting.NOT_CLEAR)
    made.close()
    again = access.open(folder, PASSPHRASE)
    assert again.owner == Owner("Amara Osei", "worker")
    assert again.sessions.open_session(met.session.id) == met
    again.close()
    assert verdict(folder) == WHOLE


@pytest.mark.parametrize(
    ("name", "passphrase", "again", "item"),
    [
        ("", PASSPHRASE, PASSPHRASE, "NAME-EMPTY"),
        (" \n\t", PASSPHRASE, PASSPHRASE, "NAME-EMPTY"),
        ("A\0B", PASSPHRASE, PASSPHRASE, "REF-TEXT-NUL"),
        ("A \ud83d", PASSPHRASE, PASSPHRASE, "REF-TEXT-BROKEN"),
        ("x" * 200_001, PASSPHRASE, PASSPHRASE, "REF-TEXT-LONG"),
        ("Amara", "", "", "PASS-EMPTY"),
        ("Amara", "short", "short", "PASS-SHORT"),
        ("Amara", "passwordpassword", "passwordpassword", "PASS-COMMON"),
        ("Copper Hill", PASSPHRASE, PASSPHRASE, "PASS-NAME"),
        ("Amara", PASSPHRASE, PASSPHRASE + " ", "PASS-DIFFERENT"),
    ],
)
def test_that_what_will_not_do_is_refused_before_anything_is_made(
    access: Unlocker, folder: Path, name: str, passphrase: str, again: str, item: str
) -> None:
    with pytest.raises(Refusal) as caught:
        access.create(folder, passphrase, again, name, "worker")
    assert caught.value.item == item
    assert list(folder.parent.iterdir()) == []


def test_that_the_name_is_tidied(access: Unlocker, folder: Path) -> None:
    made = access.create(folder, PASSPHRASE, PASSPHRASE, "  Amara \n  Osei ", "worker")
    assert made.owner.name == "Amara Osei"
    made.close()


def test_that_a_second_vault_is_never_made_over_the_first(access: Unlocker, closed: Path) -> None:
    before = contents(closed)
    with pytest.raises(VaultExists):
        access.create(closed, PASSPHRASE, PASSPHRASE, "Amara Osei", "worker")
    assert contents(closed) == before


def test_that_nothing_typed_is_told_without_any_work(access: Unlocker, closed: Path) -> None:
    with pytest.raises(Refusal, match="PASS-EMPTY"):
        access.open(closed, "")
    with pytest.raises(WrongPassphrase):
        access.open(closed, " ")


def test_that_the_passphrase_can_be_asked_for_again_while_it_is_open(access: Unlocker, closed: Path) -> None:
    opened = access.open(closed, PASSPHRASE)
    assert opened.confirm_passphrase(PASSPHRASE)
    assert not opened.confirm_passphrase(PASSPHRASE + "x")
    opened.close()


def test_that_closing_lets_the_next_one_in(access: Unlocker, closed: Path) -> None:
    first = access.open(closed, PASSPHRASE)
    with pytest.raises(Refusal, match="V-BUSY"):
        access.open(closed, PASSPHRASE)
    first.close()
    access.open(closed, PASSPHRASE).close()


def test_that_the_real_cost_is_used_unless_another_is_asked_for(blank: Pack) -> None:
    from dasupport.vault.keys.key_file import KdfCost

    assert KdfCost() == KdfCost(256 * 1024, 3, 4)
    assert KdfCost().is_acceptable
    assert CHEAP.is_acceptable


@pytest.mark.parametrize(("made", "asked"), [(Realm.LIVE, Realm.TRAINING), (Realm.TRAINING, Realm.LIVE)])
def test_that_training_and_live_work_refuse_each_other(blank: Pack, folder: Path, made: Realm, asked: Realm) -> None:
    Unlocker(made, blank, CHEAP).create(folder, PASSPHRASE, PASSPHRASE, "Amara", "worker").close()
    before = contents(folder)
    with pytest.raises(Refusal, match="V-OTHER-REALM"):
        Unlocker(asked, blank, CHEAP).open(folder, PASSPHRASE)
    assert contents(folder) == before


def test_that_a_wrong_passphrase_is_counted_beside_records_that_are_opened_to_read_and_nothing_in_them_changes(
    access: Unlocker, closed: Path
) -> None:
    altered(closed, lambda table: table.update(made_by="9"))
    before = contents(closed)
    for count in (1, 2):
        with pytest.raises(WrongPassphrase):
            access.open_read_only(closed, "not the passphrase")
        assert attempt_counter.read_attempt_count(closed) == count
    access.open_read_only(closed, PASSPHRASE).close()
    assert contents(closed) == before
    assert [path.name for path in closed.parent.glob(f"{closed.name}.*")] == [f"{closed.name}.tries"]


@pytest.mark.parametrize("why", ["ROLE-TO-READ", "ROLE-NO-RIGHT", "ROLE-FULL"])
def test_that_whoever_reads_only_is_told_why_nothing_can_be_written(access: Unlocker, closed: Path, why: str) -> None:
    """Permissions stop no test that runs as root; a lock that cannot be taken stops everybody."""
    if why == "ROLE-TO-READ":
        altered(closed, lambda table: table.update(made_by="9"))
    if why == "ROLE-NO-RIGHT":
        (closed / "vault.lock").unlink()
        (closed / "vault.lock").mkdir()
    unlocked = access.open_read_only(closed, PASSPHRASE)
    with pytest.raises(Refusal, match=why):
        unlocked.people.add_person("KD-1", "", "swale", Presenting.USING)
    unlocked.close()
