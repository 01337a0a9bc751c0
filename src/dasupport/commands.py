"""Commands without a window: check, where, verify, backup, restore, salvage, supervisor-key, tour."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.content.first import load_lock_screen_pack
from dasupport.content.load import PACKS_FOLDER, PackError
from dasupport.terminal import exists, line, phrase, say

if TYPE_CHECKING:
    from dasupport.actions.opening import Secret

ENGLISH = PACKS_FOLDER / "en"
WHOLE, USAGE, WRONG, DAMAGED, ALTERED, BUSY = 0, 2, 3, 4, 5, 6
"""Exit codes of the commands: whole, usage, wrong credential, damaged, altered or rolled back, in use."""


def command(words: Sequence[str]) -> int:
    """Parse the arguments, run one command and return its exit code."""
    try:
        says = load_lock_screen_pack(ENGLISH).commands
    except PackError as error:
        return _broken(error)
    parser = argparse.ArgumentParser(prog="dasupport", description=says.about)
    parts = parser.add_subparsers(dest="command", required=True)
    parts.add_parser("training", help=says.training)
    tour = parts.add_parser("tour", help=says.tour)
    tour.add_argument("folder", type=_path, help=says.tour_dir)
    check = parts.add_parser("check", help=says.check)
    check.add_argument("pack", type=_path, nargs="?", default=ENGLISH, help=says.check_pack)
    parts.add_parser("where", help=says.where)
    verify = parts.add_parser("verify", help=says.verify)
    verify.add_argument("vault", type=_path, help=says.verify_vault)
    backup = parts.add_parser("backup", help=says.backup)
    backup.add_argument("vault", type=_path, help=says.verify_vault)
    backup.add_argument("file", type=_path, help=says.backup_file)
    restore = parts.add_parser("restore", help=says.restore)
    restore.add_argument("file", type=_path, help=says.restore_file)
    restore.add_argument("folder", type=_path, help=says.restore_folder)
    salvage = parts.add_parser("salvage", help=says.salvage)
    salvage.add_argument("vault", type=_path, help=says.verify_vault)
    salvage.add_argument("folder", type=_path, help=says.salvage_folder)
    for hand in (restore.add_mutually_exclusive_group(), salvage.add_mutually_exclusive_group()):
        hand.add_argument("--parts", action="store_true", help=says.restore_parts)
        hand.add_argument("--key", type=_path, help=says.restore_key)
    key = parts.add_parser("supervisor-key", help=says.supervisor_key)
    key.add_argument("file", type=_path, help=says.supervisor_key_file)
    options = parser.parse_args(words)
    if told := _missing(options):
        say(told, to_error=True)
        return USAGE
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


def _path(said: str) -> Path:
    """Return an absolute path, so that it always has a name: files made beside it are named after it."""
    return Path(said).absolute()


def _missing(options: argparse.Namespace) -> str:
    """Return a sentence about the first input that does not exist, before anything is asked for; else an empty
    string.
    """
    says, file = load_lock_screen_pack(ENGLISH).commands, options.file if options.command == "restore" else None
    read = (
        (says.no_folder, getattr(options, "vault", None)),
        (says.no_file, file),
        (says.no_file, getattr(options, "key", None)),
    )
    return next((said.format(path=path) for said, path in read if path and not exists(path)), "")


def _where(_: argparse.Namespace) -> int:
    from dasupport.casework.roles import LIVE
    from dasupport.settings import Settings, home

    folders = Settings.read(home()).vaults(LIVE)
    for folder in folders:
        say(str(folder))
    if not folders:
        say(load_lock_screen_pack(ENGLISH).commands.where_none.format(folder=home() / LIVE), to_error=True)
    return WHOLE


def _check(options: argparse.Namespace) -> int:
    from dasupport.content.check import load_valid_pack
    from dasupport.vault.faults import VaultRefusal

    says = load_lock_screen_pack(ENGLISH).commands
    try:
        pack = load_valid_pack(options.pack, [kind.id for kind in VaultRefusal.__subclasses__()])
    except PackError as error:
        say(says.broken, to_error=True)
        return _broken(error)
    say(says.pack_whole.format(name=pack.name, items=len(pack.items)))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from dasupport.vault.prove import prove
    from dasupport.vault.tries import counted

    def job() -> str:
        typed = phrase(load_lock_screen_pack(ENGLISH).commands.passphrase)
        with counted(options.vault):
            prove(options.vault, typed)
        return load_lock_screen_pack(ENGLISH).commands.whole

    return _answered(job)


def _backup(options: argparse.Namespace) -> int:
    from dasupport.actions.opening import parse_passphrase_or_code
    from dasupport.vault.door import Door
    from dasupport.vault.key_file import Cost
    from dasupport.vault.shelf import elsewhere
    from dasupport.vault.tries import counted

    def job() -> str:
        secret = parse_passphrase_or_code(phrase(load_lock_screen_pack(ENGLISH).commands.phrase_or_code))
        with counted(options.vault):  # at the lowest KDF cost, so that opening it for a backup strengthens no key slot
            vault = Door("", Cost(19 * 1024, 2, 1)).open(options.vault, secret)
        try:
            away = elsewhere(vault, options.file)
        finally:
            vault.close()
        says = load_lock_screen_pack(ENGLISH).commands
        said = says.backed_up.format(file=options.file)
        return said if away else f"{said}\n{says.still_here}"

    return _answered(job)


def _restore(options: argparse.Namespace) -> int:
    from dasupport.actions.restoring import restore
    from dasupport.casework.ids import utc_now

    def job() -> str:
        says = load_lock_screen_pack(ENGLISH).commands
        restored = restore(options.file, _in_hand(options), options.folder, utc_now)
        said = says.restored_stayed if restored.stayed else says.restored
        lines = [said.format(at=restored.at.isoformat(timespec="minutes"), folder=options.folder)]
        if restored.lacking:
            lines.append(says.restored_lacking.format(count=restored.lacking))
        if restored.aside:
            lines.append(says.restored_aside.format(folder=restored.aside))
        return "\n".join(lines)

    return _answered(job)


def _salvage(options: argparse.Namespace) -> int:
    """Salvage a vault. Never returns EXIT_WHOLE, because what was read may be incomplete."""
    from dasupport.actions.restoring import salvage
    from dasupport.casework.ids import utc_now
    from dasupport.vault.key_file import Cost

    def job() -> str:
        says, secret = load_lock_screen_pack(ENGLISH).commands, _in_hand(options)
        new = ("", "") if isinstance(secret, str) else (line(says.new_phrase), line(says.new_again))
        found = salvage(options.vault, secret, new, options.folder, "", utc_now, Cost()).salvaged
        return says.salvaged.format(
            folder=options.folder,
            loose=found.loose,
            people_read=found.people.read,
            people_known=found.people.known,
            sessions_read=found.sessions.read,
            sessions_known=found.sessions.known,
            entries_read=found.entries.read,
            entries_known=found.entries.known,
            lines_read=found.lines.read,
            lines_known=found.lines.known,
        )

    return _answered(job) or DAMAGED


def _in_hand(options: argparse.Namespace) -> "Secret":
    """Return the credential chosen by the options: a supervisor key file, two recovery shares, or one typed
    line.
    """
    from dasupport.actions.opening import parse_passphrase_or_code, parse_shares, read_supervisor_key

    if options.key:
        return read_supervisor_key(options.key)
    says = load_lock_screen_pack(ENGLISH).commands
    if options.parts:
        return parse_shares(line(says.first_part), line(says.second_part))
    return parse_passphrase_or_code(phrase(says.phrase_or_code))


def _answered(job: Callable[[], str]) -> int:
    """Run a job that needs a credential, print its result or the sentence of its refusal, and return the exit
    code.
    """
    from dasupport.content.load import load_pack
    from dasupport.hardening import harden
    from dasupport.refusal import Refusal

    harden()
    try:
        said = job()
    except Refusal as refusal:
        say(load_pack(ENGLISH).get_refusal_text(refusal.item).terminal_text, to_error=True)
        return codes().get(type(refusal), WRONG)
    say(said)
    return WHOLE


def codes() -> dict[type, int]:
    """Return the exit code of each refusal of a vault. A refusal that is not listed is about what was typed
    (for example no passphrase) and gives EXIT_WRONG_CREDENTIAL.
    """
    from dasupport.vault import faults

    usage = (
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
        faults.RescueNotOne,
        faults.RescueOther,
        faults.LastKey,
        faults.TooManyKeys,
        faults.FullShut,
        faults.FullMake,
        faults.NotDamaged,
        faults.ReadOnlyShut,
        faults.KeysUnsure,
    )
    wrong = (faults.WrongPassphrase, faults.WrongCode, faults.WrongKey, faults.Ended)
    damaged = (
        faults.KeyMissing,
        faults.KeyDamaged,
        faults.DataMissing,
        faults.DataDamaged,
        faults.BackupCut,
        faults.BackupDamaged,
        faults.RescueDamaged,
        faults.WordsDamaged,
        faults.WordsUnread,
    )
    altered = (
        faults.Altered,
        faults.AlteredShut,
        faults.RolledBack,
        faults.Replaced,
        faults.KeysOld,
        faults.BackupAltered,
    )
    kinds = {USAGE: usage, WRONG: wrong, DAMAGED: damaged, ALTERED: altered, BUSY: (faults.Busy,)}
    return {kind: code for code, several in kinds.items() for kind in several}


def _supervisor_key(options: argparse.Namespace) -> int:
    from dasupport.actions.keys import create_supervisor_key
    from dasupport.content.load import load_pack
    from dasupport.refusal import Refusal

    says = load_lock_screen_pack(ENGLISH).commands
    try:
        public = create_supervisor_key(options.file)
    except Refusal as refusal:
        say(load_pack(ENGLISH).get_refusal_text(refusal.item).terminal_text, to_error=True)
        return USAGE
    say(says.supervisor_key_made.format(public=public))
    return WHOLE


def _tour(options: argparse.Namespace) -> int:
    from dasupport.tour.run import run_tour

    count = run_tour(options.folder)
    say(load_lock_screen_pack(ENGLISH).commands.tour_done.format(count=count, folder=options.folder))
    return 0


def _broken(error: PackError) -> int:
    for fault in error.faults:
        say(str(fault), to_error=True)
    return 1
