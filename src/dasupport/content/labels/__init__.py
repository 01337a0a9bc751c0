"""Labels: the texts of buttons, headings and notices, one struct for each screen."""

from msgspec import Struct

from dasupport.content.labels.access import (
    AccessHistoryLabels,
    AlteredReadOnlyLabels,
    AuditEventLabels,
    AuditLogLabels,
    IntactReadOnlyLabels,
    ReauthLabels,
    RoleLabels,
)
from dasupport.content.labels.backups import BackupsLabels
from dasupport.content.labels.chrome import (
    ChromeLabels,
    DateLabels,
    DirectoryLabels,
    GuideLabels,
    HomeLabels,
    NavRailLabels,
    NewPersonLabels,
    PeopleLabels,
    PersonLabels,
    SettingsLabels,
)
from dasupport.content.labels.cover import CoverWithPinLabels, LockingLabels, PinLabels, RescueFileLabels
from dasupport.content.labels.device import DeviceLabels
from dasupport.content.labels.keys import (
    CannotUnlockLabels,
    KeysLabels,
    RecoveryCodeLabels,
    RecoverySharesLabels,
    RotateKeysLabels,
)
from dasupport.content.labels.recovery import RestoreLabels, SalvageLabels
from dasupport.content.labels.retention import RecordRetentionLabels, RetentionLabels
from dasupport.content.labels.sealing import (
    CheckLabels,
    EntryKindLabels,
    EntryTextLabels,
    PrintLabels,
    SealedLabels,
    SheetsLabels,
)
from dasupport.content.labels.session import (
    ChildrenLabels,
    CitationLabels,
    ConfidentialityLabels,
    ContactLabels,
    DecisionsLabels,
    DisclosureLabels,
    GateBlockedLabels,
    GateLabels,
    HarmLabels,
    HowNoticedLabels,
    InvitationLabels,
    MessagesLabels,
    ProfileLabels,
    ProgressLabels,
    ProvenanceLabels,
    QuestionsLabels,
    ReadinessLabels,
    SafetyPlanLabels,
    ServicesLabels,
    SessionNavigationLabels,
    SessionPagesLabels,
    SignsLabels,
    StepsLabels,
    TurnedLabels,
)
from dasupport.content.lock_screen_labels import LockScreenPack

__all__ = ["ChromeLabels", "DateLabels", "Labels", "LockScreenPack"]


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of labels.toml: one table for each screen or group of texts."""

    frame: ChromeLabels
    rail: NavRailLabels
    steps: StepsLabels
    progress: ProgressLabels
    ways: SessionNavigationLabels
    shut: GateBlockedLabels
    provenance: ProvenanceLabels
    cite: CitationLabels
    dates: DateLabels
    home: HomeLabels
    new_person: NewPersonLabels
    people: PeopleLabels
    person: PersonLabels
    gate: GateLabels
    places: SessionPagesLabels
    notice: HowNoticedLabels
    signs: SignsLabels
    harm: HarmLabels
    children: ChildrenLabels
    confidentiality: ConfidentialityLabels
    questions: QuestionsLabels
    disclosure: DisclosureLabels
    profile: ProfileLabels
    invite: InvitationLabels
    readiness: ReadinessLabels
    messages: MessagesLabels
    safety_plan: SafetyPlanLabels
    services: ServicesLabels
    decisions: DecisionsLabels
    contact: ContactLabels
    check: CheckLabels
    sealed: SealedLabels
    papers: PrintLabels
    turned: TurnedLabels
    directory: DirectoryLabels
    guide: GuideLabels
    settings: SettingsLabels
    sheets: SheetsLabels
    tell: EntryTextLabels
    kinds: EntryKindLabels
    again: ReauthLabels
    looks: AccessHistoryLabels
    log: AuditLogLabels
    deeds: AuditEventLabels
    roles: RoleLabels
    covered: CoverWithPinLabels
    pin: PinLabels
    locking: LockingLabels
    backups: BackupsLabels
    restoring: RestoreLabels
    records: RetentionLabels
    keeping: RecordRetentionLabels
    laptop: DeviceLabels
    words: RescueFileLabels
    keys: KeysLabels
    code: RecoveryCodeLabels
    new_keys: RotateKeysLabels
    ways_in: CannotUnlockLabels
    two_parts: RecoverySharesLabels
    salvaging: SalvageLabels
    read_only: AlteredReadOnlyLabels
    full_disk: IntactReadOnlyLabels
    no_right: IntactReadOnlyLabels
