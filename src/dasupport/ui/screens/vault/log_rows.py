"""Rows of the audit log for lists: when, what was done, to whom, by whom."""

from dasupport.casework.audit_events import SHEET_PREFIX, AuditRow, get_category, shorten_key
from dasupport.content.dates import format_datetime
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Chip, ListRow
from dasupport.ui.session.context import SessionContext

CATEGORY_TONES = {"left": "care", "passed": "care"}


def describe_action(pack: Pack, action: str) -> str:
    """Return the words for an audit action; the action itself if the pack has none."""
    name = "sheet_seen" if action.startswith(SHEET_PREFIX) else action.replace(" ", "_").replace("-", "_")
    return str(getattr(pack.labels.deeds, name, action))


def _describe_subject(context: SessionContext, trace: AuditRow, *, whom: bool) -> str:
    labels = context.pack.labels.log
    if not whom:
        return labels.about_number.format(number=trace.number) if trace.number else ""
    if trace.number:
        return labels.about_session.format(name=trace.code_name, number=trace.number)
    return trace.code_name


def _describe_actor(pack: Pack, actor: str) -> str:
    """Return who did it: the owner, or a guest with the label of their supervisor key; "" if unknown."""
    key = shorten_key(actor)
    named = pack.labels.roles.key_named.format(key=key) if key else actor
    return pack.labels.log.by.format(name=named) if named else ""


def build_log_row(
    context: SessionContext, trace: AuditRow, *, key: str = "", action: str = "", whom: bool = True
) -> ListRow:
    """Return one row of the audit log; its button, if it has one, filters the log by the person or session.

    `whom` adds the code name of the person.
    """
    pack = context.pack
    labels, sort = pack.labels.log, get_category(trace.action)
    what = describe_action(pack, trace.action)
    told = (
        labels.told.format(what=what, about=about)
        if (about := trace.attempt_count or _describe_subject(context, trace, whom=whom))
        else what
    )
    chip = Chip(str(getattr(labels, sort)), CATEGORY_TONES.get(sort, "plain"))
    when = format_datetime(pack.labels.dates, trace.at, context.zone)
    return ListRow(key, when, told, _describe_actor(pack, trace.known_actor), chip, action)
