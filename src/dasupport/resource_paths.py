"""Paths of the files shipped with the program: in the installed package, or in the checkout."""

from pathlib import Path

PACKAGE_FOLDER = Path(__file__).parent
SCREEN_FONTS = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")


def find_resources() -> Path:
    """Return the folder of the theme, the icons, the fonts and the word list."""
    installed = PACKAGE_FOLDER / "_resources"
    return installed if installed.is_dir() else PACKAGE_FOLDER.parents[1] / "resources"


def find_font(name: str) -> Path:
    """Return the path of a shipped font file."""
    return find_resources() / "fonts" / name


def find_screen_fonts() -> list[Path]:
    """Return the font files for the screen."""
    return [find_font(name) for name in SCREEN_FONTS]
