"""The marks of the steps: every state can be told from every other without a colour, in every look."""

from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dasupport import resource_paths
from dasupport.casework.steps import Progress
from dasupport.ui.session.chrome import UNNUMBERED_STEP_ICONS, RailItem
from dasupport.ui.theme import SCALES, THEME_NAMES, Theme, load_fonts
from dasupport.ui.window.step_badge import BADGE_SIZE, make_badge

CLEARLY, ENOUGH = 70, 0.04
"""How far two greys are apart, of 255, and in how much of the mark at least."""


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts(resource_paths.find_screen_fonts())


def drawn(theme: Theme, state: str, *, here: bool = False, number: str = "2", icon: str = "") -> QImage:
    """A mark in greys, on the ground of the rail."""
    item = RailItem("step", "Step", icon, state, number, is_current=here)
    side = theme.dp(BADGE_SIZE)
    picture = make_badge(theme, item).pixmap(QSize(side, side)).toImage()
    ground = QImage(picture.size(), QImage.Format.Format_RGB32)
    ground.fill(theme.get_colour("accent_soft" if here else "card"))
    for x in range(side):
        for y in range(side):
            spot = picture.pixelColor(x, y)
            if spot.alpha() > 127:
                ground.setPixelColor(x, y, spot)
    return ground.convertToFormat(QImage.Format.Format_Grayscale8)


def apart(one: QImage, other: QImage) -> float:
    """The part of two marks in which they clearly differ."""
    spots = [(x, y) for x in range(one.width()) for y in range(one.height())]
    grey = [abs(one.pixelColor(*spot).value() - other.pixelColor(*spot).value()) for spot in spots]
    return sum(found >= CLEARLY for found in grey) / len(spots)


@pytest.mark.parametrize("look", THEME_NAMES)
@pytest.mark.parametrize("here", [False, True])
def test_that_every_state_has_a_shape_of_its_own(look: str, here: bool) -> None:
    theme = Theme(resource_paths.find_resources(), look)
    marks = {state: drawn(theme, state, here=here) for state in Progress}
    alike = [pair for pair in combinations(marks, 2) if apart(marks[pair[0]], marks[pair[1]]) < ENOUGH]
    assert alike == []


@pytest.mark.parametrize("look", THEME_NAMES)
def test_that_the_two_ends_are_marked_differently_and_unlike_a_number(look: str) -> None:
    theme = Theme(resource_paths.find_resources(), look)
    ends = [drawn(theme, Progress.NOT_STARTED, number="", icon=icon) for icon in UNNUMBERED_STEP_ICONS.values()]
    marks = [*ends, drawn(theme, Progress.NOT_STARTED, number="1")]
    assert [pair for pair in combinations(range(3), 2) if apart(marks[pair[0]], marks[pair[1]]) < ENOUGH] == []


@pytest.mark.parametrize("scale", SCALES)
def test_that_a_mark_is_not_cut_at_its_edges(scale: int) -> None:
    theme = Theme(resource_paths.find_resources(), "light", scale)
    for state in Progress:
        picture = make_badge(theme, RailItem("step", "Step", "", state, "3")).pixmap(theme.dp(BADGE_SIZE)).toImage()
        last = theme.dp(BADGE_SIZE) - 1
        corners = [picture.pixelColor(*spot).alpha() for spot in ((0, 0), (0, last), (last, 0), (last, last))]
        assert corners == [0, 0, 0, 0]
