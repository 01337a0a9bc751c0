"""People: met under a code name, found again, and what is protected shown only on purpose."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dasupport.actions.people import MAX_CODE_LENGTH, code_name_error, generate_code_names
from dasupport.actions.unlock import OpenVault
from dasupport.casework.attributed_text import MAX_CHARACTERS
from dasupport.casework.details import ChoiceDetail, FollowUpDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.samples import NOON, FixedClock, answer
from tests.samples import entry as said
from tests.vault.vault_steps import actions, add

CANARY = "Canary Wharfinger"


def refused(unlocked: OpenVault, code: str, real_name: str = "") -> str:
    """Why somebody could not be met; nothing may have been kept of them."""
    before = unlocked.people.list_people()
    with pytest.raises(Refusal) as caught:
        unlocked.people.add_person(code, real_name, "swale", Presenting.USING)
    assert unlocked.people.list_people() == before
    return caught.value.item


def test_that_somebody_met_has_a_session_and_a_dated_statement(unlocked: OpenVault, met: Record) -> None:
    assert (met.person.code_name, met.person.area, met.person.made_at) == ("KD-1234", "swale", NOON)
    assert (met.session.number, met.session.author, met.session.is_sealed) == (1, "Amara Osei", False)
    (entry,) = met.entries
    assert entry.slot == Slot(Kind.PRESENTING, PRESENTING_ITEM)
    assert (entry.author, entry.at, entry.answer.detail) == ("Amara Osei", NOON, ChoiceDetail("using"))
    assert unlocked.sessions.open_session(met.session.id) == met


def test_that_the_session_names_the_words_that_were_on_screen(met: Record, unlocked: OpenVault) -> None:
    assert met.session.pack == "blank 1"


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("", "CODE-EMPTY"),
        (" \t\n ", "CODE-EMPTY"),
        ("x" * (MAX_CODE_LENGTH + 1), "CODE-LONG"),
        ("a\0b", "REF-TEXT-NUL"),
        ("half \ud83d", "REF-TEXT-BROKEN"),
        ("x" * MAX_CODE_LENGTH * 1000, "CODE-LONG"),
    ],
)
def test_that_a_code_name_that_will_not_do_is_refused(unlocked: OpenVault, code: str, item: str) -> None:
    assert refused(unlocked, code) == item


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Zoë", "Zoë Ångström"),
        ("zoe 7", "Zoë Ångström"),
        ("Angstrom", "Zoë Ångström"),
        ("ZOË-1", "Zoë"),
        ("Юлия", "Юлия Иванова"),
        ("王芳", "王芳"),
        ("O'Brien", "Pat O\N{RIGHT SINGLE QUOTATION MARK}Brien"),
        ("mary-jane", "Mary Jane"),
        ("Robin1", "Robin Example"),
        ("KDrobin", "Robin Example"),
        ("Ro-bin", "Robin E"),
    ],
)
def test_that_a_code_name_that_gives_the_real_name_away_is_refused(unlocked: OpenVault, code: str, name: str) -> None:
    assert refused(unlocked, code, name) == "CODE-IS-NAME"


@pytest.mark.parametrize(("code", "name"), [("KD-1", "Jo Kd"), ("Kestrel", "Kes"), ("Robin", ""), ("Zo", "Zoë")])
def test_that_a_code_name_that_only_looks_a_little_like_it_will_do(code: str, name: str) -> None:
    assert code_name_error(code, name) is None


@pytest.mark.parametrize(
    "code",
    [
        "KD-1234",
        "kd-1234",
        "  kd-1234 ",
        "Kd-1234",
        "KD\u20111234",
        "KD\u20131234",
        "KD-12\u200b34",
        "KD\u2060-1234",
        "\uff2b\uff24-1234",
    ],
)
def test_that_a_code_name_in_use_is_refused_in_whatever_case(unlocked: OpenVault, met: Record, code: str) -> None:
    assert refused(unlocked, code) == "CODE-TAKEN"


def test_that_blanks_around_and_inside_are_tidied(unlocked: OpenVault) -> None:
    found = unlocked.people.add_person("  Grey \t  Heron\n", "", "swale", Presenting.NOT_CLEAR)
    assert found.person.code_name == "Grey Heron"
    assert refused(unlocked, "grey heron") == "CODE-TAKEN"


@pytest.mark.parametrize(
    ("name", "item"),
    [("a\0b", "REF-TEXT-NUL"), ("\udc00", "REF-TEXT-BROKEN"), ("x" * (MAX_CHARACTERS + 1), "REF-TEXT-LONG")],
)
def test_that_a_real_name_that_cannot_be_kept_is_refused(unlocked: OpenVault, name: str, item: str) -> None:
    assert refused(unlocked, "KD-2", name) == item


def test_that_an_offered_code_name_is_free_and_says_nothing(unlocked: OpenVault) -> None:
    offers = [unlocked.people.suggest_code_name() for _ in range(20)]
    assert all(re.fullmatch(r"KD-[1-9]\d{3}", offer) for offer in offers)
    assert offers != sorted(offers)
    for offer in set(offers):
        unlocked.people.add_person(offer, "", "swale", Presenting.NOT_CLEAR)


def test_that_code_names_grow_longer_where_the_short_ones_are_used_up() -> None:
    sizes = [len(code) for code in generate_code_names()]
    assert sizes[0] == len("KD-1234")
    assert sizes == sorted(sizes)
    assert sizes[-1] == len("KD-123456789")


def test_that_the_real_name_comes_out_only_when_it_is_asked_for_and_that_is_logged(
    unlocked: OpenVault, vault: Vault
) -> None:
    found = unlocked.people.add_person("KD-2", CANARY, "swale", Presenting.EXPERIENCING)
    page = unlocked.people.open_person(found.person.id)
    today = unlocked.people.load_agenda(NOON.date())
    assert CANARY not in repr(
        (found, page, today, unlocked.people.list_people(), unlocked.sessions.open_session(found.session.id))
    )
    assert "revealed" not in actions(vault)
    assert unlocked.people.reveal_identity(found.person.id).real_name.value == CANARY
    assert actions(vault).count("revealed") == 1


def test_that_nobody_is_there_says_the_same_for_whatever_was_asked(unlocked: OpenVault, vault: Vault) -> None:
    before = actions(vault)
    for ask in (
        unlocked.people.open_person,
        unlocked.people.reveal_identity,
        unlocked.people.start_session,
        unlocked.sessions.open_session,
    ):
        with pytest.raises(Refusal, match=r"^REF-NOT-HERE$"):
            ask("nobody of this id")
    assert actions(vault) == before


def test_that_a_second_session_is_numbered_and_brings_the_person_to_the_front(
    unlocked: OpenVault, met: Record, clock: FixedClock
) -> None:
    clock.move(minutes=5)
    unlocked.people.add_person("KD-2", "", "swale", Presenting.NOT_CLEAR)
    clock.move(days=1)
    again = unlocked.people.start_session(met.person.id)
    assert (again.session.number, again.session.started_at) == (2, clock())
    assert again.entries == ()
    assert again.presenting is Presenting.USING
    assert [row.code_name for row in unlocked.people.list_people()] == ["KD-1234", "KD-2"]


def test_that_a_persons_page_shows_sessions_and_dated_statements(
    unlocked: OpenVault, met: Record, vault: Vault, clock: FixedClock
) -> None:
    clock.move(days=1)
    again = unlocked.people.start_session(met.person.id)
    newer = said(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail("experiencing")))
    add(vault, replace(newer, session=again.session.id))
    page = unlocked.people.open_person(met.person.id)
    assert [row.number for row in page.sessions] == [2, 1]
    assert [stated.presenting for stated in page.statements] == [Presenting.USING, Presenting.EXPERIENCING]


def test_that_today_holds_what_needs_the_worker_now(unlocked: OpenVault, met: Record, vault: Vault) -> None:
    for days in (0, 7, 8):
        due = FollowUpDetail(NOON.date() + timedelta(days=days), f"in {days}")
        add(vault, replace(said(Kind.FOLLOW_UP, f"F{days}", answer(detail=due)), session=met.session.id))
    today = unlocked.people.load_agenda(NOON.date())
    assert [row.label for row in today.due] == ["in 0", "in 7"]
    assert [row.id for row in today.unfinished] == [met.session.id]
    assert [row.code_name for row in today.recent] == ["KD-1234"]


def test_that_today_of_a_new_vault_is_empty(unlocked: OpenVault) -> None:
    today = unlocked.people.load_agenda(date(2026, 11, 21))
    assert (today.due, today.unfinished, today.recent) == ((), (), ())


def test_that_today_shows_no_more_than_asked_for(unlocked: OpenVault, clock: FixedClock) -> None:
    for number in range(12):
        clock.move(minutes=1)
        unlocked.people.add_person(f"KD-{number}", "", "swale", Presenting.NOT_CLEAR)
    today = unlocked.people.load_agenda(NOON.date(), most=5)
    assert [row.code_name for row in today.recent] == [f"KD-{number}" for number in (11, 10, 9, 8, 7)]
    assert len(today.unfinished) == 5
    assert len(unlocked.people.list_people()) == 12


def test_that_meeting_leaves_one_line_for_each_thing_that_was_made(
    unlocked: OpenVault, vault: Vault, met: Record
) -> None:
    assert actions(vault)[1:] == ["person", "session", "entry"]


def test_that_a_person_can_be_opened_though_a_statement_of_how_they_present_was_taken_back(
    unlocked: OpenVault, met: Record, vault: Vault
) -> None:
    unsaid = said(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail("")))
    add(vault, replace(unsaid, session=met.session.id))
    assert unlocked.people.open_person(met.person.id).person == met.person
