"""How a system is told that what was copied is nobody else's business: no history, no cloud, no clipboard manager."""

import sys
from collections.abc import Mapping

NO = bytes(4)
"""A number of four bytes: zero."""
MARKS: dict[str, dict[str, bytes]] = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "win32": {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": NO,
        "CanUploadToCloudClipboard": NO,
    },
    "darwin": {"org.nspasteboard.ConcealedType": b"1", "org.nspasteboard.TransientType": b"1"},
}
"""Formats that stand beside the text. On macOS they are put on the pasteboard by their own names: see `pasteboard`."""


def marks(system: str = sys.platform) -> Mapping[str, bytes]:
    """The formats that Qt puts beside a text on this system."""
    return {} if system == "darwin" else MARKS.get(system, {})
