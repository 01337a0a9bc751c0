"""The pages of the repository lead where they say: links, modules, tests, the picture, and the records of decisions."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "findings").rglob("*.md")])
RECORDS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
FILE = re.compile(r"`((?:\w+/)+[\w.]+\.(?:py|toml|qss))`")
PLACES = (ROOT, ROOT / "src/dasupport", ROOT / "tests")


def dead_links(page: Path, text: str) -> list[str]:
    return [link for link in LINK.findall(text) if not (page.parent / link).exists()]


def missing_files(text: str) -> list[str]:
    """The files of the code that a text names by their path, and that are not there."""
    return [name for name in FILE.findall(text) if not any((place / name).is_file() for place in PLACES)]


def drawn_arrows(page: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^    (\w+) --> (\w+)$", page, re.MULTILINE))


def imported_packages(code: str) -> set[str]:
    """The packages of ours that a file imports."""
    modules = [node.module or "" for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    return {module.split(".")[1] for module in modules if module.startswith("dasupport.")}


def rows(page: str, heading: str) -> list[str]:
    """The first cells of the table below a heading."""
    table = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| \*\*(.+?)\*\* \|", table, re.MULTILINE)


def test_that_every_link_leads_to_a_file() -> None:
    assert len(PAGES) > 40
    assert {page.name: found for page in PAGES if (found := dead_links(page, page.read_text("utf-8")))} == {}


def test_that_every_module_and_test_that_a_page_names_is_there() -> None:
    assert {page.name: found for page in PAGES if (found := missing_files(page.read_text("utf-8")))} == {}


def test_that_a_dead_link_and_a_missing_module_are_found() -> None:
    assert dead_links(ROOT / "README.md", "[one](docs/nowhere.md), [two](LICENSE)") == ["docs/nowhere.md"]
    assert missing_files("`casework/wall.py` and `casework/gates.py`") == ["casework/wall.py"]


def test_that_the_picture_has_exactly_the_arrows_of_the_code() -> None:
    drawn = drawn_arrows((ROOT / "docs/architecture.md").read_text("utf-8"))
    packages = {name for arrow in drawn for name in arrow}
    source = ROOT / "src/dasupport"
    found = {
        (package, other)
        for package in packages
        for path in (source / package).rglob("*.py")
        for other in imported_packages(path.read_text("utf-8")) & packages - {package}
    }
    assert len(packages) == 7
    assert drawn == found


def test_that_decisions_are_numbered_without_a_gap_and_stand_in_the_index() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    numbers = [int(path.name[:4]) for path in RECORDS]
    assert numbers == list(range(1, len(RECORDS) + 1))
    assert re.findall(r"\]\((\d{4}-[^)]+)\)", index) == [path.name for path in RECORDS]


def test_that_every_decision_has_a_date_a_context_and_consequences() -> None:
    form = re.compile(
        r"# \d{4} .+\n\nDate: \d{4}-\d\d-\d\d\n.*## Context\n.*## Decision\n.*## Consequences\n", re.DOTALL
    )
    assert [path.name for path in RECORDS if not form.match(path.read_text("utf-8"))] == []


def test_that_the_glossary_is_sorted_and_says_no_word_twice() -> None:
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    areas = [rows(page, heading) for heading in re.findall(r"^## (.+)$", page, re.MULTILINE)]
    words = [word for area in areas for word in area]
    assert len(words) > 150
    assert [area for area in areas if area != sorted(area, key=str.casefold)] == []
    assert len(words) == len(set(words))
