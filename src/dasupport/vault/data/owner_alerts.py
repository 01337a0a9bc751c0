"""What the owner of a vault has to hear of: it was opened without the passphrase, or with older data, a
key file of it was changed and put right, or wrong tries locked it. It stands in the
vault until somebody says that it was seen; of each sort, the newest."""

from dataclasses import dataclass
from datetime import datetime

from dasupport.vault.data.audit_log import OPENED
from dasupport.vault.data.transaction import Work

STANDING = "alarms"
OLDER, MENDED, LOCKED = "older_accepted", "key_mended", "pin_locked"
ALARMING = frozenset(OPENED.values()) - {OPENED["passphrase"]} | {OLDER, MENDED, LOCKED}


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was done, when, which line of the log says so, and who did it by that line."""

    action: str
    at: datetime
    seq: int
    who: str = ""


def noted(work: Work, action: str, object: str) -> None:
    """A line in the log; one that the owner has to hear of stands until it was seen."""
    work.log.add(action, object)
    if action in ALARMING:
        others = tuple(alarm for alarm in standing(work) if alarm.action != action)
        _put(work, (*others, Alarm(action, datetime.fromisoformat(work.log.latest()), work.log.head().seq)))


def standing(work: Work) -> tuple[Alarm, ...]:
    """What was not seen yet, the oldest first."""
    lines = [line.split() for line in work.settings.get(STANDING).splitlines()]
    return tuple(
        Alarm(action, datetime.fromisoformat(at), int(seq), work.log.actor_of(int(seq))) for action, at, seq in lines
    )


def seen(work: Work, seq: int) -> None:
    """Everything up to a line of the log was seen, and the log says so; what came later stands on."""
    before = standing(work)
    left = tuple(alarm for alarm in before if alarm.seq > seq)
    if left != before:
        _put(work, left)
        work.log.add("alarm_seen", str(seq))


def _put(work: Work, alarms: tuple[Alarm, ...]) -> None:
    work.settings.put(STANDING, "\n".join(f"{each.action} {each.at.isoformat()} {each.seq}" for each in alarms))
