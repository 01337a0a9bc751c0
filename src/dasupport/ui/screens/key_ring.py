"""Key slots of the vault: passphrase, recovery code, supervisor keys; and the rotation of all keys."""

from collections.abc import Callable
from datetime import datetime

from dasupport.actions.keys import KeyStatus, Way
from dasupport.actions.passphrase import suggest
from dasupport.casework.jotting import DraftPage, contains_private_key, filter_public_key
from dasupport.casework.trail import shorten_key
from dasupport.content.dates import format_date, to_local_date
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Field, Heading, Line, Lines, Note, Para, Row, Screen, Tick
from dasupport.ui.intents import Intent, Left, Pressed, Ticked, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Code, NewKeys, Route, Settings, Sort
from dasupport.ui.screens.beside import NOTHING, beside, of_today
from dasupport.ui.screens.fields import told
from dasupport.ui.screens.phrase import NewPhrase

NOW, NOW_SETTLE, NOW_KEY, CHANGE, AT_ONCE, KEEP_OLD, SETTLE, PUBLIC, ADD, END, BACK, LOCK = (
    "now",
    "now-settle",
    "now-key",
    "change",
    "at-once",
    "keep-old",
    "settle",
    "public",
    "add",
    "end:",
    "back",
    "lock-now",
)
PHRASES = (NOW, NOW_SETTLE, NOW_KEY)
"""Fields for the current passphrase, one for each place where it is used."""
LEADS: dict[str, Route] = {
    "code-make": Code(Sort.CODE),
    "code-try": Code(Sort.TRY),
    "parts-make": Code(Sort.PARTS),
    "parts-try": Code(Sort.TRY_PARTS),
    "rotate": NewKeys(),
    BACK: Settings(),
}
"""Routes of the buttons that lead to another page, and of the way back."""


class KeyRingPage:
    """A card for each kind of key slot, with everything that changing it needs."""

    def __init__(self, office: Office, made: Sort | None = None) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._state = KeyStatus(())
        self._loaded = self._busy = self._at_once = self._private = False
        self._typed = dict.fromkeys((*PHRASES, PUBLIC), "")
        self._new = NewPhrase(office.pack.first, suggest, office.run, lambda: self.on_change(), self._not_done)
        self._told = NOTHING
        self._phrase = NOW
        self._done = self._done_sub = self._done_at = ""
        self._round = 0
        self._new.begin()
        self._say_made(made)
        self.office.run(self.office.unlocked.keys.get_status, self._arrived, self.office.tell)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.keys
        cards = (*self._waiting(), self._code(), self._passphrase(), self._supervisor(), *self._rest())
        return Screen(
            f"keys:{self._round}",
            (
                Heading(labels.title, labels.sub),
                *self._outcome(""),
                *(cards if self._loaded else ()),
                Row((Button(BACK, labels.back, icon="back"),), key="ways"),
            ),
            focus=self._told.key or self._done_at or self._begins(),
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        self._new.handle(intent)
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._typed:
                self._typed[key] = text
                if key == PUBLIC:  # the other fields hold a passphrase: never saved
                    self._public(text)
            case Ticked(key="at-once", on=on):
                self._at_once = on
            case Pressed(key=key) if key in LEADS:
                self.office.go(LEADS[key])
            case Pressed(key="lock-now"):
                self.office.lock()
            case Pressed(key=key) if not self._busy:
                self._press(key)
            case _:
                pass

    def _public(self, text: str) -> None:
        """Save a half-written public key as a page draft; clear a private key from the screen at once and save it
        nowhere.
        """
        self.office.jottings.write(DraftPage.KEYS, PUBLIC, filter_public_key(text))
        self._private = contains_private_key(text) if text else self._private
        if self._private:
            self.on_change()  # draw the typed text first: the field is redrawn only if its value changes
            self._typed[PUBLIC] = ""
            self.on_change()

    def _press(self, key: str) -> None:
        keys, labels = self.office.unlocked.keys, self.office.pack.labels.keys
        self._phrase = NOW if key == CHANGE else NOW_SETTLE if key in (SETTLE, KEEP_OLD) else NOW_KEY
        now, public = self._typed[self._phrase], self._typed[PUBLIC]
        new, again, at_once = self._new.phrase, self._new.again, self._at_once
        if key == CHANGE:
            done = labels.settled if at_once else labels.changed
            self._do(lambda: keys.change_passphrase(now, new, again, at_once=at_once), done, now)
        elif key == ADD:
            self._do(lambda: keys.add_supervisor_key(now, public), labels.added, now, used=PUBLIC)
        elif key.startswith(END):
            self._do(lambda: keys.revoke_slot(now, key.removeprefix(END)), labels.ended, now)
        elif key in (KEEP_OLD, SETTLE):
            job, done = (
                (keys.discard_pending, labels.kept_old) if key == KEEP_OLD else (keys.commit_pending, labels.settled)
            )
            self._do(lambda: job(now), done, now)

    def _do(self, change: Callable[[], None], done: str, now: str, used: str = "") -> None:
        """Run a change after checking the passphrase typed here: every change needs it."""
        self._busy, self._told, self._done, self._done_sub = True, NOTHING, "", ""
        confirm = self.office.unlocked.confirm_passphrase

        def job() -> None:
            if not confirm(now):
                raise Refusal("V-PASS-WRONG")
            change()

        self.office.run(job, lambda _: self._did(done, used), self._not_done)

    def _did(self, done: str, used: str) -> None:
        self._busy, self._done, self._at_once = False, done, False
        self._done_at = ADD if self._phrase == NOW_KEY else CHANGE
        self.office.jottings.drop(DraftPage.KEYS, used)
        self._typed = dict.fromkeys(PHRASES, "") | {PUBLIC: self.office.jottings.text(DraftPage.KEYS, PUBLIC)}
        self._new.begin()
        self._round += 1
        self.office.run(self.office.unlocked.keys.get_status, self._arrived, self.office.tell)

    def _not_done(self, refusal: Refusal) -> None:
        now = of_today(refusal.item, self._typed[self._phrase])
        of_new = PUBLIC if refusal.item == "V-NO-KEY" else "" if now else self._new.wanted(refusal.item)
        self._told = beside(self.office.pack, refusal.item, of_new or self._phrase, of_field=now or bool(of_new))
        self._busy, self._typed = False, self._typed | dict.fromkeys(PHRASES, "")
        self._round += 1
        self.on_change()

    def _arrived(self, state: KeyStatus) -> None:
        self._state, self._loaded = state, True
        if state.has_pending_passphrase and self._done_at == CHANGE:  # a pending passphrase has a card of its own
            self._done_at = LOCK
        self._typed[PUBLIC] = self._typed[PUBLIC] or self.office.jottings.text(DraftPage.KEYS, PUBLIC)
        self.on_change()

    def _day(self, at: datetime) -> str:
        return format_date(self.office.pack.labels.dates, to_local_date(at, self.office.zone))

    def _outcome(self, at: str) -> tuple[Block, ...]:
        return (Note("good", self._done, self._done_sub, key="done"),) if self._done and self._done_at == at else ()

    def _say_made(self, made: Sort | None) -> None:
        """Set the message that a recovery code or shares were made on their own page."""
        labels = self.office.pack.labels.keys
        says: dict[Sort | None, tuple[str, str]] = {
            Sort.CODE: (labels.code_made, labels.code_made_sub),
            Sort.PARTS: (labels.parts_made, labels.parts_made_sub),
        }
        title, self._done_sub = says.get(made, ("", ""))
        self._done = title.format(day=format_date(self.office.pack.labels.dates, self.office.today))

    def _begins(self) -> str:
        """Return the key to focus first: making a recovery code if there is none, otherwise trying it.

        While a new passphrase is pending: the lock button, so that a repeated key press cannot discard it.
        """
        if not self._loaded:
            return ""
        if self._state.has_pending_passphrase:
            return LOCK
        missing = "parts-try" if self._state.shares_slot and not self._done else "code-make"  # keeps the result in view
        return "code-try" if self._state.code_slot else missing

    def _waiting(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.keys
        if not self._state.has_pending_passphrase:
            return ()
        told = self._outcome(LOCK) or (Note("care", labels.waiting, labels.waiting_sub, key="waits"),)
        lock = Row((Button(LOCK, labels.lock_now, "primary"),), key="lock-ways")
        stays = self._asked(NOW_SETTLE, labels.now_settle, labels.now_settle_hint)
        ways = Row((Button(SETTLE, labels.settle), Button(KEEP_OLD, labels.keep_old)))
        return (Card((*told, lock, *stays, ways), key="waiting"),)

    def _asked(self, key: str, label: str, hint: str = "") -> tuple[Block, ...]:
        """Return a field for the current passphrase, with its refusal."""
        typing, fault = self.office.pack.first.typing, self._told.under(key)
        field = Field(key, label, self._typed[key], hint, fault, secret=True, width=44, typing=typing)
        return (*self._told.above(key), field)

    def _code(self) -> Card:
        labels, code = self.office.pack.labels.keys, self._state.code_slot
        if code is None and self._state.shares_slot:
            told: tuple[Block, ...] = ()
            ways: tuple[Button, ...] = (Button("code-make", labels.code_make),)
        elif code is None:
            lost = labels.code_none_key if self._state.has_supervisor_key else labels.code_none_sub
            told = (Note("care", labels.code_none, lost, key="none"),)
            ways = (Button("code-make", labels.code_make, "primary"),)
        else:
            told = (self._on_paper(code, self._state.code_tried_at),)
            ways = (Button("code-try", labels.code_try), Button("code-make", labels.code_new, "quiet"))
        return Card((Heading(labels.code, level=2), *told, Row(ways)), key="code")

    def _on_paper(self, way: Way, tried: datetime | None) -> Para:
        labels = self.office.pack.labels.keys
        last = labels.code_tried.format(day=self._day(tried)) if tried and tried > way.since else labels.code_never
        return Para(f"{labels.code_since.format(day=self._day(way.since))} {last}")

    def _passphrase(self) -> Card:
        labels = self.office.pack.labels.keys
        return Card(
            (
                Heading(labels.passphrase, labels.passphrase_sub, level=2),
                *self._asked(NOW, labels.now),
                *self._new.blocks(self._told.field, self._told.said),
                Tick(AT_ONCE, labels.at_once, self._at_once, labels.at_once_hint),
                *self._outcome(CHANGE),
                Row((Button(CHANGE, labels.changing if self._busy else labels.change, enabled=not self._busy),)),
            ),
            key="passphrase",
        )

    def _supervisor(self) -> Card:
        labels = self.office.pack.labels.keys
        fault = told(self.office.pack, "KEY-PRIVATE") if self._private else self._told.under(PUBLIC)
        held = tuple(self._line(way) for way in self._state.slots if way.holder)
        holders: Block = Lines(held, labels.supervisor, key="held") if held else Para(labels.supervisor_none)
        return Card(
            (
                Heading(labels.supervisor, labels.supervisor_sub, level=2),
                holders,
                Field(PUBLIC, labels.public, self._typed[PUBLIC], labels.public_hint, fault, quick=True),
                *self._asked(NOW_KEY, labels.now, labels.now_key_hint),
                *self._outcome(ADD),
                Row((Button(ADD, labels.add),)),
            ),
            key="supervisor",
        )

    def _line(self, way: Way) -> Line:
        labels = self.office.pack.labels.keys
        since = labels.since.format(day=self._day(way.since))
        return Line(f"{END}{way.id}", shorten_key(way.holder), since, action=labels.end)

    def _rest(self) -> tuple[Card, ...]:
        labels = self.office.pack.labels.keys
        way = self._state.shares_slot
        told = (self._on_paper(way, self._state.shares_tried_at),) if way else ()
        make = Button("parts-make", labels.parts_new if way else labels.parts_make, "quiet" if way else "")
        go = (Button("parts-try", labels.parts_try), make) if way else (make,)
        parts = (Heading(labels.parts, labels.parts_sub, level=2), *told, Row(go))
        rotate = Heading(labels.rotate, labels.rotate_sub, level=2), Row((Button("rotate", labels.rotate_go),))
        return Card(parts, key="to-parts"), Card(rotate, key="to-rotate")
