"""The first page: read alone before anything is unlocked, told whole or not at all, and silent about records."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dasupport.content.load import PACKS_FOLDER, PackError, load_pack
from dasupport.content.lock_screen_pack import load_lock_screen_pack
from dasupport.content.pack import Pack
from dasupport.content.shared_numbers import load_shared_numbers
from tests.content.pack_edits import EDIT, copied, edited, faults_of_form, texts

UNBROKEN = "\N{NO-BREAK SPACE}"
BROKEN: dict[str, tuple[EDIT, str]] = {
    "a missing label": (("first.toml", 'passphrase = "', 'pass = "'), "is missing a field `passphrase` - at `$.lock`"),
    "an unknown label": (("first.toml", 'passphrase = "', 'pass = "'), "has an unknown field `pass` - at `$.lock`"),
    "an unknown table": (("first.toml", "[cover]", "[cover2]\n[cover]"), "has an unknown table `cover2`"),
    "a table that is missing": (("first.toml", "[cover]", "[cover2]"), "is without a table - at `$.cover`"),
    "a number for a word": (("first.toml", 'number = "999"', "number = 999"), "wrong kind - at `$.emergency`"),
    "broken TOML": (("first.toml", "[cover]", "[cover"), "line"),
}


def said(pack: Path) -> str:
    with pytest.raises(PackError) as caught:
        load_lock_screen_pack(pack)
    assert {fault.file for fault in caught.value.faults} == {"first.toml"}
    return str(caught.value)


@pytest.mark.parametrize("name", BROKEN)
def test_that_a_fault_of_the_first_page_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    edit, expected = BROKEN[name]
    assert expected in said(edited(copied(tmp_path, "en"), edit))


def test_that_all_its_faults_are_told_at_once(tmp_path: Path) -> None:
    pack = edited(copied(tmp_path, "en"), BROKEN["a missing label"][0], BROKEN["a table that is missing"][0])
    assert len(said(pack).splitlines()) >= 4


def test_that_a_missing_first_page_is_told(tmp_path: Path) -> None:
    assert said(tmp_path) == "first.toml: is missing"


def test_that_a_first_page_that_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "first.toml").mkdir()
    assert said(tmp_path) == "first.toml: cannot be read"


def test_that_a_card_without_lines_is_a_fault(tmp_path: Path) -> None:
    pack = copied(tmp_path, "en")
    text = (pack / "first.toml").read_text(encoding="utf-8").split("[[emergency]]")[0]
    (pack / "first.toml").write_text(text, encoding="utf-8")
    assert "is without lines - at `$.emergency`" in said(pack)


def test_that_the_first_page_alone_is_the_one_of_the_whole_pack() -> None:
    folder = PACKS_FOLDER / "en"
    assert load_lock_screen_pack(folder) == load_pack(folder).first


def test_that_it_is_read_without_the_library_that_reads_the_rest() -> None:
    code = (
        "import sys; from pathlib import Path; from dasupport.content.lock_screen_pack import load_lock_screen_pack;"
        "load_lock_screen_pack(Path(sys.argv[1]));"
    )
    told = "print([name for name in ('msgspec', 'PySide6', 'sqlalchemy') if name in sys.modules])"
    ran = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", code + told, str(PACKS_FOLDER / "en")], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_that_danger_comes_first_on_the_card_and_may_stand_on_a_turned_screen(english: Pack) -> None:
    lines = english.first.emergency
    assert lines[0].number == "999"
    assert [line.number for line in lines if line.plain] == ["999"]


def test_that_what_may_stand_on_a_turned_screen_says_nothing_of_abuse(english: Pack) -> None:
    plain = " ".join(f"{line.title} {line.say}" for line in english.first.emergency if line.plain)
    assert not re.search(r"abus|violen|safeguard|child|partner|Samaritans|lead", plain, re.IGNORECASE)


def test_that_the_card_covers_an_adult_a_child_a_life_and_the_lead(english: Pack) -> None:
    titles = " ".join(line.title for line in english.first.emergency).lower()
    assert [word for word in ("danger", "cannot speak", "child", "adult", "life", "lead") if word not in titles] == []


def test_that_the_numbers_of_the_card_are_those_of_the_directory(english: Pack) -> None:
    known = " ".join(phone.number for service in english.directory for phone in service.phones)
    found = {
        number
        for line in english.first.emergency
        for number in re.findall(r"\d[\d ]{4,}\d", f"{line.say} {line.number}".replace(UNBROKEN, " "))
    }
    assert found == {
        line.number.replace(UNBROKEN, " ") for line in english.first.emergency if "999" not in line.number
    } - {""}
    assert found
    assert [number for number in found if number not in known] == []


def test_that_no_number_of_the_card_can_be_torn_apart(english: Pack) -> None:
    assert [line.id for line in english.first.emergency if " " in line.number] == []
    said = " ".join(f"{line.title} {line.say}" for line in english.first.emergency)
    assert not re.search(r"\d \d|: 999", said)


def test_that_each_line_of_the_card_has_one_number_and_says_who_and_when(english: Pack) -> None:
    lines = {line.id: line for line in english.first.emergency}
    assert [id for id, line in lines.items() if re.search(r"\d{5}", line.say)] == []
    assert "Nights" in lines["EMERGENCY-NIGHT"].title
    kent_and_medway = [line.title for line in lines.values() if "by day" in line.title]
    assert [title.split(",")[0] for title in kent_and_medway] == [
        "A child in Kent",
        "A child in Medway",
        "An adult in Kent",
        "An adult in Medway",
    ]


def test_that_999_stands_before_every_other_number_of_the_card(english: Pack) -> None:
    others = [line for line in english.first.emergency if line.number and not line.number.startswith("999")]
    assert others
    assert [line.id for line in others if "999" not in line.title] == []


def test_that_the_card_is_no_longer_than_one_screen(english: Pack) -> None:
    lines = english.first.emergency
    assert len(lines) <= 10
    assert [line.id for line in lines if line.id != "EMERGENCY-LEAD" and max(len(line.title), len(line.say)) > 40] == []


def test_that_nothing_before_the_lock_tells_what_kind_of_records_there_are(english: Pack) -> None:
    before = [*texts(english.first.window), *texts(english.first.lock), *texts(english.first.cover)]
    telling = re.compile(r"abus|violen|domestic|perpetrat|victim|survivor|safeguard|risk|harm", re.IGNORECASE)
    assert [text for _, text in before if telling.search(text)] == []


def test_that_a_number_of_the_card_is_the_one_of_the_shared_numbers(tmp_path: Path) -> None:
    pack = copied(tmp_path, "en")
    id, number = next(iter(load_shared_numbers(pack).items()))
    edited(pack, ("numbers.toml", number, "01632 960 123"))
    shown = [line.number for line in load_lock_screen_pack(pack).emergency]
    assert "01632 960 123".replace(" ", UNBROKEN) in shown
    assert number.replace(" ", UNBROKEN) not in shown
    assert any("01632 960 123" in phone.number for service in load_pack(pack).directory for phone in service.phones), id


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            ("first.toml", "{SAMARITANS}", "{SAMARITAN}"),
            "first.toml: names the number SAMARITAN, which numbers.toml does",
        ),
        (("directory.toml", "{SAMARITANS}", "{SAMARITAN}"), "directory.toml: names the number SAMARITAN, which"),
        (("numbers.toml", "[numbers]", "[numbers]\nNEW = 116123"), "numbers.toml: NEW is no number of digits and"),
        (("numbers.toml", "[numbers]", '[numbers]\nNEW = "116 free"'), "numbers.toml: NEW is no number of digits and"),
        (("numbers.toml", "[numbers]", "[number]"), "numbers.toml: holds number where it holds numbers"),
    ],
)
def test_that_a_fault_of_the_shared_numbers_is_told_with_its_file(tmp_path: Path, edit: EDIT, expected: str) -> None:
    (fault,) = faults_of_form(edited(copied(tmp_path, "en"), edit))
    assert fault.startswith(expected)
