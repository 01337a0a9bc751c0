"""A content pack: one struct for each of its files, and the pack as a whole."""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from dasupport.content.labels import Labels, LockScreenPack
from dasupport.content.lock_screen_labels import EmergencyCardLine
from dasupport.content.schema import (
    AbuseForm,
    AdviceCard,
    ChoiceItem,
    Decision,
    DisclosureGuidance,
    Excuse,
    GateQuestion,
    GuideCard,
    Indicator,
    Invitation,
    Item,
    NoticeRoute,
    OmittedItems,
    Option,
    OutstandingText,
    PlainMessage,
    ProfilePair,
    Question,
    QuestionLadder,
    ReadAloudText,
    RefusalText,
    RefusedReferral,
    Service,
    StopText,
)
from dasupport.content.training import TourContent, TrainingContent
from dasupport.refusal_id import RefusalId


class PackInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of about.toml: the identity of this pack."""

    id: str
    version: str
    language: str
    title: str
    note: str


class SharedChoices(Struct, frozen=True, forbid_unknown_fields=True):
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


class GateContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of gate.toml."""

    questions: tuple[GateQuestion, ...]
    stops: tuple[StopText, ...]
    not_now: Question
    reminders: tuple[Option, ...]
    contact_ways: tuple[Option, ...]
    message_left: tuple[Option, ...]


class IdentifyContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of identify.toml."""

    routes: tuple[NoticeRoute, ...]
    signs: tuple[Indicator, ...]
    forms: tuple[AbuseForm, ...]
    relations: tuple[ChoiceItem, ...]
    at_risk: tuple[ChoiceItem, ...]
    children: Question
    child_ages: tuple[Option, ...]
    child_exposure: tuple[Option, ...]


class AskContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of ask.toml."""

    confidentiality: ReadAloudText
    disclosure: tuple[DisclosureGuidance, ...]
    disclosed: Question
    excuses: tuple[Excuse, ...]


class LaddersContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of ladders.toml."""

    using: QuestionLadder
    experiencing: QuestionLadder


class ProfileContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of profile.toml."""

    counter: Question
    caution: str
    use: str
    pairs: tuple[ProfilePair, ...]
    conclusions: tuple[Option, ...]
    dyn_note: str
    dyn: tuple[ProfilePair, ...]


class MotivateContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of motivate.toml."""

    invitations: tuple[Invitation, ...]
    readiness: Question
    helped: Question
    strengths: Question
    messages: tuple[PlainMessage, ...]
    support: tuple[Question, ...]
    plan: tuple[ChoiceItem, ...]


class ReferContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of refer.toml."""

    refused: tuple[RefusedReferral, ...]
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

    numbers: dict[str, str]
    """Telephone numbers that stand in several places, by the id under which a text names them."""
    about: PackInfo
    first: LockScreenPack
    labels: Labels
    choices: SharedChoices
    gate: GateContent
    identify: IdentifyContent
    ask: AskContent
    ladders: LaddersContent
    profile: ProfileContent
    motivate: MotivateContent
    refer: ReferContent
    directory: tuple[Service, ...]
    advice: tuple[AdviceCard, ...]
    guide: tuple[GuideCard, ...]
    refusals: tuple[RefusalText, ...]
    owing: tuple[OutstandingText, ...]
    training: TrainingContent
    tour: TourContent
    left_out: tuple[OmittedItems, ...]

    @property
    def name(self) -> str:
        """The id and version of the pack, as stored in sessions."""
        return f"{self.about.id} {self.about.version}"

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its id, except the lines of the emergency card, which no code looks up by id."""
        return {item.id: item for item in iter_items(self) if isinstance(item, Item)}

    @cached_property
    def services(self) -> dict[str, Service]:
        """The directory entries by their id."""
        return {service.id: service for service in self.directory}

    def get_refusal_text(self, id: RefusalId) -> RefusalText:
        """Return the text of a refusal; the general text REF-FAULT if the pack has none."""
        known = {sentence.id: sentence for sentence in self.refusals}
        return known.get(id, known[RefusalId.REF_FAULT])


def iter_items(value: object) -> Iterator[Item | EmergencyCardLine]:
    """Yield every item inside a value, in the order of the pack."""
    if isinstance(value, Item | EmergencyCardLine):
        yield value
    if isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from iter_items(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from iter_items(part)
