"""All global keyboard shortcuts in one list: no two may be the same, which a test verifies."""

SHORTCUTS = {
    "guide": "F1",
    "emergency": "F2",
    "advice": "F4",
    "conversation": "F6",
    "home": "Ctrl+H",
    "new": "Ctrl+N",
    "people": "Ctrl+P",
    "directory": "Ctrl+D",
    "settings": "Ctrl+,",
    "lock": "Ctrl+L",
    "paper": "Ctrl+T",
    "primary": "Ctrl+Return",
    "next": "Alt+Down",
    "back": "Alt+Up",
    "start": "Alt+0",
    "identify": "Alt+1",
    "ask": "Alt+2",
    "motivate": "Alt+3",
    "refer": "Alt+4",
    "check": "Alt+5",
    "close": "Esc",
}

COVER_GESTURE = "Shift, Shift, Shift"
"""Cover is three taps of Shift; it is detected by an event filter, not as a shortcut."""
