"""A record in a real vault, and what its log says."""

from collections.abc import Callable

from dasupport.casework.attributed_text import Words
from dasupport.casework.people import ProtectedIdentity
from dasupport.casework.session_record import Record
from dasupport.vault.data.audit_log import ChainLink
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault
from tests.samples import OWNER, person, session
from tests.sheets.sample_sheets import ANYONE, USING, note, presents, step, talked

REAL_NAME = "Bartholomew Quist"


def kept(vault: Vault) -> Record:
    """A record in the vault, of a person with a protected name."""
    said = (presents("using"), talked(USING), talked(ANYONE, number_checked=None), note(), step())

    def job(work: Transaction) -> Record:
        work.people.add_person(person(), ProtectedIdentity(Words(REAL_NAME)), OWNER.name)
        work.sessions.start_session(session())
        for entry in said:
            work.entries.add_entry(entry)
        found = work.read_record("s1")
        assert found is not None
        return found

    return vault.transact(job)


def events(vault: Vault) -> tuple[ChainLink, ...]:
    return vault.transact(lambda work: tuple(work.audit_chain.iterate_verified()))


def added(vault: Vault, job: Callable[[], object]) -> list[tuple[str, str]]:
    """The lines that a verb leaves in the log."""
    before = len(events(vault))
    job()
    return [(event.action, event.object) for event in events(vault)[before:]]
