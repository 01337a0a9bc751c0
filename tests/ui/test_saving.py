"""A dialog that asks for a file remembers nothing of it for anybody."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from dasupport.ui.window.saving import forgetting

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
    with forgetting(store):
        store.setValue("FileDialog/history", "/home/somebody/for-kd-4410")
        store.setValue("FileDialog/lastVisited", "/home/somebody")
        assert remembered(store) != BEFORE
    assert remembered(store) == BEFORE


def test_that_what_another_part_changes_meanwhile_stays(store: QSettings) -> None:
    with forgetting(store):
        store.setValue("Other/key", "changed")
    assert remembered(store) == {**BEFORE, "Other/key": "changed"}
