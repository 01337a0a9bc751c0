"""Plural forms of labels by the six categories of CLDR.

The rules are those of Unicode CLDR 45, supplemental/plurals.xml, for whole numbers.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR (UTS 35, part 3, Language Plural Rules)."""
WELSH = {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}


def _pick_english(n: int) -> str:
    return "one" if n == 1 else "other"


def _pick_welsh(n: int) -> str:
    return WELSH.get(n, "other")


RULES: dict[str, Callable[[int], str]] = {"en": _pick_english, "cy": _pick_welsh, "qps": _pick_welsh}
"""Rules by language subtag; "qps" is the pseudo-language of the tests, which has all six forms as Welsh has."""


def plural_category(language: str, n: int) -> str:
    """Return the plural category of a whole number in a language (BCP 47). An unknown language has "other" alone."""
    rule = RULES.get(language.split("-")[0].lower())
    return rule(n) if rule else "other"


class Plural(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label that depends on a number; a form that is missing is said as `other`."""

    zero: str = ""
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""
    other: str
    language: str = ""
    """Language of the pack; filled in when the pack is loaded, and never written in a file."""

    def format(self, **numbers: int) -> str:
        """Return the form for the only number given, with the number filled in."""
        (n,) = numbers.values()
        form: str = getattr(self, plural_category(self.language, n))
        return (form or self.other).format(**numbers)


def set_language(table: Any, language: str) -> Any:
    """Return a table as read from a file in which every plural has the language of the pack."""
    if not isinstance(table, dict):
        return table
    filled = {key: set_language(value, language) for key, value in table.items()}
    return filled | {"language": language} if "other" in table and table.keys() <= set(FORMS) else filled
