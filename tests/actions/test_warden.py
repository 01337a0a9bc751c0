"""Who may do what: every verb asks first, every role gets what the table gives it, and a passphrase lasts a minute."""

import inspect
import pkgutil
from importlib import import_module
from itertools import product

import pytest

import dasupport.actions
from dasupport.actions.access import Unlocked
from dasupport.actions.warden import AGAIN, NOT_YOURS, RIGHT, WAIT, WRONG, Warden, asks
from dasupport.casework.record import Record
from dasupport.casework.roles import (
    BY_KEY,
    FRESH,
    MADE_UP,
    SENSITIVE,
    TABLE,
    TALKING,
    TO_READ,
    Act,
    Role,
    fresh,
    may,
)
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.actions.verbs import named, rooms, verbs
from tests.made import PASSPHRASE, CountedIds, FixedClock, FixedTicks, owned_by
from tests.vault.doing import actions

GUARDED = {
    "Unlocked.turn": Act.TURN,
    "Unlocked.turn_back": Act.TURN_BACK,
    "Unlocked.turn_back_by_pin": Act.TURN_BACK_BY_PIN,
    "Covering.keep": Act.SET_PIN,
    "Covering.drop": Act.SET_PIN,
    "Rescue.save": Act.JOT,
    "Rescue.read": Act.JOT,
    "Rescue.put": Act.WRITE,
    "Rescue.at_lock": Act.JOT,
    "Rescue.throw_away": Act.JOT,
    "Rescue.after_lock": Act.JOT,
    "Jottings.every": Act.JOT,
    "Jottings.keep": Act.JOT,
    "Jottings.drop": Act.JOT,
    "Jottings.reveal": Act.REVEAL,
    "Jottings.expire": Act.JOT,
    "People.offer_code": Act.MEET,
    "People.meet": Act.MEET,
    "People.begin": Act.BEGIN,
    "People.page": Act.VIEW,
    "People.reveal": Act.REVEAL,
    "People.today": Act.SEE_LIST,
    "People.everyone": Act.SEE_LIST,
    "Sessions.open": Act.VIEW,
    "Sessions.add": Act.WRITE,
    "Sessions.keep": Act.WRITE,
    "Sessions.drop": Act.WRITE,
    "Sessions.at": Act.WRITE,
    "Sessions.seal": Act.SEAL,
    "Sessions.not_now": Act.SEAL,
    "Sessions.addend": Act.ADD_LATER,
    "Sessions.done": Act.ADD_LATER,
    "People.again": Act.VIEW,
    "Trails.looked": Act.WHO_LOOKED,
    "Trails.read": Act.READ_LOG,
    "Trails.whole": Act.READ_LOG,
    "Trails.export": Act.EXPORT_LOG,
    "Trails.weekly": Act.CHECK_LOG,
    "Printing.offered": Act.PREVIEW,
    "Printing.unchecked": Act.PREVIEW,
    "Printing.next_step": Act.PREVIEW,
    "Printing.refusals": Act.PREVIEW,
    "Printing.for_person": Act.PREVIEW,
    "Printing.for_file": Act.PREVIEW,
    "Printing.spelt_out": Act.PREVIEW,
    "Printing.save": Act.PRINT,
    "Backups.shelf": Act.SEE_BACKUPS,
    "Backups.make": Act.BACK_UP,
    "Backups.drill": Act.BACK_UP,
    "Backups.monthly": Act.BACK_UP,
    "Backups.carry": Act.BACK_UP_ELSEWHERE,
    "Retention.owed": Act.SEE_RETENTION,
    "Retention.overview": Act.SEE_RETENTION,
    "Retention.of": Act.SEE_RETENTION,
    "Retention.hold": Act.HOLD,
    "Retention.lift": Act.LIFT_HOLD,
    "Retention.ask": Act.ASK_DELETION,
    "Retention.take_back": Act.TAKE_BACK_DELETION,
    "Retention.carry_out": Act.DELETE,
    "Retention.set_periods": Act.SET_RETENTION,
    "Keys.state": Act.SEE_KEYS,
    "Keys.seen": Act.ACKNOWLEDGE,
    "Keys.change": Act.CHANGE_KEYS,
    "Keys.settle": Act.CHANGE_KEYS,
    "Keys.keep_old": Act.CHANGE_KEYS,
    "Keys.keep_code": Act.CHANGE_KEYS,
    "Keys.keep_parts": Act.CHANGE_KEYS,
    "Keys.keep_first_code": Act.FIRST_CODE,
    "Keys.skip_first_code": Act.FIRST_CODE,
    "Keys.try_code": Act.TRY_KEY,
    "Keys.try_parts": Act.TRY_KEY,
    "Keys.add_supervisor": Act.CHANGE_KEYS,
    "Keys.end": Act.CHANGE_KEYS,
    "Keys.rotate": Act.ROTATE,
}
"""Every verb of an open vault, and what it asks for."""
OUTSIDE = {"Access", "Warden", "Guarded"}
"""What has no open vault yet, and the warden."""


def answers(room: object, verb: str) -> str:
    """What a verb says that is given nothing: the id of its refusal, or nothing where it went on without asking."""
    method = getattr(room, verb)
    nothing = [None] * len(inspect.signature(method).parameters)
    try:
        method(*nothing)
    except Refusal as refusal:
        return refusal.item
    except (AttributeError, TypeError, ValueError):
        return ""
    return ""


def unasked(unlocked: object) -> list[str]:
    """The verbs that do not ask the warden before anything else, of somebody who may do nothing at all."""
    return [name for name, (room, verb) in named(unlocked).items() if answers(room, verb) != NOT_YOURS]


@pytest.fixture
def ticks() -> FixedTicks:
    return FixedTicks()


@pytest.fixture
def warden(vault: Vault, ticks: FixedTicks) -> Warden:
    return Warden(vault, ticks)


def test_that_every_verb_asks_before_anything_else(
    vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds
) -> None:
    nobody = Unlocked(owned_by(vault, "nobody"), blank, clock, ids)
    before = actions(vault)
    assert unasked(nobody) == []
    assert actions(vault) == before


def test_that_a_verb_that_asks_nothing_is_found(vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds) -> None:
    class Careless(Unlocked):
        def everything(self, person: str) -> str:
            return person

    class Late(Unlocked):
        def late(self, person: str) -> str:
            return person.upper() + str(self.sessions.open(person))

    assert unasked(Careless(owned_by(vault, "nobody"), blank, clock, ids)) == ["Careless.everything"]
    assert unasked(Late(vault, blank, clock, ids)) == ["Late.late"]


def test_that_each_verb_asks_for_what_it_does(unlocked: Unlocked) -> None:
    found = {name: getattr(getattr(type(room), verb), "act", None) for name, (room, verb) in named(unlocked).items()}
    assert found == GUARDED


def test_that_no_room_is_forgotten(unlocked: Unlocked) -> None:
    folder = dasupport.actions
    modules = [import_module(f"{folder.__name__}.{found.name}") for found in pkgutil.iter_modules(folder.__path__)]
    doing = {
        name
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isclass)
        if value.__module__ == module.__name__ and any(verbs(object.__new__(value)))
    }
    assert doing - OUTSIDE == {type(room).__name__ for room in rooms(unlocked)}


@pytest.mark.parametrize("role", [*Role, "nobody", ""])
def test_that_each_role_may_do_what_the_table_says_and_nothing_else(
    vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds, role: str
) -> None:
    theirs = Unlocked(owned_by(vault, role), blank, clock, ids)
    allowed = TABLE[Role(role)] if role in list(Role) else frozenset()
    for name, (room, verb) in named(theirs).items():
        if GUARDED[name] not in allowed:
            assert answers(room, verb) == NOT_YOURS, name
        elif GUARDED[name] in SENSITIVE:
            assert answers(room, verb) == AGAIN, name
        else:
            assert theirs.allows(GUARDED[name])


@pytest.mark.parametrize(("role", "act"), list(product(Role, Act)))
def test_that_the_warden_answers_every_pair_as_the_table_does(vault: Vault, role: Role, act: Act) -> None:
    warden = Warden(owned_by(vault, role), FixedTicks())
    if act in TABLE[role] and act not in SENSITIVE:
        warden.ask(act)
        return
    with pytest.raises(Refusal, match=AGAIN if act in TABLE[role] else NOT_YOURS):
        warden.ask(act)


def test_that_the_table_leaves_live_work_to_the_worker() -> None:
    talking = {Act.MEET, Act.BEGIN, Act.WRITE, Act.SEAL, Act.ADD_LATER, Act.TURN}
    seeing = {Act.VIEW, Act.REVEAL, Act.PRINT, Act.EXPORT}
    assert TABLE[Role.WORKER] == frozenset(Act)
    assert not TABLE[Role.SUPERVISOR] & talking
    assert TABLE[Role.SUPERVISOR] >= seeing
    assert not TABLE[Role.TRAINER] & (talking | seeing)


@pytest.mark.parametrize("role", Role)
def test_that_everybody_may_practise_everything_with_made_up_people(role: Role) -> None:
    assert may(role, "training") == MADE_UP == frozenset(Act)


@pytest.mark.parametrize("realm", ["live", "training"])
@pytest.mark.parametrize("role", ["", "nobody", "WORKER", "worker "])
def test_that_an_unknown_role_may_do_nothing(role: str, realm: str) -> None:
    assert may(role, realm) == frozenset()


@pytest.mark.parametrize("realm", ["live", "training"])
@pytest.mark.parametrize("role", [*Role, BY_KEY, "nobody"])
def test_that_to_read_only_leaves_each_role_what_it_could_read_and_nothing_that_writes(role: str, realm: str) -> None:
    left = may(role, realm, reads=True)
    assert left == may(role, realm) & TO_READ
    assert not left & (TALKING | {Act.BACK_UP, Act.CHANGE_KEYS, Act.CHECK_LOG, Act.HOLD, Act.DELETE})


@pytest.mark.parametrize(
    ("confirmed", "now", "good"),
    [(None, 0.0, False), (5.0, 5.0, True), (5.0, 65.0, True), (5.0, 65.1, False), (5.0, 4.9, False)],
)
def test_that_a_passphrase_is_good_for_a_minute(confirmed: float | None, now: float, good: bool) -> None:
    assert fresh(confirmed, now) is good


@pytest.mark.parametrize("act", sorted(SENSITIVE))
def test_that_what_is_sensitive_wants_a_passphrase_of_the_last_minute(
    warden: Warden, ticks: FixedTicks, act: Act
) -> None:
    with pytest.raises(Refusal, match=AGAIN):
        warden.ask(act)
    assert warden.confirm(PASSPHRASE)
    ticks.at += FRESH
    warden.ask(act)
    ticks.at += 0.1
    with pytest.raises(Refusal, match=AGAIN):
        warden.ask(act)


def test_that_a_wrong_passphrase_opens_nothing_and_shuts_what_was_open(warden: Warden, vault: Vault) -> None:
    assert warden.confirm(PASSPHRASE)
    assert not warden.confirm(PASSPHRASE + "x")
    with pytest.raises(Refusal, match=AGAIN):
        warden.ask(Act.EXPORT)
    assert actions(vault)[-2:] == [RIGHT, WRONG]


def test_that_turning_the_laptop_forgets_the_passphrase(unlocked: Unlocked, met: Record) -> None:
    assert unlocked.confirm(PASSPHRASE)
    unlocked.turn_back()
    unlocked.turn()
    with pytest.raises(Refusal, match=AGAIN):
        unlocked.turn_back()


def test_that_wrong_tries_wait_longer_and_longer_and_never_for_ever(
    warden: Warden, vault: Vault, ticks: FixedTicks
) -> None:
    for _ in range(3):
        assert not warden.confirm("no")
    waits = []
    for _ in range(8):
        waited = 0.0
        while not tried(warden, "no"):
            waited += 1.0
            ticks.at += 1.0
        waits.append(waited)
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    assert actions(vault).count(WRONG) == 11
    with pytest.raises(Refusal, match=WAIT):
        warden.confirm(PASSPHRASE)
    ticks.at += 60
    assert warden.confirm(PASSPHRASE)
    assert not warden.confirm("no")
    assert not warden.confirm("no")


def tried(warden: Warden, passphrase: str) -> bool:
    """Whether a passphrase was tried at all."""
    try:
        warden.confirm(passphrase)
    except Refusal:
        return False
    return True


def test_that_a_verb_keeps_its_name_and_its_words() -> None:
    class Room:
        def __init__(self, warden: Warden) -> None:
            self._warden = warden

        @asks(Act.VIEW)
        def look(self, what: str) -> str:
            """Look at it."""
            return what

    assert (Room.look.__name__, Room.look.__doc__) == ("look", "Look at it.")


def test_that_a_passphrase_that_is_still_worked_out_is_forgotten_too(vault: Vault) -> None:
    """The laptop goes into other hands between the key that sends it and the answer."""

    def ticks() -> float:
        """Asked for once before the passphrase is worked out, and once after."""
        asked.append(1)
        if len(asked) == 2:
            warden.forget()
        return 0.0

    asked: list[int] = []
    warden = Warden(vault, ticks)
    assert warden.confirm(PASSPHRASE)
    with pytest.raises(Refusal, match="PASS-AGAIN"):
        warden.ask(Act.EXPORT_LOG)
    assert warden.confirm(PASSPHRASE)
    warden.ask(Act.EXPORT_LOG)
