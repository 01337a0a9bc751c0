"""The language of the keyboard in use, where the toolkit hears of it from the system."""

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

TOLD = ("win32", "darwin")
METHODS = ("ibus", "fcitx")
"""Input methods of Linux that say which keyboard is in use. Without one of them the toolkit gives the language of the
desktop instead, which may be another than the keyboard's: better nothing than that."""


def heard(system: str, environ: Mapping[str, str]) -> bool:
    """Whether what the toolkit says of the keyboard comes from the keyboard."""
    methods = f"{environ.get('QT_IM_MODULE', '')};{environ.get('QT_IM_MODULES', '')}"
    return system in TOLD or any(method in methods for method in METHODS)


def named(locale: QLocale) -> str:
    """A language and its country, as the toolkit names them; nothing where it names none."""
    if locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return ""
    language = QLocale.languageToString(locale.language())
    return f"{language} ({QLocale.territoryToString(locale.territory())})"


def language() -> str:
    """The language of the keyboard in use now; nothing where it is not known."""
    return named(QGuiApplication.inputMethod().locale()) if heard(sys.platform, os.environ) else ""
