"""The words that lie beside a vault, in a file or in the room set aside: what a lock could not keep, and what goes out
of them again."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from dasupport.casework.entry import Draft, texts
from dasupport.casework.rescue import about
from dasupport.files import opened, write_private
from dasupport.refusal import Refusal
from dasupport.vault import rescue
from dasupport.vault.room import TooLong
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

BESIDE = ".words"
"""What the file is called that a lock leaves: as the folder of the vault, and this."""


def file_of(vault: Vault) -> Path:
    return vault.folder.with_name(vault.folder.name + BESIDE)


def left_by(vault: Vault) -> tuple[Draft, ...]:
    """What lies there, in the file or in the room, and nobody has taken back yet; nothing where it cannot be read."""
    found = _in_file(vault)
    return (*found, *(draft for draft in vault.room.drafts if draft not in found))


def _in_file(vault: Vault) -> tuple[Draft, ...]:
    try:
        with opened(file_of(vault)) as file:
            return vault.open_rescue(file.read(rescue.LARGEST + 1))
    except (OSError, Refusal):
        return ()


def without(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    """Write the file anew without some of its words, or take it away with the last of them; the room, too. Raises
    OSError, and then the old one stands."""
    left = _in_file(vault)
    stays = tuple(draft for draft in left if not goes(draft))
    if len(stays) < len(left) and stays:
        write_private(file_of(vault), vault.seal_rescue(stays))
    elif len(stays) < len(left):
        file_of(vault).unlink()
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
    before, kept = vault.room.drafts, sorted(drafts, key=_length)
    while kept:
        try:
            vault.room.put((*before, *kept))
        except TooLong:
            kept.pop()
        except OSError:
            return False
        else:
            break
    return len(kept) == len(drafts)


def out_of_room(vault: Vault) -> None:
    """What is in the room goes into the file as soon as that can be written."""
    if vault.room.drafts:
        with suppress(OSError):
            write_private(file_of(vault), vault.seal_rescue(left_by(vault)))
            vault.room.empty()


def _length(draft: Draft) -> int:
    return sum(map(len, texts(draft.answer)))


def forget_erased(vault: Vault) -> None:
    """Take out what was written about people whose records are deleted. A disk that does not let go of it now is asked
    again at the next unlocking."""
    words = left_by(vault)
    if not words:
        return
    gone = vault.do(lambda work: erased(work, words))
    with suppress(OSError):
        without(vault, lambda draft: about(draft) in gone)


def erased(work: Work, words: tuple[Draft, ...]) -> frozenset[str]:
    """Whose records are deleted, of the people and sessions that these words are about."""
    return work.retention.erased({about(draft) for draft in words})
