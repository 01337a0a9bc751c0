"""Unsaved words outside a vault: those that a lock could not save, in a rescue file or in the reserved
space.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from dasupport.atomic_files import move_aside, open_regular, write_private
from dasupport.casework.entry import Draft, list_texts
from dasupport.casework.rescue_outcome import get_subject
from dasupport.refusal import Refusal
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import UnsavedWordsDamaged, UnsavedWordsUnreadable, VaultRefusal
from dasupport.vault.sidecar import rescue_file
from dasupport.vault.sidecar.reserved_space import ReservedSpaceFull
from dasupport.vault.vault import Vault

RESCUE_SUFFIX = ".words"
"""Suffix of the rescue file of a lock: its name is that of the vault's folder, and this."""


def get_rescue_path(vault: Vault) -> Path:
    """Return the path of the rescue file that a lock writes."""
    return vault.folder.with_name(vault.folder.name + RESCUE_SUFFIX)


def read_rescue_file(vault: Vault) -> tuple[Draft, ...]:
    """Return the drafts in the rescue file; () only if there is no such file.

    Raises OSError if it cannot be read now, Refusal if it cannot be decrypted.
    """
    try:
        with open_regular(get_rescue_path(vault)) as file:
            return vault.decrypt_rescue_file(file.read(rescue_file.MAX_RESCUE_SIZE + 1))
    except FileNotFoundError:
        return ()


def read_unsaved(vault: Vault) -> tuple[tuple[Draft, ...], VaultRefusal | None]:
    """Return the unsaved words in the rescue file and the reserved space that can be decrypted, and the error
    for the rest.

    To write the file again, start from `contents_to_keep`, not from this.
    """
    found: tuple[Draft, ...] = ()
    stays: tuple[Draft, ...] = ()
    said: VaultRefusal | None = None
    try:
        found = read_rescue_file(vault)
    except OSError:
        said = UnsavedWordsUnreadable()
    except Refusal:
        said = UnsavedWordsDamaged()
    try:
        stays = vault.reserved_space.drafts
    except OSError:
        said = said or UnsavedWordsUnreadable()
    return _merge(found, stays), said


def contents_to_keep(vault: Vault) -> tuple[Draft, ...]:
    """Return what a rewritten rescue file has to contain; the reserved space keeps its own copy.

    Raises OSError or Refusal if the old file cannot be read: then it must not be overwritten.
    """
    found = read_rescue_file(vault)
    stays: tuple[Draft, ...] = ()
    with suppress(OSError):
        stays = vault.reserved_space.drafts
    return _merge(found, stays)


def _merge(found: tuple[Draft, ...], stays: tuple[Draft, ...]) -> tuple[Draft, ...]:
    return (*found, *(draft for draft in stays if draft not in found))


def set_aside_damaged(vault: Vault) -> None:
    """Rename a rescue file that cannot be decrypted and never will be."""
    with suppress(OSError):
        move_aside(get_rescue_path(vault))


def drop_matching(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    """Remove matching drafts from the rescue file and the reserved space; an empty file is deleted.

    A file that cannot be decrypted is left as it is. Raises OSError, and then the old contents stay.
    """
    try:
        with suppress(Refusal):
            _drop_from_file(vault, goes)
    finally:
        _drop_from_reserve(vault, goes)


def _drop_from_file(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    left = read_rescue_file(vault)
    stays = tuple(draft for draft in left if not goes(draft))
    if len(stays) < len(left) and stays:
        write_private(get_rescue_path(vault), vault.encrypt_rescue_file(stays))
    elif len(stays) < len(left):
        get_rescue_path(vault).unlink()


def _drop_from_reserve(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    left = vault.reserved_space.drafts
    stays = tuple(draft for draft in left if not goes(draft))
    if len(stays) < len(left) and stays:
        vault.reserved_space.save_drafts(stays)
        vault.reserved_space.save_drafts(
            stays
        )  # into the other slot too: nothing of the dropped drafts stays in either
    elif len(stays) < len(left):
        vault.reserved_space.erase_drafts()


def spill_to_reserve(vault: Vault, drafts: Sequence[Draft]) -> bool:
    """Write drafts to the reserved space and return True if all of them fitted.

    What it already holds stays. Among the new drafts, the longest is left out until the others fit.
    """
    kept = sorted(drafts, key=_count_characters)
    with suppress(OSError):
        before = vault.reserved_space.drafts
        while kept:
            try:
                vault.reserved_space.save_drafts((*before, *kept))
            except ReservedSpaceFull:
                kept.pop()
            else:
                break
        return len(kept) == len(drafts)
    return False


def move_reserve_to_file(vault: Vault) -> None:
    """Move the contents of the reserved space to the rescue file, if that can be written now.

    An existing file must be readable: its contents are kept.
    """
    with suppress(OSError, Refusal):
        if stays := vault.reserved_space.drafts:
            write_private(get_rescue_path(vault), vault.encrypt_rescue_file(_merge(read_rescue_file(vault), stays)))
            vault.reserved_space.erase_drafts()


def _count_characters(draft: Draft) -> int:
    return sum(map(len, list_texts(draft.answer)))


def drop_deleted(vault: Vault) -> None:
    """Remove unsaved words about people whose records are deleted.

    If the disk refuses the change, it is tried again at the next unlock.
    """
    words, _ = read_unsaved(vault)
    if not words:
        return
    gone = vault.transact(lambda work: find_deleted(work, words))
    with suppress(OSError):
        drop_matching(vault, lambda draft: get_subject(draft) in gone)


def find_deleted(work: Transaction, words: tuple[Draft, ...]) -> frozenset[str]:
    """Return the ids, of the people and sessions that these drafts are about, whose records are deleted."""
    return work.retention.find_deleted({get_subject(draft) for draft in words})
