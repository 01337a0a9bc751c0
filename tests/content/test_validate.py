"""The rules of a pack: what its form cannot say, told with file and item, all of it at once."""

import ast
import re
from pathlib import Path

import pytest

from dasupport.casework import advice, gates, outstanding
from dasupport.content.load import PACKS_FOLDER
from dasupport.content.validate import load_valid_pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from tests.content.pack_edits import EDIT, copied, edited, faults, find_pack

SOURCE = PACKS_FOLDER.parents[1]
BROKEN: dict[str, tuple[EDIT, str]] = {
    "twin ids": (
        ("ask.toml", 'id = "K-HTA-BEH-05"', 'id = "K-HTA-BEH-07"'),
        "pack: K-HTA-BEH-07 stands 2 times",
    ),
    "an unknown concern": (
        ("refer.toml", 'raises = "high_risk"', 'raises = "hi_risk"'),
        "pack: HIGH-RISK raises hi_risk, which no rule knows",
    ),
    "one unknown concern of two": (
        ("refer.toml", 'raises = "high_risk"', 'raises = "high_risk+dangre"'),
        "pack: HIGH-RISK raises dangre, which no rule knows",
    ),
    "an unknown concern of the profile": (
        ("profile.toml", 'raises_right = "stalking"', 'raises_right = "following"'),
        "pack: K-CA-CHK-04 raises following, which no rule knows",
    ),
    "an unknown area": (
        ("directory.toml", '"swale"', '"swail"'),
        "directory.toml: K-DIR-CDAP: areas swail is not in choices.toml",
    ),
    "an unknown need": (
        ("directory.toml", 'needs = ["programme"]', 'needs = ["program"]'),
        "directory.toml: K-DIR-CDAP: needs program is not in choices.toml",
    ),
    "an unknown gender": (
        ("directory.toml", 'genders = ["man"]', 'genders = ["men"]'),
        "directory.toml: K-DIR-CDAP: genders men is not in choices.toml",
    ),
    "a page that is none": (
        ("guide.toml", 'places = ["gate"]', 'places = ["gait"]'),
        "guide.toml: GUIDE-STEPS: there is no page gait",
    ),
    "a prompt on no rung": (
        ("ladders.toml", "rung = 3", "rung = 33"),
        "ladders.toml: LU-ALL-3-1 stands on no rung, or no way leads to it",
    ),
    "a prompt that no way leads to": (
        ("ladders.toml", 'rung = 2\nways_in = ["money"]', 'rung = 2\nways_in = ["cash"]'),
        "ladders.toml: LU-MONEY-2-1 stands on no rung, or no way leads to it",
    ),
    "a prompt on no rung of the other ladder": (
        (
            "ladders.toml",
            'id = "A-22.4.8-Q10"\ncarries = []\nsource = "A-22.4.8-Q10 source"\nours = false\nrung = 3',
            'id = "A-22.4.8-Q10"\nsource = "A-22.4.8-Q10 source"\nrung = 4',
        ),
        "ladders.toml: A-22.4.8-Q10 stands on no rung, or no way leads to it",
    ),
    "an answer that no gate knows": (
        ("gate.toml", 'value = "no"', 'value = "nope"'),
        "gate.toml: G-PRIVATE offers nope, which no rule knows",
    ),
    "an answer that a gate misses": (
        ("gate.toml", 'value = "no"', 'value = "nope"'),
        "gate.toml: G-PRIVATE does not offer no",
    ),
    "a way to present that no rule knows": (
        ("choices.toml", 'value = "using"', 'value = "perpetrator"'),
        "choices.toml: presenting offers perpetrator, which no rule knows",
    ),
    "a source that no rule knows": (
        ("choices.toml", 'value = "saw"', 'value = "seen"'),
        "choices.toml: sources offers seen, which no rule knows",
    ),
    "an answer offered twice": (
        ("refer.toml", 'value = "unsure"', 'value = "yes"'),
        "pack: HIGH-RISK.options offers yes 2 times",
    ),
    "a sign of use by another name": (
        ("identify.toml", 'id = "K-S1-IND-01"', 'id = "OWN-1"'),
        "identify.toml: OWN-1 is a sign of use, and those of use begin with K-S1-IND",
    ),
    "a sign that shows nowhere": (
        ("identify.toml", 'group = "physical"\n', ""),
        "identify.toml: K-S1-VIC-01 is a sign of experience in the group of none",
    ),
    "an open brace": (
        ("labels.toml", "saved {time}", "saved {time"),
        "labels.toml: labels.frame.saved: a brace is open",
    ),
    "a brace without a name": (
        ("labels.toml", "saved {time}", "saved {}"),
        "labels.toml: labels.frame.saved: a brace holds no name",
    ),
    "an open brace before the lock": (
        ("first.toml", "vault {name}", "vault {name"),
        "first.toml: first.lock.vault: a brace is open",
    ),
    "a brace with a name that nothing fills in": (
        ("labels.toml", "saved {time}", "saved {tme}"),
        "labels.toml: labels.frame.saved: a brace holds a name that nothing fills in",
    ),
    "a refusal without its words": (
        ("refusals.toml", 'id = "SEAL-OWES"', 'id = "SEAL-OWED"'),
        "refusals.toml: SEAL-OWES is missing",
    ),
    "words for no refusal": (
        ("refusals.toml", 'id = "SEAL-OWES"', 'id = "SEAL-OWED"'),
        "refusals.toml: SEAL-OWED is no refusal of the program",
    ),
}
NAMED = {
    "gate.toml": (*gates.QUESTIONS, *gates.STOPS),
    "advice.toml": advice.ITEMS,
    "owing.toml": outstanding.ITEMS,
    "identify.toml": (outstanding.CHILDREN_ITEM,),
    "ask.toml": (outstanding.CONFIDENTIALITY_ITEM,),
    "profile.toml": ("COUNTER",),
    "refer.toml": ("CONSENT-SHARE", "CLOSING", "COORDINATION", "DISCUSSED", "D-DANGER", "D-NO-CONSENT", "K-S4-PROH-04"),
}
"""Ids that a rule looks for, by the file in which they stand."""


@pytest.mark.parametrize("pack", ["en", "blank"])
def test_that_the_packs_that_we_use_keep_every_rule(pack: str) -> None:
    assert load_valid_pack(find_pack(pack)).about.id == pack


@pytest.mark.parametrize("name", BROKEN)
def test_that_a_broken_rule_is_told_with_file_and_item(tmp_path: Path, name: str) -> None:
    edit, expected = BROKEN[name]
    assert expected in faults(edited(copied(tmp_path), edit))


@pytest.mark.parametrize("file", NAMED)
def test_that_no_id_that_a_rule_looks_for_can_be_renamed(tmp_path: Path, file: str) -> None:
    renamed = [(file, f'id = "{id}"', f'id = "RENAMED-{id}"') for id in NAMED[file]]
    found = faults(edited(copied(tmp_path), *renamed))
    assert [id for id in NAMED[file] if f"{file}: {id} is missing" not in found] == []


@pytest.mark.parametrize("id", ["K-SAFE-05", "K-INT-01", "A-22.9-03"])
def test_that_what_the_inventory_asks_for_is_carried_or_left_out(tmp_path: Path, id: str) -> None:
    pack = copied(tmp_path, "en")
    for file in pack.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f'"{id}"', '"K-GONE"'), encoding="utf-8")
    assert f"left_out.toml: {id} is neither carried nor left out" in faults(pack)


def test_that_nothing_is_both_carried_and_left_out(tmp_path: Path) -> None:
    pack = edited(copied(tmp_path, "en"), ("left_out.toml", '"K-CA-TOT-01"', '"K-CA-TOT-01", "K-SAFE-05"'))
    assert faults(pack) == ["left_out.toml: K-SAFE-05 is both carried and left out"]


def test_that_faults_of_several_rules_are_told_at_once(tmp_path: Path) -> None:
    names = ("twin ids", "an unknown area", "a prompt on no rung", "an open brace", "a refusal without its words")
    pack = edited(copied(tmp_path), *(BROKEN[name][0] for name in names))
    assert {BROKEN[name][1] for name in names} <= set(faults(pack))


def named_in(code: str) -> set[str]:
    """The members of RefusalId that a piece of code names."""
    return {
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "RefusalId"
    }


def test_that_the_program_gives_every_refusal_that_it_lists() -> None:
    given = set().union(*(named_in(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")))
    assert {member.name for member in RefusalId} - given == set()


def test_that_no_refusal_is_named_by_its_bare_string() -> None:
    bare = re.compile(f'"({"|".join(RefusalId)})"')
    files = {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    assert [name for name, code in files.items() if name != "refusal_id.py" and bare.search(code)] == []


def test_that_a_refusal_with_an_id_that_is_not_listed_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="V-NEW"):
        Refusal("V-NEW")  # type: ignore[arg-type]  # mypy refuses it too


@pytest.mark.parametrize("id", RefusalId)
def test_that_a_refusal_without_its_words_fails_the_check(tmp_path: Path, id: RefusalId) -> None:
    pack = edited(copied(tmp_path), ("refusals.toml", f'id = "{id}",', f'id = "GONE-{id}",'))
    assert f"refusals.toml: {id} is missing" in faults(pack)


def test_that_faults_of_form_come_before_the_rules(tmp_path: Path) -> None:
    pack = edited(copied(tmp_path), BROKEN["twin ids"][0])
    (pack / "guide.toml").unlink()
    assert faults(pack) == ["guide.toml: is missing"]
