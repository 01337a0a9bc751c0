"""Somebody works in another program: after a minute nothing of theirs stands among the windows, if they wish so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dasupport.ui.window.elsewhere import Elsewhere
from tests.journey.desk_work import DeskWork


def leaves(worker: DeskWork, *, comes_back: bool = False) -> Elsewhere:
    """The worker goes to another program, and perhaps comes back; what counts the minute."""
    app, inside = worker.driver.shell.app, worker.driver.shell.inside
    assert isinstance(app, QApplication)
    assert inside is not None
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    if comes_back:
        app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    return inside.elsewhere


@pytest.mark.parametrize("on", [True, False])
def test_that_it_covers_after_a_minute_if_that_is_wished(worker: DeskWork, on: bool) -> None:
    shell = worker.driver.shell
    shell.change_settings(shell.settings.with_away(on=on))
    elsewhere = leaves(worker)
    assert (elsewhere.later.isActive(), elsewhere.later.interval()) == (True, 60_000)
    elsewhere.later.timeout.emit()
    worker.driver.settle()
    assert worker.driver.has("continue") is on
    assert ("Amara" in "\n".join(worker.driver.texts())) is not on


def test_that_who_comes_back_in_time_finds_the_page_as_it_was(worker: DeskWork) -> None:
    worker.driver.shell.change_settings(worker.driver.shell.settings.with_away(on=True))
    assert not leaves(worker, comes_back=True).later.isActive()
    assert worker.driver.shell.office is not None
