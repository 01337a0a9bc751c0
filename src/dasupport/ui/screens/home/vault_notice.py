"""Home's notices about the vault itself: when it was last closed, and at the end the status of backups and keys."""

from datetime import datetime, tzinfo
from enum import StrEnum

from dasupport.actions.key_management import KeyStatus
from dasupport.casework.backup_status import BackupStatus
from dasupport.content.dates import format_date_with_weekday, format_datetime, format_time, to_local_date
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Block, Button, Note, Paragraph, Row
from dasupport.ui.screens.home.keys_notice import KEYS, build_key_notes
from dasupport.ui.screens.overlay.damaged import build_damage_blocks


class VaultNoticeAction(StrEnum):
    """Keys of the buttons of this screen."""

    BACKUPS = "backups"


def build_last_closed_note(pack: Pack, state: KeyStatus | None, zone: tzinfo | None) -> tuple[Block, ...]:
    """Return when the vault was last closed and opened, and how many attempts to unlock failed since.

    An older copy put in its place shows another day.
    """
    if state is None:
        return ()
    told = [
        *_closing_times(pack, state.last_closed_at, state.last_opened_at, zone),
        *_failed_attempts(pack, state.failed_attempts),
    ]
    return (Paragraph(" ".join(told), "small", key="closed"),) if told else ()


def _closing_times(pack: Pack, closed: datetime | None, opened: datetime | None, zone: tzinfo | None) -> list[str]:
    labels = pack.labels.home
    if closed is None:
        return []
    told = [
        labels.closed.format(
            day=format_date_with_weekday(pack.labels.dates, to_local_date(closed, zone)), time=format_time(closed, zone)
        )
    ]
    if opened is not None and to_local_date(opened, zone) != to_local_date(closed, zone):
        said = labels.opened if opened < closed else labels.not_closed
        told.append(
            said.format(
                day=format_date_with_weekday(pack.labels.dates, to_local_date(opened, zone)),
                time=format_time(opened, zone),
            )
        )
    return told


def _failed_attempts(pack: Pack, count: int) -> list[str]:
    labels = pack.labels.home
    return [labels.tries.format(count=count)] if count else []


def build_status_blocks(
    pack: Pack, shelf: BackupStatus | None, state: KeyStatus | None, now: datetime, zone: tzinfo | None
) -> tuple[Block, ...]:
    """Return what has to be done about backups and keys, and one row with the buttons to their pages."""
    backups, keys = pack.labels.backups, pack.labels.keys
    notes = (*(_backup_notes(pack, shelf, now) if shelf else ()), *(build_key_notes(pack, state) if state else ()))
    row: list[Block] = []
    if shelf is not None:
        at = format_datetime(pack.labels.dates, shelf.newest_verified, zone) if shelf.newest_verified else ""
        none = backups.home_damaged if shelf.is_damaged else backups.home_none
        row.append(Paragraph(backups.home_last.format(at=at) if at else none, "small", wrap=False))
        row.append(Button(VaultNoticeAction.BACKUPS, backups.open, "quiet"))
    if state is not None and build_key_notes(pack, state):
        row.append(Button(KEYS, keys.open, "quiet"))
    return (*notes, Row(tuple(row), key="standing")) if row else notes


def build_damage_notice(pack: Pack, shelf: BackupStatus | None) -> tuple[Block, ...]:
    """Return the warning that the records are damaged, for the top of the page; nothing if they are not."""
    return build_damage_blocks(pack) if shelf is not None and shelf.is_damaged else ()


def _backup_notes(pack: Pack, shelf: BackupStatus, now: datetime) -> tuple[Note, ...]:
    """Return the note that the last backup failed, or that a copy offsite is due."""
    labels = pack.labels.backups
    if shelf.is_damaged:
        return ()
    if shelf.last_refusal:
        return (Note("stop", labels.home_trouble, pack.get_refusal_text(shelf.last_refusal).say, key="backup-trouble"),)
    if shelf.is_copy_due(now):
        return (Note("care", labels.home_carry, labels.home_carry_sub, key="backup-carry"),)
    return ()
