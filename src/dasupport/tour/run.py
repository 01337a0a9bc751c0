"""Putting the tour together: a vault of its own, a window of its own, and what it leaves behind."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from dasupport import shipped
from dasupport.app import PACK, TRAINING, Entrance, house
from dasupport.content.first import first
from dasupport.settings import Settings
from dasupport.tour.camera import Tour
from dasupport.tour.steps import walk
from dasupport.ui.driver import Driver
from dasupport.ui.shell import Shell
from dasupport.ui.tasks import Tasks
from dasupport.ui.theme import load_fonts
from dasupport.ui.window.window import USUAL


def tour(folder: Path) -> int:
    """Walk through the program; returns the number of pictures. What an earlier tour left in the folder goes."""
    clear(folder)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(type(app).__name__)
    load_fonts(shipped.screen_fonts())
    tasks = Tasks()
    words = first(PACK)
    home = folder / "home"
    parts = replace(house(Entrance(TRAINING, home), tasks, lambda: shell.restart()), vaults=(folder / "vault",))
    shell = Shell(app, parts, Settings(home))
    shell.window.resize(*USUAL)
    shell.start()
    walked = Tour(folder, Driver(shell, lambda: tasks.busy), words.lock.training_phrase)
    walk(walked)
    shell.close()
    tasks.finish()
    shell.window.close()
    shutil.rmtree(home, ignore_errors=True)
    readme = words.commands.tour_readme.format(phrase=words.lock.training_phrase)
    (folder / "README.txt").write_text(readme, encoding="utf-8")
    return walked.count


def clear(folder: Path) -> None:
    """Make the folder, or take away what an earlier tour left in it and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("[0-9][0-9][0-9]-*.png"), *folder.glob("for-the-*.pdf")):
        old.unlink()
    for made in ("vault", "home"):
        shutil.rmtree(folder / made, ignore_errors=True)
