"""A content pack: one struct for each of its files, and the pack as a whole."""

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
    """Contents of about.toml: the identity of this pack."""

    id: str
    version: str
    language: str
    title: str
    note: str


class Choices(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of choices.toml: short option lists that several pages share."""

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
    """Contents of gate.toml."""

    questions: tuple[GateQuestion, ...]
    stops: tuple[Stop, ...]
    not_now: Question
    reminders: tuple[Option, ...]
    contact_ways: tuple[Option, ...]
    message_left: tuple[Option, ...]


class IdentifyWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of identify.toml."""

    routes: tuple[Route, ...]
    signs: tuple[Sign, ...]
    forms: tuple[Form, ...]
    relations: tuple[Line, ...]
    at_risk: tuple[Line, ...]
    children: Question
    child_ages: tuple[Option, ...]
    child_exposure: tuple[Option, ...]


class AskWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of ask.toml."""

    confidentiality: Spoken
    disclosure: tuple[SayAvoid, ...]
    disclosed: Question
    excuses: tuple[Excuse, ...]


class Ladders(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of ladders.toml."""

    using: Ladder
    experiencing: Ladder


class ProfileWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of profile.toml."""

    counter: Question
    caution: str
    use: str
    pairs: tuple[Pair, ...]
    conclusions: tuple[Option, ...]
    dyn_note: str
    dyn: tuple[Pair, ...]


class MotivateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of motivate.toml."""

    invitations: tuple[Invitation, ...]
    readiness: Question
    helped: Question
    strengths: Question
    messages: tuple[Message, ...]
    support: tuple[Question, ...]
    plan: tuple[Line, ...]


class ReferWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of refer.toml."""

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
    """All texts for one language and one organisation."""

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
        """The id and version of the pack, as stored in sessions."""
        return f"{self.about.id} {self.about.version}"

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its id, except the lines of the emergency card, which no code looks up by id."""
        return {item.id: item for item in walk(self) if isinstance(item, Item)}

    @cached_property
    def services(self) -> dict[str, Service]:
        """The directory entries by their id."""
        return {service.id: service for service in self.directory}

    def sentence(self, id: str) -> Sentence:
        """Return the text of a refusal; the general text REF-FAULT if the id is unknown."""
        known = {sentence.id: sentence for sentence in self.refusals}
        return known.get(id, known["REF-FAULT"])


def walk(value: object) -> Iterator[Item | EmergencyLine]:
    """Yield every item inside a value, in the order of the pack."""
    if isinstance(value, Item | EmergencyLine):
        yield value
    if isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from walk(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from walk(part)
