"""A slow disk, as slow as a test wants it."""

from collections.abc import Callable
from typing import TypeVar

from dasupport.refusal import Refusal
from dasupport.ui.background.run import run_inline

T = TypeVar("T")


class Lane:
    """The vault's own thread in slow motion: jobs are done, and answers come back, when a test says so."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []
        self.answers: list[Callable[[], None]] = []

    def __call__(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        def keep(answer: Callable[[], None]) -> None:
            self.answers.append(answer)

        self.jobs.append(
            lambda: run_inline(job, lambda made: keep(lambda: done(made)), lambda fault: keep(lambda: refused(fault)))
        )

    def work(self, most: int = 1000) -> None:
        """Do what is waiting to be done, as in a thread of its own: nobody hears of it yet."""
        jobs, self.jobs = self.jobs[:most], self.jobs[most:]
        for job in jobs:
            job()

    def answer(self) -> None:
        """Let the answers come back."""
        answers, self.answers = self.answers, []
        for answer in answers:
            answer()

    def go_on(self) -> None:
        """Let everything come to its end."""
        while self.jobs or self.answers:
            self.work()
            self.answer()
