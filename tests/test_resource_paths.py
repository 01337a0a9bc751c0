"""The files shipped with the program: the fonts are the published ones, and each has its licence."""

from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from dasupport.resource_paths import find_font, find_resources, find_screen_fonts
from dasupport.sheets.font import FONT_FILES
from dasupport.ui.theme import FONT_FAMILY

FOLDER = find_resources() / "fonts"
FONTS = {
    "AtkinsonHyperlegible-Bold.ttf": "5a3b0c8cc8ca545155150b4512a1fa248298df121c50d6557e651e61fbdab92f",
    "AtkinsonHyperlegible-Regular.ttf": "7fb917c89019896d0b52ee84b7cbb3304c18cb90b19a62f5e32712bd23e97669",
    "NotoSansArabic[wdth,wght].ttf": "63111b5b2e074dd48cc67692e0a2726d86ee94c1c37fe8598257b7b4e87e869e",
    "NotoSans[wdth,wght].ttf": "bfb7bb691513f12e734dc346c03a03f784912432d7e3fa8e56efcf906fe86b3d",
}


def test_that_these_fonts_are_shipped_and_no_other() -> None:
    assert {path.name for path in FOLDER.glob("*.ttf")} == FONTS.keys()
    assert set(FONT_FILES.values()) | {path.name for path in find_screen_fonts()} == FONTS.keys()


@pytest.mark.parametrize("name", FONTS)
def test_that_a_font_is_unchanged(name: str) -> None:
    assert sha256(find_font(name).read_bytes()).hexdigest() == FONTS[name]


def test_that_the_list_of_hashes_beside_the_fonts_is_the_same() -> None:
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    assert {name: digest for digest, name in (line.split("  ") for line in lines)} == FONTS


@pytest.mark.parametrize("name", FONTS)
def test_that_a_font_has_its_licence_beside_it(name: str) -> None:
    family = name.removesuffix(".ttf").split("-")[0].split("[")[0]
    licence = (FOLDER / f"{family}-OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright 202")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert name in (FOLDER / "README.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", find_screen_fonts(), ids=lambda path: path.name)
def test_that_qt_takes_a_font_of_the_screen(path: Path, qtbot: QtBot) -> None:
    assert QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))) == [FONT_FAMILY]
