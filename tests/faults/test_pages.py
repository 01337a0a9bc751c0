"""Every page of the program, one after the other: what stands in the way of a leak stands on each of them (S15, L4, L6,
L8, L27), and when it is locked or covered nothing is left for a screen reader to find (L7)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.routes import (
    Directory,
    Home,
    NewPerson,
    People,
    PrintSheets,
    SealedSession,
    Settings,
)
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.people import hold_banner, people, person
from dasupport.ui.screens.session import check, sealed
from tests.faults.canaries import CANARIES, STEM
from tests.journey.overlay_list import CARDS, around
from tests.journey.test_every_word import every_place, meet, open_up
from tests.journey.vault_pages import VAULT
from tests.journey.worker import DeskWork

HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)
MARKUP = f'<b>{STEM}</b> <img src="file:///etc/hostname"> <a href="http://example.org">link</a>'


@dataclass
class Walk:
    """What was seen on the way through all pages."""

    titles: set[str] = field(default_factory=set)
    editors: int = 0
    careless: set[str] = field(default_factory=set)
    """Places for text whose input would be learned, completed or dragged away."""
    rich: set[str] = field(default_factory=set)
    """Whatever would take a text for mark-up."""

    def look(self) -> None:
        for window in QApplication.topLevelWidgets():
            self.titles |= {window.windowTitle(), window.windowIconText(), window.windowFilePath()} - {""}
            for widget in window.findChildren(QWidget):
                self._note(widget)

    def _note(self, widget: QWidget) -> None:
        name = widget.objectName() or type(widget).__name__
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            self.editors += 1
            if not careful(widget):
                self.careless.add(name)
        if isinstance(widget, QTextEdit) or (isinstance(widget, QLabel) and widget.text() and not plain(widget)):
            self.rich.add(name)


def careful(widget: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    """Nothing that is typed here is learned, completed or dragged away."""
    if isinstance(widget, QLineEdit) and (widget.completer() is not None or widget.dragEnabled()):
        return False
    return widget.inputMethodHints() & HINTS == HINTS


def plain(label: QLabel) -> bool:
    return label.textFormat() == Qt.TextFormat.PlainText and not label.openExternalLinks()


class Canary(DeskWork):
    """Writes canaries, some of them as mark-up."""

    def write(self, key: str) -> str:
        self.words[key] = f"{CANARIES[len(self.words) % len(CANARIES)]} {MARKUP}"[:200]
        self.driver.type_text(key, self.words[key])
        return self.words[key]


def stops(worker: Canary) -> Iterator[str]:
    """Every page there is, filled in where it can be; each time one stands on the screen, its name."""
    driver = worker.driver
    driver.press_keys("Ctrl+N")
    driver.type_text(people.CODE, "KD-4410")
    worker.write(people.REAL_NAME_FIELD)
    yield "new person"
    driver.choose(people.PRESENTING, Presenting.NOT_CLEAR)
    driver.press("begin")
    for place in every_place(Presenting.NOT_CLEAR):
        worker.place(place)
        open_up(worker, place)
        worker.fill()
        yield place
    session = worker.session
    worker.place(SessionPage.CHECK)
    for key in ("F1", "F2"):
        driver.press_keys(key)
        yield key
        driver.press_keys("Esc")
    worker.person("KD-4410")
    yield "person"
    for route in (PrintSheets(session), Home(), People(), NewPerson(), Directory(), Settings(), *VAULT):
        driver.app.go(route)
        driver.wait_until_idle()
        if driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
            worker.type_again()
        yield type(route).__name__
    for key in (person.PersonAction.ACCESS_HISTORY, hold_banner.HoldBannerAction.RECORD_RETENTION):
        worker.person("KD-4410")
        driver.press(key)
        yield key
    worker.back_to(session, SessionPage.CHECK)
    driver.press(check.CheckAction.SEAL)
    driver.press(check.CheckAction.CONFIRM_SEAL)
    driver.app.go(SealedSession(session))
    driver.wait_until_idle()
    worker.write(sealed.ADDENDUM_WORDS)
    yield "sealed"


@pytest.fixture
def walk(worker: DeskWork) -> Walk:
    seen = Walk()
    canary = Canary(worker.driver)
    for way in (stops, around):
        for _ in way(canary):
            seen.look()
    return seen


def accessible() -> list[str]:
    """All that a screen reader finds in this program, from the root down."""
    return [
        text for window in QApplication.topLevelWidgets() for text in told(QAccessible.queryAccessibleInterface(window))
    ]


def told(interface: QAccessibleInterface | None) -> Iterator[str]:
    if interface is None or not interface.isValid():
        return
    yield from (interface.text(sort) for sort in TEXTS)
    for number in range(interface.childCount()):
        yield from told(interface.child(number))


@pytest.mark.long
def test_that_every_page_keeps_its_words_to_itself(worker: DeskWork, walk: Walk) -> None:
    assert walk.editors > 100
    assert walk.careless == set()
    assert walk.rich == set()
    assert walk.titles == {worker.driver.app.app_context.lock_screen_pack.window.title}


def test_that_what_lies_over_and_round_the_pages_keeps_its_words_to_itself(worker: DeskWork) -> None:
    """The short walk, at every run."""
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing("note|NOTICE||words", STEM)
    seen, hidden = Walk(), []
    for name in around(Canary(worker.driver)):
        seen.look()
        if name not in CARDS:
            hidden.append(name)
            found = "\n".join(accessible())
            assert [word for word in (STEM, "KD-4410", "Amara") if word in found] == [], name
    assert len(hidden) == 10
    assert seen.editors > 8
    assert seen.careless == set()
    assert seen.rich == set()
    assert seen.titles == {worker.driver.app.app_context.lock_screen_pack.window.title}


@pytest.mark.parametrize("over", ["nothing", *CARDS])
@pytest.mark.parametrize("act", ["lock", "cover"])
def test_that_a_screen_reader_finds_no_word_after_a_lock_and_behind_cover(
    worker: DeskWork, act: str, over: str
) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing("note|NOTICE||words", STEM)
    assert {STEM, "KD-4410"} <= {word for word in (STEM, "KD-4410") if word in "\n".join(accessible())}
    if over in CARDS:
        CARDS[over].bring(worker)
        worker.driver.wait_until_idle()
    acts: dict[str, Callable[[], None]] = {"lock": worker.lock, "cover": worker.driver.app.cover}
    acts[act]()
    worker.driver.wait_until_idle()
    left = "\n".join(accessible())
    assert left.strip()
    assert [word for word in (STEM, "KD-4410", "Amara") if word in left] == []


def test_that_careless_and_rich_places_would_be_seen(qtbot: object) -> None:
    """Control: what Qt makes when nobody thinks of it."""
    assert not careful(QLineEdit())
    assert not careful(QPlainTextEdit())
    assert not plain(QLabel(MARKUP))
    walk = Walk()
    window = QWidget()
    QTextEdit(window)
    window.show()
    window.setWindowTitle(STEM)
    walk.look()
    window.close()
    assert walk.careless
    assert STEM in walk.titles
    assert "QTextEdit" in walk.rich
