"""Home's list of the worker's unfinished work: sessions, and a half-filled form for a new person."""

from dasupport.casework.jotting import DraftPage
from dasupport.casework.people import SessionRow
from dasupport.casework.roles import Act
from dasupport.casework.steps import SessionPage
from dasupport.content.dates import format_date, to_local_date
from dasupport.ui.blocks import Block, Card, Heading, Line, Lines, Note
from dasupport.ui.office import Office

RESUME, HALF = "resume:", "half"


def half_met(office: Office) -> tuple[Line, ...]:
    """Return a row if the new-person form is half filled, with none of its text; nothing if it is not."""
    labels = office.pack.labels.home
    if not office.allows(Act.ADD_PERSON) or not office.jottings.stands(DraftPage.NEW_PERSON):
        return ()
    return (Line(HALF, labels.half, labels.half_sub, action=labels.resume),)


def unfinished(office: Office, rows: tuple[SessionRow, ...]) -> tuple[Block, ...]:
    """Return the list of unfinished work, and a note if an unfinished new-person form has expired."""
    labels = office.pack.labels.home
    gone = (Note("calm", labels.half_gone, labels.half_gone_sub, key="half-gone"),) if office.dropped else ()
    lines = (*(_line(office, row) for row in rows), *half_met(office))
    if not lines:
        return gone
    return (
        *gone,
        Card((Heading(labels.unfinished, level=2), Lines(lines, labels.unfinished)), key="unfinished"),
    )


def _line(office: Office, row: SessionRow) -> Line:
    labels = office.pack.labels
    place = getattr(labels.places, row.page).short if row.page in list(SessionPage) else labels.home.not_begun
    about = labels.home.conversation.format(number=row.number, place=place)
    when = format_date(labels.dates, to_local_date(row.started_at, office.zone))
    action = labels.home.resume if office.allows(Act.WRITE) else labels.home.open
    return Line(f"{RESUME}{row.id}", row.code_name, about, when, action=action)
