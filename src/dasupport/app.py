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

from dasupport import logs, shipped
from dasupport.casework.ids import random_id, utc_now
from dasupport.content.faults import PackError
from dasupport.content.first import load_lock_screen_pack
from dasupport.files import last_used
from dasupport.refusal import Refusal
from dasupport.settings import Settings
from dasupport.ui import crash
from dasupport.ui.house import House
from dasupport.ui.shell import Shell
from dasupport.ui.tasks import UNFORESEEN, Tasks
from dasupport.ui.theme import load_fonts

if TYPE_CHECKING:
    from dasupport.actions.access import OpenVault, Unlocker
    from dasupport.actions.opening import Secret
    from dasupport.actions.restoring import Restored, SalvageResult
    from dasupport.casework.shelf import Backup
    from dasupport.content.pack import Pack
    from dasupport.laptop.look import Laptop
    from dasupport.vault.key_file import Cost

log = logging.getLogger(__name__)

PACK = Path(__file__).parent / "content" / "packs" / "en"
LIVE, TRAINING = "live", "training"
MADE_UP = "made-up"
BROKEN = "PACK-BROKEN"
COPIED = "PLACE-COPIED"
SOON = 100
"""Milliseconds until the deferred start: the lock screen is painted first, then the pack is loaded."""
RELOCK, TRAIN, COVERED = 70, 71, 72
"""Exit codes by which a window asks to be started again; EXIT_COVERED starts behind the neutral screen."""
LOST, RENEWED = 10, 20
"""Added to those exit codes if some words could not be saved, and if all keys were rotated. The new
process tells the user; nothing is written for it, because a full disk takes no note.
"""


class Entrance:
    """Access to the vaults of one realm; heavy modules are loaded on the vault's thread, while the passphrase
    is typed.
    """

    def __init__(self, realm: str, home: Path, pack: Path = PACK, cost: "Cost | None" = None) -> None:
        self.realm = realm
        self.home = home
        self.folder = pack
        self._cost = cost
        self._pack: Pack | None = None
        self._access: Unlocker | None = None
        self._laptop: Laptop | None = None
        self._last: Callable[[], OpenVault | None] = lambda: None
        self._warned = False

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> "OpenVault":
        """Open a vault. The training vault is created, and filled with made-up people, the first time it is
        opened.
        """
        if self.realm == TRAINING and not folder.exists():
            phrase = load_lock_screen_pack(self.folder).lock.training_phrase
            self.access().create(folder, phrase, phrase, self.pack().training.worker, "trainer").close()
        return self._in(self.access().open(folder, passphrase, older_is_fine=older_is_fine))

    def read(self, folder: Path, passphrase: str) -> "OpenVault":
        """Open a vault read-only; nothing in its folder is changed."""
        return self._in(self.access().open_read_only(folder, passphrase))

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> "OpenVault":
        """Open a vault with a recovery code or two recovery shares, and set a new passphrase."""
        return self._in(self.access().recover(folder, typed, new, again, older_is_fine=older_is_fine))

    def open_with_key(self, folder: Path, file: Path) -> "OpenVault":
        """Open a vault with the supervisor key in a file."""
        from dasupport.actions.opening import read_private_key

        return self._in(self.access().open_with_supervisor_key(folder, read_private_key(file)))

    def make(self, passphrase: str, again: str, name: str, role: str) -> "OpenVault":
        """Create a vault. Raises Refusal PLACE-COPIED, the first time only, if its folder would be synced to
        another machine.
        """
        if self.laptop().unsafe and not self._warned:
            self._warned = True
            raise Refusal(COPIED)
        folder = self.home / self.realm / random_id()[:12]
        return self._in(self.access().create(folder, passphrase, again, name, role))

    def _in(self, unlocked: "OpenVault") -> "OpenVault":
        self._last = ref(unlocked)  # a weak reference: a vault that nobody waits for is not kept alive
        return unlocked

    def shut(self) -> None:
        """Close a vault that was opened too late for the window to receive it, when the program ends."""
        if late := self._last():
            late.close()

    def offered(self) -> str:
        """Return a random passphrase to suggest to the user."""
        from dasupport.actions.passphrase import suggest

        return suggest()

    def sentence(self, item: str) -> tuple[str, str]:
        """Return what happened and what to do next for a refusal id; a general sentence if the pack cannot be
        loaded.
        """
        try:
            words = self.pack().get_refusal_text(item)
        except Refusal:
            window = load_lock_screen_pack(self.folder).window
            return window.broken, window.broken_do
        return words.say, words.do

    def backups(self) -> "tuple[Backup, ...]":
        """Return the backups of all vaults of this realm."""
        from dasupport.actions.restoring import list_backups

        return list_backups(Settings.read(self.home).vaults(self.realm), utc_now())

    def restore(self, file: Path, secret: "Secret") -> "Restored":
        """Restore a vault from a backup: in place of the vault it belongs to, or in a new folder."""
        from dasupport.actions.restoring import choose_target, restore

        free = self.home / self.realm / random_id()[:12]
        folder = choose_target(file, Settings.read(self.home).vaults(self.realm), free)
        return restore(file, secret, folder, utc_now, self.realm)

    def salvage(self, folder: Path, secret: "Secret", new: tuple[str, str]) -> "SalvageResult":
        """Copy what can be read of a damaged vault into a new vault on this computer."""
        from dasupport.actions.restoring import salvage

        into = self.home / self.realm / random_id()[:12]
        return salvage(folder, secret, new, into, self.realm, utc_now, self._cost)

    def last_used(self, folder: Path) -> datetime:
        """Return when a vault folder was last written to, in local time."""
        return last_used(folder)

    def damaged(self, folder: Path) -> bool:
        """Return True if the data in a folder was found damaged while the vault was last open."""
        from dasupport.vault.damage import noted

        return noted(folder)

    def pack(self) -> "Pack":
        """Load the pack, once. Raises Refusal PACK-BROKEN if it has errors; the program log says which."""
        if self._pack is None:
            from dasupport.content.load import load_pack

            try:
                self._pack = load_pack(self.folder)
            except PackError as error:
                log.warning("pack %s", error)
                raise Refusal(BROKEN) from None
        return self._pack

    def laptop(self) -> "Laptop":
        """Check, once, how safe this computer is for a vault. The training realm is not checked."""
        if self._laptop is None:
            from dasupport.laptop.look import Laptop, look

            self._laptop = look(self.home) if self.realm == LIVE else Laptop()
        return self._laptop

    def access(self) -> "Unlocker":
        """Load the actions that create and open vaults, once."""
        if self._access is None:
            from dasupport.actions.access import Unlocker
            from dasupport.actions.training import fill_training_vault

            pack = self.pack()
            filling = (
                (lambda vault: fill_training_vault(vault, pack, utc_now, random_id)) if self.realm == TRAINING else None
            )
            self._access = Unlocker(self.realm, pack, self._cost, fill=filling)
        return self._access


def house(
    entrance: Entrance, tasks: Tasks, relock: Callable[[], None], train: Callable[[], None] | None = None
) -> House:
    """Build the context of a real program, as opposed to a test."""
    realm, home = entrance.realm, entrance.home
    words = load_lock_screen_pack(entrance.folder)
    training = realm == TRAINING
    return House(
        realm=realm,
        first=words,
        resources=shipped.resources(),
        run=tasks.run,
        door=entrance,
        pack=entrance.pack,
        now=utc_now,
        new_id=random_id,
        relock=relock,
        train=train,
        training_phrase=words.lock.training_phrase if training else "",
        vaults=(home / TRAINING / MADE_UP,) if training else (),
        restorer=None if training else entrance,
    )


def refuse(error: PackError) -> int:
    """Show which pack file is wrong and return the exit code; the lock screen has no pack to take words from."""
    from PySide6.QtWidgets import QMessageBox  # late: it would slow down the start of the lock screen

    QMessageBox.critical(None, "", str(error))
    return 1


def begin(
    app: QApplication,
    entrance: Entrance,
    tasks: Tasks,
    leave: Callable[[int], None],
    *,
    covered: bool = False,
    renewed: bool = False,
    lost: bool = False,
) -> Shell:
    """Start the program up to the lock screen, or to the neutral screen before it.

    Raises PackError if the pack of the lock screen cannot be loaded.
    """
    realm, home = entrance.realm, entrance.home
    load_fonts(shipped.screen_fonts())
    logs.begin(home)
    crash.hush_qt()
    crash.hush_python()

    def end(code: int) -> None:
        tasks.finish()
        leave(code + LOST * shell.lost + RENEWED * shell.threshold.renewed)

    train = (lambda: end(TRAIN)) if realm == LIVE else None
    parts = replace(house(entrance, tasks, lambda: end(RELOCK), train), behind=lambda: end(COVERED))
    shell = Shell(app, parts, Settings.read(home))
    shell.lost = lost
    crash.install(lambda number: shell.tell(Refusal(UNFORESEEN, number)))
    app.aboutToQuit.connect(shell.close)
    app.aboutToQuit.connect(lambda: tasks.run(entrance.shut, lambda _: None, lambda _: None))
    app.aboutToQuit.connect(tasks.finish)
    if covered:
        shell.start_covered(renewed=renewed)
    else:
        shell.start(renewed=renewed)
    QTimer.singleShot(SOON, shell.window, lambda: _behind(app, tasks, entrance, shell))
    return shell


def _behind(app: QApplication, tasks: Tasks, entrance: Entrance, shell: Shell) -> None:
    """Start what can wait until the lock screen is painted, but not until a passphrase was typed."""
    from dasupport.hardening import harden
    from dasupport.laptop.screen import hider
    from dasupport.laptop.search import unlisted
    from dasupport.ui.ending import Ending
    from dasupport.ui.laptop import watch
    from dasupport.ui.window.unseen import Unseen

    harden()
    unlisted(entrance.home)
    shell.sight = Unseen(app, hider())
    Ending(app, shell.hurry)
    app.commitDataRequest.connect(shell.hurry)
    app.commitDataRequest.connect(shell.keep)
    app.commitDataRequest.connect(tasks.finish)
    watch(shell.window.windowHandle(), shell.house.first.window.title, shell.lock)
    tasks.run(entrance.pack, lambda _: None, shell.tell)
    tasks.run(entrance.laptop, shell.know, lambda _: None)


def left(code: int, shell: Shell) -> int:
    """Return the exit code of a window that ended.

    A window that was closed starts again as a lock screen if words were lost and the user was not told: a
    full disk takes no note, so only a new process can say so.
    """
    return RELOCK + LOST if code == 0 and shell.untold and not shell.hurried else code


def run(realm: str, home: Path, *, covered: bool = False, renewed: bool = False, lost: bool = False) -> int:
    """Open the window and return its exit code.

    EXIT_RELOCK, EXIT_TRAINING and EXIT_COVERED ask for a new start, also with EXIT_WORDS_LOST and
    EXIT_REKEYED added.
    """
    app = QApplication(sys.argv[:1])
    try:
        shell = begin(app, Entrance(realm, home), Tasks(), app.exit, covered=covered, renewed=renewed, lost=lost)
    except PackError as error:
        return refuse(error)
    return left(app.exec(), shell)
