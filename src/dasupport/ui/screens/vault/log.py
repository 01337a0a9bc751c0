"""The audit log of a vault: filtered by category, person, session and day; verified; exported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from dasupport.casework.audit_events import AuditCategory, AuditFilter, AuditPage, AuditRow
from dasupport.content import dates
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Choice,
    ChoiceOption,
    Columns,
    DateField,
    Heading,
    ListRow,
    ListRows,
    Note,
    Paragraph,
    Row,
    Screen,
)
from dasupport.ui.screen.intents import DateChosen, DateTextEntered, Intent, OptionChosen, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Settings
from dasupport.ui.screens.session.fields import format_refusal
from dasupport.ui.screens.vault.log_rows import build_log_row, describe_action
from dasupport.ui.session.context import SessionContext


class LogAction(StrEnum):
    """Keys of the buttons of this screen."""

    CLEAR_FILTER = "everybody"
    OLDER = "older"
    NEWEST = "newest"
    SHOW = "show-log"
    VERIFY = "prove-log"
    EXPORT = "export-log"
    BACK = "back"


class LogField(StrEnum):
    """Keys of the fields of this screen."""

    CATEGORY = "sort"


SINCE, UNTIL, PERSON_PREFIX, SESSION_PREFIX = "since", "until", "person:", "session:"
INITIAL_FOCUS = f"{LogField.CATEGORY}={AuditCategory.LOOKED}"
"""Key to focus once there are rows."""
ONE_YEAR = timedelta(days=364)
"""A day written without its year is looked for this far back."""


class LogPresenter:
    """The newest matching audit rows. Every load needs the passphrase to have been typed in the last minute."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        labels = context.pack.labels.log
        self.ask_save_path: Callable[[str], Path | None] = lambda name: context.files.ask_save_path(
            labels.save_title, labels.kind, name, "csv"
        )
        self._query = AuditFilter()
        self._dates: dict[str, date | None] = {SINCE: None, UNTIL: None}
        self._unparsed_dates: dict[str, str] = {}
        """Dates that were typed and cannot be parsed, by the key of their field."""
        self._page: AuditPage | None = None
        self._outcome: tuple[Note, ...] = ()
        self._load(self._query)

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.log
        found = (self._filter_card(), self._rows_card(), self._actions_card()) if self._page else (self._reauth_card(),)
        ways = Row((Button(LogAction.BACK, labels.back, icon="back"),), key="ways")
        blocks = (Heading(labels.title, labels.sub), *found, ways)
        return Screen(
            "log", blocks, focus=INITIAL_FOCUS if self._page else LogAction.SHOW, back=LogAction.BACK, wide=True
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case OptionChosen(key=LogField.CATEGORY, value=value):
                self._load(replace(self._query, categories=(AuditCategory(value),) if value else (), before=0))
            case DateChosen(key=key, value=value) if key in self._dates:
                self._set_date(key, value)
            case DateTextEntered(key=key, text=text) if key in self._dates:
                self._parse_date(key, text)
            case Pressed(key=key):
                self._handle_press(key)
            case _:
                pass

    def _handle_press(self, key: str) -> None:
        if key.startswith(PERSON_PREFIX):
            self._load(replace(self._query, person=key.removeprefix(PERSON_PREFIX), before=0))
        elif key.startswith(SESSION_PREFIX):
            self._load(replace(self._query, session=key.removeprefix(SESSION_PREFIX), before=0))
        elif key in (LogAction.SHOW, LogAction.NEWEST):
            self._load(replace(self._query, before=0))
        elif key == LogAction.OLDER and self._page:
            self._load(replace(self._query, before=self._page.rows[-1].seq))
        elif key == LogAction.CLEAR_FILTER:
            self._load(replace(self._query, person="", session="", before=0))
        else:
            self._handle_action(key)

    def _handle_action(self, key: str) -> None:
        trails = self.context.open_vault.audit_log
        if key == LogAction.VERIFY:
            self.context.run_job(trails.verify_chain, self._on_verified, self._on_refused)
        elif key == LogAction.EXPORT:
            self._export()
        elif key == LogAction.BACK:
            self.context.go(Settings())

    def _load(self, sought: AuditFilter) -> None:
        """Load other rows; if that is refused, the rows on the screen stay."""

        def arrived(found: AuditPage) -> None:
            self._query, self._page, self._outcome = sought, found, ()
            self.on_change()

        self.context.run_job(lambda: self.context.open_vault.audit_log.read_rows(sought), arrived, self._on_refused)

    def _on_refused(self, refusal: Refusal) -> None:
        self.context.show_refusal(refusal)
        self._dates = {SINCE: self._to_date(self._query.since), UNTIL: self._to_date(self._query.until, last=True)}
        self.on_change()

    def _export(self) -> None:
        labels = self.context.pack.labels.log
        where = self.ask_save_path(labels.file_name)
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
        sought, trails = replace(self._query, before=0), self.context.open_vault.audit_log

        def job() -> int:
            return trails.export_csv(sought, heads, where, lambda action: describe_action(self.context.pack, action))

        def saved(count: int) -> None:
            self._outcome = (Note("good", labels.exported.format(count=count), key="exported"),)
            self.on_change()

        self.context.run_job(job, saved, self._on_refused)

    def _on_verified(self, whole: bool) -> None:
        labels = self.context.pack.labels.log
        good = Note("good", labels.whole, labels.whole_sub, key="proven")
        self._outcome = (good if whole else Note("stop", labels.broken, labels.broken_sub, key="proven"),)
        self.on_change()

    def _parse_date(self, key: str, text: str) -> None:
        """Set a typed date; without a year, the last such day is meant."""
        found = dates.parse_date(self.context.pack.labels.dates, text, self.context.today - ONE_YEAR)
        if found is None and text.strip():
            self._unparsed_dates[key] = text
            return
        self._set_date(key, found)

    def _set_date(self, key: str, value: date | None) -> None:
        self._unparsed_dates.pop(key, None)
        self._dates[key] = value
        since, until = self._dates[SINCE], self._dates[UNTIL]
        self._load(
            replace(
                self._query,
                before=0,
                since=self._start_of_day(since) if since else None,
                until=self._start_of_day(until + timedelta(days=1)) if until else None,
            )
        )

    def _start_of_day(self, day: date) -> datetime:
        """Return the start of a day in the laptop's time zone, in UTC."""
        midnight = datetime.combine(day, time())
        here = midnight.replace(tzinfo=self.context.zone) if self.context.zone else midnight.astimezone()
        return here.astimezone(UTC)

    def _to_date(self, moment: datetime | None, *, last: bool = False) -> date | None:
        return dates.to_local_date(moment, self.context.zone) - timedelta(days=int(last)) if moment else None

    def _reauth_card(self) -> Block:
        labels = self.context.pack.labels.log
        note = Note("care", labels.waiting, labels.waiting_sub, key="waiting")
        return Card((note, Row((Button(LogAction.SHOW, labels.show, "primary"),))), key="waiting-card")

    def _filter_card(self) -> Block:
        labels = self.context.pack.labels.log
        sorts = tuple(ChoiceOption(sort, str(getattr(labels, sort))) for sort in AuditCategory)
        everybody = self._query.person or self._query.session
        only = (Row((Button(LogAction.CLEAR_FILTER, labels.everybody),), key="only"),) if everybody else ()
        return Card(
            (
                Heading(labels.find, level=2),
                Choice(LogField.CATEGORY, labels.sort, sorts, next(iter(self._query.categories), "")),
                Columns(
                    ((self._date_field(SINCE, labels.since),), (self._date_field(UNTIL, labels.until),)), key="days"
                ),
                *only,
            ),
            key="find",
        )

    def _date_field(self, key: str, label: str) -> DateField:
        words, value, today = self.context.pack.labels.dates, self._dates[key], self.context.today
        labels = self.context.pack.labels.log
        soon = ((labels.today, today), (labels.month_ago, today - timedelta(days=30)))
        text = self._unparsed_dates.get(key) or (dates.format_date(words, value) if value else "")
        fault = format_refusal(self.context.pack, RefusalId.DATE_UNREAD) if key in self._unparsed_dates else ""
        return DateField(key, label, value, text, words.hint, soon, fault)

    def _actions_card(self) -> Block:
        labels = self.context.pack.labels.log
        ways = Row((Button(LogAction.EXPORT, labels.export), Button(LogAction.VERIFY, labels.prove)), key="acts")
        return Card((Paragraph(labels.export_sub, "small"), *self._outcome, ways), "plain", key="all")

    def _rows_card(self) -> Block:
        labels, found = self.context.pack.labels.log, self._page or AuditPage((), 0)
        lines = tuple(self._log_row(trace) for trace in found.rows)
        ways = (
            *((Button(LogAction.NEWEST, labels.newest),) if self._query.before else ()),
            *((Button(LogAction.OLDER, labels.older),) if found.has_more else ()),
        )
        count = labels.count.format(shown=len(lines), count=found.total)
        shown: tuple[Block, ...] = (
            (Paragraph(count, "small"), ListRows(lines, labels.title)) if lines else (Paragraph(labels.none),)
        )
        return Card((*shown, *((Row(ways, key="pages"),) if ways else ())), key="lines")

    def _log_row(self, trace: AuditRow) -> ListRow:
        labels = self.context.pack.labels.log
        if trace.person and not self._query.person:
            return build_log_row(self.context, trace, key=f"{PERSON_PREFIX}{trace.person}", action=labels.only_person)
        if trace.session and self._query.person and not self._query.session:
            return build_log_row(
                self.context, trace, key=f"{SESSION_PREFIX}{trace.session}", action=labels.only_session
            )
        return build_log_row(self.context, trace)
