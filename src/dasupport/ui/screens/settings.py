"""Settings page: theme, locking, and the organisation's details. They are stored outside every vault."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from dasupport.casework.text import text_error
from dasupport.content.pack import Pack
from dasupport.laptop.screen import Sight
from dasupport.settings import AWAY as WISHES
from dasupport.settings import IDLE, Organisation, Settings
from dasupport.ui.blocks import (
    Block,
    Button,
    Card,
    Choice,
    Choosable,
    Field,
    Heading,
    Line,
    Lines,
    Note,
    Para,
    Row,
    Screen,
    Tick,
)
from dasupport.ui.desk import Fault
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Ticked, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.screens.fields import told

LOOK, SCALE, BACK, AFTER, MINIMISE, PIN = "look", "scale", "back", "idle", "minimise", "set-pin"
OPENS, BACKUPS, LOG, RECORDS, WORDS = "keys", "backups", "log", "records", "words"
"""Keys of the links to the pages about this vault."""
SHOWN, AWAY = "shown", "away"
SCALES = ("100", "125", "150", "175", "200")


class Way(NamedTuple):
    """A link to a page about this vault: its key, its name, what it is for, and the callback that goes there."""

    key: str
    name: str
    about: str
    go: Callable[[], None]


class SettingsPage:
    """The settings page. Changes apply at once; the organisation's details are saved as they are typed."""

    def __init__(
        self,
        pack: Pack,
        settings: Settings,
        changed: Callable[[Settings], None],
        leave: Callable[[], None],
        to_pin: Callable[[], None] | None = quiet,
        *,
        has_pin: bool = False,
        ways: tuple[Way, ...] = (),
        sight: Sight | None = None,
        guest: bool = False,
    ) -> None:
        self.pack = pack
        self.settings = settings
        self.on_change: Callable[[], None] = quiet
        self._changed = changed
        self._leave = leave
        self._to_pin = to_pin
        """Goes to the page that sets the PIN; None for a role that may not set it."""
        self._has_pin = has_pin
        self._ways = ways
        self._sight = sight
        self._guest = guest
        """True for a guest, who may change the theme only, and nothing that the owner relies on."""
        self._faults: dict[str, Fault] = {}

    def screen(self) -> Screen:
        labels = self.pack.labels.settings
        looks = self.settings.looks
        return Screen(
            "settings",
            (
                Heading(labels.title),
                Card(
                    (
                        Heading(labels.looks, level=2),
                        Choice(LOOK, labels.look, self._looks(), looks.look),
                        Choice(
                            SCALE,
                            labels.scale,
                            tuple(Choosable(s, labels.percent.format(n=s)) for s in SCALES),
                            str(looks.scale),
                        ),
                    ),
                    key="looks",
                ),
                *(() if self._guest else (self._locking(), *self._seen())),
                *self._vault(),
                *(() if self._guest else self._organisation()),
                Card(
                    (
                        Heading(labels.about, level=2),
                        Para(self.pack.about.title, "strong"),
                        Para(self.pack.about.note),
                        Para(labels.pack.format(name=self.pack.name), "small"),
                    ),
                    key="about",
                ),
                Row((Button(BACK, self.pack.labels.rail.home, icon="back"),), key="ways"),
            ),
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Chose(key=key, value=value) if value:
                self._choose(key, value)
            case Ticked(key="minimise", on=on):
                self._set(self.settings.with_guard(self.settings.guard.idle, minimise=on))
            case Typed(key=key, text=text) if hasattr(Organisation(), key):
                self._fill(key, text)
            case Left(key=key, text=text) if hasattr(Organisation(), key):
                self._fill(key, text.strip())
            case Ticked(key="shown", on=on) if self._sight:
                self._sight.show(on=on)
            case Pressed(key=key):
                self._press(key)
            case _:
                pass

    def _press(self, key: str) -> None:
        goals = {BACK: self._leave, PIN: self._to_pin or quiet, **{way.key: way.go for way in self._ways}}
        if key in goals:
            goals[key]()

    def _choose(self, key: str, value: str) -> None:
        looks, guard = self.settings.looks, self.settings.guard
        if key == LOOK:
            self._set(self.settings.with_looks(value, looks.scale))
        elif key == SCALE:
            self._set(self.settings.with_looks(looks.look, int(value)))
        elif key == AFTER:
            self._set(self.settings.with_guard(int(value), minimise=guard.minimise))
        elif key == AWAY:
            self._set(self.settings.with_away(value))

    def _fill(self, key: str, text: str) -> None:
        """Save a detail of the organisation; text that cannot be stored stays on the screen, with the reason."""
        self._faults.pop(key, None)
        organisation = replace(self.settings.organisation, **{key: text})
        if found := text_error(text):
            self._faults[key] = Fault(found, text)
        elif organisation != self.settings.organisation:
            self._set(self.settings.with_organisation(organisation))

    def _field(self, key: str, label: str, hint: str = "", width: int = 0) -> Field:
        found = self._faults.get(key)
        text = str(getattr(self.settings.organisation, key)) if found is None else found.text or ""
        return Field(key, label, text, hint, told(self.pack, found.item) if found else "", width=width)

    def _set(self, settings: Settings) -> None:
        self.settings = settings
        self._changed(settings)

    def _vault(self) -> tuple[Block, ...]:
        """Return the card of links to the pages about this vault."""
        if not self._ways:
            return ()
        labels, action = self.pack.labels.backups, self.pack.labels.records.open
        lines = tuple(Line(way.key, way.name, way.about, action=action) for way in self._ways)
        heading = Heading(labels.records, labels.records_sub, level=2)
        return (Card((heading, Lines(lines, labels.records)), key="records"),)

    def _locking(self) -> Card:
        labels, guard = self.pack.labels.locking, self.settings.guard
        times = tuple(Choosable(str(n), labels.minute if n == 1 else labels.minutes.format(n=n)) for n in IDLE)
        names = (labels.once, labels.hide, labels.cover, labels.stay)
        away = tuple(Choosable(wish, name) for wish, name in zip(WISHES, names, strict=True))
        button = Button(PIN, labels.change_pin if self._has_pin else labels.set_pin)
        said = Para(labels.has_pin if self._has_pin else labels.no_pin)
        pin = (said, Row((button,), key="cover-pin")) if self._to_pin else ()
        return Card(
            (
                Heading(labels.title, labels.title_sub, level=2),
                Choice(AFTER, labels.idle, times, str(guard.idle)),
                Para(labels.idle_hint, "small"),
                Tick(MINIMISE, labels.minimise, guard.minimise, labels.minimise_hint),
                Choice(AWAY, labels.away, away, guard.away),
                Para(labels.away_hint, "small"),
                *pin,
            ),
            key="locking",
        )

    def _seen(self) -> tuple[Card, ...]:
        """Return the card on screen capture; it says so if the system cannot hide the window."""
        labels, sight = self.pack.labels.laptop, self._sight
        if sight is None:
            return ()
        allow = Tick(SHOWN, labels.allow, sight.shown, labels.allow_hint)
        say = (Para(labels.hidden), allow) if sight.possible else (Para(labels.impossible),)
        return (Card((Heading(labels.seen, level=2), *say), key="seen"),)

    def _organisation(self) -> tuple[Block, ...]:
        labels, lead = self.pack.labels.settings, self.settings.organisation.lead
        card = Card(
            (
                Heading(labels.organisation, labels.organisation_sub, level=2),
                self._field("name", labels.name, width=50),
                self._field("lead", labels.lead, labels.lead_hint, width=50),
                self._field("lead_number", labels.lead_number, width=30),
                self._field("recording", labels.recording, labels.recording_hint),
            ),
            key="organisation",
        )
        return (card,) if lead else (Note("care", labels.missing, labels.missing_sub, key="missing"), card)

    def _looks(self) -> tuple[Choosable, ...]:
        labels = self.pack.labels.settings
        return (
            Choosable("light", labels.light),
            Choosable("dark", labels.dark),
            Choosable("contrast", labels.contrast),
        )
