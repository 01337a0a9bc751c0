"""People in the vault: code names in lists, the real name one at a time, on purpose, and logged."""

from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound

from dasupport.casework.attributed_text import Words
from dasupport.casework.people import Person, PersonRow, ProtectedIdentity
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault
from tests.samples import NOON, person, session
from tests.vault.vault_steps import events, meet, start

CANARY = "Canary Wharfinger"


def numbered(number: int) -> Person:
    return Person(f"p{number}", f"KD-{number:04}", "swale", NOON + timedelta(minutes=number))


def test_that_a_person_comes_back_as_they_were_meet(vault: Vault) -> None:
    made = Person("p9", "Zoë 9 \N{BUTTERFLY}", "thanet", NOON)
    meet(vault, made)
    assert vault.transact(lambda work: work.people.get_person("p9")) == made


def test_that_nobody_of_an_unknown_id_is_there(vault: Vault) -> None:
    assert vault.transact(lambda work: work.people.get_person("p9")) is None
    with pytest.raises(NoResultFound):
        vault.transact(lambda work: work.people.reveal_identity("p9"))


def test_that_meeting_twice_leaves_one_and_the_first_name(vault: Vault) -> None:
    meet(vault, person(), real_name="first")
    before = vault.transact(lambda work: work.audit_chain.count_rows())
    meet(vault, person(), real_name="second")
    assert vault.transact(lambda work: work.audit_chain.count_rows()) == before
    assert vault.transact(lambda work: work.people.reveal_identity("p1")).real_name.value == "first"


@pytest.mark.parametrize(
    ("taken", "asked"),
    [
        ("KD-1234", "KD-1234"),
        ("KD-1234", "kd-1234"),
        ("kestrel", "KESTREL"),
        ("Éa", "éa"),
        ("Straße", "STRASSE"),
        ("Zoë", "Zoe\u0308"),
        ("ΣΑΣ", "σας"),
    ],
)
def test_that_a_code_name_is_taken_in_whatever_case_and_letters(vault: Vault, taken: str, asked: str) -> None:
    meet(vault, person(taken))
    assert vault.transact(lambda work: work.people.is_code_name_taken(asked))


@pytest.mark.parametrize("asked", ["KD-1235", "KD-123", "KD-12344", "", "Ea"])
def test_that_another_code_name_is_free(vault: Vault, asked: str) -> None:
    meet(vault, person("KD-1234"), Person("p2", "Éa", "swale", NOON))
    assert not vault.transact(lambda work: work.people.is_code_name_taken(asked))


def test_that_two_people_never_share_a_code_name(vault: Vault) -> None:
    meet(vault, person())
    with pytest.raises(IntegrityError):
        meet(vault, Person("p2", person().code_name, "swale", NOON))


def test_that_looking_at_what_is_protected_is_logged_each_time(vault: Vault) -> None:
    meet(vault, person(), real_name=CANARY)
    before = vault.transact(lambda work: work.audit_chain.count_rows())
    for _ in range(2):
        assert vault.transact(lambda work: work.people.reveal_identity("p1")).real_name == Words(CANARY)
    assert [(event.action, event.object) for event in events(vault)[before:]] == [("revealed", "p1")] * 2


def test_that_no_list_and_no_record_holds_the_real_name(vault: Vault) -> None:
    meet(vault, person(), real_name=CANARY)
    start(vault, session())
    shown = vault.transact(
        lambda work: (
            work.people.get_person("p1"),
            work.people.list_recent(8),
            work.read_record("s1"),
            work.sessions.list_sessions("p1"),
            work.sessions.list_unfinished(8),
            list(work.audit_chain.iterate_verified()),
        )
    )
    assert CANARY not in repr(shown)
    assert "real_name" not in {field.name for kind in (Person, PersonRow) for field in fields(kind)}


def test_that_even_what_is_protected_does_not_print_itself(vault: Vault) -> None:
    meet(vault, person(), real_name=CANARY)
    shown = vault.transact(lambda work: work.people.reveal_identity("p1"))
    assert CANARY not in f"{shown} {shown!r} {shown.real_name}"


def test_that_of_three_hundred_people_those_seen_last_come_first(vault: Vault) -> None:
    def job(work: Transaction) -> None:
        for number in range(300):
            work.people.add_person(numbered(number), ProtectedIdentity(), "Amara Osei")

    vault.transact(job)
    vault.transact(lambda work: work.people.set_last_contact("p7", NOON + timedelta(days=1)))
    found = [row.id for row in vault.transact(lambda work: work.people.list_recent(500))]
    assert found == ["p7", *(f"p{number}" for number in range(299, -1, -1) if number != 7)]
    assert [row.id for row in vault.transact(lambda work: work.people.list_recent(3))] == ["p7", "p299", "p298"]


def test_that_a_list_says_how_many_sessions_there_were_and_when_the_last(vault: Vault) -> None:
    meet(vault, person(), numbered(2))
    start(vault, session())
    start(vault, session("s2", 2))
    vault.transact(lambda work: work.people.set_last_contact("p1", NOON + timedelta(hours=3)))
    found = {
        row.id: (row.sessions, row.last_contact) for row in vault.transact(lambda work: work.people.list_recent(8))
    }
    assert found == {"p1": (2, NOON + timedelta(hours=3)), "p2": (0, numbered(2).made_at)}
