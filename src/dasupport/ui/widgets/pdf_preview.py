"""A preview of a PDF that exists only in memory: it is rendered here and never written to disk."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from dasupport.ui.screen.blocks import PdfPreview
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import BlockWidget, EventHandler, clear_layout

PAGE_WIDTH = 640


class PdfPreviewWidget(BlockWidget):
    """The pages of a PDF, one below the other, as they will be printed."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.dp(12))
        self._drawn_data = b""

    def draw(self, block: PdfPreview) -> None:
        if block.data == self._drawn_data:
            return
        self._drawn_data = block.data
        clear_layout(self._box)
        for page in render_pages(block.data, self.theme.dp(PAGE_WIDTH), self.devicePixelRatioF()):
            frame = QFrame()
            frame.setProperty("look", "card")
            picture = PageImage(page)
            picture.setAccessibleName(block.label)
            inner = QVBoxLayout(frame)
            inner.setContentsMargins(1, 1, 1, 1)
            inner.addWidget(picture)
            self._box.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


class PageImage(QLabel):
    """The image of one page at its own size, or as wide as the column if that is narrower."""

    def __init__(self, page: QPixmap) -> None:
        super().__init__()
        self._full_size = page.deviceIndependentSize().toSize()
        self.setPixmap(page)
        self.setScaledContents(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._full_size

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def heightForWidth(self, width: int) -> int:
        return round(min(width, self._full_size.width()) * self._full_size.height() / self._full_size.width())


def render_pages(data: bytes, width: int, ratio: float) -> list[QPixmap]:
    """Return each page of a PDF as an image `width` device-independent pixels wide; `ratio` is the device
    pixel ratio.
    """
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
