"""What Windows and macOS are asked to keep to themselves of a process. They are stood in for by what takes down a call:
what they make of it could not be tried here. Linux is tried for real in `tests/faults/test_logs.py`."""

import ctypes
from collections.abc import Callable
from typing import cast

import pytest

from dasupport.platform.process_protection import (
    DACL,
    DENY_ATTACH,
    ERROR_MODE,
    NO_HEAP,
    PROCESS_SDDL,
    deny_debuggers,
    deny_memory_access,
    disable_crash_reports,
)

DESCRIBED, ITSELF = 77, 2**64 - 1


class Call:
    """A function of a library."""

    restype: object = None

    def __init__(self, take: Callable[..., int]) -> None:
        self._take = take

    def __call__(self, *given: object) -> int:
        return self._take(*given)


class Library:
    """Takes down what it is asked, and answers as it was told to."""

    def __init__(self, **answers: int) -> None:
        self.answers = answers
        self.asked: list[tuple[object, ...]] = []
        self.calls: dict[str, Call] = {}

    def __getattr__(self, name: str) -> Call:
        return self.calls.setdefault(name, Call(lambda *given: self._take(name, given)))

    def _take(self, name: str, given: tuple[object, ...]) -> int:
        for part in given:
            if hasattr(part, "contents"):
                part.contents.value = DESCRIBED
        self.asked.append((name, *(getattr(part, "value", None) for part in given)))
        return self.answers.get(name, 1)

    @property
    def library(self) -> ctypes.CDLL:
        return cast("ctypes.CDLL", self)


@pytest.mark.parametrize(
    ("program", "listed"), [("dasupport.exe", True), ("python.exe", False), ("pythonw.exe", False), ("Python", False)]
)
def test_that_windows_reports_no_crash_and_lists_no_program_that_is_others_too(program: str, listed: bool) -> None:
    kernel32, wer = Library(), Library()
    disable_crash_reports(kernel32.library, wer.library, program)
    assert kernel32.asked == [("SetErrorMode", ERROR_MODE), ("WerSetFlags", NO_HEAP)]
    assert wer.asked == ([("WerAddExcludedApplication", program, 0)] if listed else [])


@pytest.mark.parametrize(("answer", "taken"), [(1, True), (0, False)])
def test_that_windows_is_asked_to_let_nobody_read_the_memory(answer: int, taken: bool) -> None:
    kernel32, advapi32 = Library(GetCurrentProcess=ITSELF), Library(SetKernelObjectSecurity=answer)
    assert deny_memory_access(kernel32.library, advapi32.library) is taken
    assert advapi32.asked[0][:2] == ("ConvertStringSecurityDescriptorToSecurityDescriptorW", PROCESS_SDDL)
    assert advapi32.asked[1] == ("SetKernelObjectSecurity", ITSELF, DACL, DESCRIBED)
    assert kernel32.asked[-1] == ("LocalFree", DESCRIBED)


def test_that_the_wall_grants_neither_reading_nor_writing_of_memory_nor_another_handle() -> None:
    """PROCESS_VM_READ, VM_WRITE, VM_OPERATION, DUP_HANDLE, QUERY_INFORMATION, CREATE_THREAD, WRITE_DAC."""
    granted = {int(part.split(";")[2], 16) for part in PROCESS_SDDL.split("(")[1:]}
    assert PROCESS_SDDL.startswith("D:P")
    assert [right & (0x10 | 0x20 | 0x8 | 0x40 | 0x400 | 0x2 | 0x40000) for right in granted] == [0]


def test_that_what_windows_cannot_describe_is_not_said_to_hold() -> None:
    advapi32 = Library(ConvertStringSecurityDescriptorToSecurityDescriptorW=0)
    assert not deny_memory_access(Library().library, advapi32.library)
    assert len(advapi32.asked) == 1


@pytest.mark.parametrize(("answer", "taken"), [(0, True), (-1, False)])
def test_that_macos_is_asked_to_let_no_debugger_in(answer: int, taken: bool) -> None:
    libc = Library(ptrace=answer)
    assert deny_debuggers(libc.library) is taken
    assert libc.asked == [("ptrace", DENY_ATTACH, 0, None, 0)]
