"""What every screen of an unlocked program has at hand. Made once after unlocking, gone with the lock."""

from collections.abc import Callable
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from dasupport.casework.ids import Clock, NewId
from dasupport.casework.record import Record
from dasupport.content.dates import local
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.settings import Organisation
from dasupport.ui.desk import Desk
from dasupport.ui.routes import InSession, Papers, Route, Sealed, Turned
from dasupport.ui.running import Run

if TYPE_CHECKING:
    from dasupport.actions.access import Unlocked


class Office:
    """The unlocked vault's actions, the words, the clock, the session in hand, and the way from page to page."""

    def __init__(
        self, unlocked: "Unlocked", pack: Pack, organisation: Organisation, run: Run, now: Clock, new_id: NewId,
        zone: tzinfo | None = None,
    ) -> None:  # fmt: skip
        self.unlocked = unlocked
        self.pack = pack
        self.organisation = organisation
        self.run = run
        self.now = now
        self.new_id = new_id
        self.zone = zone
        self.desk: Desk | None = None
        self.go: Callable[[Route], None] = lambda _: None
        self.tell: Callable[[Refusal], None] = lambda _: None
        self.on_kept: Callable[[], None] = lambda: None

    @property
    def today(self) -> date:
        """The day it is, where the laptop is."""
        return local(self.now(), self.zone)

    def take(self, record: Record) -> Desk:
        """Put a session on the desk; what the one before it could not keep is tried once more."""
        if self.desk:
            self.desk.again()
        self.desk = Desk(self.unlocked.sessions, self.run, record, self.unlocked.owner.name, self.now, self.new_id)
        self.desk.on_kept = lambda: self.on_kept()
        self.desk.on_refused = lambda refusal: self.tell(refusal)
        return self.desk

    def desk_for(self, route: Route) -> Desk | None:
        """The desk, if the session of this route lies on it."""
        wanted = getattr(route, "session", None)
        return self.desk if self.desk and wanted == self.desk.record.session.id else None

    def fetch(self, route: Route) -> bool:
        """Fetch the session of a route, then go there: to be read if it is sealed. False if it can be gone to now."""
        if not isinstance(route, InSession | Sealed | Papers | Turned):
            return False
        session, desk = route.session, self.desk_for(route)
        if desk and desk.record.session.sealed and isinstance(route, InSession | Turned):
            self.go(Sealed(session))
            return True
        if desk:
            return False

        def arrived(record: Record) -> None:
            self.take(record)
            self.go(route)

        self.run(lambda: self.unlocked.sessions.open(session), arrived, self.tell)
        return True
