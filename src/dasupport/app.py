"""The program assembled by hand, in one place. Only the command line imports this module."""

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dasupport import logs, resource_paths
from dasupport.atomic_files import last_used
from dasupport.casework.ids import random_id, utc_now
from dasupport.casework.realms import Realm
from dasupport.content.languages import find_pack_folder
from dasupport.content.lock_screen_pack import load_lock_screen_pack
from dasupport.content.pack_errors import PackError
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.settings import Settings
from dasupport.ui.app import crash
from dasupport.ui.app.context import AppContext
from dasupport.ui.app.controller import AppController
from dasupport.ui.app.state import LockReport
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.theme import load_fonts

if TYPE_CHECKING:
    from dasupport.actions.credentials import Credential
    from dasupport.actions.recovery import RestoreResult, SalvageResult
    from dasupport.actions.unlock import OpenVault, Unlocker
    from dasupport.casework.backup_status import Backup
    from dasupport.content.pack import Pack
    from dasupport.platform.device_check import DeviceState
    from dasupport.vault.keys.key_file import KdfCost

log = logging.getLogger(__name__)

TRAINING_VAULT = "made-up"
DEFERRED_START_MS = 100
"""Milliseconds until the deferred start: the lock screen is painted first, then the pack is loaded."""
EXIT_RELOCK, EXIT_TRAINING, EXIT_COVERED = 70, 71, 72
"""Exit codes by which a window asks to be started again; EXIT_COVERED starts behind the neutral screen."""
EXIT_WORDS_LOST, EXIT_REKEYED = 10, 20
"""Added to those exit codes if some words could not be saved, and if all keys were rotated. The new
process tells the user; nothing is written for it, because a full disk takes no note.
"""


class VaultAccess:
    """Access to the vaults of one realm; heavy modules are loaded on the vault's thread, while the passphrase
    is typed.
    """

    def __init__(self, realm: Realm, home: Path, pack: Path | None = None, cost: "KdfCost | None" = None) -> None:
        self.realm = realm
        self.home = home
        self.pack_folder = pack or find_pack_folder(Settings.read(home).language)
        self._cost = cost
        self._pack: Pack | None = None
        self._unlocker: Unlocker | None = None
        self._device: DeviceState | None = None
        self._last_opened: Callable[[], OpenVault | None] = lambda: None
        self._has_warned = False

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> "OpenVault":
        """Open a vault. The training vault is created, and filled with made-up people, the first time it is
        opened.
        """
        if self.realm == Realm.TRAINING and not folder.exists():
            phrase = load_lock_screen_pack(self.pack_folder).lock.training_phrase
            self.load_unlocker().create(folder, phrase, phrase, self.load_pack().training.worker, "trainer").close()
        return self._remember(self.load_unlocker().open(folder, passphrase, older_is_fine=older_is_fine))

    def open_read_only(self, folder: Path, passphrase: str) -> "OpenVault":
        """Open a vault read-only; nothing in its folder is changed."""
        return self._remember(self.load_unlocker().open_read_only(folder, passphrase))

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> "OpenVault":
        """Open a vault with a recovery code or two recovery shares, and set a new passphrase."""
        return self._remember(self.load_unlocker().recover(folder, typed, new, again, older_is_fine=older_is_fine))

    def open_with_supervisor_key(self, folder: Path, file: Path) -> "OpenVault":
        """Open a vault with the supervisor key in a file."""
        from dasupport.actions.credentials import read_private_key

        return self._remember(self.load_unlocker().open_with_supervisor_key(folder, read_private_key(file)))

    def create(self, passphrase: str, again: str, name: str, role: str) -> "OpenVault":
        """Create a vault. Raises Refusal PLACE-COPIED, the first time only, if its folder would be synced to
        another machine.
        """
        if self.check_device().is_unsafe and not self._has_warned:
            self._has_warned = True
            raise Refusal(RefusalId.PLACE_COPIED)
        folder = self.home / self.realm / random_id()[:12]
        return self._remember(self.load_unlocker().create(folder, passphrase, again, name, role))

    def _remember(self, unlocked: "OpenVault") -> "OpenVault":
        self._last_opened = ref(unlocked)  # a weak reference: a vault that nobody waits for is not kept alive
        return unlocked

    def close_late_vault(self) -> None:
        """Close a vault that was opened too late for the window to receive it, when the program ends."""
        if late := self._last_opened():
            late.close()

    def suggest_passphrase(self) -> str:
        """Return a random passphrase to suggest to the user."""
        from dasupport.actions.passphrase_policy import suggest

        return suggest()

    def refusal_sentence(self, item: RefusalId) -> tuple[str, str]:
        """Return what happened and what to do next for a refusal id; a general sentence if the pack cannot be
        loaded.
        """
        try:
            words = self.load_pack().get_refusal_text(item)
        except Refusal:
            window = load_lock_screen_pack(self.pack_folder).window
            return window.broken, window.broken_do
        return words.say, words.do

    def list_backups(self) -> "tuple[Backup, ...]":
        """Return the backups of all vaults of this realm."""
        from dasupport.actions.recovery import list_backups

        return list_backups(Settings.read(self.home).list_vaults(self.realm), utc_now())

    def restore(self, file: Path, secret: "Credential") -> "RestoreResult":
        """Restore a vault from a backup: in place of the vault it belongs to, or in a new folder."""
        from dasupport.actions.recovery import choose_target, restore

        free = self.home / self.realm / random_id()[:12]
        folder = choose_target(file, Settings.read(self.home).list_vaults(self.realm), free)
        return restore(file, secret, folder, utc_now, self.realm)

    def salvage(self, folder: Path, secret: "Credential", new: tuple[str, str]) -> "SalvageResult":
        """Copy what can be read of a damaged vault into a new vault on this computer."""
        from dasupport.actions.recovery import salvage

        into = self.home / self.realm / random_id()[:12]
        return salvage(folder, secret, new, into, self.realm, utc_now, self._cost)

    def last_used(self, folder: Path) -> datetime:
        """Return when a vault folder was last written to, in local time."""
        return last_used(folder)

    def is_damaged(self, folder: Path) -> bool:
        """Return True if the data in a folder was found damaged while the vault was last open."""
        from dasupport.vault.sidecar.damage_marker import has_marker

        return has_marker(folder)

    def load_pack(self) -> "Pack":
        """Load the pack, once. Raises Refusal PACK-BROKEN if it has errors; the program log says which."""
        if self._pack is None:
            from dasupport.content.load import load_pack

            try:
                self._pack = load_pack(self.pack_folder)
            except PackError as error:
                log.warning("pack %s", error)
                raise Refusal(RefusalId.PACK_BROKEN) from None
        return self._pack

    def check_device(self) -> "DeviceState":
        """Check, once, how safe this computer is for a vault. The training realm is not checked."""
        if self._device is None:
            from dasupport.platform.device_check import DeviceState, check_device

            self._device = check_device(self.home) if self.realm == Realm.LIVE else DeviceState()
        return self._device

    def load_unlocker(self) -> "Unlocker":
        """Load the actions that create and open vaults, once."""
        if self._unlocker is None:
            from dasupport.actions.training_data import fill_training_vault
            from dasupport.actions.unlock import Unlocker

            pack = self.load_pack()
            filling = (
                (lambda vault: fill_training_vault(vault, pack, utc_now, random_id))
                if self.realm == Realm.TRAINING
                else None
            )
            self._unlocker = Unlocker(self.realm, pack, self._cost, fill=filling)
        return self._unlocker


def build_context(
    entrance: VaultAccess, tasks: VaultWorker, relock: Callable[[], None], train: Callable[[], None] | None = None
) -> AppContext:
    """Build the context of a real program, as opposed to a test."""
    realm, home = entrance.realm, entrance.home
    words = load_lock_screen_pack(entrance.pack_folder)
    training = realm == Realm.TRAINING
    return AppContext(
        realm=realm,
        lock_screen_pack=words,
        resources=resource_paths.find_resources(),
        run_job=tasks.run_job,
        vault_access=entrance,
        load_pack=entrance.load_pack,
        now=utc_now,
        new_id=random_id,
        relaunch_locked=relock,
        start_training=train,
        training_passphrase=words.lock.training_phrase if training else "",
        vaults=(home / Realm.TRAINING / TRAINING_VAULT,) if training else (),
        restorer=None if training else entrance,
    )


def show_pack_error(error: PackError) -> int:
    """Show which pack file is wrong and return the exit code; the lock screen has no pack to take words from."""
    from PySide6.QtWidgets import QMessageBox  # late: it would slow down the start of the lock screen

    QMessageBox.critical(None, "", str(error))
    return 1


def start_app(
    app: QApplication,
    entrance: VaultAccess,
    tasks: VaultWorker,
    leave: Callable[[int], None],
    *,
    covered: bool = False,
    renewed: bool = False,
    lost: bool = False,
) -> AppController:
    """Start the program up to the lock screen, or to the neutral screen before it.

    Raises PackError if the pack of the lock screen cannot be loaded.
    """
    realm, home = entrance.realm, entrance.home
    load_fonts(resource_paths.find_screen_fonts())
    logs.start_logging(home)
    crash.silence_qt()
    crash.silence_python()

    def end(code: int) -> None:
        tasks.wait_until_done()
        leave(code + EXIT_WORDS_LOST * shell.report.words_lost + EXIT_REKEYED * shell.report.keys_renewed)

    train = (lambda: end(EXIT_TRAINING)) if realm == Realm.LIVE else None
    parts = replace(
        build_context(entrance, tasks, lambda: end(EXIT_RELOCK), train), relaunch_covered=lambda: end(EXIT_COVERED)
    )
    shell = AppController(app, parts, Settings.read(home))
    report = LockReport(words_lost=lost, keys_renewed=renewed)
    crash.install_excepthook(lambda number: shell.show_refusal(Refusal(RefusalId.REF_FAULT, number)))
    app.aboutToQuit.connect(shell.close_program)
    app.aboutToQuit.connect(lambda: tasks.run_job(entrance.close_late_vault, lambda _: None, lambda _: None))
    app.aboutToQuit.connect(tasks.wait_until_done)
    if covered:
        shell.start_covered(report)
    else:
        shell.start_locked(report)
    QTimer.singleShot(DEFERRED_START_MS, shell.window, lambda: _start_deferred(app, tasks, entrance, shell))
    return shell


def _start_deferred(app: QApplication, tasks: VaultWorker, entrance: VaultAccess, shell: AppController) -> None:
    """Start what can wait until the lock screen is painted, but not until a passphrase was typed."""
    from dasupport.platform.hardening import harden_process
    from dasupport.platform.screen_capture import find_window_hider
    from dasupport.platform.search_indexing import exclude_from_search
    from dasupport.ui.app.os_shutdown import ExitSignalHandler
    from dasupport.ui.os_events import watch_os_events
    from dasupport.ui.window.capture_guard import CaptureGuard

    harden_process()
    exclude_from_search(entrance.home)
    shell.device.capture = CaptureGuard(app, find_window_hider())
    ExitSignalHandler(app, shell.begin_shutdown)
    app.commitDataRequest.connect(shell.begin_shutdown)
    app.commitDataRequest.connect(shell.save_typed_text)
    app.commitDataRequest.connect(tasks.wait_until_done)
    watch_os_events(shell.window.windowHandle(), shell.app_context.lock_screen_pack.window.title, shell.lock)
    tasks.run_job(entrance.load_pack, lambda _: None, shell.show_refusal)
    tasks.run_job(entrance.check_device, shell.device.set_state, lambda _: None)


def resolve_exit_code(code: int, shell: AppController) -> int:
    """Return the exit code of a window that ended.

    A window that was closed starts again as a lock screen if words were lost and the user was not told: a
    full disk takes no note, so only a new process can say so.
    """
    report = shell.report
    return EXIT_RELOCK + EXIT_WORDS_LOST if code == 0 and report.loss_is_new and not report.is_final else code


def run_window(realm: Realm, home: Path, *, covered: bool = False, renewed: bool = False, lost: bool = False) -> int:
    """Open the window and return its exit code.

    EXIT_RELOCK, EXIT_TRAINING and EXIT_COVERED ask for a new start, also with EXIT_WORDS_LOST and
    EXIT_REKEYED added.
    """
    app = QApplication(sys.argv[:1])
    try:
        shell = start_app(
            app, VaultAccess(realm, home), VaultWorker(), app.exit, covered=covered, renewed=renewed, lost=lost
        )
    except PackError as error:
        return show_pack_error(error)
    return resolve_exit_code(app.exec(), shell)
