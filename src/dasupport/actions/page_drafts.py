"""Page drafts: saved, restored, and deleted once they were used."""

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.actions.sessions import require_storable
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.ids import Clock
from dasupport.casework.page_draft import DraftPage, compute_expiry, is_expired
from dasupport.casework.roles import Act
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault


class PageDrafts:
    """Actions on the page drafts of an open vault. No secret is ever saved as one: no passphrase, code, share or
    PIN.
    """

    def __init__(self, vault: Vault, warden: Authoriser, now: Clock) -> None:
        self._vault = vault
        self._authoriser = warden
        self._now = now

    @requires(Act.SAVE_PAGE_DRAFT)
    def list_all(self) -> tuple[Draft, ...]:
        """Return all page drafts."""
        return self._vault.transact(lambda work: work.page_drafts.list_all())

    @requires(Act.SAVE_PAGE_DRAFT)
    def save(self, draft: Draft) -> None:
        """Save a page draft; returns after COMMIT. Raises Refusal, and then the older one stays."""
        require_storable(draft.answer)
        self._vault.transact(lambda work: work.page_drafts.save(draft))

    @requires(Act.SAVE_PAGE_DRAFT)
    def drop(self, slot: Slot) -> None:
        """Delete the page draft of a slot."""
        self._vault.transact(lambda work: work.page_drafts.drop(slot))

    @requires(Act.REVEAL)
    def log_name_reveal(self) -> None:
        """Log that a half-written real name is about to be shown, like any reveal.

        Raises Refusal, and then it stays hidden.
        """
        self._vault.transact(lambda work: work.audit_chain.append("half name revealed", ""))

    @requires(Act.SAVE_PAGE_DRAFT)
    def expire_new_person(self) -> bool:
        """Delete the new-person page drafts once they are older than the shortest retention period; return True if
        deleted.

        The log says that, and not their text.
        """
        now = self._now()

        def job(work: Transaction) -> bool:
            until = compute_expiry(work.page_drafts.list_all(), work.retention.get_periods().declined_weeks)
            if until is None or not is_expired(
                until, now, work.page_drafts.count_days_past(DraftPage.NEW_PERSON, until)
            ):
                return False
            work.page_drafts.drop_about(DraftPage.NEW_PERSON)
            work.audit_chain.append("half met dropped", "")
            return True

        return self._vault.transact(job)
