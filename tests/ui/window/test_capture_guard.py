"""Every window is kept out of pictures of the screen, on a system that can; one that takes down what it is asked stands
in for it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from dasupport.ui.window.capture_guard import CaptureGuard


class System:
    """Takes down which window was hidden or shown last."""

    def __init__(self) -> None:
        self.hidden: dict[int, bool] = {}

    def __call__(self, window: int, on: bool) -> bool:
        self.hidden[window] = on
        return True


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def unseen(qapp: QApplication, system: System) -> Iterator[CaptureGuard]:
    made = CaptureGuard(qapp, system)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[list[QWidget]]:
    """A window that is there already, and those that come later: a dialog over it, a menu."""
    first = QWidget()
    made = [first, QDialog(first), QMenu(first)]
    for window in made:
        qtbot.addWidget(window)
    first.show()
    yield made
    for window in made:
        window.hide()


def state(system: System, windows: list[QWidget]) -> list[bool | None]:
    return [system.hidden.get(int(window.winId())) for window in windows]


def test_that_every_window_is_hidden_whenever_it_comes(
    windows: list[QWidget], unseen: CaptureGuard, system: System
) -> None:
    assert unseen.is_supported
    assert state(system, windows[:1]) == [True]
    for window in windows[1:]:
        window.show()
    assert state(system, windows) == [True] * 3


def test_that_a_window_with_a_new_number_is_hidden_anew(
    qapp: QApplication, windows: list[QWidget], unseen: CaptureGuard, system: System
) -> None:
    system.hidden.clear()
    qapp.sendEvent(windows[0], QEvent(QEvent.Type.WinIdChange))
    assert state(system, windows[:1]) == [True]
    assert not unseen.is_capture_allowed


def test_that_all_of_them_can_be_seen_for_as_long_as_somebody_needs_it(
    windows: list[QWidget], unseen: CaptureGuard, system: System
) -> None:
    unseen.allow_capture(on=True)
    windows[1].show()
    assert state(system, windows[:2]) == [False, False]
    unseen.allow_capture(on=False)
    assert state(system, windows[:2]) == [True, True]


def test_that_where_it_is_impossible_nothing_is_watched(qapp: QApplication, windows: list[QWidget]) -> None:
    made = CaptureGuard(qapp, None)
    made.allow_capture(on=True)
    windows[1].show()
    assert not made.is_supported
    made.deleteLater()


def test_that_a_system_that_refuses_is_not_said_to_hide_anything(qapp: QApplication, windows: list[QWidget]) -> None:
    made = CaptureGuard(qapp, lambda _, __: False)
    assert windows[0].isVisible()
    assert not made.is_supported
    qapp.removeEventFilter(made)
    made.deleteLater()
