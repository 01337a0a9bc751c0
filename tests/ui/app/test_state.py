"""The four states of the application: what may follow what, and who may ask for it."""

import pytest

from dasupport.ui.app.state import AppState, IllegalTransition, LockReport, StateMachine

LOCKED, COVERED, UNLOCKED, FACING = AppState


@pytest.fixture
def holder() -> object:
    """A program that opens a vault."""
    return object()


@pytest.fixture
def states(holder: object) -> StateMachine:
    """A machine whose vault is open."""
    machine = StateMachine()
    machine.unlock(holder)
    return machine


def test_that_a_program_begins_locked_and_nobody_holds_it() -> None:
    assert StateMachine().state is LOCKED
    assert not StateMachine().is_held_by(object())


@pytest.mark.parametrize("way", [(COVERED, UNLOCKED), (FACING, UNLOCKED), (FACING, COVERED, FACING), (UNLOCKED,)])
def test_that_the_holder_goes_between_the_states_of_an_open_vault(
    states: StateMachine, holder: object, way: tuple[AppState, ...]
) -> None:
    for state in way:
        states.enter(holder, state)
        assert states.state is state


@pytest.mark.parametrize("wanted", [UNLOCKED, COVERED, FACING])
def test_that_nobody_but_the_holder_moves_an_open_vault(states: StateMachine, wanted: AppState) -> None:
    with pytest.raises(IllegalTransition):
        states.enter(object(), wanted)
    assert states.state is UNLOCKED


@pytest.mark.parametrize("before", [UNLOCKED, COVERED, FACING])
@pytest.mark.parametrize("wanted", [UNLOCKED, COVERED, FACING])
def test_that_a_late_answer_brings_nothing_back_after_a_lock(
    states: StateMachine, holder: object, before: AppState, wanted: AppState
) -> None:
    states.enter(holder, before)
    states.release()
    with pytest.raises(IllegalTransition):
        states.enter(holder, wanted)
    assert states.state is LOCKED


@pytest.mark.parametrize("before", [UNLOCKED, COVERED, FACING])
def test_that_a_second_vault_is_refused_while_one_is_open(
    states: StateMachine, holder: object, before: AppState
) -> None:
    states.enter(holder, before)
    with pytest.raises(IllegalTransition):
        states.unlock(object())
    assert states.is_held_by(holder)


@pytest.mark.parametrize("wanted", [LOCKED, COVERED])
def test_that_a_locked_page_is_refused_while_a_vault_is_open(states: StateMachine, wanted: AppState) -> None:
    with pytest.raises(IllegalTransition):
        states.show_locked(wanted)
    assert states.state is UNLOCKED


def test_that_no_vault_opens_behind_the_neutral_screen(holder: object) -> None:
    machine = StateMachine()
    machine.show_locked(COVERED)
    with pytest.raises(IllegalTransition):
        machine.unlock(holder)
    machine.show_locked(LOCKED)
    machine.unlock(holder)
    assert machine.state is UNLOCKED


@pytest.mark.parametrize("wanted", [UNLOCKED, FACING])
def test_that_a_locked_program_shows_no_page_of_a_vault(wanted: AppState) -> None:
    machine = StateMachine()
    with pytest.raises(IllegalTransition):
        machine.show_locked(wanted)


@pytest.mark.parametrize("state", [UNLOCKED, COVERED, FACING])
def test_that_others_may_see_what_is_covered_or_turned_to_them(
    states: StateMachine, holder: object, state: AppState
) -> None:
    states.enter(holder, state)
    assert states.is_seen_by_others is (state is not UNLOCKED)


def test_that_what_two_locks_leave_to_be_told_is_told_together() -> None:
    both = LockReport(words_lost=True).merge(LockReport(keys_renewed=True))
    assert both == LockReport(words_lost=True, keys_renewed=True)
    assert both.merge(LockReport()) == both
