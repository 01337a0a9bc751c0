"""Comparison of two screens: a pause in typing redraws only what else it changed."""

from dasupport.ui.screen.blocks import Screen, TextArea, TextField
from dasupport.ui.screen.intents import Typed


def is_only_typed(before: Screen, after: Screen, typed: Typed) -> bool:
    """Return True if the screens differ in the typed text only, and its field shows it already."""
    return _is_same(before, after, typed)


def _is_same(before: object, after: object, typed: Typed) -> bool:
    if type(before) is not type(after):
        return False
    if isinstance(after, TextArea | TextField) and isinstance(before, TextArea | TextField) and after.key == typed.key:
        return after.text == typed.text and before._replace(text=after.text) == after
    if isinstance(before, tuple) and isinstance(after, tuple):
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(_is_same(old, new, typed) for old, new in pairs)
    return before == after
