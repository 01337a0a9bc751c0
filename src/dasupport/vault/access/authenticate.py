"""Authentication of a credential against the key file, and of the data against its witnesses."""

from dataclasses import replace
from pathlib import Path

from dasupport.casework.realms import Realm
from dasupport.casework.roles import GUEST
from dasupport.vault.access.slots import read_min_generation
from dasupport.vault.data.metadata import Owner
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import (
    Altered,
    CredentialRevoked,
    DataMissing,
    KeyFileOutdated,
    OtherRealm,
    RolledBack,
    TooNew,
)
from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.credentials import Credential, SupervisorKey
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFile, KeyFileCopy
from dasupport.vault.sidecar.rollback_witness import read_latest_witness


def authenticate(folder: Path, secret: Credential, realm: Realm | None) -> tuple[KeyFileCopy, VaultKeys, list[str]]:
    """Return the key file copy and the keys that a credential opens, and the names of copies that need repair.

    Without a realm either is accepted. A copy that names older data was left by an interrupted key rotation: it
    is repaired, not rejected.

    Raises KeyDamaged, TooNew, OtherRealm, WrongPassphrase, WrongCode, WrongKey, CredentialRevoked, Altered,
    DataMissing.
    """
    good, bad = key_file.read_copies(folder)
    if realm and good and all(copy.key_file.realm != realm for copy in good):
        raise OtherRealm
    copy, master, broken = key_derivation.unwrap_from_any(good, secret)
    keys = key_derivation.derive_keys(master, copy.key_file.vault, copy.key_file.data.generation)
    if any(
        _supersedes(each, copy, folder) and not each.has_valid_mac(keys.header)
        for each in good
        if each.name not in broken
    ):
        raise CredentialRevoked
    left = [each.name for each in good if each.key_file.data.generation < copy.key_file.data.generation]
    for each in good:
        if each.name not in (*broken, *left):
            each.verify_mac(keys.header)
    for newer in key_file.read_newer_copies(folder):
        newer.verify_mac(keys.header)  # only a valid MAC proves that a newer program wrote it
        raise TooNew
    if not (folder / copy.key_file.data.file).exists():
        raise DataMissing
    return copy, keys, [*bad, *broken, *left]


def _supersedes(later: KeyFileCopy, copy: KeyFileCopy, folder: Path) -> bool:
    """Return True if a copy names newer data that exists, while the data of this copy is gone: the vault's
    keys were rotated, and its other copy was left behind. If both data files exist, anybody could have
    written the newer name.
    """
    data, own = later.key_file.data, copy.key_file.data
    return data.generation > own.generation and (folder / data.file).is_file() and not (folder / own.file).exists()


def guest_owner(copy: KeyFileCopy, secret: Credential) -> Owner | None:
    """Return the supervisor guest who holds this supervisor key, named by its public key, or None for any
    other credential.

    The audit log then names the guest from the first row on.
    """
    return (
        Owner(key_derivation.unlock_slot(copy, secret)[0].holder, GUEST) if isinstance(secret, SupervisorKey) else None
    )


def is_older(folder: Path, copy: KeyFile, keys: VaultKeys, work: Transaction, *, fine: bool) -> bool:
    """Return True if the data is older than its key file or its rollback witness says.

    Raises RolledBack unless `fine`; Altered and KeyFileOutdated.
    """
    try:
        check_witness(copy, work)
        seen = read_latest_witness(folder, copy.vault, work.metadata.get_log_key(keys.log))
        check_witness(replace(copy, witness=seen), work)
    except RolledBack:
        if fine:
            return True
        raise
    return False


def check_witness(keys: KeyFile, work: Transaction) -> None:
    """Check the data against its key file: same vault, same realm, and not older than was witnessed.

    An audit log that is intact but differs from the witnessed one belongs to a copy of this vault in which
    somebody worked: that is RolledBack too, as the owner may know the reason. Raises Altered,
    KeyFileOutdated or RolledBack.
    """
    if work.metadata.get("vault") != keys.vault or work.metadata.get("realm") != keys.realm:
        raise Altered
    if keys.generation < read_min_generation(work):
        raise KeyFileOutdated
    witness = keys.witness
    older = work.audit_chain.read_head().seq < witness.events or work.metadata.get_commit_count() < witness.commits
    other = witness.events and work.audit_chain.get_mac(witness.events) != witness.head
    if older or (other and work.audit_chain.verify_chain()):
        raise RolledBack(witness.at, work.audit_chain.read_latest_time())
    if other:
        raise Altered
