"""Packs of words that the program carries, one folder for each language, and the one that a computer uses."""

from pathlib import Path

PACKS_FOLDER = Path(__file__).parent / "packs"
DEFAULT_LANGUAGE = "en"


def list_languages(packs: Path = PACKS_FOLDER) -> tuple[str, ...]:
    """Return the names of the folders that hold a pack."""
    return tuple(sorted(path.name for path in packs.iterdir() if (path / "about.toml").is_file()))


def find_pack_folder(language: str, packs: Path = PACKS_FOLDER) -> Path:
    """Return the folder of the pack for a language, or of the default one if there is none."""
    return packs / (language if language in list_languages(packs) else DEFAULT_LANGUAGE)
