"""Step four: services that fit, four that are refused, decisions that the record demands, and staying in touch."""

from datetime import date

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach
from dasupport.casework.details import ChoiceDetail, DecisionDetail, FollowUpDetail, ReferralDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.content.pack import Pack
from dasupport.sheets.file_copy import make_file_copy
from dasupport.ui.screen.blocks import Button, Card, Checkbox
from dasupport.ui.screen.routes import PrintSheets
from dasupport.ui.screens.directory.service_list import ServiceListAction, ServiceListField
from dasupport.ui.screens.session.refer_services import MORE, OTHER, REFER, REMOVE, ServicesAction
from tests.samples import answer
from tests.ui.samples import Hand, QuickHand, key_of, keys, texts

RESPECT, KIDAS, CDAP = "K-DIR-RESP", "K-VIC-KIDAS", "K-DIR-CDAP"


def referral(aspect: str) -> str:
    return key_of(Kind.REFERRAL, "REFERRAL", aspect, RESPECT)


@pytest.fixture
def referring(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    quick.open(SessionPage.SERVICES)
    return quick


@pytest.fixture
def chosen(referring: Hand) -> Hand:
    referring.press(f"{REFER}{RESPECT}")
    return referring


@pytest.fixture
def deciding(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    quick.open(SessionPage.DECISIONS)
    return quick


def services(hand: Hand) -> list[str]:
    return [name for name in keys(hand.screen.blocks) if name in hand.pack.services]


def decisions(hand: Hand) -> list[str]:
    return [block.key for block in hand.screen.blocks if isinstance(block, Card) and block.key.startswith("D-")]


def test_that_what_is_looked_for_at_first_is_what_the_record_says(referring: Hand) -> None:
    assert services(referring) == [CDAP, RESPECT, "SAMARITANS"]
    assert {"fits using say", "fits swale say"} <= set(referring.texts)


def test_that_stalking_on_the_record_looks_for_help_with_it(referring: Hand) -> None:
    referring.desk.commit(Slot(Kind.PAIR, "K-CA-CHK-04"), answer(detail=ChoiceDetail("right", "stalking")))
    assert "stalking say" in referring.texts
    assert services(referring) == []


def test_that_nothing_is_looked_for_that_is_not_clear(quick: QuickHand) -> None:
    quick.meet(Presenting.NOT_CLEAR)
    quick.open(SessionPage.SERVICES)
    assert len(services(quick)) == 6


def test_that_the_worker_may_look_for_somebody_else(referring: Hand) -> None:
    referring.press(ServiceListAction.FILTERS)
    referring.choose(ServiceListField.AUDIENCE, "experiencing")
    assert services(referring) == [KIDAS, "SAMARITANS"]


def test_that_a_chosen_service_stands_first_with_what_happens_next(chosen: Hand) -> None:
    assert services(chosen)[0] == RESPECT
    assert services(chosen).count(RESPECT) == 1
    assert {"taken", "happens", f"{RESPECT} what_happens {RESPECT} who_is_contacted"} <= set(chosen.texts)
    assert chosen.answer(Kind.REFERRAL, "REFERRAL", RESPECT).detail == ReferralDetail(RESPECT, "drafted")


def test_that_a_referral_is_confidential_until_it_was_talked_through(chosen: Hand) -> None:
    assert chosen.answer(Kind.REFERRAL, "REFERRAL", RESPECT).reach == CONFIDENTIAL
    chosen.tick(referral("explained"))
    assert chosen.answer(Kind.REFERRAL, "REFERRAL", RESPECT).reach == Reach("this_talk")
    chosen.tick(referral("explained"), on=False)
    assert chosen.answer(Kind.REFERRAL, "REFERRAL", RESPECT).reach == CONFIDENTIAL


def test_that_a_note_on_a_referral_stays_confidential_though_the_referral_was_talked_through(chosen: Hand) -> None:
    note = key_of(Kind.NOTE, "REFERRAL-NOTE", part=RESPECT)
    chosen.tick(referral("explained"))
    chosen.write(note, "His sister says that she is packing.")
    assert chosen.answer(Kind.NOTE, "REFERRAL-NOTE", RESPECT).reach == CONFIDENTIAL
    assert chosen.has(key_of(Kind.NOTE, "REFERRAL-NOTE", "source", RESPECT))
    whole = chosen.desk.record
    assert "packing" not in " ".join(make_file_copy(whole, chosen.pack, "person_may_see").lines)
    assert "packing" in " ".join(make_file_copy(whole, chosen.pack, "own_team").lines)


def test_that_after_a_service_is_chosen_the_cursor_goes_to_it_and_it_can_be_taken_out_again(referring: Hand) -> None:
    referring.press(f"{REFER}{RESPECT}")
    assert referring.screen.focus == referral("explained")
    referring.press(f"{REMOVE}{RESPECT}")
    assert referring.has(f"{REFER}{RESPECT}")
    assert referring.screen.focus == ServiceListField.SEARCH
    assert RESPECT not in referring.desk.record.referrals


def test_that_a_number_that_was_checked_today_is_not_checked_tomorrow(chosen: Hand) -> None:
    chosen.tick(referral("number_checked"))
    assert chosen.find(Checkbox, referral("number_checked")).on
    detail = chosen.answer(Kind.REFERRAL, "REFERRAL", RESPECT).detail
    assert isinstance(detail, ReferralDetail)
    assert detail.number_checked == date(2026, 11, 21)
    chosen.clock.move(days=1)
    chosen.open(SessionPage.SERVICES)
    assert not chosen.find(Checkbox, referral("number_checked")).on


def test_that_a_check_can_be_taken_back(chosen: Hand) -> None:
    chosen.tick(referral("number_checked"))
    chosen.tick(referral("number_checked"), on=False)
    assert chosen.answer(Kind.REFERRAL, "REFERRAL", RESPECT).detail == ReferralDetail(RESPECT, "drafted")


def test_that_a_referral_that_was_withdrawn_may_be_chosen_anew_and_is_talked_through_anew(chosen: Hand) -> None:
    chosen.tick(referral("explained"))
    chosen.choose(referral("state"), "withdrawn")
    assert "taken" not in chosen.texts
    chosen.press(f"{REFER}{RESPECT}")
    assert not chosen.find(Checkbox, referral("explained")).on


def test_that_the_whole_entry_opens_beside_the_others(referring: Hand) -> None:
    referring.press(f"{MORE}{CDAP}")
    assert f"fact gap {CDAP} gap" in referring.texts
    assert f"fact gap {RESPECT} gap" not in referring.texts


def test_that_the_four_refused_referrals_are_named_and_none_can_be_chosen(referring: Hand) -> None:
    for number in range(1, 5):
        assert f"fact K-S4-PROH-0{number} name K-S4-PROH-0{number} why" in referring.texts
    assert not any("PROH" in name for name in keys(referring.screen))


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("Anger management", "01"),
        ("the ANGER-management course at the gym", "01"),
        ("Rage control", "01"),
        ("couple\N{RIGHT SINGLE QUOTATION MARK}s counselling", "02"),
        ("Couples   Therapy", "02"),
        ("Relate", "02"),
        ("marriage guidance", "02"),
        ("family mediation", "03"),
        ("a MIAM", "03"),
        ("mediator", "03"),
        ("Family Therapy", "04"),
        ("systemic psychotherapy", "04"),
        ("whole-family therapy", "04"),
    ],
)
def test_that_what_is_refused_is_refused_by_whatever_name_and_with_the_reason(
    quick: QuickHand, english: Pack, name: str, item: str
) -> None:
    quick.change(pack=english)
    quick.meet(Presenting.USING)
    quick.open(SessionPage.SERVICES)
    quick.type(OTHER, name)
    why = next(refused.why for refused in english.refer.refused if refused.id == f"K-S4-PROH-{item}")
    assert quick.fault(OTHER) == why


@pytest.mark.parametrize("name", ["", "  ", "Respect Phoneline", "managed moves", "Relatives' group"])
def test_that_other_names_are_not_refused(quick: QuickHand, english: Pack, name: str) -> None:
    quick.change(pack=english)
    quick.meet(Presenting.USING)
    quick.open(SessionPage.SERVICES)
    quick.type(OTHER, name)
    assert quick.fault(OTHER) == ""


def test_that_a_service_that_the_directory_does_not_have_is_kept_in_words(referring: Hand) -> None:
    referring.write(OTHER, "The Monday club, 01234 567890")
    assert referring.answer(Kind.NOTE, "OTHER-SERVICE").words.value == "The Monday club, 01234 567890"
    assert referring.has(key_of(Kind.NOTE, "OTHER-SERVICE", "source"))


def test_that_what_is_refused_is_not_kept(quick: QuickHand, english: Pack) -> None:
    quick.change(pack=english)
    quick.meet(Presenting.USING)
    quick.open(SessionPage.SERVICES)
    quick.write(OTHER, "Calm Minds anger management")
    assert not quick.answer(Kind.NOTE, "OTHER-SERVICE").words
    assert quick.shown(OTHER) == "Calm Minds anger management"
    quick.write(OTHER, "Calm Minds")
    assert quick.fault(OTHER) == ""
    assert quick.answer(Kind.NOTE, "OTHER-SERVICE").words.value == "Calm Minds"


def test_that_the_paper_is_one_press_away_with_everything_said(referring: Hand) -> None:
    referring.desk.save_draft(Slot(Kind.NOTE, "NOTICE"), answer("half"))
    referring.press(ServicesAction.PAPER)
    assert referring.route == PrintSheets(referring.session, SessionPage.SERVICES)
    assert referring.desk.record.drafts == ()


def test_that_every_decision_can_be_made_though_none_is_demanded(deciding: Hand) -> None:
    assert decisions(deciding) == [decision.id for decision in deciding.pack.refer.decisions]
    assert "demanded" not in deciding.texts


def test_that_what_the_record_demands_comes_first_and_is_marked(deciding: Hand) -> None:
    deciding.choose(key_of(Kind.VIEW, "HIGH-RISK", "value"), "unsure")
    assert decisions(deciding)[0] == "D-MARAC"
    card = deciding.find(Card, "D-MARAC")
    assert (card.look, texts(card)[0]) == ("stop", "waiting")
    shown = deciding.texts
    assert shown.index("demanded") < shown.index("D-MARAC title") < shown.index("others") < shown.index("D-CHILD title")
    assert deciding.find(Card, "D-CHILD").look == "card"


def test_that_sharing_without_consent_demands_its_own_account(deciding: Hand) -> None:
    deciding.choose(key_of(Kind.CONSENT, "CONSENT-SHARE", "value"), "shared_without")
    assert decisions(deciding)[0] == "D-NO-CONSENT"


@pytest.mark.parametrize("outcome", ["passed_on", "referred"])
def test_that_any_answer_answers_even_passing_it_on(deciding: Hand, outcome: str) -> None:
    deciding.choose(key_of(Kind.VIEW, "HIGH-RISK", "value"), "yes")
    deciding.choose(key_of(Kind.DECISION, "D-MARAC", "outcome"), outcome)
    card = deciding.find(Card, "D-MARAC")
    assert (card.look, texts(card)[0]) == ("card", "answered")


def test_that_not_needed_needs_a_why_and_every_decision_somebody_who_made_it(deciding: Hand) -> None:
    def look() -> tuple[str, str]:
        card = deciding.find(Card, "D-MARAC")
        return card.look, texts(card)[0]

    deciding.choose(key_of(Kind.VIEW, "HIGH-RISK", "value"), "yes")
    deciding.choose(key_of(Kind.DECISION, "D-MARAC", "outcome"), "not_needed")
    assert deciding.shown(key_of(Kind.DECISION, "D-MARAC", "by")) == "Amara Osei"
    assert look() == ("stop", "incomplete")
    deciding.write(key_of(Kind.DECISION, "D-MARAC"), "It was there last week, and nothing is new.")
    assert look() == ("card", "answered")
    deciding.write(key_of(Kind.DECISION, "D-MARAC", "by"), "")
    assert look() == ("stop", "incomplete")


def test_that_a_decision_says_who_with_whom_and_why(deciding: Hand) -> None:
    by = key_of(Kind.DECISION, "D-MAPPA", "by")
    assert not deciding.has(by)
    deciding.choose(key_of(Kind.DECISION, "D-MAPPA", "outcome"), "told")
    deciding.write(by, "Ruth")
    deciding.write(key_of(Kind.DECISION, "D-MAPPA", "discussed_with"), "Sam")
    deciding.choose(key_of(Kind.DECISION, "D-MAPPA", "consent"), "not_safe")
    deciding.write(key_of(Kind.DECISION, "D-MAPPA"), "He is on licence.")
    said = deciding.answer(Kind.DECISION, "D-MAPPA")
    assert said.words.value == "He is on licence."
    assert said.detail == DecisionDetail("told", "Ruth", "Sam", "not_safe")


def test_that_the_numbers_to_ring_stand_on_the_card_as_the_directory_has_them(deciding: Hand, blank: Pack) -> None:
    by_day, by_night = blank.services["KM-CHILD-KENT"].phones
    assert f"call KM-CHILD-KENT name {by_day.number}; {by_night.number} · KM-CHILD-KENT hours" in texts(
        deciding.find(Card, "D-CHILD")
    )


def test_that_a_contact_without_a_number_leaves_no_empty_line(deciding: Hand) -> None:
    assert not any(text.startswith("call") for text in texts(deciding.find(Card, "D-MARAC")))


def test_that_how_they_will_be_after_the_talk_is_asked_and_worry_asks_for_a_decision(quick: QuickHand) -> None:
    quick.meet(Presenting.USING)
    quick.open(SessionPage.CONTACT)
    quick.choose(key_of(Kind.CLOSING, "CLOSING", "value"), "worried_others")
    quick.open(SessionPage.DECISIONS)
    assert decisions(quick)[:2] == ["D-DANGER", "D-MARAC"]


def test_that_a_follow_up_has_a_day_and_a_label_that_reveals_nothing(quick: QuickHand) -> None:
    quick.meet()
    quick.open(SessionPage.CONTACT)
    quick.choose(key_of(Kind.FOLLOW_UP, "FOLLOW-UP", "label"), "ring_service")
    quick.date(key_of(Kind.FOLLOW_UP, "FOLLOW-UP", "due"), date(2026, 12, 1))
    assert quick.answer(Kind.FOLLOW_UP, "FOLLOW-UP").detail == FollowUpDetail(date(2026, 12, 1), "ring_service")


def test_that_the_next_step_is_written_for_the_person_and_the_notes_are_not(quick: QuickHand) -> None:
    quick.meet()
    quick.open(SessionPage.CONTACT)
    quick.write(key_of(Kind.NEXT_STEP, "NEXT-STEP"), "We talk on Tuesday.")
    quick.write(key_of(Kind.COORDINATION, "COORDINATION"), "Ring the programme.")
    quick.write(key_of(Kind.COORDINATION, "DISCUSSED"), "With Ruth.")
    assert quick.answer(Kind.NEXT_STEP, "NEXT-STEP").reach == Reach("written_with_them")
    assert quick.answer(Kind.COORDINATION, "COORDINATION").reach == CONFIDENTIAL
    assert {"STAFF-SAFETY ask", "STAFF-SAFETY why"} <= set(quick.texts)


def test_that_choosing_a_service_again_has_no_button_while_it_is_chosen(chosen: Hand) -> None:
    assert not chosen.has(f"{REFER}{RESPECT}")
    assert chosen.find(Button, f"{REFER}{CDAP}").enabled
