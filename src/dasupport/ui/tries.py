"""How often somebody may guess at an unlocked laptop. It is written nowhere, and ends with the process."""

MOST = 3


class Tries:
    """Counts wrong guesses since the last right one, wherever they were made."""

    def __init__(self) -> None:
        self.wrong = 0

    def counted(self, *, right: bool) -> bool:
        """Count one guess; whether another may follow."""
        self.wrong = 0 if right else self.wrong + 1
        return self.wrong < MOST
