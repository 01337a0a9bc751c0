"""The language of the current keyboard layout, where Qt learns it from the system."""

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

REPORTING_SYSTEMS = ("win32", "darwin")
REPORTING_INPUT_METHODS = ("ibus", "fcitx")
"""Linux input methods that report the current keyboard layout.

Without one of them Qt returns the language of the desktop, which may differ from the keyboard's: better none
than a wrong one.
"""


def is_layout_reported(system: str, environ: Mapping[str, str]) -> bool:
    """Return True if the locale that Qt reports for input comes from the keyboard layout."""
    methods = f"{environ.get('QT_IM_MODULE', '')};{environ.get('QT_IM_MODULES', '')}"
    return system in REPORTING_SYSTEMS or any(method in methods for method in REPORTING_INPUT_METHODS)


def format_locale(locale: QLocale) -> str:
    """Return a locale's language and country as Qt names them; "" if it has none."""
    if locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return ""
    language = QLocale.languageToString(locale.language())
    return f"{language} ({QLocale.territoryToString(locale.territory())})"


def get_keyboard_language() -> str:
    """Return the language of the current keyboard layout; "" if it is not known."""
    return format_locale(QGuiApplication.inputMethod().locale()) if is_layout_reported(sys.platform, os.environ) else ""
