"""The session context: what every presenter of an unlocked program needs. Frozen, and complete when it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from dasupport.casework.ids import Clock, NewId
from dasupport.casework.roles import GUEST, Act
from dasupport.casework.session_record import Record
from dasupport.content.dates import to_local_date
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.settings import Organisation
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.ports import Device, FileDialogs, Locking, Navigation, Overlays
from dasupport.ui.screen.routes import FacingPerson, InSession, PrintSheets, RecoveryCode, Route, SealedSession
from dasupport.ui.session.editor import SessionEditor
from dasupport.ui.session.page_drafts import PageDraftEditor
from dasupport.ui.session.work_in_progress import WorkInProgress

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault


@dataclass(frozen=True)
class SessionContext:
    """The open vault's actions, the pack, the clock, the work in progress, and the ports of the program around."""

    open_vault: "OpenVault"
    pack: Pack
    run_job: JobRunner
    now: Clock
    new_id: NewId
    work: WorkInProgress
    navigation: Navigation
    locking: Locking
    overlays: Overlays
    files: FileDialogs
    device: Device
    get_organisation: Callable[[], Organisation]
    """Return the organisation's contacts, which can be changed in the settings."""
    zone: tzinfo | None = None

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

    @property
    def organisation(self) -> Organisation:
        """The organisation's contacts now."""
        return self.get_organisation()

    @property
    def editor(self) -> SessionEditor | None:
        """The editor of the open session; None while there is none."""
        return self.work.editor

    @property
    def page_drafts(self) -> PageDraftEditor:
        """The half-written texts of pages outside a session."""
        return self.work.page_drafts

    @property
    def today(self) -> date:
        """Today's date in the local time zone."""
        return to_local_date(self.now(), self.zone)

    def go(self, route: Route) -> None:
        """Go to a page; the text typed on the current page is saved first."""
        self.navigation.go(route)

    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refusal over the page."""
        self.overlays.show_refusal(refusal)

    def lock_out(self) -> None:
        """Log that there were too many wrong attempts, then lock, even if the log entry cannot be written."""
        self.run_job(self.open_vault.cover_pin.record_lockout, lambda _: None, lambda _: None)
        self.locking.lock()

    def go_if_current(self, still: Callable[[], bool], record: Record, route: Route) -> None:
        """Open a session that was loaded, and go to its route, unless the user has gone to another page meanwhile."""
        if still():
            self.work.open_session(record)
            self.go(route)

    def load_for(self, route: Route) -> bool:
        """Load the session of a route, then go there; a sealed session is shown read-only.

        Returns False if nothing has to be loaded and the caller can show the route now.
        """
        self._skip_first_code(route)
        if not isinstance(route, InSession | SealedSession | PrintSheets | FacingPerson):
            return False
        session, editor = route.session, self.work.editor_for(route)
        to_read = not self.is_allowed(Act.WRITE) or (editor and editor.record.session.is_sealed)
        if to_read and isinstance(route, InSession | FacingPerson):
            self.go(SealedSession(session))
            return True
        if editor:
            return False

        still = self.work.make_navigation_guard()
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
