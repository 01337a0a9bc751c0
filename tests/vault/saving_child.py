"""A program of its own for tests that watch system calls: `python -m tests.vault.saving_child FOLDER COUNT [FIRST]`.

It opens a vault and saves notes one after the other. After each it writes a line: the number of the note, and
`saved` or the id of the refusal. Last comes what stands in the vault.
"""

import os
import sys
from pathlib import Path

from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, PASSPHRASE, FixedClock, answer, entry
from tests.vault.vault_steps import add

SAVED = "saved"
WORDS = "who said what to whom " * 60


def outcome(vault: Vault, number: int) -> str:
    try:
        add(vault, entry(Kind.NOTE, f"S{number}", answer(f"{number} {WORDS}")))
    except Refusal as refusal:
        return refusal.item
    return SAVED


def standing(vault: Vault, tries: int = 1) -> list[int]:
    """The numbers of the notes that stand, each as often as it does; a failing disk may take some tries."""
    try:
        said = vault.transact(lambda work: work.entries.list_entries("s1"))
    except Refusal:
        if tries == 1:
            raise
        return standing(vault, tries - 1)
    return [int(note.item[1:]) for note in said if note.item[0] == "S" and note.answer.words.value.endswith(WORDS)]


def main() -> None:
    folder, count, first = Path(sys.argv[1]), int(sys.argv[2]), int([*sys.argv, "0"][3])
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    tell("0 open")
    for number in range(first, first + count):
        tell(f"{number} {outcome(vault, number)}")
    tell(" ".join(["standing", *map(str, standing(vault, tries=20))]))
    vault.close()


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
