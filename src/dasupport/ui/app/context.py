"""The application context: what the controller is given to work with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.ids import Clock, NewId
from dasupport.casework.realms import Realm
from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screens.access.open_failures import VaultAccessPort

if TYPE_CHECKING:
    from dasupport.content.pack import Pack
    from dasupport.platform.device_check import DeviceState
    from dasupport.platform.screen_capture import CaptureSetting
    from dasupport.ui.screens.access.restore import Restorer


@dataclass(frozen=True)
class AppContext:
    """The parts that differ between the live program, the training program and a test."""

    realm: Realm
    lock_screen_pack: LockScreenPack
    resources: Path
    run_job: JobRunner
    vault_access: VaultAccessPort
    load_pack: "Callable[[], Pack]"
    now: Clock
    new_id: NewId
    relaunch_locked: Callable[[], None]
    start_training: Callable[[], None] | None = None
    training_passphrase: str = ""
    relaunch_covered: Callable[[], None] | None = None
    """Start a new process behind the neutral screen; without it, this process shows that screen itself."""
    vaults: tuple[Path, ...] = ()
    restorer: "Restorer | None" = None


@dataclass
class DeviceReport:
    """What is known about the computer; found out after the lock screen is shown, and also while a vault is open."""

    state: "DeviceState | None" = None
    """Result of the device check, which the home page reports if there is a problem; None until it has run."""
    capture: "CaptureSetting | None" = None
    """The screen capture setting of the windows; None until the lock screen is shown."""

    def set_state(self, state: "DeviceState") -> None:
        """Store the result of the device check."""
        self.state = state
