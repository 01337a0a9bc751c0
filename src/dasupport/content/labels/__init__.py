"""Labels: the texts of buttons, headings and notices, one struct for each screen."""

from msgspec import Struct

from dasupport.content.first_labels import First
from dasupport.content.labels.access import (
    AgainLabels,
    DeedsLabels,
    LogLabels,
    LooksLabels,
    ReadOnlyLabels,
    RolesLabels,
    WholeLabels,
)
from dasupport.content.labels.around import (
    DateWords,
    DirectoryLabels,
    FrameLabels,
    GuideLabels,
    HomeLabels,
    NewPersonLabels,
    PeopleLabels,
    PersonLabels,
    RailLabels,
    SettingsLabels,
)
from dasupport.content.labels.backups import BackupsLabels
from dasupport.content.labels.covering import CoveredLabels, LockingLabels, PinLabels, WordsLabels
from dasupport.content.labels.keys import CodeLabels, KeysLabels, NewKeysLabels, TwoPartsLabels, WaysInLabels
from dasupport.content.labels.laptop import LaptopLabels
from dasupport.content.labels.record import (
    CheckLabels,
    KindsLabels,
    PapersLabels,
    SealedLabels,
    SheetsLabels,
    TellLabels,
)
from dasupport.content.labels.restoring import RestoringLabels, SalvagingLabels
from dasupport.content.labels.retention import KeepingLabels, RecordsLabels
from dasupport.content.labels.session import (
    ChildrenLabels,
    CiteLabels,
    ConfidentialityLabels,
    ContactLabels,
    DecisionsLabels,
    DisclosureLabels,
    GateLabels,
    HarmLabels,
    InviteLabels,
    MessagesLabels,
    NoticeLabels,
    PlacesLabels,
    ProfileLabels,
    ProgressLabels,
    ProvenanceLabels,
    QuestionsLabels,
    ReadinessLabels,
    SafetyPlanLabels,
    ServicesLabels,
    ShutLabels,
    SignsLabels,
    StepsLabels,
    TurnedLabels,
    WaysLabels,
)

__all__ = ["DateWords", "First", "FrameLabels", "Labels"]


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of labels.toml: one table for each screen or group of texts."""

    frame: FrameLabels
    rail: RailLabels
    steps: StepsLabels
    progress: ProgressLabels
    ways: WaysLabels
    shut: ShutLabels
    provenance: ProvenanceLabels
    cite: CiteLabels
    dates: DateWords
    home: HomeLabels
    new_person: NewPersonLabels
    people: PeopleLabels
    person: PersonLabels
    gate: GateLabels
    places: PlacesLabels
    notice: NoticeLabels
    signs: SignsLabels
    harm: HarmLabels
    children: ChildrenLabels
    confidentiality: ConfidentialityLabels
    questions: QuestionsLabels
    disclosure: DisclosureLabels
    profile: ProfileLabels
    invite: InviteLabels
    readiness: ReadinessLabels
    messages: MessagesLabels
    safety_plan: SafetyPlanLabels
    services: ServicesLabels
    decisions: DecisionsLabels
    contact: ContactLabels
    check: CheckLabels
    sealed: SealedLabels
    papers: PapersLabels
    turned: TurnedLabels
    directory: DirectoryLabels
    guide: GuideLabels
    settings: SettingsLabels
    sheets: SheetsLabels
    tell: TellLabels
    kinds: KindsLabels
    again: AgainLabels
    looks: LooksLabels
    log: LogLabels
    deeds: DeedsLabels
    roles: RolesLabels
    covered: CoveredLabels
    pin: PinLabels
    locking: LockingLabels
    backups: BackupsLabels
    restoring: RestoringLabels
    records: RecordsLabels
    keeping: KeepingLabels
    laptop: LaptopLabels
    words: WordsLabels
    keys: KeysLabels
    code: CodeLabels
    new_keys: NewKeysLabels
    ways_in: WaysInLabels
    two_parts: TwoPartsLabels
    salvaging: SalvagingLabels
    read_only: ReadOnlyLabels
    full_disk: WholeLabels
    no_right: WholeLabels
