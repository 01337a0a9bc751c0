"""The sheet for the person: it starts empty, and holds what was chosen for it and nothing else."""

from datetime import timedelta

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.sheets.client_sheet import (
    ClientSheetChoice,
    find_offered_services,
    get_next_step,
    list_refusals,
    make_client_sheet,
)
from dasupport.sheets.model import Heading, Quote
from tests.samples import KNOWN, answer, entry, record
from tests.sheets.sample_sheets import (
    ANYONE,
    BOTH,
    EXPERIENCING,
    FOR_WORKERS,
    STEP,
    TODAY,
    USING,
    lines,
    note,
    presents,
    refused,
    step,
    talked,
    with_service,
)

ALONE, SEEN = "nobody", "someone"


def test_that_a_choice_starts_empty() -> None:
    assert ClientSheetChoice() == ClientSheetChoice(services=(), next_step=False, who_else="")


@pytest.mark.parametrize("who", [ALONE, SEEN, "unsure"])
def test_that_an_empty_choice_makes_no_sheet(blank: Pack, who: str) -> None:
    assert refused(BOTH, blank, ClientSheetChoice(who_else=who)) == "SHEET-EMPTY"


def test_that_nothing_is_made_before_somebody_said_who_else_may_see_it(blank: Pack) -> None:
    assert refused(BOTH, blank, ClientSheetChoice((USING,), True)) == "SHEET-READERS"


def test_that_every_reason_is_given_in_order(blank: Pack) -> None:
    made = record(presents("using"), talked(EXPERIENCING, number_checked=None))
    choice = ClientSheetChoice((EXPERIENCING, USING), who_else="")
    assert list_refusals(made, blank, choice, TODAY) == (
        "SHEET-READERS",
        "SHEET-TALK-FIRST",
        "SHEET-MIXED",
        "SHEET-WRONG-SIDE",
        "SHEET-UNCHECKED",
    )
    assert list_refusals(made, blank, ClientSheetChoice(), TODAY) == ("SHEET-READERS", "SHEET-EMPTY")


@pytest.mark.parametrize(
    ("made", "services", "why"),
    [
        (record(), (USING,), "SHEET-TALK-FIRST"),
        (record(talked(USING, explained=False)), (USING,), "SHEET-TALK-FIRST"),
        (record(talked(USING, state="")), (USING,), "SHEET-TALK-FIRST"),
        (record(talked(USING, state="withdrawn")), (USING,), "SHEET-TALK-FIRST"),
        (record(talked(USING, reach=CONFIDENTIAL)), (USING,), "SHEET-TALK-FIRST"),
        (record(talked("GONE"), talked(USING)), ("GONE", USING), "SHEET-TALK-FIRST"),
        (record(talked(USING), talked(EXPERIENCING)), (USING, EXPERIENCING), "SHEET-MIXED"),
        (record(presents("experiencing"), talked(USING)), (USING,), "SHEET-WRONG-SIDE"),
        (record(presents("using"), talked(EXPERIENCING)), (EXPERIENCING,), "SHEET-WRONG-SIDE"),
        (record(talked(FOR_WORKERS)), (FOR_WORKERS,), "SHEET-WRONG-SIDE"),
        (record(talked(USING, number_checked=None)), (USING,), "SHEET-UNCHECKED"),
        (record(talked(USING, number_checked=TODAY - timedelta(days=1))), (USING,), "SHEET-UNCHECKED"),
    ],
    ids=[
        "not taken",
        "not explained",
        "not begun",
        "withdrawn",
        "held back",
        "gone from the pack",
        "both sides",
        "wrong side",
        "wrong side too",
        "professional only",
        "never checked",
        "checked yesterday",
    ],
)
def test_that_this_service_goes_on_no_sheet(blank: Pack, made: Record, services: tuple[str, ...], why: str) -> None:
    assert refused(made, blank, ClientSheetChoice(services, who_else=ALONE)) == why


@pytest.mark.parametrize(
    ("made", "service"),
    [
        (record(talked(USING)), USING),
        (record(presents("using"), talked(USING)), USING),
        (record(presents("experiencing"), talked(EXPERIENCING)), EXPERIENCING),
        (record(presents("using"), talked(ANYONE)), ANYONE),
        (record(presents("not_clear"), talked(EXPERIENCING)), EXPERIENCING),
    ],
)
def test_that_this_service_may_go_on_a_sheet(blank: Pack, made: Record, service: str) -> None:
    assert refused(made, blank, ClientSheetChoice((service,), who_else=ALONE)) == ""


def test_that_a_service_for_anyone_goes_with_either_side(blank: Pack) -> None:
    assert refused(BOTH, blank, ClientSheetChoice((USING, ANYONE), who_else=ALONE)) == ""


def test_that_a_number_which_the_pack_knows_to_be_fresh_needs_no_call(blank: Pack) -> None:
    fresh = with_service(blank, USING, checked_on=TODAY - timedelta(days=20), check_by=TODAY)
    late = with_service(blank, USING, checked_on=TODAY - timedelta(days=20), check_by=TODAY - timedelta(days=1))
    made, choice = record(talked(USING, number_checked=None)), ClientSheetChoice((USING,), who_else=ALONE)
    assert refused(made, fresh, choice) == ""
    assert refused(made, late, choice) == "SHEET-UNCHECKED"


def test_that_services_stand_in_the_order_in_which_they_were_chosen(blank: Pack) -> None:
    first = lines(BOTH, blank, ClientSheetChoice((ANYONE, USING), who_else=ALONE))
    second = lines(BOTH, blank, ClientSheetChoice((USING, ANYONE), who_else=ALONE))
    assert first.index(f"{ANYONE} plain_offer") < first.index(f"{USING} plain_offer")
    assert second.index(f"{USING} plain_offer") < second.index(f"{ANYONE} plain_offer")


def test_that_the_sheet_holds_name_offer_numbers_hours_and_website(blank: Pack) -> None:
    named = with_service(blank, EXPERIENCING, plain_name="")
    said = lines(record(talked(EXPERIENCING)), named, ClientSheetChoice((EXPERIENCING,), who_else=ALONE))
    all_hours, weekdays = blank.services[EXPERIENCING].phones
    assert said == (
        "person_title",
        "K-VIC-KIDAS name",
        "K-VIC-KIDAS plain_offer",
        all_hours.number,
        "K-VIC-KIDAS hours",
        weekdays.number,
        "K-VIC-KIDAS hours",
        "K-VIC-KIDAS web",
    )


def test_that_a_service_with_a_plain_name_shows_neither_its_own_name_nor_its_website(blank: Pack) -> None:
    plain = with_service(blank, USING, plain_name="The Tuesday group")
    said = lines(BOTH, plain, ClientSheetChoice((USING,), who_else=ALONE))
    assert "The Tuesday group" in said
    assert not {f"{USING} name", f"{USING} web"} & set(said)


def test_that_words_about_a_referral_never_go_on_the_sheet(blank: Pack) -> None:
    made = record(talked(USING, words="He would rather not."), note(reach=KNOWN))
    said = " ".join(lines(made, blank, ClientSheetChoice((USING,), who_else=ALONE)))
    assert "rather" not in said
    assert "post" not in said


def test_that_the_next_step_goes_on_the_sheet_only_where_it_was_ticked(blank: Pack) -> None:
    assert STEP in lines(BOTH, blank, ClientSheetChoice((USING,), True, ALONE))
    assert STEP not in lines(BOTH, blank, ClientSheetChoice((USING,), False, ALONE))


def test_that_a_next_step_alone_makes_a_sheet(blank: Pack) -> None:
    made = make_client_sheet(record(step()), blank, ClientSheetChoice((), True, ALONE), TODAY)
    assert made.parts == (Heading("next_step"), Quote(STEP))


@pytest.mark.parametrize("words", ["", "  \n "])
def test_that_a_next_step_without_words_makes_no_sheet(blank: Pack, words: str) -> None:
    assert refused(record(step(words)), blank, ClientSheetChoice((), True, ALONE)) == "SHEET-EMPTY"
    assert "next_step" not in lines(record(talked(USING), step(words)), blank, ClientSheetChoice((USING,), True, ALONE))


def test_that_a_next_step_the_person_does_not_know_of_stays_here(blank: Pack) -> None:
    made = record(step(reach=CONFIDENTIAL))
    assert get_next_step(made) == ""
    assert refused(made, blank, ClientSheetChoice((), True, ALONE)) == "SHEET-EMPTY"


def test_that_the_newest_words_of_the_next_step_count() -> None:
    first = step()
    second = entry(Kind.NEXT_STEP, "NEXT-STEP", answer("Wait.", reach=KNOWN), id="second", supersedes=first.id)
    assert get_next_step(record(first, second)) == "Wait."


@pytest.mark.parametrize("who", [SEEN, "unsure", "a value that nobody knows"])
def test_that_paper_which_others_may_see_holds_numbers_and_hours_only(english: Pack, who: str) -> None:
    made = record(presents("experiencing"), talked(EXPERIENCING), talked(ANYONE), step())
    said = make_client_sheet(made, english, ClientSheetChoice((EXPERIENCING, ANYONE), True, who), TODAY)
    phones = [phone for id in (EXPERIENCING, ANYONE) for phone in english.services[id].phones]
    allowed = {phone.number for phone in phones} | {phone.hours for phone in phones if phone.hours}
    assert set(said.lines) == allowed
    assert (said.title, said.footer) == ("", "")


def test_that_the_numbers_of_no_service_come_with_a_word_of_why(english: Pack) -> None:
    """Control: the sheet for nobody else does say it."""
    alone: list[str] = []
    telling = ("abus", "violen", "domestic", "victim", "refuge", "perpetrat", "relationship", "safe", "help")
    for service in english.directory:
        made, words = record(talked(service.id)), {}
        for who in (SEEN, ALONE):
            choice = ClientSheetChoice((service.id,), who_else=who)
            said = lines(made, english, choice) if not refused(made, english, choice) else ()
            words[who] = " ".join(said).lower()
        assert [word for word in telling if word in words[SEEN]] == []
        alone.append(words[ALONE])
    assert all(any(word in said for said in alone) for word in ("relationship", "help"))


def test_that_a_slip_without_any_number_is_not_made(blank: Pack) -> None:
    silent = with_service(blank, USING, phones=())
    assert refused(BOTH, silent, ClientSheetChoice((USING,), True, SEEN)) == "SHEET-EMPTY"
    assert refused(BOTH, blank, ClientSheetChoice((), True, SEEN)) == "SHEET-EMPTY"
    assert refused(BOTH, silent, ClientSheetChoice((USING,), True, ALONE)) == ""


def test_that_a_service_counts_as_talked_through_by_its_newest_statement() -> None:
    first = talked(USING)
    gone = talked(USING, state="withdrawn")
    later = entry(Kind.REFERRAL, "REFERRAL", gone.answer, part=USING, id="later", supersedes=first.id)
    assert set(find_offered_services(record(first))) == {USING}
    assert find_offered_services(record(first, later)) == {}


def test_that_a_sheet_for_training_says_so(blank: Pack) -> None:
    made = make_client_sheet(BOTH, blank, ClientSheetChoice((USING,), who_else=SEEN), TODAY, "watermark")
    assert made.watermark == "watermark"
    assert made.lines[0] == "watermark"


def test_that_the_sheet_is_in_large_type(blank: Pack) -> None:
    assert make_client_sheet(BOTH, blank, ClientSheetChoice((USING,), who_else=ALONE), TODAY).large
