"""Deletions: no word of a deleted record can be read in any page, in use or free, nor in the journal."""

import shutil

from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.samples import Fresh
from tests.vault.deletion_steps import READABLE, deleted
from tests.vault.sample_vaults import newborn


def run(count: int, seed: int) -> Figures:
    """So many records, each deleted between two others. The control: without clearing, words are left."""
    with ground() as place:
        fresh = newborn(place)
        said = {number: once(fresh, seed * 10_000 + number) for number in range(count)}
        uncleared = READABLE in once(fresh, seed, secure=False)
    failures = tuple(f"record {seed}-{number}: {trouble}" for number, trouble in said.items() if trouble)
    return Figures(count, failures, {"pages not cleared: words left": int(uncleared)})


def once(fresh: Fresh, seed: int, *, secure: bool = True) -> str:
    folder = fresh.folder.with_name("record")
    try:
        return deleted(fresh, folder, seed, secure=secure)
    finally:
        shutil.rmtree(folder)
