"""What opens a vault, as its owner changes it: nothing without the passphrase, nothing that was not typed back."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from dasupport.actions import recovery_shares
from dasupport.actions.credentials import read_private_key
from dasupport.actions.key_management import TRIAL_INTERVAL, create_supervisor_key
from dasupport.actions.recovery_codes import generate_code, generate_shares
from dasupport.actions.unlock import OpenVault, Unlocker
from dasupport.casework.realms import Realm
from dasupport.casework.recovery_code import encode_code, find_wrong_groups
from dasupport.casework.roles import GUEST, GUEST_ACTS, Act
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.audit_log import ChainLink
from dasupport.vault.keys.credentials import generate_key_pair
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.vault.vault_steps import actions, events

NEW = "seven copper lanterns by the harbour wall"
CODE = encode_code(bytes(range(17)))
OTHER = encode_code(bytes(range(1, 18)))
PRIVATE, PUBLIC = generate_key_pair()
KEPT_WORDS = ("opened", "confirmed", "backed up")


@pytest.fixture
def access(blank: Pack, clock: FixedClock) -> Unlocker:
    return Unlocker(Realm.LIVE, blank, CHEAP, clock)


@pytest.fixture
def mine(access: Unlocker, vault: Vault) -> OpenVault:
    """The vault, opened again as its owner does, with the passphrase typed a moment ago."""
    vault.close()
    unlocked = access.open(vault.folder, PASSPHRASE)
    assert unlocked.confirm_passphrase(PASSPHRASE)
    return unlocked


def refused(act: Callable[[], object]) -> str:
    try:
        act()
    except Refusal as refusal:
        return refusal.item
    return ""


def lines(unlocked: OpenVault, access: Unlocker, vault: Vault) -> list[str]:
    """What the log says of keys, after the vault was closed and opened again."""
    unlocked.close()
    held = VaultOpener(Realm.LIVE, CHEAP).open(vault.folder, PASSPHRASE)
    told = [action for action in actions(held) if action not in KEPT_WORDS]
    held.close()
    return told


VERBS: dict[str, tuple[Callable[[OpenVault], object], list[str]]] = {
    "state": (lambda it: it.keys.get_status(), []),
    "seen": (lambda it: it.keys.acknowledge(10**6), []),
    "change": (lambda it: it.keys.change_passphrase(PASSPHRASE, NEW, NEW), ["passphrase_changed"]),
    "settle": (lambda it: it.keys.commit_pending(PASSPHRASE), ["keys_settled"]),
    "keep_old": (lambda it: it.keys.discard_pending(PASSPHRASE), ["keys_kept"]),
    "keep_code": (lambda it: it.keys.set_recovery_code(PASSPHRASE, CODE, CODE), ["recovery_made", "keys_settled"]),
    "keep_parts": (lambda it: in_parts(it), ["split_made", "keys_settled"]),
    "try_code": (
        lambda it: (it.keys.set_recovery_code(PASSPHRASE, CODE, CODE), it.keys.try_recovery_code(CODE)),
        ["recovery_made", "keys_settled", "code_tried"],
    ),
    "try_parts": (lambda it: tried_in_parts(it), ["split_made", "keys_settled", "parts_tried"]),
    "add_supervisor": (lambda it: it.keys.add_supervisor_key(PASSPHRASE, PUBLIC), ["recipient_added", "keys_settled"]),
}


def in_parts(it: OpenVault) -> tuple[str, ...]:
    given = generate_shares()
    it.keys.set_recovery_shares(PASSPHRASE, given, given[2], given[0])
    return given


def tried_in_parts(it: OpenVault) -> None:
    it.keys.try_recovery_shares(*in_parts(it)[:2])


@pytest.mark.parametrize("verb", VERBS)
def test_that_it_leaves_exactly_these_lines(mine: OpenVault, access: Unlocker, vault: Vault, verb: str) -> None:
    act, wanted = VERBS[verb]
    act(mine)
    assert lines(mine, access, vault) == wanted


@pytest.mark.parametrize(
    "act",
    [
        lambda it: it.keys.change_passphrase("not it", NEW, NEW),
        lambda it: it.keys.set_recovery_code("not it", CODE, CODE),
        lambda it: it.keys.add_supervisor_key("not it", PUBLIC),
        lambda it: it.keys.rotate_keys("not it", CODE, CODE, None),
    ],
)
def test_that_a_passphrase_typed_a_moment_ago_is_not_enough_to_change_keys(
    mine: OpenVault, act: Callable[[OpenVault], object]
) -> None:
    assert refused(lambda: act(mine)) == "V-PASS-WRONG"


def test_that_a_code_counts_only_once_it_was_typed_back(mine: OpenVault) -> None:
    keys = mine.keys
    assert refused(lambda: keys.set_recovery_code(PASSPHRASE, CODE, "")) == "CODE-UNREAD"
    assert refused(lambda: keys.set_recovery_code(PASSPHRASE, CODE, CODE[:-1] + "!")) == "CODE-UNREAD"
    assert refused(lambda: keys.set_recovery_code(PASSPHRASE, CODE, OTHER)) == "CODE-DIFFERENT"
    assert keys.get_status().code_slot is None
    keys.set_recovery_code(PASSPHRASE, CODE, CODE.lower().replace(" ", "-"))
    assert keys.get_status().code_slot is not None


def test_that_parts_count_only_once_two_of_them_were_typed_back(mine: OpenVault) -> None:
    given, foreign = generate_shares(), generate_shares()
    for one, other in ((given[0], given[0]), (given[0], foreign[1]), (given[0], given[1][:-1]), ("", ""), foreign[:2]):
        assert refused(partial(mine.keys.set_recovery_shares, PASSPHRASE, given, one, other)) == "CODE-PARTS"
    mine.keys.set_recovery_shares(PASSPHRASE, given, given[1].upper(), f"  {given[2]}\n")
    assert mine.keys.get_status().shares_slot is not None


def test_that_a_new_passphrase_is_held_against_the_same_rules_as_the_first(mine: OpenVault) -> None:
    for new, again, said in (
        ("", "", "PASS-EMPTY"),
        ("short", "short", "PASS-SHORT"),
        (NEW, NEW + "x", "PASS-DIFFERENT"),
        ("amara osei went home", "amara osei went home", "PASS-NAME"),
    ):
        assert refused(partial(mine.keys.change_passphrase, PASSPHRASE, new, again)) == said
    assert not mine.keys.get_status().has_pending_passphrase


def test_that_the_drill_takes_only_the_code_of_this_vault_and_is_noted(mine: OpenVault, clock: FixedClock) -> None:
    mine.keys.set_recovery_code(PASSPHRASE, CODE, CODE)
    assert refused(lambda: mine.keys.try_recovery_code(OTHER)) == "V-CODE-WRONG"
    assert mine.keys.get_status().code_tried_at is None
    clock.move(hours=1)
    mine.keys.try_recovery_code(CODE)
    assert mine.keys.get_status().code_tried_at == clock.at


def test_that_after_ninety_days_the_drill_is_due_and_a_try_ends_that(mine: OpenVault, clock: FixedClock) -> None:
    assert not mine.keys.get_status().is_trial_due
    mine.keys.set_recovery_code(PASSPHRASE, CODE, CODE)
    clock.at += TRIAL_INTERVAL
    assert not mine.keys.get_status().is_trial_due
    clock.move(seconds=1)
    assert mine.keys.get_status().is_trial_due
    mine.keys.try_recovery_code(CODE)
    assert not mine.keys.get_status().is_trial_due


def test_that_parts_are_tried_as_a_code_is(mine: OpenVault, clock: FixedClock) -> None:
    given, strange = in_parts(mine), generate_shares()
    clock.at += TRIAL_INTERVAL + timedelta(seconds=1)
    assert mine.keys.get_status().is_trial_due
    assert refused(lambda: mine.keys.try_recovery_shares(strange[0], strange[1])) == "V-CODE-WRONG"
    assert refused(lambda: mine.keys.try_recovery_shares(given[0], strange[1])) == "CODE-PARTS"
    assert mine.keys.get_status().shares_tried_at is None
    mine.keys.try_recovery_shares(given[0], given[1])
    assert mine.keys.get_status().shares_tried_at == clock.at
    assert not mine.keys.get_status().is_trial_due


def test_that_a_try_of_the_code_is_none_of_the_parts(mine: OpenVault, clock: FixedClock) -> None:
    mine.keys.set_recovery_code(PASSPHRASE, CODE, CODE)
    in_parts(mine)
    clock.at += TRIAL_INTERVAL + timedelta(seconds=1)
    mine.keys.try_recovery_code(CODE)
    assert mine.keys.get_status().is_trial_due


def test_that_the_code_of_a_vault_just_made_needs_no_passphrase_a_third_time(access: Unlocker, vault: Vault) -> None:
    made = access.create(vault.folder.with_name("another"), PASSPHRASE, PASSPHRASE, "Amara Osei", "worker")
    assert made.keys.needs_first_code
    made.keys.set_first_code(CODE, CODE)
    assert not made.keys.needs_first_code
    assert made.keys.get_status().code_slot is not None
    assert refused(lambda: made.keys.set_first_code(OTHER, OTHER)) == "V-PASS-WRONG"
    made.close()


def test_that_who_makes_no_code_now_needs_the_passphrase_later(access: Unlocker, vault: Vault) -> None:
    made = access.create(vault.folder.with_name("another"), PASSPHRASE, PASSPHRASE, "Amara Osei", "worker")
    made.keys.skip_first_code()
    assert refused(lambda: made.keys.set_first_code(CODE, CODE)) == "V-PASS-WRONG"
    made.close()


@pytest.mark.parametrize("way", ["code", "parts"])
def test_that_a_forgotten_passphrase_is_replaced_by_what_stands_on_paper(
    mine: OpenVault, access: Unlocker, vault: Vault, way: str
) -> None:
    given = generate_shares()
    if way == "code":
        mine.keys.set_recovery_code(PASSPHRASE, CODE, CODE)
    else:
        mine.keys.set_recovery_shares(PASSPHRASE, given, given[0], given[1])
    mine.close()
    typed = (CODE, "") if way == "code" else (given[2], given[0])
    assert refused(lambda: access.recover(vault.folder, typed, "short", "short")) == "PASS-SHORT"
    assert refused(lambda: access.open(vault.folder, NEW)) == "V-PASS-WRONG"
    access.recover(vault.folder, typed, NEW, NEW).close()
    assert refused(lambda: access.open(vault.folder, PASSPHRASE)) == "V-PASS-WRONG"
    held = access.open(vault.folder, NEW)
    assert told(held) == [{"code": "opened_code", "parts": "opened_parts"}[way]]
    held.close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", ""), "CODE-UNREAD"),
        ((CODE[:-2], ""), "CODE-UNREAD"),
        ((OTHER, ""), "V-CODE-WRONG"),
        (("academic acid", "academic acid"), "CODE-PARTS"),
        (generate_shares()[:2], "V-CODE-WRONG"),
    ],
)
def test_that_nothing_else_replaces_it(
    mine: OpenVault, access: Unlocker, vault: Vault, typed: tuple[str, str], said: str
) -> None:
    mine.keys.set_recovery_code(PASSPHRASE, CODE, CODE)
    mine.close()
    assert refused(lambda: access.recover(vault.folder, typed, NEW, NEW)) == said
    access.open(vault.folder, PASSPHRASE).close()


def test_that_a_supervisors_key_reads_and_its_owner_is_told(mine: OpenVault, access: Unlocker, vault: Vault) -> None:
    mine.keys.add_supervisor_key(PASSPHRASE, PUBLIC)
    mine.close()
    theirs = access.open_with_supervisor_key(vault.folder, PRIVATE)
    assert theirs.owner.role == GUEST
    assert theirs.owner.name == PUBLIC
    theirs.people.list_people()
    assert refused(lambda: theirs.people.suggest_code_name()) == "ROLE-NOT-YOURS"
    assert refused(lambda: theirs.keys.commit_pending(NEW)) == "ROLE-NOT-YOURS"
    assert {act for act in Act if theirs.is_allowed(act)} == GUEST_ACTS
    theirs.close()
    by_them = [event for event in followed(access, vault) if event.actor == PUBLIC]
    assert by_them[0].action == "opened_key"
    assert "opened" not in {event.action for event in by_them}


def told(unlocked: OpenVault) -> list[str]:
    """What its owner still has to hear of."""
    return [alarm.action for alarm in unlocked.keys.get_status().alerts]


def followed(access: Unlocker, vault: Vault) -> list[ChainLink]:
    """The whole log, read by opening the vault once more."""
    held = VaultOpener(Realm.LIVE, CHEAP).open(vault.folder, PASSPHRASE)
    found = events(held)
    held.close()
    return found


@pytest.fixture
def visited(mine: OpenVault, access: Unlocker, vault: Vault) -> Vault:
    """A vault that somebody has opened with a supervisor's key."""
    mine.keys.add_supervisor_key(PASSPHRASE, PUBLIC)
    mine.close()
    access.open_with_supervisor_key(vault.folder, PRIVATE).close()
    return vault


def test_that_a_use_of_a_key_is_told_until_its_owner_has_seen_it_and_then_no_more(
    visited: Vault, access: Unlocker
) -> None:
    for _ in range(3):
        held = access.open(visited.folder, PASSPHRASE)
        assert told(held) == ["opened_key"]
        held.close()
    held = access.open(visited.folder, PASSPHRASE)
    seen = max(alarm.seq for alarm in held.keys.get_status().alerts)
    assert held.keys.acknowledge(seen - 1).alerts
    assert not held.keys.acknowledge(seen).alerts
    assert not held.keys.acknowledge(seen).alerts
    held.close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == []
    held.close()
    lines = [(event.action, event.object) for event in followed(access, visited)]
    assert lines.count(("alarm_seen", str(seen))) == 1
    access.open_with_supervisor_key(visited.folder, PRIVATE).close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == ["opened_key"]
    held.close()


def test_that_a_guest_silences_nothing(visited: Vault, access: Unlocker) -> None:
    guest = access.open_with_supervisor_key(visited.folder, PRIVATE)
    assert refused(lambda: guest.keys.acknowledge(10**6)) == "ROLE-NOT-YOURS"
    guest.close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == ["opened_key"]
    held.close()


def test_that_older_data_is_for_the_owner_to_let_in_and_then_stands_until_seen(
    visited: Vault, access: Unlocker, tmp_path: Path, clock: FixedClock
) -> None:
    kept = shutil.copytree(visited.folder, tmp_path / "kept")
    clock.move(days=1)
    access.open(visited.folder, PASSPHRASE).close()
    shutil.rmtree(visited.folder)
    shutil.move(kept, visited.folder)
    assert refused(lambda: access.open_with_supervisor_key(visited.folder, PRIVATE)) == "OLDER-NOT-YOURS"
    assert refused(lambda: access.open(visited.folder, PASSPHRASE)) == "V-ROLLED-BACK"
    access.open(visited.folder, PASSPHRASE, older_is_fine=True).close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == ["opened_key", "older_accepted"]
    held.close()
    access.open_with_supervisor_key(visited.folder, PRIVATE).close()


def test_that_nobody_makes_a_vault_as_a_guest(access: Unlocker, tmp_path: Path) -> None:
    made = refused(lambda: access.create(tmp_path / "v", PASSPHRASE, PASSPHRASE, "Amara Osei", GUEST))
    assert made == "ROLE-EMPTY"


def test_that_after_new_keys_for_everything_the_vault_opens_as_before(
    mine: OpenVault, access: Unlocker, vault: Vault
) -> None:
    mine.keys.rotate_keys(PASSPHRASE, CODE, CODE, None)
    mine.close()
    held = access.open(vault.folder, PASSPHRASE)
    assert len(held.backups.status().backups) == 2
    held.backups.verify_latest()
    assert held.keys.get_status().code_slot is not None
    held.close()


def test_that_a_new_passphrase_comes_with_the_new_keys_and_opens_their_backup_too(
    mine: OpenVault, access: Unlocker, vault: Vault
) -> None:
    mine.keys.rotate_keys(PASSPHRASE, CODE, CODE, (NEW, NEW))
    mine.close()
    assert refused(lambda: access.open(vault.folder, PASSPHRASE)) == "V-PASS-WRONG"
    held = access.open(vault.folder, NEW)
    assert len(held.backups.status().backups) == 2
    held.close()


def test_that_a_new_passphrase_that_will_not_do_gives_no_new_keys(mine: OpenVault, vault: Vault) -> None:
    for new, said in (
        (("", ""), "PASS-EMPTY"),
        (("short", "short"), "PASS-SHORT"),
        ((NEW, NEW + "x"), "PASS-DIFFERENT"),
        ((PASSPHRASE, PASSPHRASE), "PASS-SAME"),
    ):
        assert refused(partial(mine.keys.rotate_keys, PASSPHRASE, CODE, CODE, new)) == said
    assert [path.name for path in vault.folder.glob("data.*.db")] == ["data.1.db"]


def test_that_the_old_passphrase_gives_no_new_keys_while_a_new_one_waits(
    mine: OpenVault, access: Unlocker, vault: Vault
) -> None:
    """Who knows the leaked one must not make it the only one."""
    mine.keys.change_passphrase(PASSPHRASE, NEW, NEW)
    assert refused(lambda: mine.keys.rotate_keys(PASSPHRASE, CODE, CODE, None)) == "PASS-WAITS"
    assert mine.keys.get_status().has_pending_passphrase
    mine.keys.rotate_keys(NEW, CODE, CODE, None)
    mine.close()
    assert refused(lambda: access.open(vault.folder, PASSPHRASE)) == "V-PASS-WRONG"
    access.open(vault.folder, NEW).close()


def test_that_a_new_passphrase_is_dropped_only_by_whoever_can_type_the_one_that_stays(mine: OpenVault) -> None:
    mine.keys.change_passphrase(PASSPHRASE, NEW, NEW)
    for wrong in ("", NEW):
        assert refused(partial(mine.keys.discard_pending, wrong)) == "V-PASS-WRONG"
    assert mine.keys.get_status().has_pending_passphrase
    mine.keys.discard_pending(PASSPHRASE)
    assert not mine.keys.get_status().has_pending_passphrase
    assert not mine.confirm_passphrase(NEW)


def test_that_no_two_codes_are_alike_and_each_is_whole() -> None:
    made = {generate_code() for _ in range(50)}
    assert len(made) == 50
    assert not any(find_wrong_groups(code) for code in made)
    assert all(recovery_shares.is_complete(part) for part in generate_shares())
    assert not recovery_shares.is_complete("academic acid")


def test_that_a_supervisors_key_is_written_for_its_owner_alone_and_over_nothing(tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    public = create_supervisor_key(file)
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    assert refused(lambda: create_supervisor_key(file)) == "V-FILE-EXISTS"
    assert file.read_bytes() == before
    assert refused(lambda: create_supervisor_key(tmp_path / "nowhere" / "key.txt")) == "SAVE-WHERE"
    assert public in before.decode()


def test_that_the_key_that_was_written_opens_what_was_let_open(
    mine: OpenVault, access: Unlocker, vault: Vault, tmp_path: Path
) -> None:
    mine.keys.add_supervisor_key(PASSPHRASE, create_supervisor_key(tmp_path / "key.txt"))
    mine.close()
    access.open_with_supervisor_key(vault.folder, read_private_key(tmp_path / "key.txt")).close()


def test_that_the_old_passphrase_is_not_ended_by_whoever_cannot_type_the_new_one(mine: OpenVault) -> None:
    """A slip that was made twice: the old one is all that opens the records."""
    mine.keys.change_passphrase(PASSPHRASE, NEW, NEW)
    assert refused(lambda: mine.keys.commit_pending(PASSPHRASE)) == "V-PASS-WRONG"
    assert refused(lambda: mine.keys.commit_pending("")) == "V-PASS-WRONG"
    assert mine.keys.get_status().has_pending_passphrase
    mine.keys.commit_pending(NEW)
    assert not mine.keys.get_status().has_pending_passphrase
