"""Retention overview: records past their period, on hold or pending deletion; certificates; and the periods."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.actions.retention import RetentionOverview
from dasupport.casework.page_draft import DraftPage
from dasupport.casework.retention import (
    Certificate,
    Periods,
    RetentionFacts,
    classify_record,
    compute_retention_end,
    count_missing_days,
    may_carry_out,
)
from dasupport.casework.roles import Act
from dasupport.content.dates import format_date, to_local_date
from dasupport.refusal import Refusal
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Heading,
    ListRow,
    ListRows,
    Note,
    Paragraph,
    Row,
    Screen,
    TextField,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import RecordRetention, Settings
from dasupport.ui.session.context import SessionContext


class RetentionAction(StrEnum):
    """Keys of the buttons of this screen."""

    SET_PERIODS = "set-periods"
    BACK = "back"


RECORD, PERIOD = "record:", "period:"
MAX_DIGITS, HASH_GROUP_LENGTH = 3, 8


class RetentionPresenter:
    """The page with lists by code name, the four period settings, and certificates of deletion without names."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._overview: RetentionOverview | None = None
        self._typed: dict[str, str] = {}
        self._note: Note | None = None
        context.run_job(context.open_vault.retention.load_overview, self._on_loaded, context.show_refusal)

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.records
        head = Heading(labels.title, labels.sub)
        if self._overview is None:
            return Screen("records:not-yet", ())
        found = self._overview
        past = self._record_list("past", labels.past, found.past, labels.past_sub) or (
            Card((Heading(labels.past, level=2), Paragraph(labels.past_none)), key="past"),
        )
        return Screen(
            "records",
            (
                head,
                *past,
                *self._record_list("waiting", labels.waiting, found.waiting),
                *self._record_list("held", labels.held, found.held),
                self._periods_card(),
                *self._certificates_card(),
                Note("calm", labels.elsewhere, labels.elsewhere_sub, key="elsewhere"),
                Row((Button(RetentionAction.BACK, labels.back, icon="back"),), key="ways"),
            ),
            back=RetentionAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key.startswith(PERIOD):
                self._save_period_draft(key.removeprefix(PERIOD), text.strip())
            case Pressed(key=RetentionAction.SET_PERIODS):
                self._set_periods()
            case Pressed(key=RetentionAction.BACK):
                self.context.go(Settings())
            case Pressed(key=key) if key.startswith(RECORD):
                self.context.go(RecordRetention(key.removeprefix(RECORD)))
            case _:
                pass

    def _save_period_draft(self, name: str, text: str) -> None:
        """Save a number as a page draft if it differs from the period that is set."""
        self._typed[name], self._note = text, None
        self.context.page_drafts.save_text(
            DraftPage.RECORDS, name, "" if text == str(getattr(self._current_periods, name)) else text
        )

    def _on_loaded(self, found: RetentionOverview) -> None:
        self._overview = found
        half = {
            name: self.context.page_drafts.get_text(DraftPage.RECORDS, name) for name in Periods.__dataclass_fields__
        }
        self._typed = {name: text for name, text in half.items() if text} | self._typed
        self.on_change()

    def _record_list(
        self, key: str, title: str, records: tuple[RetentionFacts, ...], sub: str = ""
    ) -> tuple[Block, ...]:
        if not records:
            return ()
        lines = tuple(self._record_row(kept) for kept in records)
        return (Card((Heading(title, sub, level=2), ListRows(lines, title)), key=key),)

    def _record_row(self, kept: RetentionFacts) -> ListRow:
        pack = self.context.pack
        labels = pack.labels.records
        until, chip = (
            labels.until.format(day=format_date(pack.labels.dates, compute_retention_end(kept, self._current_periods))),
            self._status_chip(kept),
        )
        kind = getattr(labels.kinds, classify_record(kept))
        return ListRow(f"{RECORD}{kept.person}", kept.code_name, kind, "" if chip else until, chip, labels.open)

    def _status_chip(self, kept: RetentionFacts) -> Chip | None:
        labels, words = self.context.pack.labels.records, self.context.pack.labels.dates
        if kept.hold:
            return Chip(
                labels.held_chip.format(day=format_date(words, to_local_date(kept.hold.at, self.context.zone))), "held"
            )
        if kept.deletion is None:
            return None
        if may_carry_out(kept, self.context.now()):
            return Chip(labels.ready, "care")
        lacking = count_missing_days(kept)
        if lacking and self.context.now() >= kept.deletion.due:
            return Chip(labels.days_count.format(count=lacking))
        return Chip(labels.from_day.format(day=format_date(words, to_local_date(kept.deletion.due, self.context.zone))))

    @property
    def _current_periods(self) -> Periods:
        return self._overview.periods if self._overview else Periods()

    def _periods_card(self) -> Card:
        labels = self.context.pack.labels.records
        fields = (
            self._period_field("declined_weeks", labels.declined_weeks, labels.declined_weeks_hint),
            self._period_field("record_years", labels.record_years, labels.record_years_hint),
            self._period_field("child_years", labels.child_years, labels.child_years_hint),
            self._period_field("wait_days", labels.wait_days, labels.wait_days_hint),
        )
        may = self.context.open_vault.is_allowed(Act.SET_RETENTION)
        button = (Row((Button(RetentionAction.SET_PERIODS, labels.set),), key="set-ways"),) if may else ()
        note = (self._note,) if self._note else self._not_set_note()
        return Card((Heading(labels.periods, labels.periods_sub, level=2), *fields, *note, *button), key="periods")

    def _not_set_note(self) -> tuple[Note, ...]:
        """Return a warning while typed numbers are not set, so that they do not look as if they applied."""
        labels = self.context.pack.labels.records
        half = any(self.context.page_drafts.get_text(DraftPage.RECORDS, name) for name in Periods.__dataclass_fields__)
        return (Note("care", labels.not_set, labels.not_set_sub, key="not-set"),) if half else ()

    def _period_field(self, name: str, label: str, hint: str) -> TextField:
        text = self._typed.get(name, str(getattr(self._current_periods, name)))
        return TextField(f"{PERIOD}{name}", label, text, hint, width=6)

    def _set_periods(self) -> None:
        said = {name: str(getattr(self._current_periods, name)) for name in Periods.__dataclass_fields__} | self._typed
        numbers = {
            name: int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else 0 for name, text in said.items()
        }
        periods, set_periods = Periods(**numbers), self.context.open_vault.retention.set_periods
        self.context.run_job(lambda: set_periods(periods), self._on_periods_set, self._on_refused)

    def _on_periods_set(self, _: Periods) -> None:
        self._typed = {}
        self.context.page_drafts.delete_texts(DraftPage.RECORDS, *Periods.__dataclass_fields__)
        self._note = Note("good", self.context.pack.labels.records.were_set, key="set")
        self.context.run_job(
            self.context.open_vault.retention.load_overview, self._on_loaded, self.context.show_refusal
        )

    def _on_refused(self, refusal: Refusal) -> None:
        self._note = None
        self.context.show_refusal(refusal)
        self.on_change()

    def _certificates_card(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.records
        found = self._overview.certificates if self._overview else ()
        told = tuple(self._certificate_card(made) for made in found) or (Paragraph(labels.certificates_none),)
        return (Card((Heading(labels.certificates, labels.certificates_sub, level=2), *told), key="certificates"),)

    def _certificate_card(self, made: Certificate) -> Card:
        pack, zone = self.context.pack, self.context.zone
        labels, asked = pack.labels.records, made.deletion
        kind, why = getattr(labels.kinds, made.kind), getattr(labels.why, asked.why)
        on, at = (format_date(pack.labels.dates, to_local_date(when, zone)) for when in (asked.asked_at, made.at))
        return Card(
            (
                Heading(labels.certificate.format(kind=kind, day=at), level=3),
                Paragraph(labels.asked.format(who=asked.asked_by, day=on, why=why)),
                Paragraph(labels.carried_out.format(who=made.author)),
                Paragraph(
                    labels.went.format(
                        sessions=made.sessions, entries=made.entries, drafts=made.drafts, others=made.others
                    )
                ),
                Paragraph(labels.seal.format(hash=group_hash(made.hash)), "small"),
            ),
            "inset",
            key=f"certificate:{asked.id}",
        )


def group_hash(seal: str) -> str:
    """Return a hash in groups separated by spaces: it can wrap between them and be compared by eye."""
    return " ".join(seal[at : at + HASH_GROUP_LENGTH] for at in range(0, len(seal), HASH_GROUP_LENGTH))
