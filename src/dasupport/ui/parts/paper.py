"""Pages of a PDF that exists only in memory: drawn here, written nowhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dasupport.ui.blocks import Paper
from dasupport.ui.parts.part import Part, Tell, clear
from dasupport.ui.theme import Theme

WIDTH = 640


class PaperPart(Part):
    """The pages one below the other, as they will be on paper."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.dp(12))
        self._drawn = b""

    def draw(self, block: Paper) -> None:
        if block.data == self._drawn:
            return
        self._drawn = block.data
        clear(self._box)
        for page in pictures(block.data, self.theme.dp(WIDTH), self.devicePixelRatioF()):
            frame = QFrame()
            frame.setProperty("look", "card")
            picture = QLabel()
            picture.setPixmap(page)
            picture.setAccessibleName(block.label)
            inner = QVBoxLayout(frame)
            inner.setContentsMargins(1, 1, 1, 1)
            inner.addWidget(picture)
            self._box.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)


def pictures(data: bytes, width: int, ratio: float) -> list[QPixmap]:
    """Each page of a PDF as a picture of this width."""
    from pypdfium2 import PdfDocument

    made = []
    document = PdfDocument(data)
    for page in document:
        drawn = page.render(scale=width * ratio / page.get_width(), rev_byteorder=True)
        image = QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
        picture = QPixmap.fromImage(image.copy())
        picture.setDevicePixelRatio(ratio)
        made.append(picture)
    document.close()
    return made
