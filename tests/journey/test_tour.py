"""The tour: the real window, driven from the start gate to the sealed record, in a process of its own."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtGui import QImage

from dasupport.content.load import PACKS_FOLDER
from dasupport.content.lock_screen_pack import load_lock_screen_pack
from dasupport.tour.first_run import VAULT_PAGES
from dasupport.ui.window.main_window import DEFAULT_SIZE

FEWEST, MORE = 200, 7
"""How many pictures there are at least; and of a long page, one that a short walk would leave out."""


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a tour leaves."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "letter.txt").write_text("somebody else's", encoding="utf-8")
    run = command("tour", str(folder))
    assert run.returncode == 0, run.stderr
    return folder


def command(*words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"}
    whole = [sys.executable, "-m", "dasupport", *words]
    return subprocess.run(whole, input=said, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


def pictures(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9][0-9][0-9]-*.png"))


@pytest.mark.long
def test_that_the_pictures_are_numbered_without_a_gap_and_are_as_large_as_the_window(toured: Path) -> None:
    found = pictures(toured)
    assert len(found) >= FEWEST
    assert [int(path.name[:3]) for path in found] == list(range(1, len(found) + 1))
    for path in found:
        image = QImage(str(path))
        assert (image.width(), image.height()) == DEFAULT_SIZE


SHOWN = (
    "first-run",
    "first-run-refused",
    "first-run-today",
    "lock",
    "today",
    "gate",
    "signs",
    "questions",
    "conversation-view",
    "profile",
    "invitations",
    "services-refused",
    "decisions",
    "check",
    "sealed",
    "cover",
    "not-now",
    "not-now-owes",
    "emergency-light-200",
    "conversation-view-light-200",
    "-dark-100",
    "-contrast-100",
    "-light-200",
    *(f"vault-{page}{look}" for page in VAULT_PAGES for look in ("", "-light-200")),
    "ways-in-parts-light-200",
    "salvage-light-200",
)


@pytest.mark.long
def test_that_every_step_and_every_look_is_among_them(toured: Path) -> None:
    names = "\n".join(path.stem for path in pictures(toured))
    for shown in SHOWN:
        assert shown in names


@pytest.mark.long
def test_that_every_page_is_taken_to_its_end_and_the_seal_is_asked_for(toured: Path) -> None:
    names = [path.stem.split("-", 1)[1] for path in pictures(toured)]
    assert "seal" in names
    for page in ("check", "sealed", "directory"):
        assert f"{page}-{MORE}" in names


@pytest.mark.long
def test_that_no_two_pictures_that_follow_each_other_are_the_same(toured: Path) -> None:
    images = [(path.name, path.read_bytes()) for path in pictures(toured)]
    assert [name for (_, before), (name, now) in pairwise(images) if before == now] == []


@pytest.mark.long
def test_that_the_sheet_for_the_person_holds_the_service_and_no_name(toured: Path) -> None:
    text = text_of(toured / "for-the-person.pdf")
    assert "Respect" in text
    assert "KD-2041" not in text


@pytest.mark.long
def test_that_the_sheet_for_the_file_is_of_the_person_and_bears_the_watermark(toured: Path) -> None:
    text = text_of(toured / "for-the-file.pdf")
    assert "KD-2041" in text
    assert load_lock_screen_pack(PACKS_FOLDER / "en").window.training.split(":")[0].lower() in text.lower()


@pytest.mark.long
def test_that_the_vault_that_it_leaves_is_whole_and_opens_by_the_words_beside_it(toured: Path) -> None:
    phrase = (toured / "README.txt").read_text(encoding="utf-8").split(": ")[-1].strip()
    assert command("verify", str(toured / "vault"), said=f"{phrase}\n").returncode == 0
    assert command("verify", str(toured / "vault"), said="something else\n").returncode == 3


@pytest.mark.long
def test_that_it_takes_nothing_away_but_what_an_earlier_tour_left(toured: Path) -> None:
    assert (toured / "letter.txt").read_text(encoding="utf-8") == "somebody else's"


def text_of(pdf: Path) -> str:
    document = PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text
