"""Settings that a vault must not have: with them, a control shows what goes wrong."""

from collections.abc import Mapping

from dasupport.vault.data.engine import PRAGMAS

READ_AS = {"OFF": 0, "NORMAL": 1, "FULL": 2}
"""How the engine reads back the levels of `synchronous`."""


def weaken(settings: Mapping[str, str]) -> None:
    """Have this process open vaults with other settings than their own."""
    for name, value in settings.items():
        PRAGMAS[name] = value, READ_AS[value] if name == "synchronous" else value.lower()
