"""What the laptop remembers outside every vault: how the program looks, and whom the organisation says to ring.

Nothing about people: a fixed list of keys, and nothing else is ever written.
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
    """How the window looks."""

    look: str = "light"
    scale: int = 100


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the guide leaves for each organisation to fill (K-STEP-06, K-S1-REC-02)."""

    name: str = ""
    lead: str = ""
    lead_number: str = ""
    recording: str = ""


IDLE = (1, 2, 3, 5, 10, 15)
"""After how many minutes without a touch the program may lock: there is no never."""


ONCE, HIDE, COVER, STAY = "once", "hide", "cover", "stay"
AWAY = (ONCE, HIDE, COVER, STAY)
"""What the program does when somebody goes to another one: hide the page until they are back, at once or after a
minute; cover after a minute; nothing."""


@dataclass(frozen=True, slots=True)
class Guard:
    """When the program locks, covers, or hides its page, by itself."""

    idle: int = 5
    minimise: bool = False
    away: str = HIDE

    def sound(self) -> "Guard":
        """This, with what is usual in the place of what is no choice."""
        usual = Guard()
        idle = self.idle if self.idle in IDLE else usual.idle
        return replace(self, idle=idle, away=self.away if self.away in AWAY else usual.away)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is remembered outside a vault."""

    folder: Path
    looks: Looks = Looks()
    organisation: Organisation = Organisation()
    guard: Guard = Guard()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What a folder remembers; what cannot be read is as if it had never been set."""
        try:
            with opened(folder / FILE) as file:
                table = json.loads(file.read(LARGEST).decode())
            looks, organisation = _known(Looks(), table.get("looks")), _known(Organisation(), table.get("organisation"))
            return cls(folder, looks, organisation, _known(Guard(), table.get("guard")).sound())
        except (OSError, ValueError, AttributeError, RecursionError):
            return cls(folder)

    def write(self) -> None:
        """Remember it. Raises OSError where nothing can be written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        table = {
            "looks": asdict(self.looks), "organisation": asdict(self.organisation), "guard": asdict(self.guard),
        }  # fmt: skip
        write_private(self.folder / FILE, json.dumps(table, indent=1, ensure_ascii=False).encode(errors="replace"))

    def merged(self, before: "Settings") -> "Settings":
        """What the folder remembers now, with what was changed here since `before`: two windows may be open."""
        now = Settings.read(self.folder)
        looks = self.looks if self.looks != before.looks else now.looks
        mine, theirs, old = asdict(self.organisation), asdict(now.organisation), asdict(before.organisation)
        kept = {key: mine[key] if mine[key] != old[key] else theirs[key] for key in mine}
        guard = self.guard if self.guard != before.guard else now.guard
        return Settings(self.folder, looks, Organisation(**kept), guard)

    def with_looks(self, look: str, scale: int) -> Self:
        return replace(self, looks=Looks(look, scale))

    def with_organisation(self, organisation: Organisation) -> Self:
        return replace(self, organisation=organisation)

    def with_guard(self, idle: int, *, minimise: bool) -> Self:
        return replace(self, guard=replace(self.guard, idle=idle, minimise=minimise))

    def with_away(self, away: str) -> Self:
        return replace(self, guard=replace(self.guard, away=away))

    def vaults(self, realm: str) -> tuple[Path, ...]:
        """The folders of this realm that hold anything of a vault, the one used last at the end; none is opened."""
        finish(self.folder / realm)
        try:
            found = [path for path in (self.folder / realm).iterdir() if stands(path)]
        except OSError:
            return ()
        return tuple(sorted(found, key=lambda path: (last_used(path), path.name)))

    def gone(self, realm: str) -> bool:
        """Whether a note stands here of a vault, and no vault at all: its folder went without it."""
        try:
            return not self.vaults(realm) and any((self.folder / realm).glob("*.seen"))
        except OSError:
            return False


def home() -> Path:
    """The program's own folder on this laptop: local, never roaming, never a document folder."""
    from platformdirs import PlatformDirs  # late: a window that was told its folder does not need it

    return Path(PlatformDirs(APP, appauthor=False, roaming=False).user_data_dir)


def _known(usual: T, table: object) -> T:
    """What is usual, with the keys that we know, where their values are of the right kind."""
    kept = table if isinstance(table, dict) else {}
    known = asdict(usual)  # type: ignore[call-overload] # both are dataclasses
    right = {key: kept[key] for key in known if type(kept.get(key)) is type(known[key])}
    return replace(usual, **right)  # type: ignore[type-var] # as above
