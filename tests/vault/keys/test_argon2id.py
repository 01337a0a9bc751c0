"""Argon2id where memory is short: each shortage is an error that we know, and never the end of the process."""

import subprocess
import sys

import pytest

SCAN = """
import os, resource, sys
SETTING
for room in (8192, 16384, 24576, 32768):
    for more in range(-32, 416, 32):
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            with open("/proc/self/statm") as file:
                has = int(file.read().split()[0]) * resource.getpagesize()
            most = has + (1024 + room + more) * 1024
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            try:
                derive()
            except Exception as error:
                os._exit(3 if type(error).__name__ in ("NoMemory", "HashingError") else 4)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Copies of a process, each with more memory than the last: a mebibyte, and about one to four stacks of threads."""
OURS = """
from dasupport.vault.keys.argon2id import derive_bytes
from dasupport.vault.keys.key_file import KdfCost
derive = lambda: derive_bytes(b"4826", bytes(16), KdfCost(1024, 1, 4), 32)
"""
BARE = """
from argon2.low_level import Type, hash_secret_raw
derive = lambda: hash_secret_raw(b"4826", bytes(16), 1, 1024, 4, 32, Type.ID)
"""
MADE, SHORT, ABORTED = "0", "3", "-6"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="glibc is meant, and its limits")


def scan(setting: str) -> list[str]:
    """Return the exit code of each copy; in a process of its own, as this one has ended threads already."""
    code = SCAN.replace("SETTING", setting)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return ran.stdout.split()


def test_that_too_little_memory_for_the_threads_is_an_error_and_does_not_end_the_process() -> None:
    found = scan(OURS)
    assert set(found) == {MADE, SHORT}


def test_that_the_library_alone_would_end_it() -> None:
    """Control: without the thread library loaded in time, some of these copies are aborted."""
    assert ABORTED in scan(BARE)
