"""A record in a real vault, and what its log says."""

from collections.abc import Callable

from dasupport.casework.people import ProtectedIdentity
from dasupport.casework.session_record import Record
from dasupport.casework.text import Words
from dasupport.vault.data.audit_log import Event
from dasupport.vault.data.transaction import Work
from dasupport.vault.vault import Vault
from tests.samples import OWNER, person, session
from tests.sheets.sample_sheets import ANYONE, USING, note, presents, step, talked

REAL_NAME = "Bartholomew Quist"


def kept(vault: Vault) -> Record:
    """A record in the vault, of a person with a protected name."""
    said = (presents("using"), talked(USING), talked(ANYONE, number_checked=None), note(), step())

    def job(work: Work) -> Record:
        work.people.add(person(), ProtectedIdentity(Words(REAL_NAME)), OWNER.name)
        work.sessions.start(session())
        for entry in said:
            work.entries.add(entry)
        found = work.record("s1")
        assert found is not None
        return found

    return vault.transact(job)


def events(vault: Vault) -> tuple[Event, ...]:
    return vault.transact(lambda work: tuple(work.log.events()))


def added(vault: Vault, job: Callable[[], object]) -> list[tuple[str, str]]:
    """The lines that a verb leaves in the log."""
    before = len(events(vault))
    job()
    return [(event.action, event.object) for event in events(vault)[before:]]
