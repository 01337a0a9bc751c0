"""Errors in a content pack: each fault with its file and what is wrong."""

from typing import NamedTuple


class PackFault(NamedTuple):
    """One error in a pack."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


class PackError(Exception):
    """A pack cannot be used; carries every fault that was found."""

    def __init__(self, faults: tuple[PackFault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
