"""An open vault with everything that may be done in it."""

import pytest

from dasupport.actions.unlock import OpenVault
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.vault.vault import Vault
from tests.samples import PASSPHRASE, CountedIds, FixedClock


@pytest.fixture
def unlocked(vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds) -> OpenVault:
    return OpenVault(vault, blank, clock, ids)


@pytest.fixture
def confirmed(unlocked: OpenVault) -> OpenVault:
    """The same, a moment after the passphrase was typed again."""
    assert unlocked.confirm_passphrase(PASSPHRASE)
    return unlocked


@pytest.fixture
def met(unlocked: OpenVault) -> Record:
    """Somebody met for the first time, in their first session."""
    return unlocked.people.add_person("KD-1234", "Zoë Ångström", "swale", Presenting.USING)
