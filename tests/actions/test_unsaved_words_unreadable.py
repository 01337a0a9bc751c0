"""Words beside the vault that do not open: nothing is written over them, what opens comes back, the rest is said."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dasupport.actions import unsaved_words
from dasupport.actions.unlock import OpenVault
from dasupport.actions.unsaved_words import get_rescue_path
from dasupport.casework.entry import Draft
from dasupport.casework.page_draft import DraftPage, make_page_draft
from dasupport.refusal import Refusal
from dasupport.vault.sidecar.reserved_space import get_reserved_path, reserve_space
from dasupport.vault.vault import Vault
from tests.samples import NOON


@pytest.fixture
def roomy(vault: Vault) -> Vault:
    """A vault with room for words beside it."""
    reserve_space(vault.folder)
    return vault


def room_of(vault: Vault) -> Path:
    return get_reserved_path(vault.folder)


def words(said: str) -> Draft:
    return make_page_draft(DraftPage.RECORDS, said, said, NOON)


@contextmanager
def not_given_back(*paths: Path) -> Iterator[None]:
    """The disk answers every reading of these files with an error, as it does for a bad place on it."""
    for path in paths:
        path.rename(path.with_name(f"{path.name}.held"))
        path.symlink_to("/proc/self/mem")
        with path.open("rb") as file, pytest.raises(OSError, match="Input/output error"):
            file.read(1)
    yield
    for path in paths:
        assert path.is_symlink(), "something was written over it"
        path.unlink()
        path.with_name(f"{path.name}.held").rename(path)


def jotted(unlocked: OpenVault) -> set[str]:
    return {each.answer.words.value for each in unlocked.page_drafts.list_all()}


def lying(vault: Vault) -> set[str]:
    return {draft.answer.words.value for draft in unsaved_words.read_unsaved(vault)[0]}


def flip(path: Path) -> bytes:
    data = bytearray(path.read_bytes())
    data[500] ^= 1
    path.write_bytes(data)
    return bytes(data)


def test_that_a_lock_writes_over_no_file_that_cannot_be_read_now(unlocked: OpenVault, roomy: Vault) -> None:
    unlocked.rescue_files.save_at_lock([words("first")])
    with not_given_back(get_rescue_path(roomy)):
        unlocked.rescue_files.save_at_lock([words("second")])
    assert lying(roomy) == {"first", "second"}
    assert len(unlocked.rescue_files.restore_after_lock()) == 2
    assert jotted(unlocked) == {"first", "second"}
    assert lying(roomy) == set()


def test_that_a_lock_that_finds_no_room_either_says_so_and_leaves_the_file(unlocked: OpenVault, roomy: Vault) -> None:
    unlocked.rescue_files.save_at_lock([words("first")])
    with not_given_back(get_rescue_path(roomy), room_of(roomy)), pytest.raises(Refusal, match="SAVE-WHERE"):
        unlocked.rescue_files.save_at_lock([words("second")])
    assert lying(roomy) == {"first"}


def test_that_a_room_that_cannot_be_read_now_takes_nothing(unlocked: OpenVault, roomy: Vault) -> None:
    roomy.reserved_space.save_drafts([words("first")])
    with not_given_back(room_of(roomy)):
        assert not unsaved_words.spill_to_reserve(roomy, [words("second")])
    assert lying(roomy) == {"first"}


def test_that_of_a_room_that_is_not_given_back_nothing_is_lost_at_a_lock(unlocked: OpenVault, roomy: Vault) -> None:
    roomy.reserved_space.save_drafts([words("first")])
    with not_given_back(room_of(roomy)):
        unlocked.rescue_files.save_at_lock([words("second")])
    assert lying(roomy) == {"first", "second"}


@pytest.mark.parametrize(("shut", "back"), [(get_rescue_path, "room"), (room_of, "file")])
def test_that_what_opens_comes_back_and_the_rest_is_said_and_comes_later(
    unlocked: OpenVault, roomy: Vault, shut: Callable[[Vault], Path], back: str
) -> None:
    unlocked.rescue_files.save_at_lock([words("file")])
    roomy.reserved_space.save_drafts([words("room")])
    with not_given_back(shut(roomy)), pytest.raises(Refusal, match="V-WORDS-UNREAD"):
        unlocked.rescue_files.restore_after_lock()
    assert jotted(unlocked) == {back}
    unlocked.rescue_files.restore_after_lock()
    assert jotted(unlocked) == {"room", "file"}
    assert lying(roomy) == set()


def test_that_what_is_not_given_back_is_not_said_to_be_thrown_away(unlocked: OpenVault, vault: Vault) -> None:
    lost = Draft("never", words("x").slot, words("x").answer, NOON)
    unlocked.rescue_files.save_at_lock([lost])
    with not_given_back(get_rescue_path(vault)), pytest.raises(Refusal, match="SAVE-STAYS"):
        unlocked.rescue_files.discard(lost)
    assert lying(vault) == {"x"}


@pytest.mark.parametrize("found", ["flipped", b"", b"somebody else's"])
def test_that_a_file_that_never_opens_is_said_once_and_kept_aside(
    unlocked: OpenVault, roomy: Vault, found: bytes | str
) -> None:
    unlocked.rescue_files.save_at_lock([words("file")])
    roomy.reserved_space.save_drafts([words("room")])
    if isinstance(found, bytes):
        get_rescue_path(roomy).write_bytes(found)
    before = flip(get_rescue_path(roomy)) if isinstance(found, str) else found
    with pytest.raises(Refusal, match="V-WORDS-DAMAGED"):
        unlocked.rescue_files.restore_after_lock()
    assert jotted(unlocked) == {"room"}
    aside = get_rescue_path(roomy).with_name(f"{get_rescue_path(roomy).name}.aside")
    assert aside.read_bytes() == before
    assert unlocked.rescue_files.restore_after_lock() == ()
    unlocked.rescue_files.save_at_lock([words("next")])
    assert lying(roomy) == {"next"}
    assert aside.read_bytes() == before


def test_that_a_second_one_takes_the_name_of_no_other(unlocked: OpenVault, vault: Vault) -> None:
    stood = get_rescue_path(vault).with_name(f"{get_rescue_path(vault).name}.aside")
    stood.symlink_to("nowhere")
    get_rescue_path(vault).write_bytes(b"somebody else's")
    with pytest.raises(Refusal, match="V-WORDS-DAMAGED"):
        unlocked.rescue_files.restore_after_lock()
    assert stood.is_symlink()
    assert stood.with_name(f"{stood.name}-2").read_bytes() == b"somebody else's"


def test_that_a_lock_writes_over_no_file_that_was_damaged_since(unlocked: OpenVault, roomy: Vault) -> None:
    unlocked.rescue_files.save_at_lock([words("first")])
    before = flip(get_rescue_path(roomy))
    unlocked.rescue_files.save_at_lock([words("second")])
    assert get_rescue_path(roomy).read_bytes() == before
    with pytest.raises(Refusal, match="V-WORDS-DAMAGED"):
        unlocked.rescue_files.restore_after_lock()
    assert jotted(unlocked) == {"second"}


def test_that_room_of_another_size_steps_aside(roomy: Vault) -> None:
    roomy.reserved_space.save_drafts([words("first")])
    os.truncate(room_of(roomy), 300_000)
    reserve_space(roomy.folder)
    aside = room_of(roomy).with_name(f"{room_of(roomy).name}.aside")
    assert aside.stat().st_size == 300_000
    assert roomy.reserved_space.drafts == ()
