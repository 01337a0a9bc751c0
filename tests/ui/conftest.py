"""A hand in an office, on a real vault of its own or on one that nothing ever reaches, with the blank pack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dasupport.content.pack import Pack
from dasupport.vault.vault import Vault
from tests.samples import CountedIds, FixedClock, Fresh
from tests.ui.lock_screen_user import Door, Front
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, QuickHand


@pytest.fixture
def hand(vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds) -> Hand:
    """A worker whose jobs are done at once."""
    return Hand(vault, blank, clock, ids)


@pytest.fixture
def lane() -> Lane:
    return Lane()


@pytest.fixture
def slow(vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds, lane: Lane) -> Hand:
    """A worker whose jobs wait on a lane until the test lets them go on."""
    return Hand(vault, blank, clock, ids, lane)


@pytest.fixture(scope="session")
def idle(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """One vault for all tests that keep nothing in it."""
    opened = fresh.entered(tmp_path_factory.mktemp("idle") / "vault", FixedClock())
    yield opened
    opened.close()


@pytest.fixture
def quick(idle: Vault, blank: Pack, clock: FixedClock, ids: CountedIds) -> QuickHand:
    """A worker for whom nothing is ever kept: for tests of what stands on the screen."""
    return QuickHand(idle, blank, clock, ids)


@pytest.fixture
def door(tmp_path: Path, blank: Pack) -> Door:
    return Door(tmp_path / "made", blank)


@pytest.fixture
def front(door: Door, shut: Path) -> Front:
    """A laptop with one vault."""
    return Front(door, (shut,))


@pytest.fixture
def first(door: Door) -> Front:
    """A laptop without a vault."""
    return Front(door, ())


@pytest.fixture
def met(hand: Hand) -> Hand:
    hand.meet()
    return hand


@pytest.fixture
def waiting(slow: Hand, lane: Lane) -> Hand:
    """A worker in a session, whose next words wait on the lane."""
    slow.meet()
    lane.go_on()
    return slow
