"""The limit on wrong PINs and passphrases at an unlocked laptop. Not stored: it ends with the process."""

MOST = 3


class Tries:
    """Counts wrong attempts since the last right one, on any screen."""

    def __init__(self) -> None:
        self.wrong = 0

    def counted(self, *, right: bool) -> bool:
        """Count one attempt. Returns True if another is allowed."""
        self.wrong = 0 if right else self.wrong + 1
        return self.wrong < MOST
