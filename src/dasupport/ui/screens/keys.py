"""Keys of blocks that stand for one aspect of a slot: "kind|item|part|aspect"."""

from dasupport.casework.entry import Kind, Slot

BAR = "|"


def key(slot: Slot, aspect: str) -> str:
    """Return the key of the block for one aspect of a slot."""
    return BAR.join((slot.kind, slot.item, slot.part, aspect))


def parse(text: str) -> tuple[Slot, str] | None:
    """Return the slot and aspect behind a key, or None if the key has another form."""
    parts = text.split(BAR)
    if len(parts) != 4 or parts[0] not in list(Kind):
        return None
    return Slot(Kind(parts[0]), parts[1], parts[2]), parts[3]
