"""What a worker, a supervisor and a trainer may do with their own vault, and what needs the passphrase once more.

Data and two small functions. `actions/warden.py` asks them before every verb.
"""

from collections.abc import Mapping
from enum import StrEnum, auto
from types import MappingProxyType


class Role(StrEnum):
    """Whose vault it is. One vault has one owner, and one role."""

    WORKER = auto()
    SUPERVISOR = auto()
    TRAINER = auto()


class Act(StrEnum):
    """Everything that any verb in `actions` does with an open vault."""

    SEE_LIST = auto()
    """Code names, and what is due: daily work."""
    VIEW = auto()
    """One person's page, one session."""
    REVEAL = auto()
    WHO_LOOKED = auto()
    """The log about one person."""
    MEET = auto()
    BEGIN = auto()
    WRITE = auto()
    JOT = auto()
    """What is half written on a page about the vault: kept, and put beside the vault where it takes nothing."""
    SEAL = auto()
    ADD_LATER = auto()
    """A dated addendum to a sealed session."""
    TURN = auto()
    TURN_BACK = auto()
    """Leave the view that is turned to the person."""
    TURN_BACK_BY_PIN = auto()
    SET_PIN = auto()
    """The PIN of Cover: set, or taken away."""
    PREVIEW = auto()
    """A sheet on the screen."""
    PRINT = auto()
    """A sheet leaves the vault."""
    EXPORT = auto()
    """Records leave the vault, readable."""
    READ_LOG = auto()
    """The whole log: who did what with everybody at once."""
    EXPORT_LOG = auto()
    CHECK_LOG = auto()
    """Whether every line follows from the one before; nothing of it is shown."""
    SEE_KEYS = auto()
    """Which ways in there are; nothing secret."""
    ACKNOWLEDGE = auto()
    """That somebody came in without the passphrase, or with older data: seen."""
    TRY_KEY = auto()
    """The drill with the recovery code."""
    FIRST_CODE = auto()
    """The recovery code right after the vault was made, when its passphrase has just been typed."""
    CHANGE_KEYS = auto()
    ROTATE = auto()
    SEE_BACKUPS = auto()
    BACK_UP = auto()
    """A backup where backups are kept, and the test of one."""
    BACK_UP_ELSEWHERE = auto()
    RESTORE = auto()
    SEE_RETENTION = auto()
    HOLD = auto()
    """Nothing may be deleted while this stands."""
    LIFT_HOLD = auto()
    SET_RETENTION = auto()
    ASK_DELETION = auto()
    TAKE_BACK_DELETION = auto()
    DELETE = auto()
    """What was asked for, after its days have passed."""


READING = frozenset({Act.SEE_LIST, Act.VIEW, Act.REVEAL, Act.WHO_LOOKED, Act.PREVIEW, Act.PRINT, Act.EXPORT})
TALKING = frozenset(
    {Act.MEET, Act.BEGIN, Act.WRITE, Act.SEAL, Act.ADD_LATER, Act.TURN, Act.TURN_BACK, Act.TURN_BACK_BY_PIN}
)
ENDING = frozenset({
    Act.SEE_RETENTION, Act.HOLD, Act.LIFT_HOLD, Act.SET_RETENTION,
    Act.ASK_DELETION, Act.TAKE_BACK_DELETION, Act.DELETE,
})  # fmt: skip
OWNING = frozenset({
    Act.READ_LOG, Act.EXPORT_LOG, Act.CHECK_LOG, Act.SEE_KEYS, Act.ACKNOWLEDGE, Act.TRY_KEY, Act.FIRST_CODE,
    Act.CHANGE_KEYS, Act.ROTATE, Act.SEE_BACKUPS, Act.BACK_UP, Act.BACK_UP_ELSEWHERE, Act.RESTORE, Act.SET_PIN,
    Act.JOT,
})  # fmt: skip
"""What belongs to whoever owns a vault: its keys, its log, its backups, what they are in the middle of writing."""

LIVE, TRAINING = "live", "training"

TABLE: Mapping[Role, frozenset[Act]] = MappingProxyType({
    Role.WORKER: READING | TALKING | ENDING | OWNING,
    Role.SUPERVISOR: READING | ENDING | OWNING,
    Role.TRAINER: OWNING | {Act.SEE_LIST, Act.SEE_RETENTION},
})  # fmt: skip
"""With live work. A supervisor reads what others wrote, and writes in nobody's record; a trainer has no live work."""

BY_KEY = "key"
"""Who came in with a supervisor's key: no role of anybody's own vault."""
BY_KEY_MAY = frozenset({Act.SEE_LIST, Act.VIEW, Act.REVEAL, Act.WHO_LOOKED, Act.PREVIEW, Act.SEE_RETENTION})
"""To read, and nothing else: what is more needs a passphrase that they do not have, or changes what is another's."""

TO_READ = frozenset({
    Act.SEE_LIST, Act.VIEW, Act.REVEAL, Act.WHO_LOOKED, Act.PREVIEW, Act.PRINT, Act.READ_LOG, Act.EXPORT_LOG,
    Act.SEE_RETENTION,
})  # fmt: skip
"""What is left of a role where a vault is open to be read only: to look, and to take the log and a sheet away."""

MADE_UP = READING | TALKING | ENDING | OWNING
"""With made-up people everybody may practise everything."""

SENSITIVE = frozenset({
    Act.TURN_BACK, Act.SET_PIN, Act.PRINT, Act.EXPORT, Act.READ_LOG, Act.EXPORT_LOG, Act.CHANGE_KEYS, Act.ROTATE,
    Act.BACK_UP_ELSEWHERE, Act.RESTORE, Act.LIFT_HOLD, Act.SET_RETENTION, Act.ASK_DELETION, Act.DELETE,
})  # fmt: skip
"""Needs the passphrase again: it leaves the machine, opens a way in, shows everybody at once, or cannot be undone.
What only makes things safer (a hold, a backup, taking a deletion back) never waits for one."""

FRESH = 60.0
"""Seconds for which a passphrase is good."""


def may(role: str, realm: str, *, reads: bool = False) -> frozenset[Act]:
    """What the owner of a vault may do, or a guest with a key. A role that is not in the table may do nothing."""
    if role == BY_KEY:
        usual = BY_KEY_MAY
    elif role not in list(Role):
        usual = frozenset()
    else:
        usual = MADE_UP if realm == TRAINING else TABLE[Role(role)]
    return usual & TO_READ if reads else usual


def fresh(confirmed: float | None, now: float) -> bool:
    """Whether a passphrase that was typed then is still good now; a clock that went back trusts nothing."""
    return confirmed is not None and 0 <= now - confirmed <= FRESH
