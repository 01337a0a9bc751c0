"""Shown if the records were found damaged while open: what it means, and the way to the lock screen."""

from collections.abc import Callable

from dasupport.casework.shelf import DAMAGED
from dasupport.content.pack import Pack
from dasupport.ui.blocks import Block, Button, Note, Para, Row, Screen
from dasupport.ui.frame import LOCK
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.presenter import quiet
from dasupport.ui.screens.notice import CLOSE


def damage(pack: Pack) -> tuple[Block, ...]:
    """Return the warning for a page once damage is known, with the button to lock: the lock screen offers the
    remedies.
    """
    labels = pack.labels.backups
    note = Note("stop", pack.get_refusal_text(DAMAGED).say, labels.damaged_sub, key="damaged")
    return (note, Row((Button(LOCK, labels.damaged_lock, "primary"),), key="damaged-ways"))


class DamagedPage:
    """Overlay over the page on which the damage was found. It can be closed, to read the page and copy it by hand."""

    def __init__(self, pack: Pack, lock: Callable[[], None], close: Callable[[], None]) -> None:
        self.on_change: Callable[[], None] = quiet
        self._pack = pack
        self._acts = {LOCK: lock, CLOSE: close}

    def screen(self) -> Screen:
        labels = self._pack.labels.backups
        note = Note("stop", self._pack.get_refusal_text(DAMAGED).say, labels.damaged_sub, key="damaged")
        ways = (Button(LOCK, labels.damaged_lock, "primary"), Button(CLOSE, labels.damaged_stay, "quiet"))
        return Screen("damaged", (note, Para(labels.damaged_words), Row(ways)), focus=LOCK, primary=LOCK, back=CLOSE)

    def handle(self, intent: Intent) -> None:
        if isinstance(intent, Pressed) and intent.key in self._acts:
            self._acts[intent.key]()
