"""The shape of a pack: what an item of each sort carries. A fault in a pack is a fault here, with file and place."""

from datetime import date
from typing import Literal

from msgspec import Struct

from dasupport.casework.fit import Audience


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer that may be chosen."""

    value: str
    say: str
    raises: str = ""
    """The concern (`casework.concerns.Concern`) that this answer raises."""
    hint: str = ""
    alone: bool = False
    """Whether no other answer can be true beside it, where several may be chosen."""


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything that a pack says, with where it comes from and who has looked at it."""

    id: str
    carries: tuple[str, ...] = ()
    """Ids of the inventory that this item carries, besides its own id."""
    source: str
    """Document and section, or an address with the date on which it was seen."""
    ours: bool = False
    """Whether this is the team's own content, where the source's is lost or silent."""
    reviewed_by: str = ""
    """The practitioner who signed the wording off; empty is *nobody yet*, and is shown."""
    reviewed_on: date | None = None


class GateQuestion(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of the start gate."""

    ask: str
    why: str
    options: tuple[Option, ...]


class Stop(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why asking waits, and what to do instead."""

    title: str
    say: str
    do: str


class Route(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way in which abuse comes to notice."""

    say: str
    hint: str


class Sign(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator, of use or of experience."""

    side: Literal["use", "experience"]
    group: Literal["", "physical", "emotional", "social"] = ""
    """Where a sign of experience shows; a sign of use has none."""
    say: str
    hint: str
    """What to write down: what was seen or heard."""
    raises: str = ""


class Form(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of abuse."""

    say: str
    means: str
    examples: tuple[str, ...] = ()
    raises: str = ""


class Line(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that may be marked or chosen, in one line."""

    say: str
    hint: str = ""
    raises: str = ""


class Spoken(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words to read aloud, with the answers that may come."""

    title: str
    say: tuple[str, ...]
    """Paragraphs, in the order in which they are said."""
    if_experiencing: tuple[str, ...] = ()
    """Said besides, where the person may be experiencing abuse."""
    answers: tuple[Option, ...]


class WayIn(Struct, frozen=True, forbid_unknown_fields=True):
    """An entrance of a ladder: the relationship, or a presenting problem."""

    id: str
    say: str


class Rung(Struct, frozen=True, forbid_unknown_fields=True):
    """A step of a ladder, from general to concrete."""

    number: int
    say: str


class Prompt(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question to put to the person, in words that they may read themselves."""

    rung: int = 0
    ways_in: tuple[str, ...] = ()
    """The entrances that lead to it; empty is all."""
    say: str
    why: str
    listen_for: str = ""
    answers: tuple[Option, ...] = ()
    several: bool = False
    """Whether more than one of the answers can be true at once."""
    parents_only: bool = False
    turn: bool = True
    """Whether the laptop may be turned round with it."""


class Ladder(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way of asking, from general to concrete. `id` is LADDER-USING or LADDER-EXPERIENCING."""

    title: str
    note: str
    """What the worker should know of where this wording comes from."""
    ways_in: tuple[WayIn, ...]
    rungs: tuple[Rung, ...]
    prompts: tuple[Prompt, ...]


class Invitation(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invitation to responsibility: a question that leaves the answer with the person."""

    say: str
    why: str
    answers: tuple[Option, ...] = ()
    parents_only: bool = False
    turn: bool = True


class SayAvoid(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What helps and what harms in the first moments of a disclosure."""

    side: Literal["using", "experiencing"]
    title: str
    say: tuple[str, ...]
    avoid: tuple[str, ...]


class Excuse(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An excuse that is often heard, and a calm reply."""

    heard: str
    reply: str
    raises: str = ""


class Pair(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of two columns: often seen in a person experiencing abuse, and in a person using it."""

    topic: str
    left: str
    right: str
    note: str = ""
    raises_right: str = ""
    """The concern that the right-hand answer raises."""


class Question(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with answers to choose from, to be put in words."""

    ask: str
    why: str = ""
    options: tuple[Option, ...] = ()


class Message(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plain message about abuse, in words that can be said."""

    say: str
    why: str


class Decision(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that a named person decides, with what the decision must say."""

    title: str
    when: str
    ask: str
    outcomes: tuple[Option, ...]
    law: str = ""
    contacts: tuple[str, ...] = ()
    """The ids of the directory entries to ring."""


class Refused(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A referral that is refused, with the reason, and the other names under which it goes."""

    name: str
    also: tuple[str, ...]
    why: str


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """A telephone number and when it is answered, as far as that was seen."""

    number: str
    hours: str = ""
    say: str = ""


class Service(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A directory entry."""

    name: str
    provider: str = ""
    audience: tuple[Audience, ...]
    offers: str
    plain_name: str = ""
    """What it is called on the person's sheet, where its own name would tell what the sheet is about."""
    plain_offer: str
    """What it offers, in words that may go on a sheet for the person."""
    how_to_refer: str
    what_happens: str
    """What happens after a referral: waiting, conditions."""
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
    """Where two sources disagree."""
    gap: str = ""
    """What could not be found."""
    seen_on: str
    """When the facts were seen, as far as the source shows a date."""
    sure: Literal["high", "med", "low"]
    """As in the facts."""
    checked_on: date | None = None
    check_by: date | None = None
    steady: bool = False
    """A number that everybody knows and that does not change: nobody rings it first."""


class Advice(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card of the side panel."""

    tone: Literal["calm", "care", "stop", "held"]
    title: str
    say: str


class Guide(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card of the guide."""

    topic: str
    title: str
    say: tuple[str, ...]
    places: tuple[str, ...] = ()
    """The pages on which this card comes first."""


class Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal in plain words: what happened, and what to do next; at a terminal too, where that is something else."""

    id: str
    say: str
    do: str
    say_command: str = ""
    do_command: str = ""

    @property
    def at_terminal(self) -> str:
        """The same for whoever typed a command: nothing of the window is at hand there."""
        return f"{self.say_command or self.say} {self.do_command or self.do}"


class Owing(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a record still owes."""

    id: str
    say: str


class LeftOut(Struct, frozen=True, forbid_unknown_fields=True):
    """Ids of the inventory that this pack does not carry, and why."""

    ids: tuple[str, ...]
    why: str
