"""What is half written on the pages about the vault: kept, given back, forgotten once it was used."""

from dasupport.actions.sessions import check
from dasupport.actions.warden import Warden, asks
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.ids import Clock
from dasupport.casework.jotting import Page, kept_until, outlived
from dasupport.casework.roles import Act
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work


class Jottings:
    """What may be done with jottings in an open vault. Nothing secret is ever one: no passphrase, code, part or PIN."""

    def __init__(self, vault: Vault, warden: Warden, now: Clock) -> None:
        self._vault = vault
        self._warden = warden
        self._now = now

    @asks(Act.JOT)
    def every(self) -> tuple[Draft, ...]:
        return self._vault.do(lambda work: work.jottings.every())

    @asks(Act.JOT)
    def keep(self, draft: Draft) -> None:
        """Returns after COMMIT. Raises Refusal, and then the older jotting stands."""
        check(draft.answer)
        self._vault.do(lambda work: work.jottings.keep(draft))

    @asks(Act.JOT)
    def drop(self, slot: Slot) -> None:
        self._vault.do(lambda work: work.jottings.drop(slot))

    @asks(Act.REVEAL)
    def reveal(self) -> None:
        """A real name that was half written is to be shown: it is logged as any other is. Raises Refusal, and then it
        stays hidden."""
        self._vault.do(lambda work: work.log.add("half name revealed", ""))

    @asks(Act.JOT)
    def expire(self) -> bool:
        """Drop what is half written about somebody new, once it is older than the shortest period of keeping; returns
        whether it went. The log says that it did, and not what it said."""
        now = self._now()

        def job(work: Work) -> bool:
            until = kept_until(work.jottings.every(), work.retention.periods().declined_weeks)
            if until is None or not outlived(until, now, work.jottings.days_past(Page.NEW_PERSON, until)):
                return False
            work.jottings.forget(Page.NEW_PERSON)
            work.log.add("half met dropped", "")
            return True

        return self._vault.do(job)
