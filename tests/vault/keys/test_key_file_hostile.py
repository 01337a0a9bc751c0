"""Key files in an attacker's hand, each with a right checksum: refused by their form, before any work is done."""

import json
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from dasupport.vault.errors import KeyDamaged
from dasupport.vault.keys.key_derivation import unwrap_master_key, wrap_master_key
from dasupport.vault.keys.key_file import COPY_NAMES, KdfCost, KeyFileCopy, KeySlot, parse_copy, read_copies
from tests.samples import CHEAP, NOON, PASSPHRASE
from tests.vault.keys.test_key_file import HEADER, MADE, SEALED, table
from tests.vault.tampering import resealed

MANY = 10**308


def with_value(value: object, *way: str) -> dict[str, Any]:
    whole = table()
    inner: Any = whole
    for key in way[:-1]:
        inner = inner[0][key] if isinstance(inner, list) else inner[key]
    inner = inner[0] if isinstance(inner, list) else inner
    inner[way[-1]] = value
    return whole


def without(*way: str) -> dict[str, Any]:
    whole = with_value(None, *way)
    inner: Any = whole
    for key in way[:-1]:
        inner = inner[0][key] if isinstance(inner, list) else inner[key]
    del (inner[0] if isinstance(inner, list) else inner)[way[-1]]
    return whole


NUMBERS = ("min_reader",), ("generation",), ("data", "generation"), ("data", "page_size"), ("witness", "events")
COSTS = ("slots", "cost", "memory"), ("slots", "cost", "passes"), ("slots", "cost", "lanes")
TEXTS = ("vault",), ("realm",), ("data", "salt"), ("slots", "id"), ("slots", "type"), ("slots", "salt")
SECRETS = ("slots", "nonce"), ("slots", "commit"), ("slots", "wrapped"), ("mac",)


@pytest.mark.parametrize("way", [*NUMBERS, *COSTS], ids=".".join)
@pytest.mark.parametrize("value", [-1, None, "3", True, [], {}])
def test_that_a_number_must_be_a_number(way: tuple[str, ...], value: object) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value(value, *way)))


@pytest.mark.parametrize("way", [*TEXTS, *SECRETS, ("data", "file"), ("made_by",), ("witness", "head")], ids=".".join)
@pytest.mark.parametrize("value", [None, 5, [], {}])
def test_that_a_text_must_be_a_text(way: tuple[str, ...], value: object) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value(value, *way)))


@pytest.mark.parametrize("way", [("vault",), ("data", "salt"), ("slots", "salt"), *SECRETS], ids=".".join)
@pytest.mark.parametrize("value", ["", "11", "zz" * 16, "é" * 32, "11" * 500])
def test_that_a_secret_has_its_own_length_and_alphabet(way: tuple[str, ...], value: str) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value(value, *way)))


@pytest.mark.parametrize(
    "way",
    [
        ("magic",),
        ("min_reader",),
        ("vault",),
        ("realm",),
        ("generation",),
        ("data",),
        ("slots",),
        ("mac",),
        ("made_by",),
        ("data", "file"),
        ("data", "salt"),
        ("slots", "cost"),
        ("slots", "cost", "memory"),
        ("slots", "commit"),
    ],
    ids=".".join,
)
def test_that_nothing_may_be_missing(way: tuple[str, ...]) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(without(*way)))


def test_that_a_file_without_a_checksum_is_damaged() -> None:
    kept = table()
    del kept["checksum"]
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", json.dumps(kept).encode())


@pytest.mark.parametrize("slots", [[], {}, "slots", None, [[]], [5], [None]])
def test_that_there_must_be_slots(slots: object) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value(slots, "slots")))


@pytest.mark.parametrize("way", [("extra",), ("data", "extra"), ("slots", "extra"), ("slots", "cost", "extra")])
def test_that_an_unknown_field_is_refused(way: tuple[str, ...]) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value("1", *way)))


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../data.1.db",
        "/etc/passwd",
        "data.1.db/..",
        "data.1.db\0",
        "data.1.db\n",
        "C:data.1.db",
        "data..db",
        "data.-1.db",
        "data.1.DB",
        "vault.lock",
        "keyring.a",
        "data." + "9" * 10 + ".db",
    ],
)
def test_that_the_data_file_has_one_sort_of_name(name: str) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value(name, "data", "file")))


@pytest.mark.parametrize("number", [b"1e400", b"NaN", b"Infinity", b"-Infinity", b"3.0", b"3e0", b"9" * 5000])
def test_that_there_is_no_number_but_a_whole_one(number: bytes) -> None:
    lenient = json.loads(SEALED.replace(b'"generation":3', b'"generation":%s' % number[:400]))
    text = resealed(lenient).replace(json.dumps(lenient["generation"]).encode(), number, 1)
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", text)


def test_that_a_name_given_twice_is_refused() -> None:
    twice = SEALED.replace(b'"generation":3', b'"generation":9,"generation":3', 1)
    assert json.loads(twice) == table()
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", twice)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"[1]",
        b"5",
        b'"text"',
        b"{",
        b"{}",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"checksum":5,"mac":5}',
        '{"mac":"\u00e9","checksum":"\u00e9"}'.encode(),
        b'{"checksum":"\\ud800","mac":"\\ud800"}',
        b'{"made_by":"\\ud800","checksum":"","mac":""}',
        SEALED + b"x",
        SEALED[:-1],
        SEALED[1:],
        SEALED.upper(),
        b"\xef\xbb\xbf" + SEALED,
    ],
    ids=lambda data: data[:24],
)
def test_that_what_is_no_key_file_is_damaged(data: bytes) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", data)


@pytest.mark.parametrize(
    ("memory", "passes", "lanes", "bearable"),
    [
        (19 * 1024, 2, 1, True),
        (256 * 1024, 3, 4, True),
        (2 * 1024 * 1024, 4, 16, True),
        (512 * 1024, 16, 1, True),
        (19 * 1024 - 1, 2, 1, False),
        (2 * 1024 * 1024 + 1, 2, 1, False),
        (256 * 1024, 1, 1, False),
        (256 * 1024, 17, 1, False),
        (256 * 1024, 3, 0, False),
        (256 * 1024, 3, 17, False),
        (2 * 1024 * 1024, 5, 1, False),
        (0, 0, 0, False),
        (MANY, 2, 1, False),
        (256 * 1024, MANY, 1, False),
        (256 * 1024, 3, MANY, False),
        (-1, 2, 1, False),
    ],
)
def test_that_a_file_may_ask_for_so_much_work_and_no_more(memory: int, passes: int, lanes: int, bearable: bool) -> None:
    assert KdfCost(memory, passes, lanes).is_acceptable is bearable


HUGE = [KdfCost(2 * 1024 * 1024, 16, 1), KdfCost(1 << 31, 3, 4), KdfCost(MANY, 2, 1), KdfCost(256 * 1024, 1 << 31, 4)]


@pytest.mark.parametrize("cost", HUGE, ids=["8 GiB x 4", "2 TiB", "endless", "2 billion passes"])
def test_that_a_cost_that_nobody_can_bear_is_not_paid(cost: KdfCost) -> None:
    whole = with_value(cost.memory, "slots", "cost", "memory")
    whole["slots"][0]["cost"] |= {"passes": cost.passes, "lanes": cost.lanes}
    copy = parse_copy("keyring.a", resealed(whole))
    before = time.process_time()
    with pytest.raises(KeyDamaged):
        unwrap_master_key(copy, PASSPHRASE)
    assert time.process_time() - before < 0.25  # the least of these costs takes many seconds


def test_that_a_cost_that_makes_guessing_easy_is_refused_though_the_passphrase_is_right() -> None:
    easy = wrap_master_key(bytes(32), PASSPHRASE, MADE.vault, KdfCost(1024, 1, 1), NOON)
    fair = wrap_master_key(bytes(32), PASSPHRASE, MADE.vault, CHEAP, NOON)

    def copy(slot: KeySlot) -> KeyFileCopy:
        whole = MADE.build_body() | {"slots": [asdict(slot)], "mac": "00" * 32}
        return parse_copy("keyring.a", resealed(whole))

    with pytest.raises(KeyDamaged):
        unwrap_master_key(copy(easy), PASSPHRASE)
    assert unwrap_master_key(copy(fair), PASSPHRASE) == bytes(32)


def test_that_a_file_of_many_names_is_refused_whole() -> None:
    many = {f"name{number}": number for number in range(5000)}
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed({**table(), **many}))


def test_that_the_key_file_of_these_tests_is_one_that_is_believed() -> None:
    parse_copy("keyring.a", resealed(with_value(3, "generation"))).verify_mac(HEADER)


@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_a_pipe_in_place_of_a_key_file_is_taken_for_a_bad_copy(shut: Path, name: str) -> None:
    (shut / name).unlink()
    os.mkfifo(shut / name)
    copies, bad = read_copies(shut)
    assert len(copies) == 1
    assert bad == [name]


NO_MOMENTS: tuple[object, ...] = (
    "yesterday",
    5,
    [1],
    {},
    "2026-11-21T12:00:00",
    "0001-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59+00:00",
)


@pytest.mark.parametrize("value", NO_MOMENTS)
@pytest.mark.parametrize("path", ["witness at", "slots created"])
def test_that_a_moment_that_is_none_is_refused(value: object, path: str) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value(value, *path.split())))


@pytest.mark.parametrize("value", [5, [1], {}, None])
def test_that_what_is_unlogged_is_a_word(value: object) -> None:
    with pytest.raises(KeyDamaged):
        parse_copy("keyring.a", resealed(with_value(value, "witness", "unlogged")))
