"""Retention of one record: its period, a hold with its reason, and a deletion that is requested and waits."""

from collections.abc import Callable
from datetime import datetime

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
from dasupport.ui.blocks import (
    Block,
    Box,
    Button,
    Card,
    Chip,
    Chips,
    Choice,
    Choosable,
    Heading,
    Note,
    Para,
    Row,
    Screen,
)
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import PersonView, Records

REASON, HOLD, LIFT = "hold-reason", "hold", "lift"
WHY, ASK, TAKE_BACK, CARRY_OUT = "deletion-why", "ask-deletion", "take-back", "carry-out"
RECORDS, PERSON = "records", "person"


class KeepingPage:
    """Everything about the retention of one record, by code name."""

    def __init__(self, office: Office, person: str) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._id = person
        self._kept: RetentionFacts | None = None
        self._periods = Periods()
        self._reason = ""
        self._why = ""
        self._round = 0
        office.run(lambda: office.unlocked.retention.get_facts(person), self._arrived, office.tell)

    def screen(self) -> Screen:
        labels, kept = self.office.pack.labels.keeping, self._kept
        if kept is None:
            return Screen(f"keeping:{self._id}", ())
        return Screen(
            f"keeping:{self._id}:{self._round}",
            (
                Heading(kept.code_name, labels.title),
                self._facts(kept),
                *self._acts(kept),
                Row((Button(PERSON, labels.person, icon="back"), Button(RECORDS, labels.records)), key="ways"),
            ),
            back=PERSON,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key="hold-reason", text=text) | Left(key="hold-reason", text=text):
                self._write(text)
            case Chose(key="deletion-why", value=value):
                self._why = value
            case Pressed(key="records"):
                self.office.go(Records())
            case Pressed(key="person"):
                self.office.go(PersonView(self._id))
            case Pressed(key=key) if self._kept:
                self._act(key, self._kept)
            case _:
                pass

    def _act(self, key: str, kept: RetentionFacts) -> None:
        """Change the retention of the record: each change is refused or made as a whole."""
        retention, reason = self.office.unlocked.retention, self._reason
        hold, deletion = kept.hold, kept.deletion
        if key == HOLD:
            self._do(lambda: retention.place_hold(self._id, reason))
        elif key == LIFT and hold:
            self._do(lambda: retention.lift_hold(hold, reason))
        elif key == ASK and self._why:
            why = DeletionReason(self._why)
            self._do(lambda: retention.request_deletion(self._id, why))
        elif key == TAKE_BACK and deletion:
            self._do(lambda: retention.withdraw_deletion(deletion))
        elif key == CARRY_OUT and deletion:
            self.office.run(lambda: retention.carry_out_deletion(deletion), self._gone, self.office.tell)

    def _write(self, text: str) -> None:
        """Save the reason as a page draft: it survives a lock, and takes effect only with the button."""
        self._reason = text
        if self._kept:
            self.office.jottings.write(self._id, LIFT if self._kept.hold else HOLD, text)

    def _do(self, job: Callable[[], RetentionFacts]) -> None:
        self.office.run(job, self._changed, self.office.tell)

    def _arrived(self, found: tuple[RetentionFacts, Periods]) -> None:
        self._kept, self._periods = found
        self._reason = self._reason or self.office.jottings.text(self._id, LIFT if self._kept.hold else HOLD)
        self.on_change()

    def _changed(self, kept: RetentionFacts) -> None:
        self.office.jottings.drop(self._id, HOLD, LIFT)
        self._kept, self._reason, self._why = kept, "", ""
        self._round += 1
        self.on_change()

    def _gone(self, _: Certificate) -> None:
        """Forget everything of the deleted record that is in memory, and go to the overview."""
        self._kept = None
        self.office.forget(self._id)
        self.office.go(Records())

    def _facts(self, kept: RetentionFacts) -> Card:
        pack = self.office.pack
        labels = pack.labels.keeping
        until = compute_retention_end(kept, self._periods)
        facts = (
            (labels.sort, getattr(pack.labels.records.kinds, classify_record(kept))),
            (labels.last, self._day(kept.last_contact)),
            (labels.until, format_date(pack.labels.dates, until)),
        )
        past = is_past_period(kept, self._periods, self.office.today)
        chips = (Chips((Chip(labels.past, "care"),)),) if past else ()
        return Card((*(Para(labels.fact.format(name=name, text=text)) for name, text in facts), *chips), key="facts")

    def _acts(self, kept: RetentionFacts) -> tuple[Card, ...]:
        """Return the cards for a hold and for deletion, as far as the role is allowed to use them."""
        hold = (self._hold(kept.hold) if kept.hold else self._no_hold(),) if self.office.allows(Act.HOLD) else ()
        return (*hold, *((self._deletion(kept),) if self.office.allows(Act.REQUEST_DELETION) else ()))

    def _no_hold(self) -> Card:
        labels = self.office.pack.labels.keeping
        return Card(
            (
                Heading(labels.hold, labels.hold_sub, level=2),
                Box(REASON, labels.hold_reason, self._reason),
                Row((Button(HOLD, labels.hold_begin),)),
            ),
            key="no-hold",
        )

    def _hold(self, hold: Hold) -> Card:
        labels = self.office.pack.labels.keeping
        title = labels.held.format(day=self._day(hold.at), who=hold.author)
        return Card(
            (
                Heading(labels.hold, level=2),
                Note("held", title, hold.reason.value, key="held"),
                Box(REASON, labels.lift_reason, self._reason),
                Row((Button(LIFT, labels.lift),)),
            ),
            key="hold",
        )

    def _deletion(self, kept: RetentionFacts) -> Card:
        labels = self.office.pack.labels.keeping
        if kept.deletion:
            blocks = self._waits(kept, kept.deletion)
        elif kept.hold:
            blocks = (Para(labels.deletion_held),)
        else:
            blocks = self._ask(kept)
        sub = labels.deletion_sub.format(days=self._periods.wait_days) if not (kept.deletion or kept.hold) else ""
        return Card((Heading(labels.deletion, sub, level=2), *blocks), key="deletion")

    def _ask(self, kept: RetentionFacts) -> tuple[Block, ...]:
        labels, why = self.office.pack.labels.keeping, self.office.pack.labels.records.why
        past = is_past_period(kept, self._periods, self.office.today)
        options = tuple(
            Choosable(each, getattr(why, each))
            for each in DeletionReason
            if past or each is not DeletionReason.PAST_PERIOD
        )
        ask = Button(ASK, labels.ask, "stop", enabled=bool(self._why))
        return (Choice(WHY, labels.why, options, self._why), Row((ask,)))

    def _waits(self, kept: RetentionFacts, deletion: Deletion) -> tuple[Block, ...]:
        labels = self.office.pack.labels.keeping
        who, asked = deletion.asked_by, self._day(deletion.asked_at)
        why = getattr(self.office.pack.labels.records.why, deletion.why)
        take_back = Button(TAKE_BACK, labels.take_back, "primary")
        held = (Para(labels.deletion_held),) if kept.hold else ()
        if not may_carry_out(kept, self.office.now()):
            told = labels.waits_sub.format(who=who, asked=asked, why=why)
            return (
                Note("care", self._until(kept, deletion), told, key="waits"),
                *self._more_days(kept, deletion),
                *held,
                Row((take_back,)),
            )
        return (
            Note("stop", labels.ready, labels.ready_sub.format(who=who, asked=asked, why=why), key="ready"),
            Note("calm", labels.second, labels.second_sub, key="second"),
            Row((take_back, Button(CARRY_OUT, labels.carry_out, "stop"))),
        )

    def _until(self, kept: RetentionFacts, deletion: Deletion) -> str:
        labels, lacking = self.office.pack.labels.keeping, count_missing_days(kept)
        if not lacking or self.office.now() < deletion.due:
            return labels.waits.format(day=self._day(deletion.due))
        return labels.waits_one if lacking == 1 else labels.waits_several.format(count=lacking)

    def _more_days(self, kept: RetentionFacts, deletion: Deletion) -> tuple[Block, ...]:
        """Return why the deletion still waits although its period is over: too few days with activity."""
        if not count_missing_days(kept) or self.office.now() < deletion.due:
            return ()
        why = self.office.pack.labels.keeping.waits_why
        return (Para(why.format(days=kept.active_days + count_missing_days(kept)), "small"),)

    def _day(self, when: datetime) -> str:
        return format_date(self.office.pack.labels.dates, to_local_date(when, self.office.zone))
