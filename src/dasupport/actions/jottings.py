"""What is half written on the pages about the vault: kept, given back, forgotten once it was used."""

from dasupport.actions.sessions import check
from dasupport.actions.warden import Warden, asks
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.roles import Act
from dasupport.vault.vault import Vault


class Jottings:
    """What may be done with jottings in an open vault. Nothing secret is ever one: no passphrase, code, part or PIN."""

    def __init__(self, vault: Vault, warden: Warden) -> None:
        self._vault = vault
        self._warden = warden

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
