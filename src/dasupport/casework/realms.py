"""Realms: live records and training records never mix. Small, as the command line imports it at start."""

from enum import StrEnum, auto


class Realm(StrEnum):
    """The kind of records a vault holds. The value is stored in the key file, and is the name of its folder."""

    LIVE = auto()
    TRAINING = auto()
    """Made-up people only."""
