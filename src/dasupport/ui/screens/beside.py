"""What was refused, and where it is said: under the field that it is about, or right above where the cursor goes."""

from typing import TYPE_CHECKING, NamedTuple

from dasupport.ui.blocks import Note

if TYPE_CHECKING:
    from dasupport.content.pack import Pack

UNASKED = "PASS-AGAIN"
OF_TODAY = {"V-PASS-WRONG", "PASS-WAIT", "PASS-WAITS", UNASKED}
"""Refusals of the passphrase that opens the records now."""
OF_CODE = {"CODE-UNREAD", "CODE-DIFFERENT", "CODE-PARTS", "V-CODE-WRONG"}
"""Refusals of what was typed off paper."""
EMPTY = "PASS-EMPTY"


class Beside(NamedTuple):
    """The words of a refusal, each said in one place. Nothing is said where there is none."""

    key: str = ""
    """The field or the button that has the cursor."""
    say: str = ""
    do: str = ""
    of_field: bool = False
    """Whether the field holds what was refused: else it is only where one goes on."""

    @property
    def field(self) -> str:
        """The field under which it stands; nothing where it stands above."""
        return self.key if self.of_field else ""

    @property
    def said(self) -> str:
        """All of it in one line."""
        return f"{self.say} {self.do}".strip()

    def under(self, key: str) -> str:
        """What stands under a field."""
        return self.said if key and key == self.field else ""

    def above(self, *keys: str) -> tuple[Note, ...]:
        """What stands above one of these."""
        told = self.say and not self.of_field and self.key in keys
        return (Note("stop", self.say, self.do, key="trouble"),) if told else ()


NOTHING = Beside()


def beside(pack: "Pack", item: str, key: str, *, of_field: bool = True) -> Beside:
    """A refusal where it belongs. Whoever left the question for the passphrase knows why nothing was done."""
    words = pack.get_refusal_text(item)
    return Beside(key) if item == UNASKED else Beside(key, words.say, words.do, of_field)


def of_today(item: str, typed: str) -> bool:
    """Whether a refusal is about the passphrase of today: also where none was typed."""
    return item in OF_TODAY or (item == EMPTY and not typed)
