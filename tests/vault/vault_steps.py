"""Short ways to do things to an open vault, each in a transaction of its own."""

from dasupport.casework.attributed_text import Words
from dasupport.casework.entry import Draft, Entry
from dasupport.casework.people import Person, ProtectedIdentity, Session
from dasupport.vault.data.audit_log import ChainLink
from dasupport.vault.vault import Vault
from tests.samples import OWNER, FixedClock, person, session


def meet(vault: Vault, *people: Person, real_name: str = "") -> None:
    for each in people:
        met(vault, each, real_name)


def met(vault: Vault, each: Person, real_name: str = "") -> None:
    vault.transact(lambda work: work.people.add_person(each, ProtectedIdentity(Words(real_name)), OWNER.name))


def start(vault: Vault, started: Session) -> None:
    vault.transact(lambda work: work.sessions.start_session(started))


def begin(vault: Vault) -> Vault:
    """Put a person and an open session into a vault."""
    met(vault, person(), "Zoë Ångström")
    start(vault, session())
    return vault


def add(vault: Vault, said: Entry) -> None:
    vault.transact(lambda work: work.entries.add_entry(said))


def say(vault: Vault, *said: Entry) -> tuple[Entry, ...]:
    """Add statements one after the other, and read back what the session `s1` holds."""
    for each in said:
        add(vault, each)
    return vault.transact(lambda work: work.entries.list_entries("s1"))


def keep(vault: Vault, half: Draft) -> None:
    vault.transact(lambda work: work.entries.save_draft(half))


def write(vault: Vault, *drafts: Draft) -> tuple[Draft, ...]:
    """Keep drafts one after the other, and read back what is half written in the session `s1`."""
    for each in drafts:
        keep(vault, each)
    return vault.transact(lambda work: work.entries.list_drafts("s1"))


def two_weeks(vault: Vault, clock: FixedClock) -> None:
    """Two weeks, with work on three days of them."""
    for days in (1, 1, 12):
        clock.move(days=days)
        vault.transact(lambda work: work.audit_chain.append("something", ""))


def events(vault: Vault) -> list[ChainLink]:
    return vault.transact(lambda work: list(work.audit_chain.iterate_verified()))


def actions(vault: Vault) -> list[str]:
    """What the log says was done, in order."""
    return [event.action for event in events(vault)]
