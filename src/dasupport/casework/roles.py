"""Permissions: what a worker, a supervisor and a trainer may do with their own vault, and what needs the
passphrase again.

Data and two small functions. `actions/authorisation.py` applies them before every action.
"""

from collections.abc import Mapping
from enum import StrEnum, auto
from types import MappingProxyType

from dasupport.casework.realms import Realm


class Role(StrEnum):
    """The role of a vault's owner. One vault has one owner, and one role."""

    WORKER = auto()
    SUPERVISOR = auto()
    TRAINER = auto()


class Act(StrEnum):
    """Everything that an action does with an open vault."""

    SEE_LIST = auto()
    """Code names, and what is due: daily work."""
    VIEW = auto()
    """One person's page, one session."""
    REVEAL = auto()
    VIEW_ACCESS_HISTORY = auto()
    """The audit log about one person."""
    ADD_PERSON = auto()
    START_SESSION = auto()
    WRITE = auto()
    SAVE_PAGE_DRAFT = auto()
    """Page drafts: saved in the vault, or in a rescue file if the vault accepts no writes."""
    SEAL = auto()
    ADD_ADDENDUM = auto()
    """A dated addendum to a sealed session."""
    FACE_PERSON = auto()
    FACE_WORKER = auto()
    """Leave the view that faces the person."""
    FACE_WORKER_BY_PIN = auto()
    SET_PIN = auto()
    """The PIN of the cover: set, or removed."""
    PREVIEW = auto()
    """A sheet on the screen."""
    PRINT = auto()
    """A sheet leaves the vault."""
    EXPORT = auto()
    """Records leave the vault unencrypted."""
    READ_LOG = auto()
    """The whole audit log: every user's actions on everybody at once."""
    EXPORT_LOG = auto()
    CHECK_LOG = auto()
    """Verify that every audit row follows from the one before; no row is shown."""
    SEE_KEYS = auto()
    """The list of key slots; nothing secret."""
    ACKNOWLEDGE = auto()
    """Acknowledge that somebody opened the vault without the passphrase, or with older data."""
    TRY_RECOVERY = auto()
    """A trial of the recovery code or shares."""
    SET_FIRST_CODE = auto()
    """The recovery code right after the vault was created, when its passphrase has just been typed."""
    CHANGE_KEYS = auto()
    ROTATE = auto()
    SEE_BACKUPS = auto()
    BACK_UP = auto()
    """Create a backup in the usual folder, or verify one."""
    COPY_BACKUP_OFFSITE = auto()
    RESTORE = auto()
    SEE_RETENTION = auto()
    HOLD = auto()
    """Forbid deletion of a record until the hold is lifted."""
    LIFT_HOLD = auto()
    SET_RETENTION = auto()
    REQUEST_DELETION = auto()
    WITHDRAW_DELETION = auto()
    DELETE = auto()
    """Carry out a requested deletion after its waiting time."""


READING_ACTS = frozenset(
    {Act.SEE_LIST, Act.VIEW, Act.REVEAL, Act.VIEW_ACCESS_HISTORY, Act.PREVIEW, Act.PRINT, Act.EXPORT}
)
TALKING_ACTS = frozenset(
    {
        Act.ADD_PERSON,
        Act.START_SESSION,
        Act.WRITE,
        Act.SEAL,
        Act.ADD_ADDENDUM,
        Act.FACE_PERSON,
        Act.FACE_WORKER,
        Act.FACE_WORKER_BY_PIN,
    }
)
RETENTION_ACTS = frozenset(
    {
        Act.SEE_RETENTION,
        Act.HOLD,
        Act.LIFT_HOLD,
        Act.SET_RETENTION,
        Act.REQUEST_DELETION,
        Act.WITHDRAW_DELETION,
        Act.DELETE,
    }
)
OWNER_ACTS = frozenset(
    {
        Act.READ_LOG,
        Act.EXPORT_LOG,
        Act.CHECK_LOG,
        Act.SEE_KEYS,
        Act.ACKNOWLEDGE,
        Act.TRY_RECOVERY,
        Act.SET_FIRST_CODE,
        Act.CHANGE_KEYS,
        Act.ROTATE,
        Act.SEE_BACKUPS,
        Act.BACK_UP,
        Act.COPY_BACKUP_OFFSITE,
        Act.RESTORE,
        Act.SET_PIN,
        Act.SAVE_PAGE_DRAFT,
    }
)
"""Acts that belong to the owner of a vault: its keys, audit log, backups and page drafts."""

ACTS_OF_ROLE: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.WORKER: READING_ACTS | TALKING_ACTS | RETENTION_ACTS | OWNER_ACTS,
        Role.SUPERVISOR: READING_ACTS | RETENTION_ACTS | OWNER_ACTS,
        Role.TRAINER: OWNER_ACTS | {Act.SEE_LIST, Act.SEE_RETENTION},
    }
)
"""The acts of each role in a live vault. A supervisor reads what others wrote, and writes in nobody's
record; a trainer
has no live work.
"""

GUEST = "key"
"""The role of a guest, who opened the vault with a supervisor key: no role of a vault's owner."""
GUEST_ACTS = frozenset({Act.SEE_LIST, Act.VIEW, Act.REVEAL, Act.VIEW_ACCESS_HISTORY, Act.PREVIEW, Act.SEE_RETENTION})
"""The acts of a guest: reading only. Everything else needs a passphrase that they do not have, or changes
somebody
else's vault.
"""

READ_ONLY_ACTS = frozenset(
    {
        Act.SEE_LIST,
        Act.VIEW,
        Act.REVEAL,
        Act.VIEW_ACCESS_HISTORY,
        Act.PREVIEW,
        Act.PRINT,
        Act.READ_LOG,
        Act.EXPORT_LOG,
        Act.SEE_RETENTION,
    }
)
"""The acts left to a role in a read-only vault: reading, and exporting the audit log or a sheet."""

TRAINING_ACTS = READING_ACTS | TALKING_ACTS | RETENTION_ACTS | OWNER_ACTS
"""The acts of every role in a training vault: everybody may practise everything with made-up people."""

SENSITIVE_ACTS = frozenset(
    {
        Act.FACE_WORKER,
        Act.SET_PIN,
        Act.PRINT,
        Act.EXPORT,
        Act.READ_LOG,
        Act.EXPORT_LOG,
        Act.CHANGE_KEYS,
        Act.ROTATE,
        Act.COPY_BACKUP_OFFSITE,
        Act.RESTORE,
        Act.LIFT_HOLD,
        Act.SET_RETENTION,
        Act.REQUEST_DELETION,
        Act.DELETE,
    }
)
"""Acts that need the passphrase again: they take data off the machine, change a key slot, show everybody at
once, or
cannot be undone. What only makes things safer (a hold, a backup, withdrawing a deletion) never waits for
one.
"""

FRESH_SECONDS = 60.0
"""Number of seconds for which a confirmed passphrase stays valid."""


def allowed_acts(role: str, realm: Realm, *, reads: bool = False) -> frozenset[Act]:
    """Return the acts allowed to the owner of a vault, or to a guest. An unknown role may do nothing."""
    if role == GUEST:
        usual = GUEST_ACTS
    elif role not in list(Role):
        usual = frozenset()
    else:
        usual = TRAINING_ACTS if realm == Realm.TRAINING else ACTS_OF_ROLE[Role(role)]
    return usual & READ_ONLY_ACTS if reads else usual


def is_fresh(confirmed: float | None, now: float) -> bool:
    """Return True if a passphrase confirmed at that time is still valid now (both in seconds of the same clock).

    A clock that went back trusts nothing.
    """
    return confirmed is not None and 0 <= now - confirmed <= FRESH_SECONDS
