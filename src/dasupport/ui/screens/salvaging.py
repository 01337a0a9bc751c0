"""Salvaging what can be read of a damaged vault, before unlocking; the result says how much that was."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dasupport.casework.shelf import Backup
from dasupport.content.dates import format_datetime
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import (
    Block,
    Button,
    Card,
    Choice,
    Choosable,
    Heading,
    Line,
    Lines,
    Note,
    Row,
    Screen,
)
from dasupport.ui.intents import Chose, Intent, Pressed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run
from dasupport.ui.screens.doorway import LEADS, RESTORE, Doorway, emergency_button, named
from dasupport.ui.screens.fields import told
from dasupport.ui.screens.in_hand import KEY, PASSPHRASE, SEEN, InHand
from dasupport.ui.screens.phrase import AGAIN, NewPhrase

if TYPE_CHECKING:
    from dasupport.actions.opening import Secret
    from dasupport.actions.restoring import SalvageResult

WHICH, GO, BACK = "which", "go", "back"
DAMAGED = "V-DATA-DAMAGED"


class Salvager(Protocol):
    """Copies what can be read of a damaged vault into a new vault on this laptop."""

    def salvage(self, folder: Path, secret: "Secret", new: tuple[str, str]) -> "SalvageResult": ...

    def backups(self) -> tuple[Backup, ...]: ...


class SalvagingPage:
    """The page with the form to salvage a vault; after that, how much of how much was read."""

    def __init__(
        self,
        pack: Pack,
        folder: Path | None,
        vaults: tuple[Path, ...],
        door: Doorway,
        salvager: Salvager,
        run: Run,
        ask_key: Callable[[], Path | None],
        in_sight: Callable[[bool], None],
        leave: Callable[[], None],
        restore: Callable[[], None],
        emergency: Callable[[], None],
    ) -> None:
        self.on_change: Callable[[], None] = quiet
        self._pack = pack
        self._vaults = vaults
        self._chosen = folder or (vaults[-1] if vaults else None)
        self._door = door
        self._salvager = salvager
        self._run = run
        self.in_hand = InHand(pack, ask_key, pack.labels.salvaging, GO)
        self._new = NewPhrase(pack.first, door.offered, run, lambda: self.on_change(), self._not_done)
        self._in_sight = in_sight
        self._leave = leave
        self._restore = restore
        self._emergency = emergency
        self._busy = False
        self._refused = ""
        self._refusals = 0
        self._rest: SalvageResult | None = None
        self._found: tuple[Backup, ...] | None = None

    @property
    def done(self) -> bool:
        """True once something has been salvaged."""
        return self._rest is not None

    def screen(self) -> Screen:
        return self._form() if self._rest is None else self._done(self._rest)

    def handle(self, intent: Intent) -> None:
        if not self._busy:
            self.in_hand.handle(intent)
            self._new.handle(intent)
        match intent:
            case Chose(key="how") if not self._busy:
                self._turned()
            case Chose(key="which", value=value) if value:
                self._chosen = Path(value)
            case Pressed(key="emergency"):
                self._emergency()
            case Pressed(key=key) if not self._busy:
                {GO: self._start, RESTORE: self._restore, BACK: self._leave}.get(key, quiet)()
            case _:
                pass

    def _turned(self) -> None:
        """Clear the refusal, and begin the new passphrase unless the credential is a passphrase itself."""
        self._refused = ""
        self._in_sight(self.in_hand.how in SEEN)
        if self.in_hand.how != PASSPHRASE:
            self._new.begin()

    def _start(self) -> None:
        if self._chosen is None:
            return
        if self.in_hand.moved():
            self._turned()
            self._refusals += 1
            self.on_change()
        elif taken := self.in_hand.taken():
            folder, new = self._chosen, (self._new.phrase, self._new.again)
            self._busy, self._refused = True, ""
            self._in_sight(False)
            self._run(lambda: self._salvager.salvage(folder, taken(), new), self._saved, self._not_done)

    def _saved(self, rest: "SalvageResult") -> None:
        self._busy, self._rest = False, rest
        self.on_change()

    def _not_done(self, refusal: Refusal) -> None:
        self._busy, self._refused = False, refusal.item
        self._refusals += 1
        self._in_sight(self.in_hand.how in SEEN)
        if self._to_backup:
            self._run(self._salvager.backups, self._listed, lambda _: None)
        elif not self._new_wanted:
            self.in_hand.refuse(refusal.item)
        self.on_change()

    def _listed(self, found: tuple[Backup, ...]) -> None:
        self._found = tuple(each for each in found if self._chosen and each.path.is_relative_to(self._chosen))
        self._refusals += 1  # the page is taller now: redraw it with the first field in view
        self.on_change()

    @property
    def _to_backup(self) -> bool:
        """True while the last refusal means that only restoring a backup helps."""
        return RESTORE in LEADS.get(self._refused, ())

    def _form(self) -> Screen:
        labels = self._pack.labels.salvaging
        look = "plain" if self._to_backup else "primary"
        says = self._pack.labels.ways_in.choose if self.in_hand.how == KEY else labels.go
        go = Button(GO, labels.going if self._busy else says, look, enabled=not self._busy)
        restore = (Button(RESTORE, self._pack.first.lock.restore, "primary"),) if self._to_backup else ()
        return Screen(
            f"salvaging:{self._refusals}",
            (
                Heading(labels.title, labels.sub),
                *self._which(),
                *self.in_hand.blocks(),
                *self._passphrase(),
                *self._trouble(),
                Row(
                    (Button(BACK, labels.back, icon="back", enabled=not self._busy), go, *restore),
                    ends=True,
                    key="ways",
                ),
                Row((emergency_button(self._pack.first),), ends=True, key="more"),
            ),
            focus=RESTORE if self._to_backup else self._wanted(),
            primary=RESTORE if self._to_backup else GO,
            back=BACK,
        )

    def _wanted(self) -> str:
        """Return the key of the field to focus: the one that was refused, or the first that is empty."""
        if self.in_hand.how == KEY and not self._new.again:
            return AGAIN
        return self._new_wanted or self.in_hand.wanted()

    @property
    def _new_wanted(self) -> str:
        """The key of the field of the new passphrase that was refused; "" if none was."""
        return "" if self.in_hand.how == PASSPHRASE else self._new.wanted(self._refused)

    def _passphrase(self) -> tuple[Block, ...]:
        """Return the form for a new passphrase; () if the credential is a passphrase, which then stays."""
        if self.in_hand.how == PASSPHRASE:
            return ()
        labels = self._pack.labels.salvaging
        heading = Heading(labels.new, labels.new_sub, level=2)
        said = told(self._pack, self._refused) if self._new_wanted else ""
        return (Card((heading, *self._new.blocks(self._new_wanted, said)), key="new"),)

    def _which(self) -> tuple[Block, ...]:
        if len(self._vaults) < 2:
            return ()
        first, door = self._pack.first, self._door
        found = tuple(Choosable(str(path), named(first, door, path)) for path in reversed(self._vaults))
        return (Choice(WHICH, self._pack.labels.salvaging.which, found, str(self._chosen)),)

    def _trouble(self) -> tuple[Block, ...]:
        """Return the refusal right above the button to restore, if restoring a backup is what helps."""
        if not self._to_backup:
            return ()
        labels, sentence = self._pack.labels.salvaging, self._pack.get_refusal_text(self._refused)
        lost = self._refused == DAMAGED
        words = (labels.nothing, labels.nothing_do) if lost else (sentence.say, sentence.do)
        return (Note("stop", *words, key="trouble"), *self._backups())

    def _backups(self) -> tuple[Block, ...]:
        """Return a note with the times of the backups of the chosen vault."""
        if not self._to_backup or self._found is None:
            return ()
        labels = self._pack.labels
        if not self._found:
            return (Note("care", labels.salvaging.no_backup, labels.salvaging.no_backup_sub, key="backups"),)
        moments = "; ".join(format_datetime(labels.dates, each.made_at) for each in self._found)
        return (Note("calm", labels.salvaging.backups, moments, key="backups"),)

    def _done(self, rest: "SalvageResult") -> Screen:
        labels, found = self._pack.labels.salvaging, rest.salvaged
        counts = {
            labels.people: found.people,
            labels.sessions: found.sessions,
            labels.entries: found.entries,
            labels.lines: found.lines,
        }
        lines = [
            Line(f"count:{number}", name, labels.count.format(read=count.read, known=count.known))
            for number, (name, count) in enumerate(counts.items())
        ]
        if found.loose:
            lines.append(Line("loose", labels.loose, str(found.loose)))
        done = Note("care", labels.done.format(name=rest.folder.name[:4]), labels.done_sub, key="done")
        counted = Card((Lines(tuple(lines), labels.title),), key="counts")
        lacking = Note("calm", labels.lacking, labels.lacking_sub, key="lacking")
        to_lock = Row((Button(BACK, labels.to_lock, "primary"),), key="ways")
        blocks = (Heading(labels.title), done, counted, lacking, to_lock)
        return Screen("salvaged", blocks, focus=BACK, primary=BACK, back=BACK)
