"""Refusals of the vault: one class for each cause, with the id of its words in the pack."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId


class VaultRefusal(Refusal):
    """Base class: a vault cannot be opened, or cannot save something. `id` names its words in the pack."""

    id: RefusalId

    def __init__(self) -> None:
        super().__init__(self.id)


class WrongPassphrase(VaultRefusal):
    """No key slot opens with this passphrase."""

    id = RefusalId.V_PASS_WRONG


class NotAVault(VaultRefusal):
    """The folder holds no part of a vault."""

    id = RefusalId.V_NOT_A_VAULT


class VaultExists(VaultRefusal):
    """The folder already holds part of a vault, or other files. A new key file must never be written over old
    data.
    """

    id = RefusalId.V_EXISTS


class KeyMissing(VaultRefusal):
    """The folder holds data, but no copy of the key file."""

    id = RefusalId.V_KEY_MISSING


class KeyDamaged(VaultRefusal):
    """No copy of the key file can be read, or the disk returned other bytes than were written."""

    id = RefusalId.V_KEY_DAMAGED


class DataMissing(VaultRefusal):
    """The folder holds a key file, but not its data file."""

    id = RefusalId.V_DATA_MISSING


class DataDamaged(VaultRefusal):
    """The data file cannot be read with the right key."""

    id = RefusalId.V_DATA_DAMAGED


class NotDamaged(VaultRefusal):
    """Salvage is refused for intact data: it would leave the audit log and revoked key slots behind."""

    id = RefusalId.V_NOT_DAMAGED


class Altered(VaultRefusal):
    """Everything can be read, but something was changed by something other than this program."""

    id = RefusalId.V_ALTERED


class AlteredUnreadable(VaultRefusal):
    """Altered, and the key file does not lead to this data: it cannot even be opened read-only."""

    id = RefusalId.V_ALTERED_SHUT


class RolledBack(VaultRefusal):
    """The data is older than the state witnessed last, or was continued from an older state.

    `closed` is the time when the vault was last closed here, `latest` that of the newest audit row in the
    data; both are ISO text, empty if unknown.
    """

    id = RefusalId.V_ROLLED_BACK

    def __init__(self, closed: str = "", latest: str = "") -> None:
        super().__init__()
        self.closed = closed
        self.latest = latest


class DataFileReplaced(VaultRefusal):
    """Another file has replaced the open data file: anything written now would be lost with the old one."""

    id = RefusalId.V_REPLACED


class KeysUnsure(VaultRefusal):
    """A key rotation may or may not have succeeded. What is saved now might go into data that no key file names."""

    id = RefusalId.V_KEYS_UNSURE


class TooNew(VaultRefusal):
    """A newer version of this program wrote the vault."""

    id = RefusalId.V_TOO_NEW


class VaultInUse(VaultRefusal):
    """Another process has the vault open."""

    id = RefusalId.V_BUSY


class OtherRealm(VaultRefusal):
    """A training vault was opened in live work, or the other way round."""

    id = RefusalId.V_OTHER_REALM


class ReadOnly(VaultRefusal):
    """The folder or the file cannot be written to."""

    id = RefusalId.V_READ_ONLY


class ReadOnlyOnOpen(VaultRefusal):
    """The folder cannot be written to, but it can be read: the vault can be opened read-only."""

    id = RefusalId.V_READ_ONLY_SHUT


class DiskFull(VaultRefusal):
    """The disk is full."""

    id = RefusalId.V_DISK_FULL


class DiskFullOnOpen(VaultRefusal):
    """The disk is too full to open the vault for work: the audit row of the opening cannot be written."""

    id = RefusalId.V_FULL_SHUT


class DiskFullOnCreate(VaultRefusal):
    """The disk is too full for a new vault."""

    id = RefusalId.V_FULL_MAKE


class NoMemory(VaultRefusal):
    """There is too little memory to derive a key, or to answer a query."""

    id = RefusalId.V_MEMORY


class NotARescueFile(VaultRefusal):
    """The file is not a rescue file."""

    id = RefusalId.V_RESCUE_NOT_ONE


class RescueOther(VaultRefusal):
    """The rescue file belongs to another vault."""

    id = RefusalId.V_RESCUE_OTHER


class RescueDamaged(VaultRefusal):
    """The rescue file cannot be decrypted."""

    id = RefusalId.V_RESCUE_DAMAGED


class UnsavedWordsDamaged(VaultRefusal):
    """The unsaved words beside a vault cannot be decrypted, now or later."""

    id = RefusalId.V_WORDS_DAMAGED


class UnsavedWordsUnreadable(VaultRefusal):
    """The unsaved words beside a vault, or the reserved space, cannot be read from the disk at the moment."""

    id = RefusalId.V_WORDS_UNREAD


class NotSaved(VaultRefusal):
    """The transaction may not have been committed: the disk failed, or another program holds the file."""

    id = RefusalId.V_NOT_SAVED


class NotABackup(VaultRefusal):
    """The file is not a backup, or there is none."""

    id = RefusalId.V_BACKUP_NOT_ONE


class BackupTruncated(VaultRefusal):
    """The end of the backup is missing: copying it was interrupted."""

    id = RefusalId.V_BACKUP_CUT


class BackupDamaged(VaultRefusal):
    """The backup cannot be read."""

    id = RefusalId.V_BACKUP_DAMAGED


class BackupAltered(VaultRefusal):
    """Everything in the backup can be read, but it is not what this program wrote."""

    id = RefusalId.V_BACKUP_ALTERED


class NoBackup(VaultRefusal):
    """The data has to be migrated, and no verified backup could be written before that."""

    id = RefusalId.V_BACKUP_FIRST


class FileExists(VaultRefusal):
    """A file of this name exists already. It is never overwritten."""

    id = RefusalId.V_FILE_EXISTS


class OtherVault(VaultRefusal):
    """The backup belongs to another vault than the one in the folder."""

    id = RefusalId.V_BACKUP_OTHER


class WrongKey(VaultRefusal):
    """The text is not a supervisor key (neither half), or no key slot opens with it."""

    id = RefusalId.V_NO_KEY


class WrongCode(VaultRefusal):
    """The recovery code or the recovery shares are complete, but do not open this vault."""

    id = RefusalId.V_CODE_WRONG


class CredentialRevoked(VaultRefusal):
    """The credential opened the vault until its keys were rotated, which revoked it."""

    id = RefusalId.V_ENDED


class LastKey(VaultRefusal):
    """The key slot cannot be revoked: too few would be left to open the vault."""

    id = RefusalId.V_LAST_KEY


class KeyFileOutdated(VaultRefusal):
    """The key file is older than a change of key slots that the data records."""

    id = RefusalId.V_KEYS_OLD


class TooManyKeys(VaultRefusal):
    """The key file has no room for another slot of this type."""

    id = RefusalId.V_MANY_KEYS


@contextmanager
def os_errors_as_refusals() -> Iterator[None]:
    """Raise DiskFull or ReadOnly in place of an OSError."""
    try:
        yield
    except OSError as error:
        raise (DiskFull if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else ReadOnly) from None
