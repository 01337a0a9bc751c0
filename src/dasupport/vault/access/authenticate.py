"""Authentication of a credential against the key file, and of the data against its witnesses."""

from dataclasses import replace
from pathlib import Path

from dasupport.casework.realms import Realm
from dasupport.casework.roles import GUEST
from dasupport.vault.access.slots import read_min_generation
from dasupport.vault.data.metadata import Owner
from dasupport.vault.data.transaction import Work
from dasupport.vault.errors import Altered, DataMissing, Ended, KeysOld, OtherRealm, RolledBack, TooNew
from dasupport.vault.keys import key_derivation as keyring
from dasupport.vault.keys import key_file
from dasupport.vault.keys.credentials import Identity, Secret
from dasupport.vault.keys.key_derivation import Keys
from dasupport.vault.keys.key_file import Copy, KeyFile
from dasupport.vault.sidecar.rollback_witness import farthest


def authenticate(folder: Path, secret: Secret, realm: Realm | None) -> tuple[Copy, Keys, list[str]]:
    """Return the key file copy and the keys that a credential opens, and the names of copies that need repair.

    Without a realm either is accepted. A copy that names older data was left by an interrupted key rotation: it
    is repaired, not rejected.

    Raises KeyDamaged, TooNew, OtherRealm, WrongPassphrase, WrongCode, WrongKey, CredentialRevoked, Altered,
    DataMissing.
    """
    good, bad = key_file.read(folder)
    if realm and good and all(copy.keys.realm != realm for copy in good):
        raise OtherRealm
    copy, master, broken = keyring.unwrap_any(good, secret)
    keys = keyring.derive(master, copy.keys.vault, copy.keys.data.generation)
    if any(
        _supersedes(each, copy, folder) and not each.sealed_by(keys.header) for each in good if each.name not in broken
    ):
        raise Ended
    left = [each.name for each in good if each.keys.data.generation < copy.keys.data.generation]
    for each in good:
        if each.name not in (*broken, *left):
            each.authenticate(keys.header)
    for newer in key_file.newer(folder):
        newer.authenticate(keys.header)  # only a valid MAC proves that a newer program wrote it
        raise TooNew
    if not (folder / copy.keys.data.file).exists():
        raise DataMissing
    return copy, keys, [*bad, *broken, *left]


def _supersedes(later: Copy, copy: Copy, folder: Path) -> bool:
    """Return True if a copy names newer data that exists, while the data of this copy is gone: the vault's
    keys were rotated, and its other copy was left behind. If both data files exist, anybody could have
    written the newer name.
    """
    data, own = later.keys.data, copy.keys.data
    return data.generation > own.generation and (folder / data.file).is_file() and not (folder / own.file).exists()


def guest_owner(copy: Copy, secret: Secret) -> Owner | None:
    """Return the supervisor guest who holds this supervisor key, named by its public key, or None for any
    other credential.

    The audit log then names the guest from the first row on.
    """
    return Owner(keyring.opening(copy, secret)[0].holder, GUEST) if isinstance(secret, Identity) else None


def is_older(folder: Path, copy: KeyFile, keys: Keys, work: Work, *, fine: bool) -> bool:
    """Return True if the data is older than its key file or its rollback witness says.

    Raises RolledBack unless `fine`; Altered and KeyFileOutdated.
    """
    try:
        check_witness(copy, work)
        seen = farthest(folder, copy.vault, work.settings.log_key(keys.log))
        check_witness(replace(copy, witness=seen), work)
    except RolledBack:
        if fine:
            return True
        raise
    return False


def check_witness(keys: KeyFile, work: Work) -> None:
    """Check the data against its key file: same vault, same realm, and not older than was witnessed.

    An audit log that is intact but differs from the witnessed one belongs to a copy of this vault in which
    somebody worked: that is RolledBack too, as the owner may know the reason. Raises Altered,
    KeyFileOutdated or RolledBack.
    """
    if work.settings.get("vault") != keys.vault or work.settings.get("realm") != keys.realm:
        raise Altered
    if keys.generation < read_min_generation(work):
        raise KeysOld
    witness = keys.witness
    older = work.log.head().seq < witness.events or work.settings.commits() < witness.commits
    other = witness.events and work.log.mac_at(witness.events) != witness.head
    if older or (other and work.log.whole()):
        raise RolledBack(witness.at, work.log.latest())
    if other:
        raise Altered
