"""How the program looks, and what the organisation fills in. Kept on this laptop, outside every vault."""

from collections.abc import Callable
from dataclasses import replace

from dasupport.casework.text import unkeepable
from dasupport.content.pack import Pack
from dasupport.settings import Organisation, Settings
from dasupport.ui.blocks import Button, Card, Choice, Choosable, Field, Heading, Note, Para, Row, Screen
from dasupport.ui.desk import Fault
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.screens.fields import told

LOOK, SCALE, BACK = "look", "scale", "back"
SCALES = ("100", "125", "150", "175", "200")


class SettingsPage:
    """Looks apply at once; the organisation's words are kept as they are typed."""

    def __init__(
        self, pack: Pack, settings: Settings, changed: Callable[[Settings], None], leave: Callable[[], None]
    ) -> None:
        self.pack = pack
        self.settings = settings
        self.on_change: Callable[[], None] = quiet
        self._changed = changed
        self._leave = leave
        self._faults: dict[str, Fault] = {}

    def screen(self) -> Screen:
        labels = self.pack.labels.settings
        looks = self.settings.looks
        lead = self.settings.organisation.lead
        missing = (Note("care", labels.missing, labels.missing_sub, key="missing"),) if not lead else ()
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
                *missing,
                Card(
                    (
                        Heading(labels.organisation, labels.organisation_sub, level=2),
                        self._field("name", labels.name, width=50),
                        self._field("lead", labels.lead, labels.lead_hint, width=50),
                        self._field("lead_number", labels.lead_number, width=30),
                        self._field("recording", labels.recording, labels.recording_hint),
                    ),
                    key="organisation",
                ),
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
        looks = self.settings.looks
        match intent:
            case Chose(key="look", value=value) if value:
                self._set(self.settings.with_looks(value, looks.scale))
            case Chose(key="scale", value=value) if value:
                self._set(self.settings.with_looks(looks.look, int(value)))
            case Typed(key=key, text=text) if hasattr(Organisation(), key):
                self._fill(key, text)
            case Left(key=key, text=text) if hasattr(Organisation(), key):
                self._fill(key, text.strip())
            case Pressed(key="back"):
                self._leave()
            case _:
                pass

    def _fill(self, key: str, text: str) -> None:
        """Keep what the organisation fills in; what cannot be kept stays on the screen, with the reason."""
        self._faults.pop(key, None)
        organisation = replace(self.settings.organisation, **{key: text})
        if found := unkeepable(text):
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

    def _looks(self) -> tuple[Choosable, ...]:
        labels = self.pack.labels.settings
        return (
            Choosable("light", labels.light),
            Choosable("dark", labels.dark),
            Choosable("contrast", labels.contrast),
        )
