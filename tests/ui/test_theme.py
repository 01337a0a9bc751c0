"""The looks: every ink can be read on every ground that it stands on, in every look and at every size."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from dasupport import resource_paths
from dasupport.ui.theme import SCALES, THEME_NAMES, Theme, load_fonts

GROUNDS = ("ground", "card", "inset")
"""What text without a ground of its own can stand on."""
INKS = ("ink", "pale", "accent_deep", "stop")
TONES = ("accent_soft", "care_soft", "stop_soft", "held_soft", "good_soft")
LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def light(colour: QColor) -> float:
    """Relative luminance, as WCAG counts it."""
    parts = [channel / 255 for channel in (colour.red(), colour.green(), colour.blue())]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: QColor, other: QColor) -> float:
    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def pairs_of_the_sheet() -> Iterator[tuple[str, str]]:
    """Ink and ground of every rule that names both."""
    text = (resource_paths.find_resources() / "theme" / "theme.qss").read_text(encoding="utf-8")
    for _, body in RULE.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
        ink = re.search(r"(?<![-\w])color: @(\w+)", body)
        ground = re.search(r"background: @(\w+)", body)
        if ink and ground:
            yield ink[1], ground[1]


def theme(look: str) -> Theme:
    return Theme(resource_paths.find_resources(), look)


@pytest.mark.parametrize("look", THEME_NAMES)
def test_that_every_rule_of_the_sheet_can_be_read(look: str) -> None:
    dressed = theme(look)
    pairs = set(pairs_of_the_sheet())
    assert len(pairs) >= 10
    faint = {pair: ratio(dressed.get_colour(pair[0]), dressed.get_colour(pair[1])) for pair in pairs}
    assert {pair: found for pair, found in faint.items() if found < LEAST[look]} == {}


@pytest.mark.parametrize("look", THEME_NAMES)
def test_that_text_can_be_read_wherever_it_stands(look: str) -> None:
    dressed = theme(look)
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + [("ink", tone) for tone in TONES]
    faint = {pair: ratio(dressed.get_colour(pair[0]), dressed.get_colour(pair[1])) for pair in pairs}
    assert {pair: found for pair, found in faint.items() if found < LEAST[look]} == {}


@pytest.mark.parametrize("look", THEME_NAMES)
def test_that_edges_and_the_focus_ring_can_be_seen(look: str) -> None:
    dressed = theme(look)
    for ground in GROUNDS:
        assert ratio(dressed.get_colour("edge"), dressed.get_colour(ground)) >= 3
        ring = max(ratio(dressed.get_colour(line), dressed.get_colour(ground)) for line in ("focus", "focus_ink"))
        assert ring >= 3


def test_that_a_faint_pair_would_be_found() -> None:
    assert ratio(QColor("#777777"), QColor("#888888")) < LEAST["light"]


@pytest.mark.parametrize("look", THEME_NAMES)
@pytest.mark.parametrize("scale", SCALES)
def test_that_no_token_and_no_length_is_left_unfilled(look: str, scale: int) -> None:
    sheet = Theme(resource_paths.find_resources(), look, scale).build_style_sheet()
    assert "@" not in sheet
    assert not re.search(r"\d+dp", sheet)


def test_that_every_look_has_the_same_tokens() -> None:
    names = [theme(look).tokens.keys() for look in THEME_NAMES]
    assert names[0] == names[1] == names[2]


def test_that_text_grows_with_the_scale(qapp: QApplication) -> None:
    load_fonts(resource_paths.find_screen_fonts())
    sizes = []
    for scale in (100, 200):
        Theme(resource_paths.find_resources(), "light", scale).apply(qapp)
        label = QLabel("words")
        label.ensurePolished()
        sizes.append(label.fontMetrics().height())
    assert sizes[1] >= 1.9 * sizes[0]


@pytest.mark.parametrize(("look", "scale"), [("neon", 100), ("light", 1000), ("", -5)])
def test_that_an_unknown_look_or_size_falls_back_to_one_that_can_be_read(look: str, scale: int) -> None:
    made = Theme(resource_paths.find_resources(), look, scale)
    assert made.look in THEME_NAMES
    assert SCALES[0] <= made.scale <= SCALES[-1]
