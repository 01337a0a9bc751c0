"""Failures to open a vault on the lock screen: the lasting failure, its remedies, and the last refusal."""

from datetime import datetime

from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Note
from dasupport.ui.screens.access.open_failures import REMEDIES, RETRYABLE_FAILURES, VaultAccessPort, format_day

TYPING_ERRORS = {RefusalId.V_PASS_WRONG, RefusalId.PASS_EMPTY}


class OpenFailureNotice:
    """The failure of a vault to open. It stays until another failure replaces it: a typing error does not clear it."""

    def __init__(self, first: LockScreenPack, door: VaultAccessPort, *, several: bool = False) -> None:
        self._first = first
        self._vault_access = door
        self._has_several_vaults = several
        self._refusal_text: tuple[str, str] | None = None
        self._refusal_id: RefusalId | None = None
        self._failure: tuple[RefusalId, tuple[str, str]] | None = None
        self.refusal_count = 0
        """Number of refusals so far."""

    def __bool__(self) -> bool:
        """Return True if there is anything to show."""
        return bool(self._refusal_text or self._failure)

    @property
    def is_refused(self) -> bool:
        """True if the last attempt was refused."""
        return self._refusal_text is not None

    @property
    def is_wrong_passphrase(self) -> bool:
        """True if the passphrase of the last attempt was wrong."""
        return self._refusal_text is not None and self._refusal_id == RefusalId.V_PASS_WRONG

    @property
    def remedies(self) -> tuple[str, ...]:
        """The remedies for the failure, as keys of their buttons; () if there is none."""
        return REMEDIES[self._failure[0]] if self._failure else ()

    @property
    def may_retry(self) -> bool:
        """True if unlocking may still help."""
        return self._failure is None or self._failure[0] in RETRYABLE_FAILURES

    def clear(self) -> None:
        """Forget failure and refusal: another vault was chosen."""
        self._refusal_text = self._failure = None

    def clear_refusal(self) -> None:
        """Forget the last refusal, as a new attempt begins."""
        self._refusal_text = None

    def mark_damaged(self) -> None:
        """Set the failure: the data was found damaged while the vault was open the last time."""
        self._failure = RefusalId.V_DATA_DAMAGED, self._vault_access.refusal_sentence(RefusalId.V_DATA_DAMAGED)

    def set_refusal(self, refusal: Refusal) -> None:
        """Set the refusal of an attempt; it becomes the failure of the vault if it has remedies."""
        say, do = self._vault_access.refusal_sentence(refusal.item)
        if refusal.item == RefusalId.V_PASS_WRONG and self._has_several_vaults:
            do = f"{do} {self._first.lock.other_records}"
        self._refusal_text, self._refusal_id = (add_dates(self._first, say, refusal), do), refusal.item
        if refusal.item in REMEDIES:
            self._failure = refusal.item, self._refusal_text
        self.refusal_count += 1

    def typing_error_text(self) -> str:
        """Return the text of a typing error, to show under the field while the failure is shown below; else ""."""
        return (
            " ".join(self._refusal_text)
            if self._failure and self._refusal_text and self._refusal_id in TYPING_ERRORS
            else ""
        )

    def build_notes(self) -> tuple[Block, ...]:
        """Return notes for the failure and the last refusal, unless that is shown under its own field."""
        told = {"trouble": self._failure[1]} if self._failure else {}
        if self._refusal_text and not (self._failure and (self._refusal_id in REMEDIES or self.typing_error_text())):
            told["refused" if self._failure else "trouble"] = self._refusal_text
        return tuple(Note("stop", *words, key=key) for key, words in told.items())


def add_dates(first: LockScreenPack, say: str, refusal: Refusal) -> str:
    """Return the text of a refusal; for a rolled-back vault with the two dates that show it."""
    dates = tuple(_format_timestamp(first, getattr(refusal, name, "")) for name in ("closed", "latest"))
    return f"{say} {first.lock.older_dates.format(closed=dates[0], latest=dates[1])}" if all(dates) else say


def _format_timestamp(first: LockScreenPack, stamp: str) -> str:
    """Return a stored ISO time in local time; "" if there is none."""
    if not stamp:
        return ""
    here = datetime.fromisoformat(stamp).astimezone()
    return f"{format_day(first, here)}, {here:%H:%M}"
