"""Where the files are that the program brings along: in the installed package, or in the checkout."""

from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
FONT = "fontpkg_atkinson_hyperlegible"


def resources() -> Path:
    """Theme and icons."""
    installed = HERE / "_resources"
    return installed if installed.is_dir() else HERE.parents[1] / "resources"


def screen_fonts() -> list[Path]:
    """The faces of the screen."""
    found = find_spec(FONT)
    folders = found.submodule_search_locations if found else None
    return (
        [Path(folders[0]) / "files" / f"AtkinsonHyperlegible-{style}.ttf" for style in ("Regular", "Bold")]
        if folders
        else []
    )
