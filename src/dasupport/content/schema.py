"""Structs for the items of a content pack.

A file that does not fit them is reported with its name and the position of the fault.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from dasupport.casework.service_match import Audience


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer that can be chosen."""

    value: str
    say: str
    raises: str = ""
    """The concern (`casework.concerns.Concern`) that this answer raises."""
    hint: str = ""
    alone: bool = False
    """True if no other answer can be true together with this one, where several may be chosen."""


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything that a pack says: its id, its source and its review."""

    id: str
    carries: tuple[str, ...] = ()
    """Further inventory ids that this item covers, besides its own id."""
    source: str
    """Document and section, or an address with the date on which it was read."""
    ours: bool = False
    """True if this is the team's own content, because the source's is lost or silent."""
    reviewed_by: str = ""
    """Name of the practitioner who approved the wording; empty if nobody has yet, and that is shown."""
    reviewed_on: date | None = None


class GateQuestion(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of the start gate."""

    ask: str
    why: str
    options: tuple[Option, ...]


class StopText(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Text for a reason to wait before asking: why, and what to do instead."""

    title: str
    say: str
    do: str


class NoticeRoute(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in which abuse comes to notice."""

    say: str
    hint: str


class Indicator(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One indicator of abuse, of using it or of experiencing it."""

    side: Literal["use", "experience"]
    group: Literal["", "physical", "emotional", "social"] = ""
    """Group of a sign of experience; empty for a sign of use."""
    say: str
    hint: str
    """Hint for the worker's note: what was seen or heard."""
    raises: str = ""


class AbuseForm(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of abuse."""

    say: str
    means: str
    examples: tuple[str, ...] = ()
    raises: str = ""


class ChoiceItem(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line that can be ticked or chosen."""

    say: str
    hint: str = ""
    raises: str = ""


class ReadAloudText(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Text to read aloud, with the answers that may come."""

    title: str
    say: tuple[str, ...]
    """Paragraphs, in the order in which they are read out."""
    if_experiencing: tuple[str, ...] = ()
    """Further paragraphs, for when the person may be experiencing abuse."""
    answers: tuple[Option, ...]


class LadderEntrance(Struct, frozen=True, forbid_unknown_fields=True):
    """One entrance of a ladder: the relationship, or a presenting problem."""

    id: str
    say: str


class LadderLevel(Struct, frozen=True, forbid_unknown_fields=True):
    """One level of a ladder, from general to concrete."""

    number: int
    say: str


class Prompt(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question to put to the person, in words that they may read themselves."""

    rung: int = 0
    ways_in: tuple[str, ...] = ()
    """Ids of the entrances that lead to this prompt; empty means all."""
    say: str
    why: str
    listen_for: str = ""
    answers: tuple[Option, ...] = ()
    several: bool = False
    """True if more than one of the answers can be true at once."""
    parents_only: bool = False
    turn: bool = True
    """True if the laptop may be turned to the person with this prompt on the screen."""


class QuestionLadder(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A series of questions from general to concrete. Its `id` is LADDER-USING or LADDER-EXPERIENCING."""

    title: str
    note: str
    """Note for the worker on where this wording comes from."""
    ways_in: tuple[LadderEntrance, ...]
    rungs: tuple[LadderLevel, ...]
    prompts: tuple[Prompt, ...]


class Invitation(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invitation to responsibility: a question that leaves the answer with the person."""

    say: str
    why: str
    answers: tuple[Option, ...] = ()
    parents_only: bool = False
    turn: bool = True


class DisclosureGuidance(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Guidance for the first moments of a disclosure: what helps and what harms."""

    side: Literal["using", "experiencing"]
    title: str
    say: tuple[str, ...]
    avoid: tuple[str, ...]


class Excuse(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An excuse that is often heard, and a calm reply."""

    heard: str
    reply: str
    raises: str = ""


class ProfilePair(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of the profile with two columns.

    Left is often seen in a person experiencing abuse, right in a person using it.
    """

    topic: str
    left: str
    right: str
    note: str = ""
    raises_right: str = ""
    """Concern that the right-hand answer raises."""


class Question(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question for the worker, with answers to choose from."""

    ask: str
    why: str = ""
    options: tuple[Option, ...] = ()


class PlainMessage(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plain message about abuse, in words that can be said."""

    say: str
    why: str


class Decision(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision that a named person makes, with what has to be recorded about it."""

    title: str
    when: str
    ask: str
    outcomes: tuple[Option, ...]
    law: str = ""
    contacts: tuple[str, ...] = ()
    """Ids of the directory entries to ring."""


class RefusedReferral(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A service that must not be referred to, with the reason and the other names it goes by."""

    name: str
    also: tuple[str, ...]
    why: str


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """A telephone number with its opening hours, as far as the source gives them."""

    number: str
    hours: str = ""
    say: str = ""


class Service(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the directory of services."""

    name: str
    provider: str = ""
    audience: tuple[Audience, ...]
    offers: str
    plain_name: str = ""
    """Name on the person's sheet, if the service's own name would reveal the subject of the sheet."""
    plain_offer: str
    """Description of the offer in words that may go on the person's sheet."""
    how_to_refer: str
    what_happens: str
    """Course of events after a referral: waiting, conditions."""
    who_is_contacted: str
    phones: tuple[Phone, ...] = ()
    web: str = ""
    email: str = ""
    address: str = ""
    areas: tuple[str, ...] = ("everywhere",)
    genders: tuple[str, ...] = ()
    youngest: int = 0
    oldest: int = 200
    needs: tuple[str, ...] = ()
    cost: str = ""
    format: str = ""
    length: str = ""
    model: str = ""
    access: str = ""
    languages: str = ""
    accreditation: str = ""
    conflict: str = ""
    """Disagreement between two sources."""
    gap: str = ""
    """Facts that could not be found."""
    seen_on: str
    """Date of the facts, as far as the source shows one."""
    sure: Literal["high", "med", "low"]
    """Confidence in the facts, as the fact sheet states it."""
    checked_on: date | None = None
    check_by: date | None = None
    steady: bool = False
    """True for a number that is generally known and does not change, so that nobody has to ring it first."""


class AdviceCard(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card of the advice panel."""

    tone: Literal["calm", "care", "stop", "held"]
    title: str
    say: str


class GuideCard(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card of the guide."""

    topic: str
    title: str
    say: tuple[str, ...]
    places: tuple[str, ...] = ()
    """Pages on which this card comes first."""


class RefusalText(Struct, frozen=True, forbid_unknown_fields=True):
    """Text of a refusal: what happened and what to do next.

    `say_command` and `do_command` replace the two at a terminal, where other words are needed.
    """

    id: str
    say: str
    do: str
    say_command: str = ""
    do_command: str = ""

    @property
    def terminal_text(self) -> str:
        """The text for the command line, which must not refer to anything in the window."""
        return f"{self.say_command or self.say} {self.do_command or self.do}"


class OutstandingText(Struct, frozen=True, forbid_unknown_fields=True):
    """Text for something that is still outstanding in a record."""

    id: str
    say: str


class OmittedItems(Struct, frozen=True, forbid_unknown_fields=True):
    """Inventory ids that this pack leaves out, and why."""

    ids: tuple[str, ...]
    why: str
