"""Shown if the records were found damaged while open: what it means, and the way to the lock screen."""

from collections.abc import Callable

from dasupport.content.pack import Pack
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Button, Note, Paragraph, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.overlay.refusal import RefusalAction
from dasupport.ui.session.chrome import LOCK


def build_damage_blocks(pack: Pack) -> tuple[Block, ...]:
    """Return the warning for a page once damage is known, with the button to lock: the lock screen offers the
    remedies.
    """
    labels = pack.labels.backups
    note = Note("stop", pack.get_refusal_text(RefusalId.V_DATA_DAMAGED).say, labels.damaged_sub, key="damaged")
    return (note, Row((Button(LOCK, labels.damaged_lock, "primary"),), key="damaged-ways"))


class DamagedPresenter:
    """Overlay over the page on which the damage was found. It can be closed, to read the page and copy it by hand."""

    def __init__(self, pack: Pack, lock: Callable[[], None], close: Callable[[], None]) -> None:
        self.on_change: Callable[[], None] = noop
        self._pack = pack
        self._actions = {LOCK: lock, RefusalAction.CLOSE: close}

    def build_screen(self) -> Screen:
        labels = self._pack.labels.backups
        note = Note(
            "stop", self._pack.get_refusal_text(RefusalId.V_DATA_DAMAGED).say, labels.damaged_sub, key="damaged"
        )
        ways = (Button(LOCK, labels.damaged_lock, "primary"), Button(RefusalAction.CLOSE, labels.damaged_stay, "quiet"))
        return Screen(
            "damaged",
            (note, Paragraph(labels.damaged_words), Row(ways)),
            focus=LOCK,
            primary=LOCK,
            back=RefusalAction.CLOSE,
        )

    def handle(self, intent: Intent) -> None:
        if isinstance(intent, Pressed) and intent.key in self._actions:
            self._actions[intent.key]()
