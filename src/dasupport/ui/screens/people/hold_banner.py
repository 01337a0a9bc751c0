"""Banner on a person's page while their record is on hold or a deletion is pending.

Shown to every role that may see retention.
"""

from datetime import datetime
from enum import StrEnum

from dasupport.actions.people import PersonOverview
from dasupport.casework.retention import Deletion
from dasupport.casework.roles import Act
from dasupport.content.dates import format_date, to_local_date
from dasupport.ui.screen.blocks import Block, Button, Chip, Chips, Row
from dasupport.ui.session.context import SessionContext


class HoldBannerAction(StrEnum):
    """Keys of the buttons of this screen."""

    RECORD_RETENTION = "keeping"


def has_hold_or_deletion(found: PersonOverview) -> bool:
    """Return True if the record is on hold or a deletion is pending."""
    return bool(found.hold or found.deletion)


def build_hold_banner(context: SessionContext, found: PersonOverview) -> tuple[Block, ...]:
    """Return the banner with the hold, the pending deletion, and a button to the page where they are ended.

    Returns () if there is neither, or if the role may not see retention.
    """
    if not has_hold_or_deletion(found) or not context.is_allowed(Act.SEE_RETENTION):
        return ()
    labels = context.pack.labels.keeping
    chips = []
    if found.hold:
        held = labels.held.format(day=_format_day(context, found.hold.at), who=found.hold.author)
        chips.append(Chip(held, "held"))
    if found.deletion:
        chips.append(Chip(_deletion_text(context, found.deletion), "care"))
    return (Row((Chips(tuple(chips)), Button(HoldBannerAction.RECORD_RETENTION, labels.title)), key="kept"),)


def _deletion_text(context: SessionContext, deletion: Deletion) -> str:
    labels = context.pack.labels.keeping
    return (
        labels.waits.format(day=_format_day(context, deletion.due))
        if context.now() < deletion.due
        else labels.waits_no_more
    )


def _format_day(context: SessionContext, when: datetime) -> str:
    return format_date(context.pack.labels.dates, to_local_date(when, context.zone))
