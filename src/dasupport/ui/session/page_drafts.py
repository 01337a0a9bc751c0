"""Page drafts: half-written text on pages outside a session, as shown on the screen and as saved."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from dasupport.casework.attributed_text import text_error
from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock
from dasupport.casework.page_draft import make_page_draft, make_slot
from dasupport.refusal import Refusal
from dasupport.ui.background.run import JobRunner
from dasupport.ui.session.editor import to_storable
from dasupport.ui.session.save_queue import SaveQueue, StatusListener

if TYPE_CHECKING:
    from dasupport.actions.page_drafts import PageDrafts


class PageDraftEditor(SaveQueue):
    """Half-written text of pages: a page saves here what would be lost with it, and drops it once used."""

    def __init__(
        self,
        actions: "PageDrafts",
        run: JobRunner,
        now: Clock,
        on_status: StatusListener,
        on_refused: Callable[[Refusal], None],
    ) -> None:
        super().__init__(run, now, on_status, on_refused)
        self._actions = actions
        self._texts: dict[tuple[str, str], str] = {}

    def load(self) -> None:
        """Read all page drafts: before any page that has some is shown, and after a rescue file was read."""
        self._run(self._actions.list_all, self._merge_loaded, lambda _: None)

    def get_text(self, about: str, part: str) -> str:
        """Return the half-written text of one field, or "" if there is none."""
        return self._texts.get((about, part), "")

    def has_drafts(self, about: str) -> bool:
        """Return True if there is a page draft about a person or on a page."""
        return any(item == about for item, _ in self._texts)

    def save_text(self, about: str, part: str, text: str) -> None:
        """Save a half-written text, if need be in the nearest form that can be stored. Empty text deletes the draft."""
        text = to_storable(text) if text_error(text) else text
        if text == self.get_text(about, part) or text_error(text):
            return
        if not text:
            self.delete_texts(about, part)
            return
        self._texts[about, part] = text
        draft = make_page_draft(about, part, text, self._now())
        self.enqueue(lambda: self._actions.save(draft), draft)

    def delete_texts(self, about: str, *parts: str) -> None:
        """Delete page drafts: they were used, or their field was emptied."""
        for part in parts:
            if self._texts.pop((about, part), ""):
                self.enqueue(partial(self._actions.drop, make_slot(about, part)))

    def _merge_loaded(self, found: tuple[Draft, ...]) -> None:
        """Take in what the vault has; texts typed meanwhile that are not saved yet are newer and win."""
        kept = {(draft.slot.item, draft.slot.part): draft.answer.words.value for draft in found}
        self._texts = kept | self._texts if self.has_unsaved else kept
