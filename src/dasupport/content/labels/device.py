"""Labels about the device: its disk, its folders, and who can see its screen."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills


class DeviceLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the device warnings on the home page, and of the screen capture setting."""

    open: str
    open_sub: str
    unknown: str
    copied: Annotated[str, Fills("name")]
    copied_sub: str
    elsewhere: str
    elsewhere_sub: str
    seen: str
    hidden: str
    allow: str
    allow_hint: str
    impossible: str
    shown: str
