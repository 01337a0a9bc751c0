"""The file of words that lies beside a vault: what a lock could not keep, and what goes out of it again."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dasupport.casework.entry import Draft
from dasupport.casework.rescue import about
from dasupport.files import opened, write_private
from dasupport.refusal import Refusal
from dasupport.vault import rescue
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

BESIDE = ".words"
"""What the file is called that a lock leaves: as the folder of the vault, and this."""


def file_of(vault: Vault) -> Path:
    return vault.folder.with_name(vault.folder.name + BESIDE)


def left_by(vault: Vault) -> tuple[Draft, ...]:
    """What lies there and nobody has taken back yet; nothing where it cannot be read."""
    try:
        with opened(file_of(vault)) as file:
            return vault.open_rescue(file.read(rescue.LARGEST + 1))
    except (OSError, Refusal):
        return ()


def without(vault: Vault, goes: Callable[[Draft], bool]) -> None:
    """Write the file anew without some of its words, or take it away with the last of them. Raises OSError, and then
    the old one stands."""
    left = left_by(vault)
    stays = tuple(draft for draft in left if not goes(draft))
    if len(stays) == len(left):
        return
    if stays:
        write_private(file_of(vault), vault.seal_rescue(stays))
    else:
        file_of(vault).unlink()


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
