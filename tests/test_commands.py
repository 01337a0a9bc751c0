"""The commands without a window, as they are typed: what they answer, what they say, and that they change nothing."""

import contextlib
import ctypes
import fcntl
import io
import os
import pty
import re
import resource
import shutil
import subprocess
import sys
import termios
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport import commands
from dasupport.casework.realms import Realm
from dasupport.cli import main
from dasupport.content.load import PACKS_FOLDER
from dasupport.content.lock_screen_pack import load_lock_screen_pack
from dasupport.content.pack import Pack
from dasupport.refusal_id import RefusalId
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.errors import VaultRefusal
from dasupport.vault.keys.key_file import COPY_NAMES, READER_VERSION
from dasupport.vault.sidecar import attempt_counter
from tests.samples import CHEAP, OWNER, PASSPHRASE
from tests.tools.blank_pack import make_blank_pack
from tests.vault.child_processes import as_nobody, holder, run
from tests.vault.tampering import DATA, by_sql, contents, copied, flip, keyring, put_keyring, resealed

PR_GET_DUMPABLE = 3
TYPED = f"{PASSPHRASE}\n".encode()


def typed_in(*words: object, typed: bytes = TYPED, **environment: str) -> tuple[int, str, str]:
    """The real program in a process of its own: its exit code, and what it says on both of its voices."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "dasupport", *map(str, words)],
        input=typed,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def called(words: list[str], typed: bytes) -> tuple[int, str, str]:
    """The same command line in a child that has loaded everything already."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as error:
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue(), error.getvalue()


def verified(folder: Path, typed: bytes = TYPED) -> tuple[int, str, str]:
    found: tuple[int, str, str] = run(called, ["verify", str(folder)], typed)
    return found


def test_that_a_whole_vault_is_answered_with_nought(closed: Path) -> None:
    before = contents(closed)
    code, said, trouble = typed_in("verify", closed)
    assert (code, trouble) == (0, "")
    assert len(said.splitlines()) == 1
    assert contents(closed) == before


def test_that_a_wrong_passphrase_is_answered_with_three_and_its_sentence(closed: Path, english: Pack) -> None:
    before = contents(closed)
    code, said, trouble = typed_in("verify", closed, typed=b"not the passphrase\n")
    sentence = english.get_refusal_text(RefusalId.V_PASS_WRONG)
    assert (code, said, trouble) == (3, "", f"{sentence.terminal_text}\n")
    assert contents(closed) == before


def test_that_damage_is_answered_with_four(closed: Path) -> None:
    flip(closed / DATA, 20_000)
    assert verified(closed)[0] == 4


def test_that_alteration_is_answered_with_five(closed: Path) -> None:
    by_sql(closed, "UPDATE entry SET words = 'other' WHERE seq = 2")
    assert verified(closed)[0] == 5


def test_that_a_vault_in_use_is_answered_with_six(closed: Path) -> None:
    with holder(closed):
        assert verified(closed)[0] == 6
    assert verified(closed)[0] == 0


@pytest.mark.parametrize("words", [("verify",), ("verify", "a", "b"), ("prove", "a"), ("verify", "--quietly", "a")])
def test_that_a_wrong_command_is_answered_with_two(words: tuple[str, ...]) -> None:
    code, said, trouble = run(called, list(words), b"")
    assert (code, said) == (2, "")
    assert "usage: dasupport" in trouble


def damaged(folder: Path) -> None:
    for name in COPY_NAMES:
        flip(folder / name, 100)


def newer(folder: Path) -> None:
    put_keyring(folder, resealed({**keyring(folder), "min_reader": READER_VERSION + 1}))


def rolled_back(folder: Path) -> None:
    old = copied(folder, "old")
    VaultOpener(Realm.LIVE, CHEAP).open(folder, PASSPHRASE).close()
    shutil.copy(old / DATA, folder / DATA)


def without_key(folder: Path) -> None:
    for name in COPY_NAMES:
        (folder / name).unlink()


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


CASES: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "nothing in the folder": (emptied, 2, "V-NOT-A-VAULT"),
    "newer": (newer, 2, "V-TOO-NEW"),
    "key file damaged": (damaged, 4, "V-KEY-DAMAGED"),
    "key file gone": (without_key, 4, "V-KEY-MISSING"),
    "data gone": (lambda folder: (folder / DATA).unlink(), 4, "V-DATA-MISSING"),
    "data emptied": (lambda folder: (folder / DATA).write_bytes(b""), 4, "V-DATA-DAMAGED"),
    "rolled back": (rolled_back, 5, "V-ROLLED-BACK"),
}


@pytest.mark.parametrize("name", CASES)
def test_that_every_other_trouble_has_its_answer_and_its_sentence(closed: Path, english: Pack, name: str) -> None:
    done, code, item = CASES[name]
    done(closed)
    sentence = english.get_refusal_text(RefusalId(item))
    assert verified(closed) == (code, "", f"{sentence.terminal_text}\n")


def test_that_every_refusal_of_a_vault_has_an_answer_of_its_own_sort() -> None:
    kinds = set(VaultRefusal.__subclasses__())
    answers = commands.map_exit_codes()
    assert kinds == set(answers)
    assert {kind.id for kind in kinds if answers[kind] == commands.EXIT_DAMAGED} == {
        "V-KEY-MISSING",
        "V-KEY-DAMAGED",
        "V-DATA-MISSING",
        "V-DATA-DAMAGED",
        "V-BACKUP-CUT",
        "V-BACKUP-DAMAGED",
        "V-RESCUE-DAMAGED",
        "V-WORDS-DAMAGED",
        "V-WORDS-UNREAD",
    }


def test_that_no_passphrase_at_all_is_a_wrong_one_and_no_damage(closed: Path, tmp_path: Path) -> None:
    words = {"verify": [closed], "backup": [closed, tmp_path / "b"], "salvage": [closed, tmp_path / "s"]}
    for name, places in words.items():
        assert run(called, [name, *map(str, places)], b"\n")[0] == commands.EXIT_WRONG_CREDENTIAL, name


def test_that_nothing_typed_is_said_so_and_counts_as_no_try(closed: Path, english: Pack) -> None:
    assert verified(closed, b"\n") == (
        commands.EXIT_WRONG_CREDENTIAL,
        "",
        f"{english.get_refusal_text(RefusalId.PASS_EMPTY).terminal_text}\n",
    )
    assert attempt_counter.read_attempt_count(closed) == 0


@pytest.mark.parametrize(
    "words", ["verify none", "backup none b", "salvage none s", "restore none r", "restore --key none vault r"]
)
def test_that_what_is_not_there_is_named_before_anything_is_asked_for(closed: Path, tmp_path: Path, words: str) -> None:
    command, *rest = words.split()
    said = [word if word.startswith("--") else str(tmp_path / word) for word in rest]
    code, out, trouble = run(called, [command, *said], b"")
    assert (code, out) == (commands.EXIT_USAGE, "")
    assert str(tmp_path / "none") in trouble


def test_that_no_sentence_for_a_terminal_speaks_of_what_only_the_window_has(english: Pack) -> None:
    window = re.compile("[Pp]ress|on screen|this window|Go back")
    wrong = [
        kind.id
        for kind in VaultRefusal.__subclasses__()
        if window.search(english.get_refusal_text(kind.id).terminal_text)
    ]
    assert wrong == []


def test_that_it_says_where_the_records_of_this_user_are(closed: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    code, said, told = typed_in("where", XDG_DATA_HOME=str(data))
    assert (code, said) == (0, "")
    (home,) = [word for word in told.split() if word.startswith(str(data))]
    place = shutil.copytree(closed, Path(home) / "a1")
    assert typed_in("where", XDG_DATA_HOME=str(data)) == (0, f"{place}\n", "")


def at_terminal(*words: object) -> tuple[int, str]:
    """The real program at a terminal of its own, where the passphrase is typed once it is asked for."""
    mine, its = pty.openpty()
    done = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "dasupport", *map(str, words)],
        stdin=its,
        stdout=its,
        stderr=its,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(its)
    said = b""
    while b":" not in said:
        said += os.read(mine, 1000)
    os.write(mine, TYPED)
    with contextlib.suppress(OSError):  # how a terminal ends
        while more := os.read(mine, 1000):
            said += more
    os.close(mine)
    return done.wait(), said.decode()


def test_that_a_terminal_asks_for_the_passphrase_and_does_not_show_it(closed: Path) -> None:
    code, said = at_terminal("verify", closed)
    assert code == 0
    assert said.startswith(load_lock_screen_pack(PACKS_FOLDER / "en").commands.passphrase)
    assert PASSPHRASE not in said


def test_that_a_vault_that_may_not_be_read_is_not_called_damaged(anybodys: Path) -> None:
    anybodys.chmod(0o000)
    code, _, trouble = as_nobody(called, ["verify", str(anybodys)], TYPED)
    assert code == 2
    assert "Traceback" not in trouble


@pytest.mark.parametrize("typed", [PASSPHRASE.encode(), f"{PASSPHRASE}\r\n".encode(), TYPED + b"more lines\n"])
def test_that_the_passphrase_is_the_first_line_however_it_ends(closed: Path, typed: bytes) -> None:
    assert verified(closed, typed)[0] == 0


@pytest.mark.parametrize("typed", [b"", b"\n", b"\xff\xfe\n", b"\0\n", f" {PASSPHRASE}\n".encode(), b"x" * 100_000])
def test_that_anything_else_is_a_wrong_passphrase(closed: Path, typed: bytes) -> None:
    code, said, trouble = verified(closed, typed)
    assert (code, said) == (3, "")
    assert "Traceback" not in trouble


def test_that_a_passphrase_of_another_systems_letters_is_the_same(door: VaultOpener, folder: Path) -> None:
    door.create(folder, unicodedata.normalize("NFC", "Zoë Ångström über"), OWNER).close()
    assert verified(folder, unicodedata.normalize("NFD", "Zoë Ångström über\n").encode())[0] == 0


def test_that_the_real_words_are_checked(english: Pack) -> None:
    code, said, trouble = typed_in("check", LC_ALL="C")
    assert (code, trouble) == (0, "")
    assert str(len(english.items)) in said


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return Path(shutil.copytree(make_blank_pack(), tmp_path / "pack"))


def test_that_every_fault_of_a_pack_is_named_with_its_file(broken: Path) -> None:
    (broken / "gate.toml").write_text("this is = = no toml", encoding="utf-8")
    (broken / "ask.toml").unlink()
    code, said, trouble = run(called, ["check", str(broken)], b"")
    assert (code, said) == (1, "")
    assert "gate.toml" in trouble
    assert "ask.toml" in trouble
    assert "Traceback" not in trouble


def test_that_a_refusal_without_its_sentence_is_a_fault_of_the_pack(broken: Path) -> None:
    text = (broken / "refusals.toml").read_text(encoding="utf-8")
    (broken / "refusals.toml").write_text(text.replace("V-BUSY", "V-BUSIER"), encoding="utf-8")
    code, _, trouble = run(called, ["check", str(broken)], b"")
    assert code == 1
    assert "V-BUSY is missing" in trouble


@pytest.mark.parametrize("place", ["nowhere", "letter"])
def test_that_what_is_no_pack_is_said_to_be_none(tmp_path: Path, place: str) -> None:
    (tmp_path / "letter").write_text("a letter")
    code, said, trouble = run(called, ["check", str(tmp_path / place)], b"")
    assert (code, said) == (1, "")
    assert "Traceback" not in trouble


LOADED = """
import sys
from dasupport.cli import main
code = main(sys.argv[1:])
print(sorted({name.split(".")[0] for name in sys.modules} & {"PySide6", "reportlab", "alembic", "zxcvbn"}), code)
"""


def test_that_no_window_and_no_paper_is_loaded_for_it(closed: Path) -> None:
    command = [sys.executable, "-c", LOADED, "verify", str(closed)]
    said = subprocess.run(command, input=TYPED, capture_output=True, check=True)  # noqa: S603 - ours
    assert said.stdout.decode().splitlines()[-1] == "[] 0"


def dumpable(folder: str) -> tuple[int, tuple[int, int], int]:
    """What a command answers; and whether its process may then leave a core file, or be read by another."""
    code = called(["verify", folder], TYPED)[0]
    return code, resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(PR_GET_DUMPABLE)


def test_that_a_command_that_holds_the_keys_cannot_be_read_from_outside(closed: Path) -> None:
    assert run(dumpable, str(closed)) == (0, (0, 0), 0)
