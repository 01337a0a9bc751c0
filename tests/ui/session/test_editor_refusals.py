"""What the vault refuses: told once, held in its order, kept once each, and never left behind by the end."""

from collections.abc import Callable
from typing import TypeVar

from dasupport.casework.details import FollowUpDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import run_inline
from dasupport.ui.session.save_queue import SaveStatus
from tests.samples import NOON, answer, no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import NOTE, SIGN, Hand, words_of

T = TypeVar("T")


class Full:
    """A disk without room for the next few jobs: it refuses them before they begin."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        if self.times:
            self.times -= 1
            refused(Refusal(RefusalId.V_DISK_FULL))
        else:
            run_inline(job, done, refused)


def test_that_a_full_disk_is_told_once_and_the_words_stay_on_the_screen(met: Hand) -> None:
    with no_room():
        met.desk.commit(NOTE, answer("One"))
        met.desk.commit(SIGN, answer("Two"))
    assert met.told == [met.desk.status.refusal_id] != [""]
    assert met.desk.get_answer(SIGN).words.value == "Two"
    assert words_of(met, NOTE) == words_of(met, SIGN) == []


def test_that_trying_again_keeps_each_word_once_and_in_order(met: Hand) -> None:
    with no_room():
        for text in ("One", "Two", "Three"):
            met.desk.commit(NOTE, answer(text))
    met.desk.retry_saves()
    assert words_of(met, NOTE) == ["One", "Two", "Three"]
    assert met.desk.status == SaveStatus(NOON)
    met.desk.retry_saves()
    assert words_of(met, NOTE) == ["One", "Two", "Three"]


def test_that_trying_again_on_a_disk_that_is_still_full_loses_nothing(met: Hand) -> None:
    with no_room():
        met.desk.commit(NOTE, answer("One"))
        met.desk.commit(NOTE, answer("Two"))
        met.desk.retry_saves()
        assert met.desk.status.refusal_id
    met.desk.retry_saves()
    assert words_of(met, NOTE) == ["One", "Two"]


def test_that_after_a_refusal_nothing_later_is_kept_before_it_though_there_is_room_again(met: Hand) -> None:
    with no_room():
        met.desk.commit(NOTE, answer("One"))
    met.desk.commit(NOTE, answer("Two"))
    assert words_of(met, NOTE) == []
    assert met.desk.status.refusal_id
    met.desk.retry_saves()
    assert words_of(met, NOTE) == ["One", "Two"]


def test_that_words_on_their_way_wait_too_when_one_before_them_is_refused(waiting: Hand, lane: Lane) -> None:
    waiting.desk.save_draft(NOTE, answer("One"))
    waiting.desk.save_draft(NOTE, answer("One and two"))
    with no_room():
        lane.work(1)
    lane.go_on()
    assert waiting.kept().drafts == ()
    waiting.desk.retry_saves()
    lane.go_on()
    assert waiting.kept().get_answer(NOTE).words.value == "One and two"


def test_that_an_older_draft_never_comes_back_over_a_statement(waiting: Hand, lane: Lane) -> None:
    waiting.desk.save_draft(NOTE, answer("He was lo"))
    waiting.desk.commit(NOTE, answer("He was loud."))
    with no_room():
        lane.work(1)
    lane.go_on()
    waiting.desk.retry_saves()
    lane.go_on()
    assert waiting.kept().drafts == ()
    assert words_of(waiting, NOTE) == ["He was loud."]


def test_that_a_follow_up_that_was_changed_on_the_way_is_not_due_twice(waiting: Hand, lane: Lane) -> None:
    slot = Slot(Kind.FOLLOW_UP, "FOLLOW-UP")
    waiting.desk.commit(slot, answer(detail=FollowUpDetail(NOON.date(), "call_back")))
    waiting.desk.commit(slot, answer(detail=FollowUpDetail(NOON.date(), "see_again")))
    with no_room():
        lane.work(1)
    lane.go_on()
    waiting.desk.retry_saves()
    lane.go_on()
    due = waiting.office.open_vault.people.load_agenda(NOON.date()).due
    assert [row.label for row in due] == ["see_again"]


def test_that_what_is_said_while_others_are_refused_keeps_its_place(waiting: Hand, lane: Lane) -> None:
    for text in ("One", "Two"):
        waiting.desk.commit(NOTE, answer(text))
    with no_room():
        lane.work(1)
    lane.answer()
    waiting.desk.commit(NOTE, answer("Three"))
    lane.go_on()
    waiting.desk.retry_saves()
    lane.go_on()
    assert words_of(waiting, NOTE) == ["One", "Two", "Three"]


def test_that_trying_again_waits_for_what_is_still_on_its_way(waiting: Hand, lane: Lane) -> None:
    for text in ("One", "Two"):
        waiting.desk.commit(NOTE, answer(text))
    with no_room():
        lane.work(1)
    lane.answer()
    waiting.desk.retry_saves()
    lane.go_on()
    assert words_of(waiting, NOTE) == []
    waiting.desk.retry_saves()
    lane.go_on()
    assert words_of(waiting, NOTE) == ["One", "Two"]


def test_that_pressing_again_twice_keeps_each_word_once(waiting: Hand, lane: Lane) -> None:
    waiting.desk.commit(NOTE, answer("One"))
    with no_room():
        lane.work()
    lane.answer()
    waiting.desk.retry_saves()
    waiting.desk.retry_saves()
    assert len(lane.jobs) == 1
    lane.go_on()
    assert words_of(waiting, NOTE) == ["One"]


def test_that_a_job_that_was_refused_before_it_began_holds_the_later_ones_too(met: Hand) -> None:
    office = met.office
    met.runner.run = Full(1)
    desk = office.work.open_session(met.desk.record)
    desk.commit(NOTE, answer("One"))
    desk.commit(NOTE, answer("Two"))
    assert words_of(met, NOTE) == []
    desk.retry_saves()
    assert words_of(met, NOTE) == ["One", "Two"]


def test_that_a_session_is_not_ended_over_words_that_are_not_kept(met: Hand) -> None:
    with no_room():
        met.desk.commit(NOTE, answer("One"))
    refused: list[str] = []
    ended: list[str] = []
    met.desk.finish_session(lambda: "ended", ended.append, lambda refusal: refused.append(refusal.item))
    assert (ended, refused) == ([], ["V-NOT-SAVED"])
    met.desk.retry_saves()
    met.desk.finish_session(lambda: "ended", ended.append, lambda refusal: refused.append(refusal.item))
    assert ended == ["ended"]


def test_that_what_is_half_written_becomes_a_statement_before_the_end(met: Hand) -> None:
    met.desk.save_draft(NOTE, answer("One"))
    ended: list[list[str]] = []
    met.desk.finish_session(lambda: words_of(met, NOTE), ended.append, lambda refusal: None)
    assert ended == [["One"]]
