"""The settings of this computer in use, and how they are changed."""

from collections.abc import Callable

from dasupport.settings import Settings


class Preferences:
    """Holds the settings; whoever asks gets those in force now."""

    def __init__(self, settings: Settings, refused: Callable[[], None]) -> None:
        self.current = settings
        self._on_refused = refused

    def change(self, wanted: Settings) -> bool:
        """Take over settings and save them; return True if the appearance changed."""
        other_look = wanted.appearance != self.current.appearance
        self.current = wanted.merge_with_disk(self.current)
        try:
            self.current.write()
        except OSError:
            self._on_refused()
        return other_look
