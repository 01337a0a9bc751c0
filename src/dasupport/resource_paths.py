"""Paths of the files shipped with the program: in the installed package, or in the checkout."""

from importlib.util import find_spec
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).parent
FONT_PACKAGE = "fontpkg_atkinson_hyperlegible"


def find_resources() -> Path:
    """Return the folder of the theme and the icons."""
    installed = PACKAGE_FOLDER / "_resources"
    return installed if installed.is_dir() else PACKAGE_FOLDER.parents[1] / "resources"


def find_screen_fonts() -> list[Path]:
    """Return the font files for the screen; [] if the font package is not installed."""
    found = find_spec(FONT_PACKAGE)
    folders = found.submodule_search_locations if found else None
    return (
        [Path(folders[0]) / "files" / f"AtkinsonHyperlegible-{style}.ttf" for style in ("Regular", "Bold")]
        if folders
        else []
    )
