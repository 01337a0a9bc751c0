"""What home says of the ways into the records: one was used, none is on paper, or it was not tried for long."""

from datetime import tzinfo

from dasupport.actions.keys import KeysState
from dasupport.content.dates import day, local
from dasupport.content.pack import Pack
from dasupport.ui.blocks import Block, Button, Note, Row

KEYS, LOG = "keys", "log"


def alarm(pack: Pack, state: KeysState, zone: tzinfo | None) -> tuple[Block, ...]:
    """That somebody came in without the passphrase, and the way to what they did; nothing if nobody did."""
    labels = pack.labels.keys
    if state.by_other is None:
        return ()
    on = day(pack.labels.dates, local(state.by_other, zone))
    said = Note("stop", labels.home_other.format(day=on), labels.home_other_sub, key="opened-by-other")
    return (said, Row((Button(LOG, pack.labels.log.open, "quiet"),), key="to-log"))


def key_notes(pack: Pack, state: KeysState) -> tuple[Note, ...]:
    """The notes, the gravest first; nothing if all is well."""
    labels = pack.labels.keys
    notes: list[Note] = []
    if state.waiting:
        notes.append(Note("care", labels.home_waiting, labels.home_waiting_sub, key="keys-waiting"))
    if state.code is None:
        notes.append(Note("care", labels.home_none, labels.home_none_sub, key="no-code"))
    elif state.drill_due:
        notes.append(Note("calm", labels.home_drill, labels.home_drill_sub, key="code-drill"))
    return tuple(notes)
