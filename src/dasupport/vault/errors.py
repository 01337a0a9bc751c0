"""What can be wrong with a vault, each told apart from the others, each with its own sentence in the pack."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId


class VaultRefusal(Refusal):
    """A vault that will not be opened, or will not take a word."""

    id: RefusalId

    def __init__(self) -> None:
        super().__init__(self.id)


class WrongPassphrase(VaultRefusal):
    id = RefusalId.V_PASS_WRONG


class NotAVault(VaultRefusal):
    id = RefusalId.V_NOT_A_VAULT


class VaultExists(VaultRefusal):
    """Something of a vault is in this folder already: never a new key over old data."""

    id = RefusalId.V_EXISTS


class KeyMissing(VaultRefusal):
    id = RefusalId.V_KEY_MISSING


class KeyDamaged(VaultRefusal):
    id = RefusalId.V_KEY_DAMAGED


class DataMissing(VaultRefusal):
    id = RefusalId.V_DATA_MISSING


class DataDamaged(VaultRefusal):
    id = RefusalId.V_DATA_DAMAGED


class NotDamaged(VaultRefusal):
    """Whole data is not salvaged: it would leave its log and what ended its old ways in behind."""

    id = RefusalId.V_NOT_DAMAGED


class Altered(VaultRefusal):
    """Everything can be read, and something was changed by other hands than this program's."""

    id = RefusalId.V_ALTERED


class AlteredShut(VaultRefusal):
    """Altered, and the key file that was found does not lead to these records: not even shown to be read."""

    id = RefusalId.V_ALTERED_SHUT


class RolledBack(VaultRefusal):
    """What is here is older than what was here: when it was last closed here, and the last line that is in it now."""

    id = RefusalId.V_ROLLED_BACK

    def __init__(self, closed: str = "", latest: str = "") -> None:
        super().__init__()
        self.closed = closed
        self.latest = latest


class Replaced(VaultRefusal):
    """Another file stands where the open data stood: what is written now would be lost with the old one."""

    id = RefusalId.V_REPLACED


class KeysUnsure(VaultRefusal):
    """New keys may stand or may not: what is saved now might stand in data that no key file names."""

    id = RefusalId.V_KEYS_UNSURE


class TooNew(VaultRefusal):
    id = RefusalId.V_TOO_NEW


class Busy(VaultRefusal):
    id = RefusalId.V_BUSY


class OtherRealm(VaultRefusal):
    """A training vault in live work, or the other way round."""

    id = RefusalId.V_OTHER_REALM


class ReadOnly(VaultRefusal):
    id = RefusalId.V_READ_ONLY


class ReadOnlyShut(VaultRefusal):
    """Nothing may be written where it lies, and it can be read."""

    id = RefusalId.V_READ_ONLY_SHUT


class DiskFull(VaultRefusal):
    id = RefusalId.V_DISK_FULL


class FullShut(VaultRefusal):
    """No room to open it to work in: the line that says so in its log cannot be written."""

    id = RefusalId.V_FULL_SHUT


class FullMake(VaultRefusal):
    """No room for a new vault."""

    id = RefusalId.V_FULL_MAKE


class NoMemory(VaultRefusal):
    id = RefusalId.V_MEMORY


class RescueNotOne(VaultRefusal):
    id = RefusalId.V_RESCUE_NOT_ONE


class RescueOther(VaultRefusal):
    """Words that were sealed for another vault."""

    id = RefusalId.V_RESCUE_OTHER


class RescueDamaged(VaultRefusal):
    id = RefusalId.V_RESCUE_DAMAGED


class WordsDamaged(VaultRefusal):
    """The words beside a vault do not open, and never will."""

    id = RefusalId.V_WORDS_DAMAGED


class WordsUnread(VaultRefusal):
    """The words beside a vault, or the room for them, cannot be read now."""

    id = RefusalId.V_WORDS_UNREAD


class NotSaved(VaultRefusal):
    id = RefusalId.V_NOT_SAVED


class NotABackup(VaultRefusal):
    id = RefusalId.V_BACKUP_NOT_ONE


class BackupCut(VaultRefusal):
    """A part of the backup is missing at its end: a copy that was broken off."""

    id = RefusalId.V_BACKUP_CUT


class BackupDamaged(VaultRefusal):
    id = RefusalId.V_BACKUP_DAMAGED


class BackupAltered(VaultRefusal):
    """Everything in the backup can be read, and it is not what this program wrote."""

    id = RefusalId.V_BACKUP_ALTERED


class NoBackup(VaultRefusal):
    """The data is of an older form, and no proven copy of it could be written before it is changed."""

    id = RefusalId.V_BACKUP_FIRST


class FileExists(VaultRefusal):
    """There is a file of this name already: never written over."""

    id = RefusalId.V_FILE_EXISTS


class OtherVault(VaultRefusal):
    """The backup is of another vault than the one that stands here."""

    id = RefusalId.V_BACKUP_OTHER


class WrongKey(VaultRefusal):
    """This is no supervisor's key, neither the public nor the private half."""

    id = RefusalId.V_NO_KEY


class WrongCode(VaultRefusal):
    """A recovery code, or parts of one, that are whole and do not open this vault."""

    id = RefusalId.V_CODE_WRONG


class Ended(VaultRefusal):
    """This opened the records before they were given new keys, and ended with that."""

    id = RefusalId.V_ENDED


class LastKey(VaultRefusal):
    """Something has to open the vault: the last way in is not taken away."""

    id = RefusalId.V_LAST_KEY


class KeysOld(VaultRefusal):
    """The key file is older than a change of keys that the data knows of."""

    id = RefusalId.V_KEYS_OLD


class TooManyKeys(VaultRefusal):
    """No room for one more way in."""

    id = RefusalId.V_MANY_KEYS


@contextmanager
def plainly() -> Iterator[None]:
    """Errors of the disk as refusals."""
    try:
        yield
    except OSError as error:
        raise (DiskFull if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else ReadOnly) from None
