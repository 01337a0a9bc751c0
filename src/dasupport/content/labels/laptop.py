"""What is said of the laptop itself: its disk, its folders, and who may see its screen."""

from msgspec import Struct


class LaptopLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Home, where something about the laptop has to be mended; settings, on who may see the screen."""

    open: str
    open_sub: str
    unknown: str
    copied: str
    copied_sub: str
    elsewhere: str
    elsewhere_sub: str
    seen: str
    hidden: str
    allow: str
    allow_hint: str
    impossible: str
    shown: str
