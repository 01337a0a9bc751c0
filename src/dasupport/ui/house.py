"""The application context: what the controller is given to work with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.ids import Clock, NewId
from dasupport.content.first_labels import LockScreenPack
from dasupport.ui.running import Run
from dasupport.ui.screens.doorway import Doorway

if TYPE_CHECKING:
    from dasupport.content.pack import Pack
    from dasupport.ui.screens.restoring import Restorer


@dataclass(frozen=True)
class House:
    """The parts that differ between the live program, the training program and a test."""

    realm: str
    first: LockScreenPack
    resources: Path
    run: Run
    door: Doorway
    pack: "Callable[[], Pack]"
    now: Clock
    new_id: NewId
    relock: Callable[[], None]
    train: Callable[[], None] | None = None
    training_phrase: str = ""
    behind: Callable[[], None] | None = None
    """Start a new process behind the neutral screen; without it, this process shows that screen itself."""
    vaults: tuple[Path, ...] = ()
    restorer: "Restorer | None" = None
