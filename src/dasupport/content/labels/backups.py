"""Labels of the backups page, and of the notices about backups on other pages."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills


class BackupsLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels about backups."""

    title: str
    sub: str
    last: Annotated[str, Fills("at")]
    last_sub: str
    none: str
    none_sub: str
    trouble: str
    make: str
    making: str
    made: str
    prove: str
    proving: str
    proved: str
    elsewhere: str
    elsewhere_sub: str
    carried: Annotated[str, Fills("at")]
    never: str
    carry: str
    carrying: str
    carry_first: str
    carried_now: str
    still_here: str
    still_here_sub: str
    copied_sub: str
    carry_title: str
    kind: str
    file: Annotated[str, Fills("day")]
    here: str
    checked: Annotated[str, Fills("day")]
    unchecked: str
    size: Annotated[str, Fills("size")]
    opens: str
    opens_sub: str
    back: str
    records: str
    records_sub: str
    open: str
    link: str
    home_last: Annotated[str, Fills("at")]
    home_none: str
    home_trouble: str
    home_damaged: str
    damaged_sub: str
    damaged_words: str
    damaged_lock: str
    damaged_stay: str
    damaged_none: str
    home_carry: str
    home_carry_sub: str
