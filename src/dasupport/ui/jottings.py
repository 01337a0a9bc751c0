"""Page drafts: half-written text on pages outside a session, as shown on the screen and as saved."""

from functools import partial
from typing import TYPE_CHECKING

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock
from dasupport.casework.jotting import make_page_draft, make_slot
from dasupport.casework.text import text_error
from dasupport.ui.desk import nearest
from dasupport.ui.keeper import Keeper
from dasupport.ui.running import Run

if TYPE_CHECKING:
    from dasupport.actions.jottings import PageDrafts as Actions


class Jottings(Keeper):
    """Half-written text of pages: a page saves here what would be lost with it, and drops it once used."""

    def __init__(self, actions: "Actions", run: Run, now: Clock) -> None:
        super().__init__(run, now)
        self._actions = actions
        self._standing: dict[tuple[str, str], str] = {}

    def load(self) -> None:
        """Read all page drafts: before any page that has some is shown, and after a rescue file was read."""
        self._run(self._actions.list_all, self._arrived, lambda _: None)

    def text(self, about: str, part: str) -> str:
        """Return the half-written text of one field, or "" if there is none."""
        return self._standing.get((about, part), "")

    def stands(self, about: str) -> bool:
        """Return True if there is a page draft about a person or on a page."""
        return any(item == about for item, _ in self._standing)

    def write(self, about: str, part: str, text: str) -> None:
        """Save a half-written text, if need be in the nearest form that can be stored. Empty text deletes the draft."""
        text = nearest(text) if text_error(text) else text
        if text == self.text(about, part) or text_error(text):
            return
        if not text:
            self.drop(about, part)
            return
        self._standing[about, part] = text
        draft = make_page_draft(about, part, text, self._now())
        self.keep(lambda: self._actions.save(draft), draft)

    def drop(self, about: str, *parts: str) -> None:
        """Delete page drafts: they were used, or their field was emptied."""
        for part in parts:
            if self._standing.pop((about, part), ""):
                self.keep(partial(self._actions.drop, make_slot(about, part)))

    def _arrived(self, found: tuple[Draft, ...]) -> None:
        """Take in what the vault has; texts typed meanwhile that are not saved yet are newer and win."""
        kept = {(draft.slot.item, draft.slot.part): draft.answer.words.value for draft in found}
        self._standing = kept | self._standing if self.owes else kept
