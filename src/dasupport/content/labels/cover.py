"""Labels of Cover, its PIN, automatic locking, and the rescue file. A missing label is a type error."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills
from dasupport.content.plurals import Plural


class CoverWithPinLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the neutral screen with a PIN. They must not reveal what the program is for."""

    title: str
    pin: str
    wrong: str
    go_on: str


class PinLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that sets the PIN of Cover."""

    title: str
    sub: str
    new: str
    change: str
    hint: str
    again: str
    keep: str
    drop: str
    kept: str
    dropped: str
    back: str


class LockingLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the settings card on Cover and automatic locking."""

    title: str
    title_sub: str
    idle: str
    idle_hint: str
    minutes: Annotated[Plural, Fills("n")]
    minimise: str
    minimise_hint: str
    away: str
    once: str
    hide: str
    cover: str
    stay: str
    away_hint: str
    has_pin: str
    no_pin: str
    set_pin: str
    change_pin: str


class RescueFileLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels for words that the vault refused: saving them to a rescue file and reading them back."""

    on_screen: str
    again: str
    elsewhere: str
    close: str
    save_title: str
    open_title: str
    kind: str
    saved: str
    saved_sub: str
    open: str
    link: str
    title: str
    sub: str
    choose: str
    settings: str
    back: Annotated[str, Fills("n", "all")]
    beside: str
    sealed: str
    lost: str
    in_file: str
    stands: str
    put: str
    put_over: str
    add: str
    reason: str
    nothing: str
    throw: str
    throw_sub: str
    throw_keep: str
    thrown: str
