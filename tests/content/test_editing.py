"""An editor's changes: a changed number, a new card and other words keep every rule, and a wrong one is found."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dasupport.content.load import load_pack
from dasupport.content.pack import Pack
from dasupport.content.validate import load_valid_pack
from tests.content import (
    test_english_directory,
    test_english_pack,
    test_english_words,
    test_entry_text,
    test_lock_screen_pack,
    test_pack,
)
from tests.content.pack_edits import EDIT, copied, edited

MODULES = (
    test_english_directory,
    test_english_pack,
    test_english_words,
    test_entry_text,
    test_lock_screen_pack,
    test_pack,
)
Rule = tuple[str, Callable[..., None], dict[str, Any]]
NEW_CARD = """
[[guide]]
id = "GUIDE-NEW"
source = "Kent guide, step 1"
topic = "Afterwards"
title = "What to do at the end of a long day"
say = ["Sit down with somebody of your team. Say what stays with you."]
"""
EDITS: dict[str, EDIT] = {
    "a number": ("numbers.toml", "03000 41 91 91", "03000 41 92 92"),
    "a number of one service": ("directory.toml", "0808 2000 247", "0808 2000 248"),
    "a number in place of a shared one": (
        "directory.toml",
        '{ number = "{KENT-ADULTS}" }',
        '{ number = "01622 200 300" }',
    ),
    "a new card": ("guide.toml", "", NEW_CARD),
    "another question": ("gate.toml", 'ask = "', 'ask = "To begin with: '),
    "another label": ("labels.toml", 'hello = "Hello', 'hello = "Good morning'),
    "another line of the emergency card": ("first.toml", "Police, ambulance, fire.", "Police, fire, ambulance."),
    "another prompt": ("ladders.toml", 'say = "', 'say = "Tell me: '),
}


def cases(function: Callable[..., None]) -> Iterator[dict[str, Any]]:
    """The arguments of a test besides the pack, for a test with one table of arguments or with none."""
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        yield {}
        return
    (mark,) = marks
    names = [name.strip() for name in mark.args[0].split(",")] if isinstance(mark.args[0], str) else list(mark.args[0])
    for values in mark.args[1]:
        yield dict(zip(names, values if len(names) > 1 else (values,), strict=True))


def rules(*modules: ModuleType) -> Iterator[Rule]:
    """Every test of the modules that takes the English pack and nothing else that a fixture makes."""
    for module in modules:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("test_") or "english" not in inspect.signature(function).parameters:
                continue
            for given in cases(function):
                if {"english", *given} == set(inspect.signature(function).parameters):
                    yield f"{module.__name__}.{name}{given or ''}", function, given


def broken_rules(pack: Pack) -> list[str]:
    found = []
    for name, rule, given in rules(*MODULES):
        try:
            rule(english=pack, **given)
        except AssertionError:
            found.append(name.rsplit(".", 1)[-1])
    return found


@pytest.mark.parametrize("name", EDITS)
def test_that_an_edit_passes_the_check_and_breaks_no_rule_of_the_words(tmp_path: Path, name: str) -> None:
    file, old, new = EDITS[name]
    before = copied(tmp_path / "before", "en")
    after = copied(tmp_path / "after", "en")
    text = (after / file).read_text(encoding="utf-8")
    (after / file).write_text(text + new if not old else text.replace(old, new, 1), encoding="utf-8")
    pack = load_valid_pack(after)
    assert pack != load_pack(before)
    assert broken_rules(pack) == []


def test_that_the_rules_are_found() -> None:
    assert len(list(rules(*MODULES))) > 60


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (("numbers.toml", "03000 41 91 91", "03000 41 91"), "test_that_every_number_can_be_dialled"),
        (
            ("directory.toml", '"{KENT-ADULTS}"', '"01622 200 300"'),
            "test_that_the_numbers_of_the_card_are_those_of_the_directory",
        ),
        (("gate.toml", 'ask = "', 'ask = "TODO '), "test_that_nothing_is_unfinished"),
        (("labels.toml", 'hello = "Hello', 'hello = "Your behavior'), "test_that_the_words_are_british"),
        (("guide.toml", 'source = "Kent guide', 'source = "inventory'), "test_that_every_item_names_its_source"),
    ],
)
def test_that_a_wrong_edit_is_found_by_the_rule_that_it_breaks(tmp_path: Path, edit: EDIT, rule: str) -> None:
    assert rule in broken_rules(load_pack(edited(copied(tmp_path, "en"), edit)))
