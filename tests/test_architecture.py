"""The picture of the house: which room may look into which. A wrong arrow fails here."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dasupport"
LEAVES = {"refusal", "refusal_id", "atomic_files", "logs", "resource_paths"}
"""Small files at the top that know nothing of the rooms."""
MAY_IMPORT: dict[str, set[str]] = {
    "casework": {"refusal_id"},
    "content": {"casework", "refusal_id", "resource_paths"},
    "vault": {"casework", "refusal", "refusal_id", "atomic_files"},
    "sheets": {"casework", "content", "refusal", "refusal_id", "resource_paths"},
    "actions": {"casework", "content", "vault", "sheets", "refusal", "refusal_id", "atomic_files"},
    "ui": {"casework", "content", "actions", "settings", "refusal", "refusal_id", "logs", "platform"},
    "platform": set(),
    "settings": {"atomic_files"},
    "refusal": {"refusal_id"},
    "refusal_id": set(),
    "console": {"refusal", "refusal_id"},
    "atomic_files": {"platform"},
    "logs": set(),
    "resource_paths": set(),
}
JOINERS = {"app", "cli", "commands", "tour", "__main__", "__init__"}
"""They join everything, and nothing imports them but each other."""
ONLY: dict[str, set[str]] = {
    "PySide6": {"ui", "app", "tour"},
    "shiboken6": {"ui"},
    "sqlalchemy": {"vault"},
    "alembic": {"vault"},
    "sqlcipher3": {"vault"},
    "argon2": {"vault"},
    "cryptography": {"vault"},
    "pyrage": {"vault"},
    "shamir_mnemonic": {"actions"},
    "reportlab": {"sheets"},
    "bidi": {"sheets"},
    "uharfbuzz": {"sheets"},
    "msgspec": {"content", "vault/data/entry_json.py"},
    "zxcvbn": {"actions"},
    "platformdirs": {"settings"},
    "pypdfium2": {"ui"},
}
WITHOUT_QT = (
    "ui/screens",
    "ui/screen/blocks.py",
    "ui/screen/intents.py",
    "ui/session/editor.py",
    "ui/session/context.py",
    "ui/screen/routes.py",
    "ui/background/run.py",
    "ui/background/reauth.py",
    "ui/screen/presenter.py",
    "ui/app/presenters.py",
    "ui/session/chrome.py",
    "ui/screen/shortcuts.py",
)
"""Presenters and their values: plain Python, tested without a window."""
NEVER = {"sqlite3", "pickle", "tempfile", "socket", "urllib.request", "http", "requests", "yaml", "xml.etree"}


def imports(code: str) -> Iterator[str]:
    """Every module that a piece of code imports, wherever in it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room_of(place: str) -> str:
    return place.split("/")[0].removesuffix(".py")


def wrong_arrows(place: str, code: str) -> list[str]:
    """The imports of a file that the picture does not show; `place` is its path below `dasupport`."""
    room = room_of(place)
    wrong = []
    for module in imports(code):
        first, *rest = module.split(".")
        if first == "dasupport" and rest and room not in JOINERS:
            if rest[0] != room and rest[0] not in MAY_IMPORT.get(room, set()):
                wrong.append(module)
        elif first in ONLY and not ({room, place} & ONLY[first]):
            wrong.append(module)
        if first == "PySide6" and place.startswith(WITHOUT_QT):
            wrong.append(module)
        if any(module == name or module.startswith(f"{name}.") for name in NEVER):
            wrong.append(module)
    return wrong


FILES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


@pytest.mark.parametrize("place", FILES)
def test_that_every_import_is_an_arrow_of_the_picture(place: str) -> None:
    assert wrong_arrows(place, (SOURCE / place).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("casework/gates.py", "from dasupport.content.pack import Pack"),
        ("casework/gates.py", "import msgspec"),
        ("content/load.py", "from dasupport.vault.vault import Vault"),
        ("sheets/client_sheet.py", "from dasupport.vault.vault import Vault"),
        ("sheets/client_sheet.py", "from sqlalchemy import select"),
        ("vault/vault.py", "from dasupport.actions.people import People"),
        ("vault/data/audit_log.py", "import msgspec"),
        ("ui/screens/home/home.py", "from PySide6.QtWidgets import QLabel"),
        ("ui/app/controller.py", "from dasupport.vault.vault import Vault"),
        ("ui/screens/session/print.py", "def late():\n    from dasupport.sheets.client_sheet import ClientSheetChoice"),
        ("actions/people.py", "from dasupport.ui.app.controller import AppController"),
        ("actions/sheets.py", "import PySide6.QtPdf"),
        ("vault/vault.py", "import sqlite3"),
        ("actions/sheets.py", "import tempfile"),
        ("ui/app/controller.py", "from dasupport.app import run_window"),
    ],
)
def test_that_a_planted_wrong_arrow_is_found(place: str, code: str) -> None:
    assert wrong_arrows(place, code) != []


def test_that_the_picture_names_every_room_and_every_file_at_the_top() -> None:
    rooms = {room_of(place) for place in FILES}
    assert rooms <= MAY_IMPORT.keys() | JOINERS


def test_that_the_rules_use_the_standard_library_only() -> None:
    outside = {
        module
        for place in FILES
        if place.startswith("casework/")
        for module in imports((SOURCE / place).read_text(encoding="utf-8"))
        if module.split(".")[0] not in sys.stdlib_module_names | {"dasupport"}
    }
    assert outside == set()


HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "argon2",
    "cryptography",
    "pyrage",
    "msgspec",
    "reportlab",
    "uharfbuzz",
    "zxcvbn",
    "shamir_mnemonic",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
)
"""What is loaded behind the lock screen, once it stands there, or later."""


def loaded_by(module: str) -> set[str]:
    """What of it an import of this module loads, in a process of its own."""
    code = f"import sys, {module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return set(ran.stdout.split())


def test_that_nothing_heavy_is_loaded_before_the_lock_screen_stands() -> None:
    assert loaded_by("dasupport.app") == set()
    assert loaded_by("dasupport.ui.screens.access.lock") == set()
    assert {"sqlalchemy", "sqlcipher3"} <= loaded_by("dasupport.actions.authorisation")
