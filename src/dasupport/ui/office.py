"""The session context: what every presenter of an unlocked program needs. Made at unlocking, dropped at the lock."""

from collections.abc import Callable
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.record import Record
from dasupport.casework.roles import GUEST, Act
from dasupport.content.dates import to_local_date
from dasupport.content.pack import Pack
from dasupport.laptop.look import Place
from dasupport.refusal import Refusal
from dasupport.settings import Organisation
from dasupport.ui.desk import Desk
from dasupport.ui.jottings import Jottings
from dasupport.ui.keeper import Keeper, Kept
from dasupport.ui.routes import Code, InSession, Papers, Route, Sealed, Turned
from dasupport.ui.running import Run
from dasupport.ui.tries import Tries

if TYPE_CHECKING:
    from dasupport.actions.access import OpenVault
    from dasupport.casework.rescue import RecoveredText
    from dasupport.laptop.look import Laptop
    from dasupport.laptop.screen import Sight


class Office:
    """The open vault's actions, the pack, the clock, the open session's editor, and navigation between pages."""

    def __init__(
        self,
        unlocked: "OpenVault",
        pack: Pack,
        organisation: Organisation,
        run: Run,
        now: Clock,
        new_id: NewId,
        zone: tzinfo | None = None,
    ) -> None:
        self.unlocked = unlocked
        self.pack = pack
        self.organisation = organisation
        self.run = run
        self.now = now
        self.new_id = new_id
        self.zone = zone
        self.laptop: Laptop | None = None
        self.sight: Sight | None = None
        self.desk: Desk | None = None
        self.jottings = Jottings(unlocked.page_drafts, run, now)
        self.jottings.on_kept = lambda: self.on_kept()
        self.jottings.on_refused = lambda refusal: self.not_kept(refusal)
        self.dropped = False
        """True if a half-written new person was deleted at this unlocking, as its retention period was over."""
        self.visited = 0
        """Number of page changes: a late answer must not move the user away from the page they are on now."""
        self._behind: tuple[Desk, ...] = ()
        """Editors of sessions that were left while the vault refused some of their words."""
        self.go: Callable[[Route], None] = lambda _: None
        self.come_back: Callable[[Route], None] = lambda _: None
        """Leave the view for the person: after the passphrase or the PIN, and in no other way."""
        self.lock: Callable[[], None] = lambda: None
        self.renewed: Callable[[], None] = lambda: None
        """All keys were replaced and the vault is closed: lock, and say so on the lock screen."""
        self.tries = Tries()
        self.tell: Callable[[Refusal], None] = lambda _: None
        self.read_back: tuple[RecoveredText, ...] = ()
        """Texts the last lock could not save, if this unlocking could not put all of them back in place."""
        self.not_kept: Callable[[Refusal], None] = lambda refusal: self.tell(refusal)
        """Called when the vault refused words of the open session or of a page draft."""
        self.offers_again = False
        """True while an overlay offers to retry the save."""
        self.place_of: Callable[[Path], Place] = lambda _: Place()
        """Return what is known about the folder a file is to be written to: removable, synced or remote."""
        self.told_plain = False
        """True once the user has saved an unencrypted file since unlocking, and so has read what that means."""
        self.ask_save: Callable[[str, str, str, str], Path | None] = lambda *_: None
        self.ask_open: Callable[[str, str], Path | None] = lambda *_: None
        """File dialogs: `ask_save_path(title, kind, name, suffix)`, `ask_open_path(title, kind)`. None if cancelled."""
        self.on_kept: Callable[[], None] = lambda: None

    def allows(self, act: Act) -> bool:
        """Return True if the owner's role may ever do this: an act that is not allowed is not offered."""
        return self.unlocked.is_allowed(act)

    @property
    def guest(self) -> bool:
        """True if another worker's records are being read with a supervisor key."""
        return self.unlocked.owner.role == GUEST

    @property
    def has_pin(self) -> bool:
        """True if a PIN lifts Cover. A guest does not know the owner's PIN, so for a guest Cover locks."""
        return self.unlocked.cover_pin.has_pin and self.allows(Act.SET_PIN)

    def out_of_tries(self) -> None:
        """Log that there were too many wrong attempts, then lock, even if the log entry cannot be written."""
        self.run(self.unlocked.cover_pin.record_lockout, lambda _: None, lambda _: None)
        self.lock()

    @property
    def today(self) -> date:
        """Today's date in the local time zone."""
        return to_local_date(self.now(), self.zone)

    def still(self) -> Callable[[], bool]:
        """Return a function that is True as long as the user has not gone to another page since this call."""
        visited = self.visited
        return lambda: self.visited == visited

    def arrive(self, still: Callable[[], bool], record: Record, route: Route) -> None:
        """Open a session that was loaded, and go to its route, unless the user has gone to another page meanwhile."""
        if still():
            self.take(record)
            self.go(route)

    @property
    def kept(self) -> Kept:
        """Save status of the open session, or of words left on another page before they were saved."""
        owing = next((keeper for keeper in (*self._behind, self.jottings) if keeper.owes), None)
        if owing or self.desk is None:
            return (owing or self.jottings).kept
        last = self.jottings.kept
        return last if last.at and (self.desk.kept.at or last.at) <= last.at and not self.desk.owes else self.desk.kept

    @property
    def unkept(self) -> tuple[Draft, ...]:
        """All drafts the vault has refused or not answered yet, of every session and page."""
        return tuple(draft for keeper in self._keepers for draft in keeper.unkept)

    def rescue(self) -> None:
        """Write the words the vault refused to a rescue file, without asking.

        Runs on the vault's own thread, before the vault is closed. Raises Refusal if not every word could be written.
        Does nothing in a read-only vault, where the user was told so before.
        """
        if self.allows(Act.SAVE_PAGE_DRAFT) and any(keeper.held for keeper in self._keepers) and self.unkept:
            self.unlocked.rescue_files.save_at_lock(self.unkept)

    def again(self) -> None:
        """Retry the saves the vault refused, wherever the words were entered."""
        for keeper in self._keepers:
            keeper.again()

    @property
    def _keepers(self) -> tuple[Keeper, ...]:
        """All save queues: sessions that were left with unsaved words, the open session, and the page drafts."""
        return (*self._behind, *((self.desk,) if self.desk else ()), self.jottings)

    def take(self, record: Record) -> Desk:
        """Make a session the open one. The saves of the previous one are retried, and its unsaved words are kept."""
        self.again()
        self._behind = tuple(desk for desk in (*self._behind, *((self.desk,) if self.desk else ())) if desk.owes)
        self.desk = Desk(
            self.unlocked.sessions,
            self.run,
            record,
            self.unlocked.owner.name,
            self.now,
            self.new_id,
            writes=self.allows(Act.WRITE),
        )
        self.desk.on_kept = lambda: self.on_kept()
        self.desk.on_refused = lambda refusal: self.not_kept(refusal)
        return self.desk

    def let_go(self, session: str) -> None:
        """Drop the editor of a session: it is sealed, and read-only from now on."""
        if self.desk and self.desk.record.session.id == session:
            self.desk = None

    def forget(self, person: str) -> None:
        """Drop all editors of a person whose record was deleted."""
        if self.desk and self.desk.record.person.id == person:
            self.desk = None
        self._behind = tuple(desk for desk in self._behind if desk.record.person.id != person)

    def desk_for(self, route: Route) -> Desk | None:
        """Return the editor if the open session is the one of this route, else None."""
        wanted = getattr(route, "session", None)
        return self.desk if self.desk and wanted == self.desk.record.session.id else None

    def fetch(self, route: Route) -> bool:
        """Load the session of a route, then go there; a sealed session is shown read-only.

        Returns False if nothing has to be loaded and the caller can show the route now.
        """
        self._leave_first_code(route)
        if not isinstance(route, InSession | Sealed | Papers | Turned):
            return False
        session, desk = route.session, self.desk_for(route)
        to_read = not self.allows(Act.WRITE) or (desk and desk.record.session.is_sealed)
        if to_read and isinstance(route, InSession | Turned):
            self.go(Sealed(session))
            return True
        if desk:
            return False

        still = self.still()
        self.run(
            lambda: self.unlocked.sessions.open_session(session),
            lambda record: self.arrive(still, record, route),
            self.tell,
        )
        return True

    def _leave_first_code(self, route: Route) -> None:
        """End the first-run state of a new vault once its first page is left: a new code then needs the passphrase."""
        keys = self.unlocked.keys
        if keys.needs_first_code and not isinstance(route, Code):
            self.run(keys.skip_first_code, lambda _: None, lambda _: None)
