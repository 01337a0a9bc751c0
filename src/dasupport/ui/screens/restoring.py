"""Restoring from a backup before unlocking: which backup, the credential that opens it, and the result."""

from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dasupport.casework.shelf import Backup
from dasupport.content.dates import format_datetime
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Choice, Choosable, Heading, Note, Row, Screen
from dasupport.ui.intents import Chose, Intent, Pressed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run
from dasupport.ui.screens.doorway import emergency_button
from dasupport.ui.screens.in_hand import KEY, SEEN, InHand

if TYPE_CHECKING:
    from dasupport.actions.opening import Secret
    from dasupport.actions.restoring import Restored, SalvageResult

WHICH, OTHER, RESTORE, SALVAGE, BACK = "which", "other", "restore", "salvage", "back"


class Restorer(Protocol):
    """Lists the backups of this laptop, and makes one of them, or another file, a vault again."""

    def backups(self) -> tuple[Backup, ...]: ...

    def restore(self, file: Path, secret: "Secret") -> "Restored": ...

    def salvage(self, folder: Path, secret: "Secret", new: tuple[str, str]) -> "SalvageResult": ...


class RestoringPage:
    """The page with the form to restore a backup; after that, the result."""

    def __init__(
        self,
        pack: Pack,
        restorer: Restorer,
        run: Run,
        ask_which: Callable[[], Path | None],
        ask_key: Callable[[], Path | None],
        in_sight: Callable[[bool], None],
        leave: Callable[[], None],
        emergency: Callable[[], None],
        salvage: Callable[[], None] | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self.on_change: Callable[[], None] = quiet
        self._pack = pack
        self._restorer = restorer
        self._run = run
        self.ask_which = ask_which
        self.in_hand = InHand(pack, ask_key, pack.labels.restoring, RESTORE)
        self._in_sight = in_sight
        self._leave = leave
        self._emergency = emergency
        self._zone = zone
        self._salvage = salvage
        self._found: tuple[Backup, ...] | None = None
        self._other: Path | None = None
        self._chosen = ""
        self._busy = False
        self._refusals = 0
        self._restored: Restored | None = None
        run(restorer.backups, self._arrived, self._not_done)

    @property
    def done(self) -> bool:
        """True once a backup has been restored."""
        return self._restored is not None

    def screen(self) -> Screen:
        return self._form() if self._restored is None else self._done(self._restored)

    def handle(self, intent: Intent) -> None:
        if not self._busy:
            self.in_hand.handle(intent)
        match intent:
            case Chose(key="how") if not self._busy:
                self._in_sight(self.in_hand.how in SEEN)
            case Chose(key="which", value=value) if value:
                self._chosen = value
            case Pressed(key="emergency"):
                self._emergency()
            case Pressed(key=key) if not self._busy:
                self._pressed(key)
            case _:
                pass

    def _pressed(self, key: str) -> None:
        acts = {OTHER: self._choose_other, RESTORE: self._start, SALVAGE: self._salvage or quiet, BACK: self._leave}
        acts.get(key, quiet)()

    def _arrived(self, found: tuple[Backup, ...]) -> None:
        self._found = found
        self._refusals += 1  # the page is taller now: redraw it with the first field in view
        if found and not self._chosen:
            self._chosen = str(found[0].path)
        self.on_change()

    def _choose_other(self) -> None:
        chosen = self.ask_which()
        if chosen is not None:
            self._other, self._chosen = chosen, str(chosen)

    def _start(self) -> None:
        if self._chosen and (taken := self.in_hand.taken()):
            file = Path(self._chosen)
            self._busy = True
            self._in_sight(False)
            self._run(lambda: self._restorer.restore(file, taken()), self._came_back, self._not_done)

    def _came_back(self, restored: "Restored") -> None:
        self._busy, self._restored = False, restored
        self.on_change()

    def _not_done(self, refusal: Refusal) -> None:
        self._busy = False
        self.in_hand.refuse(refusal.item)
        self._refusals += 1
        self._in_sight(self.in_hand.how in SEEN)
        self.on_change()

    def _form(self) -> Screen:
        labels = self._pack.labels.restoring
        go = self._pack.labels.ways_in.choose if self.in_hand.how == KEY else labels.restore
        restore = Button(RESTORE, labels.restoring if self._busy else go, "primary", enabled=not self._busy)
        salvage = (Button(SALVAGE, labels.salvage, "quiet"),) if self._salvage else ()
        return Screen(
            f"restoring:{self._refusals}",
            (
                Heading(labels.title, labels.sub),
                *self._which(),
                Row((Button(OTHER, labels.other),), key="elsewhere"),
                *self.in_hand.blocks(),
                Row((Button(BACK, labels.back, icon="back"), restore), ends=True, key="ways"),
                Row((*salvage, emergency_button(self._pack.first)), ends=True, key="more"),
            ),
            focus=self.in_hand.wanted(),
            primary=RESTORE,
            back=BACK,
        )

    def _which(self) -> tuple[Block, ...]:
        labels = self._pack.labels.restoring
        options = [Choosable(str(each.path), self._named(each)) for each in self._found or ()]
        if self._other:
            options.append(Choosable(str(self._other), self._other.name))
        if options:
            return (Choice(WHICH, labels.which, tuple(options), self._chosen),)
        return (Note("care", labels.none, labels.none_sub, key="none"),) if self._found is not None else ()

    def _named(self, kept: Backup) -> str:
        """Return the time of a backup; with its vault's name if there are backups of several vaults."""
        labels, at = self._pack.labels, format_datetime(self._pack.labels.dates, kept.made_at, self._zone)
        vaults = {each.path.parents[1] for each in self._found or ()}
        return at if len(vaults) == 1 else labels.restoring.of.format(at=at, name=kept.path.parents[1].name[:4])

    def _done(self, restored: "Restored") -> Screen:
        labels = self._pack.labels.restoring
        at = format_datetime(self._pack.labels.dates, restored.at, self._zone)
        stayed = labels.mended_sub if restored.mended else labels.stayed_sub
        said = (labels.stayed, stayed) if restored.stayed else (labels.done, labels.done_sub)
        notes = [Note("good", said[0].format(at=at), said[1], key="done")]
        if restored.lacking:
            lacking = labels.lacking_sub.format(count=restored.lacking)
            notes.append(Note("care", labels.lacking, lacking, key="lacking"))
        if restored.aside:
            aside = labels.aside_sub.format(name=restored.aside.name)
            notes.append(Note("calm", labels.aside, aside, key="aside"))
        if not restored.mended:
            notes.append(Note("care", labels.again, labels.again_sub, key="again"))
        to_lock = Row((Button(BACK, labels.to_lock, "primary"),), key="ways")
        return Screen("restored", (Heading(labels.title), *notes, to_lock), focus=BACK, primary=BACK, back=BACK)
