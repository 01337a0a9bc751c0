"""The language of the pack: a folder is enough, the setting names it, and one that is gone falls back."""

import re
import shutil
from pathlib import Path

import pytest

from dasupport.app import VaultAccess
from dasupport.casework.realms import Realm
from dasupport.content.languages import PACKS_FOLDER, find_pack_folder, list_languages
from dasupport.content.load import load_pack
from dasupport.content.plurals import FORMS, Plural
from dasupport.content.validate import load_valid_pack
from dasupport.settings import Settings
from tests.content.pack_edits import copied

SIX = "{ " + ", ".join(f'{form} = "{form}: {{count}}"' for form in FORMS) + " }"


def pseudo(folder: Path) -> Path:
    """A pack in the language of tests: the English one with six forms of a plural that all differ."""
    pack = copied(folder, "en").rename(folder / "qps")
    for file, pattern, new in (
        ("about.toml", '"en-GB"', '"qps"'),
        ("labels.toml", r"(?m)^sessions = \{.*", f"sessions = {SIX}"),
    ):
        text, times = re.subn(pattern, new, (pack / file).read_text(encoding="utf-8"))
        assert times == 1
        (pack / file).write_text(text, encoding="utf-8")
    return pack


def test_that_a_folder_is_a_language(tmp_path: Path) -> None:
    shutil.copytree(PACKS_FOLDER, tmp_path / "packs")
    pseudo(tmp_path / "packs2").rename(tmp_path / "packs" / "qps")
    assert set(list_languages(tmp_path / "packs")) == {*list_languages(), "qps"}
    assert find_pack_folder("qps", tmp_path / "packs") == tmp_path / "packs" / "qps"


@pytest.mark.parametrize("language", ["", "none", "..", "/"])
def test_that_a_language_that_is_not_there_is_the_default(language: str) -> None:
    assert find_pack_folder(language) == PACKS_FOLDER / "en"


def test_that_the_setting_is_kept_and_names_the_words(tmp_path: Path) -> None:
    Settings(tmp_path, language="en").write()
    assert Settings.read(tmp_path).language == "en"
    assert VaultAccess(Realm.LIVE, tmp_path).pack_folder == PACKS_FOLDER / "en"


def test_that_a_language_with_six_forms_needs_no_code(tmp_path: Path) -> None:
    pack = load_valid_pack(pseudo(tmp_path))
    sessions = pack.labels.home.sessions
    assert [sessions.format(count=n) for n in (0, 1, 2, 3, 6, 7)] == [
        f"{form}: {n}" for form, n in zip(FORMS, (0, 1, 2, 3, 6, 7), strict=True)
    ]
    assert isinstance(load_pack(PACKS_FOLDER / "en").labels.home.sessions, Plural)
