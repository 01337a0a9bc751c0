"""Labels about the ways to unlock a vault."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills


class KeysLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that lists the key slots, and of the notices about them on the home page."""

    title: str
    sub: str
    open: str
    link: str
    passphrase: str
    passphrase_sub: str
    now: str
    now_settle: str
    now_settle_hint: str
    now_key_hint: str
    change: str
    changing: str
    changed: str
    at_once: str
    at_once_hint: str
    waiting: str
    waiting_sub: str
    keep_old: str
    kept_old: str
    settle: str
    settled: str
    lock_now: str
    code: str
    code_none: str
    code_none_sub: str
    code_none_key: str
    code_since: Annotated[str, Fills("day")]
    code_tried: Annotated[str, Fills("day")]
    code_never: str
    code_make: str
    code_made: Annotated[str, Fills("day")]
    code_made_sub: str
    code_new: str
    code_try: str
    parts: str
    parts_sub: str
    parts_make: str
    parts_made: Annotated[str, Fills("day")]
    parts_made_sub: str
    parts_new: str
    parts_try: str
    supervisor: str
    supervisor_sub: str
    supervisor_none: str
    public: str
    public_hint: str
    add: str
    added: str
    end: str
    ended: str
    since: Annotated[str, Fills("day")]
    rotate: str
    rotate_sub: str
    rotate_go: str
    back: str
    home_none: str
    home_none_sub: str
    home_none_key: str
    home_drill: str
    home_drill_sub: str
    home_waiting: str
    home_waiting_sub: str
    home_code: Annotated[str, Fills("at")]
    home_parts: Annotated[str, Fills("at")]
    home_key: Annotated[str, Fills("key", "at")]
    home_older: Annotated[str, Fills("at")]
    home_mended: Annotated[str, Fills("at")]
    home_locked: Annotated[str, Fills("at")]
    home_alarm_sub: str
    home_seen: str


class RecoveryCodeLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the pages that make a recovery code and try the one on paper."""

    title: str
    sub: str
    parts_title: str
    parts_sub: str
    part: Annotated[str, Fills("n")]
    typed: str
    typed_hint: str
    wrong: Annotated[str, Fills("n")]
    now: str
    keep: str
    keeping: str
    later: str
    later_sub: str
    back: str
    try_title: str
    try_sub: str
    try_parts_title: str
    try_parts_sub: str
    try_typed: str
    try_go: str
    tried: str
    tried_sub: Annotated[str, Fills("day")]
    parts_tried: str
    parts_tried_sub: Annotated[str, Fills("day")]


class RotateKeysLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that replaces all keys."""

    title: str
    sub: str
    ends: str
    stays: str
    then: str
    code: str
    code_sub: str
    phrase: str
    phrase_sub: str
    same: str
    same_hint: str
    now: str
    go: str
    going: str


class CannotUnlockLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page for users who cannot unlock, reached from the lock screen."""

    title: str
    sub: str
    how: str
    code: str
    code_sub: str
    parts: str
    parts_sub: str
    key: str
    key_sub: str
    restore: str
    restore_sub: str
    typed: str
    typed_hint: str
    wrong: Annotated[str, Fills("n")]
    new: str
    new_sub: str
    go: str
    going: str
    older_do: str
    meant: Annotated[str, Fills("records")]
    choose: str
    choose_title: str
    kind: str
    to_restore: str
    back: str


class RecoverySharesLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the form for two recovery shares."""

    first: str
    second: str
    hint: str
    unlisted: Annotated[str, Fills("name", "n")]
    length: Annotated[str, Fills("name", "count")]
    altered: Annotated[str, Fills("name")]
