"""Labels that are needed before a vault is unlocked. A missing label is a type error.

These are named tuples, not msgspec structs as the other labels: they are read before the lock screen is painted,
and importing msgspec would delay it.
"""

from typing import NamedTuple


class WindowLabels(NamedTuple):
    """Labels of the window itself."""

    title: str
    training: str
    fault: str
    broken: str
    broken_do: str


class LockLabels(NamedTuple):
    """Labels of the lock screen and of the first-run page."""

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


class PassphraseFieldLabels(NamedTuple):
    """Labels of every passphrase field."""

    show: str
    hide: str
    show_name: str
    hide_name: str
    caps: str
    keyboard: str
    blank: str

    @property
    def without_reveal(self) -> "PassphraseFieldLabels":
        """The same labels without the Show button, for when somebody else may be looking at the screen."""
        return self._replace(show="")


class CoverLabels(NamedTuple):
    """Labels of the neutral screen behind Cover, without a PIN."""

    title: str
    go_on: str


class CommandLineLabels(NamedTuple):
    """Texts of the command line."""

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


class EmergencyCardLabels(NamedTuple):
    """Labels of the emergency card."""

    title: str
    close: str
    no_lead: str


class EmergencyCardLine(NamedTuple):
    """One line of the emergency card."""

    id: str
    source: str
    title: str
    say: str
    number: str = ""
    plain: bool = False
    ours: bool = False
    carries: tuple[str, ...] = ()


class LockScreenPack(NamedTuple):
    """Contents of first.toml."""

    window: WindowLabels
    lock: LockLabels
    typing: PassphraseFieldLabels
    cover: CoverLabels
    commands: CommandLineLabels
    card: EmergencyCardLabels
    emergency: tuple[EmergencyCardLine, ...]
