"""A hand that fills in whatever a page shows, so that a journey leaves out nothing and needs no list of fields."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from dasupport.casework.entry import Entry, list_texts
from dasupport.casework.pages import SessionPage
from dasupport.tour.driver import Driver
from dasupport.ui.screen.field_key import parse_field_key
from dasupport.ui.screen.routes import InSession, People, SealedSession
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.widgets.choices import OptionButton
from dasupport.ui.widgets.date_field import DateFieldWidget
from tests.samples import PASSPHRASE

T = TypeVar("T")
ENDINGS = ("not_now|", "step|", "follow_up|FOLLOW-UP|reminder")
"""Answers that end a talk or leave a step: a journey that goes on does not give them."""
DAYS_AHEAD = 5
ROUNDS = 4
"""How often a page is looked at again, because an answer can bring another question."""


class DeskWork:
    """One worker at one window."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.words: dict[str, str] = {}
        """Everything that was written, by the key of its field."""
        self._count = 0

    def ask(self, job: Callable[[], T]) -> T:
        """What the vault answers, asked on its own thread."""
        answers: list[T] = []
        self.driver.app.app_context.run_job(job, answers.append, self.driver.app.show_refusal)
        self.driver.wait_until_idle()
        return answers[0]

    def unlock(self, phrase: str = PASSPHRASE) -> None:
        self.driver.type_text("passphrase", phrase)
        self.driver.press("open")

    def type_again(self, phrase: str = PASSPHRASE) -> None:
        """Type the passphrase once more where it is asked for."""
        self.driver.type_text(reauth.ReauthField.PASSPHRASE_FIELD, phrase)
        self.driver.press(reauth.ReauthAction.GO_ON)

    def lock(self) -> None:
        self.driver.press_keys("Ctrl+L")

    def person(self, code_name: str) -> None:
        """The page of somebody, by code name."""
        self.driver.app.go(People())
        self.driver.wait_until_idle()
        self.driver.type_text("find", code_name)
        self.driver.press_first("person:")

    @property
    def session(self) -> str:
        office = self.driver.app.session_context
        assert office is not None
        assert office.editor is not None
        return office.editor.record.session.id

    def place(self, place: SessionPage) -> None:
        self.driver.app.go(InSession(self.session, place))
        self.driver.wait_until_idle()

    def back_to(self, session: str, place: SessionPage) -> None:
        """A page of a session that has to be fetched first."""
        self.driver.app.go(InSession(session, place))
        self.driver.wait_until_idle()

    def sealed(self, session: str) -> None:
        self.driver.app.go(SealedSession(session))
        self.driver.wait_until_idle()

    def fill(self, *, released: bool = True) -> None:
        """Answer everything that the open page shows, and whatever that brings; `released` says whether the person
        is said to know of it, where that is asked."""
        done: set[str] = set()
        for _ in range(ROUNDS):
            fresh = [key for key in self._open_keys() if key not in done and not key.startswith(ENDINGS)]
            fresh = [key for key in fresh if released or "|known=" not in key]
            if not fresh:
                return
            for key in fresh:
                done.add(key)
                if self.driver.has_widget(key):
                    self._answer(key)

    def write(self, key: str) -> str:
        """A word that nobody else writes, into one field; remembered."""
        self._count += 1
        self.words[key] = f"quokka{self._count:03d}"
        self.driver.type_text(key, self.words[key])
        return self.words[key]

    def ticks(self) -> list[str]:
        """The keys of everything that can be ticked."""
        return [
            widget.objectName() for widget in self._within() if isinstance(widget, QCheckBox) and widget.isVisible()
        ]

    def answers(self) -> list[str]:
        """The keys of all answers of all choices, in order."""
        return [option.objectName() for option in self._options() if option.isVisible()]

    def entries(self) -> tuple[Entry, ...]:
        office = self.driver.app.session_context
        assert office is not None
        assert office.editor is not None
        return office.editor.record.entries

    def said(self) -> str:
        """Every text of every statement that the vault gave back."""
        return "\n".join(text for entry in self.entries() for text in list_texts(entry.answer))

    def fields(self) -> Iterator[tuple[str, str]]:
        """Key and text of every place for text that can be seen."""
        for widget in self._within():
            if isinstance(widget, QPlainTextEdit) and widget.isVisible():
                yield widget.objectName(), widget.toPlainText()
            elif isinstance(widget, QLineEdit) and widget.isVisible() and widget.objectName():
                yield widget.objectName(), widget.text()

    def _answer(self, key: str) -> None:
        target = self.driver.find_widget(key)
        if isinstance(target.parentWidget(), DateFieldWidget):
            self.driver.set_date(key, DAYS_AHEAD)
        elif isinstance(target, QPlainTextEdit | QLineEdit):
            self.write(key)
        elif isinstance(target, QCheckBox) and not target.isChecked():
            self.driver.press(key)
        elif isinstance(target, OptionButton):
            chosen = key.split("=")[0]
            siblings = [option for option in self._options() if option.objectName().startswith(f"{chosen}=")]
            if not any(option.isChecked() for option in siblings):
                self.driver.press(key)

    def _open_keys(self) -> list[str]:
        keys = []
        for widget in self._within():
            key = widget.objectName()
            if (
                parse_field_key(key.split("=")[0])
                and widget.isVisible()
                and isinstance(widget, QPlainTextEdit | QLineEdit | QCheckBox | OptionButton)
            ):
                keys.append(key)
        return keys

    def _options(self) -> list[OptionButton]:
        return [widget for widget in self._within() if isinstance(widget, OptionButton)]

    def _within(self) -> list[QWidget]:
        page = self.driver.app.page
        return page.findChildren(QWidget) if page else []


def new_worker(driver: Driver) -> DeskWork:
    """A worker who makes a vault with a passphrase of their own, and a recovery code another day."""
    ask_for_a_vault(driver)
    driver.press("code-later")
    return DeskWork(driver)


def ask_for_a_vault(driver: Driver) -> None:
    """Fill in the first page, and press what makes a vault."""
    driver.press("own")
    driver.type_text("passphrase", PASSPHRASE)
    driver.type_text("again", PASSPHRASE)
    driver.type_text("name", "Amara Osei")
    driver.press("make")


def over_a_dialog(window: QWidget, act: Callable[[QWidget], object]) -> None:
    """Do something as soon as a dialog stands over the window, however long a busy machine takes to open it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        handle = dialog.windowHandle() if dialog else None
        if dialog is None or handle is None or not handle.isExposed():
            QTimer.singleShot(20, window, look)
        else:
            QTimer.singleShot(50, window, lambda: act(dialog))  # its own first events come before

    QTimer.singleShot(0, window, look)
