"""Placement of a refusal: under the field that it is about, or above the block that gets the focus."""

from typing import TYPE_CHECKING, NamedTuple

from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Note

if TYPE_CHECKING:
    from dasupport.content.pack import Pack

PASSPHRASE_REFUSALS = {RefusalId.V_PASS_WRONG, RefusalId.PASS_WAIT, RefusalId.PASS_WAITS, RefusalId.PASS_AGAIN}
"""Refusals about the current passphrase."""
CODE_REFUSALS = {RefusalId.CODE_UNREAD, RefusalId.CODE_DIFFERENT, RefusalId.CODE_PARTS, RefusalId.V_CODE_WRONG}
"""Refusals about a recovery code or shares, typed from paper."""


class PlacedRefusal(NamedTuple):
    """The words of a refusal, and the one place where they are shown. Empty words: nothing is shown."""

    key: str = ""
    """Key of the field or button that gets the focus."""
    say: str = ""
    do: str = ""
    of_field: bool = False
    """True if the field holds what was refused; otherwise `key` is only the next place to act."""

    @property
    def field(self) -> str:
        """Key of the field under which the words are shown; "" if they are shown above."""
        return self.key if self.of_field else ""

    @property
    def text(self) -> str:
        """All the words in one line."""
        return f"{self.say} {self.do}".strip()

    def text_under(self, key: str) -> str:
        """Return the text to show under this field, or ""."""
        return self.text if key and key == self.field else ""

    def notes_above(self, *keys: str) -> tuple[Note, ...]:
        """Return the note to show above one of these blocks, or nothing."""
        told = self.say and not self.of_field and self.key in keys
        return (Note("stop", self.say, self.do, key="trouble"),) if told else ()


NO_REFUSAL = PlacedRefusal()


def place_refusal(pack: "Pack", item: RefusalId, key: str, *, of_field: bool = True) -> PlacedRefusal:
    """Return a refusal with its place.

    PASS-AGAIN gets no words: the user cancelled the passphrase question and knows why nothing was done.
    """
    words = pack.get_refusal_text(item)
    return PlacedRefusal(key) if item == RefusalId.PASS_AGAIN else PlacedRefusal(key, words.say, words.do, of_field)


def is_about_passphrase(item: RefusalId, typed: str) -> bool:
    """Return True if a refusal is about the current passphrase, also if none was typed."""
    return item in PASSPHRASE_REFUSALS or (item == RefusalId.PASS_EMPTY and not typed)
