"""The theme: one style sheet, three themes, one scale. Every colour and length on the screen comes from here."""

import re
import tomllib
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

THEME_NAMES = ("light", "dark", "contrast")
SCALES = (100, 125, 150, 175, 200)
FONT_FAMILY = "Atkinson Hyperlegible"
BODY_SIZE = 16


class Theme:
    """Appearance of the program: a theme, and a scale in per cent."""

    def __init__(self, resources: Path, look: str = "light", scale: int = 100) -> None:
        self.look = look if look in THEME_NAMES else THEME_NAMES[0]
        self.scale = min(max(scale, SCALES[0]), SCALES[-1])
        self._folder = resources
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}

    def dp(self, length: float) -> int:
        """Return a length in pixels, scaled with the text ("density-independent")."""
        return round(length * self.scale / 100)

    @cached_property
    def tokens(self) -> dict[str, str]:
        """The colours of this theme, by token name."""
        table = tomllib.loads((self._folder / "theme" / "tokens.toml").read_text(encoding="utf-8"))
        return {**table[self.look], "look": self.look}

    def get_colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        return QColor(self.tokens[token])

    def build_style_sheet(self) -> str:
        """Return the style sheet with its tokens and lengths filled in."""
        text = (self._folder / "theme" / "theme.qss").read_text(encoding="utf-8")
        text = re.sub(r"([\d.]+)dp", lambda found: f"{self.dp(float(found[1]))}px", text)
        return re.sub(r"@(\w+)", lambda found: self.tokens[found[1]], text)

    def apply(self, app: QApplication) -> None:
        """Apply this theme to the whole application."""
        QDir.setSearchPaths("icon", [str(self._folder / "icons")])
        font = QFont(FONT_FAMILY)
        font.setPixelSize(self.dp(BODY_SIZE))
        app.setFont(font)
        app.setPalette(self._palette())
        sheet = self.build_style_sheet()
        if app.styleSheet() != sheet:  # to set the same one again polishes every widget anew
            app.setStyleSheet(sheet)

    def get_icon(self, name: str, token: str, size: int = 20, gap: int = 0) -> QIcon:
        """Return an icon from the resources in one of the theme's colours, with a gap after it; cached."""
        wanted = (name, token, size, gap)
        if wanted not in self._icons:
            self._icons[wanted] = self._render_icon(*wanted)
        return self._icons[wanted]

    def _render_icon(self, name: str, token: str, size: int, gap: int) -> QIcon:
        from PySide6.QtSvg import QSvgRenderer

        drawing = (self._folder / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", self.tokens[token]).encode()))
        side = self.dp(size)
        picture = QPixmap(QSize(side + self.dp(gap), side))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        return QIcon(picture)

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for where, token in (
            (role.Window, "ground"),
            (role.Base, "card"),
            (role.Text, "ink"),
            (role.WindowText, "ink"),
            (role.Button, "card"),
            (role.ButtonText, "ink"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "accent_ink"),
            (role.PlaceholderText, "pale"),
            (role.ToolTipBase, "card"),
            (role.ToolTipText, "ink"),
        ):
            palette.setColor(where, self.get_colour(token))
        return palette


def load_fonts(files: list[Path]) -> None:
    """Register the fonts the program ships, so that no screen depends on installed fonts."""
    for file in files:
        QFontDatabase.addApplicationFont(str(file))
