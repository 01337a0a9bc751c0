"""Asking for a file or a place for one. Qt's own dialog remembers them for every program: here it remembers none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog
from shiboken6 import delete

from dasupport.ui.window.window import Window

DIALOG = "FileDialog"


def ask_where(window: Window, title: str, kind: str, name: str, suffix: str = "pdf") -> Path | None:
    """A path that the user chose, or nothing."""
    return _asked(window, title, kind, QFileDialog.AcceptMode.AcceptSave, name, suffix)


def ask_which(window: Window, title: str, kind: str) -> Path | None:
    """A file that is there, which the user chose, or nothing."""
    return _asked(window, title, kind, QFileDialog.AcceptMode.AcceptOpen)


def _asked(
    window: Window, title: str, kind: str, mode: QFileDialog.AcceptMode, name: str = "", suffix: str = ""
) -> Path | None:
    """What Qt remembered before is what it remembers after."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)  # where it is a file at all
    with forgetting(QSettings(QSettings.Scope.UserScope, "QtProject")):
        dialog = QFileDialog(window, title, str(Path.home()), kind)
        dialog.setAcceptMode(mode)
        if mode is QFileDialog.AcceptMode.AcceptOpen:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        window.watch(dialog)
        window.asking = True
        chosen = dialog.selectedFiles() if dialog.exec() else []
        window.asking = False
        delete(dialog)  # it writes down where it was while it is destroyed: now, and not after we have put that back
    return Path(chosen[0]) if chosen else None


@contextmanager
def forgetting(store: QSettings) -> Iterator[None]:
    """What a dialog writes into a store meanwhile is taken out again; what stood there before stands there after."""
    before = {key: store.value(key) for key in store.allKeys() if key.startswith(f"{DIALOG}/")}
    yield
    store.sync()
    store.remove(DIALOG)
    for key, value in before.items():
        store.setValue(key, value)
    store.sync()
