"""Retention of one record: its period, a hold with its reason, and a deletion that is requested and waits."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from dasupport.casework.retention import (
    Certificate,
    Deletion,
    DeletionReason,
    Hold,
    Periods,
    RetentionFacts,
    classify_record,
    compute_retention_end,
    count_missing_days,
    is_past_period,
    may_carry_out,
)
from dasupport.casework.roles import Act
from dasupport.content.dates import format_date, to_local_date
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Chips,
    Choice,
    ChoiceOption,
    Heading,
    Note,
    Paragraph,
    Row,
    Screen,
    TextArea,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import PersonView, RetentionOverview
from dasupport.ui.session.context import SessionContext


class RecordRetentionAction(StrEnum):
    """Keys of the buttons of this screen."""

    HOLD = "hold"
    LIFT_HOLD = "lift"
    REQUEST_DELETION = "ask-deletion"
    WITHDRAW_REQUEST = "take-back"
    CARRY_OUT_DELETION = "carry-out"
    RECORDS = "records"
    PERSON = "person"


class RecordRetentionField(StrEnum):
    """Keys of the fields of this screen."""

    HOLD_REASON = "hold-reason"
    DELETION_REASON = "deletion-why"


class RecordRetentionPresenter:
    """Everything about the retention of one record, by code name."""

    def __init__(self, context: SessionContext, person: str) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._person_id = person
        self._retention: RetentionFacts | None = None
        self._periods = Periods()
        self._reason = ""
        self._deletion_reason = ""
        self._revision = 0
        context.run_job(lambda: context.open_vault.retention.get_facts(person), self._on_loaded, context.show_refusal)

    def build_screen(self) -> Screen:
        labels, kept = self.context.pack.labels.keeping, self._retention
        if kept is None:
            return Screen(f"keeping:{self._person_id}", ())
        return Screen(
            f"keeping:{self._person_id}:{self._revision}",
            (
                Heading(kept.code_name, labels.title),
                self._facts_card(kept),
                *self._action_cards(kept),
                Row(
                    (
                        Button(RecordRetentionAction.PERSON, labels.person, icon="back"),
                        Button(RecordRetentionAction.RECORDS, labels.records),
                    ),
                    key="ways",
                ),
            ),
            back=RecordRetentionAction.PERSON,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case (
                Typed(key=RecordRetentionField.HOLD_REASON, text=text)
                | FieldLeft(key=RecordRetentionField.HOLD_REASON, text=text)
            ):
                self._save_reason_draft(text)
            case OptionChosen(key=RecordRetentionField.DELETION_REASON, value=value):
                self._deletion_reason = value
            case Pressed(key=RecordRetentionAction.RECORDS):
                self.context.go(RetentionOverview())
            case Pressed(key=RecordRetentionAction.PERSON):
                self.context.go(PersonView(self._person_id))
            case Pressed(key=key) if self._retention:
                self._handle_action(key, self._retention)
            case _:
                pass

    def _handle_action(self, key: str, kept: RetentionFacts) -> None:
        """Change the retention of the record: each change is refused or made as a whole."""
        retention, reason = self.context.open_vault.retention, self._reason
        hold, deletion = kept.hold, kept.deletion
        if key == RecordRetentionAction.HOLD:
            self._run_change(lambda: retention.place_hold(self._person_id, reason))
        elif key == RecordRetentionAction.LIFT_HOLD and hold:
            self._run_change(lambda: retention.lift_hold(hold, reason))
        elif key == RecordRetentionAction.REQUEST_DELETION and self._deletion_reason:
            why = DeletionReason(self._deletion_reason)
            self._run_change(lambda: retention.request_deletion(self._person_id, why))
        elif key == RecordRetentionAction.WITHDRAW_REQUEST and deletion:
            self._run_change(lambda: retention.withdraw_deletion(deletion))
        elif key == RecordRetentionAction.CARRY_OUT_DELETION and deletion:
            self.context.run_job(
                lambda: retention.carry_out_deletion(deletion), self._on_deleted, self.context.show_refusal
            )

    def _save_reason_draft(self, text: str) -> None:
        """Save the reason as a page draft: it survives a lock, and takes effect only with the button."""
        self._reason = text
        if self._retention:
            self.context.page_drafts.save_text(
                self._person_id,
                RecordRetentionAction.LIFT_HOLD if self._retention.hold else RecordRetentionAction.HOLD,
                text,
            )

    def _run_change(self, job: Callable[[], RetentionFacts]) -> None:
        self.context.run_job(job, self._on_changed, self.context.show_refusal)

    def _on_loaded(self, found: tuple[RetentionFacts, Periods]) -> None:
        self._retention, self._periods = found
        self._reason = self._reason or self.context.page_drafts.get_text(
            self._person_id, RecordRetentionAction.LIFT_HOLD if self._retention.hold else RecordRetentionAction.HOLD
        )
        self.on_change()

    def _on_changed(self, kept: RetentionFacts) -> None:
        self.context.page_drafts.delete_texts(
            self._person_id, RecordRetentionAction.HOLD, RecordRetentionAction.LIFT_HOLD
        )
        self._retention, self._reason, self._deletion_reason = kept, "", ""
        self._revision += 1
        self.on_change()

    def _on_deleted(self, _: Certificate) -> None:
        """Forget everything of the deleted record that is in memory, and go to the overview."""
        self._retention = None
        self.context.work.forget_person(self._person_id)
        self.context.go(RetentionOverview())

    def _facts_card(self, kept: RetentionFacts) -> Card:
        pack = self.context.pack
        labels = pack.labels.keeping
        until = compute_retention_end(kept, self._periods)
        facts = (
            (labels.sort, getattr(pack.labels.records.kinds, classify_record(kept))),
            (labels.last, self._format_day(kept.last_contact)),
            (labels.until, format_date(pack.labels.dates, until)),
        )
        past = is_past_period(kept, self._periods, self.context.today)
        chips = (Chips((Chip(labels.past, "care"),)),) if past else ()
        return Card(
            (*(Paragraph(labels.fact.format(name=name, text=text)) for name, text in facts), *chips), key="facts"
        )

    def _action_cards(self, kept: RetentionFacts) -> tuple[Card, ...]:
        """Return the cards for a hold and for deletion, as far as the role is allowed to use them."""
        hold = (
            (self._hold_card(kept.hold) if kept.hold else self._new_hold_card(),)
            if self.context.is_allowed(Act.HOLD)
            else ()
        )
        return (*hold, *((self._deletion_card(kept),) if self.context.is_allowed(Act.REQUEST_DELETION) else ()))

    def _new_hold_card(self) -> Card:
        labels = self.context.pack.labels.keeping
        return Card(
            (
                Heading(labels.hold, labels.hold_sub, level=2),
                TextArea(RecordRetentionField.HOLD_REASON, labels.hold_reason, self._reason),
                Row((Button(RecordRetentionAction.HOLD, labels.hold_begin),)),
            ),
            key="no-hold",
        )

    def _hold_card(self, hold: Hold) -> Card:
        labels = self.context.pack.labels.keeping
        title = labels.held.format(day=self._format_day(hold.at), who=hold.author)
        return Card(
            (
                Heading(labels.hold, level=2),
                Note("held", title, hold.reason.value, key="held"),
                TextArea(RecordRetentionField.HOLD_REASON, labels.lift_reason, self._reason),
                Row((Button(RecordRetentionAction.LIFT_HOLD, labels.lift),)),
            ),
            key="hold",
        )

    def _deletion_card(self, kept: RetentionFacts) -> Card:
        labels = self.context.pack.labels.keeping
        if kept.deletion:
            blocks = self._pending_deletion(kept, kept.deletion)
        elif kept.hold:
            blocks = (Paragraph(labels.deletion_held),)
        else:
            blocks = self._request_form(kept)
        sub = labels.deletion_sub.format(days=self._periods.wait_days) if not (kept.deletion or kept.hold) else ""
        return Card((Heading(labels.deletion, sub, level=2), *blocks), key="deletion")

    def _request_form(self, kept: RetentionFacts) -> tuple[Block, ...]:
        labels, why = self.context.pack.labels.keeping, self.context.pack.labels.records.why
        past = is_past_period(kept, self._periods, self.context.today)
        options = tuple(
            ChoiceOption(each, getattr(why, each))
            for each in DeletionReason
            if past or each is not DeletionReason.PAST_PERIOD
        )
        ask = Button(RecordRetentionAction.REQUEST_DELETION, labels.ask, "stop", enabled=bool(self._deletion_reason))
        return (Choice(RecordRetentionField.DELETION_REASON, labels.why, options, self._deletion_reason), Row((ask,)))

    def _pending_deletion(self, kept: RetentionFacts, deletion: Deletion) -> tuple[Block, ...]:
        labels = self.context.pack.labels.keeping
        who, asked = deletion.asked_by, self._format_day(deletion.asked_at)
        why = getattr(self.context.pack.labels.records.why, deletion.why)
        take_back = Button(RecordRetentionAction.WITHDRAW_REQUEST, labels.take_back, "primary")
        held = (Paragraph(labels.deletion_held),) if kept.hold else ()
        if not may_carry_out(kept, self.context.now()):
            told = labels.waits_sub.format(who=who, asked=asked, why=why)
            return (
                Note("care", self._waiting_text(kept, deletion), told, key="waits"),
                *self._active_days_note(kept, deletion),
                *held,
                Row((take_back,)),
            )
        return (
            Note("stop", labels.ready, labels.ready_sub.format(who=who, asked=asked, why=why), key="ready"),
            Note("calm", labels.second, labels.second_sub, key="second"),
            Row((take_back, Button(RecordRetentionAction.CARRY_OUT_DELETION, labels.carry_out, "stop"))),
        )

    def _waiting_text(self, kept: RetentionFacts, deletion: Deletion) -> str:
        labels, lacking = self.context.pack.labels.keeping, count_missing_days(kept)
        if not lacking or self.context.now() < deletion.due:
            return labels.waits.format(day=self._format_day(deletion.due))
        return labels.waits_count.format(count=lacking)

    def _active_days_note(self, kept: RetentionFacts, deletion: Deletion) -> tuple[Block, ...]:
        """Return why the deletion still waits although its period is over: too few days with activity."""
        if not count_missing_days(kept) or self.context.now() < deletion.due:
            return ()
        why = self.context.pack.labels.keeping.waits_why
        return (Paragraph(why.format(days=kept.active_days + count_missing_days(kept)), "small"),)

    def _format_day(self, when: datetime) -> str:
        return format_date(self.context.pack.labels.dates, to_local_date(when, self.context.zone))
