"""One walk through the program, with a camera."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dasupport.casework.entry import Kind, Slot
from dasupport.casework.steps import Place
from dasupport.settings import Settings
from dasupport.ui.driver import Driver
from dasupport.ui.routes import Home, InSession, People, Route
from dasupport.ui.screens.keys import key

OPEN_GATE = {
    "PLACE": "office", "COMPANY": "with", "PRIVATE": "yes", "PRESENT": "alone",
    "CHILDREN": "no", "SOBER": "yes", "INTERPRETER": "none", "TIME": "yes",
}  # fmt: skip
LARGE = ("light", 200)
LOOKS = (("dark", 100), ("contrast", 100), LARGE)
"""The looks in which a few screens are taken once more."""
MOST, FEW = 24, 10
"""How many windowfuls of one screen are taken, and how many in the other looks; the last is always its end."""


class Tour:
    """One walk through the program, with a camera."""

    def __init__(self, folder: Path, driver: Driver, phrase: str, count: int = 0) -> None:
        self.folder = folder
        self.driver = driver
        self.phrase = phrase
        self.count = count
        self._label = ""

    @property
    def words(self) -> dict[str, str]:
        office = self.driver.shell.office
        return office.pack.tour.words if office else {}

    def shot(self, name: str, most: int = MOST) -> None:
        """The next picture; a page longer than the window gives one for each windowful, and one of its end."""
        page = self.driver.shell.window.overlaid or self.driver.shell.page
        bar = page.verticalScrollBar() if page else None
        if bar:
            bar.setValue(0)
        self._picture(name)
        part = 1
        while bar and part < most and bar.value() < bar.maximum():
            part += 1
            bar.setValue(bar.value() + int(bar.pageStep() * 0.9) if part < most else bar.maximum())
            self._picture(f"{name}-{part}")
        if bar:
            bar.setValue(0)

    def end(self, name: str) -> None:
        """A picture of the end of the page alone."""
        page = self.driver.shell.page
        if page:
            page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        self._picture(name)

    def _picture(self, name: str) -> None:
        self.count += 1
        self.driver.shot(self.folder / f"{self.count:03d}-{name}{self._label}.png")

    def go(self, route: Route) -> None:
        self.driver.shell.go(route)
        self.driver.settle()

    def place(self, place: Place) -> None:
        """A page of the session on the desk."""
        office = self.driver.shell.office
        if office and office.desk:
            self.go(InSession(office.desk.record.session.id, place))

    def person(self, code_name: str) -> None:
        """The page of somebody, found among the people by their code name."""
        self.go(People())
        self.driver.type("find", code_name)
        self.driver.press_first("person:")

    def choose(self, kind: Kind, item: str, aspect: str, value: str, part: str = "") -> None:
        self.driver.choose(key(Slot(kind, item, part), aspect), value)

    def tick(self, kind: Kind, item: str, aspect: str = "on", part: str = "") -> None:
        self.driver.press(key(Slot(kind, item, part), aspect))

    def write(self, kind: Kind, item: str, words: str, aspect: str = "words", part: str = "") -> None:
        self.driver.type(key(Slot(kind, item, part), aspect), self.words[words])

    def release(self, kind: Kind, item: str, way: str = "this_talk", part: str = "") -> None:
        """Say that the person knows, and how we know that."""
        self.driver.press(key(Slot(kind, item, part), "reach"))
        self.choose(kind, item, "known", way, part)

    def in_looks(self, places: tuple[Place, ...]) -> None:
        """A few screens in the other looks."""
        for look, scale in LOOKS:
            with self.look(look, scale):
                for place in places:
                    self.place(place)
                    self.shot(place, FEW)

    @contextmanager
    def look(self, look: str, scale: int, *, here: bool = False) -> Iterator[None]:
        """Another look, and the usual one again; dressed anew on the first page, where there is little to dress, unless
        it is this very page that is wanted, begun anew."""
        usual = self.driver.shell.settings
        self._dress(usual.with_looks(look, scale), here=here)
        self._label = f"-{look}-{scale}"
        yield
        self._label = ""
        self._dress(usual, here=here)

    def _dress(self, settings: Settings, *, here: bool) -> None:
        shell = self.driver.shell
        if not here:
            self.go(Home())
        shell.change_settings(settings)
        if shell.inside is None:
            shell.restart()
        self.driver.settle()
