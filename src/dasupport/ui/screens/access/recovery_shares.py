"""Fields for the two recovery shares; an error in one share is shown under its own field."""

from collections.abc import Mapping

from dasupport.actions.recovery_shares import SHARE_WORDS, count_words, find_unknown_word, is_complete
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import TextArea
from dasupport.ui.screens.access.refusal_place import NO_REFUSAL, PlacedRefusal


def build_share_fields(
    pack: Pack, typed: Mapping[str, str], keys: tuple[str, str], *, sent: bool, told: PlacedRefusal = NO_REFUSAL
) -> tuple[TextArea, ...]:
    """Return both fields with their errors.

    A share that is too short counts as an error only once it was `sent`.
    """
    labels = pack.labels.two_parts
    names = (labels.first, labels.second)
    return tuple(
        TextArea(
            key,
            name,
            typed[key],
            labels.hint,
            3,
            _share_error(pack, name, typed[key], sent=sent) or told.text_under(key),
            hide_from_ime=True,
        )
        for key, name in zip(keys, names, strict=True)
    )


def find_incomplete(typed: Mapping[str, str], keys: tuple[str, str]) -> str:
    """Return the key of the first field without a complete share; "" if both are complete."""
    return next((key for key in keys if not is_complete(typed[key])), "")


def _share_error(pack: Pack, name: str, text: str, *, sent: bool) -> str:
    labels, count = pack.labels.two_parts, count_words(text)
    if number := find_unknown_word(text):
        return labels.unlisted.format(name=name, n=number)
    if count > SHARE_WORDS or (sent and count < SHARE_WORDS):
        return labels.length.format(name=name, count=count)
    return labels.altered.format(name=name) if count == SHARE_WORDS and not is_complete(text) else ""
