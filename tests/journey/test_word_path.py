"""A word from the pause in typing to COMMIT, and the answer from there to "Saved 14:32": through how many files."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

import pytest

import dasupport
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import find_outstanding
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.refusal import Refusal
from dasupport.ui.background import worker as background
from dasupport.ui.session.editor import SessionEditor
from tests.journey.test_every_word import meet
from tests.journey.worker import DeskWork
from tests.ui.samples import key_of

T = TypeVar("T")
SOURCE = Path(dasupport.__file__).parent
NOTE = key_of(Kind.NOTE, "NOTICE")
MOST_DOWN, MOST_BACK = 22, 12
"""Files that a word may pass to COMMIT, and its answer from there to the chip in the header."""


class Trace:
    """The files of ours whose functions are called on the way of one word, in the order in which they come."""

    def __init__(self) -> None:
        self.down: list[str] = []
        self.back: list[str] = []
        self.drawn: list[str] = []
        """The classes of the widgets that are drawn meanwhile."""
        self.shown = False
        """Whether the answer has come to the header."""
        self._leg: list[str] | None = None
        self._is_committed = self._is_over = False

    def on_window(self, frame: FrameType, event: str, _: object) -> None:
        """From the pause to the job's queue; and from the answer to the chip."""
        name, file = frame.f_code.co_name, frame.f_code.co_filename
        if event == "call":
            if name in ("draw", "show_chrome"):
                self.drawn.append(type(frame.f_locals["self"]).__name__)
            if name == "flush" and file.endswith("text_area.py") and not self.down:
                self._leg = self.down
            elif name == "came" and self._is_committed and not self.shown:
                self._leg = self.back
            self._note(self._leg, file)
            if name == "run_job" and file.endswith("worker.py"):
                self._leg = None
        elif event == "return" and name == "show_save_status" and file.endswith("header.py"):
            self.shown |= self._leg is self.back
            self._leg = None if self._leg is self.back else self._leg

    def end_job(self) -> None:
        """The job that holds the word has ended; whatever the vault does next is about something else."""
        self._is_over = self._is_committed

    def on_vault(self, frame: FrameType, event: str, _: object) -> None:
        """From the job to COMMIT; and from there to the end of the job."""
        if event == "call" and not self._is_over:
            self._is_committed |= frame.f_code.co_name == "do_commit"
            self._note(self.back if self._is_committed else self.down, frame.f_code.co_filename)

    def _note(self, leg: list[str] | None, file: str) -> None:
        if leg is not None and Path(file).is_relative_to(SOURCE):
            place = Path(file).relative_to(SOURCE).as_posix()
            if place not in leg:
                leg.append(place)


@contextmanager
def traced() -> Iterator[Trace]:
    """What happens on both threads meanwhile: Qt gives each job a thread of Python's own, so each is traced anew."""
    trace, run_job = Trace(), background.run_catching

    def run_traced(job: Callable[[], T]) -> T | Refusal:
        sys.setprofile(trace.on_vault)
        try:
            return run_job(job)
        finally:
            sys.setprofile(None)
            trace.end_job()

    background.run_catching, before = run_traced, sys.getprofile()
    sys.setprofile(trace.on_window)
    try:
        yield trace
    finally:
        sys.setprofile(before)
        background.run_catching = run_job


@pytest.fixture
def writing(worker: DeskWork) -> DeskWork:
    """In the middle of a note: with its first word the step begins, and the rail changes too."""
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    types(worker, "He was")
    return worker


def types(worker: DeskWork, text: str) -> None:
    """Type some more, pause, and wait until it is saved."""
    worker.driver.keep_typing(NOTE, text)
    worker.driver.app.save_typed_text()
    worker.driver.wait_until_idle()


def test_that_a_word_passes_few_files_to_commit_and_its_answer_few_to_the_chip(writing: DeskWork) -> None:
    with traced() as trace:
        types(writing, " loud.")
    assert trace.shown
    assert trace.down[0] == "ui/widgets/text_area.py"
    assert {"ui/session/save_queue.py", "vault/data/entries.py"} <= set(trace.down)
    assert {"ui/session/save_queue.py", "ui/window/header.py"} <= set(trace.back)
    assert len(trace.down) <= MOST_DOWN, trace.down
    assert len(trace.back) <= MOST_BACK, trace.back


class RoundaboutEditor(SessionEditor):
    """An editor that asks another module before it saves."""

    def save_draft(self, slot: Slot, answer: Answer) -> None:
        find_outstanding(self.record)
        super().save_draft(slot, answer)


def test_that_a_detour_of_the_word_is_counted(writing: DeskWork) -> None:
    context = writing.driver.app.session_context
    assert context is not None
    with traced() as straight:
        types(writing, " loud.")
    context.editor.__class__ = RoundaboutEditor
    with traced() as detour:
        types(writing, " He rang.")
    assert "casework/outstanding.py" in set(detour.down) - set(straight.down)


def test_that_a_pause_draws_the_field_that_was_typed_in_and_no_other(writing: DeskWork) -> None:
    with traced() as trace:
        types(writing, " loud.")
    assert "TextAreaWidget" in trace.drawn
    assert set(trace.drawn) <= {"TextAreaWidget", "BlockColumnWidget", "CardWidget", "RowWidget"}
    assert "NavRail" not in trace.drawn
