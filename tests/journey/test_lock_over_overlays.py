"""A lock while something lies over the page: it asks nothing, and the half of the word below is there afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.window.file_dialogs import ask_open_path, ask_save_path
from tests.journey.test_every_word import meet
from tests.journey.test_late_answers import NOTE
from tests.journey.worker import DeskWork, over_a_dialog


def by_key(key: str) -> Callable[[DeskWork], None]:
    def over(worker: DeskWork) -> None:
        worker.driver.press_keys(key)
        assert worker.driver.app.window.overlay_page is not None
        worker.lock()

    return over


def refusal(worker: DeskWork) -> None:
    worker.driver.app.show_refusal(Refusal(RefusalId.V_DISK_FULL))
    worker.lock()


def saving(worker: DeskWork) -> None:
    over_a_dialog(worker.driver.app.window, lambda _: worker.driver.app.lock())
    assert ask_save_path(worker.driver.app.window, "Save", "PDF (*.pdf)", "sheet.pdf") is None


def choosing(worker: DeskWork) -> None:
    over_a_dialog(worker.driver.app.window, lambda _: worker.driver.app.lock())
    assert ask_open_path(worker.driver.app.window, "Open", "Words (*.words)") is None


OVER: dict[str, Callable[[DeskWork], None]] = {
    "the guide": by_key("F1"),
    "the emergency card": by_key("F2"),
    "a refusal": refusal,
    "a dialog that asks where": saving,
    "a dialog that asks which": choosing,
}


@pytest.mark.parametrize("what", OVER)
def test_that_half_a_word_below_outlives_the_lock(worker: DeskWork, what: str) -> None:
    meet(worker, Presenting.USING)
    session = worker.session
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, "half a wo")
    OVER[what](worker)
    worker.driver.wait_until_idle()
    assert QApplication.activeModalWidget() is None
    assert worker.driver.has_widget("open")
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    assert dict(worker.fields())[NOTE] == "half a wo"


def test_that_the_dialog_is_our_own_and_fits_the_window(worker: DeskWork) -> None:
    window = worker.driver.app.window
    seen: list[tuple[bool, bool, list[str]]] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        own = dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        fits = dialog.width() <= window.width() and dialog.height() <= window.height()
        seen.append((own, fits, [url.toLocalFile() for url in dialog.sidebarUrls()]))
        dialog.reject()

    over_a_dialog(window, look)
    assert ask_open_path(window, "Open", "Words (*.words)") is None
    ((own, fits, places),) = seen
    assert (own, fits) == (True, True)
    assert str(Path.home()) in places
