"""The laptop turned round: the person writes, and cannot get any further."""

import pytest

from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Presenting
from dasupport.ui.app.state import AppState
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.screen.shortcuts import SHORTCUTS
from tests.journey.test_every_word import meet, open_gate
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

QUESTION = "LU-REL-1-1"


@pytest.fixture
def turned(worker: DeskWork) -> DeskWork:
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.driver.app.go(FacingPerson(worker.session, QUESTION, "relationship"))
    worker.driver.wait_until_idle()
    return worker


def outcome(worker: DeskWork, item: str = QUESTION) -> str:
    office = worker.driver.app.session_context
    assert office is not None
    assert office.editor is not None
    detail = office.editor.get_answer(Slot(Kind.PROMPT, item, "turned")).detail
    return detail.outcome if isinstance(detail, QuestionDetail) else ""


def test_that_what_the_person_writes_is_kept_as_their_own_words(turned: DeskWork) -> None:
    turned.driver.type_text("own-words", "I do not like how I was")
    turned.driver.press("next")
    assert outcome(turned) == "asked"
    entry = next(entry for entry in turned.entries() if entry.slot.part == "turned")
    assert entry.answer.words.value == "I do not like how I was"
    assert entry.answer.source == "person"
    assert entry.answer.reach.is_known


def test_that_not_today_is_an_answer(turned: DeskWork) -> None:
    turned.driver.press("not-today")
    assert outcome(turned) == "not_today"


def test_that_a_skipped_question_leaves_nothing(turned: DeskWork) -> None:
    turned.driver.press("skip")
    assert [entry for entry in turned.entries() if entry.slot.part == "turned"] == []


def test_that_there_is_no_way_out_without_the_passphrase(turned: DeskWork) -> None:
    turned.driver.press("leave")
    turned.driver.press("back-in")
    turned.driver.type_text("passphrase", "a guess that is wrong")
    turned.driver.press("back-in")
    assert turned.driver.app.state is AppState.FACING_PERSON


def test_that_the_passphrase_leads_back_to_the_questions(turned: DeskWork) -> None:
    turned.driver.press("leave")
    turned.driver.type_text("passphrase", PASSPHRASE)
    turned.driver.press("back-in")
    assert turned.driver.app.state is AppState.UNLOCKED
    assert turned.driver.has_widget("rail:step:ask")


@pytest.mark.parametrize("name", sorted(set(SHORTCUTS) - {"lock", "emergency", "primary", "next", "back"}))
def test_that_no_key_leads_anywhere_from_it(turned: DeskWork, name: str) -> None:
    before = turned.driver.list_texts()
    turned.driver.press_keys(SHORTCUTS[name])
    assert turned.driver.list_texts() == before


def test_that_after_the_last_question_only_the_way_out_is_left(turned: DeskWork) -> None:
    for _ in range(len(turned.driver.app.app_context.load_pack().ladders.using.prompts) + 1):
        if turned.driver.has_widget("skip"):
            turned.driver.press("skip")
    assert not turned.driver.has_widget("own-words")
    assert turned.driver.has_widget("leave")


def test_that_a_lock_from_the_turned_laptop_keeps_what_the_person_was_writing(turned: DeskWork) -> None:
    session = turned.session
    turned.driver.keep_typing("own-words", "half of what I wan")
    turned.lock()
    turned.unlock()
    office = turned.driver.app.session_context
    assert office is not None
    record = office.open_vault.sessions
    assert record is not None
    turned.driver.app.go(FacingPerson(session, QUESTION, "relationship"))
    turned.driver.wait_until_idle()
    assert office.editor is not None
    assert office.editor.get_answer(Slot(Kind.PROMPT, QUESTION, "turned")).words.value == "half of what I wan"
