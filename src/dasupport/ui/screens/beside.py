"""Placement of a refusal: under the field that it is about, or above the block that gets the focus."""

from typing import TYPE_CHECKING, NamedTuple

from dasupport.ui.blocks import Note

if TYPE_CHECKING:
    from dasupport.content.pack import Pack

UNASKED = "PASS-AGAIN"
OF_TODAY = {"V-PASS-WRONG", "PASS-WAIT", "PASS-WAITS", UNASKED}
"""Refusals about the current passphrase."""
OF_CODE = {"CODE-UNREAD", "CODE-DIFFERENT", "CODE-PARTS", "V-CODE-WRONG"}
"""Refusals about a recovery code or shares, typed from paper."""
EMPTY = "PASS-EMPTY"


class Beside(NamedTuple):
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
    def said(self) -> str:
        """All the words in one line."""
        return f"{self.say} {self.do}".strip()

    def under(self, key: str) -> str:
        """Return the text to show under this field, or ""."""
        return self.said if key and key == self.field else ""

    def above(self, *keys: str) -> tuple[Note, ...]:
        """Return the note to show above one of these blocks, or nothing."""
        told = self.say and not self.of_field and self.key in keys
        return (Note("stop", self.say, self.do, key="trouble"),) if told else ()


NOTHING = Beside()


def beside(pack: "Pack", item: str, key: str, *, of_field: bool = True) -> Beside:
    """Return a refusal with its place.

    PASS-AGAIN gets no words: the user cancelled the passphrase question and knows why nothing was done.
    """
    words = pack.get_refusal_text(item)
    return Beside(key) if item == UNASKED else Beside(key, words.say, words.do, of_field)


def of_today(item: str, typed: str) -> bool:
    """Return True if a refusal is about the current passphrase, also if none was typed."""
    return item in OF_TODAY or (item == EMPTY and not typed)
