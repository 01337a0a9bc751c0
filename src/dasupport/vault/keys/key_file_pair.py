"""The two copies of the key file of an open vault. They differ only while a change of key slots is pending."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dasupport.vault.errors import Altered, KeyDamaged, WrongCode, WrongKey, WrongPassphrase
from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.credentials import Credential
from dasupport.vault.keys.key_file import COPY_NAMES, KeyFile, KeyFileCopy, KeySlot, Witness


class KeyFilePair:
    """Both copies of the key file as they are on disk, newest first.

    A change is written over the older copy only; the other copy still opens with the former credentials. It
    is overwritten when the change is committed: when the new credential has opened the vault once, or at once
    if that was requested.
    """

    def __init__(self, folder: Path, copy: KeyFileCopy, header: bytes) -> None:
        self._folder = folder
        self._header = header
        self.newest = copy
        self.older = replace(copy, name=_other_name(copy.name))
        """Content of the other copy; if that was damaged or not ours, the content it will get.

        The copy that opened the vault is kept as it was read then: a disk that fails for a moment must not make
        the other copy count for both.
        """
        self.is_other_unusable = True
        """True while the other copy cannot be read, or does not belong to this vault and data."""
        self.reread_other()

    def reread_other(self) -> None:
        """Read the other copy again if it was unusable.

        It may hold a pending change, so it must not be overwritten unread if it can be read after all.
        """
        if not self.is_other_unusable:
            return
        found = {each.name: each for each in key_file.read_copies(self._folder)[0]}
        other = found.get(self.older.name)
        if other and other.key_file.data == self.newest.key_file.data and other.has_valid_mac(self._header):
            self.newest, self.older = sorted((self.newest, other), key=lambda each: -each.key_file.generation)
            self.is_other_unusable = False

    @property
    def has_pending_change(self) -> bool:
        """True while a change of key slots is pending: its new credential has not opened the vault yet."""
        return self.newest.key_file.slots != self.older.key_file.slots

    @property
    def valid_copies(self) -> tuple[KeyFileCopy, ...]:
        """The copies that may be unlocked: both while a change is pending, else the newest."""
        return (self.newest, self.older) if self.has_pending_change else (self.newest,)

    def unlock_slot(self, secret: Credential) -> tuple[KeyFileCopy, KeySlot, bytes]:
        """Return the copy and the slot that a credential opens, and the master key.

        Raises the same as `key_derivation.unlock_slot`.
        """
        copy = key_derivation.unwrap_from_any(self.valid_copies, secret)[0] if self.has_pending_change else self.newest
        return copy, *key_derivation.unlock_slot(copy, secret)

    def can_unlock(self, copy: KeyFileCopy, secret: Credential) -> bool:
        """Return True if a credential opens this copy."""
        try:
            key_derivation.unwrap_master_key(copy, secret)
        except (WrongPassphrase, WrongCode, WrongKey, KeyDamaged):
            return False
        return True

    def write_pending(self, slots: tuple[KeySlot, ...], proves: Callable[[KeyFileCopy], bool]) -> None:
        """Write a change of key slots over the older copy, read it back from the disk, and prove it before it
        counts.

        Raises OSError, KeyDamaged if the disk returned other bytes, Altered if `proves` returns False; the
        former copy is then written back.
        """
        self.reread_other()
        before = self.older
        keys = replace(self.newest.key_file, generation=self.newest.key_file.generation + 1, slots=slots)
        try:
            written = self._require_proof(key_file.write_copy(self._folder, before.name, keys, self._header), proves)
        except BaseException:
            key_file.write_copy(self._folder, before.name, before.key_file, self._header)
            raise
        self.newest, self.older, self.is_other_unusable = written, self.newest, False

    def _require_proof(self, written: KeyFileCopy, proves: Callable[[KeyFileCopy], bool]) -> KeyFileCopy:
        if not proves(written):
            raise Altered
        return written

    def commit_pending(self) -> None:
        """Write the newest copy to both files. Raises OSError."""
        self.older = key_file.write_copy(self._folder, self.older.name, self.newest.key_file, self._header)
        self.is_other_unusable = False

    def discard_pending(self) -> None:
        """Write the key slots from before the change to both files. Raises OSError."""
        generation = self.newest.key_file.generation + 1
        keys = replace(self.older.key_file, generation=generation)
        self.newest, self.older = (
            key_file.write_copy(self._folder, name, keys, self._header) for name in (self.newest.name, self.older.name)
        )

    def write_witness(self, witness: Witness) -> None:
        """Write the state of the data to both files; each keeps its own key slots. Raises OSError."""
        self.reread_other()
        if self.newest.key_file.witness == self.older.key_file.witness == witness:
            return
        newer: KeyFile = self.newest.key_file.with_witness(witness)
        older = replace(self.older.key_file, witness=witness) if self.has_pending_change else newer
        self.older = key_file.write_copy(self._folder, self.older.name, older, self._header)
        self.newest = key_file.write_copy(self._folder, self.newest.name, newer, self._header)


def _other_name(name: str) -> str:
    return COPY_NAMES[1] if name == COPY_NAMES[0] else COPY_NAMES[0]
