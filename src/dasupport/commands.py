"""Commands without a window: check, where, verify, backup, restore, salvage, supervisor-key, tour."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.realms import Realm
from dasupport.console import path_exists, print_text, read_credential, read_line
from dasupport.content.languages import find_pack_folder
from dasupport.content.load import PackError
from dasupport.content.lock_screen_pack import load_lock_screen_pack

if TYPE_CHECKING:
    from dasupport.actions.credentials import Credential

EXIT_WHOLE, EXIT_USAGE, EXIT_WRONG_CREDENTIAL, EXIT_DAMAGED, EXIT_ALTERED, EXIT_IN_USE = 0, 2, 3, 4, 5, 6
"""Exit codes of the commands: whole, usage, wrong credential, damaged, altered or rolled back, in use."""


def run_command(words: Sequence[str]) -> int:
    """Parse the arguments, run one command and return its exit code."""
    try:
        says = load_lock_screen_pack(_find_pack()).commands
    except PackError as error:
        return _report_pack_errors(error)
    parser = argparse.ArgumentParser(prog="dasupport", description=says.about)
    parts = parser.add_subparsers(dest="command", required=True)
    parts.add_parser("training", help=says.training)
    tour = parts.add_parser("tour", help=says.tour)
    tour.add_argument("folder", type=_absolute_path, help=says.tour_dir)
    check = parts.add_parser("check", help=says.check)
    check.add_argument("pack", type=_absolute_path, nargs="?", default=_find_pack(), help=says.check_pack)
    parts.add_parser("where", help=says.where)
    verify = parts.add_parser("verify", help=says.verify)
    verify.add_argument("vault", type=_absolute_path, help=says.verify_vault)
    backup = parts.add_parser("backup", help=says.backup)
    backup.add_argument("vault", type=_absolute_path, help=says.verify_vault)
    backup.add_argument("file", type=_absolute_path, help=says.backup_file)
    restore = parts.add_parser("restore", help=says.restore)
    restore.add_argument("file", type=_absolute_path, help=says.restore_file)
    restore.add_argument("folder", type=_absolute_path, help=says.restore_folder)
    salvage = parts.add_parser("salvage", help=says.salvage)
    salvage.add_argument("vault", type=_absolute_path, help=says.verify_vault)
    salvage.add_argument("folder", type=_absolute_path, help=says.salvage_folder)
    for hand in (restore.add_mutually_exclusive_group(), salvage.add_mutually_exclusive_group()):
        hand.add_argument("--parts", action="store_true", help=says.restore_parts)
        hand.add_argument("--key", type=_absolute_path, help=says.restore_key)
    key = parts.add_parser("supervisor-key", help=says.supervisor_key)
    key.add_argument("file", type=_absolute_path, help=says.supervisor_key_file)
    options = parser.parse_args(words)
    if told := _missing_input(options):
        print_text(told, to_error=True)
        return EXIT_USAGE
    runs: dict[str, Callable[[argparse.Namespace], int]] = {
        "tour": _tour,
        "check": _check,
        "where": _where,
        "verify": _verify,
        "backup": _backup,
        "restore": _restore,
        "salvage": _salvage,
        "supervisor-key": _supervisor_key,
    }
    return runs[options.command](options)


def _find_pack() -> Path:
    """Return the folder of the words that this computer uses."""
    from dasupport.settings import Settings, get_program_folder

    return find_pack_folder(Settings.read(get_program_folder()).language)


def _absolute_path(said: str) -> Path:
    """Return an absolute path, so that it always has a name: files made beside it are named after it."""
    return Path(said).absolute()


def _missing_input(options: argparse.Namespace) -> str:
    """Return a sentence about the first input that does not exist, before anything is asked for; else an empty
    string.
    """
    says, file = load_lock_screen_pack(_find_pack()).commands, options.file if options.command == "restore" else None
    read = (
        (says.no_folder, getattr(options, "vault", None)),
        (says.no_file, file),
        (says.no_file, getattr(options, "key", None)),
    )
    return next((said.format(path=path) for said, path in read if path and not path_exists(path)), "")


def _where(_: argparse.Namespace) -> int:
    from dasupport.settings import Settings, get_program_folder

    folders = Settings.read(get_program_folder()).list_vaults(Realm.LIVE)
    for folder in folders:
        print_text(str(folder))
    if not folders:
        print_text(
            load_lock_screen_pack(_find_pack()).commands.where_none.format(folder=get_program_folder() / Realm.LIVE),
            to_error=True,
        )
    return EXIT_WHOLE


def _check(options: argparse.Namespace) -> int:
    from dasupport.content.validate import load_valid_pack

    says = load_lock_screen_pack(_find_pack()).commands
    try:
        pack = load_valid_pack(options.pack)
    except PackError as error:
        print_text(says.broken, to_error=True)
        return _report_pack_errors(error)
    print_text(says.pack_whole.format(name=pack.name, items=len(pack.items)))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from dasupport.vault.integrity.verify import verify_vault
    from dasupport.vault.sidecar.attempt_counter import counting_attempts

    def job() -> str:
        typed = read_credential(load_lock_screen_pack(_find_pack()).commands.passphrase)
        with counting_attempts(options.vault):
            verify_vault(options.vault, typed)
        return load_lock_screen_pack(_find_pack()).commands.whole

    return _run_job(job)


def _backup(options: argparse.Namespace) -> int:
    from dasupport.actions.credentials import parse_passphrase_or_code
    from dasupport.vault.access.opener import VaultOpener
    from dasupport.vault.keys.key_file import KdfCost
    from dasupport.vault.maintenance.backup_catalogue import back_up_before_upgrade, create_at
    from dasupport.vault.sidecar.attempt_counter import counting_attempts

    def job() -> str:
        secret = parse_passphrase_or_code(read_credential(load_lock_screen_pack(_find_pack()).commands.phrase_or_code))
        with counting_attempts(
            options.vault
        ):  # at the lowest KDF cost, so that opening it for a backup strengthens no key slot
            vault = VaultOpener(None, KdfCost(19 * 1024, 2, 1), back_up=back_up_before_upgrade).open(
                options.vault, secret
            )
        try:
            away = create_at(vault, options.file)
        finally:
            vault.close()
        says = load_lock_screen_pack(_find_pack()).commands
        said = says.backed_up.format(file=options.file)
        return said if away else f"{said}\n{says.still_here}"

    return _run_job(job)


def _restore(options: argparse.Namespace) -> int:
    from dasupport.actions.recovery import restore
    from dasupport.casework.ids import utc_now

    def job() -> str:
        says = load_lock_screen_pack(_find_pack()).commands
        restored = restore(options.file, _build_credential(options), options.folder, utc_now)
        said = says.restored_stayed if restored.kept_data else says.restored
        lines = [said.format(at=restored.at.isoformat(timespec="minutes"), folder=options.folder)]
        if restored.missing_events:
            lines.append(says.restored_lacking.format(count=restored.missing_events))
        if restored.old_folder:
            lines.append(says.restored_aside.format(folder=restored.old_folder))
        return "\n".join(lines)

    return _run_job(job)


def _salvage(options: argparse.Namespace) -> int:
    """Salvage a vault. Never returns EXIT_WHOLE, because what was read may be incomplete."""
    from dasupport.actions.recovery import salvage
    from dasupport.casework.ids import utc_now
    from dasupport.vault.keys.key_file import KdfCost

    def job() -> str:
        says, secret = load_lock_screen_pack(_find_pack()).commands, _build_credential(options)
        new = ("", "") if isinstance(secret, str) else (read_line(says.new_phrase), read_line(says.new_again))
        found = salvage(options.vault, secret, new, options.folder, None, utc_now, KdfCost()).salvaged
        return says.salvaged.format(
            folder=options.folder,
            loose=found.orphaned,
            people_read=found.people.read,
            people_known=found.people.known,
            sessions_read=found.sessions.read,
            sessions_known=found.sessions.known,
            entries_read=found.entries.read,
            entries_known=found.entries.known,
            lines_read=found.events.read,
            lines_known=found.events.known,
        )

    return _run_job(job) or EXIT_DAMAGED


def _build_credential(options: argparse.Namespace) -> "Credential":
    """Return the credential chosen by the options: a supervisor key file, two recovery shares, or one typed
    line.
    """
    from dasupport.actions.credentials import parse_passphrase_or_code, parse_shares, read_supervisor_key

    if options.key:
        return read_supervisor_key(options.key)
    says = load_lock_screen_pack(_find_pack()).commands
    if options.parts:
        return parse_shares(read_line(says.first_part), read_line(says.second_part))
    return parse_passphrase_or_code(read_credential(says.phrase_or_code))


def _run_job(job: Callable[[], str]) -> int:
    """Run a job that needs a credential, print its result or the sentence of its refusal, and return the exit
    code.
    """
    from dasupport.content.load import load_pack
    from dasupport.platform.hardening import harden_process
    from dasupport.refusal import Refusal

    harden_process()
    try:
        said = job()
    except Refusal as refusal:
        print_text(load_pack(_find_pack()).get_refusal_text(refusal.item).terminal_text, to_error=True)
        return map_exit_codes().get(type(refusal), EXIT_WRONG_CREDENTIAL)
    print_text(said)
    return EXIT_WHOLE


def map_exit_codes() -> dict[type, int]:
    """Return the exit code of each refusal of a vault. A refusal that is not listed is about what was typed
    (for example no passphrase) and gives EXIT_WRONG_CREDENTIAL.
    """
    from dasupport.vault import errors as faults

    wrong = (faults.WrongPassphrase, faults.WrongCode, faults.WrongKey, faults.CredentialRevoked)
    damaged = (
        faults.KeyMissing,
        faults.KeyDamaged,
        faults.DataMissing,
        faults.DataDamaged,
        faults.BackupTruncated,
        faults.BackupDamaged,
        faults.RescueDamaged,
        faults.UnsavedWordsDamaged,
        faults.UnsavedWordsUnreadable,
    )
    altered = (
        faults.Altered,
        faults.AlteredUnreadable,
        faults.RolledBack,
        faults.DataFileReplaced,
        faults.KeyFileOutdated,
        faults.BackupAltered,
    )
    kinds = {
        EXIT_USAGE: _list_usage_errors(),
        EXIT_WRONG_CREDENTIAL: wrong,
        EXIT_DAMAGED: damaged,
        EXIT_ALTERED: altered,
        EXIT_IN_USE: (faults.VaultInUse,),
    }
    return {kind: code for code, several in kinds.items() for kind in several}


def _list_usage_errors() -> tuple[type, ...]:
    from dasupport.vault import errors as faults

    return (
        faults.NotAVault,
        faults.VaultExists,
        faults.OtherRealm,
        faults.TooNew,
        faults.ReadOnly,
        faults.DiskFull,
        faults.NotSaved,
        faults.NoMemory,
        faults.NotABackup,
        faults.FileExists,
        faults.OtherVault,
        faults.NoBackup,
        faults.NotARescueFile,
        faults.RescueOther,
        faults.LastKey,
        faults.TooManyKeys,
        faults.DiskFullOnOpen,
        faults.DiskFullOnCreate,
        faults.NotDamaged,
        faults.ReadOnlyOnOpen,
        faults.KeysUnsure,
    )


def _supervisor_key(options: argparse.Namespace) -> int:
    from dasupport.actions.key_management import create_supervisor_key
    from dasupport.content.load import load_pack
    from dasupport.refusal import Refusal

    says = load_lock_screen_pack(_find_pack()).commands
    try:
        public = create_supervisor_key(options.file)
    except Refusal as refusal:
        print_text(load_pack(_find_pack()).get_refusal_text(refusal.item).terminal_text, to_error=True)
        return EXIT_USAGE
    print_text(says.supervisor_key_made.format(public=public))
    return EXIT_WHOLE


def _tour(options: argparse.Namespace) -> int:
    from dasupport.tour.run import run_tour

    count = run_tour(options.folder)
    print_text(load_lock_screen_pack(_find_pack()).commands.tour_done.format(count=count, folder=options.folder))
    return 0


def _report_pack_errors(error: PackError) -> int:
    for fault in error.faults:
        print_text(str(fault), to_error=True)
    return 1
