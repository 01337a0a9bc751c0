"""What can be wrong with a vault, each told apart from the others, each with its own sentence in the pack."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from dasupport.refusal import Refusal


class VaultRefusal(Refusal):
    """A vault that will not be opened, or will not take a word."""

    id: str

    def __init__(self) -> None:
        super().__init__(self.id)


class WrongPassphrase(VaultRefusal):
    id = "V-PASS-WRONG"


class NotAVault(VaultRefusal):
    id = "V-NOT-A-VAULT"


class VaultExists(VaultRefusal):
    """Something of a vault is in this folder already: never a new key over old data."""

    id = "V-EXISTS"


class KeyMissing(VaultRefusal):
    id = "V-KEY-MISSING"


class KeyDamaged(VaultRefusal):
    id = "V-KEY-DAMAGED"


class DataMissing(VaultRefusal):
    id = "V-DATA-MISSING"


class DataDamaged(VaultRefusal):
    id = "V-DATA-DAMAGED"


class NotDamaged(VaultRefusal):
    """Whole data is not salvaged: it would leave its log and what ended its old ways in behind."""

    id = "V-NOT-DAMAGED"


class Altered(VaultRefusal):
    """Everything can be read, and something was changed by other hands than this program's."""

    id = "V-ALTERED"


class AlteredShut(VaultRefusal):
    """Altered, and the key file that was found does not lead to these records: not even shown to be read."""

    id = "V-ALTERED-SHUT"


class RolledBack(VaultRefusal):
    """What is here is older than what was here: when it was last closed here, and the last line that is in it now."""

    id = "V-ROLLED-BACK"

    def __init__(self, closed: str = "", latest: str = "") -> None:
        super().__init__()
        self.closed = closed
        self.latest = latest


class Replaced(VaultRefusal):
    """Another file stands where the open data stood: what is written now would be lost with the old one."""

    id = "V-REPLACED"


class KeysUnsure(VaultRefusal):
    """New keys may stand or may not: what is saved now might stand in data that no key file names."""

    id = "V-KEYS-UNSURE"


class TooNew(VaultRefusal):
    id = "V-TOO-NEW"


class Busy(VaultRefusal):
    id = "V-BUSY"


class OtherRealm(VaultRefusal):
    """A training vault in live work, or the other way round."""

    id = "V-OTHER-REALM"


class ReadOnly(VaultRefusal):
    id = "V-READ-ONLY"


class ReadOnlyShut(VaultRefusal):
    """Nothing may be written where it lies, and it can be read."""

    id = "V-READ-ONLY-SHUT"


class DiskFull(VaultRefusal):
    id = "V-DISK-FULL"


class FullShut(VaultRefusal):
    """No room to open it to work in: the line that says so in its log cannot be written."""

    id = "V-FULL-SHUT"


class FullMake(VaultRefusal):
    """No room for a new vault."""

    id = "V-FULL-MAKE"


class NoMemory(VaultRefusal):
    id = "V-MEMORY"


class RescueNotOne(VaultRefusal):
    id = "V-RESCUE-NOT-ONE"


class RescueOther(VaultRefusal):
    """Words that were sealed for another vault."""

    id = "V-RESCUE-OTHER"


class RescueDamaged(VaultRefusal):
    id = "V-RESCUE-DAMAGED"


class WordsDamaged(VaultRefusal):
    """The words beside a vault do not open, and never will."""

    id = "V-WORDS-DAMAGED"


class WordsUnread(VaultRefusal):
    """The words beside a vault, or the room for them, cannot be read now."""

    id = "V-WORDS-UNREAD"


class NotSaved(VaultRefusal):
    id = "V-NOT-SAVED"


class NotABackup(VaultRefusal):
    id = "V-BACKUP-NOT-ONE"


class BackupCut(VaultRefusal):
    """A part of the backup is missing at its end: a copy that was broken off."""

    id = "V-BACKUP-CUT"


class BackupDamaged(VaultRefusal):
    id = "V-BACKUP-DAMAGED"


class BackupAltered(VaultRefusal):
    """Everything in the backup can be read, and it is not what this program wrote."""

    id = "V-BACKUP-ALTERED"


class NoBackup(VaultRefusal):
    """The data is of an older form, and no proven copy of it could be written before it is changed."""

    id = "V-BACKUP-FIRST"


class FileExists(VaultRefusal):
    """There is a file of this name already: never written over."""

    id = "V-FILE-EXISTS"


class OtherVault(VaultRefusal):
    """The backup is of another vault than the one that stands here."""

    id = "V-BACKUP-OTHER"


class WrongKey(VaultRefusal):
    """This is no supervisor's key, neither the public nor the private half."""

    id = "V-NO-KEY"


class WrongCode(VaultRefusal):
    """A recovery code, or parts of one, that are whole and do not open this vault."""

    id = "V-CODE-WRONG"


class Ended(VaultRefusal):
    """This opened the records before they were given new keys, and ended with that."""

    id = "V-ENDED"


class LastKey(VaultRefusal):
    """Something has to open the vault: the last way in is not taken away."""

    id = "V-LAST-KEY"


class KeysOld(VaultRefusal):
    """The key file is older than a change of keys that the data knows of."""

    id = "V-KEYS-OLD"


class TooManyKeys(VaultRefusal):
    """No room for one more way in."""

    id = "V-MANY-KEYS"


@contextmanager
def plainly() -> Iterator[None]:
    """Errors of the disk as refusals."""
    try:
        yield
    except OSError as error:
        raise (DiskFull if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else ReadOnly) from None
