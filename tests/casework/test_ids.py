"""Ids and the time: ids tell nothing and never come twice, and time is kept in UTC."""

import re
from datetime import UTC, timedelta

from dasupport.casework.ids import random_id, utc_now


def test_that_an_id_is_32_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", random_id())


def test_that_no_id_comes_twice() -> None:
    assert len({random_id() for _ in range(10_000)}) == 10_000


def test_that_an_id_does_not_tell_when_or_where_it_was_made() -> None:
    ids = [random_id() for _ in range(200)]
    assert {id[12] for id in ids} == {"4"}, "only random ids: version 4"
    assert ids != sorted(ids)
    assert len({id[20:] for id in ids}) == 200


def test_that_the_time_is_told_with_its_zone() -> None:
    assert utc_now().tzinfo is UTC


def test_that_the_time_goes_on() -> None:
    first, second = utc_now(), utc_now()
    assert timedelta(0) <= second - first < timedelta(minutes=1)
