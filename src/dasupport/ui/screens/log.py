"""The audit log of a vault: filtered by category, person, session and day; verified; exported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from dasupport.casework.trail import AuditCategory, AuditFilter, AuditPage, AuditRow
from dasupport.content import dates
from dasupport.refusal import Refusal
from dasupport.ui.blocks import (
    Block,
    Button,
    Card,
    Choice,
    Choosable,
    Columns,
    Day,
    Heading,
    Line,
    Lines,
    Note,
    Para,
    Row,
    Screen,
)
from dasupport.ui.intents import Chose, Dated, DateWritten, Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Settings
from dasupport.ui.screens.fields import told
from dasupport.ui.screens.traces import deed, row

SORT, SINCE, UNTIL, PERSON, SESSION = "sort", "since", "until", "person:", "session:"
EVERYBODY, OLDER, NEWEST, SHOW, PROVE, EXPORT, BACK = (
    "everybody",
    "older",
    "newest",
    "show-log",
    "prove-log",
    "export-log",
    "back",
)
FIRST = f"{SORT}={AuditCategory.LOOKED}"
"""Key to focus once there are rows."""
A_YEAR = timedelta(days=364)
"""A day written without its year is looked for this far back."""


class LogPage:
    """The newest matching audit rows. Every load needs the passphrase to have been typed in the last minute."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self.ask_where: Callable[[str], Path | None] = lambda _: None
        self._sought = AuditFilter()
        self._days: dict[str, date | None] = {SINCE: None, UNTIL: None}
        self._unread: dict[str, str] = {}
        """Dates that were typed and cannot be parsed, by the key of their field."""
        self._found: AuditPage | None = None
        self._outcome: tuple[Note, ...] = ()
        self._read(self._sought)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.log
        found = (self._looked_for(), self._lines(), self._acts()) if self._found else (self._waiting(),)
        ways = Row((Button(BACK, labels.back, icon="back"),), key="ways")
        blocks = (Heading(labels.title, labels.sub), *found, ways)
        return Screen("log", blocks, focus=FIRST if self._found else SHOW, back=BACK, wide=True)

    def handle(self, intent: Intent) -> None:
        match intent:
            case Chose(key="sort", value=value):
                self._read(replace(self._sought, categories=(AuditCategory(value),) if value else (), before=0))
            case Dated(key=key, value=value) if key in self._days:
                self._on_day(key, value)
            case DateWritten(key=key, text=text) if key in self._days:
                self._written(key, text)
            case Pressed(key=key):
                self._pressed(key)
            case _:
                pass

    def _pressed(self, key: str) -> None:
        if key.startswith(PERSON):
            self._read(replace(self._sought, person=key.removeprefix(PERSON), before=0))
        elif key.startswith(SESSION):
            self._read(replace(self._sought, session=key.removeprefix(SESSION), before=0))
        elif key in (SHOW, NEWEST):
            self._read(replace(self._sought, before=0))
        elif key == OLDER and self._found:
            self._read(replace(self._sought, before=self._found.rows[-1].seq))
        elif key == EVERYBODY:
            self._read(replace(self._sought, person="", session="", before=0))
        else:
            self._do(key)

    def _do(self, key: str) -> None:
        trails = self.office.unlocked.audit_log
        if key == PROVE:
            self.office.run(trails.verify_chain, self._proven, self._refused)
        elif key == EXPORT:
            self._export()
        elif key == BACK:
            self.office.go(Settings())

    def _read(self, sought: AuditFilter) -> None:
        """Load other rows; if that is refused, the rows on the screen stay."""

        def arrived(found: AuditPage) -> None:
            self._sought, self._found, self._outcome = sought, found, ()
            self.on_change()

        self.office.run(lambda: self.office.unlocked.audit_log.read_rows(sought), arrived, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.office.tell(refusal)
        self._days = {SINCE: self._day_of(self._sought.since), UNTIL: self._day_of(self._sought.until, last=True)}
        self.on_change()

    def _export(self) -> None:
        labels = self.office.pack.labels.log
        where = self.ask_where(labels.file_name)
        if where is None:
            return
        heads = (
            labels.head_number,
            labels.head_time,
            labels.head_who,
            labels.head_what,
            labels.head_act,
            labels.head_object,
            labels.head_person,
            labels.head_session,
        )
        sought, trails = replace(self._sought, before=0), self.office.unlocked.audit_log

        def job() -> int:
            return trails.export_csv(sought, heads, where, lambda action: deed(self.office.pack, action))

        def saved(count: int) -> None:
            self._outcome = (Note("good", labels.exported.format(count=count), key="exported"),)
            self.on_change()

        self.office.run(job, saved, self._refused)

    def _proven(self, whole: bool) -> None:
        labels = self.office.pack.labels.log
        good = Note("good", labels.whole, labels.whole_sub, key="proven")
        self._outcome = (good if whole else Note("stop", labels.broken, labels.broken_sub, key="proven"),)
        self.on_change()

    def _written(self, key: str, text: str) -> None:
        """Set a typed date; without a year, the last such day is meant."""
        found = dates.parse_date(self.office.pack.labels.dates, text, self.office.today - A_YEAR)
        if found is None and text.strip():
            self._unread[key] = text
            return
        self._on_day(key, found)

    def _on_day(self, key: str, value: date | None) -> None:
        self._unread.pop(key, None)
        self._days[key] = value
        since, until = self._days[SINCE], self._days[UNTIL]
        self._read(
            replace(
                self._sought,
                before=0,
                since=self._moment(since) if since else None,
                until=self._moment(until + timedelta(days=1)) if until else None,
            )
        )

    def _moment(self, day: date) -> datetime:
        """Return the start of a day in the laptop's time zone, in UTC."""
        midnight = datetime.combine(day, time())
        here = midnight.replace(tzinfo=self.office.zone) if self.office.zone else midnight.astimezone()
        return here.astimezone(UTC)

    def _day_of(self, moment: datetime | None, *, last: bool = False) -> date | None:
        return dates.to_local_date(moment, self.office.zone) - timedelta(days=int(last)) if moment else None

    def _waiting(self) -> Block:
        labels = self.office.pack.labels.log
        note = Note("care", labels.waiting, labels.waiting_sub, key="waiting")
        return Card((note, Row((Button(SHOW, labels.show, "primary"),))), key="waiting-card")

    def _looked_for(self) -> Block:
        labels = self.office.pack.labels.log
        sorts = tuple(Choosable(sort, str(getattr(labels, sort))) for sort in AuditCategory)
        everybody = self._sought.person or self._sought.session
        only = (Row((Button(EVERYBODY, labels.everybody),), key="only"),) if everybody else ()
        return Card(
            (
                Heading(labels.find, level=2),
                Choice(SORT, labels.sort, sorts, next(iter(self._sought.categories), "")),
                Columns(((self._day(SINCE, labels.since),), (self._day(UNTIL, labels.until),)), key="days"),
                *only,
            ),
            key="find",
        )

    def _day(self, key: str, label: str) -> Day:
        words, value, today = self.office.pack.labels.dates, self._days[key], self.office.today
        labels = self.office.pack.labels.log
        soon = ((labels.today, today), (labels.month_ago, today - timedelta(days=30)))
        text = self._unread.get(key) or (dates.format_date(words, value) if value else "")
        fault = told(self.office.pack, "DATE-UNREAD") if key in self._unread else ""
        return Day(key, label, value, text, words.hint, soon, fault)

    def _acts(self) -> Block:
        labels = self.office.pack.labels.log
        ways = Row((Button(EXPORT, labels.export), Button(PROVE, labels.prove)), key="acts")
        return Card((Para(labels.export_sub, "small"), *self._outcome, ways), "plain", key="all")

    def _lines(self) -> Block:
        labels, found = self.office.pack.labels.log, self._found or AuditPage((), 0)
        lines = tuple(self._line(trace) for trace in found.rows)
        ways = (
            *((Button(NEWEST, labels.newest),) if self._sought.before else ()),
            *((Button(OLDER, labels.older),) if found.has_more else ()),
        )
        count = labels.count.format(shown=len(lines), count=found.total)
        shown: tuple[Block, ...] = (Para(count, "small"), Lines(lines, labels.title)) if lines else (Para(labels.none),)
        return Card((*shown, *((Row(ways, key="pages"),) if ways else ())), key="lines")

    def _line(self, trace: AuditRow) -> Line:
        labels = self.office.pack.labels.log
        if trace.person and not self._sought.person:
            return row(self.office, trace, key=f"{PERSON}{trace.person}", action=labels.only_person)
        if trace.session and self._sought.person and not self._sought.session:
            return row(self.office, trace, key=f"{SESSION}{trace.session}", action=labels.only_session)
        return row(self.office, trace)
