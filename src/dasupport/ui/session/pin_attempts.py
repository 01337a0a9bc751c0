"""The limit on wrong PINs and passphrases at an unlocked laptop. Not stored: it ends with the process."""

MAX_WRONG_ATTEMPTS = 3


class PinAttempts:
    """Counts wrong attempts since the last right one, on any screen."""

    def __init__(self) -> None:
        self.wrong_count = 0

    def record_attempt(self, *, right: bool) -> bool:
        """Count one attempt. Returns True if another is allowed."""
        self.wrong_count = 0 if right else self.wrong_count + 1
        return self.wrong_count < MAX_WRONG_ATTEMPTS
