"""A dialog that asks for a file remembers nothing of it for anybody."""

import getpass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from dasupport.ui.window.file_dialogs import list_sidebar_places, preserve_dialog_settings

BEFORE = {"FileDialog/history": "/somewhere/else", "FileDialog/viewMode": "Detail", "Other/key": "kept"}


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    """What the programs of a desktop have remembered so far."""
    kept = QSettings(str(tmp_path / "QtProject.conf"), QSettings.Format.IniFormat)
    for key, value in BEFORE.items():
        kept.setValue(key, value)
    return kept


def remembered(store: QSettings) -> dict[str, object]:
    store.sync()
    return {key: store.value(key) for key in store.allKeys()}


def test_that_what_a_dialog_remembers_is_taken_out_again(store: QSettings) -> None:
    with preserve_dialog_settings(store):
        store.setValue("FileDialog/history", "/home/somebody/for-kd-4410")
        store.setValue("FileDialog/lastVisited", "/home/somebody")
        assert remembered(store) != BEFORE
    assert remembered(store) == BEFORE


def test_that_what_another_part_changes_meanwhile_stays(store: QSettings) -> None:
    with preserve_dialog_settings(store):
        store.setValue("Other/key", "changed")
    assert remembered(store) == {**BEFORE, "Other/key": "changed"}


def test_that_the_users_folders_and_every_stick_stand_at_the_side(tmp_path: Path) -> None:
    user = getpass.getuser()
    for stick in ("B", "A"):
        (tmp_path / user / stick).mkdir(parents=True)
    places = list_sidebar_places((f"{tmp_path}/{{user}}", f"{tmp_path}/nothing"))
    assert places[0] == str(Path.home())
    assert places[-2:] == [str(tmp_path / user / "A"), str(tmp_path / user / "B")]
    assert len(set(places)) == len(places)
