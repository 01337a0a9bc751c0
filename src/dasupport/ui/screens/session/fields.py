"""Blocks for one aspect of a slot, filled with its current value."""

from collections.abc import Iterable
from datetime import date, timedelta

from dasupport.casework.attributed_text import text_error
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.content import dates
from dasupport.content.entry_text import EntryText
from dasupport.content.pack import Pack
from dasupport.content.schema import Item, Option
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Checkbox,
    Chip,
    Chips,
    Choice,
    ChoiceOption,
    DateField,
    Paragraph,
    Row,
    TextArea,
    TextField,
)
from dasupport.ui.screen.field_key import REACH_ASPECT, format_field_key
from dasupport.ui.screen.intents import DateChosen, DateTextEntered, FieldLeft, Intent, OptionChosen, Toggled, Typed
from dasupport.ui.session.editor import FieldError, SessionEditor

FieldIntent = OptionChosen | Typed | FieldLeft | Toggled | DateChosen


class FieldBuilder:
    """Builds blocks for the session in the session editor, and checks what was entered in them."""

    def __init__(self, editor: SessionEditor, pack: Pack, today: date) -> None:
        self.editor = editor
        self.pack = pack
        self.today = today
        self.opened_reach_keys: set[str] = set()
        """Block keys of the slots whose reach choice is shown."""

    def get_value(self, slot: Slot, aspect: str) -> object:
        """Return the value of one aspect of a slot."""
        answer = self.editor.get_answer(slot)
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

    def get_text(self, slot: Slot, aspect: str) -> str:
        """Return the value of one aspect of a slot as text, "" if it has none."""
        return str(self.get_value(slot, aspect) or "")

    def build_text_area(
        self, slot: Slot, label: str, hint: str = "", lines: int = 2, *, quiet: bool = False
    ) -> TextArea:
        """Return a text area for the words of a slot."""
        name = format_field_key(slot, "words")
        return TextArea(
            name,
            label,
            self._shown_text(slot, "words"),
            hint,
            lines,
            fault=self.describe_error(name),
            label_hidden=quiet,
        )

    def build_text_field(self, slot: Slot, aspect: str, label: str, hint: str = "", width: int = 0) -> TextField:
        """Return a one-line text field for one aspect of a slot."""
        name = format_field_key(slot, aspect)
        return TextField(name, label, self._shown_text(slot, aspect), hint, self.describe_error(name), width=width)

    def build_choice(
        self, slot: Slot, aspect: str, label: str, options: Iterable[Option], *, quiet: bool = False
    ) -> Choice:
        """Return a choice between the pack's options for one aspect of a slot."""
        return Choice(
            format_field_key(slot, aspect),
            label,
            build_options(options),
            self.get_text(slot, aspect),
            label_hidden=quiet,
        )

    def build_checkbox(self, slot: Slot, label: str, hint: str = "") -> Checkbox:
        """Return the checkbox of a slot."""
        return Checkbox(format_field_key(slot, "on"), label, bool(self.get_value(slot, "on")), hint)

    def build_date_field(self, slot: Slot, aspect: str, label: str) -> DateField:
        """Return a date field, with suggestions and a warning if the date is in the past."""
        value = self.get_value(slot, aspect)
        words = self.pack.labels.dates
        names = ((words.tomorrow, 1), (words.in_a_week, 7), (words.in_two_weeks, 14), (words.in_a_month, 28))
        soon = tuple((name, self.today + timedelta(days=days)) for name, days in names)
        chosen = value if isinstance(value, date) else None
        name = format_field_key(slot, aspect)
        past = format_refusal(self.pack, RefusalId.DATE_PAST) if chosen and chosen < self.today else ""
        wrong = self.editor.field_errors.get(name)
        text = wrong.text or "" if wrong else dates.format_date(words, chosen) if chosen else ""
        return DateField(name, label, chosen, text, words.hint, soon, self.describe_error(name) or past)

    def build_provenance(self, slot: Slot) -> tuple[Block, ...]:
        """Return the fields for the source of a statement, and for its reach: confidential until changed."""
        labels = self.pack.labels.provenance
        blocks: list[Block] = [
            self.build_choice(slot, "source", labels.source, self.pack.choices.sources),
            *self.build_reach(slot),
        ]
        answer = self.editor.get_answer(slot)
        if answer.reach.is_known:
            how = self.build_text_field(slot, "told", labels.how, labels.how_hint)
            blocks.append(how if answer.is_released or how.fault else how._replace(fault=labels.how_needed))
        return tuple(blocks)

    def build_reach(self, slot: Slot) -> tuple[Block, ...]:
        """Return the reach: confidential, until it is recorded how we know that the person knows."""
        labels = self.pack.labels.provenance
        known = self.get_text(slot, "known")
        opens = format_field_key(slot, REACH_ASPECT)
        if not known and opens not in self.opened_reach_keys:
            chip = Chips((Chip(labels.confidential, "held"),))
            return (Row((chip, Button(opens, labels.release, "quiet")), key=f"{opens}row"),)
        options = (ChoiceOption("", labels.confidential), *build_options(self.pack.choices.ways_known))
        return (Choice(format_field_key(slot, "known"), labels.reach, options, known),)

    def accept_intent(self, intent: Intent) -> FieldIntent | None:
        """Return the intent to save, or None if its text or date cannot be saved.

        Then the text stays on the screen, with the reason, until it is corrected.
        """
        said: FieldIntent | None = None
        wrong: RefusalId | None = None
        text = ""
        match intent:
            case DateTextEntered(key=name, text=text):
                day = dates.parse_date(self.pack.labels.dates, text, self.today)
                said = DateChosen(name, day)
                wrong = None if day or not text.strip() else RefusalId.DATE_UNREAD
            case Typed(text=text) | FieldLeft(text=text):
                said = intent
                wrong = text_error(text)
            case OptionChosen() | Toggled() | DateChosen():
                said = intent
        if not wrong:
            self.editor.field_errors.pop(intent.key, None)
            return said
        self.editor.field_errors[intent.key] = FieldError(wrong, text)
        return None

    def describe_error(self, name: str) -> str:
        """Return why the text of a block cannot be saved, and what to do; "" if it can."""
        found = self.editor.field_errors.get(name)
        return format_refusal(self.pack, found.item) if found else ""

    def _shown_text(self, slot: Slot, aspect: str) -> str:
        found = self.editor.field_errors.get(format_field_key(slot, aspect))
        return self.get_text(slot, aspect) if found is None or found.text is None else found.text

    def build_citation(self, item: Item) -> Paragraph:
        """Return the source and review state of an item, in small print."""
        return Paragraph(format_citation(self.pack, item), "source")


CONVERSATION_KINDS = frozenset({Kind.GATE, Kind.OVERRIDE, Kind.CHECK_IN, Kind.NOT_NOW, Kind.STEP})
"""Kinds about the conversation itself: nobody told these in confidence, so they carry no "confidential" chip."""


def is_listed(slot: Slot, answer: Answer) -> bool:
    """Return True if a statement is listed with all the others: the progress of a step only if it has a reason."""
    return slot.kind is not Kind.STEP or bool(answer.words)


def build_provenance_chips(slot: Slot, said: EntryText) -> tuple[Chip, ...]:
    """Return the chips for the source of a statement, and whether the person knows that it is held."""
    source = (Chip(said.source),) if said.source else ()
    if slot.kind in CONVERSATION_KINDS and not said.is_known:
        return source
    return (*source, Chip(said.reach, "plain" if said.is_known else "held"))


def format_refusal(pack: Pack, item: RefusalId) -> str:
    """Return a refusal in one line: what happened, and what to do."""
    sentence = pack.get_refusal_text(item)
    return f"{sentence.say} {sentence.do}"


def build_options(options: Iterable[Option]) -> tuple[ChoiceOption, ...]:
    """Return the pack's options as options of a choice."""
    return tuple(ChoiceOption(option.value, option.say, option.hint, option.alone) for option in options)


def format_citation(pack: Pack, item: Item) -> str:
    """Return an item's source and review state in one line."""
    labels = pack.labels.cite
    review = labels.reviewed.format(who=item.reviewed_by) if item.reviewed_by else labels.not_reviewed
    return " · ".join((item.source, *([labels.ours] if item.ours else []), review))
