"""Labels that are needed before a vault is unlocked. A missing label is a type error.

These are named tuples, not msgspec structs as the other labels: they are read before the lock screen is painted,
and importing msgspec would delay it.
"""

from typing import Annotated, NamedTuple

from dasupport.content.placeholders import Fills


class WindowLabels(NamedTuple):
    """Labels of the window itself."""

    title: str
    training: str
    fault: Annotated[str, Fills("number")]
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
    vault: Annotated[str, Fills("name", "day")]
    train: str
    new: str
    training_phrase: str
    training_hint: Annotated[str, Fills("phrase")]
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
    older_dates: Annotated[str, Fills("closed", "latest")]
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
    show_name: Annotated[str, Fills("label")]
    hide_name: Annotated[str, Fills("label")]
    caps: str
    keyboard: Annotated[str, Fills("language")]
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
    where_none: Annotated[str, Fills("folder")]
    no_folder: Annotated[str, Fills("path")]
    no_file: Annotated[str, Fills("path")]
    passphrase: str
    phrase_or_code: str
    verify: str
    verify_vault: str
    whole: str
    backup: str
    backup_file: str
    backed_up: Annotated[str, Fills("file")]
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
    restored: Annotated[str, Fills("at", "folder")]
    restored_stayed: Annotated[str, Fills("folder", "at")]
    restored_lacking: Annotated[str, Fills("count")]
    restored_aside: Annotated[str, Fills("folder")]
    salvage: str
    salvage_folder: str
    salvaged: Annotated[
        str,
        Fills(
            "folder",
            "people_read",
            "people_known",
            "sessions_read",
            "sessions_known",
            "entries_read",
            "entries_known",
            "loose",
            "lines_read",
            "lines_known",
        ),
    ]
    supervisor_key: str
    supervisor_key_file: str
    supervisor_key_made: Annotated[str, Fills("public")]
    pack_whole: Annotated[str, Fills("name", "items")]
    tour_done: Annotated[str, Fills("count", "folder")]
    tour_readme: Annotated[str, Fills("phrase")]
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
