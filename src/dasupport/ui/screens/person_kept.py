"""Banner on a person's page while their record is on hold or a deletion is pending.

Shown to every role that may see retention.
"""

from datetime import datetime

from dasupport.actions.people import PersonOverview
from dasupport.casework.retention import Deletion
from dasupport.casework.roles import Act
from dasupport.content.dates import format_date, to_local_date
from dasupport.ui.blocks import Block, Button, Chip, Chips, Row
from dasupport.ui.office import Office

KEEPING = "keeping"


def marked(found: PersonOverview) -> bool:
    """Return True if the record is on hold or a deletion is pending."""
    return bool(found.hold or found.deletion)


def standing(office: Office, found: PersonOverview) -> tuple[Block, ...]:
    """Return the banner with the hold, the pending deletion, and a button to the page where they are ended.

    Returns () if there is neither, or if the role may not see retention.
    """
    if not marked(found) or not office.allows(Act.SEE_RETENTION):
        return ()
    labels = office.pack.labels.keeping
    chips = []
    if found.hold:
        held = labels.held.format(day=_day(office, found.hold.at), who=found.hold.author)
        chips.append(Chip(held, "held"))
    if found.deletion:
        chips.append(Chip(_waits(office, found.deletion), "care"))
    return (Row((Chips(tuple(chips)), Button(KEEPING, labels.title)), key="kept"),)


def _waits(office: Office, deletion: Deletion) -> str:
    labels = office.pack.labels.keeping
    return labels.waits.format(day=_day(office, deletion.due)) if office.now() < deletion.due else labels.waits_no_more


def _day(office: Office, when: datetime) -> str:
    return format_date(office.pack.labels.dates, to_local_date(when, office.zone))
