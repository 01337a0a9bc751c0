"""What the vault knows of itself."""

import pytest

from dasupport.vault.data.metadata import Owner
from dasupport.vault.vault import Vault


def test_that_a_setting_never_made_is_empty(vault: Vault) -> None:
    assert vault.transact(lambda work: work.metadata.get("never")) == ""


@pytest.mark.parametrize("value", ["", "one", "Zoë \N{BUTTERFLY}", "'; DROP TABLE setting; --", "x" * 10_000])
def test_that_a_setting_comes_back_and_the_newest_stands(vault: Vault, value: str) -> None:
    vault.transact(lambda work: work.metadata.put("look", "older"))
    vault.transact(lambda work: work.metadata.put("look", value))
    assert vault.transact(lambda work: work.metadata.get("look")) == value


def test_that_a_new_vault_knows_its_owner_its_realm_and_its_id(vault: Vault) -> None:
    found = vault.transact(
        lambda work: (work.metadata.get_owner(), work.metadata.get("realm"), work.metadata.get("vault"))
    )
    assert found[:2] == (Owner("Amara Osei", "worker"), "live")
    assert len(found[2]) == 32


def test_that_commits_are_counted_from_nothing(vault: Vault) -> None:
    before = vault.transact(lambda work: work.metadata.get_commit_count())
    for _ in range(3):
        vault.transact(lambda work: work.audit_chain.append("viewed", "s1"))
    assert vault.transact(lambda work: work.metadata.get_commit_count()) == before + 3
