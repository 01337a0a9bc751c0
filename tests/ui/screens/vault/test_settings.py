"""Settings: looks at once, and what the organisation fills in; kept on the laptop, outside every vault."""

from dataclasses import fields
from pathlib import Path

import pytest

from dasupport.content.pack import Pack
from dasupport.settings import AWAY_CHOICES, HIDE_AFTER_MINUTE, Appearance, AutoLock, Organisation, Settings
from dasupport.ui.screen.blocks import Checkbox, Choice, TextArea, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Toggled, Typed
from dasupport.ui.screens.vault.settings import (
    SCALE,
    SCALE_PERCENTS,
    THEME,
    SettingsAction,
    SettingsField,
    SettingsPresenter,
)
from tests.ui.samples import inside, texts

NAMES = [field.name for field in fields(Organisation)]


class Laptop:
    """What remembers settings, as the shell does."""

    def __init__(self, folder: Path, pack: Pack) -> None:
        self.kept: list[Settings] = []
        self.left = False
        self.page = SettingsPresenter(pack, Settings(folder), self.keep, self.leave)

    def keep(self, settings: Settings) -> None:
        self.kept.append(settings)
        settings.write()

    def leave(self) -> None:
        self.left = True

    def field(self, name: str) -> TextField:
        return next(
            part for part in inside(self.page.build_screen()) if isinstance(part, TextField) and part.key == name
        )

    def choice(self, name: str) -> Choice:
        return next(part for part in inside(self.page.build_screen()) if isinstance(part, Choice) and part.key == name)


@pytest.fixture
def laptop(tmp_path: Path, blank: Pack) -> Laptop:
    return Laptop(tmp_path, blank)


@pytest.mark.parametrize("name", NAMES)
def test_that_everything_of_the_organisation_is_kept_and_stands_there_again(
    laptop: Laptop, tmp_path: Path, blank: Pack, name: str
) -> None:
    laptop.page.handle(FieldLeft(name, "Ruth Adeyemi"))
    assert getattr(Settings.read(tmp_path).organisation, name) == "Ruth Adeyemi"
    again = Laptop(tmp_path, blank)
    again.page.settings = Settings.read(tmp_path)
    assert again.field(name).text == "Ruth Adeyemi"


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_that_every_look_is_kept(laptop: Laptop, tmp_path: Path, look: str) -> None:
    laptop.page.handle(OptionChosen(THEME, look))
    assert laptop.choice(THEME).chosen == look
    assert Settings.read(tmp_path).appearance == Appearance(look, 100)


@pytest.mark.parametrize("scale", SCALE_PERCENTS)
def test_that_every_size_is_kept_beside_the_look(laptop: Laptop, tmp_path: Path, scale: str) -> None:
    laptop.page.handle(OptionChosen(THEME, "dark"))
    laptop.page.handle(OptionChosen(SCALE, scale))
    assert laptop.choice(SCALE).chosen == scale
    assert Settings.read(tmp_path).appearance == Appearance("dark", int(scale))


def test_that_everything_on_offer_can_be_chosen(laptop: Laptop) -> None:
    assert [option.value for option in laptop.choice(THEME).options] == ["light", "dark", "contrast"]
    assert [option.value for option in laptop.choice(SCALE).options] == list(SCALE_PERCENTS)


@pytest.mark.parametrize("key", [THEME, SCALE])
def test_that_a_look_cannot_be_taken_back_to_none(laptop: Laptop, key: str) -> None:
    laptop.page.handle(OptionChosen(key, ""))
    assert laptop.kept == []


def test_that_a_space_in_the_middle_of_typing_is_not_eaten(laptop: Laptop) -> None:
    laptop.page.handle(Typed("lead", "Ruth "))
    assert laptop.field("lead").text == "Ruth "
    laptop.page.handle(FieldLeft("lead", " Ruth  "))
    assert laptop.field("lead").text == "Ruth"


def test_that_what_stands_already_is_not_kept_again(laptop: Laptop) -> None:
    laptop.page.handle(FieldLeft("lead", "Ruth"))
    laptop.page.handle(FieldLeft("lead", "Ruth"))
    assert len(laptop.kept) == 1


@pytest.mark.parametrize(("text", "item"), [("a\0b", "REF-TEXT-NUL"), ("half \ud83d", "REF-TEXT-BROKEN")])
def test_that_a_text_that_cannot_be_kept_stays_with_the_reason(laptop: Laptop, text: str, item: str) -> None:
    laptop.page.handle(FieldLeft("lead", text))
    assert laptop.field("lead").fault == f"{item} say {item} do"
    assert laptop.field("lead").text == text
    assert laptop.field("name").fault == ""
    assert laptop.kept == []
    laptop.page.handle(Typed("lead", "Ruth"))
    assert (laptop.field("lead").fault, laptop.field("lead").text) == ("", "Ruth")


def test_that_a_missing_lead_is_pointed_out_until_there_is_one(laptop: Laptop) -> None:
    assert "missing" in texts(laptop.page.build_screen())
    laptop.page.handle(FieldLeft("lead", "Ruth"))
    assert "missing" not in texts(laptop.page.build_screen())


@pytest.mark.parametrize(
    "intent", [Typed("folder", "x"), OptionChosen("lead", "x"), Pressed("x"), Toggled("lead", on=True)], ids=repr
)
def test_that_nothing_else_is_ever_remembered(laptop: Laptop, intent: Intent) -> None:
    laptop.page.handle(intent)
    assert laptop.kept == []
    assert not laptop.left


def test_that_it_says_which_words_these_are(laptop: Laptop) -> None:
    assert "pack blank 1" in texts(laptop.page.build_screen())


def test_that_there_is_no_place_for_long_text_here(laptop: Laptop) -> None:
    assert not any(isinstance(part, TextArea) for part in inside(laptop.page.build_screen()))


def test_that_the_way_back_leads_out(laptop: Laptop) -> None:
    assert laptop.page.build_screen().back == SettingsAction.BACK
    laptop.page.handle(Pressed(SettingsAction.BACK))
    assert laptop.left


def test_that_the_time_to_the_lock_is_one_of_a_few_and_is_kept(laptop: Laptop, tmp_path: Path) -> None:
    assert [option.value for option in laptop.choice("idle").options] == ["1", "2", "3", "5", "10", "15"]
    assert laptop.choice("idle").chosen == "5"
    laptop.page.handle(OptionChosen("idle", "15"))
    laptop.page.handle(Toggled("minimise", True))
    assert Settings.read(tmp_path).auto_lock == AutoLock(15, minimise=True)


@pytest.mark.parametrize("minutes", ["0", "-5", "4", "100000", "1e9", '"5"', "true", "null"])
def test_that_no_file_can_put_the_lock_off(tmp_path: Path, minutes: str) -> None:
    (tmp_path / "settings.json").write_text(f'{{"guard": {{"idle": {minutes}}}}}', encoding="utf-8")
    assert Settings.read(tmp_path).auto_lock == AutoLock()


class Sight:
    """A system that can hide windows, or not."""

    def __init__(self, *, possible: bool) -> None:
        self.is_supported = possible
        self.is_capture_allowed = False

    def allow_capture(self, *, on: bool) -> None:
        self.is_capture_allowed = on


def seen_by(blank: Pack, folder: Path, sight: Sight) -> SettingsPresenter:
    return SettingsPresenter(blank, Settings(folder), lambda _: None, lambda: None, sight=sight)


def test_that_the_screen_may_be_seen_for_as_long_as_somebody_says_so(blank: Pack, tmp_path: Path) -> None:
    sight = Sight(possible=True)
    page = seen_by(blank, tmp_path, sight)
    for on in (True, False):
        page.handle(Toggled(SettingsField.ALLOW_CAPTURE, on))
        (tick,) = [
            part
            for part in inside(page.build_screen())
            if isinstance(part, Checkbox) and part.key == SettingsField.ALLOW_CAPTURE
        ]
        assert (sight.is_capture_allowed, tick.on) == (on, on)


def test_that_a_system_that_can_hide_nothing_says_so_and_offers_nothing(blank: Pack, tmp_path: Path) -> None:
    page = seen_by(blank, tmp_path, Sight(possible=False))
    assert blank.labels.laptop.impossible in texts(page.build_screen())
    assert [
        part
        for part in inside(page.build_screen())
        if isinstance(part, Checkbox) and part.key == SettingsField.ALLOW_CAPTURE
    ] == []


def test_that_who_may_see_the_screen_is_not_remembered(blank: Pack, tmp_path: Path) -> None:
    page = seen_by(blank, tmp_path, Sight(possible=True))
    page.handle(Toggled(SettingsField.ALLOW_CAPTURE, True))
    assert list(tmp_path.iterdir()) == []


def test_that_what_it_does_when_one_is_elsewhere_is_one_of_three_and_is_kept(laptop: Laptop, tmp_path: Path) -> None:
    assert [option.value for option in laptop.choice("away").options] == list(AWAY_CHOICES)
    assert laptop.choice("away").chosen == HIDE_AFTER_MINUTE
    for wish in reversed(AWAY_CHOICES):
        laptop.page.handle(OptionChosen("away", wish))
        assert Settings.read(tmp_path).auto_lock.away == wish
