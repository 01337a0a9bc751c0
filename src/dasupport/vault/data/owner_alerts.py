"""Owner alerts: events that the owner must be told of until they acknowledge them.

The vault was opened without the passphrase or with older data, a copy of its key file was changed and then
repaired, or wrong attempts locked the PIN of the cover. Only the newest alert of each action is kept.
"""

from dataclasses import dataclass
from datetime import datetime

from dasupport.vault.data.audit_log import OPENING_ACTIONS
from dasupport.vault.data.transaction import Transaction

ALERTS_SETTING = "alarms"
OLDER_ACCEPTED, KEY_FILE_REPAIRED, PIN_LOCKED = "older_accepted", "key_mended", "pin_locked"
ALERTING_ACTIONS = frozenset(OPENING_ACTIONS.values()) - {OPENING_ACTIONS["passphrase"]} | {
    OLDER_ACCEPTED,
    KEY_FILE_REPAIRED,
    PIN_LOCKED,
}


@dataclass(frozen=True, slots=True)
class OwnerAlert:
    """An alert: the action, its time, the number of its audit row, and the actor in that row."""

    action: str
    at: datetime
    seq: int
    actor: str = ""


def log_and_alert(work: Transaction, action: str, object: str) -> None:
    """Append an action to the audit log, and raise an alert if the owner must be told of it."""
    work.audit_chain.append(action, object)
    if action in ALERTING_ACTIONS:
        others = tuple(alarm for alarm in list_open_alerts(work) if alarm.action != action)
        _store_alerts(
            work,
            (
                *others,
                OwnerAlert(
                    action,
                    datetime.fromisoformat(work.audit_chain.read_latest_time()),
                    work.audit_chain.read_head().seq,
                ),
            ),
        )


def list_open_alerts(work: Transaction) -> tuple[OwnerAlert, ...]:
    """Return the alerts that are not acknowledged yet, oldest first."""
    lines = [line.split() for line in work.metadata.get(ALERTS_SETTING).splitlines()]
    return tuple(
        OwnerAlert(action, datetime.fromisoformat(at), int(seq), work.audit_chain.get_actor(int(seq)))
        for action, at, seq in lines
    )


def acknowledge(work: Transaction, seq: int) -> None:
    """Acknowledge and log all alerts up to an audit row number; later ones stay open."""
    before = list_open_alerts(work)
    left = tuple(alarm for alarm in before if alarm.seq > seq)
    if left != before:
        _store_alerts(work, left)
        work.audit_chain.append("alarm_seen", str(seq))


def _store_alerts(work: Transaction, alarms: tuple[OwnerAlert, ...]) -> None:
    work.metadata.put(ALERTS_SETTING, "\n".join(f"{each.action} {each.at.isoformat()} {each.seq}" for each in alarms))
