"""What tests of printing start from."""

import pytest

from dasupport.actions.authorisation import Authoriser
from dasupport.actions.sheets import Sheets
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.vault.vault import Vault
from tests.samples import PASSPHRASE, FixedClock, FixedTicks
from tests.sheets.sample_sheets import ANYONE, with_service
from tests.sheets.sheet_store import kept


@pytest.fixture
def made(vault: Vault) -> Record:
    return kept(vault)


@pytest.fixture
def printing(vault: Vault, blank: Pack, clock: FixedClock) -> Sheets:
    """With a service for anyone whose number has to be checked like any other; the passphrase was typed just now."""
    warden = Authoriser(vault, FixedTicks())
    assert warden.confirm_passphrase(PASSPHRASE)
    return Sheets(vault, warden, with_service(blank, ANYONE, steady=False), clock)
