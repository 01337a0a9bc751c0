"""Settings of this computer, outside every vault: appearance, automatic locking, and the organisation's
contacts.

They hold nothing about people: a fixed list of keys, and nothing else is ever written.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self, TypeVar

from dasupport.files import finish, last_used, opened, stands, write_private

T = TypeVar("T")
APP = "dasupport"
FILE = "settings.json"
LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Looks:
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


IDLE = (1, 2, 3, 5, 10, 15)
"""Minutes without input after which the program may lock; never is not a choice."""


ONCE, HIDE, COVER, STAY = "once", "hide", "cover", "stay"
AWAY = (ONCE, HIDE, COVER, STAY)
"""Actions when the user switches to another program: hide the page until they return, at once or after a
minute; cover after a minute; do nothing.
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """Rules for locking, covering or hiding the page automatically."""

    idle: int = 5
    minimise: bool = False
    away: str = HIDE

    def sound(self) -> "Guard":
        """Return a copy in which each value that is not a valid choice is replaced by its default."""
        usual = Guard()
        idle = self.idle if self.idle in IDLE else usual.idle
        return replace(self, idle=idle, away=self.away if self.away in AWAY else usual.away)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings that are stored outside a vault."""

    folder: Path
    looks: Looks = Looks()
    organisation: Organisation = Organisation()
    guard: Guard = Guard()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the settings of a folder; a value that cannot be read gets its default."""
        try:
            with opened(folder / FILE) as file:
                table = json.loads(file.read(LARGEST).decode())
            looks, organisation = _known(Looks(), table.get("looks")), _known(Organisation(), table.get("organisation"))
            return cls(folder, looks, organisation, _known(Guard(), table.get("guard")).sound())
        except (OSError, ValueError, AttributeError, RecursionError):
            return cls(folder)

    def write(self) -> None:
        """Save the settings. Raises OSError if they cannot be written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        table = {
            "looks": asdict(self.looks),
            "organisation": asdict(self.organisation),
            "guard": asdict(self.guard),
        }
        write_private(self.folder / FILE, json.dumps(table, indent=1, ensure_ascii=False).encode(errors="replace"))

    def merged(self, before: "Settings") -> "Settings":
        """Return the settings on the disk with the changes made here since `before`: two windows may be open."""
        now = Settings.read(self.folder)
        looks = self.looks if self.looks != before.looks else now.looks
        mine, theirs, old = asdict(self.organisation), asdict(now.organisation), asdict(before.organisation)
        kept = {key: mine[key] if mine[key] != old[key] else theirs[key] for key in mine}
        guard = self.guard if self.guard != before.guard else now.guard
        return Settings(self.folder, looks, Organisation(**kept), guard)

    def with_looks(self, look: str, scale: int) -> Self:
        """Return a copy with another theme and text size (per cent)."""
        return replace(self, looks=Looks(look, scale))

    def with_organisation(self, organisation: Organisation) -> Self:
        """Return a copy with other contacts."""
        return replace(self, organisation=organisation)

    def with_guard(self, idle: int, *, minimise: bool) -> Self:
        """Return a copy with other rules: minutes without input, and locking when the window is minimised."""
        return replace(self, guard=replace(self.guard, idle=idle, minimise=minimise))

    def with_away(self, away: str) -> Self:
        """Return a copy with another action when the user switches to another program."""
        return replace(self, guard=replace(self.guard, away=away))

    def vaults(self, realm: str) -> tuple[Path, ...]:
        """Return the folders of this realm that hold anything of a vault, the one used last at the end. None is
        opened.
        """
        finish(self.folder / realm)
        try:
            found = [path for path in (self.folder / realm).iterdir() if stands(path)]
        except OSError:
            return ()
        return tuple(sorted(found, key=lambda path: (last_used(path), path.name)))

    def gone(self, realm: str) -> bool:
        """Return True if a rollback witness exists here but no vault: the vault folder was removed without it."""
        try:
            return not self.vaults(realm) and any((self.folder / realm).glob("*.seen"))
        except OSError:
            return False


def home() -> Path:
    """Return the program's own folder on this computer: local, never roaming, never a document folder."""
    from platformdirs import PlatformDirs  # late: not needed by a window that was given its folder

    return Path(PlatformDirs(APP, appauthor=False, roaming=False).user_data_dir)


def _known(usual: T, table: object) -> T:
    """Return the defaults with the stored values of all known keys whose type is right."""
    kept = table if isinstance(table, dict) else {}
    known = asdict(usual)  # type: ignore[call-overload] # both are dataclasses
    right = {key: kept[key] for key in known if type(kept.get(key)) is type(known[key])}
    return replace(usual, **right)  # type: ignore[type-var] # as above
