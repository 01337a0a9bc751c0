"""What is on screen before anything is unlocked. A missing label is a type error.

Named tuples, and not the structs of the other pages: these are read before the lock screen is painted.
"""

from typing import NamedTuple


class WindowLabels(NamedTuple):
    """What the window itself says."""

    title: str
    training: str
    fault: str
    broken: str
    broken_do: str


class LockLabels(NamedTuple):
    """The lock screen."""

    title: str
    sub: str
    passphrase: str
    open: str
    opening: str
    which: str
    other_records: str
    vault: str
    train: str
    new: str
    training_phrase: str
    training_hint: str
    welcome: str
    welcome_sub: str
    name: str
    name_hint: str
    role: str
    worker: str
    supervisor: str
    trainer: str
    phrase: str
    phrase_sub: str
    others: str
    own_instead: str
    own: str
    own_hint: str
    six: str
    again: str
    again_six: str
    again_hint: str
    make: str
    making: str
    back: str
    trouble: str
    other_ways: str
    restore: str
    older: str
    older_dates: str
    read_only: str
    lost: str
    lost_sub: str
    salvage: str
    renewed: str
    renewed_sub: str
    gone: str
    gone_sub: str
    months: tuple[str, ...]


class TypingLabels(NamedTuple):
    """Beside every place for a passphrase."""

    show: str
    hide: str
    show_name: str
    hide_name: str
    caps: str
    keyboard: str
    blank: str

    @property
    def before_others(self) -> "TypingLabels":
        """The same where somebody else may look at the screen: nothing can be shown."""
        return self._replace(show="")


class CoverLabels(NamedTuple):
    """The neutral screen behind Cover."""

    title: str
    go_on: str


class CommandsLabels(NamedTuple):
    """What the command line says."""

    about: str
    training: str
    tour: str
    tour_dir: str
    check: str
    check_pack: str
    where: str
    where_none: str
    no_folder: str
    no_file: str
    passphrase: str
    phrase_or_code: str
    verify: str
    verify_vault: str
    whole: str
    backup: str
    backup_file: str
    backed_up: str
    still_here: str
    restore: str
    restore_file: str
    restore_folder: str
    restore_parts: str
    restore_key: str
    first_part: str
    second_part: str
    new_phrase: str
    new_again: str
    restored: str
    restored_stayed: str
    restored_lacking: str
    restored_aside: str
    salvage: str
    salvage_folder: str
    salvaged: str
    supervisor_key: str
    supervisor_key_file: str
    supervisor_key_made: str
    pack_whole: str
    tour_done: str
    tour_readme: str
    broken: str


class CardLabels(NamedTuple):
    """The emergency card."""

    title: str
    close: str
    no_lead: str


class EmergencyLine(NamedTuple):
    """One line of the emergency card."""

    id: str
    source: str
    title: str
    say: str
    number: str = ""
    plain: bool = False
    ours: bool = False
    carries: tuple[str, ...] = ()


class First(NamedTuple):
    """first.toml"""

    window: WindowLabels
    lock: LockLabels
    typing: TypingLabels
    cover: CoverLabels
    commands: CommandsLabels
    card: CardLabels
    emergency: tuple[EmergencyLine, ...]
