"""Addresses of fields: one aspect of one slot of a session. Only here are they written as text and read from it."""

from typing import NamedTuple

from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind

SEPARATOR = "|"
REACH_ASPECT = "reach"
"""Aspect of the button that shows the reach choice of a slot."""


class FieldKey(NamedTuple):
    """The address of a field. As text, "kind|item|part|aspect", it is the key of the field's block."""

    kind: Kind
    item: str
    part: str
    aspect: str

    @property
    def slot(self) -> Slot:
        """The slot that the field belongs to."""
        return Slot(self.kind, self.item, self.part)

    def __str__(self) -> str:
        return SEPARATOR.join(self)


def format_field_key(slot: Slot, aspect: str) -> str:
    """Return the key of the block for one aspect of a slot."""
    return str(FieldKey(slot.kind, slot.item, slot.part, aspect))


def parse_field_key(text: str) -> FieldKey | None:
    """Return the address behind the key of a block, or None if the key has another form."""
    parts = text.split(SEPARATOR)
    if len(parts) != 4 or parts[0] not in list(Kind):
        return None
    return FieldKey(Kind(parts[0]), *parts[1:])


def is_reach_key(text: str) -> bool:
    """Return True if this is the key of a button that shows the reach choice of a slot."""
    found = parse_field_key(text)
    return found is not None and found.aspect == REACH_ASPECT
