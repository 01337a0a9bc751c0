"""Who may do what: every verb asks first, every role gets what the table gives it, and a passphrase lasts a minute."""

import inspect
import pkgutil
from importlib import import_module
from itertools import product

import pytest

import dasupport.actions
from dasupport.actions.authorisation import CONFIRMED, WRONG_PASSPHRASE, Authoriser, requires
from dasupport.actions.unlock import OpenVault
from dasupport.casework.realms import Realm
from dasupport.casework.roles import (
    ACTS_OF_ROLE,
    FRESH_SECONDS,
    GUEST,
    READ_ONLY_ACTS,
    SENSITIVE_ACTS,
    TALKING_ACTS,
    TRAINING_ACTS,
    Act,
    Role,
    allowed_acts,
    is_fresh,
)
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.vault import Vault
from tests.actions.permission_calls import named, rooms, verbs
from tests.samples import PASSPHRASE, CountedIds, FixedClock, FixedTicks, owned_by
from tests.vault.vault_steps import actions

GUARDED = {
    "OpenVault.face_person": Act.FACE_PERSON,
    "OpenVault.face_worker": Act.FACE_WORKER,
    "OpenVault.face_worker_by_pin": Act.FACE_WORKER_BY_PIN,
    "CoverPin.set_pin": Act.SET_PIN,
    "CoverPin.remove_pin": Act.SET_PIN,
    "RescueFiles.save": Act.SAVE_PAGE_DRAFT,
    "RescueFiles.read_file": Act.SAVE_PAGE_DRAFT,
    "RescueFiles.replace_newer": Act.WRITE,
    "RescueFiles.save_at_lock": Act.SAVE_PAGE_DRAFT,
    "RescueFiles.discard": Act.SAVE_PAGE_DRAFT,
    "RescueFiles.restore_after_lock": Act.SAVE_PAGE_DRAFT,
    "PageDrafts.list_all": Act.SAVE_PAGE_DRAFT,
    "PageDrafts.save": Act.SAVE_PAGE_DRAFT,
    "PageDrafts.drop": Act.SAVE_PAGE_DRAFT,
    "PageDrafts.log_name_reveal": Act.REVEAL,
    "PageDrafts.expire_new_person": Act.SAVE_PAGE_DRAFT,
    "People.suggest_code_name": Act.ADD_PERSON,
    "People.add_person": Act.ADD_PERSON,
    "People.start_session": Act.START_SESSION,
    "People.open_person": Act.VIEW,
    "People.reveal_identity": Act.REVEAL,
    "People.load_agenda": Act.SEE_LIST,
    "People.list_people": Act.SEE_LIST,
    "Sessions.open_session": Act.VIEW,
    "Sessions.add_entry": Act.WRITE,
    "Sessions.save_draft": Act.WRITE,
    "Sessions.drop_draft": Act.WRITE,
    "Sessions.remember_page": Act.WRITE,
    "Sessions.seal": Act.SEAL,
    "Sessions.close_not_now": Act.SEAL,
    "Sessions.add_addendum": Act.ADD_ADDENDUM,
    "Sessions.mark_done": Act.ADD_ADDENDUM,
    "People.reload_person": Act.VIEW,
    "AuditLog.access_history": Act.VIEW_ACCESS_HISTORY,
    "AuditLog.read_rows": Act.READ_LOG,
    "AuditLog.verify_chain": Act.READ_LOG,
    "AuditLog.export_csv": Act.EXPORT_LOG,
    "AuditLog.verify_chain_weekly": Act.CHECK_LOG,
    "Sheets.list_services": Act.PREVIEW,
    "Sheets.list_unchecked": Act.PREVIEW,
    "Sheets.get_next_step": Act.PREVIEW,
    "Sheets.list_refusals": Act.PREVIEW,
    "Sheets.make_client_sheet": Act.PREVIEW,
    "Sheets.make_file_copy": Act.PREVIEW,
    "Sheets.has_undrawable_characters": Act.PREVIEW,
    "Sheets.save": Act.PRINT,
    "Backups.status": Act.SEE_BACKUPS,
    "Backups.create": Act.BACK_UP,
    "Backups.verify_latest": Act.BACK_UP,
    "Backups.verify_monthly": Act.BACK_UP,
    "Backups.copy_offsite": Act.COPY_BACKUP_OFFSITE,
    "Retention.count_pending": Act.SEE_RETENTION,
    "Retention.load_overview": Act.SEE_RETENTION,
    "Retention.get_facts": Act.SEE_RETENTION,
    "Retention.place_hold": Act.HOLD,
    "Retention.lift_hold": Act.LIFT_HOLD,
    "Retention.request_deletion": Act.REQUEST_DELETION,
    "Retention.withdraw_deletion": Act.WITHDRAW_DELETION,
    "Retention.carry_out_deletion": Act.DELETE,
    "Retention.set_periods": Act.SET_RETENTION,
    "KeyManagement.get_status": Act.SEE_KEYS,
    "KeyManagement.acknowledge": Act.ACKNOWLEDGE,
    "KeyManagement.change_passphrase": Act.CHANGE_KEYS,
    "KeyManagement.commit_pending": Act.CHANGE_KEYS,
    "KeyManagement.discard_pending": Act.CHANGE_KEYS,
    "KeyManagement.set_recovery_code": Act.CHANGE_KEYS,
    "KeyManagement.set_recovery_shares": Act.CHANGE_KEYS,
    "KeyManagement.set_first_code": Act.SET_FIRST_CODE,
    "KeyManagement.skip_first_code": Act.SET_FIRST_CODE,
    "KeyManagement.try_recovery_code": Act.TRY_RECOVERY,
    "KeyManagement.try_recovery_shares": Act.TRY_RECOVERY,
    "KeyManagement.add_supervisor_key": Act.CHANGE_KEYS,
    "KeyManagement.revoke_slot": Act.CHANGE_KEYS,
    "KeyManagement.rotate_keys": Act.ROTATE,
}
"""Every verb of an open vault, and what it asks for."""
OUTSIDE = {"Unlocker", "Authoriser", "HasAuthoriser"}
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
    return [name for name, (room, verb) in named(unlocked).items() if answers(room, verb) != RefusalId.ROLE_NOT_YOURS]


@pytest.fixture
def ticks() -> FixedTicks:
    return FixedTicks()


@pytest.fixture
def warden(vault: Vault, ticks: FixedTicks) -> Authoriser:
    return Authoriser(vault, ticks)


def test_that_every_verb_asks_before_anything_else(
    vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds
) -> None:
    nobody = OpenVault(owned_by(vault, "nobody"), blank, clock, ids)
    before = actions(vault)
    assert unasked(nobody) == []
    assert actions(vault) == before


def test_that_a_verb_that_asks_nothing_is_found(vault: Vault, blank: Pack, clock: FixedClock, ids: CountedIds) -> None:
    class Careless(OpenVault):
        def everything(self, person: str) -> str:
            return person

    class Late(OpenVault):
        def late(self, person: str) -> str:
            return person.upper() + str(self.sessions.open_session(person))

    assert unasked(Careless(owned_by(vault, "nobody"), blank, clock, ids)) == ["Careless.everything"]
    assert unasked(Late(vault, blank, clock, ids)) == ["Late.late"]


def test_that_each_verb_asks_for_what_it_does(unlocked: OpenVault) -> None:
    found = {name: getattr(getattr(type(room), verb), "act", None) for name, (room, verb) in named(unlocked).items()}
    assert found == GUARDED


def test_that_no_room_is_forgotten(unlocked: OpenVault) -> None:
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
    theirs = OpenVault(owned_by(vault, role), blank, clock, ids)
    allowed = ACTS_OF_ROLE[Role(role)] if role in list(Role) else frozenset()
    for name, (room, verb) in named(theirs).items():
        if GUARDED[name] not in allowed:
            assert answers(room, verb) == RefusalId.ROLE_NOT_YOURS, name
        elif GUARDED[name] in SENSITIVE_ACTS:
            assert answers(room, verb) == RefusalId.PASS_AGAIN, name
        else:
            assert theirs.is_allowed(GUARDED[name])


@pytest.mark.parametrize(("role", "act"), list(product(Role, Act)))
def test_that_the_warden_answers_every_pair_as_the_table_does(vault: Vault, role: Role, act: Act) -> None:
    warden = Authoriser(owned_by(vault, role), FixedTicks())
    if act in ACTS_OF_ROLE[role] and act not in SENSITIVE_ACTS:
        warden.require(act)
        return
    with pytest.raises(Refusal, match=RefusalId.PASS_AGAIN if act in ACTS_OF_ROLE[role] else RefusalId.ROLE_NOT_YOURS):
        warden.require(act)


def test_that_the_table_leaves_live_work_to_the_worker() -> None:
    talking = {Act.ADD_PERSON, Act.START_SESSION, Act.WRITE, Act.SEAL, Act.ADD_ADDENDUM, Act.FACE_PERSON}
    seeing = {Act.VIEW, Act.REVEAL, Act.PRINT, Act.EXPORT}
    assert ACTS_OF_ROLE[Role.WORKER] == frozenset(Act)
    assert not ACTS_OF_ROLE[Role.SUPERVISOR] & talking
    assert ACTS_OF_ROLE[Role.SUPERVISOR] >= seeing
    assert not ACTS_OF_ROLE[Role.TRAINER] & (talking | seeing)


@pytest.mark.parametrize("role", Role)
def test_that_everybody_may_practise_everything_with_made_up_people(role: Role) -> None:
    assert allowed_acts(role, Realm.TRAINING) == TRAINING_ACTS == frozenset(Act)


@pytest.mark.parametrize("realm", [Realm.LIVE, Realm.TRAINING])
@pytest.mark.parametrize("role", ["", "nobody", "WORKER", "worker "])
def test_that_an_unknown_role_may_do_nothing(role: str, realm: Realm) -> None:
    assert allowed_acts(role, realm) == frozenset()


@pytest.mark.parametrize("realm", [Realm.LIVE, Realm.TRAINING])
@pytest.mark.parametrize("role", [*Role, GUEST, "nobody"])
def test_that_to_read_only_leaves_each_role_what_it_could_read_and_nothing_that_writes(role: str, realm: Realm) -> None:
    left = allowed_acts(role, realm, reads=True)
    assert left == allowed_acts(role, realm) & READ_ONLY_ACTS
    assert not left & (TALKING_ACTS | {Act.BACK_UP, Act.CHANGE_KEYS, Act.CHECK_LOG, Act.HOLD, Act.DELETE})


@pytest.mark.parametrize(
    ("confirmed", "now", "good"),
    [(None, 0.0, False), (5.0, 5.0, True), (5.0, 65.0, True), (5.0, 65.1, False), (5.0, 4.9, False)],
)
def test_that_a_passphrase_is_good_for_a_minute(confirmed: float | None, now: float, good: bool) -> None:
    assert is_fresh(confirmed, now) is good


@pytest.mark.parametrize("act", sorted(SENSITIVE_ACTS))
def test_that_what_is_sensitive_wants_a_passphrase_of_the_last_minute(
    warden: Authoriser, ticks: FixedTicks, act: Act
) -> None:
    with pytest.raises(Refusal, match=RefusalId.PASS_AGAIN):
        warden.require(act)
    assert warden.confirm_passphrase(PASSPHRASE)
    ticks.at += FRESH_SECONDS
    warden.require(act)
    ticks.at += 0.1
    with pytest.raises(Refusal, match=RefusalId.PASS_AGAIN):
        warden.require(act)


def test_that_a_wrong_passphrase_opens_nothing_and_shuts_what_was_open(warden: Authoriser, vault: Vault) -> None:
    assert warden.confirm_passphrase(PASSPHRASE)
    assert not warden.confirm_passphrase(PASSPHRASE + "x")
    with pytest.raises(Refusal, match=RefusalId.PASS_AGAIN):
        warden.require(Act.EXPORT)
    assert actions(vault)[-2:] == [CONFIRMED, WRONG_PASSPHRASE]


def test_that_turning_the_laptop_forgets_the_passphrase(unlocked: OpenVault, met: Record) -> None:
    assert unlocked.confirm_passphrase(PASSPHRASE)
    unlocked.face_worker()
    unlocked.face_person()
    with pytest.raises(Refusal, match=RefusalId.PASS_AGAIN):
        unlocked.face_worker()


def test_that_wrong_tries_wait_longer_and_longer_and_never_for_ever(
    warden: Authoriser, vault: Vault, ticks: FixedTicks
) -> None:
    for _ in range(3):
        assert not warden.confirm_passphrase("no")
    waits = []
    for _ in range(8):
        waited = 0.0
        while not tried(warden, "no"):
            waited += 1.0
            ticks.at += 1.0
        waits.append(waited)
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    assert actions(vault).count(WRONG_PASSPHRASE) == 11
    with pytest.raises(Refusal, match=RefusalId.PASS_WAIT):
        warden.confirm_passphrase(PASSPHRASE)
    ticks.at += 60
    assert warden.confirm_passphrase(PASSPHRASE)
    assert not warden.confirm_passphrase("no")
    assert not warden.confirm_passphrase("no")


def tried(warden: Authoriser, passphrase: str) -> bool:
    """Whether a passphrase was tried at all."""
    try:
        warden.confirm_passphrase(passphrase)
    except Refusal:
        return False
    return True


def test_that_a_verb_keeps_its_name_and_its_words() -> None:
    class Room:
        def __init__(self, warden: Authoriser) -> None:
            self._authoriser = warden

        @requires(Act.VIEW)
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
            warden.forget_passphrase()
        return 0.0

    asked: list[int] = []
    warden = Authoriser(vault, ticks)
    assert warden.confirm_passphrase(PASSPHRASE)
    with pytest.raises(Refusal, match="PASS-AGAIN"):
        warden.require(Act.EXPORT_LOG)
    assert warden.confirm_passphrase(PASSPHRASE)
    warden.require(Act.EXPORT_LOG)
