"""The copy of a session for the file: everything that its reader may see, in the order of the steps."""

from collections.abc import Iterator

from dasupport.casework.entry import Entry
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.readers import Reader
from dasupport.casework.session_record import Record, omit_rewritten, select_current
from dasupport.casework.steps import Step, get_page, get_step
from dasupport.casework.visibility import select_visible
from dasupport.content.dates import format_datetime
from dasupport.content.entry_text import describe_entry
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.sheets.model import Heading, Paragraph, Sheet, SheetPart, SmallPrint, StatementPart

READERS = {"own_team": Reader.OWN_FILE, "person_may_see": Reader.SHARED_FILE}
"""Reader of the copy by the choice on the print page; without a choice no copy is made."""
PAGE_ORDER = list(SessionPage)


def make_file_copy(record: Record, pack: Pack, who: str, watermark: str = "") -> Sheet:
    """Return the copy for the chosen reader `who`. Raises Refusal FILE-READERS if no reader was chosen.

    A reader who may not see an entry cannot tell that it exists: there is no gap, no count and no numbering.
    """
    if who not in READERS:
        raise Refusal(RefusalId.FILE_READERS)
    reader = READERS[who]
    labels = pack.labels.sheets
    shown = select_visible(record.entries, reader)
    head = (
        Paragraph(labels.aim),
        SmallPrint(
            labels.about.format(
                code=record.person.code_name,
                number=record.session.number,
                when=format_datetime(pack.labels.dates, record.session.started_at),
                author=record.session.author,
            )
        ),
        SmallPrint(labels.words_version.format(pack=record.session.pack)),
    )
    title = labels.file_title_own if reader is Reader.OWN_FILE else labels.file_title
    return Sheet(title, (*head, *_step_parts(shown, pack, reader)), labels.file_footer, watermark)


def _step_parts(shown: tuple[Entry, ...], pack: Pack, reader: Reader) -> Iterator[SheetPart]:
    now = {entry.id for entry in select_current(shown)}
    told = sorted(omit_rewritten(shown), key=lambda entry: PAGE_ORDER.index(_page_of(entry)))
    headings = [(step, getattr(pack.labels.steps, step)) for step in Step if step is not Step.CHECK]
    for step, heading in (*headings, (Step.CHECK, pack.labels.sheets.besides)):
        entries = [entry for entry in told if get_step(_page_of(entry)) is step]
        if entries:
            yield Heading(heading)
        for entry in entries:
            yield _make_statement(entry, pack, reader, replaced=entry.id not in now)


def _page_of(entry: Entry) -> SessionPage:
    """Return the page on which a statement was made.

    A copy lists statements in the order of the pages, not in the order of time.
    """
    return get_page(entry.slot, Presenting.NOT_CLEAR)


def _make_statement(entry: Entry, pack: Pack, reader: Reader, *, replaced: bool) -> StatementPart:
    told = describe_entry(pack, entry.slot, entry.answer)
    labels = pack.labels.sheets
    small = [format_datetime(pack.labels.dates, entry.at), entry.author, told.source]
    if reader is Reader.OWN_FILE:
        small.append(told.reach)
        small += [labels.replaced] if replaced else []
        small += [labels.because.format(reason=entry.reason.value)] if entry.reason else []
    return StatementPart(told.label, told.value, told.words, " · ".join(part for part in small if part))
