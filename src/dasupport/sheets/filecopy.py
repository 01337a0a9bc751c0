"""The copy of a session for the file: everything that its reader may see, in the order of the steps."""

from collections.abc import Iterator

from dasupport.casework.entry import Entry
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record, as_told, standing
from dasupport.casework.steps import Place, Step, place_of, step_of
from dasupport.casework.wall import Reader, readable
from dasupport.content.dates import moment
from dasupport.content.pack import Pack
from dasupport.content.tell import tell
from dasupport.refusal import Refusal
from dasupport.sheets.sheet import Heading, Part, Sheet, Small, Statement, Text

READERS = {"own_team": Reader.OWN_FILE, "person_may_see": Reader.SHARED_FILE}
"""Reader of the copy by the choice on the print page; without a choice no copy is made."""
PAGES = list(Place)


def file_copy(record: Record, pack: Pack, who: str, watermark: str = "") -> Sheet:
    """Return the copy for the chosen reader `who`. Raises Refusal FILE-READERS if no reader was chosen.

    A reader who may not see an entry cannot tell that it exists: there is no gap, no count and no numbering.
    """
    if who not in READERS:
        raise Refusal("FILE-READERS")
    reader = READERS[who]
    labels = pack.labels.sheets
    shown = readable(record.entries, reader)
    head = (
        Text(labels.aim),
        Small(
            labels.about.format(
                code=record.person.code_name,
                number=record.session.number,
                when=moment(pack.labels.dates, record.session.started_at),
                author=record.session.author,
            )
        ),
        Small(labels.words_version.format(pack=record.session.pack)),
    )
    title = labels.file_title_own if reader is Reader.OWN_FILE else labels.file_title
    return Sheet(title, (*head, *_steps(shown, pack, reader)), labels.file_footer, watermark)


def _steps(shown: tuple[Entry, ...], pack: Pack, reader: Reader) -> Iterator[Part]:
    now = {entry.id for entry in standing(shown)}
    told = sorted(as_told(shown), key=lambda entry: PAGES.index(_page(entry)))
    headings = [(step, getattr(pack.labels.steps, step)) for step in Step if step is not Step.CHECK]
    for step, heading in (*headings, (Step.CHECK, pack.labels.sheets.besides)):
        entries = [entry for entry in told if step_of(_page(entry)) is step]
        if entries:
            yield Heading(heading)
        for entry in entries:
            yield _statement(entry, pack, reader, replaced=entry.id not in now)


def _page(entry: Entry) -> Place:
    """Return the page on which a statement was made.

    A copy lists statements in the order of the pages, not in the order of time.
    """
    return place_of(entry.slot, Presenting.NOT_CLEAR)


def _statement(entry: Entry, pack: Pack, reader: Reader, *, replaced: bool) -> Statement:
    told = tell(pack, entry.slot, entry.answer)
    labels = pack.labels.sheets
    small = [moment(pack.labels.dates, entry.at), entry.author, told.source]
    if reader is Reader.OWN_FILE:
        small.append(told.reach)
        small += [labels.replaced] if replaced else []
        small += [labels.because.format(reason=entry.reason.value)] if entry.reason else []
    return Statement(told.label, told.value, told.words, " · ".join(part for part in small if part))
