"""Cover with a PIN: the vault stays open behind a neutral screen, and the very word comes back; three tries."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.routes import FacingPerson, Home, InSession, NewPerson, Pin, SealedSession
from dasupport.ui.screens.access.cover_with_pin import PinCoverAction, PinCoverField
from dasupport.ui.screens.home.keys_notice import KeysNoticeAction
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.people import people
from dasupport.ui.screens.session import check, turned
from dasupport.ui.screens.vault import pin
from dasupport.ui.widgets.text_area import PrivateTextEdit
from tests.journey.test_cover import tap
from tests.journey.test_every_word import MEETING, meet, open_gate
from tests.journey.test_late_answers import NOTE, TOLD, go, shown, slow, somebody
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

DIGITS, WRONG = "4826", "9173"
PROMPT = "LU-MONEY-1-1"
NEUTRAL = {"title", "covered.title", "pin", "wrong", "go_on", "•"}


def set_pin(worker: DeskWork, digits: str = DIGITS) -> None:
    """Set a PIN, as somebody who has just typed the passphrase."""
    office = worker.driver.app.session_context
    assert office is not None
    assert worker.ask(lambda: office.open_vault.confirm_passphrase(PASSPHRASE))
    worker.driver.app.go(Pin())
    worker.driver.wait_until_idle()
    worker.driver.type_text(pin.NEW, digits)
    worker.driver.type_text(pin.REPEAT, digits)
    worker.driver.press(pin.PinAction.SAVE)
    worker.driver.app.go(Home())
    worker.driver.wait_until_idle()


def give(worker: DeskWork, digits: str) -> None:
    worker.driver.type_text(PinCoverField.PIN, digits)
    worker.driver.press(PinCoverAction.GO_ON)


def turn(worker: DeskWork) -> None:
    """The laptop turned to the person, with a question."""
    worker.place(SessionPage.GATE)
    open_gate(worker)
    go(worker, FacingPerson(worker.session, PROMPT))
    worker.driver.wait_until_idle()


@pytest.fixture
def pinned(worker: DeskWork) -> DeskWork:
    """A worker in the middle of a conversation, with a PIN for Cover."""
    set_pin(worker)
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    return worker


def test_that_the_pin_brings_back_the_page_the_word_and_the_letter(pinned: DeskWork) -> None:
    pinned.driver.keep_typing(NOTE, "half a wo")
    editor = pinned.driver.find_widget(NOTE)
    assert isinstance(editor, QPlainTextEdit)
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    tap(pinned)
    assert "half a wo" not in shown(pinned)
    give(pinned, DIGITS)
    back = pinned.driver.focused_widget
    assert isinstance(back, PrivateTextEdit)
    assert back is not editor
    assert (back.objectName(), back.toPlainText(), back.textCursor().position()) == (NOTE, "half a wo", 4)


def test_that_the_button_too_leads_back_to_the_field_in_which_one_was(pinned: DeskWork) -> None:
    pinned.driver.keep_typing(NOTE, "half a wo")
    pinned.driver.press("cover")
    give(pinned, DIGITS)
    assert pinned.driver.focused_widget.objectName() == NOTE


def test_that_what_is_no_page_of_a_session_comes_back_with_what_was_typed(pinned: DeskWork) -> None:
    go(pinned, NewPerson())
    pinned.driver.wait_until_idle()
    pinned.driver.type_text(people.CODE, "KD-77")
    tap(pinned)
    assert "KD-77" not in shown(pinned)
    give(pinned, DIGITS)
    assert dict(pinned.fields())[people.CODE] == "KD-77"


def test_that_the_neutral_screen_says_nothing_but_that_it_waits(pinned: DeskWork) -> None:
    pinned.driver.type_text(NOTE, TOLD)
    tap(pinned)
    words = {text for text in pinned.driver.list_texts() if text.strip()}
    assert words <= NEUTRAL, words
    assert pinned.driver.app.window.windowTitle() == "title"


def test_that_the_words_are_in_the_vault_while_everything_is_covered(pinned: DeskWork) -> None:
    pinned.driver.keep_typing(NOTE, "half a wo")
    tap(pinned)
    office = pinned.driver.app.session_context
    assert office is not None
    assert office.editor is not None
    assert not office.editor.has_unsaved


def test_that_what_was_copied_cannot_be_pasted_behind_the_cover(pinned: DeskWork) -> None:
    pinned.driver.type_text(NOTE, TOLD)
    editor = pinned.driver.find_widget(NOTE)
    assert isinstance(editor, PrivateTextEdit)
    editor.setFocus()
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == TOLD
    tap(pinned)
    assert QGuiApplication.clipboard().text() == ""


def test_that_three_wrong_ones_lock_and_half_a_word_is_kept(pinned: DeskWork) -> None:
    session = pinned.session
    pinned.driver.keep_typing(NOTE, "half a wo")
    tap(pinned)
    for _ in range(2):
        give(pinned, WRONG)
        assert pinned.driver.has_widget(PinCoverField.PIN)
    give(pinned, WRONG)
    assert pinned.driver.has_widget("open")
    pinned.unlock()
    assert pinned.driver.has_widget(KeysNoticeAction.ACKNOWLEDGE)
    pinned.back_to(session, SessionPage.NOTICE)
    assert dict(pinned.fields())[NOTE] == "half a wo"


def test_that_covering_anew_gives_no_new_tries(pinned: DeskWork) -> None:
    tap(pinned)
    give(pinned, WRONG)
    give(pinned, WRONG)
    tap(pinned)
    assert pinned.driver.has_widget("open")


def test_that_tries_at_the_turned_laptop_and_behind_the_cover_are_the_same_three(pinned: DeskWork) -> None:
    turn(pinned)
    pinned.driver.press(turned.FacingPersonAction.LEAVE)
    for _ in range(2):
        pinned.driver.type_text(turned.FacingPersonField.PHRASE, WRONG)
        pinned.driver.press(turned.FacingPersonAction.BACK_IN)
    assert pinned.driver.has_widget(turned.FacingPersonField.PHRASE)
    tap(pinned)
    give(pinned, WRONG)
    assert pinned.driver.has_widget("open")


def test_that_the_right_one_gives_three_tries_anew(pinned: DeskWork) -> None:
    for _ in range(2):
        tap(pinned)
        give(pinned, WRONG)
        give(pinned, WRONG)
        give(pinned, DIGITS)
    assert pinned.driver.has_widget(NOTE)


def test_that_shift_three_times_more_locks(pinned: DeskWork) -> None:
    tap(pinned)
    tap(pinned)
    assert pinned.driver.has_widget("open")
    assert pinned.driver.app.session_context is None


def test_that_nobody_at_the_covered_laptop_locks_it(pinned: DeskWork) -> None:
    tap(pinned)
    pinned.driver.app.window.idle_timer.timed_out.emit()
    pinned.driver.wait_until_idle()
    assert pinned.driver.has_widget("open")


def test_that_the_key_that_locks_locks_the_covered_laptop(pinned: DeskWork) -> None:
    tap(pinned)
    pinned.lock()
    assert pinned.driver.has_widget("open")


@pytest.mark.parametrize("key", ["F1", "F4", "F6", "Ctrl+H", "Ctrl+P", "Ctrl+D", "Ctrl+T", "Alt+1", "Esc", "Alt+Up"])
def test_that_no_key_looks_behind_the_cover(pinned: DeskWork, key: str) -> None:
    tap(pinned)
    pinned.driver.press_keys(key)
    assert pinned.driver.has_widget(PinCoverField.PIN)
    assert pinned.driver.app.window.overlay_page is None


def test_that_the_emergency_card_over_the_cover_shows_its_plain_lines_only(pinned: DeskWork) -> None:
    tap(pinned)
    pinned.driver.press_keys("F2")
    over = pinned.driver.app.window.overlay_page
    assert over is not None
    plain = {line.id for line in pinned.driver.app.app_context.lock_screen_pack.emergency if line.plain}
    assert {block.key for block in over.shown_screen.blocks[1].columns[0]} == plain  # type: ignore[union-attr]
    pinned.driver.press_keys("Esc")
    give(pinned, DIGITS)
    assert pinned.driver.has_widget(NOTE)


def test_that_a_refusal_that_arrives_late_is_not_shown_over_the_cover(pinned: DeskWork) -> None:
    tap(pinned)
    pinned.driver.app.show_refusal(Refusal(RefusalId.V_DISK_FULL))
    assert pinned.driver.app.window.overlay_page is None


def test_that_a_session_that_arrives_behind_the_cover_stays_away(worker: DeskWork) -> None:
    set_pin(worker)
    session = somebody(worker, "KD-1")
    worker.lock()
    worker.unlock()
    with slow(worker):
        go(worker, InSession(session, SessionPage.NOTICE))
        worker.driver.app.cover()
    assert worker.driver.has_widget(PinCoverField.PIN)
    assert TOLD not in shown(worker)
    give(worker, DIGITS)
    assert worker.driver.has_widget("new")


def test_that_an_answer_to_the_pin_that_comes_after_the_lock_opens_nothing(pinned: DeskWork) -> None:
    pinned.driver.type_text(NOTE, TOLD)
    tap(pinned)
    pinned.driver.type_text(PinCoverField.PIN, DIGITS)
    page = pinned.driver.app.page
    assert page is not None
    with slow(pinned):
        page.press_button(PinCoverAction.GO_ON)
        pinned.driver.app.lock()
    assert pinned.driver.has_widget("open")
    assert TOLD not in shown(pinned)


def test_that_a_seal_behind_the_cover_leads_back_to_what_can_still_be_written(pinned: DeskWork) -> None:
    session = pinned.session
    pinned.place(SessionPage.CHILDREN)
    pinned.driver.press("children|CHILDREN||value=none")
    pinned.place(SessionPage.CHECK)
    pinned.driver.press(check.CheckAction.SEAL)
    page = pinned.driver.app.page
    assert page is not None
    with slow(pinned):
        page.press_button(check.CheckAction.CONFIRM_SEAL)
        pinned.driver.app.cover()
    give(pinned, DIGITS)
    assert pinned.driver.has_widget("new")
    go(pinned, SealedSession(session))
    pinned.driver.wait_until_idle()
    assert pinned.driver.has_widget("addendum")


def test_that_the_turned_laptop_comes_back_turned(pinned: DeskWork) -> None:
    turn(pinned)
    pinned.driver.keep_typing(turned.FacingPersonField.OWN_WORDS, "in my own wo")
    tap(pinned)
    give(pinned, DIGITS)
    assert dict(pinned.fields())[turned.FacingPersonField.OWN_WORDS] == "in my own wo"
    assert MEETING["code"] not in shown(pinned)


def test_that_the_pin_leads_back_from_the_turned_laptop(pinned: DeskWork) -> None:
    turn(pinned)
    pinned.driver.press(turned.FacingPersonAction.LEAVE)
    pinned.driver.type_text(turned.FacingPersonField.PHRASE, DIGITS)
    pinned.driver.press(turned.FacingPersonAction.BACK_IN)
    assert not pinned.driver.has_widget(turned.FacingPersonField.PHRASE)
    assert MEETING["code"] in shown(pinned)


def test_that_a_guess_that_is_taken_back_counts(pinned: DeskWork) -> None:
    turn(pinned)
    for _ in range(3):
        pinned.driver.press(turned.FacingPersonAction.LEAVE)
        pinned.driver.type_text(turned.FacingPersonField.PHRASE, WRONG)
        page = pinned.driver.app.page
        assert page is not None
        with slow(pinned):
            page.press_button(turned.FacingPersonAction.BACK_IN)
            page.press_button(turned.FacingPersonAction.STAY)
    assert pinned.driver.has_widget("open")


def test_that_without_a_pin_cover_closes_the_vault(pinned: DeskWork) -> None:
    office = pinned.driver.app.session_context
    assert office is not None
    assert pinned.ask(lambda: office.open_vault.confirm_passphrase(PASSPHRASE))
    go(pinned, Pin())
    pinned.driver.wait_until_idle()
    pinned.driver.press(pin.PinAction.REMOVE)
    tap(pinned)
    assert not pinned.driver.has_widget(PinCoverField.PIN)
    assert pinned.driver.app.session_context is None


def test_that_the_pin_stands_again_after_a_lock(pinned: DeskWork) -> None:
    pinned.lock()
    pinned.unlock()
    tap(pinned)
    give(pinned, DIGITS)
    assert pinned.driver.has_widget("new")


def test_that_a_window_made_small_locks_where_that_is_set(pinned: DeskWork) -> None:
    shell = pinned.driver.app
    shell.window.showMinimized()
    pinned.driver.wait_until_idle()
    assert shell.session_context is not None
    shell.window.showNormal()
    shell.change_settings(shell.settings.with_auto_lock(5, minimise=True))
    shell.window.showMinimized()
    pinned.driver.wait_until_idle()
    assert shell.session_context is None


def test_that_the_question_for_the_passphrase_goes_with_the_page_and_nothing_was_done(worker: DeskWork) -> None:
    worker.driver.app.go(Pin())
    worker.driver.wait_until_idle()
    worker.driver.type_text(pin.NEW, DIGITS)
    worker.driver.type_text(pin.REPEAT, DIGITS)
    worker.driver.press(pin.PinAction.SAVE)
    assert worker.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD)
    tap(worker)
    assert worker.driver.has_widget("continue")
    worker.driver.press("continue")
    worker.unlock()
    office = worker.driver.app.session_context
    assert office is not None
    assert not office.open_vault.cover_pin.has_pin
