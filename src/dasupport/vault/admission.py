"""Who comes in, and to what: the key file against a secret, and the data against all that has seen it."""

from dataclasses import replace
from pathlib import Path

from dasupport.casework.roles import BY_KEY
from dasupport.vault import key_file, keyring
from dasupport.vault.faults import Altered, DataMissing, Ended, KeysOld, OtherRealm, RolledBack, TooNew
from dasupport.vault.key_file import Copy, KeyFile
from dasupport.vault.keyring import Keys
from dasupport.vault.secret import Identity, Secret
from dasupport.vault.seen import farthest
from dasupport.vault.settings import Owner
from dasupport.vault.ways import least_generation
from dasupport.vault.work import Work


def authenticate(folder: Path, secret: Secret, realm: str) -> tuple[Copy, Keys, list[str]]:
    """The key file, the keys it opens to, and the copies that need mending. An empty realm takes either.

    A copy that names older data was left by a change of all keys that was cut off: it is mended, not judged.
    Raises KeyDamaged, TooNew, OtherRealm, WrongPassphrase, WrongCode, WrongKey, Ended, Altered, DataMissing.
    """
    good, bad = key_file.read(folder)
    if realm and good and all(copy.keys.realm != realm for copy in good):
        raise OtherRealm
    copy, master, broken = keyring.unwrap_any(good, secret)
    keys = keyring.derive(master, copy.keys.vault, copy.keys.data.generation)
    if any(
        _follows(each, copy, folder) and not each.sealed_by(keys.header) for each in good if each.name not in broken
    ):
        raise Ended
    left = [each.name for each in good if each.keys.data.generation < copy.keys.data.generation]
    for each in good:
        if each.name not in (*broken, *left):
            each.authenticate(keys.header)
    for newer in key_file.newer(folder):
        newer.authenticate(keys.header)  # that a newer program wrote it is believed to its seal only
        raise TooNew
    if not (folder / copy.keys.data.file).exists():
        raise DataMissing
    return copy, keys, [*bad, *broken, *left]


def _follows(later: Copy, copy: Copy, folder: Path) -> bool:
    """Whether a copy names newer data, which is there, and the data of this one is gone: the vault was given new keys,
    and its other copy was left. Where both stand, anybody could have written the name of the newer one."""
    data, own = later.keys.data, copy.keys.data
    return data.generation > own.generation and (folder / data.file).is_file() and not (folder / own.file).exists()


def guest_of(copy: Copy, secret: Secret) -> Owner | None:
    """Who comes in with a supervisor's key, named by its public half: the log says so from the first line on."""
    return Owner(keyring.opening(copy, secret)[0].holder, BY_KEY) if isinstance(secret, Identity) else None


def older(folder: Path, copy: KeyFile, keys: Keys, work: Work, *, fine: bool) -> bool:
    """Whether the data is older than its key file, or a note beside its folder, has seen it.

    Raises RolledBack unless that is fine, Altered and KeysOld.
    """
    try:
        hold_against(copy, work)
        seen = farthest(folder, copy.vault, work.settings.log_key(keys.log))
        hold_against(replace(copy, witness=seen), work)
    except RolledBack:
        if fine:
            return True
        raise
    return False


def hold_against(keys: KeyFile, work: Work) -> None:
    """Hold the data against its key file: the same vault, the same realm, and not older than was witnessed.

    A whole log that went another way than was witnessed is a copy of this vault in which somebody worked: it is
    RolledBack too, as the owner may know why. Raises Altered, KeysOld or RolledBack.
    """
    if work.settings.get("vault") != keys.vault or work.settings.get("realm") != keys.realm:
        raise Altered
    if keys.generation < least_generation(work):
        raise KeysOld
    witness = keys.witness
    older = work.log.head().seq < witness.events or work.settings.commits() < witness.commits
    other = witness.events and work.log.mac_at(witness.events) != witness.head
    if older or (other and work.log.whole()):
        raise RolledBack(witness.at, work.log.latest())
    if other:
        raise Altered
