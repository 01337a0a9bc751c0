"""Home's notices about keys: a slot was used, no recovery code exists, or the code was not tried for a long time."""

from datetime import tzinfo
from enum import StrEnum

from dasupport.actions.key_management import KeyStatus
from dasupport.casework.audit_events import shorten_key
from dasupport.content.dates import format_datetime
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Block, Button, Note, Row


class KeysNoticeAction(StrEnum):
    """Keys of the buttons of this screen."""

    LOG = "log"
    ACKNOWLEDGE = "alarm-seen"


KEYS = "keys"


def build_alert_blocks(pack: Pack, state: KeyStatus, zone: tzinfo | None) -> tuple[Block, ...]:
    """Return the open alerts: somebody unlocked without the passphrase, or with older data."""
    labels = pack.labels.keys
    says = {
        "opened_code": labels.home_code,
        "opened_parts": labels.home_parts,
        "opened_key": labels.home_key,
        "older_accepted": labels.home_older,
        "key_mended": labels.home_mended,
        "pin_locked": labels.home_locked,
    }
    if not state.alerts:
        return ()
    told = [
        says[each.action].format(at=format_datetime(pack.labels.dates, each.at, zone), key=shorten_key(each.actor))
        for each in state.alerts
    ]
    first = tuple(Note("stop", text, key=f"alarm:{number}") for number, text in enumerate(told[:-1]))
    ways = Row(
        (
            Button(KeysNoticeAction.ACKNOWLEDGE, labels.home_seen),
            Button(KeysNoticeAction.LOG, pack.labels.log.open, "quiet"),
        ),
        key="to-log",
    )
    return (*first, Note("stop", told[-1], labels.home_alarm_sub, key="alarm"), ways)


def build_key_notes(pack: Pack, state: KeyStatus) -> tuple[Note, ...]:
    """Return the notes about keys, the most serious first; nothing if all is well."""
    labels = pack.labels.keys
    notes: list[Note] = []
    if state.has_pending_passphrase:
        notes.append(Note("care", labels.home_waiting, labels.home_waiting_sub, key="keys-waiting"))
    if state.code_slot is None and state.shares_slot is None:
        lost = labels.home_none_key if state.has_supervisor_key else labels.home_none_sub
        notes.append(Note("care", labels.home_none, lost, key="no-code"))
    elif state.is_trial_due:
        notes.append(Note("calm", labels.home_drill, labels.home_drill_sub, key="code-drill"))
    return tuple(notes)
