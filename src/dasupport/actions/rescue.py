"""Rescue files: unsaved words are encrypted into a file elsewhere, and restored from it when the vault is
writable again.
"""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from dasupport.actions import beside
from dasupport.actions.warden import Warden, asks
from dasupport.casework.entry import Draft, Entry
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.jotting import Page, is_jotting
from dasupport.casework.record import Record
from dasupport.casework.rescue import Fate, Found, about
from dasupport.casework.roles import Act
from dasupport.files import opened, write_private
from dasupport.refusal import Refusal
from dasupport.vault import rescue
from dasupport.vault.faults import WordsDamaged, WordsUnread
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work


class Rescue:
    """Actions on the rescue files of an open vault."""

    def __init__(self, vault: Vault, warden: Warden, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self._warden = warden
        self._now = now
        self._new_id = new_id

    @asks(Act.JOT)
    def save(self, drafts: Iterable[Draft], path: Path) -> None:
        """Encrypt unsaved words into a file.

        Nothing is logged or written to the vault's own disk: it may be the one that fails. Raises Refusal SAVE-
        WHERE, and
        then there is no file.
        """
        try:
            if path.resolve().is_relative_to(self._vault.folder.resolve()):
                raise Refusal("SAVE-WHERE")
            write_private(path, self._vault.seal_rescue(drafts), suffix=f".{secrets.token_hex(6)}.new")
        except (OSError, ValueError):
            raise Refusal("SAVE-WHERE") from None

    @asks(Act.JOT)
    def at_lock(self, drafts: Sequence[Draft]) -> None:
        """Write unsaved words to the rescue file beside the vault that the next unlock reads, or else to the
        reserved space.

        Raises Refusal SAVE-WHERE if not all of them could be saved; those that could be are.
        """
        try:
            self.save((*beside.to_stay(self._vault), *drafts), self._beside)
        except (OSError, Refusal):
            if not beside.into_room(self._vault, drafts):
                raise Refusal("SAVE-WHERE") from None

    @asks(Act.JOT)
    def after_lock(self) -> tuple[Found, ...]:
        """Restore the words that the last lock wrote outside the vault; returns () if there were none.

        They are removed from there once all that can still be saved is in the vault. Raises Refusal as
        `read_file` does; V-WORDS-…
        if some of them cannot be decrypted, after the others are restored.
        """
        beside.out_of_room(self._vault)
        beside.forget_erased(self._vault)
        words, said = beside.lying(self._vault)
        found = self._back(words) if words else ()
        if all(each.fate in (Fate.BACK, Fate.THERE) for each in found):
            with suppress(OSError):
                beside.without(self._vault, lambda draft: draft in words)
        if isinstance(said, WordsDamaged):
            beside.out_of_the_way(self._vault)
        if said:
            raise said
        return found

    @property
    def _beside(self) -> Path:
        return beside.file_of(self._vault)

    @asks(Act.JOT)
    def throw_away(self, draft: Draft) -> None:
        """Delete one unsaved text from the rescue file and the reserved space, for good; the log says that, but not
        the text.

        Repeating it changes nothing more. Raises Refusal SAVE-STAYS if the disk refuses the change.
        """
        words, said = beside.lying(self._vault)
        if draft not in words:
            if isinstance(said, WordsUnread):
                raise Refusal("SAVE-STAYS")
            return
        self._vault.do(lambda work: work.log.add("words thrown away", ""))
        try:
            beside.without(self._vault, lambda each: each == draft)
        except OSError:
            raise Refusal("SAVE-STAYS") from None

    @asks(Act.JOT)
    def read(self, path: Path) -> tuple[Found, ...]:
        """Restore the texts of a rescue file as drafts, except where the vault has a newer answer.

        Texts about somebody whose record is deleted are skipped. Reading the same file twice changes nothing
        more.
        Raises Refusal V-RESCUE-… or V-….
        """
        try:
            with opened(path) as file:
                data = file.read(rescue.LARGEST + 1)
        except (OSError, ValueError):
            raise Refusal("V-RESCUE-NOT-ONE") from None
        return self._back(self._vault.open_rescue(data))

    def _back(self, drafts: tuple[Draft, ...]) -> tuple[Found, ...]:
        ids = [self._new_id() for _ in drafts]

        def job(work: Work) -> tuple[Found, ...]:
            gone = beside.erased(work, drafts)
            here = ((draft, id) for draft, id in zip(drafts, ids, strict=True) if about(draft) not in gone)
            found = tuple(self._take(work, draft, id) for draft, id in here)
            if any(each.fate is Fate.BACK for each in found):
                work.log.add("words read back", "")
            return found

        return self._vault.do(job)

    @asks(Act.WRITE)
    def put(self, draft: Draft) -> None:
        """Replace a newer answer with a text from a rescue file; the newer one stays in the record as an earlier
        entry.
        """
        id = self._new_id()

        def job(work: Work) -> None:
            if is_jotting(draft):
                work.jottings.keep(draft)
                return
            record = work.record(draft.session)
            if record is None or record.session.sealed:
                raise Refusal("SEALED")
            self._put(work, record, draft, id)

        self._vault.do(job)

    def _take(self, work: Work, draft: Draft, id: str) -> Found:
        if is_jotting(draft):
            return _jot(work, draft)
        record = work.record(draft.session)
        if record is None or not self._warden.allows(Act.WRITE):
            return Found(draft, Fate.LOST)
        name, stands = record.person.code_name, record.answer(draft.slot)
        if stands == draft.answer:
            return Found(draft, Fate.THERE, name)
        if record.session.sealed:
            return Found(draft, Fate.SEALED, name, stands)
        if newer(record, draft):
            return Found(draft, Fate.BESIDE, name, stands)
        self._put(work, record, draft, id)
        return Found(draft, Fate.BACK, name)

    def _put(self, work: Work, record: Record, draft: Draft, id: str) -> None:
        """Save it as a draft. A different draft in its slot becomes an entry first, so that no word is lost."""
        before = next((kept for kept in record.drafts if kept.slot == draft.slot), None)
        if before and before.answer != draft.answer:
            said = record.current.get(draft.slot)
            author, at = self._vault.owner.name, before.at
            work.entries.add(Entry(id, draft.session, author, at, draft.slot, before.answer, said.id if said else ""))
        work.entries.keep(draft)


def _jot(work: Work, draft: Draft) -> Found:
    """Restore a page draft; text about somebody whose record is deleted is not restored."""
    person, stands = work.people.get(draft.slot.item), work.jottings.at(draft.slot)
    if person is None and draft.slot.item not in list(Page):
        return Found(draft, Fate.LOST)
    name = person.code_name if person else ""
    if stands and stands.answer == draft.answer:
        return Found(draft, Fate.THERE, name)
    if stands and stands.at > draft.at:
        return Found(draft, Fate.BESIDE, name, stands.answer)
    work.jottings.keep(draft)
    return Found(draft, Fate.BACK, name)


def newer(record: Record, draft: Draft) -> bool:
    """Return True if the record has a draft or entry in the same slot that was written later."""
    said = record.current.get(draft.slot)
    times = [kept.at for kept in record.drafts if kept.slot == draft.slot] + ([said.at] if said else [])
    return any(at > draft.at for at in times)
