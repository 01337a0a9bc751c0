"""What the laptop remembers outside every vault: a fixed list, written whole, and never a reason not to start."""

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.settings import (
    FILE_NAME,
    HIDE_AFTER_MINUTE,
    Appearance,
    AutoLock,
    Organisation,
    Settings,
    get_program_folder,
)
from tests.vault.child_processes import as_nobody

LEAD = Organisation("Swale Outreach", "Jo Brown", "01622 000000", "Write it up on the day")


def test_that_what_is_written_is_read_back(tmp_path: Path) -> None:
    made = Settings(tmp_path).with_appearance("dark", 150).with_organisation(LEAD)
    made.write()
    assert Settings.read(tmp_path) == made


def test_that_nothing_written_yet_is_what_is_usual(tmp_path: Path) -> None:
    assert Settings.read(tmp_path / "nowhere") == Settings(tmp_path / "nowhere")


def test_that_nothing_but_the_list_is_ever_written(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"looks": {"look": "dark", "recent": ["KD-1"]}, "history": "x"}))
    Settings.read(tmp_path).with_organisation(LEAD).write()
    assert json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8")) == {
        "looks": {"look": "dark", "scale": 100},
        "organisation": {
            "name": "Swale Outreach",
            "lead": "Jo Brown",
            "lead_number": "01622 000000",
            "recording": "Write it up on the day",
        },
        "guard": {"idle": 5, "minimise": False, "away": "hide"},
    }


def test_that_the_file_is_private_and_alone(tmp_path: Path) -> None:
    Settings(tmp_path / "new" / "home").write()
    folder = tmp_path / "new" / "home"
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"5",
        b'"text"',
        b"\xff\xfe\0",
        b"[" * 100_000,
        b'{"looks": ',
        b"\0" * 50,
        b'{"looks": 5, "organisation": []}',
        b'{"looks": null}',
        b'{"looks": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda damage: damage[:20],
)
def test_that_a_damaged_file_is_as_if_nothing_had_been_set(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(damage)
    assert Settings.read(tmp_path) == Settings(tmp_path)


def test_that_a_file_that_is_a_folder_is_as_if_nothing_had_been_set(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert Settings.read(tmp_path) == Settings(tmp_path)


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ({"look": "dark"}, Appearance("dark", 100)),
        ({"scale": 200}, Appearance("light", 200)),
        ({"look": 5, "scale": 200}, Appearance("light", 200)),
        ({"look": "dark", "scale": "200"}, Appearance("dark", 100)),
        ({"look": "dark", "scale": True}, Appearance("dark", 100)),
        ({"look": "dark", "scale": 1.5}, Appearance("dark", 100)),
        ({"look": None, "scale": None}, Appearance("light", 100)),
        ({"look": "dark", "colour": "red"}, Appearance("dark", 100)),
        ({"look": "dark", "__doc__": "x", "__class__": "y"}, Appearance("dark", 100)),
    ],
)
def test_that_what_is_unknown_or_of_another_kind_is_left_out_and_the_rest_kept(
    tmp_path: Path, looks: dict[str, object], expected: Appearance
) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"looks": looks, "organisation": {"lead": "Jo"}}))
    assert Settings.read(tmp_path) == Settings(tmp_path, expected, Organisation(lead="Jo"))


def test_that_one_damaged_part_does_not_take_the_other_with_it(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"looks": "dark", "organisation": {"lead": "Jo"}}))
    assert Settings.read(tmp_path) == Settings(tmp_path, organisation=Organisation(lead="Jo"))


def test_that_half_a_character_is_no_reason_to_fail(tmp_path: Path) -> None:
    Settings(tmp_path).with_organisation(Organisation(lead="Jo \ud83d Brown", name="Zoë")).write()
    assert Settings.read(tmp_path).organisation == Organisation(lead="Jo ? Brown", name="Zoë")


def writes(folder: Path) -> str:
    try:
        Settings(folder).with_appearance("dark", 150).write()
    except OSError:
        return "refused"
    return "written"


def test_that_a_folder_that_takes_nothing_keeps_the_old_settings(anybodys: Path) -> None:
    assert as_nobody(writes, anybodys) == "written"
    before = (anybodys / FILE_NAME).read_bytes()
    (anybodys / FILE_NAME).unlink()
    (anybodys / FILE_NAME).write_bytes(before.replace(b"dark", b"light"))
    anybodys.chmod(0o500)
    assert as_nobody(writes, anybodys) == "refused"
    anybodys.chmod(0o700)
    assert Settings.read(anybodys).appearance == Appearance("light", 150)


def test_that_vaults_are_found_by_realm_without_opening_any(tmp_path: Path) -> None:
    for place in ("live/b", "live/a", "live/c.making", "training/made-up"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "live" / ".restored").mkdir()
    (tmp_path / "live" / "letter.txt").write_text("no vault")
    assert Settings(tmp_path).list_vaults(Realm.LIVE) == (tmp_path / "live" / "a", tmp_path / "live" / "b")
    assert Settings(tmp_path).list_vaults(Realm.TRAINING) == (tmp_path / "training" / "made-up",)


def test_that_the_programs_own_folder_is_local_and_no_document_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert get_program_folder().name == "dasupport"
    assert not {"Documents", "Desktop", "Roaming"} & set(get_program_folder().parts)


def test_that_the_vault_that_was_used_last_comes_last(tmp_path: Path) -> None:
    for name, seconds in (("a", 300), ("b", 100), ("c", 200)):
        folder = tmp_path / "live" / name
        folder.mkdir(parents=True)
        (folder / "keyring.a").write_bytes(b"")
        os.utime(folder / "keyring.a", (seconds, seconds))
    assert [path.name for path in Settings(tmp_path).list_vaults(Realm.LIVE)] == ["b", "c", "a"]


def test_that_two_windows_do_not_undo_each_others_settings(tmp_path: Path) -> None:
    one = other = Settings.read(tmp_path)
    filled = replace(one.organisation, lead="Ruth Adeyemi", lead_number="01622 555 010")
    one.with_organisation(filled).merge_with_disk(one).write()
    other.with_appearance("dark", 150).merge_with_disk(other).write()
    assert Settings.read(tmp_path) == Settings(tmp_path, Appearance("dark", 150), filled)


@pytest.mark.parametrize("seconds", [10**12, -(10**12)])
def test_that_a_file_from_another_age_keeps_no_vault_from_being_found(tmp_path: Path, seconds: int) -> None:
    folder = tmp_path / "live" / "a"
    folder.mkdir(parents=True)
    (folder / "keyring.a").write_bytes(b"")
    os.utime(folder / "keyring.a", (seconds, seconds))
    assert Settings(tmp_path).list_vaults(Realm.LIVE) == (folder,)


def test_that_a_realm_that_is_no_folder_holds_no_vault(tmp_path: Path) -> None:
    (tmp_path / "live").write_text("a file")
    assert Settings(tmp_path).list_vaults(Realm.LIVE) == ()


@pytest.mark.parametrize("away", ["never", "", True, None])
def test_that_a_wish_that_is_none_of_ours_is_what_is_usual(tmp_path: Path, away: object) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"guard": {"away": away, "idle": 1}}))
    assert Settings.read(tmp_path).auto_lock == AutoLock(1, away=HIDE_AFTER_MINUTE)
