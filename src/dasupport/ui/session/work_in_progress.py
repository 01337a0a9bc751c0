"""Work in progress: what changes while a vault is open. Made at unlocking, dropped at the lock."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.roles import Act
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.routes import Route
from dasupport.ui.session.editor import SessionEditor
from dasupport.ui.session.page_drafts import PageDraftEditor
from dasupport.ui.session.pin_attempts import PinAttempts
from dasupport.ui.session.save_queue import SaveQueue, SaveStatus, StatusListener

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault
    from dasupport.casework.rescue_outcome import RecoveredText


class WorkInProgress:
    """The editor of the open session, the page drafts, and every word that is not saved yet."""

    def __init__(
        self,
        vault: "OpenVault",
        run: JobRunner,
        now: Clock,
        new_id: NewId,
        on_status: StatusListener,
        on_refused: Callable[[Refusal], None],
    ) -> None:
        self._vault = vault
        self._run = run
        self._now = now
        self._new_id = new_id
        self._on_status = on_status
        self._on_refused = on_refused
        self._is_retry_offered = False
        self._navigation_count = 0
        self._blocked_editors: tuple[SessionEditor, ...] = ()
        """Editors of sessions that were left while the vault refused some of their words."""
        self.editor: SessionEditor | None = None
        self.page_drafts = PageDraftEditor(vault.page_drafts, run, now, self._push_status, on_refused)
        self.pin_attempts = PinAttempts()
        self.recovered_texts: tuple[RecoveredText, ...] = ()
        """Texts the last lock could not save, if this unlocking could not put all of them back in place."""
        self.new_person_draft_expired = False
        """True if a half-written new person was deleted at this unlocking, as its retention period was over."""
        self.plain_file_explained = False
        """True once the user has saved an unencrypted file since unlocking, and so has read what that means."""

    def count_navigation(self) -> None:
        """Count a page change: a late answer must not move the user away from the page they are on now."""
        self._navigation_count += 1

    def make_navigation_guard(self) -> Callable[[], bool]:
        """Return a function that is True as long as the user has not gone to another page since this call."""
        visited = self._navigation_count
        return lambda: self._navigation_count == visited

    def note_expired_draft(self, dropped: bool) -> None:
        """Note whether a half-written new person was deleted at this unlocking."""
        self.new_person_draft_expired = dropped

    def note_recovered(self, texts: "tuple[RecoveredText, ...]") -> None:
        """Note the texts of the last lock that could not all be put back in place."""
        self.recovered_texts = texts

    @property
    def status(self) -> SaveStatus:
        """Save status of the open session, or of words left on another page before they were saved."""
        editor = self.editor
        return replace(
            self._find_leading_status(),
            has_unstorable=bool(editor and editor.unstorable_texts),
            is_retry_offered=self._is_retry_offered,
        )

    def _find_leading_status(self) -> SaveStatus:
        owing = next((queue for queue in (*self._blocked_editors, self.page_drafts) if queue.has_unsaved), None)
        if owing or self.editor is None:
            return (owing or self.page_drafts).status
        last = self.page_drafts.status
        is_later = last.saved_at and (self.editor.status.saved_at or last.saved_at) <= last.saved_at
        return last if is_later and not self.editor.has_unsaved else self.editor.status

    def offer_retry(self, *, on: bool) -> None:
        """Note that an overlay offers a retry: the retry button of the header is hidden until the overlay is closed."""
        self._is_retry_offered = on
        self._on_status(self.status)

    def _push_status(self, _: SaveStatus) -> None:
        """Push the status of all queues together: one queue has changed, and another may have more to say."""
        self._on_status(self.status)

    @property
    def unsaved(self) -> tuple[Draft, ...]:
        """All drafts the vault has refused or not answered yet, of every session and page."""
        return tuple(draft for queue in self._save_queues for draft in queue.unsaved)

    def write_rescue_file(self) -> None:
        """Write the words the vault refused to a rescue file, without asking.

        Runs on the vault's own thread, before the vault is closed. Raises Refusal if not every word could be written.
        Does nothing in a read-only vault, where the user was told so before.
        """
        if (
            self._vault.is_allowed(Act.SAVE_PAGE_DRAFT)
            and any(queue.is_blocked for queue in self._save_queues)
            and self.unsaved
        ):
            self._vault.rescue_files.save_at_lock(self.unsaved)

    def retry_saves(self) -> None:
        """Retry the saves the vault refused, wherever the words were entered."""
        for queue in self._save_queues:
            queue.retry_saves()

    @property
    def _save_queues(self) -> tuple[SaveQueue, ...]:
        """All save queues: sessions that were left with unsaved words, the open session, and the page drafts."""
        return (*self._blocked_editors, *((self.editor,) if self.editor else ()), self.page_drafts)

    def open_session(self, record: Record) -> SessionEditor:
        """Make a session the open one. The saves of the previous one are retried, and its unsaved words are kept."""
        self.retry_saves()
        self._blocked_editors = tuple(
            editor
            for editor in (*self._blocked_editors, *((self.editor,) if self.editor else ()))
            if editor.has_unsaved
        )
        self.editor = SessionEditor(
            self._vault.sessions,
            self._run,
            record,
            self._vault.owner.name,
            self._now,
            self._new_id,
            self._push_status,
            self._on_refused,
            writes=self._vault.is_allowed(Act.WRITE),
        )
        return self.editor

    def close_session(self, session: str) -> None:
        """Drop the editor of a session: it is sealed, and read-only from now on."""
        if self.editor and self.editor.record.session.id == session:
            self.editor = None

    def forget_person(self, person: str) -> None:
        """Drop all editors of a person whose record was deleted."""
        if self.editor and self.editor.record.person.id == person:
            self.editor = None
        self._blocked_editors = tuple(editor for editor in self._blocked_editors if editor.record.person.id != person)

    def editor_for(self, route: Route) -> SessionEditor | None:
        """Return the editor if the open session is the one of this route, else None."""
        wanted = getattr(route, "session", None)
        return self.editor if self.editor and wanted == self.editor.record.session.id else None
