"""Rescue files: unsaved words are encrypted into a file elsewhere, and restored from it when the vault is
writable again.
"""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from dasupport.actions import unsaved_words
from dasupport.actions.authorisation import Authoriser, requires
from dasupport.atomic_files import open_regular, write_private
from dasupport.casework.entry import Draft, Entry
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.page_draft import DraftPage, is_page_draft
from dasupport.casework.rescue_outcome import RecoveredText, RecoveryOutcome, get_subject
from dasupport.casework.roles import Act
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import UnsavedWordsDamaged, UnsavedWordsUnreadable
from dasupport.vault.sidecar import rescue_file
from dasupport.vault.vault import Vault


class RescueFiles:
    """Actions on the rescue files of an open vault."""

    def __init__(self, vault: Vault, warden: Authoriser, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self._authoriser = warden
        self._now = now
        self._new_id = new_id

    @requires(Act.SAVE_PAGE_DRAFT)
    def save(self, drafts: Iterable[Draft], path: Path) -> None:
        """Encrypt unsaved words into a file.

        Nothing is logged or written to the vault's own disk: it may be the one that fails. Raises Refusal SAVE-
        WHERE, and
        then there is no file.
        """
        try:
            if path.resolve().is_relative_to(self._vault.folder.resolve()):
                raise Refusal(RefusalId.SAVE_WHERE)
            write_private(path, self._vault.encrypt_rescue_file(drafts), suffix=f".{secrets.token_hex(6)}.new")
        except (OSError, ValueError):
            raise Refusal(RefusalId.SAVE_WHERE) from None

    @requires(Act.SAVE_PAGE_DRAFT)
    def save_at_lock(self, drafts: Sequence[Draft]) -> None:
        """Write unsaved words to the rescue file beside the vault that the next unlock reads, or else to the
        reserved space.

        Raises Refusal SAVE-WHERE if not all of them could be saved; those that could be are.
        """
        try:
            self.save((*unsaved_words.contents_to_keep(self._vault), *drafts), self._file_at_lock)
        except (OSError, Refusal):
            if not unsaved_words.spill_to_reserve(self._vault, drafts):
                raise Refusal(RefusalId.SAVE_WHERE) from None

    @requires(Act.SAVE_PAGE_DRAFT)
    def restore_after_lock(self) -> tuple[RecoveredText, ...]:
        """Restore the words that the last lock wrote outside the vault; returns () if there were none.

        They are removed from there once all that can still be saved is in the vault. Raises Refusal as
        `read_file` does; V-WORDS-…
        if some of them cannot be decrypted, after the others are restored.
        """
        unsaved_words.move_reserve_to_file(self._vault)
        unsaved_words.drop_deleted(self._vault)
        words, said = unsaved_words.read_unsaved(self._vault)
        found = self._restore(words) if words else ()
        if all(each.outcome in (RecoveryOutcome.RESTORED, RecoveryOutcome.ALREADY_SAVED) for each in found):
            with suppress(OSError):
                unsaved_words.drop_matching(self._vault, lambda draft: draft in words)
        if isinstance(said, UnsavedWordsDamaged):
            unsaved_words.set_aside_damaged(self._vault)
        if said:
            raise said
        return found

    @property
    def _file_at_lock(self) -> Path:
        return unsaved_words.get_rescue_path(self._vault)

    @requires(Act.SAVE_PAGE_DRAFT)
    def discard(self, draft: Draft) -> None:
        """Delete one unsaved text from the rescue file and the reserved space, for good; the log says that, but not
        the text.

        Repeating it changes nothing more. Raises Refusal SAVE-STAYS if the disk refuses the change.
        """
        words, said = unsaved_words.read_unsaved(self._vault)
        if draft not in words:
            if isinstance(said, UnsavedWordsUnreadable):
                raise Refusal(RefusalId.SAVE_STAYS)
            return
        self._vault.transact(lambda work: work.audit_chain.append("words thrown away", ""))
        try:
            unsaved_words.drop_matching(self._vault, lambda each: each == draft)
        except OSError:
            raise Refusal(RefusalId.SAVE_STAYS) from None

    @requires(Act.SAVE_PAGE_DRAFT)
    def read_file(self, path: Path) -> tuple[RecoveredText, ...]:
        """Restore the texts of a rescue file as drafts, except where the vault has a newer answer.

        Texts about somebody whose record is deleted are skipped. Reading the same file twice changes nothing
        more.
        Raises Refusal V-RESCUE-… or V-….
        """
        try:
            with open_regular(path) as file:
                data = file.read(rescue_file.MAX_RESCUE_SIZE + 1)
        except (OSError, ValueError):
            raise Refusal(RefusalId.V_RESCUE_NOT_ONE) from None
        return self._restore(self._vault.decrypt_rescue_file(data))

    def _restore(self, drafts: tuple[Draft, ...]) -> tuple[RecoveredText, ...]:
        ids = [self._new_id() for _ in drafts]

        def job(work: Transaction) -> tuple[RecoveredText, ...]:
            gone = unsaved_words.find_deleted(work, drafts)
            here = ((draft, id) for draft, id in zip(drafts, ids, strict=True) if get_subject(draft) not in gone)
            found = tuple(self._restore_one(work, draft, id) for draft, id in here)
            if any(each.outcome is RecoveryOutcome.RESTORED for each in found):
                work.audit_chain.append("words read back", "")
            return found

        return self._vault.transact(job)

    @requires(Act.WRITE)
    def replace_newer(self, draft: Draft) -> None:
        """Replace a newer answer with a text from a rescue file; the newer one stays in the record as an earlier
        entry.
        """
        id = self._new_id()

        def job(work: Transaction) -> None:
            if is_page_draft(draft):
                work.page_drafts.save(draft)
                return
            record = work.read_record(draft.session)
            if record is None or record.session.is_sealed:
                raise Refusal(RefusalId.SEALED)
            self._write_draft(work, record, draft, id)

        self._vault.transact(job)

    def _restore_one(self, work: Transaction, draft: Draft, id: str) -> RecoveredText:
        if is_page_draft(draft):
            return _restore_page_draft(work, draft)
        record = work.read_record(draft.session)
        if record is None or not self._authoriser.is_allowed(Act.WRITE):
            return RecoveredText(draft, RecoveryOutcome.TARGET_MISSING)
        name, stands = record.person.code_name, record.get_answer(draft.slot)
        if stands == draft.answer:
            return RecoveredText(draft, RecoveryOutcome.ALREADY_SAVED, name)
        if record.session.is_sealed:
            return RecoveredText(draft, RecoveryOutcome.SEALED, name, stands)
        if has_newer(record, draft):
            return RecoveredText(draft, RecoveryOutcome.NEWER_EXISTS, name, stands)
        self._write_draft(work, record, draft, id)
        return RecoveredText(draft, RecoveryOutcome.RESTORED, name)

    def _write_draft(self, work: Transaction, record: Record, draft: Draft, id: str) -> None:
        """Save it as a draft. A different draft in its slot becomes an entry first, so that no word is lost."""
        before = next((kept for kept in record.drafts if kept.slot == draft.slot), None)
        if before and before.answer != draft.answer:
            said = record.current_by_slot.get(draft.slot)
            author, at = self._vault.owner.name, before.at
            work.entries.add_entry(
                Entry(id, draft.session, author, at, draft.slot, before.answer, said.id if said else "")
            )
        work.entries.save_draft(draft)


def _restore_page_draft(work: Transaction, draft: Draft) -> RecoveredText:
    """Restore a page draft; text about somebody whose record is deleted is not restored."""
    person, stands = work.people.get_person(draft.slot.item), work.page_drafts.get_draft(draft.slot)
    if person is None and draft.slot.item not in list(DraftPage):
        return RecoveredText(draft, RecoveryOutcome.TARGET_MISSING)
    name = person.code_name if person else ""
    if stands and stands.answer == draft.answer:
        return RecoveredText(draft, RecoveryOutcome.ALREADY_SAVED, name)
    if stands and stands.at > draft.at:
        return RecoveredText(draft, RecoveryOutcome.NEWER_EXISTS, name, stands.answer)
    work.page_drafts.save(draft)
    return RecoveredText(draft, RecoveryOutcome.RESTORED, name)


def has_newer(record: Record, draft: Draft) -> bool:
    """Return True if the record has a draft or entry in the same slot that was written later."""
    said = record.current_by_slot.get(draft.slot)
    times = [kept.at for kept in record.drafts if kept.slot == draft.slot] + ([said.at] if said else [])
    return any(at > draft.at for at in times)
