"""How a block names what it stands for: a slot of the record and one aspect of its answer."""

from dasupport.casework.entry import Kind, Slot

BAR = "|"


def key(slot: Slot, aspect: str) -> str:
    """The key of the block for one aspect of a slot."""
    return BAR.join((slot.kind, slot.item, slot.part, aspect))


def parse(text: str) -> tuple[Slot, str] | None:
    """The slot and aspect behind a key; nothing if the key is of another sort."""
    parts = text.split(BAR)
    if len(parts) != 4 or parts[0] not in list(Kind):
        return None
    return Slot(Kind(parts[0]), parts[1], parts[2]), parts[3]
