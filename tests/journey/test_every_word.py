"""One person from the first meeting to the sealed record, with every field of every page filled in."""

import pytest

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.steps import Step, list_pages
from dasupport.tour.walkthrough import OPEN_GATE_ANSWERS
from dasupport.ui.screens.people import people, person
from dasupport.ui.screens.session import ask, check, identify, refer_services, sealed
from tests.journey.worker import DeskWork

MEETING = {"code": "KD-4410", "real": "Robin Example"}


def meet(worker: DeskWork, presenting: Presenting) -> None:
    worker.driver.press_keys("Ctrl+N")
    worker.driver.type_text(people.CODE, MEETING["code"])
    worker.driver.type_text(people.REAL_NAME_FIELD, MEETING["real"])
    worker.driver.choose(people.PRESENTING, presenting)
    worker.driver.press("begin")


OPENS: dict[SessionPage, tuple[str, ...]] = {
    SessionPage.SIGNS: ("indicator|K-S1-IND-01||on",),
    SessionPage.INVITE: ("invitation|K-S3-Q-02||outcome=asked",),
    SessionPage.MESSAGES: ("message|K-HTA-MSG-01||on",),
    SessionPage.SAFETY_PLAN: ("plan|PLAN-SPECIALIST||on",),
    SessionPage.CONFIDENTIALITY: (ask.AskAction.SAID_IT,),
    SessionPage.CHILDREN: ("children|CHILDREN||value=yes", identify.IdentifyAction.ADD_CHILD),
    SessionPage.PROFILE: ("counter|COUNTER||value=yes", "pair|K-CA-CHK-01||value=left"),
}
"""What brings the fields of a page that has none at first."""


def open_gate(worker: DeskWork) -> None:
    for question, value in OPEN_GATE_ANSWERS.items():
        worker.driver.choose(f"gate|G-{question}||value", value)


def open_up(worker: DeskWork, place: SessionPage) -> None:
    for key in OPENS.get(place, ()):
        worker.driver.press(key)
    if place is SessionPage.SERVICES:
        worker.driver.press_first(refer_services.REFER)


def every_place(presenting: Presenting) -> list[SessionPage]:
    return [place for step in Step for place in list_pages(step, presenting) if place is not SessionPage.CHECK]


@pytest.mark.long
@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_every_word_of_a_whole_session_is_there_after_a_lock_and_in_the_sealed_record(
    worker: DeskWork, presenting: Presenting
) -> None:
    meet(worker, presenting)
    for place in every_place(presenting):
        worker.place(place)
        open_up(worker, place)
        worker.fill()
    session = worker.session
    assert len(worker.words) > 30
    worker.lock()
    assert_nothing_is_on_the_screen(worker)
    worker.unlock()
    for place in every_place(presenting):
        worker.back_to(session, place)
        assert_the_fields_hold_what_was_written(worker)
    assert [word for word in worker.words.values() if word not in worker.said()] == []
    worker.place(SessionPage.CHECK)
    worker.driver.press(check.CheckAction.SEAL)
    worker.driver.press(check.CheckAction.CONFIRM_SEAL)
    worker.lock()
    worker.unlock()
    worker.person(MEETING["code"])
    worker.driver.press_first(person.OPEN_SESSION)
    shown = "\n".join(worker.driver.list_texts())
    assert [word for word in worker.words.values() if word not in shown] == []
    worker.driver.type_text(sealed.ADDENDUM_WORDS, "an afterthought")
    worker.driver.type_text(sealed.ADDENDUM_REASON, "remembered on the way home")
    worker.driver.press(sealed.SealedAction.ADD_ADDENDUM)
    assert "an afterthought" in "\n".join(worker.driver.list_texts())


@pytest.mark.long
@pytest.mark.parametrize("place", every_place(Presenting.NOT_CLEAR))
def test_that_a_lock_in_the_middle_of_a_word_loses_none_of_it(worker: DeskWork, place: SessionPage) -> None:
    meet(worker, Presenting.NOT_CLEAR)
    session = worker.session
    open_gate(worker)
    worker.place(place)
    open_up(worker, place)
    key = next(key for key, _ in worker.fields() if "|" in key)
    worker.driver.keep_typing(key, " half a wo")
    worker.lock()
    worker.unlock()
    worker.back_to(session, place)
    assert dict(worker.fields())[key].endswith(" half a wo")


def assert_the_fields_hold_what_was_written(worker: DeskWork) -> None:
    for key, text in worker.fields():
        if key in worker.words:
            assert text == worker.words[key], key


def assert_nothing_is_on_the_screen(worker: DeskWork) -> None:
    shown = "\n".join(worker.driver.list_texts())
    assert [word for word in (*worker.words.values(), *MEETING.values()) if word in shown] == []
