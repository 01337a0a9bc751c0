"""What opens a vault, as its owner changes it: nothing without the passphrase, nothing that was not typed back."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from dasupport.actions import parts
from dasupport.actions.access import Access, Unlocked
from dasupport.actions.codes import new_code, new_parts
from dasupport.actions.keys import DRILL, key_pair
from dasupport.actions.opening import key_in
from dasupport.casework.recovery_code import written, wrong_groups
from dasupport.casework.roles import BY_KEY, BY_KEY_MAY, Act
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.door import Door
from dasupport.vault.log import Event
from dasupport.vault.secret import pair
from dasupport.vault.vault import Vault
from tests.made import CHEAP, PASSPHRASE, FixedClock
from tests.vault.doing import actions, events

NEW = "seven copper lanterns by the harbour wall"
CODE = written(bytes(range(17)))
OTHER = written(bytes(range(1, 18)))
PRIVATE, PUBLIC = pair()
KEPT_WORDS = ("opened", "confirmed", "backed up")


@pytest.fixture
def access(blank: Pack, clock: FixedClock) -> Access:
    return Access("live", blank, CHEAP, clock)


@pytest.fixture
def mine(access: Access, vault: Vault) -> Unlocked:
    """The vault, opened again as its owner does, with the passphrase typed a moment ago."""
    vault.close()
    unlocked = access.open(vault.folder, PASSPHRASE)
    assert unlocked.confirm(PASSPHRASE)
    return unlocked


def refused(act: Callable[[], object]) -> str:
    try:
        act()
    except Refusal as refusal:
        return refusal.item
    return ""


def lines(unlocked: Unlocked, access: Access, vault: Vault) -> list[str]:
    """What the log says of keys, after the vault was closed and opened again."""
    unlocked.close()
    held = Door("live", CHEAP).open(vault.folder, PASSPHRASE)
    told = [action for action in actions(held) if action not in KEPT_WORDS]
    held.close()
    return told


VERBS: dict[str, tuple[Callable[[Unlocked], object], list[str]]] = {
    "state": (lambda it: it.keys.state(), []),
    "seen": (lambda it: it.keys.seen(10**6), []),
    "change": (lambda it: it.keys.change(PASSPHRASE, NEW, NEW), ["passphrase_changed"]),
    "settle": (lambda it: it.keys.settle(PASSPHRASE), ["keys_settled"]),
    "keep_old": (lambda it: it.keys.keep_old(PASSPHRASE), ["keys_kept"]),
    "keep_code": (lambda it: it.keys.keep_code(PASSPHRASE, CODE, CODE), ["recovery_made", "keys_settled"]),
    "keep_parts": (lambda it: in_parts(it), ["split_made", "keys_settled"]),
    "try_code": (
        lambda it: (it.keys.keep_code(PASSPHRASE, CODE, CODE), it.keys.try_code(CODE)),
        ["recovery_made", "keys_settled", "code_tried"],
    ),
    "try_parts": (lambda it: tried_in_parts(it), ["split_made", "keys_settled", "parts_tried"]),
    "add_supervisor": (lambda it: it.keys.add_supervisor(PASSPHRASE, PUBLIC), ["recipient_added", "keys_settled"]),
}


def in_parts(it: Unlocked) -> tuple[str, ...]:
    given = new_parts()
    it.keys.keep_parts(PASSPHRASE, given, given[2], given[0])
    return given


def tried_in_parts(it: Unlocked) -> None:
    it.keys.try_parts(*in_parts(it)[:2])


@pytest.mark.parametrize("verb", VERBS)
def test_that_it_leaves_exactly_these_lines(mine: Unlocked, access: Access, vault: Vault, verb: str) -> None:
    act, wanted = VERBS[verb]
    act(mine)
    assert lines(mine, access, vault) == wanted


@pytest.mark.parametrize(
    "act",
    [
        lambda it: it.keys.change("not it", NEW, NEW),
        lambda it: it.keys.keep_code("not it", CODE, CODE),
        lambda it: it.keys.add_supervisor("not it", PUBLIC),
        lambda it: it.keys.rotate("not it", CODE, CODE, None),
    ],
)
def test_that_a_passphrase_typed_a_moment_ago_is_not_enough_to_change_keys(
    mine: Unlocked, act: Callable[[Unlocked], object]
) -> None:
    assert refused(lambda: act(mine)) == "V-PASS-WRONG"


def test_that_a_code_counts_only_once_it_was_typed_back(mine: Unlocked) -> None:
    keys = mine.keys
    assert refused(lambda: keys.keep_code(PASSPHRASE, CODE, "")) == "CODE-UNREAD"
    assert refused(lambda: keys.keep_code(PASSPHRASE, CODE, CODE[:-1] + "!")) == "CODE-UNREAD"
    assert refused(lambda: keys.keep_code(PASSPHRASE, CODE, OTHER)) == "CODE-DIFFERENT"
    assert keys.state().code is None
    keys.keep_code(PASSPHRASE, CODE, CODE.lower().replace(" ", "-"))
    assert keys.state().code is not None


def test_that_parts_count_only_once_two_of_them_were_typed_back(mine: Unlocked) -> None:
    given, foreign = new_parts(), new_parts()
    for one, other in ((given[0], given[0]), (given[0], foreign[1]), (given[0], given[1][:-1]), ("", ""), foreign[:2]):
        assert refused(partial(mine.keys.keep_parts, PASSPHRASE, given, one, other)) == "CODE-PARTS"
    mine.keys.keep_parts(PASSPHRASE, given, given[1].upper(), f"  {given[2]}\n")
    assert mine.keys.state().parts is not None


def test_that_a_new_passphrase_is_held_against_the_same_rules_as_the_first(mine: Unlocked) -> None:
    for new, again, said in (
        ("", "", "PASS-EMPTY"),
        ("short", "short", "PASS-SHORT"),
        (NEW, NEW + "x", "PASS-DIFFERENT"),
        ("amara osei went home", "amara osei went home", "PASS-NAME"),
    ):
        assert refused(partial(mine.keys.change, PASSPHRASE, new, again)) == said
    assert not mine.keys.state().waiting


def test_that_the_drill_takes_only_the_code_of_this_vault_and_is_noted(mine: Unlocked, clock: FixedClock) -> None:
    mine.keys.keep_code(PASSPHRASE, CODE, CODE)
    assert refused(lambda: mine.keys.try_code(OTHER)) == "V-CODE-WRONG"
    assert mine.keys.state().tried is None
    clock.move(hours=1)
    mine.keys.try_code(CODE)
    assert mine.keys.state().tried == clock.at


def test_that_after_ninety_days_the_drill_is_due_and_a_try_ends_that(mine: Unlocked, clock: FixedClock) -> None:
    assert not mine.keys.state().drill_due
    mine.keys.keep_code(PASSPHRASE, CODE, CODE)
    clock.at += DRILL
    assert not mine.keys.state().drill_due
    clock.move(seconds=1)
    assert mine.keys.state().drill_due
    mine.keys.try_code(CODE)
    assert not mine.keys.state().drill_due


def test_that_parts_are_tried_as_a_code_is(mine: Unlocked, clock: FixedClock) -> None:
    given, strange = in_parts(mine), new_parts()
    clock.at += DRILL + timedelta(seconds=1)
    assert mine.keys.state().drill_due
    assert refused(lambda: mine.keys.try_parts(strange[0], strange[1])) == "V-CODE-WRONG"
    assert refused(lambda: mine.keys.try_parts(given[0], strange[1])) == "CODE-PARTS"
    assert mine.keys.state().parts_tried is None
    mine.keys.try_parts(given[0], given[1])
    assert mine.keys.state().parts_tried == clock.at
    assert not mine.keys.state().drill_due


def test_that_a_try_of_the_code_is_none_of_the_parts(mine: Unlocked, clock: FixedClock) -> None:
    mine.keys.keep_code(PASSPHRASE, CODE, CODE)
    in_parts(mine)
    clock.at += DRILL + timedelta(seconds=1)
    mine.keys.try_code(CODE)
    assert mine.keys.state().drill_due


def test_that_the_code_of_a_vault_just_made_needs_no_passphrase_a_third_time(access: Access, vault: Vault) -> None:
    made = access.make(vault.folder.with_name("another"), PASSPHRASE, PASSPHRASE, "Amara Osei", "worker")
    assert made.keys.first
    made.keys.keep_first_code(CODE, CODE)
    assert not made.keys.first
    assert made.keys.state().code is not None
    assert refused(lambda: made.keys.keep_first_code(OTHER, OTHER)) == "V-PASS-WRONG"
    made.close()


def test_that_who_makes_no_code_now_needs_the_passphrase_later(access: Access, vault: Vault) -> None:
    made = access.make(vault.folder.with_name("another"), PASSPHRASE, PASSPHRASE, "Amara Osei", "worker")
    made.keys.skip_first_code()
    assert refused(lambda: made.keys.keep_first_code(CODE, CODE)) == "V-PASS-WRONG"
    made.close()


@pytest.mark.parametrize("way", ["code", "parts"])
def test_that_a_forgotten_passphrase_is_replaced_by_what_stands_on_paper(
    mine: Unlocked, access: Access, vault: Vault, way: str
) -> None:
    given = new_parts()
    if way == "code":
        mine.keys.keep_code(PASSPHRASE, CODE, CODE)
    else:
        mine.keys.keep_parts(PASSPHRASE, given, given[0], given[1])
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
        (new_parts()[:2], "V-CODE-WRONG"),
    ],
)
def test_that_nothing_else_replaces_it(
    mine: Unlocked, access: Access, vault: Vault, typed: tuple[str, str], said: str
) -> None:
    mine.keys.keep_code(PASSPHRASE, CODE, CODE)
    mine.close()
    assert refused(lambda: access.recover(vault.folder, typed, NEW, NEW)) == said
    access.open(vault.folder, PASSPHRASE).close()


def test_that_a_supervisors_key_reads_and_its_owner_is_told(mine: Unlocked, access: Access, vault: Vault) -> None:
    mine.keys.add_supervisor(PASSPHRASE, PUBLIC)
    mine.close()
    theirs = access.open_with_key(vault.folder, PRIVATE)
    assert theirs.owner.role == BY_KEY
    assert theirs.owner.name == PUBLIC
    theirs.people.everyone()
    assert refused(lambda: theirs.people.offer_code()) == "ROLE-NOT-YOURS"
    assert refused(lambda: theirs.keys.settle(NEW)) == "ROLE-NOT-YOURS"
    assert {act for act in Act if theirs.allows(act)} == BY_KEY_MAY
    theirs.close()
    by_them = [event for event in followed(access, vault) if event.actor == PUBLIC]
    assert by_them[0].action == "opened_key"
    assert "opened" not in {event.action for event in by_them}


def told(unlocked: Unlocked) -> list[str]:
    """What its owner still has to hear of."""
    return [alarm.action for alarm in unlocked.keys.state().alarms]


def followed(access: Access, vault: Vault) -> list[Event]:
    """The whole log, read by opening the vault once more."""
    held = Door("live", CHEAP).open(vault.folder, PASSPHRASE)
    found = events(held)
    held.close()
    return found


@pytest.fixture
def visited(mine: Unlocked, access: Access, vault: Vault) -> Vault:
    """A vault that somebody has opened with a supervisor's key."""
    mine.keys.add_supervisor(PASSPHRASE, PUBLIC)
    mine.close()
    access.open_with_key(vault.folder, PRIVATE).close()
    return vault


def test_that_a_use_of_a_key_is_told_until_its_owner_has_seen_it_and_then_no_more(
    visited: Vault, access: Access
) -> None:
    for _ in range(3):
        held = access.open(visited.folder, PASSPHRASE)
        assert told(held) == ["opened_key"]
        held.close()
    held = access.open(visited.folder, PASSPHRASE)
    seen = max(alarm.seq for alarm in held.keys.state().alarms)
    assert held.keys.seen(seen - 1).alarms
    assert not held.keys.seen(seen).alarms
    assert not held.keys.seen(seen).alarms
    held.close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == []
    held.close()
    lines = [(event.action, event.object) for event in followed(access, visited)]
    assert lines.count(("alarm_seen", str(seen))) == 1
    access.open_with_key(visited.folder, PRIVATE).close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == ["opened_key"]
    held.close()


def test_that_a_guest_silences_nothing(visited: Vault, access: Access) -> None:
    guest = access.open_with_key(visited.folder, PRIVATE)
    assert refused(lambda: guest.keys.seen(10**6)) == "ROLE-NOT-YOURS"
    guest.close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == ["opened_key"]
    held.close()


def test_that_older_data_is_for_the_owner_to_let_in_and_then_stands_until_seen(
    visited: Vault, access: Access, tmp_path: Path, clock: FixedClock
) -> None:
    kept = shutil.copytree(visited.folder, tmp_path / "kept")
    clock.move(days=1)
    access.open(visited.folder, PASSPHRASE).close()
    shutil.rmtree(visited.folder)
    shutil.move(kept, visited.folder)
    assert refused(lambda: access.open_with_key(visited.folder, PRIVATE)) == "OLDER-NOT-YOURS"
    assert refused(lambda: access.open(visited.folder, PASSPHRASE)) == "V-ROLLED-BACK"
    access.open(visited.folder, PASSPHRASE, older_is_fine=True).close()
    held = access.open(visited.folder, PASSPHRASE)
    assert told(held) == ["opened_key", "older_accepted"]
    held.close()
    access.open_with_key(visited.folder, PRIVATE).close()


def test_that_nobody_makes_a_vault_as_a_guest(access: Access, tmp_path: Path) -> None:
    made = refused(lambda: access.make(tmp_path / "v", PASSPHRASE, PASSPHRASE, "Amara Osei", BY_KEY))
    assert made == "ROLE-EMPTY"


def test_that_after_new_keys_for_everything_the_vault_opens_as_before(
    mine: Unlocked, access: Access, vault: Vault
) -> None:
    mine.keys.rotate(PASSPHRASE, CODE, CODE, None)
    mine.close()
    held = access.open(vault.folder, PASSPHRASE)
    assert len(held.backups.shelf().kept) == 2
    held.backups.drill()
    assert held.keys.state().code is not None
    held.close()


def test_that_a_new_passphrase_comes_with_the_new_keys_and_opens_their_backup_too(
    mine: Unlocked, access: Access, vault: Vault
) -> None:
    mine.keys.rotate(PASSPHRASE, CODE, CODE, (NEW, NEW))
    mine.close()
    assert refused(lambda: access.open(vault.folder, PASSPHRASE)) == "V-PASS-WRONG"
    held = access.open(vault.folder, NEW)
    assert len(held.backups.shelf().kept) == 2
    held.close()


def test_that_a_new_passphrase_that_will_not_do_gives_no_new_keys(mine: Unlocked, vault: Vault) -> None:
    for new, said in (
        (("", ""), "PASS-EMPTY"),
        (("short", "short"), "PASS-SHORT"),
        ((NEW, NEW + "x"), "PASS-DIFFERENT"),
        ((PASSPHRASE, PASSPHRASE), "PASS-SAME"),
    ):
        assert refused(partial(mine.keys.rotate, PASSPHRASE, CODE, CODE, new)) == said
    assert [path.name for path in vault.folder.glob("data.*.db")] == ["data.1.db"]


def test_that_the_old_passphrase_gives_no_new_keys_while_a_new_one_waits(
    mine: Unlocked, access: Access, vault: Vault
) -> None:
    """Who knows the leaked one must not make it the only one."""
    mine.keys.change(PASSPHRASE, NEW, NEW)
    assert refused(lambda: mine.keys.rotate(PASSPHRASE, CODE, CODE, None)) == "PASS-WAITS"
    assert mine.keys.state().waiting
    mine.keys.rotate(NEW, CODE, CODE, None)
    mine.close()
    assert refused(lambda: access.open(vault.folder, PASSPHRASE)) == "V-PASS-WRONG"
    access.open(vault.folder, NEW).close()


def test_that_a_new_passphrase_is_dropped_only_by_whoever_can_type_the_one_that_stays(mine: Unlocked) -> None:
    mine.keys.change(PASSPHRASE, NEW, NEW)
    for wrong in ("", NEW):
        assert refused(partial(mine.keys.keep_old, wrong)) == "V-PASS-WRONG"
    assert mine.keys.state().waiting
    mine.keys.keep_old(PASSPHRASE)
    assert not mine.keys.state().waiting
    assert not mine.confirm(NEW)


def test_that_no_two_codes_are_alike_and_each_is_whole() -> None:
    made = {new_code() for _ in range(50)}
    assert len(made) == 50
    assert not any(wrong_groups(code) for code in made)
    assert all(parts.whole(part) for part in new_parts())
    assert not parts.whole("academic acid")


def test_that_a_supervisors_key_is_written_for_its_owner_alone_and_over_nothing(tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    public = key_pair(file)
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    assert refused(lambda: key_pair(file)) == "V-FILE-EXISTS"
    assert file.read_bytes() == before
    assert refused(lambda: key_pair(tmp_path / "nowhere" / "key.txt")) == "SAVE-WHERE"
    assert public in before.decode()


def test_that_the_key_that_was_written_opens_what_was_let_open(
    mine: Unlocked, access: Access, vault: Vault, tmp_path: Path
) -> None:
    mine.keys.add_supervisor(PASSPHRASE, key_pair(tmp_path / "key.txt"))
    mine.close()
    access.open_with_key(vault.folder, key_in(tmp_path / "key.txt")).close()


def test_that_the_old_passphrase_is_not_ended_by_whoever_cannot_type_the_new_one(mine: Unlocked) -> None:
    """A slip that was made twice: the old one is all that opens the records."""
    mine.keys.change(PASSPHRASE, NEW, NEW)
    assert refused(lambda: mine.keys.settle(PASSPHRASE)) == "V-PASS-WRONG"
    assert refused(lambda: mine.keys.settle("")) == "V-PASS-WRONG"
    assert mine.keys.state().waiting
    mine.keys.settle(NEW)
    assert not mine.keys.state().waiting
