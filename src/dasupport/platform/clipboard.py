"""Clipboard formats that mark copied text as private: no history, no cloud, no clipboard manager."""

import sys
from collections.abc import Mapping

ZERO = bytes(4)
"""The number zero in four bytes."""
PRIVACY_FORMATS: dict[str, dict[str, bytes]] = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "win32": {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": ZERO,
        "CanUploadToCloudClipboard": ZERO,
    },
    "darwin": {"org.nspasteboard.ConcealedType": b"1", "org.nspasteboard.TransientType": b"1"},
}
"""Formats added beside the text, by system. On macOS `cocoa.Cocoa` adds them to the pasteboard by their
own names.
"""


def get_privacy_formats(system: str = sys.platform) -> Mapping[str, bytes]:
    """Return the formats that Qt adds beside a text on this system."""
    return {} if system == "darwin" else PRIVACY_FORMATS.get(system, {})
