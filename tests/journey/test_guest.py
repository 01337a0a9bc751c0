"""Somebody with a supervisor's key, at a real window: every button of every page is pressed, and none of them meets a
refusal or leaves anything behind but the line that they looked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from dasupport.actions.unlock import OpenVault
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.ui.screen.routes import Home, NewPerson, People, PrintSheets, Route, SealedSession, Settings
from dasupport.ui.screens.access.cannot_unlock import CannotUnlockAction, CannotUnlockField, CannotUnlockPresenter
from dasupport.ui.screens.overlay import guide, not_saved, reauth, refusal
from dasupport.ui.screens.people import person
from dasupport.ui.screens.vault import settings
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.keys.credentials import generate_key_pair
from tests.journey.conftest import Begin
from tests.journey.test_every_word import meet, open_gate
from tests.journey.test_late_answers import NOTE
from tests.journey.worker import DeskWork, new_worker
from tests.samples import CHEAP, PASSPHRASE
from tests.vault.vault_steps import events

PRIVATE, PUBLIC = generate_key_pair()
OUT = {"cover", "rail:lock", "again"}
"""Leave the program; tried elsewhere. The last is hidden where everything is kept."""
REFUSED = (refusal.RefusalPresenter, not_saved.NotSavedPresenter, reauth.ReauthPresenter)
LOOKING = {"opened_key", "viewed", "person viewed", "revealed", "log read", "backed up", "log checked"}
HALF = "half a wo"


@pytest.fixture
def guest(begin: Begin, tmp_path: Path) -> DeskWork:
    """In a vault with one sealed and one open conversation, in which something is half written; and a PIN is set."""
    worker = new_worker(begin())
    office = worker.driver.app.session_context
    assert office is not None
    unlocked = office.open_vault
    worker.ask(lambda: prepare(unlocked))
    meet(worker, Presenting.USING)
    open_gate(worker)
    session = worker.session
    worker.ask(lambda: unlocked.sessions.close_not_now(session))
    worker.person("KD-4410")
    worker.driver.press("begin")
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, HALF)
    worker.lock()
    file = tmp_path / "key.txt"
    file.write_text(PRIVATE, encoding="ascii")
    worker.driver.press("ways-in")
    page = worker.driver.app.page
    assert page is not None
    assert isinstance(page.presenter, CannotUnlockPresenter)
    page.presenter.ask_open_path = lambda: file
    worker.driver.choose(CannotUnlockField.HOW, "key")
    worker.driver.press(CannotUnlockAction.KEY_FILE)
    return worker


def prepare(unlocked: OpenVault) -> None:
    unlocked.confirm_passphrase(PASSPHRASE)
    unlocked.keys.add_supervisor_key(PASSPHRASE, PUBLIC)
    unlocked.cover_pin.set_pin("2749", "2749")


def offered(worker: DeskWork) -> list[str]:
    """The keys of everything that can be pressed now."""
    found = worker.driver.app.window.findChildren(QAbstractButton)
    return [each.objectName() for each in found if each.isVisible() and each.isEnabled() and each.objectName()]


def refused(worker: DeskWork) -> bool:
    over = worker.driver.app.window.overlay_page
    said = any("ROLE-NOT-YOURS" in text for text in worker.driver.list_texts())
    return said or (over is not None and isinstance(over.presenter, REFUSED))


def here(worker: DeskWork) -> Route:
    inside = worker.driver.app.unlocked_controller
    assert inside is not None
    return inside.route


def walked(worker: DeskWork) -> tuple[dict[str, list[str]], list[str]]:
    """What every page offers that can be reached by pressing, and what of it met a refusal."""
    pages: dict[Route, list[str]] = {}
    bad: list[str] = []
    waiting: list[Route] = [Home()]
    while waiting:
        route = waiting.pop()
        if route in pages:
            continue
        go(worker, route)
        pages[route] = [key for key in offered(worker) if key not in OUT]
        for key in pages[route]:
            go(worker, route)
            if not worker.driver.has_widget(key):
                continue
            worker.driver.press(key)
            if refused(worker):
                bad.append(f"{route}: {key}")
            worker.driver.press_keys("Esc")
            waiting.append(here(worker))
    return {type(route).__name__: keys for route, keys in pages.items()}, bad


def go(worker: DeskWork, route: Route) -> None:
    worker.driver.app.go(route)
    worker.driver.wait_until_idle()


def left_behind(worker: DeskWork) -> list[tuple[str, str]]:
    """Who did what since the guest came in, by the log."""
    home = worker.driver.app.settings.folder
    worker.driver.app.close_program()
    worker.driver.wait_until_idle()
    (folder,) = [made.parent for made in (home / "live").glob("*/keyring.a")]
    vault = VaultOpener(Realm.LIVE, CHEAP).open(folder, PASSPHRASE)
    found = [(event.actor, event.action) for event in events(vault)]
    vault.close()
    return found[found.index((PUBLIC, "opened_key")) : -1]


def test_that_no_refusal_is_met_by_pressing_what_is_offered(guest: DeskWork) -> None:
    pages, bad = walked(guest)
    assert bad == []
    assert {
        "Home",
        "People",
        "PersonView",
        "SealedSession",
        "PrintSheets",
        "RecordRetention",
        "AccessHistory",
        "RetentionOverview",
        "Directory",
        "Settings",
    } == set(pages)
    assert sum(map(len, pages.values())) > 60
    lines = left_behind(guest)
    assert {actor for actor, _ in lines} == {PUBLIC}
    assert {act for _, act in lines} - LOOKING == {act for _, act in lines if act.startswith("sheet for ")}


def test_that_what_was_half_written_is_as_its_author_left_it(guest: DeskWork) -> None:
    driver = guest.driver
    guest.person("KD-4410")
    for key in offered(guest):
        if key.startswith(person.OPEN_SESSION):
            driver.press(key)
            assert isinstance(here(guest), SealedSession)
            assert HALF not in "\n".join(driver.list_texts())
            guest.person("KD-4410")
    guest.lock()
    guest.unlock()
    driver.press_first("resume:")
    guest.place(SessionPage.NOTICE)
    assert dict(guest.fields())[NOTE] == HALF


def test_that_no_key_leads_where_no_button_does(guest: DeskWork) -> None:
    for keys in ("Ctrl+N", "Ctrl+T", "F1", "Alt+1", "Alt+5", "Ctrl+Return", "F4"):
        guest.driver.press_keys(keys)
        assert not refused(guest), keys
        guest.driver.press_keys("Esc")
    assert not isinstance(here(guest), NewPerson)


def test_that_there_is_nothing_to_write_in_but_what_finds_and_looks(guest: DeskWork) -> None:
    for route in (Home(), People(), Settings()):
        go(guest, route)
        window = guest.driver.app.window
        fields = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
        assert {field.objectName() for field in fields if field.isVisible()} <= {"find", guide.GuideField.FIND}
    assert not guest.driver.has_widget(settings.SettingsAction.SET_PIN)


def test_that_cover_locks_for_a_guest_who_does_not_know_the_pin(guest: DeskWork) -> None:
    guest.driver.press("cover")
    assert guest.driver.app.session_context is None


def test_that_the_sheet_can_be_looked_at_and_not_saved(guest: DeskWork) -> None:
    guest.person("KD-4410")
    guest.driver.press_first(person.OPEN_SESSION)
    route = here(guest)
    assert isinstance(route, SealedSession)
    go(guest, PrintSheets(route.session))
    guest.driver.choose("file-reader", "own_team")
    guest.driver.press("see-file")
    assert not guest.driver.has_widget("save")
