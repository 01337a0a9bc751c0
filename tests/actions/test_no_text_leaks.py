"""Nothing readable leaves the vault, and nothing at all leaves the machine: a whole day, watched by strace."""

import base64
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.actions.whole_case import CANARIES
from tests.samples import PASSPHRASE
from tests.tools.blank_pack import GIVEN, make_blank_pack
from tests.vault.tampering import DATA, WHOLE, verdict
from tests.vault.test_io_errors import NEEDS

SEALED = {"data.1.db", "data.1.db-journal", "keyring.a", "keyring.b", "reserve.bin", "vault.lock"}


@dataclass(frozen=True)
class Watched:
    """What a program did, as the kernel saw it."""

    home: Path
    log: str

    @property
    def sockets(self) -> list[str]:
        """Every socket for the network that was asked for."""
        return re.findall(r"socket\((AF_INET6?)", self.log)

    @property
    def written(self) -> set[str]:
        """Every file that was opened to be written, or renamed to."""
        opened = re.findall(r'openat\([^,]+, "([^"]+)", [^)]*\bO_(?:WRONLY|RDWR|CREAT)', self.log)
        renamed = re.findall(r'rename\("[^"]+", "([^"]+)"', self.log)
        renamed += re.findall(r'renameat2?\([^,\n]+, "[^"]+", [^,\n]+, "([^"]+)"', self.log)
        return {path for path in (*opened, *renamed) if not re.fullmatch("/dev/(null|tty|urandom)", path)}


def watch(log: Path, home: Path, *command: str) -> Watched:
    calls = "trace=openat,open,creat,socket,connect,sendto,rename,renameat,renameat2"
    done = subprocess.run(  # noqa: S603 - our own programs
        ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-o", str(log), "-e", calls, sys.executable, *command],  # noqa: S607 - the system's
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", GIVEN: str(make_blank_pack())},
    )
    assert done.returncode == 0, done.stderr or NEEDS
    return Watched(home, log.read_text())


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    home = tmp_path_factory.mktemp("home")
    return watch(tmp_path_factory.mktemp("log") / "strace.log", home, "-m", "tests.actions.whole_case", str(home))


def forms(word: str) -> set[bytes]:
    """A word as it could stand in a file."""
    plain = word.encode()
    inside = {base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)}
    backwards = plain[::-1]
    return {
        plain,
        plain.upper(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        backwards,
        *inside,
    }


def leaks(place: Path) -> list[tuple[str, str]]:
    """Which word stands in which file below a place."""
    return [
        (word, path.name)
        for path in place.rglob("*")
        if path.is_file()
        for word in (*CANARIES, PASSPHRASE)
        if any(form in path.read_bytes() for form in forms(word))
    ]


def test_that_the_day_was_a_whole_one(day: Watched) -> None:
    assert verdict(day.home / "live" / "a1") == WHOLE
    assert (day.home / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "ValueError at whole_case.py" in (day.home / "faults.log").read_text()


def test_that_no_socket_for_the_network_was_opened(day: Watched) -> None:
    assert day.sockets == []


def test_that_a_socket_would_have_been_seen(tmp_path: Path) -> None:
    program = "import socket; [socket.socket(kind).close() for kind in (socket.AF_INET, socket.AF_INET6)]"
    assert watch(tmp_path / "log", tmp_path, "-c", program).sockets == ["AF_INET", "AF_INET6"]


def test_that_no_word_in_confidence_stands_in_any_file(day: Watched) -> None:
    assert leaks(day.home) == []


@pytest.mark.parametrize("word", CANARIES)
def test_that_each_of_them_would_have_been_found(tmp_path: Path, word: str) -> None:
    for number, form in enumerate(forms(word)):
        (tmp_path / f"{number}.txt").write_bytes(b"before " + form + b" after")
    assert {name for _, name in leaks(tmp_path)} == {path.name for path in tmp_path.iterdir()}


def test_that_no_name_of_a_file_tells_anything_of_people(day: Watched) -> None:
    for path in day.written:
        assert not any(word.lower() in path.lower() for word in (*CANARIES, "KD-1", "Amara", "Osei", "swale"))


def test_that_nothing_is_written_but_the_vault_the_settings_the_log_and_the_sheet(day: Watched) -> None:
    written = {str(Path(path).relative_to(day.home)) for path in day.written}
    names = {re.sub(r"^sheet\.pdf\.[0-9a-f]{12}\.new$", "sheet.pdf.new", name) for name in written}
    names = {re.sub(r"\d{8}T\d{6}Z-[0-9a-f]{8}|[0-9a-f]{8}(?=\.making)", "X", name) for name in names}
    vault = {f"{place}/{name}" for place in ("live/a1", "live/a1.making") for name in SEALED}
    vault |= {f"live/a1/backups/{name}" for name in ("X.making", "X.making-journal", "X.backup")}
    names = {re.sub(r"^live/\w+\.[0-9a-f]{32}\.seen(\.new)?$", "settings.json", name) for name in names}
    vault.add("live/a1.room")
    drafts = {f"{name}.new" for name in vault} | {"settings.json.new", "sheet.pdf.new"}
    assert names <= vault | drafts | {"live/a1", "settings.json", "faults.log", "sheet.pdf"}
    assert {f"live/a1/{DATA}", "settings.json", "faults.log", "sheet.pdf"} <= names
    left = {path.name for path in day.home.rglob("*") if path.is_file()}
    assert sum(name.endswith(".backup") for name in left) == 1
    assert {name for name in left if not name.endswith((".backup", ".seen", ".room"))} == SEALED | {
        "settings.json",
        "faults.log",
        "sheet.pdf",
    }


def test_that_settings_and_log_hold_only_their_own(day: Watched) -> None:
    assert (day.home / "settings.json").read_text().count('"') < 60
    assert len((day.home / "faults.log").read_text().splitlines()) == 1
