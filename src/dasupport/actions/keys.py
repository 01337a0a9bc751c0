"""What opens a vault: its passphrase changed, a recovery code made and tried, a supervisor's key, all keys made new."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dasupport.actions import parts
from dasupport.actions.codes import back, code_in, new_code, new_parts
from dasupport.actions.passphrase import fault
from dasupport.actions.warden import Warden, asks
from dasupport.casework.ids import Clock
from dasupport.casework.roles import Act
from dasupport.files import write_private
from dasupport.refusal import Refusal
from dasupport.vault import alarm, shelf, ways
from dasupport.vault.alarm import Alarm
from dasupport.vault.calibrate import calibrated
from dasupport.vault.door import Door
from dasupport.vault.faults import FileExists, WrongPassphrase
from dasupport.vault.key_file import Cost
from dasupport.vault.rotation import rotate
from dasupport.vault.secret import RECIPIENT, RECOVERY, SPLIT, Code, Parts, pair
from dasupport.vault.vault import Vault
from dasupport.vault.ways import Way
from dasupport.vault.work import Work

__all__ = ["Alarm", "Keys", "KeysState", "Way", "new_code", "new_parts"]

TRIED, PARTS_TRIED = "code_tried", "parts_tried"
DRILL = timedelta(days=90)
"""After so long, whoever keeps a code on paper is asked to find it and try it."""


@dataclass(frozen=True, slots=True)
class KeysState:
    """The ways into a vault, and what is to be said of them."""

    ways: tuple[Way, ...]
    waiting: bool = False
    """A new passphrase was made that nobody has used yet."""
    tried: datetime | None = None
    """When the code was last typed and was right."""
    alarms: tuple[Alarm, ...] = ()
    """What was done without the passphrase, or with older data, and was not seen yet."""
    drill_due: bool = False
    closed: datetime | None = None
    """When the records were last closed here before this unlocking."""
    opened: datetime | None = None
    """When they were last opened before it."""
    parts_tried: datetime | None = None
    """When two parts were last typed and were right."""
    wrong: int = 0
    """How often something wrong was tried before this unlocking."""

    @property
    def code(self) -> Way | None:
        """The recovery code, if there is one."""
        return next((way for way in self.ways if way.sort == RECOVERY), None)

    @property
    def parts(self) -> Way | None:
        """The code in three parts, if there is one."""
        return next((way for way in self.ways if way.sort == SPLIT), None)

    @property
    def by_key(self) -> bool:
        """Whether a supervisor's key opens it, to be read."""
        return any(way.sort == RECIPIENT for way in self.ways)


def key_pair(file: Path) -> str:
    """Write a supervisor's new private key into a file of its owner's alone; its public half.

    Raises Refusal V-FILE-EXISTS, SAVE-WHERE.
    """
    private, public = pair()
    if file.exists():
        raise FileExists
    try:
        write_private(file, f"# public key: {public}\n{private}\n".encode("ascii"))
    except OSError:
        raise Refusal("SAVE-WHERE") from None
    return public


class Keys:
    """What may be done with the ways into an open vault. Every change wants the passphrase itself, not only its being
    fresh: it takes the master key out of its slot."""

    def __init__(self, vault: Vault, warden: Warden, now: Clock, cost: Cost | None, made_with: str = "") -> None:
        self._vault = vault
        self._warden = warden
        self._now = now
        self._cost = cost
        self._made_with = made_with
        self.renewed = False
        """Whether everything was given new keys: this vault is closed since, and opens anew with what is new."""

    @asks(Act.SEE_KEYS)
    def state(self) -> KeysState:
        """The ways in, and what is to be said of them."""
        found = ways.ways(self._vault)
        tried, alarms, before = self._vault.do(_told)
        at = {RECOVERY: tried[0], SPLIT: tried[1]}
        since = [max(at[way.sort] or way.since, way.since) for way in found if way.sort in at]
        due = any(self._now() - last > DRILL for last in since)
        waiting, closed = self._vault.pair.waiting, self._vault.closed
        return KeysState(found, waiting, tried[0], alarms, due, closed, before, tried[1], self._vault.tries)

    @asks(Act.ACKNOWLEDGE)
    def seen(self, seq: int) -> KeysState:
        """What stood at home up to this line of the log was seen: it is told no more. How the ways in stand now."""
        self._vault.do(lambda work: alarm.seen(work, seq))
        return self.state()

    @asks(Act.CHANGE_KEYS)
    def change(self, passphrase: str, new: str, again: str, *, at_once: bool = False) -> None:
        """Another passphrase. The one before opens the vault until the new one has, unless it is to end at once.

        Raises Refusal PASS-…, V-….
        """
        if refused := fault(new, again, self._vault.owner.name):
            raise Refusal(refused)
        cost = self._cost or calibrated()
        ways.change_passphrase(self._vault, passphrase, new, cost, at_once=at_once)

    @asks(Act.CHANGE_KEYS)
    def settle(self, new: str) -> None:
        """The passphrase before the new one ends now, though nobody has opened with the new one yet: who can type it
        is not locked out. Raises Refusal V-PASS-WRONG, V-…."""
        if not self._vault.pair.opens(self._vault.pair.newest, new):
            raise WrongPassphrase
        ways.settle(self._vault)

    @asks(Act.CHANGE_KEYS)
    def keep_old(self, old: str) -> None:
        """The new passphrase, which nobody has used, is dropped, by whoever can type the one that stays.
        Raises Refusal V-PASS-WRONG, V-…."""
        if not self._vault.pair.opens(self._vault.pair.older, old):
            raise WrongPassphrase
        ways.keep_old(self._vault)

    @asks(Act.CHANGE_KEYS)
    def keep_code(self, passphrase: str, code: str, typed: str) -> None:
        """A recovery code that was written down and typed back; the one before ends. Raises Refusal CODE-…, V-…."""
        made = back(code, typed)
        ways.put_code(self._vault, passphrase, made)

    @asks(Act.FIRST_CODE)
    def keep_first_code(self, code: str, typed: str) -> None:
        """The same right after the vault was made, when its passphrase has just been typed twice."""
        made = back(code, typed)
        ways.put_code(self._vault, self._made_with, made)
        self._made_with = ""

    @property
    def first(self) -> bool:
        """Whether the vault has just been made, and has no recovery code yet."""
        return bool(self._made_with)

    @asks(Act.FIRST_CODE)
    def skip_first_code(self) -> None:
        """Not now: home goes on saying that there is none."""
        self._made_with = ""

    @asks(Act.CHANGE_KEYS)
    def keep_parts(self, passphrase: str, given: tuple[str, ...], one: str, other: str) -> None:
        """A code in three parts, two of which were typed back. Raises Refusal CODE-…, V-…."""
        secret = parts.joined(one, other)
        if secret is None or parts.joined(given[0], given[1]) != secret:
            raise Refusal("CODE-PARTS")
        ways.put_code(self._vault, passphrase, Parts(secret))

    @asks(Act.TRY_KEY)
    def try_code(self, typed: str) -> None:
        """The drill: the code on paper really takes the master key out of its slot. Raises Refusal CODE-…, V-…."""
        self._try(code_in(typed), TRIED)

    @asks(Act.TRY_KEY)
    def try_parts(self, one: str, other: str) -> None:
        """The same with two parts of three. Raises Refusal CODE-PARTS, V-…."""
        secret = parts.joined(one, other)
        if secret is None:
            raise Refusal("CODE-PARTS")
        self._try(Parts(secret), PARTS_TRIED)

    def _try(self, code: Code | Parts, which: str) -> None:
        self._vault.pair.opening(code)
        at = self._now().isoformat()

        def job(work: Work) -> None:
            work.settings.put(which, at)
            work.log.add(which, "")

        self._vault.do(job)

    @asks(Act.CHANGE_KEYS)
    def add_supervisor(self, passphrase: str, public: str) -> None:
        """Let the holder of a supervisor's key open this vault: it is seen whenever it is used. Raises Refusal V-…."""
        ways.add_supervisor(self._vault, passphrase, public)

    @asks(Act.CHANGE_KEYS)
    def end(self, passphrase: str, id: str) -> None:
        """Take a way in away, now. Raises Refusal V-LAST-KEY, V-…."""
        ways.end(self._vault, passphrase, id)

    @asks(Act.ROTATE)
    def rotate(self, passphrase: str, code: str, typed: str, new: tuple[str, str] | None) -> None:
        """New keys for everything, between two backups: one under the old keys, one under the new. A new passphrase
        comes with them (typed twice), or nothing in its place where the present one is kept on purpose. The vault is
        closed afterwards. Raises Refusal CODE-…, PASS-…, V-…."""
        made = back(code, typed)
        if new and (refused := "PASS-SAME" if new[0] == passphrase else fault(*new, self._vault.owner.name)):
            raise Refusal(refused)
        self._newer_side(passphrase)
        shelf.make(self._vault)
        rotate(self._vault, passphrase, made, new[0] if new else None)
        self.renewed = True
        with suppress(Refusal):  # the new keys stand: a disk that takes no second backup is told of at home
            self._back_up_anew(new[0] if new else passphrase)

    def _newer_side(self, passphrase: str) -> None:
        """Whoever gives new keys uses the passphrase that was made last, and not the one that it was to end."""
        pair = self._vault.pair
        if not pair.opens(pair.newest, passphrase):
            raise Refusal("PASS-WAITS") if pair.opens(pair.older, passphrase) else WrongPassphrase

    def _back_up_anew(self, passphrase: str) -> None:
        cost = self._vault.pair.newest.keys.slots[0].cost
        opened = Door(self._vault.realm, cost, self._now).open(self._vault.folder, passphrase)
        try:
            shelf.make(opened)
        finally:
            opened.close()


def _told(work: Work) -> tuple[tuple[datetime | None, ...], tuple[Alarm, ...], datetime | None]:
    """When the code and the parts were last tried, what nobody has seen yet, and when the vault was opened before."""
    said = (work.settings.get(TRIED), work.settings.get(PARTS_TRIED))
    opened = work.log.openings()
    before = opened[1] if len(opened) > 1 else None
    return tuple(datetime.fromisoformat(at) if at else None for at in said), alarm.standing(work), before
