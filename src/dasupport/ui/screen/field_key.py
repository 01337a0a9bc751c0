"""Keys of blocks that stand for one aspect of a slot: "kind|item|part|aspect"."""

from dasupport.casework.entry import Kind, Slot

SEPARATOR = "|"


def format_field_key(slot: Slot, aspect: str) -> str:
    """Return the key of the block for one aspect of a slot."""
    return SEPARATOR.join((slot.kind, slot.item, slot.part, aspect))


def parse_field_key(text: str) -> tuple[Slot, str] | None:
    """Return the slot and aspect behind a key, or None if the key has another form."""
    parts = text.split(SEPARATOR)
    if len(parts) != 4 or parts[0] not in list(Kind):
        return None
    return Slot(Kind(parts[0]), parts[1], parts[2]), parts[3]
