"""What is half written on the pages about the vault, as it stands on the screen and as it is kept."""

from functools import partial
from typing import TYPE_CHECKING

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock
from dasupport.casework.jotting import jotting, place
from dasupport.casework.text import unkeepable
from dasupport.ui.desk import nearest
from dasupport.ui.keeper import Keeper
from dasupport.ui.running import Run

if TYPE_CHECKING:
    from dasupport.actions.jottings import Jottings as Actions


class Jottings(Keeper):
    """Every page may write here what is lost with it otherwise; what was used is forgotten again."""

    def __init__(self, actions: "Actions", run: Run, now: Clock) -> None:
        super().__init__(run, now)
        self._actions = actions
        self._standing: dict[tuple[str, str], str] = {}

    def load(self) -> None:
        """Fetch what the vault has: before any page that has such words is up, and when a rescue file was read."""
        self._run(self._actions.every, self._arrived, lambda _: None)

    def text(self, about: str, part: str) -> str:
        """What is half written in one box; empty text if nothing is."""
        return self._standing.get((about, part), "")

    def stands(self, about: str) -> bool:
        """Whether anything is half written about a person or on a page."""
        return any(item == about for item, _ in self._standing)

    def write(self, about: str, part: str, text: str) -> None:
        """Keep a text; what cannot be kept as it is, is kept in the nearest form that can. No text is no jotting."""
        text = nearest(text) if unkeepable(text) else text
        if text == self.text(about, part) or unkeepable(text):
            return
        if not text:
            self.drop(about, part)
            return
        self._standing[about, part] = text
        draft = jotting(about, part, text, self._now())
        self.keep(lambda: self._actions.keep(draft), draft)

    def drop(self, about: str, *parts: str) -> None:
        """Forget what was half written: it was used, or taken out of its box."""
        for part in parts:
            if self._standing.pop((about, part), ""):
                self.keep(partial(self._actions.drop, place(about, part)))

    def _arrived(self, found: tuple[Draft, ...]) -> None:
        """What was typed meanwhile, and is not kept yet, is newer."""
        kept = {(draft.slot.item, draft.slot.part): draft.answer.words.value for draft in found}
        self._standing = kept | self._standing if self.owes else kept
