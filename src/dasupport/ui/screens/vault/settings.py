"""Settings page: theme, locking, and the organisation's details. They are stored outside every vault."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from dasupport.casework.attributed_text import text_error
from dasupport.content.pack import Pack
from dasupport.platform.screen_capture import CaptureSetting
from dasupport.settings import AWAY_CHOICES, IDLE_MINUTES, Organisation, Settings
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Checkbox,
    Choice,
    ChoiceOption,
    Heading,
    ListRow,
    ListRows,
    Note,
    Paragraph,
    Row,
    Screen,
    TextField,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Toggled, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.session.fields import format_refusal
from dasupport.ui.session.editor import FieldError


class SettingsAction(StrEnum):
    """Keys of the buttons of this screen."""

    BACK = "back"
    SET_PIN = "set-pin"


class SettingsField(StrEnum):
    """Keys of the fields of this screen."""

    MINIMISE = "minimise"
    ALLOW_CAPTURE = "shown"


THEME, SCALE, IDLE_CHOICE = "look", "scale", "idle"
KEYS_LINK, BACKUPS_LINK, LOG_LINK, RETENTION_LINK, RESCUE_FILE_LINK = "keys", "backups", "log", "records", "words"
"""Keys of the links to the pages about this vault."""
FOCUS_LOSS_ACTION = "away"
SCALE_PERCENTS = ("100", "125", "150", "175", "200")


class SettingsLink(NamedTuple):
    """A link to a page about this vault: its key, its name, what it is for, and the callback that goes there."""

    key: str
    name: str
    description: str
    go: Callable[[], None]


class SettingsPresenter:
    """The settings page. Changes apply at once; the organisation's details are saved as they are typed."""

    def __init__(
        self,
        pack: Pack,
        settings: Settings,
        changed: Callable[[Settings], None],
        leave: Callable[[], None],
        to_pin: Callable[[], None] | None = noop,
        *,
        has_pin: bool = False,
        ways: tuple[SettingsLink, ...] = (),
        sight: CaptureSetting | None = None,
        guest: bool = False,
    ) -> None:
        self.pack = pack
        self.settings = settings
        self.on_change: Callable[[], None] = noop
        self._on_settings_changed = changed
        self._leave = leave
        self._go_to_pin = to_pin
        """Goes to the page that sets the PIN; None for a role that may not set it."""
        self._has_pin = has_pin
        self._links = ways
        self._capture_setting = sight
        self._is_guest = guest
        """True for a guest, who may change the theme only, and nothing that the owner relies on."""
        self._field_errors: dict[str, FieldError] = {}

    def build_screen(self) -> Screen:
        labels = self.pack.labels.settings
        looks = self.settings.appearance
        return Screen(
            "settings",
            (
                Heading(labels.title),
                Card(
                    (
                        Heading(labels.looks, level=2),
                        Choice(THEME, labels.look, self._theme_options(), looks.look),
                        Choice(
                            SCALE,
                            labels.scale,
                            tuple(ChoiceOption(s, labels.percent.format(n=s)) for s in SCALE_PERCENTS),
                            str(looks.scale),
                        ),
                    ),
                    key="looks",
                ),
                *(() if self._is_guest else (self._locking_card(), *self._capture_card())),
                *self._vault_links_card(),
                *(() if self._is_guest else self._organisation_blocks()),
                Card(
                    (
                        Heading(labels.about, level=2),
                        Paragraph(self.pack.about.title, "strong"),
                        Paragraph(self.pack.about.note),
                        Paragraph(labels.pack.format(name=self.pack.name), "small"),
                    ),
                    key="about",
                ),
                Row((Button(SettingsAction.BACK, self.pack.labels.rail.home, icon="back"),), key="ways"),
            ),
            back=SettingsAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case OptionChosen(key=key, value=value) if value:
                self._apply_choice(key, value)
            case Toggled(key=SettingsField.MINIMISE, on=on):
                self._apply_settings(self.settings.with_auto_lock(self.settings.auto_lock.idle, minimise=on))
            case Typed(key=key, text=text) if hasattr(Organisation(), key):
                self._save_organisation_field(key, text)
            case FieldLeft(key=key, text=text) if hasattr(Organisation(), key):
                self._save_organisation_field(key, text.strip())
            case Toggled(key=SettingsField.ALLOW_CAPTURE, on=on) if self._capture_setting:
                self._capture_setting.allow_capture(on=on)
            case Pressed(key=key):
                self._handle_press(key)
            case _:
                pass

    def _handle_press(self, key: str) -> None:
        goals = {
            SettingsAction.BACK: self._leave,
            SettingsAction.SET_PIN: self._go_to_pin or noop,
            **{way.key: way.go for way in self._links},
        }
        if key in goals:
            goals[key]()

    def _apply_choice(self, key: str, value: str) -> None:
        looks, guard = self.settings.appearance, self.settings.auto_lock
        if key == THEME:
            self._apply_settings(self.settings.with_appearance(value, looks.scale))
        elif key == SCALE:
            self._apply_settings(self.settings.with_appearance(looks.look, int(value)))
        elif key == IDLE_CHOICE:
            self._apply_settings(self.settings.with_auto_lock(int(value), minimise=guard.minimise))
        elif key == FOCUS_LOSS_ACTION:
            self._apply_settings(self.settings.with_away(value))

    def _save_organisation_field(self, key: str, text: str) -> None:
        """Save a detail of the organisation; text that cannot be stored stays on the screen, with the reason."""
        self._field_errors.pop(key, None)
        organisation = replace(self.settings.organisation, **{key: text})
        if found := text_error(text):
            self._field_errors[key] = FieldError(found, text)
        elif organisation != self.settings.organisation:
            self._apply_settings(self.settings.with_organisation(organisation))

    def _organisation_field(self, key: str, label: str, hint: str = "", width: int = 0) -> TextField:
        found = self._field_errors.get(key)
        text = str(getattr(self.settings.organisation, key)) if found is None else found.text or ""
        return TextField(key, label, text, hint, format_refusal(self.pack, found.item) if found else "", width=width)

    def _apply_settings(self, settings: Settings) -> None:
        self.settings = settings
        self._on_settings_changed(settings)

    def _vault_links_card(self) -> tuple[Block, ...]:
        """Return the card of links to the pages about this vault."""
        if not self._links:
            return ()
        labels, action = self.pack.labels.backups, self.pack.labels.records.open
        lines = tuple(ListRow(way.key, way.name, way.description, action=action) for way in self._links)
        heading = Heading(labels.records, labels.records_sub, level=2)
        return (Card((heading, ListRows(lines, labels.records)), key="records"),)

    def _locking_card(self) -> Card:
        labels, guard = self.pack.labels.locking, self.settings.auto_lock
        times = tuple(ChoiceOption(str(n), labels.minutes.format(n=n)) for n in IDLE_MINUTES)
        names = (labels.once, labels.hide, labels.cover, labels.stay)
        away = tuple(ChoiceOption(wish, name) for wish, name in zip(AWAY_CHOICES, names, strict=True))
        button = Button(SettingsAction.SET_PIN, labels.change_pin if self._has_pin else labels.set_pin)
        said = Paragraph(labels.has_pin if self._has_pin else labels.no_pin)
        pin = (said, Row((button,), key="cover-pin")) if self._go_to_pin else ()
        return Card(
            (
                Heading(labels.title, labels.title_sub, level=2),
                Choice(IDLE_CHOICE, labels.idle, times, str(guard.idle)),
                Paragraph(labels.idle_hint, "small"),
                Checkbox(SettingsField.MINIMISE, labels.minimise, guard.minimise, labels.minimise_hint),
                Choice(FOCUS_LOSS_ACTION, labels.away, away, guard.away),
                Paragraph(labels.away_hint, "small"),
                *pin,
            ),
            key="locking",
        )

    def _capture_card(self) -> tuple[Card, ...]:
        """Return the card on screen capture; it says so if the system cannot hide the window."""
        labels, sight = self.pack.labels.laptop, self._capture_setting
        if sight is None:
            return ()
        allow = Checkbox(SettingsField.ALLOW_CAPTURE, labels.allow, sight.is_capture_allowed, labels.allow_hint)
        say = (Paragraph(labels.hidden), allow) if sight.is_supported else (Paragraph(labels.impossible),)
        return (Card((Heading(labels.seen, level=2), *say), key="seen"),)

    def _organisation_blocks(self) -> tuple[Block, ...]:
        labels, lead = self.pack.labels.settings, self.settings.organisation.lead
        card = Card(
            (
                Heading(labels.organisation, labels.organisation_sub, level=2),
                self._organisation_field("name", labels.name, width=50),
                self._organisation_field("lead", labels.lead, labels.lead_hint, width=50),
                self._organisation_field("lead_number", labels.lead_number, width=30),
                self._organisation_field("recording", labels.recording, labels.recording_hint),
            ),
            key="organisation",
        )
        return (card,) if lead else (Note("care", labels.missing, labels.missing_sub, key="missing"), card)

    def _theme_options(self) -> tuple[ChoiceOption, ...]:
        labels = self.pack.labels.settings
        return (
            ChoiceOption("light", labels.light),
            ChoiceOption("dark", labels.dark),
            ChoiceOption("contrast", labels.contrast),
        )
