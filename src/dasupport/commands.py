"""The commands without a window of their own: check, verify, tour."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from dasupport.content.first import first
from dasupport.content.load import PACKS, PackError

ENGLISH = PACKS / "en"
WHOLE, USAGE, WRONG, DAMAGED, ALTERED, BUSY = 0, 2, 3, 4, 5, 6
"""What `verify` answers: whole, usage, wrong passphrase, damaged, altered or rolled back, busy."""


def command(words: Sequence[str]) -> int:
    """Run one command by its words; returns its exit code."""
    try:
        says = first(ENGLISH).commands
    except PackError as error:
        return _broken(error)
    parser = argparse.ArgumentParser(prog="dasupport", description=says.about)
    parts = parser.add_subparsers(dest="command", required=True)
    parts.add_parser("training", help=says.training)
    tour = parts.add_parser("tour", help=says.tour)
    tour.add_argument("folder", type=Path, help=says.tour_dir)
    check = parts.add_parser("check", help=says.check)
    check.add_argument("pack", type=Path, nargs="?", default=ENGLISH, help=says.check_pack)
    verify = parts.add_parser("verify", help=says.verify)
    verify.add_argument("vault", type=Path, help=says.verify_vault)
    options = parser.parse_args(words)
    runs: dict[str, Callable[[argparse.Namespace], int]] = {"tour": _tour, "check": _check, "verify": _verify}
    return runs[options.command](options)


def _check(options: argparse.Namespace) -> int:
    from dasupport.content.check import checked
    from dasupport.vault.faults import VaultRefusal

    says = first(ENGLISH).commands
    try:
        pack = checked(options.pack, [kind.id for kind in VaultRefusal.__subclasses__()])
    except PackError as error:
        _say(says.broken, to_error=True)
        return _broken(error)
    _say(says.pack_whole.format(name=pack.name, items=len(pack.items)))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from dasupport.content.load import load
    from dasupport.refusal import Refusal
    from dasupport.vault import faults
    from dasupport.vault.prove import prove

    codes: dict[type, int] = {
        faults.NotAVault: USAGE, faults.TooNew: USAGE, faults.ReadOnly: USAGE, faults.DiskFull: USAGE,
        faults.NoMemory: USAGE, faults.WrongPassphrase: WRONG, faults.Altered: ALTERED, faults.RolledBack: ALTERED,
        faults.Busy: BUSY,
    }  # fmt: skip
    says = first(ENGLISH).commands
    passphrase = _passphrase()
    try:
        prove(options.vault, passphrase)
    except Refusal as refusal:
        sentence = load(ENGLISH).sentence(refusal.item)
        _say(f"{sentence.say} {sentence.do}", to_error=True)
        return codes.get(type(refusal), DAMAGED)
    _say(says.whole)
    return WHOLE


def _passphrase() -> str:
    """One line of standard input; at a terminal it is not shown."""
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass("")
    return sys.stdin.buffer.readline().decode("utf-8", "surrogateescape").rstrip("\r\n")


def _tour(options: argparse.Namespace) -> int:
    from dasupport.tour.run import tour

    count = tour(options.folder)
    _say(first(ENGLISH).commands.tour_done.format(count=count, folder=options.folder))
    return 0


def _broken(error: PackError) -> int:
    for fault in error.faults:
        _say(str(fault), to_error=True)
    return 1


def _say(text: str, *, to_error: bool = False) -> None:
    stream = sys.stderr if to_error else sys.stdout
    stream.write(text + "\n")
