"""What tests of printing start from."""

import pytest

from dasupport.actions.printing import Printing
from dasupport.casework.record import Record
from dasupport.content.pack import Pack
from dasupport.vault.vault import Vault
from tests.made import FixedClock
from tests.sheets.keeping import kept
from tests.sheets.papers import ANYONE, with_service


@pytest.fixture
def made(vault: Vault) -> Record:
    return kept(vault)


@pytest.fixture
def printing(vault: Vault, blank: Pack, clock: FixedClock) -> Printing:
    """With a service for anyone whose number has to be checked like any other."""
    return Printing(vault, with_service(blank, ANYONE, steady=False), clock)
