"""What was copied here cannot be pasted by whoever sits here next; what another program copied stays."""

import pytest
from PySide6.QtGui import QGuiApplication

from dasupport.casework.people import Presenting
from dasupport.casework.steps import Place
from dasupport.ui.routes import Turned
from tests.journey.desk_work import DeskWork
from tests.journey.test_every_word import meet, open_gate

NOTE, WORDS = "note|NOTICE||words", "told in confidence"


@pytest.fixture
def copied(worker: DeskWork) -> DeskWork:
    """Somebody who has copied a note."""
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.place(Place.NOTICE)
    worker.driver.type(NOTE, WORDS)
    worker.driver.find(NOTE).setFocus()
    worker.driver.keys("Ctrl+A")
    worker.driver.keys("Ctrl+C")
    assert QGuiApplication.clipboard().text() == WORDS
    return worker


@pytest.mark.parametrize("act", ["turn", "cover", "lock"])
def test_that_nothing_copied_here_outlives_the_private_view(copied: DeskWork, act: str) -> None:
    shell = copied.driver.shell
    acts = {"turn": lambda: shell.go(Turned(copied.session, "LU-REL-1-1")), "cover": shell.cover, "lock": shell.lock}
    acts[act]()
    copied.driver.settle()
    assert QGuiApplication.clipboard().text() == ""


def test_that_a_copy_is_plain_text_and_nothing_else(copied: DeskWork) -> None:
    data = QGuiApplication.clipboard().mimeData()
    assert copied.driver.has(NOTE)
    assert data is not None
    assert [name for name in data.formats() if name.startswith("text")] == ["text/plain"]
