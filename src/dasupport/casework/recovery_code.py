"""Format of the recovery code on paper: nine groups of four signs; the fourth sign of each group checks the
others.

Twenty-seven signs from an alphabet of 32 carry 135 bits. The alphabet has no lookalikes (no I, L, O, U);
I, L and O
are accepted as 1, 1 and 0. The check sign is a sum in the field of 32 elements, so a wrong sign, two
swapped signs
and a misplaced group are each detected, and the group is named.
"""

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, DATA_SIGNS = 9, 3
BITS = GROUPS * DATA_SIGNS * 5
BYTES = (BITS + 7) // 8
LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
MODULUS = 0b100101
"""x^5 + x^2 + 1: makes a field of the 32 values of a sign."""


def encode_code(secret: bytes) -> str:
    """Return a secret of 17 bytes (the first bit is not used) as nine groups. Raises ValueError for any other
    length.
    """
    if len(secret) != BYTES:
        raise ValueError("length")
    number = int.from_bytes(secret) & ((1 << BITS) - 1)
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * DATA_SIGNS))]
    groups = [values[start : start + DATA_SIGNS] for start in range(0, len(values), DATA_SIGNS)]
    return " ".join("".join(SIGNS[v] for v in (*group, _check_value(at, group))) for at, group in enumerate(groups))


def decode_code(text: str) -> bytes | None:
    """Return the secret of a typed code, with or without spaces and dashes, in either case; None if it is not
    valid.
    """
    signs = _clean(text)
    if len(signs) != GROUPS * (DATA_SIGNS + 1) or find_wrong_groups(text):
        return None
    number = 0
    for group in _split_groups(signs):
        for sign in group[:DATA_SIGNS]:
            number = number << 5 | SIGNS.index(sign)
    return number.to_bytes(BYTES)


def find_wrong_groups(text: str) -> tuple[int, ...]:
    """Return the numbers, from 1, of the complete groups that are wrong; incomplete groups are not checked."""
    return tuple(
        at + 1
        for at, group in enumerate(_split_groups(_clean(text)))
        if len(group) == DATA_SIGNS + 1 and not _is_valid_group(at, group)
    )


def _clean(text: str) -> str:
    kept = (sign for sign in text.upper().translate(LOOKALIKES) if sign.isalnum())
    return "".join(kept)


def _split_groups(signs: str) -> list[str]:
    return [signs[start : start + DATA_SIGNS + 1] for start in range(0, len(signs), DATA_SIGNS + 1)]


def _is_valid_group(at: int, group: str) -> bool:
    if at >= GROUPS or any(sign not in SIGNS for sign in group):
        return False
    values = [SIGNS.index(sign) for sign in group]
    return values[DATA_SIGNS] == _check_value(at, values[:DATA_SIGNS])


def _check_value(at: int, group: list[int]) -> int:
    """Each position has its own weight (2, 4, 8), and each group its own number."""
    total = at + 1
    for place, value in enumerate(group):
        total ^= _multiply(value, 2 << place)
    return total


def _multiply(a: int, b: int) -> int:
    """Return the product in the field of 32."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = a << 1, b >> 1
        if a & 32:
            a ^= MODULUS
    return product
