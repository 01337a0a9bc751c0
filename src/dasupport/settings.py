"""Settings of this computer, outside every vault: appearance, automatic locking, and the organisation's
contacts.

They hold nothing about people: a fixed list of keys, and nothing else is ever written.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self, TypeVar

from dasupport.atomic_files import finish_interrupted_moves, is_final_folder, last_used, open_regular, write_private
from dasupport.casework.realms import Realm

T = TypeVar("T")
APP_NAME = "dasupport"
FILE_NAME = "settings.json"
MAX_SIZE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Appearance:
    """Colours and text size of the window."""

    look: str = "light"
    scale: int = 100


@dataclass(frozen=True, slots=True)
class Organisation:
    """Contacts that the guide leaves for each organisation to fill in (K-STEP-06, K-S1-REC-02)."""

    name: str = ""
    lead: str = ""
    lead_number: str = ""
    recording: str = ""


IDLE_MINUTES = (1, 2, 3, 5, 10, 15)
"""Minutes without input after which the program may lock; never is not a choice."""


HIDE_AT_ONCE, HIDE_AFTER_MINUTE, COVER_AFTER_MINUTE, DO_NOTHING = "once", "hide", "cover", "stay"
AWAY_CHOICES = (HIDE_AT_ONCE, HIDE_AFTER_MINUTE, COVER_AFTER_MINUTE, DO_NOTHING)
"""Actions when the user switches to another program: hide the page until they return, at once or after a
minute; cover after a minute; do nothing.
"""


@dataclass(frozen=True, slots=True)
class AutoLock:
    """Rules for locking, covering or hiding the page automatically."""

    idle: int = 5
    minimise: bool = False
    away: str = HIDE_AFTER_MINUTE

    def with_valid_choices(self) -> "AutoLock":
        """Return a copy in which each value that is not a valid choice is replaced by its default."""
        usual = AutoLock()
        idle = self.idle if self.idle in IDLE_MINUTES else usual.idle
        return replace(self, idle=idle, away=self.away if self.away in AWAY_CHOICES else usual.away)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings that are stored outside a vault."""

    folder: Path
    appearance: Appearance = Appearance()
    organisation: Organisation = Organisation()
    auto_lock: AutoLock = AutoLock()
    language: str = ""
    """Name of a folder in `content/packs`; empty for the default."""

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the settings of a folder; a value that cannot be read gets its default."""
        try:
            with open_regular(folder / FILE_NAME) as file:
                table = json.loads(file.read(MAX_SIZE).decode())
            looks, organisation = (
                _with_known_values(Appearance(), table.get("looks")),
                _with_known_values(Organisation(), table.get("organisation")),
            )
            guard = _with_known_values(AutoLock(), table.get("guard")).with_valid_choices()
            language = table.get("language", "")
            return cls(folder, looks, organisation, guard, language if isinstance(language, str) else "")
        except (OSError, ValueError, AttributeError, RecursionError):
            return cls(folder)

    def write(self) -> None:
        """Save the settings. Raises OSError if they cannot be written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        table: dict[str, object] = {
            "looks": asdict(self.appearance),
            "organisation": asdict(self.organisation),
            "guard": asdict(self.auto_lock),
        }
        if self.language:
            table["language"] = self.language
        write_private(self.folder / FILE_NAME, json.dumps(table, indent=1, ensure_ascii=False).encode(errors="replace"))

    def merge_with_disk(self, before: "Settings") -> "Settings":
        """Return the settings on the disk with the changes made here since `before`: two windows may be open."""
        now = Settings.read(self.folder)
        looks = self.appearance if self.appearance != before.appearance else now.appearance
        mine, theirs, old = asdict(self.organisation), asdict(now.organisation), asdict(before.organisation)
        kept = {key: mine[key] if mine[key] != old[key] else theirs[key] for key in mine}
        guard = self.auto_lock if self.auto_lock != before.auto_lock else now.auto_lock
        language = self.language if self.language != before.language else now.language
        return Settings(self.folder, looks, Organisation(**kept), guard, language)

    def with_appearance(self, look: str, scale: int) -> Self:
        """Return a copy with another theme and text size (per cent)."""
        return replace(self, appearance=Appearance(look, scale))

    def with_organisation(self, organisation: Organisation) -> Self:
        """Return a copy with other contacts."""
        return replace(self, organisation=organisation)

    def with_auto_lock(self, idle: int, *, minimise: bool) -> Self:
        """Return a copy with other rules: minutes without input, and locking when the window is minimised."""
        return replace(self, auto_lock=replace(self.auto_lock, idle=idle, minimise=minimise))

    def with_away(self, away: str) -> Self:
        """Return a copy with another action when the user switches to another program."""
        return replace(self, auto_lock=replace(self.auto_lock, away=away))

    def list_vaults(self, realm: Realm) -> tuple[Path, ...]:
        """Return the folders of this realm that hold anything of a vault, the one used last at the end. None is
        opened.
        """
        finish_interrupted_moves(self.folder / realm)
        try:
            found = [path for path in (self.folder / realm).iterdir() if is_final_folder(path)]
        except OSError:
            return ()
        return tuple(sorted(found, key=lambda path: (last_used(path), path.name)))

    def is_vault_missing(self, realm: Realm) -> bool:
        """Return True if a rollback witness exists here but no vault: the vault folder was removed without it."""
        try:
            return not self.list_vaults(realm) and any((self.folder / realm).glob("*.seen"))
        except OSError:
            return False


def get_program_folder() -> Path:
    """Return the program's own folder on this computer: local, never roaming, never a document folder."""
    from platformdirs import PlatformDirs  # late: not needed by a window that was given its folder

    return Path(PlatformDirs(APP_NAME, appauthor=False, roaming=False).user_data_dir)


def _with_known_values(usual: T, table: object) -> T:
    """Return the defaults with the stored values of all known keys whose type is right."""
    kept = table if isinstance(table, dict) else {}
    known = asdict(usual)  # type: ignore[call-overload] # both are dataclasses
    right = {key: kept[key] for key in known if type(kept.get(key)) is type(known[key])}
    return replace(usual, **right)  # type: ignore[type-var] # as above
