"""The picture of the house: which room may look into which. A wrong arrow fails here."""

import ast
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
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
    "settings": {"casework", "atomic_files"},
    "refusal": {"refusal_id"},
    "refusal_id": set(),
    "console": {"refusal", "refusal_id"},
    "atomic_files": {"platform"},
    "logs": set(),
    "resource_paths": set(),
}
LAYERS: dict[str, tuple[frozenset[str], ...]] = {
    "vault": (
        frozenset({"errors", "strict_json"}),
        frozenset({"keys"}),
        frozenset({"open_state", "data"}),
        frozenset({"sidecar"}),
        frozenset({"vault"}),
        frozenset({"access"}),
        frozenset({"integrity"}),
        frozenset({"maintenance"}),
    ),
    "ui": (
        frozenset({"screen", "os_events", "theme"}),
        frozenset({"background"}),
        frozenset({"session"}),
        frozenset({"widgets"}),
        frozenset({"window"}),
        frozenset({"screens"}),
        frozenset({"app"}),
    ),
}
"""The floors of a room from the ground up: whatever stands on one may look at those below, at none above and at none
beside it. A file stands for itself."""
PRESENTERS_KNOW = {"screen", "background", "session", "screens"}
"""What the presenters may look at of the floors below them: they build values, and know no widget."""
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
    "ui/session/work_in_progress.py",
    "ui/session/save_queue.py",
    "ui/session/page_drafts.py",
    "ui/screen/ports.py",
    "ui/screen/routes.py",
    "ui/background/run.py",
    "ui/background/reauth.py",
    "ui/screen/presenter.py",
    "ui/app/page_factory.py",
    "ui/app/state.py",
    "ui/app/preferences.py",
    "ui/app/goals.py",
    "ui/app/closing.py",
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


def floor_of(room: str, name: str) -> int:
    return next(number for number, floor in enumerate(LAYERS[room]) if name in floor)


def upward_arrows(place: str, code: str) -> list[str]:
    """The imports of a file from a floor above its own, or from another part of its own floor."""
    room, *rest = place.removesuffix(".py").split("/")
    wrong = []
    for module in imports(code) if room in LAYERS and rest[0] != "__init__" else ():
        first, *names = module.split(".")
        if first != "dasupport" or len(names) < 2 or names[0] != room or names[1] == rest[0]:
            continue
        below = floor_of(room, names[1]) < floor_of(room, rest[0])
        if not below or (rest[0] == "screens" and names[1] not in PRESENTERS_KNOW):
            wrong.append(module)
    return wrong


def imported_modules(code: str, known: Collection[str]) -> set[str]:
    """The modules of ours that a piece of code imports, wherever in it and be it for the types only; a name that is
    taken from a package may be a module itself."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (below & set(known)) or {node.module}
    return found & set(known)


def circle_in(arrows: Mapping[str, set[str]]) -> list[str]:
    """A circle of modules, each of which imports the next; empty if there is none."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module not in done:
            for other in sorted(arrows.get(module, ())):
                if found := walk(other, [*path, module]):
                    return found
            done.add(module)
        return []

    return next((found for module in sorted(arrows) if (found := walk(module, []))), [])


def module_of(place: str) -> str:
    return ".".join(("dasupport", *place.removesuffix(".py").removesuffix("/__init__").split("/")))


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
        (
            "ui/screens/session/print_sheets.py",
            "def late():\n    from dasupport.sheets.client_sheet import ClientSheetChoice",
        ),
        ("actions/people.py", "from dasupport.ui.app.controller import AppController"),
        ("actions/sheets.py", "import PySide6.QtPdf"),
        ("vault/vault.py", "import sqlite3"),
        ("actions/sheets.py", "import tempfile"),
        ("ui/app/controller.py", "from dasupport.app import run_window"),
    ],
)
def test_that_a_planted_wrong_arrow_is_found(place: str, code: str) -> None:
    assert wrong_arrows(place, code) != []


@pytest.mark.parametrize("place", [place for place in FILES if room_of(place) in LAYERS])
def test_that_no_file_looks_up_from_its_floor(place: str) -> None:
    assert upward_arrows(place, (SOURCE / place).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("vault/keys/pin.py", "from dasupport.vault.data.engine import connect"),
        ("vault/access/opener.py", "def late():\n    from dasupport.vault.maintenance.backup_catalogue import create"),
        ("vault/open_state.py", "from dasupport.vault.data.tables import DraftRow"),
        ("vault/vault.py", "from dasupport.vault.access.opener import VaultOpener"),
        ("ui/screen/routes.py", "from dasupport.ui.session.context import SessionContext"),
        ("ui/widgets/text_area.py", "from dasupport.ui.window.page_view import PageView"),
        ("ui/window/workspace.py", "from dasupport.ui.app.unlocked import UnlockedController"),
        ("ui/screens/home/home.py", "from dasupport.ui.window.overlay import Overlay"),
        ("ui/session/editor.py", "if TYPE_CHECKING:\n    from dasupport.ui.screens.home.home import HomePresenter"),
    ],
)
def test_that_a_planted_arrow_upward_is_found(place: str, code: str) -> None:
    assert upward_arrows(place, code) != []


def test_that_no_modules_import_each_other_in_a_circle() -> None:
    names = {module_of(place) for place in FILES}
    arrows = {
        module_of(place): imported_modules((SOURCE / place).read_text(encoding="utf-8"), names) for place in FILES
    }
    assert sum(map(len, arrows.values())) > 1000
    assert circle_in(arrows) == []


def test_that_a_planted_circle_is_found() -> None:
    codes = {
        "dasupport.ui.app.controller": "def late():\n    from dasupport.ui.app.unlocked import UnlockedController",
        "dasupport.ui.app.unlocked": "from dasupport.ui.app import overlays",
        "dasupport.ui.app.overlays": "if TYPE_CHECKING:\n    from dasupport.ui.app.controller import AppController",
    }
    arrows = {module: imported_modules(code, codes) for module, code in codes.items()}
    assert circle_in(arrows) == [f"dasupport.ui.app.{name}" for name in ("controller", "unlocked", "overlays")]
    assert circle_in({module: found for module, found in arrows.items() if not module.endswith("overlays")}) == []


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


def literal_keys(code: str) -> list[str]:
    """Keys that a `match` compares with as bare strings, instead of a member of the screen's own enum."""
    return [
        str(pattern.value.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.MatchClass)
        for name, part in zip(node.kwd_attrs, node.kwd_patterns, strict=True)
        for pattern in ast.walk(part)
        if name == "key" and isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant)
    ]


def test_that_a_screen_compares_its_keys_with_members_of_an_enum() -> None:
    files = {
        path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCE.rglob("ui/**/*.py")
    }
    assert {name: keys for name, code in files.items() if (keys := literal_keys(code))} == {}


def test_that_a_key_compared_as_a_bare_string_is_found() -> None:
    assert literal_keys("match x:\n    case Pressed(key='lock-now') | Typed(key='word'): pass") == ["lock-now", "word"]
