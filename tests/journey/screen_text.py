"""What a press has brought onto the page, and which of its words nobody sees without scrolling."""

from typing import Any

from PySide6.QtWidgets import QLabel

from dasupport.ui.screen.blocks import Note, Screen, iter_blocks
from dasupport.ui.widgets.block_widget import keep_numbers_unbroken
from tests.journey.test_large import in_sight, page_of
from tests.journey.worker import DeskWork

CAME = ("good", "stop")


def words(screen: Screen) -> list[str]:
    """Every strip on a page that tells what came of a press, and of the faults the first, where the cursor is. Other
    strips tell how things stand, each on its own card."""
    blocks = tuple(iter_blocks(screen.blocks))
    notes = [
        text for block in blocks if isinstance(block, Note) and block.tone in CAME for text in (block.title, block.say)
    ]
    faults = [fault for block in blocks if (fault := str(getattr(block, "fault", "")))]
    return [keep_numbers_unbroken(text) for text in (*notes, *faults[:1]) if text]


def standing(worker: DeskWork) -> tuple[str, list[str]]:
    """Which page stands there, whatever was refused on it, and its words."""
    screen = page_of(worker).shown_screen
    return screen.key.split(":")[0], words(screen)


def unseen(worker: DeskWork, texts: list[str]) -> list[str]:
    """Those of these words that are not wholly in sight."""
    shown: list[Any] = [label for label in page_of(worker).findChildren(QLabel) if label.isVisible()]
    seen = {label.text() for label in shown if in_sight(worker, label)}
    return [text for text in texts if text not in seen]


class Press:
    """One press of a button, and what was said after it; a page that took the place of another says its own."""

    def __init__(self, worker: DeskWork, key: str) -> None:
        stood, before = standing(worker)
        worker.driver.press(key)
        page, after = standing(worker)
        stayed = page == stood or worker.driver.app.window.overlay_page is not None
        self.worker = worker
        self.said = [text for text in after if text not in before] if stayed else []

    @property
    def unseen(self) -> list[str]:
        return unseen(self.worker, self.said)
