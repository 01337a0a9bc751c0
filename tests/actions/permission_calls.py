"""Every verb of an open vault, found by looking at its rooms."""

import inspect
from collections.abc import Iterator

OPEN_TO_ALL = {
    "OpenVault.confirm_passphrase",
    "OpenVault.close",
    "OpenVault.is_allowed",
    "OpenVault.forget_passphrase",
    "CoverPin.verify_pin",
    "CoverPin.may_be_pin",
    "CoverPin.record_lockout",
}
"""The passphrase and the PIN themselves, locking, also after wrong tries, and the question what may be done: nobody is
refused these."""


def verbs(room: object) -> Iterator[str]:
    """The names of all public verbs of a room."""
    return (name for name, _ in inspect.getmembers(type(room), inspect.isfunction) if not name.startswith("_"))


def rooms(unlocked: object) -> list[object]:
    """An open vault and all rooms in it."""
    inside = (value for name, value in vars(unlocked).items() if not name.startswith("_"))
    return [unlocked, *(value for value in inside if type(value).__module__.startswith("dasupport.actions"))]


def named(unlocked: object) -> dict[str, tuple[object, str]]:
    """Every verb of every room by its name, but for those that are open to all."""
    found = {called(room, verb): (room, verb) for room in rooms(unlocked) for verb in verbs(room)}
    return {name: where for name, where in found.items() if name not in OPEN_TO_ALL}


def called(room: object, verb: str) -> str:
    """A verb by the name of the class that it was written in."""
    return str(getattr(type(room), verb).__qualname__).split("<locals>.")[-1]
