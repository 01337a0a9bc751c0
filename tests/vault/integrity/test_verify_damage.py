"""Damage: a bit, a page, a piece, anywhere in the data. Each is found; the engine's own checks each miss some."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from dasupport.vault.access.opener import VaultOpener
from tests.samples import OWNER, PASSPHRASE, Fresh
from tests.vault.sample_vaults import roomy as made_roomy
from tests.vault.tampering import DATA, PAGE, WHOLE, inspected, keyed, opens, own_checks, pages, verdict


@pytest.fixture(scope="module")
def roomy(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_roomy(fresh, tmp_path_factory.mktemp("roomy") / "vault")


@pytest.fixture
def data(roomy: Path, folder: Path) -> Path:
    """The data of a copy of it."""
    return Path(shutil.copytree(roomy, folder)) / DATA


def test_that_this_vault_unchanged_is_whole(data: Path) -> None:
    assert own_checks(data.parent) == (True, True)
    assert verdict(data.parent) == WHOLE


def test_that_sqlites_own_check_does_not_look_at_free_pages(data: Path) -> None:
    with keyed(data.parent) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] >= 5
    whole, missed = data.read_bytes(), 0
    for page in range(len(whole) // PAGE - 6, len(whole) // PAGE):
        changed = bytearray(whole)
        changed[page * PAGE + 2000] ^= 1
        data.write_bytes(changed)
        sealed, sound = own_checks(data.parent)
        assert not sealed
        missed += sound
    assert missed > 0


def shuffled(whole: list[bytes]) -> bytes:
    return b"".join([*whole[:4], whole[5], whole[4], *whole[6:]])


PIECES: dict[str, Callable[[list[bytes]], bytes]] = {
    "the last page is gone": lambda whole: b"".join(whole[:-1]),
    "the last three pages are gone": lambda whole: b"".join(whole[:-3]),
    "half of it is gone": lambda whole: b"".join(whole[: len(whole) // 2]),
    "half a page is gone": lambda whole: b"".join(whole)[:-2048],
    "the last byte is gone": lambda whole: b"".join(whole)[:-1],
    "only the first page is left": lambda whole: whole[0],
    "the first page is noise": lambda whole: random.Random(1).randbytes(PAGE) + b"".join(whole[1:]),  # noqa: S311
    "the first page is gone": lambda whole: b"".join(whole[1:]),
    "the first page is zeros": lambda whole: bytes(PAGE) + b"".join(whole[1:]),
    "the first sixteen bytes are zeros": lambda whole: bytes(16) + b"".join(whole)[16:],
    "all of it is zeros": lambda whole: bytes(len(whole) * PAGE),
    "nothing is left": lambda whole: b"",
    "ten bytes are left": lambda whole: whole[0][:10],
    "a page of zeros was appended": lambda whole: b"".join(whole) + bytes(PAGE),
    "a page of its own was appended": lambda whole: b"".join(whole) + whole[3],
    "a few bytes were appended": lambda whole: b"".join(whole) + b"trailing",
    "two pages changed places": shuffled,
    "a page was doubled": lambda whole: b"".join([*whole[:6], whole[5], *whole[7:]]),
}


@pytest.mark.parametrize("what", PIECES)
def test_that_a_piece_that_is_gone_or_was_put_in_is_damage(data: Path, what: str) -> None:
    data.write_bytes(PIECES[what](pages(data)))
    assert inspected(data.parent) == "V-DATA-DAMAGED"


def test_that_sqlciphers_own_check_misses_a_last_page_that_is_gone(data: Path) -> None:
    copy, keys = opens(data.parent)
    data.write_bytes(PIECES["the last page is gone"](pages(data)))
    bare = sqlcipher.connect(str(data), isolation_level=None)
    bare.set_key(f"x'{keys.data.hex()}{copy.key_file.data.salt}'")
    assert bare.execute("PRAGMA cipher_integrity_check").fetchall() == []
    bare.close()


def test_that_a_page_of_another_vault_is_damage(data: Path, door: VaultOpener, tmp_path: Path) -> None:
    door.create(tmp_path / "other", PASSPHRASE, OWNER).close()
    mine, theirs = pages(data), pages(tmp_path / "other" / DATA)
    data.write_bytes(b"".join([*mine[:8], theirs[8], *mine[9:]]))
    assert verdict(data.parent) == "V-DATA-DAMAGED"
