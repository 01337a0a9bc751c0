"""What every screen of an unlocked program has at hand. Made once after unlocking, gone with the lock."""

from collections.abc import Callable
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.record import Record
from dasupport.casework.roles import BY_KEY, Act
from dasupport.content.dates import local
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
    from dasupport.actions.access import Unlocked
    from dasupport.casework.rescue import Found
    from dasupport.laptop.look import Laptop
    from dasupport.laptop.screen import Sight


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
        self.laptop: Laptop | None = None
        self.sight: Sight | None = None
        self.desk: Desk | None = None
        self.jottings = Jottings(unlocked.jottings, run, now)
        self.jottings.on_kept = lambda: self.on_kept()
        self.jottings.on_refused = lambda refusal: self.not_kept(refusal)
        self.dropped = False
        """Whether this unlocking dropped what was half written about somebody new."""
        self.visited = 0
        """How many pages were gone to: what arrives late must not take anybody away from where they are now."""
        self._behind: tuple[Desk, ...] = ()
        """Sessions that were left while the vault refused some of their words."""
        self.go: Callable[[Route], None] = lambda _: None
        self.come_back: Callable[[Route], None] = lambda _: None
        """Leave the view that is turned to the person: after the passphrase, and in no other way."""
        self.lock: Callable[[], None] = lambda: None
        self.renewed: Callable[[], None] = lambda: None
        """All keys were made new, and the vault is closed: lock, and say so at the lock screen."""
        self.tries = Tries()
        self.tell: Callable[[Refusal], None] = lambda _: None
        self.read_back: tuple[Found, ...] = ()
        """What the last lock had to put beside the vault and this unlocking could not all put back."""
        self.not_kept: Callable[[Refusal], None] = lambda refusal: self.tell(refusal)
        """The vault refused words of the session in hand."""
        self.offers_again = False
        """Whether a card over the page offers to keep them once more."""
        self.place_of: Callable[[Path], Place] = lambda _: Place()
        """What a folder is like to which a file goes."""
        self.told_plain = False
        """Whether somebody has saved a plain file since unlocking, and knows what that means."""
        self.ask_save: Callable[[str, str, str, str], Path | None] = lambda *_: None
        self.ask_open: Callable[[str, str], Path | None] = lambda *_: None
        """Ask where a file may go, or which one to read: title, kind, name and ending, or title and kind."""
        self.on_kept: Callable[[], None] = lambda: None

    def allows(self, act: Act) -> bool:
        """Whether the owner's role may do this at all: what it may not is not offered."""
        return self.unlocked.allows(act)

    @property
    def guest(self) -> bool:
        """Whether somebody reads another's records here, with a supervisor's key."""
        return self.unlocked.owner.role == BY_KEY

    @property
    def has_pin(self) -> bool:
        """Whether a PIN brings back what Cover hides. A guest does not know the owner's, so theirs locks."""
        return self.unlocked.covering.has_pin and self.allows(Act.SET_PIN)

    def out_of_tries(self) -> None:
        """Somebody guessed too often: note it, then lock. A disk that takes no note is no reason to stay open."""
        self.run(self.unlocked.covering.gave_out, lambda _: None, lambda _: None)
        self.lock()

    @property
    def today(self) -> date:
        """The day it is, where the laptop is."""
        return local(self.now(), self.zone)

    def still(self) -> Callable[[], bool]:
        """A question for later: is one still on the page on which one is now?"""
        visited = self.visited
        return lambda: self.visited == visited

    def arrive(self, still: Callable[[], bool], record: Record, route: Route) -> None:
        """A session has come that was asked for: take it and go there, unless one has gone elsewhere meanwhile."""
        if still():
            self.take(record)
            self.go(route)

    @property
    def kept(self) -> Kept:
        """How safe the words on the desk are, or those that were left on another page before they were kept."""
        owing = next((keeper for keeper in (*self._behind, self.jottings) if keeper.owes), None)
        if owing or self.desk is None:
            return (owing or self.jottings).kept
        last = self.jottings.kept
        return last if last.at and (self.desk.kept.at or last.at) <= last.at and not self.desk.owes else self.desk.kept

    @property
    def unkept(self) -> tuple[Draft, ...]:
        """Every text that the vault refused, in whatever session it was written."""
        return tuple(draft for keeper in self._keepers for draft in keeper.unkept)

    def rescue(self) -> None:
        """On the vault's own thread, before it is closed: what it refused goes beside it. Nobody is asked. Raises
        Refusal where not every word found a place; whoever can only read here was told so before."""
        if self.allows(Act.JOT) and any(keeper.held for keeper in self._keepers) and self.unkept:
            self.unlocked.rescue.at_lock(self.unkept)

    def again(self) -> None:
        """Try once more to keep what the vault refused, wherever it was said."""
        for keeper in self._keepers:
            keeper.again()

    @property
    def _keepers(self) -> tuple[Keeper, ...]:
        """Whatever has words to keep: every session that was not left whole, the one in hand, the other pages."""
        return (*self._behind, *((self.desk,) if self.desk else ()), self.jottings)

    def take(self, record: Record) -> Desk:
        """Put a session on the desk; what the one before it could not keep is tried once more, and not forgotten."""
        self.again()
        self._behind = tuple(desk for desk in (*self._behind, *((self.desk,) if self.desk else ())) if desk.owes)
        self.desk = Desk(
            self.unlocked.sessions, self.run, record, self.unlocked.owner.name, self.now, self.new_id,
            writes=self.allows(Act.WRITE),
        )  # fmt: skip
        self.desk.on_kept = lambda: self.on_kept()
        self.desk.on_refused = lambda refusal: self.not_kept(refusal)
        return self.desk

    def let_go(self, session: str) -> None:
        """Take a session off the desk: it is sealed, and can only be read from now on."""
        if self.desk and self.desk.record.session.id == session:
            self.desk = None

    def forget(self, person: str) -> None:
        """Keep nothing of this person at hand: the record is deleted."""
        if self.desk and self.desk.record.person.id == person:
            self.desk = None
        self._behind = tuple(desk for desk in self._behind if desk.record.person.id != person)

    def desk_for(self, route: Route) -> Desk | None:
        """The desk, if the session of this route lies on it."""
        wanted = getattr(route, "session", None)
        return self.desk if self.desk and wanted == self.desk.record.session.id else None

    def fetch(self, route: Route) -> bool:
        """Fetch the session of a route, then go there: to be read if it is sealed. False if it can be gone to now."""
        self._leave_first_code(route)
        if not isinstance(route, InSession | Sealed | Papers | Turned):
            return False
        session, desk = route.session, self.desk_for(route)
        to_read = not self.allows(Act.WRITE) or (desk and desk.record.session.sealed)
        if to_read and isinstance(route, InSession | Turned):
            self.go(Sealed(session))
            return True
        if desk:
            return False

        still = self.still()
        self.run(
            lambda: self.unlocked.sessions.open(session), lambda record: self.arrive(still, record, route), self.tell
        )
        return True

    def _leave_first_code(self, route: Route) -> None:
        """Once the first page of a new vault is left, no code is made any more without the passphrase."""
        keys = self.unlocked.keys
        if keys.first and not isinstance(route, Code):
            self.run(keys.skip_first_code, lambda _: None, lambda _: None)
