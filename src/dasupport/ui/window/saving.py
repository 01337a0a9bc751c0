"""Asking where a sheet may go. Qt's own dialog remembers places and names for every program: we put that back."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from dasupport.ui.window.window import Window


def ask_where(window: Window, title: str, kind: str, name: str) -> Path | None:
    """A path that the user chose, or nothing. What Qt remembered before is what it remembers after."""
    before = _remembered()
    dialog = QFileDialog(window, title, str(Path.home()), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    window.watch(dialog)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.setHistory([])
    dialog.deleteLater()
    _put_back(before)
    return Path(chosen[0]) if chosen else None


def _store() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def _remembered() -> dict[str, object]:
    store = _store()
    return {key: store.value(key) for key in store.allKeys() if key.startswith("FileDialog/")}


def _put_back(before: dict[str, object]) -> None:
    store = _store()
    store.remove("FileDialog")
    for key, value in before.items():
        store.setValue(key, value)
    store.sync()
