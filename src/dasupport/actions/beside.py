"""The words that lie beside a vault, in a file or in the room set aside: what a lock could not keep, and what goes out
of them again."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from dasupport.casework.entry import Draft, texts
from dasupport.casework.rescue import about
from dasupport.files import opened, step_aside, write_private
from dasupport.refusal import Refusal
from dasupport.vault import rescue
from dasupport.vault.faults import VaultRefusal, WordsDamaged, WordsUnread
from dasupport.vault.room import TooLong
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

BESIDE = ".words"
"""What the file is called that a lock leaves: as the folder of the vault, and this."""


def file_of(vault: Vault) -> Path:
    return vault.folder.with_name(vault.folder.name + BESIDE)


def in_file(vault: Vault) -> tuple[Draft, ...]:
    """What the file holds; nothing only where there is no such file. Raises OSError where it cannot be read now,
    Refusal where it does not open."""
    try:
        with opened(file_of(vault)) as file:
            return vault.open_rescue(file.read(rescue.LARGEST + 1))
    except FileNotFoundError:
        return ()


def lying(vault: Vault) -> tuple[tuple[Draft, ...], VaultRefusal | None]:
    """What opens of what lies there, in the file or in the room, and what has to be said of the rest. What is written
    over the file begins with `to_stay`, and not with this."""
    found: tuple[Draft, ...] = ()
    stays: tuple[Draft, ...] = ()
    said: VaultRefusal | None = None
    try:
        found = in_file(vault)
    except OSError:
        said = WordsUnread()
    except Refusal:
        said = WordsDamaged()
    try:
        stays = vault.room.drafts
    except OSError:
        said = said or WordsUnread()
    return _both(found, stays), said


def to_stay(vault: Vault) -> tuple[Draft, ...]:
    """What a file that is written anew has to hold; the room keeps its own. Raises OSError or Refusal where the old one
    does not open: then it is not written over."""
    found = in_file(vault)
    stays: tuple[Draft, ...] = ()
    with suppress(OSError):
        stays = vault.room.drafts
    return _both(found, stays)


def _both(found: tuple[Draft, ...], stays: tuple[Draft, ...]) -> tuple[Draft, ...]:
    return (*found, *(draft for draft in stays if draft not in found))


def out_of_the_way(vault: Vault) -> None:
    """A file that does not open, and never will, steps aside under another name."""
    with suppress(OSError):
        step_aside(file_of(vault))


def without(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    """Write the file anew without some of its words, or take it away with the last of them; the room, too. A file that
    does not open is left as it is. Raises OSError, and then the old one stands."""
    try:
        with suppress(Refusal):
            _file_without(vault, goes)
    finally:
        _room_without(vault, goes)


def _file_without(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    left = in_file(vault)
    stays = tuple(draft for draft in left if not goes(draft))
    if len(stays) < len(left) and stays:
        write_private(file_of(vault), vault.seal_rescue(stays))
    elif len(stays) < len(left):
        file_of(vault).unlink()


def _room_without(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    left = vault.room.drafts
    stays = tuple(draft for draft in left if not goes(draft))
    if len(stays) < len(left) and stays:
        vault.room.put(stays)
        vault.room.put(stays)  # into the other half: nothing of the rest stays in either
    elif len(stays) < len(left):
        vault.room.empty()


def into_room(vault: Vault, drafts: Sequence[Draft]) -> bool:
    """Whether all of these found a place in the room. What is there already stays; of the rest, the longest text is
    left out until the others fit."""
    kept = sorted(drafts, key=_length)
    with suppress(OSError):
        before = vault.room.drafts
        while kept:
            try:
                vault.room.put((*before, *kept))
            except TooLong:
                kept.pop()
            else:
                break
        return len(kept) == len(drafts)
    return False


def out_of_room(vault: Vault) -> None:
    """What is in the room goes into the file as soon as that can be written, and read if there is one."""
    with suppress(OSError, Refusal):
        if stays := vault.room.drafts:
            write_private(file_of(vault), vault.seal_rescue(_both(in_file(vault), stays)))
            vault.room.empty()


def _length(draft: Draft) -> int:
    return sum(map(len, texts(draft.answer)))


def forget_erased(vault: Vault) -> None:
    """Take out what was written about people whose records are deleted. A disk that does not let go of it now is asked
    again at the next unlocking."""
    words, _ = lying(vault)
    if not words:
        return
    gone = vault.do(lambda work: erased(work, words))
    with suppress(OSError):
        without(vault, lambda draft: about(draft) in gone)


def erased(work: Work, words: tuple[Draft, ...]) -> frozenset[str]:
    """Whose records are deleted, of the people and sessions that these words are about."""
    return work.retention.erased({about(draft) for draft in words})
