"""Home's list of the worker's unfinished work: sessions, and a half-filled form for a new person."""

from dasupport.casework.page_draft import DraftPage
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import SessionRow
from dasupport.casework.roles import Act
from dasupport.content.dates import format_date, to_local_date
from dasupport.ui.screen.blocks import Block, Card, Heading, ListRow, ListRows, Note
from dasupport.ui.session.context import SessionContext

RESUME_PREFIX, RESUME_NEW_PERSON = "resume:", "half"


def build_new_person_rows(context: SessionContext) -> tuple[ListRow, ...]:
    """Return a row if the new-person form is half filled, with none of its text; nothing if it is not."""
    labels = context.pack.labels.home
    if not context.is_allowed(Act.ADD_PERSON) or not context.page_drafts.has_drafts(DraftPage.NEW_PERSON):
        return ()
    return (ListRow(RESUME_NEW_PERSON, labels.half, labels.half_sub, action=labels.resume),)


def build_unfinished_blocks(context: SessionContext, rows: tuple[SessionRow, ...]) -> tuple[Block, ...]:
    """Return the list of unfinished work, and a note if an unfinished new-person form has expired."""
    labels = context.pack.labels.home
    gone = (
        (Note("calm", labels.half_gone, labels.half_gone_sub, key="half-gone"),)
        if context.work.new_person_draft_expired
        else ()
    )
    lines = (*(_session_row(context, row) for row in rows), *build_new_person_rows(context))
    if not lines:
        return gone
    return (
        *gone,
        Card((Heading(labels.unfinished, level=2), ListRows(lines, labels.unfinished)), key="unfinished"),
    )


def _session_row(context: SessionContext, row: SessionRow) -> ListRow:
    labels = context.pack.labels
    place = getattr(labels.places, row.page).short if row.page in list(SessionPage) else labels.home.not_begun
    about = labels.home.conversation.format(number=row.number, place=place)
    when = format_date(labels.dates, to_local_date(row.started_at, context.zone))
    action = labels.home.resume if context.is_allowed(Act.WRITE) else labels.home.open
    return ListRow(f"{RESUME_PREFIX}{row.id}", row.code_name, about, when, action=action)
