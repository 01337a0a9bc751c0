"""Page drafts: saved, restored, and deleted once they were used."""

from dasupport.actions.sessions import check
from dasupport.actions.warden import Warden, asks
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.ids import Clock
from dasupport.casework.jotting import Page, kept_until, outlived
from dasupport.casework.roles import Act
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work


class Jottings:
    """Actions on the page drafts of an open vault. No secret is ever saved as one: no passphrase, code, share or
    PIN.
    """

    def __init__(self, vault: Vault, warden: Warden, now: Clock) -> None:
        self._vault = vault
        self._warden = warden
        self._now = now

    @asks(Act.JOT)
    def every(self) -> tuple[Draft, ...]:
        """Return all page drafts."""
        return self._vault.do(lambda work: work.jottings.every())

    @asks(Act.JOT)
    def keep(self, draft: Draft) -> None:
        """Save a page draft; returns after COMMIT. Raises Refusal, and then the older one stays."""
        check(draft.answer)
        self._vault.do(lambda work: work.jottings.keep(draft))

    @asks(Act.JOT)
    def drop(self, slot: Slot) -> None:
        """Delete the page draft of a slot."""
        self._vault.do(lambda work: work.jottings.drop(slot))

    @asks(Act.REVEAL)
    def reveal(self) -> None:
        """Log that a half-written real name is about to be shown, like any reveal.

        Raises Refusal, and then it stays hidden.
        """
        self._vault.do(lambda work: work.log.add("half name revealed", ""))

    @asks(Act.JOT)
    def expire(self) -> bool:
        """Delete the new-person page drafts once they are older than the shortest retention period; return True if
        deleted.

        The log says that, and not their text.
        """
        now = self._now()

        def job(work: Work) -> bool:
            until = kept_until(work.jottings.every(), work.retention.periods().declined_weeks)
            if until is None or not outlived(until, now, work.jottings.days_past(Page.NEW_PERSON, until)):
                return False
            work.jottings.forget(Page.NEW_PERSON)
            work.log.add("half met dropped", "")
            return True

        return self._vault.do(job)
