"""The page on licences names every locked package, and says that it fits the licence of the program."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/licences.md").read_text("utf-8")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "installer" / name).read_text("utf-8")))


def rows(page: str) -> dict[str, list[str]]:
    """The cells of each package in the table, by its name."""
    table = re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", page.split("<!-- table: end -->")[0], re.MULTILINE)
    return {name: cells.split(" | ") for name, cells in table}


def differences(page: str) -> set[tuple[str, str, str]]:
    """Name, version and share of shipping that only the lock files or only the page knows."""
    shipped = pins("requirements.lock")
    locked = shipped | pins("requirements-dev.lock")
    wanted = {(name, version, "yes" if name in shipped else "no") for name, version in locked.items()}
    return wanted ^ {(name, cells[0], cells[1]) for name, cells in rows(page).items()}


def test_that_the_page_names_every_locked_package_with_its_version() -> None:
    assert len(rows(PAGE)) > 40
    assert differences(PAGE) == set()


def test_that_a_package_that_is_missing_on_the_page_is_found() -> None:
    assert {name for name, *_ in differences(PAGE.replace("| msgspec |", "| msgspecs |"))} == {"msgspec", "msgspecs"}


def test_that_every_package_has_a_licence_that_fits_with_a_reason() -> None:
    unfit = [name for name, cells in rows(PAGE).items() if cells[4] != "yes" or not all(cells)]
    assert unfit == []


def test_that_the_package_states_its_own_licence_and_carries_its_text() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "GPL-3.0-or-later AND CC-BY-SA-4.0 AND OFL-1.1 AND CC-BY-3.0-US"
    ours, others = project["license-files"][:2], project["license-files"][2:]
    assert ours == ["LICENSE", "LICENSE-CONTENT.md"]
    assert [len(list(ROOT.glob(pattern))) for pattern in others] == [3, 1]
    code, words = (" ".join((ROOT / name).read_text("utf-8").split()) for name in ours)
    assert code.startswith("GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007")
    assert "CC BY-SA 4.0" in words
