"""A broken pack: every fault is named with its file, and no vault is touched for it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport.content.load import PackError, load_pack
from dasupport.content.lock_screen_pack import load_lock_screen_pack
from dasupport.content.pack import Pack
from tests.bad_input.refusal_text import plainly
from tests.tools.blank_pack import make_blank_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(make_blank_pack(), tmp_path / "pack"))


def damaged(content: bytes, file: str = "gate.toml") -> Callable[[Path], object]:
    return lambda pack: (pack / file).write_bytes(content)


def folder_for_file(pack: Path) -> None:
    (pack / "gate.toml").unlink()
    (pack / "gate.toml").mkdir()


BROKEN: dict[str, Callable[[Path], object]] = {
    "no TOML at all": damaged(b"this is = = nothing"),
    "not even text": damaged(b"\xff\xfe\x00\x00"),
    "NUL": damaged(b"a = '\0'"),
    "empty": damaged(b""),
    "cut off": lambda pack: (pack / "gate.toml").write_bytes((pack / "gate.toml").read_bytes()[:-40]),
    "an unknown field": lambda pack: (pack / "about.toml").write_text(
        (pack / "about.toml").read_text(encoding="utf-8") + '\nmood = "sunny"\n', encoding="utf-8"
    ),
    "a number for a word": lambda pack: (pack / "about.toml").write_text(
        (pack / "about.toml").read_text(encoding="utf-8").replace('id = "blank"', "id = 5"), encoding="utf-8"
    ),
    "a missing file": lambda pack: (pack / "gate.toml").unlink(),
    "a folder for a file": folder_for_file,
    "very deep": damaged(b"a = " + b"[" * 5000),
}


@pytest.mark.parametrize("what", BROKEN)
def test_that_every_broken_pack_is_refused_with_the_file_named(pack: Path, what: str) -> None:
    BROKEN[what](pack)
    with pytest.raises(PackError) as caught:
        load_pack(pack)
    assert caught.value.faults
    assert {fault.file for fault in caught.value.faults} <= {"gate.toml", "about.toml"}


def test_that_a_pack_that_is_whole_is_not_refused(pack: Path) -> None:
    assert load_pack(pack).name == "blank 1"


def test_that_all_faults_are_told_and_not_the_first(pack: Path) -> None:
    for file in ("gate.toml", "ask.toml", "labels.toml"):
        (pack / file).write_bytes(b"= =")
    with pytest.raises(PackError) as caught:
        load_pack(pack)
    assert {fault.file for fault in caught.value.faults} == {"gate.toml", "ask.toml", "labels.toml"}


@pytest.mark.parametrize("content", [b"= =", b"\xff", b"", b"[lock]\ntitle = 5", b"a = " + b"[" * 5000])
def test_that_a_broken_first_page_is_refused_and_named(pack: Path, content: bytes) -> None:
    (pack / "first.toml").write_bytes(content)
    with pytest.raises(PackError) as caught:
        load_lock_screen_pack(pack)
    assert {fault.file for fault in caught.value.faults} == {"first.toml"}


def test_that_there_is_no_pack_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load_pack(tmp_path / "nowhere")
    with pytest.raises(PackError):
        load_lock_screen_pack(tmp_path / "nowhere")


def test_that_a_broken_pack_has_its_plain_sentence(english: Pack) -> None:
    plainly(english, "PACK-BROKEN")


def test_that_every_sentence_of_a_refusal_is_plain_and_says_what_to_do(english: Pack) -> None:
    for sentence in english.refusals:
        if sentence.id != "PACK-BROKEN":
            plainly(english, sentence.id)
    assert len(english.refusals) > 40
