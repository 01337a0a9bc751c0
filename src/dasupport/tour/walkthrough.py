"""One walkthrough of the program that takes pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.ui.screen.field_key import format_field_key
from dasupport.ui.screen.routes import Home, InSession, People, Route

OPEN_GATE_ANSWERS = {
    "PLACE": "office",
    "COMPANY": "with",
    "PRIVATE": "yes",
    "PRESENT": "alone",
    "CHILDREN": "no",
    "SOBER": "yes",
    "INTERPRETER": "none",
    "TIME": "yes",
}
LARGE_TEXT = ("light", 200)
OTHER_APPEARANCES = (("dark", 100), ("contrast", 100), LARGE_TEXT)
"""Themes and text scales in which a few screens are captured again."""
MAX_PICTURES, FEW_PICTURES = 24, 10
"""Most pictures of one screen, usually and in the other appearances.

The last picture always shows the end of the page.
"""


class Walkthrough:
    """One walkthrough of the program: opens pages, fills them in and takes pictures.

    `count` is the number of pictures taken so far.
    """

    def __init__(self, folder: Path, driver: Driver, phrase: str, count: int = 0) -> None:
        self.folder = folder
        self.driver = driver
        self.phrase = phrase
        self.count = count
        self._name_suffix = ""

    @property
    def words(self) -> dict[str, str]:
        """Texts to type, by key, from tour.toml; empty while no vault is unlocked."""
        office = self.driver.app.session_context
        return office.pack.tour.words if office else {}

    def capture_page(self, name: str, most: int = MAX_PICTURES) -> None:
        """Take pictures of the page: one for each height of the window, and one of its end.

        At most `most` pictures are taken.
        """
        page = self.driver.app.window.overlay_page or self.driver.app.page
        bar = page.verticalScrollBar() if page else None
        if bar:
            bar.setValue(0)
        self._take_picture(name)
        part = 1
        while bar and part < most and bar.value() < bar.maximum():
            part += 1
            bar.setValue(bar.value() + int(bar.pageStep() * 0.9) if part < most else bar.maximum())
            self._take_picture(f"{name}-{part}")
        if bar:
            bar.setValue(0)

    def capture_end(self, name: str) -> None:
        """Take a picture of the end of the page only."""
        page = self.driver.app.page
        if page:
            page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        self._take_picture(name)

    def _take_picture(self, name: str) -> None:
        self.count += 1
        self.driver.save_screenshot(self.folder / f"{self.count:03d}-{name}{self._name_suffix}.png")

    def go_to(self, route: Route) -> None:
        """Open a page and wait until it has loaded."""
        self.driver.app.go(route)
        self.driver.wait_until_idle()

    def open_session_page(self, place: SessionPage) -> None:
        """Open a page of the session that is being edited."""
        office = self.driver.app.session_context
        if office and office.editor:
            self.go_to(InSession(office.editor.record.session.id, place))

    def open_person(self, code_name: str) -> None:
        """Open the page of a person, found by code name on the people page."""
        self.go_to(People())
        self.driver.type_text("find", code_name)
        self.driver.press_first("person:")

    def choose(self, kind: Kind, item: str, aspect: str, value: str, part: str = "") -> None:
        """Choose one answer of a slot."""
        self.driver.choose(format_field_key(Slot(kind, item, part), aspect), value)

    def tick(self, kind: Kind, item: str, aspect: str = "on", part: str = "") -> None:
        """Tick a slot."""
        self.driver.press(format_field_key(Slot(kind, item, part), aspect))

    def write(self, kind: Kind, item: str, words: str, aspect: str = "words", part: str = "") -> None:
        """Type the text of tour.toml that has the key `words` into a slot."""
        self.driver.type_text(format_field_key(Slot(kind, item, part), aspect), self.words[words])

    def release(self, kind: Kind, item: str, way: str = "this_talk", part: str = "") -> None:
        """Record that the person knows of an entry, and how we know that."""
        self.driver.press(format_field_key(Slot(kind, item, part), "reach"))
        self.choose(kind, item, "known", way, part)

    def capture_in_other_appearances(self, places: tuple[SessionPage, ...]) -> None:
        """Take pictures of a few pages in the other appearances."""
        for look, scale in OTHER_APPEARANCES:
            with self.use_appearance(look, scale):
                for place in places:
                    self.open_session_page(place)
                    self.capture_page(place, FEW_PICTURES)

    @contextmanager
    def use_appearance(self, look: str, scale: int, *, here: bool = False) -> Iterator[None]:
        """Use another theme and text scale, then return to the usual ones.

        Changes while the home page is open, where there are few widgets to restyle; with `here` on the page that is
        open,
        which starts again.
        """
        usual = self.driver.app.settings
        self._apply_appearance(usual.with_appearance(look, scale), here=here)
        self._name_suffix = f"-{look}-{scale}"
        yield
        self._name_suffix = ""
        self._apply_appearance(usual, here=here)

    def _apply_appearance(self, settings: Settings, *, here: bool) -> None:
        shell = self.driver.app
        if not here:
            self.go_to(Home())
        shell.change_settings(settings)
        if shell.unlocked_controller is None:
            shell.show_lock_screen()
        self.driver.wait_until_idle()
