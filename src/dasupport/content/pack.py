"""A pack: one struct for each of its files, and the whole."""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from dasupport.content.first_labels import EmergencyLine
from dasupport.content.labels import First, Labels
from dasupport.content.schema import (
    Advice,
    Decision,
    Excuse,
    Form,
    GateQuestion,
    Guide,
    Invitation,
    Item,
    Ladder,
    LeftOut,
    Line,
    Message,
    Option,
    Owing,
    Pair,
    Question,
    Refused,
    Route,
    SayAvoid,
    Sentence,
    Service,
    Sign,
    Spoken,
    Stop,
)
from dasupport.content.training import Tour, Training


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """pack.toml: what this pack is."""

    id: str
    version: str
    language: str
    title: str
    note: str


class Choices(Struct, frozen=True, forbid_unknown_fields=True):
    """choices.toml: the short lists that several pages share."""

    presenting: tuple[Option, ...]
    areas: tuple[Option, ...]
    genders: tuple[Option, ...]
    ages: tuple[Option, ...]
    needs: tuple[Option, ...]
    audiences: tuple[Option, ...]
    sources: tuple[Option, ...]
    ways_known: tuple[Option, ...]
    outcomes: tuple[Option, ...]
    roles: tuple[Option, ...]


class GateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """gate.toml"""

    questions: tuple[GateQuestion, ...]
    stops: tuple[Stop, ...]
    not_now: Question
    reminders: tuple[Option, ...]
    contact_ways: tuple[Option, ...]
    message_left: tuple[Option, ...]


class IdentifyWords(Struct, frozen=True, forbid_unknown_fields=True):
    """identify.toml"""

    routes: tuple[Route, ...]
    signs: tuple[Sign, ...]
    forms: tuple[Form, ...]
    relations: tuple[Line, ...]
    at_risk: tuple[Line, ...]
    children: Question
    child_ages: tuple[Option, ...]
    child_exposure: tuple[Option, ...]


class AskWords(Struct, frozen=True, forbid_unknown_fields=True):
    """ask.toml"""

    confidentiality: Spoken
    disclosure: tuple[SayAvoid, ...]
    disclosed: Question
    excuses: tuple[Excuse, ...]


class Ladders(Struct, frozen=True, forbid_unknown_fields=True):
    """ladders.toml"""

    using: Ladder
    experiencing: Ladder


class ProfileWords(Struct, frozen=True, forbid_unknown_fields=True):
    """profile.toml"""

    counter: Question
    caution: str
    use: str
    pairs: tuple[Pair, ...]
    conclusions: tuple[Option, ...]
    dyn_note: str
    dyn: tuple[Pair, ...]


class MotivateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """motivate.toml"""

    invitations: tuple[Invitation, ...]
    readiness: Question
    helped: Question
    strengths: Question
    messages: tuple[Message, ...]
    support: tuple[Question, ...]
    plan: tuple[Line, ...]


class ReferWords(Struct, frozen=True, forbid_unknown_fields=True):
    """refer.toml"""

    refused: tuple[Refused, ...]
    steps: tuple[Option, ...]
    consent: Question
    high_risk: Question
    decisions: tuple[Decision, ...]
    decision_consent: tuple[Option, ...]
    closing: Question
    coordination: Question
    discussed: Question
    staff_safety: Question
    next_step: Question
    follow_ups: tuple[Option, ...]
    paper: Question
    file_readers: Question


class Pack(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All the words of one language and one organisation."""

    about: About
    first: First
    labels: Labels
    choices: Choices
    gate: GateWords
    identify: IdentifyWords
    ask: AskWords
    ladders: Ladders
    profile: ProfileWords
    motivate: MotivateWords
    refer: ReferWords
    directory: tuple[Service, ...]
    advice: tuple[Advice, ...]
    guide: tuple[Guide, ...]
    refusals: tuple[Sentence, ...]
    owing: tuple[Owing, ...]
    training: Training
    tour: Tour
    left_out: tuple[LeftOut, ...]

    @property
    def name(self) -> str:
        """Name and version, as sessions keep them."""
        return f"{self.about.id} {self.about.version}"

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its id; the lines of the emergency card are looked up by nobody."""
        return {item.id: item for item in walk(self) if isinstance(item, Item)}

    @cached_property
    def services(self) -> dict[str, Service]:
        return {service.id: service for service in self.directory}

    def sentence(self, id: str) -> Sentence:
        """The words of a refusal; an unknown one has the general words."""
        known = {sentence.id: sentence for sentence in self.refusals}
        return known.get(id, known["REF-FAULT"])


def walk(value: object) -> Iterator[Item | EmergencyLine]:
    """Every item inside a value, in the order of the pack."""
    if isinstance(value, Item | EmergencyLine):
        yield value
    if isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from walk(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from walk(part)
