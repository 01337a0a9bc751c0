"""The recovery code: it comes back as it was written, and a slip of the pen is noticed and placed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.casework.recovery_code import BYTES, GROUPS, SIGNS, decode_code, encode_code, find_wrong_groups

secrets = st.binary(min_size=BYTES, max_size=BYTES).map(lambda raw: bytes([raw[0] & 127]) + raw[1:])
SECRET = bytes(range(1, 18))
CODE = encode_code(SECRET)


@given(secrets)
def test_that_a_secret_comes_back_from_its_code(secret: bytes) -> None:
    assert decode_code(encode_code(secret)) == secret


def test_that_a_code_is_nine_groups_of_four_signs_that_cannot_be_mistaken() -> None:
    groups = CODE.split(" ")
    assert [len(group) for group in groups] == [4] * GROUPS
    assert not set("".join(groups)) - set(SIGNS)
    assert not set("ILOU") & set(SIGNS)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace(" ", ""),
        CODE.replace(" ", "-"),
        f"  {CODE}\n",
        CODE.replace("1", "l"),
        CODE.replace("1", "I"),
        CODE.replace("0", "o"),
    ],
)
def test_that_how_it_is_typed_does_not_matter(typed: str) -> None:
    assert decode_code(typed) == SECRET


def test_that_one_wrong_sign_anywhere_is_noticed_and_its_group_named() -> None:
    for spot, sign in product(range(len(CODE)), SIGNS):
        if CODE[spot] in (" ", sign):
            continue
        slip = CODE[:spot] + sign + CODE[spot + 1 :]
        assert decode_code(slip) is None
        assert find_wrong_groups(slip) == (spot // 5 + 1,)


def test_that_two_signs_of_a_group_that_changed_places_are_noticed() -> None:
    for group, (one, two) in product(range(GROUPS), ((0, 1), (1, 2), (2, 3), (0, 2), (0, 3), (1, 3))):
        signs = list(CODE)
        a, b = group * 5 + one, group * 5 + two
        if signs[a] == signs[b]:
            continue
        signs[a], signs[b] = signs[b], signs[a]
        assert find_wrong_groups("".join(signs)) == (group + 1,)


def test_that_two_groups_that_changed_places_are_noticed() -> None:
    for one in range(GROUPS):
        for two in range(one):
            groups = CODE.split(" ")
            groups[one], groups[two] = groups[two], groups[one]
            assert find_wrong_groups(" ".join(groups)) == (two + 1, one + 1)


@pytest.mark.parametrize(
    "typed", ["", CODE[:-1], CODE + "A", CODE + " AAAA", "café", "🂡" * 36, CODE.replace(" ", "U", 1)]
)
def test_that_what_is_no_code_is_none(typed: str) -> None:
    assert decode_code(typed) is None


def test_that_a_group_that_is_still_being_typed_is_not_called_wrong() -> None:
    assert all(find_wrong_groups(CODE[:length]) == () for length in range(len(CODE)))


def test_that_no_secret_of_another_length_is_written() -> None:
    with pytest.raises(ValueError, match="length"):
        encode_code(b"short")
