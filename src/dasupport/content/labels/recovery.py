"""Labels of the pages that restore a backup or salvage damaged records."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills


class RestoreLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that restores a backup, reached from the lock screen."""

    title: str
    sub: str
    which: str
    of: Annotated[str, Fills("at", "name")]
    none: str
    none_sub: str
    other: str
    other_title: str
    kind: str
    passphrase: str
    passphrase_sub: str
    key_sub: str
    phrase: str
    restore: str
    restoring: str
    back: str
    done: Annotated[str, Fills("at")]
    done_sub: str
    mended_sub: str
    stayed: Annotated[str, Fills("at")]
    stayed_sub: str
    lacking: str
    lacking_sub: Annotated[str, Fills("count")]
    aside: str
    aside_sub: Annotated[str, Fills("name")]
    to_lock: str
    again: str
    again_sub: str
    salvage: str


class SalvageLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that saves what is readable of damaged records into a new vault.

    Reached from the lock screen.
    """

    title: str
    sub: str
    which: str
    passphrase: str
    passphrase_sub: str
    key_sub: str
    phrase: str
    new: str
    new_sub: str
    go: str
    going: str
    back: str
    nothing: str
    nothing_do: str
    backups: str
    no_backup: str
    no_backup_sub: str
    done: Annotated[str, Fills("name")]
    done_sub: str
    people: str
    sessions: str
    entries: str
    lines: str
    loose: str
    count: Annotated[str, Fills("read", "known")]
    lacking: str
    lacking_sub: str
    to_lock: str
