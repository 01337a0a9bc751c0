"""What is wrong with a pack: every fault with its file and its place."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong with a pack."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


class PackError(Exception):
    """Raised where a pack cannot be used; carries every fault that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
