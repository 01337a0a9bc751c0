"""The session context: what every presenter of an unlocked program needs. Made at unlocking, dropped at the lock."""

from collections.abc import Callable
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.roles import GUEST, Act
from dasupport.casework.session_record import Record
from dasupport.content.dates import to_local_date
from dasupport.content.pack import Pack
from dasupport.platform.device_check import TargetFolder
from dasupport.refusal import Refusal
from dasupport.settings import Organisation
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.routes import FacingPerson, InSession, PrintSheets, RecoveryCode, Route, SealedSession
from dasupport.ui.session.editor import SessionEditor
from dasupport.ui.session.page_drafts import PageDraftEditor
from dasupport.ui.session.pin_attempts import PinAttempts
from dasupport.ui.session.save_queue import SaveQueue, SaveStatus

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault
    from dasupport.casework.rescue_outcome import RecoveredText
    from dasupport.platform.device_check import DeviceState
    from dasupport.platform.screen_capture import CaptureSetting


class SessionContext:
    """The open vault's actions, the pack, the clock, the open session's editor, and navigation between pages."""

    def __init__(
        self,
        unlocked: "OpenVault",
        pack: Pack,
        organisation: Organisation,
        run: JobRunner,
        now: Clock,
        new_id: NewId,
        zone: tzinfo | None = None,
    ) -> None:
        self.open_vault = unlocked
        self.pack = pack
        self.organisation = organisation
        self.run_job = run
        self.now, self.new_id = now, new_id
        self.zone = zone
        self.device_state: DeviceState | None = None
        self.capture_setting: CaptureSetting | None = None
        self.editor: SessionEditor | None = None
        self.page_drafts = PageDraftEditor(unlocked.page_drafts, run, now)
        self.page_drafts.on_status_change = lambda: self.on_status_change()
        self.page_drafts.on_refused = lambda refusal: self.show_not_saved(refusal)
        self.new_person_draft_expired = False
        """True if a half-written new person was deleted at this unlocking, as its retention period was over."""
        self.navigation_count = 0
        """Number of page changes: a late answer must not move the user away from the page they are on now."""
        self._blocked_editors: tuple[SessionEditor, ...] = ()
        """Editors of sessions that were left while the vault refused some of their words."""
        self.go: Callable[[Route], None] = lambda _: None
        self.come_back: Callable[[Route], None] = lambda _: None
        """Leave the view for the person: after the passphrase or the PIN, and in no other way."""
        self.lock: Callable[[], None] = lambda: None
        self.lock_after_rekey: Callable[[], None] = lambda: None
        """All keys were replaced and the vault is closed: lock, and say so on the lock screen."""
        self.pin_attempts = PinAttempts()
        self.show_refusal: Callable[[Refusal], None] = lambda _: None
        self.recovered_texts: tuple[RecoveredText, ...] = ()
        """Texts the last lock could not save, if this unlocking could not put all of them back in place."""
        self.show_not_saved: Callable[[Refusal], None] = lambda refusal: self.show_refusal(refusal)
        """Called when the vault refused words of the open session or of a page draft."""
        self.retry_offered = False
        """True while an overlay offers to retry the save."""
        self.check_target_folder: Callable[[Path], TargetFolder] = lambda _: TargetFolder()
        """Return what is known about the folder a file is to be written to: removable, synced or remote."""
        self.plain_file_explained = False
        """True once the user has saved an unencrypted file since unlocking, and so has read what that means."""
        self.ask_save_path: Callable[[str, str, str, str], Path | None] = lambda *_: None
        self.ask_open_path: Callable[[str, str], Path | None] = lambda *_: None
        """File dialogs: `ask_save_path(title, kind, name, suffix)`, `ask_open_path(title, kind)`. None if cancelled."""
        self.on_status_change: Callable[[], None] = lambda: None

    def is_allowed(self, act: Act) -> bool:
        """Return True if the owner's role may ever do this: an act that is not allowed is not offered."""
        return self.open_vault.is_allowed(act)

    @property
    def is_guest(self) -> bool:
        """True if another worker's records are being read with a supervisor key."""
        return self.open_vault.owner.role == GUEST

    @property
    def has_pin(self) -> bool:
        """True if a PIN lifts Cover. A guest does not know the owner's PIN, so for a guest Cover locks."""
        return self.open_vault.cover_pin.has_pin and self.is_allowed(Act.SET_PIN)

    def lock_out(self) -> None:
        """Log that there were too many wrong attempts, then lock, even if the log entry cannot be written."""
        self.run_job(self.open_vault.cover_pin.record_lockout, lambda _: None, lambda _: None)
        self.lock()

    @property
    def today(self) -> date:
        """Today's date in the local time zone."""
        return to_local_date(self.now(), self.zone)

    def make_navigation_guard(self) -> Callable[[], bool]:
        """Return a function that is True as long as the user has not gone to another page since this call."""
        visited = self.navigation_count
        return lambda: self.navigation_count == visited

    def go_if_current(self, still: Callable[[], bool], record: Record, route: Route) -> None:
        """Open a session that was loaded, and go to its route, unless the user has gone to another page meanwhile."""
        if still():
            self.open_session(record)
            self.go(route)

    @property
    def save_status(self) -> SaveStatus:
        """Save status of the open session, or of words left on another page before they were saved."""
        owing = next((keeper for keeper in (*self._blocked_editors, self.page_drafts) if keeper.has_unsaved), None)
        if owing or self.editor is None:
            return (owing or self.page_drafts).status
        last = self.page_drafts.status
        return (
            last
            if last.saved_at
            and (self.editor.status.saved_at or last.saved_at) <= last.saved_at
            and not self.editor.has_unsaved
            else self.editor.status
        )

    @property
    def unsaved(self) -> tuple[Draft, ...]:
        """All drafts the vault has refused or not answered yet, of every session and page."""
        return tuple(draft for keeper in self._save_queues for draft in keeper.unsaved)

    def write_rescue_file(self) -> None:
        """Write the words the vault refused to a rescue file, without asking.

        Runs on the vault's own thread, before the vault is closed. Raises Refusal if not every word could be written.
        Does nothing in a read-only vault, where the user was told so before.
        """
        if (
            self.is_allowed(Act.SAVE_PAGE_DRAFT)
            and any(keeper.is_blocked for keeper in self._save_queues)
            and self.unsaved
        ):
            self.open_vault.rescue_files.save_at_lock(self.unsaved)

    def retry_saves(self) -> None:
        """Retry the saves the vault refused, wherever the words were entered."""
        for keeper in self._save_queues:
            keeper.retry_saves()

    @property
    def _save_queues(self) -> tuple[SaveQueue, ...]:
        """All save queues: sessions that were left with unsaved words, the open session, and the page drafts."""
        return (*self._blocked_editors, *((self.editor,) if self.editor else ()), self.page_drafts)

    def open_session(self, record: Record) -> SessionEditor:
        """Make a session the open one. The saves of the previous one are retried, and its unsaved words are kept."""
        self.retry_saves()
        self._blocked_editors = tuple(
            desk for desk in (*self._blocked_editors, *((self.editor,) if self.editor else ())) if desk.has_unsaved
        )
        self.editor = SessionEditor(
            self.open_vault.sessions,
            self.run_job,
            record,
            self.open_vault.owner.name,
            self.now,
            self.new_id,
            writes=self.is_allowed(Act.WRITE),
        )
        self.editor.on_status_change = lambda: self.on_status_change()
        self.editor.on_refused = lambda refusal: self.show_not_saved(refusal)
        return self.editor

    def close_session(self, session: str) -> None:
        """Drop the editor of a session: it is sealed, and read-only from now on."""
        if self.editor and self.editor.record.session.id == session:
            self.editor = None

    def forget_person(self, person: str) -> None:
        """Drop all editors of a person whose record was deleted."""
        if self.editor and self.editor.record.person.id == person:
            self.editor = None
        self._blocked_editors = tuple(desk for desk in self._blocked_editors if desk.record.person.id != person)

    def editor_for(self, route: Route) -> SessionEditor | None:
        """Return the editor if the open session is the one of this route, else None."""
        wanted = getattr(route, "session", None)
        return self.editor if self.editor and wanted == self.editor.record.session.id else None

    def load_for(self, route: Route) -> bool:
        """Load the session of a route, then go there; a sealed session is shown read-only.

        Returns False if nothing has to be loaded and the caller can show the route now.
        """
        self._skip_first_code(route)
        if not isinstance(route, InSession | SealedSession | PrintSheets | FacingPerson):
            return False
        session, desk = route.session, self.editor_for(route)
        to_read = not self.is_allowed(Act.WRITE) or (desk and desk.record.session.is_sealed)
        if to_read and isinstance(route, InSession | FacingPerson):
            self.go(SealedSession(session))
            return True
        if desk:
            return False

        still = self.make_navigation_guard()
        self.run_job(
            lambda: self.open_vault.sessions.open_session(session),
            lambda record: self.go_if_current(still, record, route),
            self.show_refusal,
        )
        return True

    def _skip_first_code(self, route: Route) -> None:
        """End the first-run state of a new vault once its first page is left: a new code then needs the passphrase."""
        keys = self.open_vault.keys
        if keys.needs_first_code and not isinstance(route, RecoveryCode):
            self.run_job(keys.skip_first_code, lambda _: None, lambda _: None)
