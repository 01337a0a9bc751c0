"""Retention overview: records past their period, on hold or pending deletion; certificates; and the periods."""

from collections.abc import Callable

from dasupport.actions.retention import RetentionOverview
from dasupport.casework.jotting import DraftPage
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
from dasupport.ui.blocks import Block, Button, Card, Chip, Field, Heading, Line, Lines, Note, Para, Row, Screen
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Keeping, Settings

SET, BACK, RECORD, PERIOD = "set-periods", "back", "record:", "period:"
DIGITS, GROUP = 3, 8


class RecordsPage:
    """The page with lists by code name, the four period settings, and certificates of deletion without names."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._found: RetentionOverview | None = None
        self._typed: dict[str, str] = {}
        self._note: Note | None = None
        office.run(office.unlocked.retention.load_overview, self._arrived, office.tell)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.records
        head = Heading(labels.title, labels.sub)
        if self._found is None:
            return Screen("records:not-yet", ())
        found = self._found
        past = self._list("past", labels.past, found.past, labels.past_sub) or (
            Card((Heading(labels.past, level=2), Para(labels.past_none)), key="past"),
        )
        return Screen(
            "records",
            (
                head,
                *past,
                *self._list("waiting", labels.waiting, found.waiting),
                *self._list("held", labels.held, found.held),
                self._periods(),
                *self._certificates(),
                Note("calm", labels.elsewhere, labels.elsewhere_sub, key="elsewhere"),
                Row((Button(BACK, labels.back, icon="back"),), key="ways"),
            ),
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key.startswith(PERIOD):
                self._write(key.removeprefix(PERIOD), text.strip())
            case Pressed(key="set-periods"):
                self._set()
            case Pressed(key="back"):
                self.office.go(Settings())
            case Pressed(key=key) if key.startswith(RECORD):
                self.office.go(Keeping(key.removeprefix(RECORD)))
            case _:
                pass

    def _write(self, name: str, text: str) -> None:
        """Save a number as a page draft if it differs from the period that is set."""
        self._typed[name], self._note = text, None
        self.office.jottings.write(DraftPage.RECORDS, name, "" if text == str(getattr(self._now_set, name)) else text)

    def _arrived(self, found: RetentionOverview) -> None:
        self._found = found
        half = {name: self.office.jottings.text(DraftPage.RECORDS, name) for name in Periods.__dataclass_fields__}
        self._typed = {name: text for name, text in half.items() if text} | self._typed
        self.on_change()

    def _list(self, key: str, title: str, records: tuple[RetentionFacts, ...], sub: str = "") -> tuple[Block, ...]:
        if not records:
            return ()
        lines = tuple(self._line(kept) for kept in records)
        return (Card((Heading(title, sub, level=2), Lines(lines, title)), key=key),)

    def _line(self, kept: RetentionFacts) -> Line:
        pack = self.office.pack
        labels = pack.labels.records
        until, chip = (
            labels.until.format(day=format_date(pack.labels.dates, compute_retention_end(kept, self._now_set))),
            self._chip(kept),
        )
        kind = getattr(labels.kinds, classify_record(kept))
        return Line(f"{RECORD}{kept.person}", kept.code_name, kind, "" if chip else until, chip, labels.open)

    def _chip(self, kept: RetentionFacts) -> Chip | None:
        labels, words = self.office.pack.labels.records, self.office.pack.labels.dates
        if kept.hold:
            return Chip(
                labels.held_chip.format(day=format_date(words, to_local_date(kept.hold.at, self.office.zone))), "held"
            )
        if kept.deletion is None:
            return None
        if may_carry_out(kept, self.office.now()):
            return Chip(labels.ready, "care")
        lacking = count_missing_days(kept)
        if lacking and self.office.now() >= kept.deletion.due:
            return Chip(labels.days_one if lacking == 1 else labels.days_several.format(count=lacking))
        return Chip(labels.from_day.format(day=format_date(words, to_local_date(kept.deletion.due, self.office.zone))))

    @property
    def _now_set(self) -> Periods:
        return self._found.periods if self._found else Periods()

    def _periods(self) -> Card:
        labels = self.office.pack.labels.records
        fields = (
            self._field("declined_weeks", labels.declined_weeks, labels.declined_weeks_hint),
            self._field("record_years", labels.record_years, labels.record_years_hint),
            self._field("child_years", labels.child_years, labels.child_years_hint),
            self._field("wait_days", labels.wait_days, labels.wait_days_hint),
        )
        may = self.office.unlocked.is_allowed(Act.SET_RETENTION)
        button = (Row((Button(SET, labels.set),), key="set-ways"),) if may else ()
        note = (self._note,) if self._note else self._not_set()
        return Card((Heading(labels.periods, labels.periods_sub, level=2), *fields, *note, *button), key="periods")

    def _not_set(self) -> tuple[Note, ...]:
        """Return a warning while typed numbers are not set, so that they do not look as if they applied."""
        labels = self.office.pack.labels.records
        half = any(self.office.jottings.text(DraftPage.RECORDS, name) for name in Periods.__dataclass_fields__)
        return (Note("care", labels.not_set, labels.not_set_sub, key="not-set"),) if half else ()

    def _field(self, name: str, label: str, hint: str) -> Field:
        text = self._typed.get(name, str(getattr(self._now_set, name)))
        return Field(f"{PERIOD}{name}", label, text, hint, width=6)

    def _set(self) -> None:
        said = {name: str(getattr(self._now_set, name)) for name in Periods.__dataclass_fields__} | self._typed
        numbers = {name: int(text) if text.isdecimal() and len(text) <= DIGITS else 0 for name, text in said.items()}
        periods, set_periods = Periods(**numbers), self.office.unlocked.retention.set_periods
        self.office.run(lambda: set_periods(periods), self._were_set, self._refused)

    def _were_set(self, _: Periods) -> None:
        self._typed = {}
        self.office.jottings.drop(DraftPage.RECORDS, *Periods.__dataclass_fields__)
        self._note = Note("good", self.office.pack.labels.records.were_set, key="set")
        self.office.run(self.office.unlocked.retention.load_overview, self._arrived, self.office.tell)

    def _refused(self, refusal: Refusal) -> None:
        self._note = None
        self.office.tell(refusal)
        self.on_change()

    def _certificates(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.records
        found = self._found.certificates if self._found else ()
        told = tuple(self._certificate(made) for made in found) or (Para(labels.certificates_none),)
        return (Card((Heading(labels.certificates, labels.certificates_sub, level=2), *told), key="certificates"),)

    def _certificate(self, made: Certificate) -> Card:
        pack, zone = self.office.pack, self.office.zone
        labels, asked = pack.labels.records, made.deletion
        kind, why = getattr(labels.kinds, made.kind), getattr(labels.why, asked.why)
        on, at = (format_date(pack.labels.dates, to_local_date(when, zone)) for when in (asked.asked_at, made.at))
        return Card(
            (
                Heading(labels.certificate.format(kind=kind, day=at), level=3),
                Para(labels.asked.format(who=asked.asked_by, day=on, why=why)),
                Para(labels.carried_out.format(who=made.author)),
                Para(
                    labels.went.format(
                        sessions=made.sessions, entries=made.entries, drafts=made.drafts, others=made.others
                    )
                ),
                Para(labels.seal.format(hash=grouped(made.hash)), "small"),
            ),
            "inset",
            key=f"certificate:{asked.id}",
        )


def grouped(seal: str) -> str:
    """Return a hash in groups separated by spaces: it can wrap between them and be compared by eye."""
    return " ".join(seal[at : at + GROUP] for at in range(0, len(seal), GROUP))
