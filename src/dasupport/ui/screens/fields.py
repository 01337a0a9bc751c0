"""Blocks for one aspect of a slot, filled with its current value."""

from collections.abc import Iterable
from datetime import date, timedelta

from dasupport.casework.entry import Answer, Kind, Slot
from dasupport.casework.text import text_error
from dasupport.content import dates
from dasupport.content.pack import Pack
from dasupport.content.schema import Item, Option
from dasupport.content.tell import EntryText
from dasupport.ui.blocks import Block, Box, Button, Chip, Chips, Choice, Choosable, Day, Field, Para, Row, Tick
from dasupport.ui.desk import Desk, Fault
from dasupport.ui.intents import Chose, Dated, DateWritten, Intent, Left, Ticked, Typed
from dasupport.ui.screens.keys import key

REACH = "reach"
"""Aspect in the key of the button that shows the reach choice of a slot."""
Said = Chose | Typed | Left | Ticked | Dated
OVERLONG = "|too-long"
"""Suffix of the key of a Typed intent if far too much text was pasted and none of it was taken."""


class Fields:
    """Builds blocks for the session in the session editor, and checks what was entered in them."""

    def __init__(self, desk: Desk, pack: Pack, today: date) -> None:
        self.desk = desk
        self.pack = pack
        self.today = today
        self.opened: set[str] = set()
        """Block keys of the slots whose reach choice is shown."""

    def value(self, slot: Slot, aspect: str) -> object:
        """Return the value of one aspect of a slot."""
        answer = self.desk.answer(slot)
        match aspect:
            case "words":
                return answer.words.value
            case "source":
                return answer.source or ""
            case "known":
                return answer.reach.how_we_know
            case "told":
                return answer.reach.told.value
        return getattr(answer.detail, aspect)

    def text(self, slot: Slot, aspect: str) -> str:
        """Return the value of one aspect of a slot as text, "" if it has none."""
        return str(self.value(slot, aspect) or "")

    def box(self, slot: Slot, label: str, hint: str = "", lines: int = 2, *, quiet: bool = False) -> Box:
        """Return a text area for the words of a slot."""
        name = key(slot, "words")
        return Box(name, label, self._typed(slot, "words"), hint, lines, fault=self.fault(name), quiet=quiet)

    def field(self, slot: Slot, aspect: str, label: str, hint: str = "", width: int = 0) -> Field:
        """Return a one-line text field for one aspect of a slot."""
        name = key(slot, aspect)
        return Field(name, label, self._typed(slot, aspect), hint, self.fault(name), width=width)

    def choice(self, slot: Slot, aspect: str, label: str, options: Iterable[Option], *, quiet: bool = False) -> Choice:
        """Return a choice between the pack's options for one aspect of a slot."""
        return Choice(key(slot, aspect), label, choosable(options), self.text(slot, aspect), quiet=quiet)

    def tick(self, slot: Slot, label: str, hint: str = "") -> Tick:
        """Return the checkbox of a slot."""
        return Tick(key(slot, "on"), label, bool(self.value(slot, "on")), hint)

    def day(self, slot: Slot, aspect: str, label: str) -> Day:
        """Return a date field, with suggestions and a warning if the date is in the past."""
        value = self.value(slot, aspect)
        words = self.pack.labels.dates
        names = ((words.tomorrow, 1), (words.in_a_week, 7), (words.in_two_weeks, 14), (words.in_a_month, 28))
        soon = tuple((name, self.today + timedelta(days=days)) for name, days in names)
        chosen = value if isinstance(value, date) else None
        name = key(slot, aspect)
        past = told(self.pack, "DATE-PAST") if chosen and chosen < self.today else ""
        wrong = self.desk.faults.get(name)
        text = wrong.text or "" if wrong else dates.format_date(words, chosen) if chosen else ""
        return Day(name, label, chosen, text, words.hint, soon, self.fault(name) or past)

    def provenance(self, slot: Slot) -> tuple[Block, ...]:
        """Return the fields for the source of a statement, and for its reach: confidential until changed."""
        labels = self.pack.labels.provenance
        blocks: list[Block] = [
            self.choice(slot, "source", labels.source, self.pack.choices.sources),
            *self.reach(slot),
        ]
        answer = self.desk.answer(slot)
        if answer.reach.is_known:
            how = self.field(slot, "told", labels.how, labels.how_hint)
            blocks.append(how if answer.is_released or how.fault else how._replace(fault=labels.how_needed))
        return tuple(blocks)

    def reach(self, slot: Slot) -> tuple[Block, ...]:
        """Return the reach: confidential, until it is recorded how we know that the person knows."""
        labels = self.pack.labels.provenance
        known = self.text(slot, "known")
        opens = key(slot, REACH)
        if not known and opens not in self.opened:
            chip = Chips((Chip(labels.confidential, "held"),))
            return (Row((chip, Button(opens, labels.release, "quiet")), key=f"{opens}row"),)
        options = (Choosable("", labels.confidential), *choosable(self.pack.choices.ways_known))
        return (Choice(key(slot, "known"), labels.reach, options, known),)

    def accept(self, intent: Intent) -> Said | None:
        """Return the intent to save, or None if its text or date cannot be saved.

        Then the text stays on the screen, with the reason, until it is corrected.
        """
        said: Said | None = None
        wrong, text = "", ""
        match intent:
            case DateWritten(key=name, text=text):
                day = dates.parse_date(self.pack.labels.dates, text, self.today)
                said = Dated(name, day)
                wrong = "" if day or not text.strip() else "DATE-UNREAD"
            case Typed(text=text) | Left(text=text):
                said = intent
                wrong = text_error(text) or ""
            case Chose() | Ticked() | Dated():
                said = intent
        if not wrong:
            self.desk.faults.pop(intent.key, None)
            return said
        self.desk.faults[intent.key] = Fault(wrong, text)
        return None

    def fault(self, name: str) -> str:
        """Return why the text of a block cannot be saved, and what to do; "" if it can."""
        found = self.desk.faults.get(name)
        return told(self.pack, found.item) if found else ""

    def _typed(self, slot: Slot, aspect: str) -> str:
        found = self.desk.faults.get(key(slot, aspect))
        return self.text(slot, aspect) if found is None or found.text is None else found.text

    def source(self, item: Item) -> Para:
        """Return the source and review state of an item, in small print."""
        return Para(cite(self.pack, item), "source")


ABOUT_THE_TALK = frozenset({Kind.GATE, Kind.OVERRIDE, Kind.CHECK_IN, Kind.NOT_NOW, Kind.STEP})
"""Kinds about the conversation itself: nobody told these in confidence, so they carry no "confidential" chip."""


def told_of(slot: Slot, answer: Answer) -> bool:
    """Return True if a statement is listed with all the others: the progress of a step only if it has a reason."""
    return slot.kind is not Kind.STEP or bool(answer.words)


def chips_of(slot: Slot, said: EntryText) -> tuple[Chip, ...]:
    """Return the chips for the source of a statement, and whether the person knows that it is held."""
    source = (Chip(said.source),) if said.source else ()
    if slot.kind in ABOUT_THE_TALK and not said.is_known:
        return source
    return (*source, Chip(said.reach, "plain" if said.is_known else "held"))


def told(pack: Pack, item: str) -> str:
    """Return a refusal in one line: what happened, and what to do."""
    sentence = pack.get_refusal_text(item)
    return f"{sentence.say} {sentence.do}"


def choosable(options: Iterable[Option]) -> tuple[Choosable, ...]:
    """Return the pack's options as options of a choice."""
    return tuple(Choosable(option.value, option.say, option.hint, option.alone) for option in options)


def cite(pack: Pack, item: Item) -> str:
    """Return an item's source and review state in one line."""
    labels = pack.labels.cite
    review = labels.reviewed.format(who=item.reviewed_by) if item.reviewed_by else labels.not_reviewed
    return " · ".join((item.source, *([labels.ours] if item.ours else []), review))
