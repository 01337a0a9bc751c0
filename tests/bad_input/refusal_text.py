"""What the user is told: the sentence of a refusal, and whether it is a plain one that says what to do next."""

import re
from collections.abc import Callable

import pytest

from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId

TECHNICAL = re.compile(
    r"\b(error|exception|traceback|sqlite|cipher|null|none|errno|argon|json|mac|hash)\b|[{}<>_\\]", re.I
)


def plainly(pack: Pack, item: str) -> None:
    """Fails unless an item has a plain sentence and a next step."""
    sentence = pack.get_refusal_text(RefusalId(item))
    for text in (sentence.say, sentence.do):
        assert re.match(r"[A-Z]", text), text
        assert text.endswith("."), text
        assert not TECHNICAL.search(text), text
        assert 2 <= len(text.split()) <= 40, text
    assert sentence.say != sentence.do


def refused(pack: Pack, verb: Callable[[], object]) -> str:
    """The item of a refusal, which must have its plain sentence."""
    with pytest.raises(Refusal) as caught:
        verb()
    plainly(pack, caught.value.item)
    return caught.value.item
