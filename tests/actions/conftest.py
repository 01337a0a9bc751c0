"""An open vault with everything that may be done in it."""

import pytest

from dasupport.actions.access import Unlocked
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record
from dasupport.content.pack import Pack
from dasupport.vault.vault import Vault
from tests.made import PASSPHRASE, CountedIds, FixedClock


@pytest.fixture
def unlocked(vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds) -> Unlocked:
    return Unlocked(vault, blank, clock, ids)


@pytest.fixture
def confirmed(unlocked: Unlocked) -> Unlocked:
    """The same, a moment after the passphrase was typed again."""
    assert unlocked.confirm(PASSPHRASE)
    return unlocked


@pytest.fixture
def met(unlocked: Unlocked) -> Record:
    """Somebody met for the first time, in their first session."""
    return unlocked.people.meet("KD-1234", "Zoë Ångström", "swale", Presenting.USING)
