"""The rescue file: opens with its vault and with nothing else; every change of it is found; its size says little."""

from datetime import UTC, datetime

import pytest

from dasupport.casework.attributed_text import Reach, Source
from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.vault.errors import NotARescueFile, RescueDamaged, RescueOther
from dasupport.vault.sidecar import rescue_file
from tests.samples import answer, draft

KEY, VAULT = bytes(range(32)), "0f" * 16
WORDS = (
    draft(Kind.NOTE, "N1", answer("It is ti\N{BUTTERFLY} and é and e\N{COMBINING ACUTE ACCENT}\n\tx" * 20)),
    draft(
        Kind.PROMPT,
        "P1",
        answer("", QuestionDetail("asked", "money", turned=True), Source.PERSON_SAID, Reach("told_me")),
    ),
    Draft("s2", Slot(Kind.NOTE, "N1", "2"), answer("x" * 200_000), datetime(2026, 1, 1, tzinfo=UTC)),
)


def test_that_words_come_back_as_they_were() -> None:
    assert rescue_file.decrypt_drafts((KEY,), VAULT, rescue_file.encrypt_drafts(KEY, VAULT, WORDS)) == WORDS
    assert rescue_file.decrypt_drafts((KEY,), VAULT, rescue_file.encrypt_drafts(KEY, VAULT, ())) == ()


def test_that_nothing_of_them_can_be_read() -> None:
    sealed = rescue_file.encrypt_drafts(KEY, VAULT, WORDS)
    assert not any(word in sealed for word in (b"It is", b"xxxxx", b"prompt", b"2026-", b"session"))


def test_that_the_size_is_the_same_for_a_word_and_for_a_page() -> None:
    sizes = {
        len(rescue_file.encrypt_drafts(KEY, VAULT, [draft(Kind.NOTE, "N1", answer("x" * n))])) for n in (1, 100, 10_000)
    }
    assert len(sizes) == 1


def test_that_no_two_are_alike() -> None:
    assert rescue_file.encrypt_drafts(KEY, VAULT, WORDS) != rescue_file.encrypt_drafts(KEY, VAULT, WORDS)


def test_that_every_changed_byte_and_every_cut_is_found() -> None:
    sealed = rescue_file.encrypt_drafts(KEY, VAULT, WORDS[:1])
    for at in [
        *range(rescue_file.HEADER_SIZE + 40),
        *range(rescue_file.HEADER_SIZE, len(sealed), 997),
        len(sealed) - 1,
    ]:
        changed = bytearray(sealed)
        changed[at] ^= 1
        kind = (
            NotARescueFile
            if at < len(rescue_file.MAGIC)
            else RescueOther
            if at < rescue_file.HEADER_SIZE - rescue_file.NONCE_SIZE
            else RescueDamaged
        )
        with pytest.raises(kind):
            rescue_file.decrypt_drafts((KEY,), VAULT, bytes(changed))
    for length in [*range(rescue_file.HEADER_SIZE + 20), len(sealed) - 1]:
        with pytest.raises((NotARescueFile, RescueDamaged)):
            rescue_file.decrypt_drafts((KEY,), VAULT, sealed[:length])
    with pytest.raises(RescueDamaged):
        rescue_file.decrypt_drafts((KEY,), VAULT, sealed + b"x")


def test_that_another_vault_is_told_from_damage() -> None:
    sealed = rescue_file.encrypt_drafts(KEY, VAULT, WORDS)
    with pytest.raises(RescueOther):
        rescue_file.decrypt_drafts((KEY,), "f0" * 16, sealed)
    with pytest.raises(RescueDamaged):
        rescue_file.decrypt_drafts((bytes(32),), VAULT, sealed)


@pytest.mark.parametrize("other", [b"", b"dasupport", b"%PDF-1.7", b"\0" * 100_000])
def test_that_what_is_none_is_said_to_be_none(other: bytes) -> None:
    with pytest.raises(NotARescueFile):
        rescue_file.decrypt_drafts((KEY,), VAULT, other)
