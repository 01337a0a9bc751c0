"""The two copies of the key file of an open vault. They differ only while a change of keys waits to be used once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dasupport.vault.errors import Altered, KeyDamaged, WrongCode, WrongKey, WrongPassphrase
from dasupport.vault.keys import key_derivation as keyring
from dasupport.vault.keys import key_file
from dasupport.vault.keys.credentials import Secret
from dasupport.vault.keys.key_file import NAMES, Copy, KeyFile, KeySlot, Witness


class KeyPair:
    """Both copies as they stand on the disk, newest first.

    A change is written over the older copy only; the other one still opens to what opened it before. It follows when
    the change is settled: when the new secret has opened the vault once, or at once where that was asked for.
    """

    def __init__(self, folder: Path, copy: Copy, header: bytes) -> None:
        self._folder = folder
        self._header = header
        self.newest = copy
        self.older = replace(copy, name=_other(copy.name))
        """What the other file holds; where it was damaged or is not ours, what it will hold next. What opened the vault
        is believed as it was read then: a disk that fails for a moment must not make the other one count for both."""
        self.lone = True
        """Whether the other file gives nothing of ours."""
        self.look_again()

    def look_again(self) -> None:
        """Read the other file once more where it gave nothing: what can be read after all is not to be written over
        unread, as it may hold a change that waits."""
        if not self.lone:
            return
        found = {each.name: each for each in key_file.read(self._folder)[0]}
        other = found.get(self.older.name)
        if other and other.keys.data == self.newest.keys.data and other.sealed_by(self._header):
            self.newest, self.older = sorted((self.newest, other), key=lambda each: -each.keys.generation)
            self.lone = False

    @property
    def waiting(self) -> bool:
        """Whether a change was made that nobody has used yet."""
        return self.newest.keys.slots != self.older.keys.slots

    @property
    def copies(self) -> tuple[Copy, ...]:
        return (self.newest, self.older) if self.waiting else (self.newest,)

    def opening(self, secret: Secret) -> tuple[Copy, KeySlot, bytes]:
        """The copy and the slot that a secret opens, and the master key. Raises what `keyring.opening` raises."""
        copy = keyring.unwrap_any(self.copies, secret)[0] if self.waiting else self.newest
        return copy, *keyring.opening(copy, secret)

    def opens(self, copy: Copy, secret: Secret) -> bool:
        """Whether a secret opens this very copy."""
        try:
            keyring.unwrap(copy, secret)
        except (WrongPassphrase, WrongCode, WrongKey, KeyDamaged):
            return False
        return True

    def propose(self, slots: tuple[KeySlot, ...], proves: Callable[[Copy], bool]) -> None:
        """Write a change over the older copy, read it back from the disk and have it proved before it counts.

        Raises OSError, KeyDamaged if the disk gave back something else, Altered if the proof fails; the copy that
        was there before is then put back.
        """
        self.look_again()
        before = self.older
        keys = replace(self.newest.keys, generation=self.newest.keys.generation + 1, slots=slots)
        try:
            written = self._proved(key_file.write_one(self._folder, before.name, keys, self._header), proves)
        except BaseException:
            key_file.write_one(self._folder, before.name, before.keys, self._header)
            raise
        self.newest, self.older, self.lone = written, self.newest, False

    def _proved(self, written: Copy, proves: Callable[[Copy], bool]) -> Copy:
        if not proves(written):
            raise Altered
        return written

    def settle(self) -> None:
        """The newest copy stands in both files from now on. Raises OSError."""
        self.older = key_file.write_one(self._folder, self.older.name, self.newest.keys, self._header)
        self.lone = False

    def take_back(self) -> None:
        """What opened the vault before the change stands in both files from now on. Raises OSError."""
        generation = self.newest.keys.generation + 1
        keys = replace(self.older.keys, generation=generation)
        self.newest, self.older = (
            key_file.write_one(self._folder, name, keys, self._header) for name in (self.newest.name, self.older.name)
        )

    def witness(self, witness: Witness) -> None:
        """Write down in both files how far the data has come; each keeps its own slots. Raises OSError."""
        self.look_again()
        if self.newest.keys.witness == self.older.keys.witness == witness:
            return
        newer: KeyFile = self.newest.keys.after(witness)
        older = replace(self.older.keys, witness=witness) if self.waiting else newer
        self.older = key_file.write_one(self._folder, self.older.name, older, self._header)
        self.newest = key_file.write_one(self._folder, self.newest.name, newer, self._header)


def _other(name: str) -> str:
    return NAMES[1] if name == NAMES[0] else NAMES[0]
