"""How one record is kept: held with a reason, asked to be deleted, taken back, deleted after its days."""

import pytest

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Button, Chip, Choice, Note
from dasupport.ui.screen.routes import Home, PersonView, RecordRetention, RetentionOverview
from dasupport.ui.screens.vault.record_retention import RecordRetentionAction, RecordRetentionField
from dasupport.vault.vault import Vault
from tests.samples import CountedIds, FixedClock, owned_by
from tests.ui.samples import Hand, inside, keys
from tests.vault.vault_steps import actions, two_weeks


@pytest.fixture
def kept(hand: Hand) -> Hand:
    """The page of a record, a moment after the passphrase was typed again."""
    hand.meet(Presenting.USING)
    hand.type_again()
    hand.go(RecordRetention(hand.person))
    return hand


def ask(hand: Hand, why: str = "person_asked") -> Hand:
    hand.choose(RecordRetentionField.DELETION_REASON, why)
    hand.press(RecordRetentionAction.REQUEST_DELETION)
    return hand


def hold(hand: Hand, reason: str = "A court has asked") -> Hand:
    hand.write(RecordRetentionField.HOLD_REASON, reason)
    hand.press(RecordRetentionAction.HOLD)
    return hand


def test_that_a_record_tells_its_sort_its_last_contact_and_its_day(kept: Hand) -> None:
    assert kept.texts[:5] == [
        "KD-1234",
        "title",
        "fact sort record",
        "fact last 21 months10 2026",
        "fact until 21 months10 2032",
    ]


def test_that_the_way_leads_from_the_person_and_back_and_on_to_all_records(kept: Hand) -> None:
    kept.go(PersonView(kept.person))
    been = [kept.route]
    for key in ("keeping", RecordRetentionAction.PERSON, "keeping", RecordRetentionAction.RECORDS):
        kept.press(key)
        been.append(kept.route)
    person = PersonView(kept.person)
    assert been == [person, RecordRetention(kept.person), person, RecordRetention(kept.person), RetentionOverview()]


def chips(hand: Hand) -> list[str]:
    return [part.text for part in inside(hand.screen) if isinstance(part, Chip)]


def test_that_a_hold_and_a_deletion_that_waits_stand_over_the_work_and_at_home(kept: Hand) -> None:
    kept.go(PersonView(kept.person))
    assert keys(kept.screen).index("keeping") > keys(kept.screen).index("name")
    kept.go(RecordRetention(kept.person))
    hold(ask(kept))
    kept.go(PersonView(kept.person))
    assert chips(kept)[:2] == ["held 21 months10 2026 Amara Osei", "waits 5 months11 2026"]
    assert keys(kept.screen).count("keeping") == 1
    assert keys(kept.screen).index("keeping") < keys(kept.screen).index("sessions")
    kept.go(Home())
    assert "waiting_count_one" in kept.texts
    kept.clock.move(days=14)
    kept.go(PersonView(kept.person))
    assert chips(kept)[1] == "waits_no_more"


def test_that_a_hold_begins_and_ends_with_a_reason(kept: Hand) -> None:
    kept.press(RecordRetentionAction.HOLD)
    assert kept.told == ["KEEP-REASON"]
    hold(kept)
    held = kept.find(Note, "held")
    assert (held.title, held.say) == ("held 21 months10 2026 Amara Osei", "A court has asked")
    assert kept.shown(RecordRetentionField.HOLD_REASON) == ""
    assert "deletion_held" in kept.texts
    assert not kept.has(RecordRetentionAction.REQUEST_DELETION)
    kept.press(RecordRetentionAction.LIFT_HOLD)
    assert kept.told == ["KEEP-REASON"] * 2
    kept.write(RecordRetentionField.HOLD_REASON, "The court is done")
    kept.press(RecordRetentionAction.LIFT_HOLD)
    assert kept.has(RecordRetentionAction.REQUEST_DELETION)


def test_that_a_reason_that_cannot_be_kept_stays_on_the_screen(kept: Hand) -> None:
    hold(kept, "a\0b")
    assert kept.told == ["REF-TEXT-NUL"]
    assert kept.shown(RecordRetentionField.HOLD_REASON) == "a\0b"


def test_that_a_deletion_is_asked_for_with_one_of_the_reasons_and_not_as_past_before_it_is(
    kept: Hand, clock: FixedClock
) -> None:
    assert not kept.find(Button, RecordRetentionAction.REQUEST_DELETION).enabled
    assert [option.value for option in kept.find(Choice, RecordRetentionField.DELETION_REASON).options] == [
        "person_asked",
        "mistake",
    ]
    clock.move(days=366 * 6)
    kept.go(RecordRetention(kept.person))
    assert [option.value for option in kept.find(Choice, RecordRetentionField.DELETION_REASON).options] == [
        "past_period",
        "person_asked",
        "mistake",
    ]
    assert "past" in kept.texts


def test_that_a_deletion_waits_and_says_until_when(kept: Hand) -> None:
    ask(kept)
    waits = kept.find(Note, "waits")
    assert waits.title == "waits 5 months11 2026"
    assert waits.say == "waits_sub Amara Osei 21 months10 2026 person_asked"
    assert not kept.has(RecordRetentionAction.CARRY_OUT_DELETION)


def test_that_a_deletion_that_waits_can_be_taken_back(kept: Hand) -> None:
    ask(kept).press(RecordRetentionAction.WITHDRAW_REQUEST)
    assert kept.has(RecordRetentionAction.REQUEST_DELETION)
    assert actions(kept.vault)[-1] == "taken back"


def test_that_a_record_that_is_held_while_its_deletion_waits_cannot_be_deleted(kept: Hand, clock: FixedClock) -> None:
    hold(ask(kept))
    clock.move(days=20)
    kept.go(RecordRetention(kept.person))
    assert not kept.has(RecordRetentionAction.CARRY_OUT_DELETION)
    assert kept.has(RecordRetentionAction.WITHDRAW_REQUEST)
    assert "deletion_held" in kept.texts


def test_that_after_its_days_a_deletion_is_carried_out_by_hand_and_leaves_its_certificate(
    kept: Hand, clock: FixedClock
) -> None:
    ask(kept)
    two_weeks(kept.vault, clock)
    kept.go(RecordRetention(kept.person))
    assert kept.find(Note, "second").tone == "calm"
    kept.press(RecordRetentionAction.CARRY_OUT_DELETION)
    assert kept.route == RetentionOverview()
    assert "certificate record 5 months11 2026" in kept.texts
    assert kept.office.open_vault.people.list_people() == ()


def test_that_a_clock_set_forward_hastens_nothing_and_is_told_why(kept: Hand, clock: FixedClock) -> None:
    ask(kept)
    clock.move(days=14)
    kept.type_again()
    kept.go(RecordRetention(kept.person))
    assert kept.find(Note, "waits").title == "waits_count 2"
    assert "waits_why 3" in kept.texts
    assert not kept.has(RecordRetentionAction.CARRY_OUT_DELETION)
    clock.move(days=1)
    kept.type_again()
    kept.go(RecordRetention(kept.person))
    assert kept.find(Note, "waits").title == "waits_count_one"
    clock.move(days=1)
    kept.type_again()
    kept.go(RecordRetention(kept.person))
    assert kept.has(RecordRetentionAction.CARRY_OUT_DELETION)


def test_that_a_session_of_a_deleted_record_is_no_longer_on_the_desk(kept: Hand, clock: FixedClock) -> None:
    kept.open(SessionPage.GATE)
    kept.go(RecordRetention(kept.person))
    ask(kept)
    two_weeks(kept.vault, clock)
    kept.go(RecordRetention(kept.person))
    kept.press(RecordRetentionAction.CARRY_OUT_DELETION)
    assert kept.office.editor is None
    assert kept.told == []


@pytest.mark.parametrize(
    "key",
    [RecordRetentionAction.REQUEST_DELETION, RecordRetentionAction.LIFT_HOLD, RecordRetentionAction.CARRY_OUT_DELETION],
)
def test_that_what_cannot_be_undone_asks_for_the_passphrase_and_keeps_what_was_written(
    hand: Hand, clock: FixedClock, key: str
) -> None:
    hand.meet()
    hand.type_again()
    hand.go(RecordRetention(hand.person))
    if key == RecordRetentionAction.LIFT_HOLD:
        hold(hand).write(RecordRetentionField.HOLD_REASON, "over")
    elif key == RecordRetentionAction.CARRY_OUT_DELETION:
        ask(hand)
        two_weeks(hand.vault, clock)
        hand.go(RecordRetention(hand.person))
    else:
        hand.choose(RecordRetentionField.DELETION_REASON, "mistake")
    hand.ticks.at += 61
    before = actions(hand.vault)
    hand.press(key)
    assert hand.told == ["PASS-AGAIN"]
    assert actions(hand.vault) == before
    assert hand.has(key)


def test_that_a_role_that_may_only_see_is_offered_nothing_to_do(
    vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds
) -> None:
    person = (
        Hand(vault, blank, clock, ids)
        .office.open_vault.people.add_person("KD-1", "", "swale", Presenting.USING)
        .person.id
    )
    trainer = Hand(owned_by(vault, "trainer"), blank, clock, ids)
    trainer.go(RecordRetention(person))
    assert "KD-1" in trainer.texts
    assert not any(
        trainer.has(key)
        for key in (
            RecordRetentionAction.HOLD,
            RecordRetentionField.HOLD_REASON,
            RecordRetentionField.DELETION_REASON,
            RecordRetentionAction.REQUEST_DELETION,
        )
    )
