"""Records and periods: what is past, what waits, what is held, what was deleted; by code name, or without any."""

import pytest

from dasupport.casework.people import Presenting
from dasupport.casework.retention import DeletionReason, Periods
from dasupport.ui.screen.blocks import Chip, ListRow, ListRows, TextField
from dasupport.ui.screen.routes import Home, RecordRetention, RetentionOverview, Settings
from dasupport.ui.screens.home.home import RECORDS
from dasupport.ui.screens.vault.retention import PERIOD, RECORD, RetentionAction
from tests.samples import PASSPHRASE, FixedClock
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, inside
from tests.vault.vault_steps import actions, two_weeks

YEARS = 366 * 6


def lines(hand: Hand, label: str) -> list[ListRow]:
    """The rows of one list."""
    return [
        line for part in inside(hand.screen) if isinstance(part, ListRows) and part.label == label for line in part.rows
    ]


def records(hand: Hand) -> Hand:
    hand.go(RetentionOverview())
    return hand


def someone(hand: Hand, code: str = "KD-1234") -> str:
    return hand.office.open_vault.people.add_person(code, "", "swale", Presenting.USING).person.id


def deleted(hand: Hand) -> None:
    hand.type_again()
    asked = hand.office.open_vault.retention.request_deletion(someone(hand), DeletionReason.MISTAKE).deletion
    assert asked is not None
    two_weeks(hand.vault, hand.clock)
    hand.office.open_vault.retention.carry_out_deletion(asked)


def test_that_a_vault_in_which_nothing_is_past_says_so(hand: Hand) -> None:
    someone(hand)
    assert "past_none" in records(hand).texts
    assert "certificates_none" in hand.texts


def test_that_nothing_is_said_before_it_has_come(slow: Hand, lane: Lane) -> None:
    records(slow)
    assert "past_none" not in slow.texts
    lane.go_on()
    assert "past_none" in slow.texts


def test_that_what_is_past_is_listed_with_its_sort_and_its_day_and_opens(hand: Hand, clock: FixedClock) -> None:
    person = someone(hand)
    clock.move(days=YEARS)
    (line,) = lines(records(hand), "past")
    assert (line.name, line.about, line.aside) == ("KD-1234", "record", "until 21 months10 2032")
    hand.press(f"{RECORD}{person}")
    assert hand.route == RecordRetention(person)


def test_that_what_waits_is_listed_with_its_day_and_then_with_a_word(hand: Hand, clock: FixedClock) -> None:
    person = someone(hand)
    hand.type_again()
    hand.office.open_vault.retention.request_deletion(person, DeletionReason.PERSON_ASKED)
    assert [line.chip for line in lines(records(hand), "waiting")] == [Chip("from_day 5 months11 2026")]
    two_weeks(hand.vault, clock)
    assert [line.chip for line in lines(records(hand), "waiting")] == [Chip("ready", "care")]
    assert lines(hand, "past") == []


def test_that_what_lacks_days_of_work_is_listed_with_their_number(hand: Hand, clock: FixedClock) -> None:
    person = someone(hand)
    hand.type_again()
    hand.office.open_vault.retention.request_deletion(person, DeletionReason.PERSON_ASKED)
    clock.move(days=14)
    assert [line.chip for line in lines(records(hand), "waiting")] == [Chip("days_count 3")]
    for _ in range(2):
        clock.move(days=1)
        hand.type_again()
    assert [line.chip for line in lines(records(hand), "waiting")] == [Chip("days_count_one")]


def test_that_what_is_held_is_listed_without_its_reason(hand: Hand) -> None:
    hand.office.open_vault.retention.place_hold(someone(hand), "A court has asked")
    assert [line.chip for line in lines(records(hand), "held")] == [Chip("held_chip 21 months10 2026", "held")]
    assert not any("court" in text for text in hand.texts)


def test_that_a_certificate_tells_when_and_by_whom_and_nothing_of_the_person(hand: Hand) -> None:
    deleted(hand)
    shown = records(hand).texts
    assert "certificate record 5 months11 2026" in shown
    assert "asked Amara Osei 21 months10 2026 mistake" in shown
    assert "went 1 1 0 0" in shown
    assert [len(group) for group in next(text for text in shown if text.startswith("seal ")).split()[1:]] == [8] * 8
    assert not any("KD-1234" in text for text in shown)


def test_that_periods_are_set_with_the_passphrase_and_hold_from_then_on(hand: Hand) -> None:
    records(hand).write(f"{PERIOD}record_years", "7")
    hand.type(f"{PERIOD}wait_days", " 30 ")
    hand.press(RetentionAction.SET_PERIODS)
    assert hand.told == ["PASS-AGAIN"]
    assert hand.shown(f"{PERIOD}record_years") == "7"
    hand.type_again()
    hand.press(RetentionAction.SET_PERIODS)
    assert "were_set" in hand.texts
    assert hand.office.open_vault.retention.load_overview().periods == Periods(record_years=7, wait_days=30)
    assert actions(hand.vault)[-1] == "periods"


@pytest.mark.parametrize("text", ["", "0", "31", "six", "-1", "1.5", "9" * 4000, "²"])
def test_that_a_period_that_is_no_number_within_bounds_changes_nothing(hand: Hand, text: str) -> None:
    hand.type_again()
    records(hand).write(f"{PERIOD}record_years", text)
    hand.press(RetentionAction.SET_PERIODS)
    assert hand.told == ["KEEP-BOUNDS"]
    assert hand.find(TextField, f"{PERIOD}record_years").text == text
    assert hand.office.open_vault.retention.load_overview().periods == Periods()


def test_that_fewer_years_with_a_child_than_without_are_refused_and_nothing_is_changed(hand: Hand) -> None:
    hand.type_again()
    records(hand).write(f"{PERIOD}child_years", "1")
    hand.press(RetentionAction.SET_PERIODS)
    assert hand.told == ["KEEP-CHILD"]
    assert "were_set" not in hand.texts
    assert hand.office.open_vault.retention.load_overview().periods == Periods()


def test_that_the_page_leads_back_to_the_settings(hand: Hand) -> None:
    records(hand).press(RetentionAction.BACK)
    assert hand.route == Settings()


def home(hand: Hand) -> list[str]:
    hand.go(Home())
    return [line.about for line in lines(hand, "title")]


def test_that_home_says_how_many_are_past_and_how_many_are_ready_and_nothing_where_none_is(
    hand: Hand, clock: FixedClock
) -> None:
    first, _ = someone(hand), someone(hand, "KD-2")
    assert home(hand) == []
    clock.move(days=YEARS)
    assert home(hand) == ["past_count 2"]
    assert hand.office.open_vault.confirm_passphrase(PASSPHRASE)
    hand.office.open_vault.retention.request_deletion(first, DeletionReason.PAST_PERIOD)
    assert home(hand) == ["past_count_one", "waiting_count_one"]
    two_weeks(hand.vault, clock)
    assert home(hand) == ["ready_count_one", "past_count_one"]
    hand.press(RECORDS)
    assert hand.route == RetentionOverview()


def test_that_a_number_that_was_only_typed_does_not_look_as_if_it_counted(hand: Hand) -> None:
    assert "not_set" not in records(hand).texts
    hand.write(f"{PERIOD}record_years", "8")
    assert "not_set" in hand.texts
    assert "not_set" in records(hand).texts
    hand.type_again()
    hand.press(RetentionAction.SET_PERIODS)
    assert "not_set" not in hand.texts
    assert "were_set" in hand.texts
    hand.write(f"{PERIOD}record_years", "9")
    assert "not_set" in hand.texts
    hand.write(f"{PERIOD}record_years", "8")
    assert "not_set" not in hand.texts
