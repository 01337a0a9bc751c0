"""A refusal on its own: what happened, what to do, and the way to close it."""

import pytest

from dasupport.ui.screen.blocks import Note
from dasupport.ui.screen.intents import Intent, Pressed, Typed
from dasupport.ui.screens.overlay.refusal import RefusalAction, RefusalPresenter
from tests.ui.samples import inside, texts


def test_that_it_says_what_happened_and_what_to_do_and_where_the_log_has_more() -> None:
    page = RefusalPresenter("It is full.", "Make room.", "F-12", "Close", lambda: None)
    assert texts(page.build_screen()) == ["It is full.", "Make room.", "F-12", "Close"]
    assert next(part for part in inside(page.build_screen()) if isinstance(part, Note)).tone == "stop"


@pytest.mark.parametrize(
    ("intent", "closes"),
    [(Pressed(RefusalAction.CLOSE), True), (Pressed("x"), False), (Typed(RefusalAction.CLOSE, ""), False)],
)
def test_that_only_its_button_closes_it(intent: Intent, *, closes: bool) -> None:
    closed: list[bool] = []
    page = RefusalPresenter("It is full.", "Make room.", "", "Close", lambda: closed.append(True))
    page.handle(intent)
    assert bool(closed) is closes
    assert page.build_screen().primary == RefusalAction.CLOSE
