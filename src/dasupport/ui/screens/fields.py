"""Blocks for one aspect of a slot, filled with what stands there."""

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
"""The aspect under which the ways of releasing a statement are opened."""
Said = Chose | Typed | Left | Ticked | Dated
OVERLONG = "|too-long"
"""What the key of a place for text ends in when far too much was pasted there, and nothing of it was taken."""


class Fields:
    """Makes blocks for the session on the desk."""

    def __init__(self, desk: Desk, pack: Pack, today: date) -> None:
        self.desk = desk
        self.pack = pack
        self.today = today
        self.opened: set[str] = set()
        """The slots whose reach is being said."""

    def value(self, slot: Slot, aspect: str) -> object:
        """What stands in one aspect of a slot."""
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
        return str(self.value(slot, aspect) or "")

    def box(self, slot: Slot, label: str, hint: str = "", lines: int = 2, *, quiet: bool = False) -> Box:
        """A place for the words of a slot."""
        name = key(slot, "words")
        return Box(name, label, self._typed(slot, "words"), hint, lines, fault=self.fault(name), quiet=quiet)

    def field(self, slot: Slot, aspect: str, label: str, hint: str = "", width: int = 0) -> Field:
        name = key(slot, aspect)
        return Field(name, label, self._typed(slot, aspect), hint, self.fault(name), width=width)

    def choice(self, slot: Slot, aspect: str, label: str, options: Iterable[Option], *, quiet: bool = False) -> Choice:
        return Choice(key(slot, aspect), label, choosable(options), self.text(slot, aspect), quiet=quiet)

    def tick(self, slot: Slot, label: str, hint: str = "") -> Tick:
        return Tick(key(slot, "on"), label, bool(self.value(slot, "on")), hint)

    def day(self, slot: Slot, aspect: str, label: str) -> Day:
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
        """Whose knowledge it is, and whether the person knows that we hold it: confidential until said otherwise."""
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
        """Confidential, until somebody says how we know that the person knows."""
        labels = self.pack.labels.provenance
        known = self.text(slot, "known")
        opens = key(slot, REACH)
        if not known and opens not in self.opened:
            chip = Chips((Chip(labels.confidential, "held"),))
            return (Row((chip, Button(opens, labels.release, "quiet")), key=f"{opens}row"),)
        options = (Choosable("", labels.confidential), *choosable(self.pack.choices.ways_known))
        return (Choice(key(slot, "known"), labels.reach, options, known),)

    def accept(self, intent: Intent) -> Said | None:
        """What was said in a place, or None if it cannot be kept.

        Then it stays on the screen, with the reason, until it is put right.
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
        """Why what was typed in one place cannot be kept, and what to do; empty if it can."""
        found = self.desk.faults.get(name)
        return told(self.pack, found.item) if found else ""

    def _typed(self, slot: Slot, aspect: str) -> str:
        found = self.desk.faults.get(key(slot, aspect))
        return self.text(slot, aspect) if found is None or found.text is None else found.text

    def source(self, item: Item) -> Para:
        """Where an item comes from and who has looked at it, in small print."""
        return Para(cite(self.pack, item), "source")


ABOUT_THE_TALK = frozenset({Kind.GATE, Kind.OVERRIDE, Kind.CHECK_IN, Kind.NOT_NOW, Kind.STEP})
"""What the worker says of the talk itself: nobody told it in confidence, so nothing says that somebody did."""


def told_of(slot: Slot, answer: Answer) -> bool:
    """Whether a statement is shown where everything is shown: how far a step is, only where there is a reason to it."""
    return slot.kind is not Kind.STEP or bool(answer.words)


def chips_of(slot: Slot, said: EntryText) -> tuple[Chip, ...]:
    """Whose knowledge a statement is, and whether the person knows that we hold it."""
    source = (Chip(said.source),) if said.source else ()
    if slot.kind in ABOUT_THE_TALK and not said.is_known:
        return source
    return (*source, Chip(said.reach, "plain" if said.is_known else "held"))


def told(pack: Pack, item: str) -> str:
    """A refusal in one line: what happened, and what to do."""
    sentence = pack.get_refusal_text(item)
    return f"{sentence.say} {sentence.do}"


def choosable(options: Iterable[Option]) -> tuple[Choosable, ...]:
    """The pack's options as answers of a choice."""
    return tuple(Choosable(option.value, option.say, option.hint, option.alone) for option in options)


def cite(pack: Pack, item: Item) -> str:
    """An item's source and review state in one line."""
    labels = pack.labels.cite
    review = labels.reviewed.format(who=item.reviewed_by) if item.reviewed_by else labels.not_reviewed
    return " · ".join((item.source, *([labels.ours] if item.ours else []), review))
