"""Qt's own file dialogs for opening and saving, on every system.

The system's dialogs would remember the files: among recent files, in the registry, as the last used
folder. Qt's dialog remembers them for every Qt program; here it is kept from remembering any.
"""

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QStandardPaths, QUrl
from PySide6.QtWidgets import QFileDialog, QSplitter, QToolButton
from shiboken6 import delete

from dasupport.platform.device_check import TargetFolder, check_target_folder
from dasupport.ui.theme import Theme
from dasupport.ui.window.main_window import MainWindow

DIALOG_GROUP = "FileDialog"
SIZE_SHARE = 0.85
"""Size of the dialog, as a share of the window's."""
USER_FOLDERS = (
    QStandardPaths.StandardLocation.HomeLocation,
    QStandardPaths.StandardLocation.DesktopLocation,
    QStandardPaths.StandardLocation.DocumentsLocation,
    QStandardPaths.StandardLocation.DownloadLocation,
)
BUTTON_ICONS = {
    "backButton": "back",
    "forwardButton": "forward",
    "toParentButton": "up",
    "newFolderButton": "folder-new",
}
UNUSED_BUTTONS = ("listModeButton", "detailModeButton")
SIDEBAR_WIDTH, ICON_SIZE = 150, 20
MEDIA_FOLDERS = ("/run/media/{user}", "/media/{user}", "/Volumes")
"""Folders in which removable media are mounted. On Windows they are listed under Computer."""


def ask_save_path(window: MainWindow, title: str, kind: str, name: str, suffix: str = "pdf") -> Path | None:
    """Ask for the path of a file to save; None if the user cancels."""
    return _run_dialog(window, title, kind, QFileDialog.AcceptMode.AcceptSave, name, suffix)


def ask_open_path(window: MainWindow, title: str, kind: str) -> Path | None:
    """Ask for an existing file; None if the user cancels."""
    return _run_dialog(window, title, kind, QFileDialog.AcceptMode.AcceptOpen)


class WindowFileDialogs:
    """The file dialogs of one window, as a port for its pages."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def ask_save_path(self, title: str, kind: str, name: str, suffix: str) -> Path | None:
        """Ask for the path of a file to save; None if the user cancels."""
        return ask_save_path(self._window, title, kind, name, suffix)

    def ask_open_path(self, title: str, kind: str) -> Path | None:
        """Ask for an existing file; None if the user cancels."""
        return ask_open_path(self._window, title, kind)

    def check_target_folder(self, file: Path) -> TargetFolder:
        """Return what is known about the folder a file is to be written to: removable, synced or remote."""
        return check_target_folder(file)


def _run_dialog(
    window: MainWindow, title: str, kind: str, mode: QFileDialog.AcceptMode, name: str = "", suffix: str = ""
) -> Path | None:
    """Run a file dialog. Qt's stored dialog settings are the same afterwards as before."""
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull
    )  # has an effect where the settings are a file
    with preserve_dialog_settings(QSettings(QSettings.Scope.UserScope, "QtProject")):
        dialog = QFileDialog(window)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setWindowTitle(title)
        dialog.setDirectory(str(Path.home()))
        dialog.setNameFilter(kind)
        dialog.setSidebarUrls([QUrl("file:"), *(QUrl.fromLocalFile(place) for place in list_sidebar_places())])
        dialog.resize(window.size() * SIZE_SHARE)
        _style_dialog(dialog, window.theme)
        dialog.setAcceptMode(mode)
        if mode is QFileDialog.AcceptMode.AcceptOpen:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        window.watch_dialog(dialog)
        window.is_file_dialog_open = True
        chosen = dialog.selectedFiles() if dialog.exec() else []
        window.is_file_dialog_open = False
        delete(dialog)  # its destructor writes its settings: that must happen before they are restored
    return Path(chosen[0]) if chosen else None


def _style_dialog(dialog: QFileDialog, theme: Theme) -> None:
    """Set the icons of the window's theme on the tool buttons, and make the sidebar wide enough for its names."""
    for name, icon in BUTTON_ICONS.items():
        if button := dialog.findChild(QToolButton, name):
            button.setIcon(theme.get_icon(icon, "ink"))
            button.setIconSize(QSize(theme.dp(ICON_SIZE), theme.dp(ICON_SIZE)))
    for name in UNUSED_BUTTONS:
        if button := dialog.findChild(QToolButton, name):
            button.hide()
    if splitter := dialog.findChild(QSplitter):
        splitter.setSizes([theme.dp(SIDEBAR_WIDTH), dialog.width() - theme.dp(SIDEBAR_WIDTH)])


def list_sidebar_places(media: Sequence[str] = MEDIA_FOLDERS) -> list[str]:
    """Return the folders for the sidebar: the user's own, and every mounted removable medium."""
    own = [QStandardPaths.writableLocation(place) for place in USER_FOLDERS]
    sticks: list[str] = []
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
        roots = [Path(root.format(user=user)) for root in media]
        sticks = [str(stick) for root in roots if root.is_dir() for stick in sorted(root.iterdir())]
    return list(dict.fromkeys(place for place in (*own, *sticks) if place))


@contextmanager
def preserve_dialog_settings(store: QSettings) -> Iterator[None]:
    """Remove what a dialog wrote into these settings meanwhile, and restore what was there before."""
    before = {key: store.value(key) for key in store.allKeys() if key.startswith(f"{DIALOG_GROUP}/")}
    yield
    store.sync()
    store.remove(DIALOG_GROUP)
    for key, value in before.items():
        store.setValue(key, value)
    store.sync()
