"""Puts the program together, by hand, in one place. Nothing imports this file but the command line."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dasupport import logs, shipped
from dasupport.casework.ids import random_id, utc_now
from dasupport.content.first import first
from dasupport.settings import Settings
from dasupport.ui import crash
from dasupport.ui.shell import House, Shell
from dasupport.ui.tasks import Tasks
from dasupport.ui.theme import load_fonts

if TYPE_CHECKING:
    from dasupport.actions.access import Access, Unlocked
    from dasupport.content.pack import Pack

PACK = Path(__file__).parent / "content" / "packs" / "en"
LIVE, TRAINING = "live", "training"
MADE_UP = "made-up"
RELOCK, TRAIN = 70, 71
"""Exit codes by which a window asks to be started afresh."""


class Entrance:
    """The way in, loaded on the vault's own thread while the passphrase is typed."""

    def __init__(self, realm: str, home: Path, pack: Path = PACK, folder: Path | None = None) -> None:
        self._realm = realm
        self._home = home
        self._pack_folder = pack
        self._folder = folder
        self._pack: Pack | None = None
        self._access: Access | None = None

    def open(self, folder: Path, passphrase: str) -> "Unlocked":
        """Open a vault. The one of training is made, and filled with made-up people, when it is first asked for."""
        if self._realm == TRAINING and not folder.exists():
            phrase = first(self._pack_folder).lock.training_phrase
            self.access().make(folder, phrase, phrase, self.pack().training.worker, "trainer").close()
        return self.access().open(folder, passphrase)

    def make(self, passphrase: str, again: str, name: str, role: str) -> "Unlocked":
        folder = self._folder or self._home / self._realm / random_id()[:12]
        return self.access().make(folder, passphrase, again, name, role)

    def offered(self) -> str:
        from dasupport.actions.passphrase import offered

        return offered()

    def sentence(self, item: str) -> tuple[str, str]:
        words = self.pack().sentence(item)
        return words.say, words.do

    def pack(self) -> "Pack":
        """All the words. Raises PackError where they are not whole."""
        if self._pack is None:
            from dasupport.content.load import load

            self._pack = load(self._pack_folder)
        return self._pack

    def access(self) -> "Access":
        """The vault's actions."""
        if self._access is None:
            from dasupport.actions.access import Access
            from dasupport.actions.training import fill

            pack = self.pack()
            filling = (lambda vault: fill(vault, pack, utc_now, random_id)) if self._realm == TRAINING else None
            self._access = Access(self._realm, pack, fill=filling)
        return self._access


def house(realm: str, home: Path, tasks: Tasks, relock: Callable[[], None], train: Callable[[], None] | None) -> House:
    """The parts of a real program."""
    entrance = Entrance(realm, home)
    words = first(PACK)
    training = realm == TRAINING
    return House(
        realm=realm, first=words, resources=shipped.resources(), run=tasks.run, door=entrance,
        pack=entrance.pack, now=utc_now, new_id=random_id, relock=relock, train=train,
        training_phrase=words.lock.training_phrase if training else "",
        vaults=(home / TRAINING / MADE_UP,) if training else (),
    )  # fmt: skip


def run(realm: str, home: Path) -> int:
    """Open the window. Returns its exit code: RELOCK and TRAIN ask for a fresh start."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(True)
    load_fonts(shipped.screen_fonts())
    tasks = Tasks()
    logs.begin(home)
    crash.hush_qt()

    def leave(code: int) -> None:
        tasks.finish()
        app.exit(code)

    train = (lambda: leave(TRAIN)) if realm == LIVE else None
    parts = house(realm, home, tasks, lambda: leave(RELOCK), train)
    shell = Shell(app, parts, Settings.read(home))
    shell.start()
    QTimer.singleShot(0, lambda: tasks.run(parts.pack, lambda _: None, lambda _: None))
    code = app.exec()
    shell.close()
    tasks.finish()
    return code
