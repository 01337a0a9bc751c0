"""What a role may not do is not offered: a supervisor reads, a trainer has no case work, and both are told so."""

import pytest

from dasupport.casework.people import Presenting
from dasupport.casework.roles import GUEST
from dasupport.ui.screen.routes import Home, NewPerson, People, PersonView, RecordRetention, SealedSession
from dasupport.ui.screens.people.person import OPEN_SESSION, PersonAction
from dasupport.ui.screens.session.sealed import SealedAction
from dasupport.ui.screens.vault.record_retention import RecordRetentionAction
from tests.samples import owned_by
from tests.ui.samples import Hand, keys


@pytest.fixture
def sealed(hand: Hand) -> Hand:
    """A sealed record and one that is not, in the hands of a worker."""
    hand.meet(Presenting.NOT_CLEAR, real="Zoë Ångström")
    hand.office.open_vault.sessions.close_not_now(hand.session)
    hand.office.work.close_session(hand.session)
    return hand


def handed_to(hand: Hand, role: str) -> Hand:
    """The same vault, opened by somebody of another role."""
    return Hand(owned_by(hand.vault, role), hand.pack, hand.clock, hand.ids)


def test_that_a_supervisor_is_told_what_the_vault_is_for_and_offered_no_new_conversation(sealed: Hand) -> None:
    theirs = handed_to(sealed, "supervisor")
    for route in (Home(), People()):
        theirs.go(route)
        assert not theirs.has("new")
    theirs.go(Home())
    assert theirs.screen.focus in keys(theirs.screen)
    assert {"reads", "reads_sub"} <= set(theirs.texts)
    theirs.go(PersonView(sealed.person))
    assert theirs.has(PersonAction.REVEAL)
    assert theirs.has(PersonAction.ACCESS_HISTORY)
    assert not theirs.has(PersonAction.BEGIN)
    assert theirs.told == []


def test_that_a_supervisor_reads_a_sealed_record_and_adds_nothing(sealed: Hand) -> None:
    theirs = handed_to(sealed, "supervisor")
    theirs.go(SealedSession(sealed.session))
    assert theirs.has(SealedAction.PAPER)
    assert not theirs.has(SealedAction.ADD_ADDENDUM)


def test_that_a_supervisor_is_not_offered_to_go_on_with_what_somebody_left_open(sealed: Hand) -> None:
    sealed.office.open_vault.people.start_session(sealed.person)
    theirs = handed_to(sealed, "supervisor")
    theirs.go(PersonView(sealed.person))
    assert theirs.screen.primary == ""
    assert theirs.screen.focus == PersonAction.ACCESS_HISTORY


def test_that_a_trainer_is_told_and_opens_nobody(sealed: Hand) -> None:
    theirs = handed_to(sealed, "trainer")
    theirs.go(Home())
    assert {"trainer", "trainer_sub"} <= set(theirs.texts)
    theirs.go(PersonView(sealed.person))
    assert theirs.told == ["ROLE-NOT-YOURS"]
    assert [key for key in theirs.texts if "KD-1234" in key] == []


def test_that_who_goes_there_all_the_same_is_refused(sealed: Hand) -> None:
    theirs = handed_to(sealed, "supervisor")
    theirs.go(NewPerson())
    assert theirs.told == ["ROLE-NOT-YOURS"]


def test_that_a_worker_is_offered_it_all(sealed: Hand) -> None:
    sealed.go(Home())
    assert sealed.has("new")
    sealed.go(PersonView(sealed.person))
    assert sealed.has(PersonAction.BEGIN)
    assert not sealed.has(f"{OPEN_SESSION}nothing")
    sealed.go(SealedSession(sealed.session))
    assert sealed.has(SealedAction.ADD_ADDENDUM)


def test_that_a_guest_with_a_key_is_told_whose_records_these_are_and_changes_nothing(sealed: Hand) -> None:
    theirs = handed_to(sealed, GUEST)
    theirs.go(Home())
    assert {"by_key", "by_key_sub"} <= set(theirs.texts)
    assert not {"backups", "keys", "log"} & set(keys(theirs.screen))
    theirs.go(PersonView(sealed.person))
    assert theirs.has(PersonAction.REVEAL)
    assert not theirs.has(PersonAction.BEGIN)
    theirs.go(RecordRetention(sealed.person))
    assert not {RecordRetentionAction.HOLD, RecordRetentionAction.REQUEST_DELETION} & set(keys(theirs.screen))
    assert theirs.told == []


def test_that_who_may_not_write_reads_an_open_conversation_as_a_whole(sealed: Hand) -> None:
    sealed.office.open_vault.people.start_session(sealed.person)
    theirs = handed_to(sealed, GUEST)
    theirs.go(Home())
    theirs.press(next(key for key in keys(theirs.screen) if key.startswith("resume:")))
    assert isinstance(theirs.route, SealedSession)
    assert {"unsealed", "unsealed_sub"} <= set(theirs.texts)
    assert theirs.told == []
