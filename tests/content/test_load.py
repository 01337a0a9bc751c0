"""Reading a pack: every fault of form is named with its file and its place, and all of them at once."""

from pathlib import Path

import pytest

from dasupport.content.load import LIST_FILES, PACKS_FOLDER, PackError, load_pack
from dasupport.content.pack import Pack
from tests.content.pack_edits import EDIT, copied, edited, faults_of_form
from tests.tools.blank_pack import make_blank_pack

FILES = sorted(f"{name}.toml" for name in Pack.__struct_fields__)


def test_that_both_packs_are_whole() -> None:
    assert load_pack(make_blank_pack()).about.id == "blank"
    assert load_pack(PACKS_FOLDER / "en").about.language == "en-GB"


def test_that_a_copy_is_as_good_as_what_it_was_copied_from(tmp_path: Path) -> None:
    assert faults_of_form(copied(tmp_path)) == []


@pytest.mark.parametrize("file", ["first.toml", "labels.toml", "left_out.toml"])
def test_that_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    pack = copied(tmp_path)
    (pack / file).unlink()
    assert faults_of_form(pack) == [f"{file}: is missing"]


@pytest.mark.parametrize("file", FILES)
def test_that_broken_toml_is_named_with_its_line(tmp_path: Path, file: str) -> None:
    pack = copied(tmp_path)
    text = (pack / file).read_text(encoding="utf-8")
    (pack / file).write_text(f'broken = "no end\n{text}', encoding="utf-8")
    (fault,) = faults_of_form(pack)
    assert fault.startswith(f"{file}: ")
    assert "line 1" in fault


@pytest.mark.parametrize("file", FILES)
def test_that_an_unknown_table_is_never_passed_over(tmp_path: Path, file: str) -> None:
    pack = copied(tmp_path)
    text = (pack / file).read_text(encoding="utf-8")
    (pack / file).write_text(f'{text}\n[[advise]]\nid = "ADV-DANGER"\n', encoding="utf-8")
    (fault,) = faults_of_form(pack)
    assert fault.startswith(f"{file}: ")
    assert "advise" in fault


EDITS: dict[str, tuple[EDIT, tuple[str, ...]]] = {
    "an unknown key": (
        ("ladders.toml", 'say = "LU-REL-1-1 say"', 'says = "LU-REL-1-1 say"'),
        ("ladders.toml: ", "`says`", "$.using.prompts[0]"),
    ),
    "an unknown key in a list": (
        ("advice.toml", 'tone = "stop"', 'tone = "stop"\ncolour = "red"'),
        ("advice.toml: ", "`colour`", "$[0]"),
    ),
    "a missing label": (
        ("labels.toml", 'guide = "guide"\n', ""),
        ("labels.toml: ", "`guide`", "$.frame"),
    ),
    "a missing source": (
        ("refer.toml", 'source = "CONSENT-SHARE source"\n', ""),
        ("refer.toml: ", "`source`", "$.consent"),
    ),
    "a wrong type": (
        ("ladders.toml", "rung = 1", 'rung = "one"'),
        ("ladders.toml: ", "Expected `int`", "$.using.prompts[0].rung"),
    ),
    "a word for a number": (
        ("directory.toml", "youngest = 18", 'youngest = "18"'),
        ("directory.toml: ", "Expected `int`", "$[0].youngest"),
    ),
    "a tone that is none": (
        ("advice.toml", 'tone = "stop"', 'tone = "alarm"'),
        ("advice.toml: ", "'alarm'", "$[0].tone"),
    ),
    "a side that is none": (
        ("identify.toml", 'side = "use"', 'side = "perpetrator"'),
        ("identify.toml: ", "'perpetrator'", "$.signs[0].side"),
    ),
    "an audience that is none": (
        ("directory.toml", 'audience = ["using"]', 'audience = ["everyone"]'),
        ("directory.toml: ", "'everyone'", "audience"),
    ),
    "a date that is none": (
        ("directory.toml", 'sure = "med"', 'sure = "med"\nchecked_on = "last week"'),
        ("directory.toml: ", "RFC3339", "checked_on"),
    ),
    "a label that is missing before the lock": (
        ("first.toml", 'title = "title"', 'titel = "title"'),
        ("first.toml: ", "`title`", "$.window"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_that_a_fault_of_form_is_told_with_file_and_place(tmp_path: Path, name: str) -> None:
    edit, expected = EDITS[name]
    said = "\n".join(faults_of_form(edited(copied(tmp_path), edit)))
    assert [part for part in expected if part not in said] == []


def test_that_all_faults_are_told_at_once(tmp_path: Path) -> None:
    pack = edited(copied(tmp_path), EDITS["an unknown key"][0], EDITS["a missing label"][0])
    (pack / "guide.toml").unlink()
    assert [fault.split(":")[0] for fault in faults_of_form(pack)] == ["labels.toml", "ladders.toml", "guide.toml"]


def test_that_text_in_another_encoding_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "owing.toml").write_bytes('[[owing]]\nid = "é"\n'.encode("latin-1"))
    assert faults_of_form(pack)[0].startswith("owing.toml: 'utf-8'")


def test_that_what_is_no_file_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "owing.toml").unlink()
    (pack / "owing.toml").mkdir()
    assert faults_of_form(pack) == ["owing.toml: cannot be read"]


def test_that_a_folder_that_is_not_there_is_told_file_by_file(tmp_path: Path) -> None:
    assert faults_of_form(tmp_path / "nowhere") == [f"{name}.toml: is missing" for name in Pack.__struct_fields__]


def test_that_a_file_in_place_of_a_folder_is_told_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "pack").write_text("not a folder", encoding="utf-8")
    assert len(faults_of_form(tmp_path / "pack")) == len(FILES)


def test_that_an_empty_list_file_is_told_to_be_empty(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "advice.toml").write_text("", encoding="utf-8")
    assert faults_of_form(pack) == ["advice.toml: holds nothing where it holds advice and nothing else"]


def test_that_the_error_says_each_fault_on_a_line_of_its_own(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "guide.toml").unlink()
    (pack / "owing.toml").unlink()
    with pytest.raises(PackError) as caught:
        load_pack(pack)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]


def test_that_every_list_is_a_file_of_the_pack() -> None:
    assert {f"{name}.toml" for name in LIST_FILES} <= set(FILES)
    assert {path.name for path in (PACKS_FOLDER / "en").iterdir()} == set(FILES)
