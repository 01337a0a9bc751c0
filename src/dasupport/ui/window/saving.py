"""Asking for a file or a place for one, in a dialog of our own on every system: the system's would remember them, among
recent files, in the registry, as the folder used last. Qt's remembers them for every program; here it remembers none.
"""

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QStandardPaths, QUrl
from PySide6.QtWidgets import QFileDialog, QSplitter, QToolButton
from shiboken6 import delete

from dasupport.ui.theme import Theme
from dasupport.ui.window.window import Window

DIALOG = "FileDialog"
ROOM = 0.85
"""How much of the window it takes."""
USUAL = (
    QStandardPaths.StandardLocation.HomeLocation, QStandardPaths.StandardLocation.DesktopLocation,
    QStandardPaths.StandardLocation.DocumentsLocation, QStandardPaths.StandardLocation.DownloadLocation,
)  # fmt: skip
ICONS = {"backButton": "back", "forwardButton": "forward", "toParentButton": "up", "newFolderButton": "folder-new"}
NEEDLESS = ("listModeButton", "detailModeButton")
SIDE, ICON = 150, 20
MEDIA = ("/run/media/{user}", "/media/{user}", "/Volumes")
"""Where sticks come up. On Windows they stand under Computer."""


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
        dialog = QFileDialog(window)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setWindowTitle(title)
        dialog.setDirectory(str(Path.home()))
        dialog.setNameFilter(kind)
        dialog.setSidebarUrls([QUrl("file:"), *(QUrl.fromLocalFile(place) for place in beside())])
        dialog.resize(window.size() * ROOM)
        _dress(dialog, window.theme)
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


def _dress(dialog: QFileDialog, theme: Theme) -> None:
    """Its small buttons in the look of the window, and room for the names at the side."""
    for name, icon in ICONS.items():
        if button := dialog.findChild(QToolButton, name):
            button.setIcon(theme.icon(icon, "ink"))
            button.setIconSize(QSize(theme.dp(ICON), theme.dp(ICON)))
    for name in NEEDLESS:
        if button := dialog.findChild(QToolButton, name):
            button.hide()
    if splitter := dialog.findChild(QSplitter):
        splitter.setSizes([theme.dp(SIDE), dialog.width() - theme.dp(SIDE)])


def beside(media: Sequence[str] = MEDIA) -> list[str]:
    """The places that stand at the side: the user's own folders, and every stick that is in."""
    own = [QStandardPaths.writableLocation(place) for place in USUAL]
    sticks: list[str] = []
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
        roots = [Path(root.format(user=user)) for root in media]
        sticks = [str(stick) for root in roots if root.is_dir() for stick in sorted(root.iterdir())]
    return list(dict.fromkeys(place for place in (*own, *sticks) if place))


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
