"""Ways out of the program that it does not have: no printer, no tray, no list of recent things, no door for another
process, no browser, no reading aloud (L3, L4, L6, L14, L22, L27, L28)."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "dasupport"
FILES = sorted(SOURCE.rglob("*.py"))
WAYS_OUT = {
    "QPrinter",
    "QPrintDialog",
    "QPrintPreviewDialog",
    "QSystemTrayIcon",
    "QDesktopServices",
    "QCompleter",
    "QDrag",
    "QLocalServer",
    "QLocalSocket",
    "QSharedMemory",
    "QTcpServer",
    "QNetworkAccessManager",
    "QTextBrowser",
    "QTextEdit",
    "QWebEngineView",
    "QTextToSpeech",
    "SHAddToRecentDocs",
    "QTemporaryFile",
    "QTemporaryDir",
    "QErrorMessage",
    "QSoundEffect",
    "beep",
    "startfile",
    "openUrl",
}
MODULES = {
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtMultimedia",
    "PySide6.QtTextToSpeech",
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "tempfile",
    "webbrowser",
    "multiprocessing",
    "asyncio",
    "faulthandler",
    "cgitb",
    "shelve",
    "pickle",
    "printing",
}


def ways_out(code: str) -> set[str]:
    """The ways out that a piece of code names or imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name | ast.Attribute | ast.alias):
            name = getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))
            found |= {name} & (WAYS_OUT | MODULES if isinstance(node, ast.alias) else WAYS_OUT)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} & MODULES
    return found


def test_that_the_program_has_no_other_way_out() -> None:
    assert {path.name: found for path in FILES if (found := ways_out(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "code",
    [
        "from PySide6.QtPrintSupport import QPrinter",
        "import tempfile",
        "field.setCompleter(QCompleter(names))",
        "from http import server",
        "QtWidgets.QSystemTrayIcon(icon)",
        "import webbrowser as browser",
    ],
)
def test_that_a_planted_way_out_is_found(code: str) -> None:
    assert ways_out(code) != set()


def test_that_one_file_asks_other_programs_and_none_of_them_prints() -> None:
    asking = [path.name for path in FILES if "subprocess" in path.read_text("utf-8")]
    assert asking == ["device_check.py"]
    named = set(re.findall(r'_run_program\("([^"]+)"', (SOURCE / "platform/device_check.py").read_text("utf-8")))
    assert named == {"powershell", "/usr/bin/fdesetup", "/sbin/mount"}
