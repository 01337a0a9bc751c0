"""Setup of the tour: two homes, a vault and a window of its own, and the files that it leaves behind."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from dasupport import resource_paths
from dasupport.app import VaultAccess, build_context
from dasupport.casework.realms import Realm
from dasupport.content.languages import DEFAULT_LANGUAGE, find_pack_folder
from dasupport.content.lock_screen_pack import load_lock_screen_pack
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.tour.first_run import walk_first_run
from dasupport.tour.walkthrough import Walkthrough
from dasupport.tour.working_day import walk_working_day
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.theme import load_fonts
from dasupport.ui.window.main_window import DEFAULT_SIZE

NEW_HOME_FOLDER, HOME_FOLDER, VAULT_FOLDER = "new-home", "home", "vault"


def run_tour(folder: Path) -> int:
    """Walk through the program and write the pictures into a folder; return the number of pictures.

    Pictures of an earlier tour in the folder are deleted.
    """
    prepare_folder(folder)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(type(app).__name__)
    load_fonts(resource_paths.find_screen_fonts())
    words = load_lock_screen_pack(find_pack_folder(DEFAULT_LANGUAGE))
    new = VaultAccess(Realm.LIVE, folder / NEW_HOME_FOLDER)
    count = run_walkthrough(app, folder, new, (), 0, lambda tour: walk_first_run(tour, new.load_pack().training.worker))
    count = run_walkthrough(
        app,
        folder,
        VaultAccess(Realm.TRAINING, folder / HOME_FOLDER),
        (folder / VAULT_FOLDER,),
        count,
        walk_working_day,
    )
    for home in (NEW_HOME_FOLDER, HOME_FOLDER):
        shutil.rmtree(folder / home, ignore_errors=True)
    readme = words.commands.tour_readme.format(phrase=words.lock.training_phrase)
    (folder / "README.txt").write_text(readme, encoding="utf-8")
    return count


def run_walkthrough(
    app: QApplication,
    folder: Path,
    entrance: VaultAccess,
    vaults: tuple[Path, ...],
    count: int,
    walked: Callable[[Walkthrough], None],
) -> int:
    """Run one walkthrough in a program of its own; return the total number of pictures after it."""
    tasks = VaultWorker()
    parts = replace(build_context(entrance, tasks, lambda: shell.show_lock_screen()), vaults=vaults)
    shell = AppController(app, parts, Settings(entrance.home))
    shell.window.resize(*DEFAULT_SIZE)
    shell.start_locked()
    tour = Walkthrough(folder, Driver(shell, lambda: tasks.is_busy), parts.training_passphrase, count)
    walked(tour)
    shell.close_program()
    tasks.wait_until_done()
    shell.window.close()
    return tour.count


def prepare_folder(folder: Path) -> None:
    """Make the folder, or delete the files that an earlier tour left in it and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("[0-9][0-9][0-9]-*.png"), *folder.glob("for-the-*.pdf")):
        old.unlink()
    for made in (VAULT_FOLDER, HOME_FOLDER, NEW_HOME_FOLDER):
        shutil.rmtree(folder / made, ignore_errors=True)
