"""Labels about access: passphrase prompts, roles, read-only records and the audit log."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills


class ReauthLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that asks for the passphrase again before a sensitive action."""

    title: str
    why: str
    passphrase: str
    go_on: str
    cancel: str


class RoleLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Notices for readers who hold no conversations: supervisor, trainer, and guest with a supervisor key."""

    reads: str
    reads_sub: str
    trainer: str
    trainer_sub: str
    by_key: str
    by_key_sub: str
    key_named: Annotated[str, Fills("key")]
    recent: str


class AlteredReadOnlyLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels for altered records that are open read-only."""

    band: str
    title: str
    sub: str
    help: str
    help_number: Annotated[str, Fills("whom")]
    log: str
    log_sub: str
    lock: str


class IntactReadOnlyLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels for intact records that are open read-only: the disk is full, or the folder is not writable."""

    band: str
    title: str
    sub: str
    do: str
    lock: str


class AccessHistoryLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that lists who looked at one person's record."""

    open: str
    title: Annotated[str, Fills("name")]
    sub: str
    none: str
    more: Annotated[str, Fills("count")]
    back: str


class AuditLogLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page with the audit log of a vault."""

    open: str
    link: str
    title: str
    sub: str
    find: str
    sort: str
    looked: str
    left: str
    written: str
    passed: str
    opened: str
    kept: str
    since: str
    until: str
    today: str
    month_ago: str
    only_person: str
    only_session: str
    everybody: str
    about_number: Annotated[str, Fills("number")]
    about_session: Annotated[str, Fills("name", "number")]
    told: Annotated[str, Fills("what", "about")]
    by: Annotated[str, Fills("name")]
    none: str
    count: Annotated[str, Fills("shown", "count")]
    older: str
    newest: str
    waiting: str
    waiting_sub: str
    show: str
    prove: str
    whole: str
    whole_sub: str
    broken: str
    broken_sub: str
    export: str
    export_sub: str
    exported: Annotated[str, Fills("count")]
    save_title: str
    kind: str
    file_name: str
    head_number: str
    head_time: str
    head_who: str
    head_what: str
    head_act: str
    head_object: str
    head_person: str
    head_session: str
    back: str


class AuditEventLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Texts of audit events as the log page shows them; each field is an event name with underscores."""

    opened: str
    opened_code: str
    opened_parts: str
    opened_key: str
    older_accepted: str
    key_mended: str
    alarm_seen: str
    confirmed: str
    wrong_passphrase: str
    pin_right: str
    wrong_pin: str
    pin_locked: str
    pin_set: str
    pin_dropped: str
    words_read_back: str
    words_thrown_away: str
    tries_before_opening: str
    person: str
    session: str
    entry: str
    sealed: str
    overrode: str
    viewed: str
    person_viewed: str
    revealed: str
    half_name_revealed: str
    half_met_dropped: str
    sheet_seen: str
    sheet_saved: str
    log_read: str
    log_exported: str
    backed_up: str
    backup_proved: str
    backup_carried_off: str
    backup_copied: str
    backup_failed: str
    restored: str
    salvaged: str
    hold: str
    hold_lifted: str
    deletion: str
    taken_back: str
    certificate: str
    periods: str
    keys_rotated: str
    keys_settled: str
    keys_mended: str
    keys_kept: str
    key_ended: str
    passphrase_changed: str
    passphrase_added: str
    recovery_made: str
    split_made: str
    recipient_added: str
    code_tried: str
    parts_tried: str
    log_checked: str
