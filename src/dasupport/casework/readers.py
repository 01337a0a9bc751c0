"""Readers of entries: people, papers and functions."""

from enum import StrEnum


class Reader(StrEnum):
    """A person, paper or function that reads entries."""

    PERSON_PAPER = "person_paper"
    """The sheet that the person takes away."""
    PERSON_SCREEN = "person_screen"
    """The conversation view: it shows a question and what the person writes now, and no entry at all."""
    PROMPT = "prompt"
    """Every function that suggests what to say to the person next."""
    SHARED_FILE = "shared_file"
    """A copy for a file that the person, or somebody unknown, may see."""
    OWN_FILE = "own_file"
    """A copy that stays with the worker's own team."""
