"""Somebody of any role at a real vault, and a plain model that says what they are let do."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from dasupport.actions.unlock import OpenVault
from dasupport.casework.attributed_text import Words
from dasupport.casework.audit_events import AuditFilter
from dasupport.casework.entry import Slot
from dasupport.casework.ids import random_id
from dasupport.casework.kinds import Kind
from dasupport.casework.page_draft import make_page_draft
from dasupport.casework.people import Presenting
from dasupport.casework.retention import Deletion, DeletionReason, Hold, Periods
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.vault import Vault
from tests.actions.test_sessions import half, says
from tests.samples import NOON, PASSPHRASE, FixedClock, FixedTicks, Fresh, answer, owned_by
from tests.vault.vault_steps import actions

ANYBODY, READERS, TALKERS = {"worker", "supervisor", "trainer"}, {"worker", "supervisor"}, {"worker"}
Verb = Callable[[OpenVault, Record, Path], object]
DEEDS: dict[str, tuple[set[str], bool, Verb]] = {
    "see the list": (ANYBODY, False, lambda it, met, _: it.people.list_people()),
    "see what is due": (ANYBODY, False, lambda it, met, _: it.people.load_agenda(NOON.date())),
    "open a person": (READERS, False, lambda it, met, _: it.people.open_person(met.person.id)),
    "open a session": (READERS, False, lambda it, met, _: it.sessions.open_session(met.session.id)),
    "reveal a name": (READERS, False, lambda it, met, _: it.people.reveal_identity(met.person.id)),
    "see who looked": (READERS, False, lambda it, met, _: it.audit_log.access_history(met.person.id)),
    "see a sheet": (READERS, False, lambda it, met, _: it.sheets.make_file_copy(met, "own_team")),
    "save a sheet": (READERS, True, lambda it, met, path: it.sheets.save(met, b"%PDF", path)),
    "meet": (
        TALKERS,
        False,
        lambda it, met, _: it.people.add_person(f"KD-{random_id()[:9]}", "", "swale", Presenting.USING),
    ),
    "begin": (TALKERS, False, lambda it, met, _: it.people.start_session(met.person.id)),
    "write": (TALKERS, False, lambda it, met, _: it.sessions.add_entry(says(met, Kind.NOTE, "N1", id=random_id()))),
    "write half": (
        TALKERS,
        False,
        lambda it, met, _: it.sessions.save_draft(half(met, Kind.NOTE, "N1", answer("half"))),
    ),
    "drop": (TALKERS, False, lambda it, met, _: it.sessions.drop_draft(met.session.id, Slot(Kind.NOTE, "N1"))),
    "seal": (TALKERS, False, lambda it, met, _: it.sessions.seal(met.session.id)),
    "add later": (TALKERS, False, lambda it, met, _: it.sessions.add_addendum(met.session.id, "later", "")),
    "hold": (READERS, False, lambda it, met, _: it.retention.place_hold(met.person.id, "an inquiry")),
    "lift a hold": (READERS, True, lambda it, met, _: it.retention.lift_hold(held(it, met), "it is over")),
    "set the periods": (READERS, True, lambda it, met, _: it.retention.set_periods(Periods())),
    "ask for a deletion": (
        READERS,
        True,
        lambda it, met, _: it.retention.request_deletion(met.person.id, DeletionReason.PERSON_ASKED),
    ),
    "delete": (READERS, True, lambda it, met, _: it.retention.carry_out_deletion(asked(met))),
    "jot": (
        ANYBODY,
        False,
        lambda it, met, _: it.page_drafts.save(make_page_draft(met.person.id, "hold", "half", NOON)),
    ),
    "see the keys": (ANYBODY, False, lambda it, met, _: it.keys.get_status()),
    "change the keys": (ANYBODY, True, lambda it, met, _: it.keys.discard_pending(PASSPHRASE)),
    "give new keys": (ANYBODY, True, lambda it, met, _: it.keys.rotate_keys(PASSPHRASE, "one code", "another", None)),
    "take the PIN away": (ANYBODY, True, lambda it, met, _: it.cover_pin.remove_pin()),
    "carry a backup off": (
        ANYBODY,
        True,
        lambda it, met, path: it.backups.copy_offsite(path.parent / "none" / "backup"),
    ),
    "turn back": (TALKERS, True, lambda it, met, _: it.face_worker()),
    "read the log": (ANYBODY, True, lambda it, met, _: it.audit_log.read_rows(AuditFilter())),
    "prove the log": (ANYBODY, True, lambda it, met, _: it.audit_log.verify_chain()),
    "export the log": (ANYBODY, True, lambda it, met, path: it.audit_log.export_csv(AuditFilter(), (), path, str)),
}
"""What is tried, for whom it is, and whether it wants the passphrase of the last minute: written by hand, and not
read off the table that the program goes by."""
ALREADY = {
    "SEALED",
    "SEAL-OWES",
    "KEEP-HELD",
    "KEEP-WAITS",
    "KEEP-NOT-DUE",
    "REF-NOT-HERE",
    "CODE-UNREAD",
    "SAVE-WHERE",
    "V-NO-BACKUP",
    "V-BACKUP-NOT-ONE",
    "",
}
"""What may be said besides, to somebody who may."""


ROLES = [*sorted(ANYBODY), "nobody"]
PAUSES = [0.0, 1.0, 29.0, 59.0, 60.0, 60.5, 3600.0]


def held(it: OpenVault, met: Record) -> Hold:
    """The hold that stands, or one of nobody's."""
    return it.retention.get_facts(met.person.id)[0].hold or Hold("none", "nobody", NOON, "", Words())


def asked(met: Record) -> Deletion:
    """A deletion that nobody asked for."""
    return Deletion("none", met.person.id, DeletionReason.PERSON_ASKED, NOON, "", NOON)


class Anybody(RuleBasedStateMachine):
    """Somebody at an open vault, and what a plain model expects of it."""

    open_vault: Callable[[], tuple[Vault, Pack, Path]]

    def __init__(self) -> None:
        super().__init__()
        self.vault, self.pack, self.out = type(self).open_vault()
        self.ticks = FixedTicks()
        self.role, self.typed, self.wrong, self.last = "worker", -1e9, 0, -1e9
        self.unlocked = self._entered()
        self.met = self.unlocked.people.add_person("KD-1234", "Zoë Ångström", "swale", Presenting.USING)

    def _entered(self) -> OpenVault:
        return OpenVault(owned_by(self.vault, self.role), self.pack, FixedClock(), random_id, self.ticks)

    @rule(role=st.sampled_from(ROLES))
    def opens(self, role: str) -> None:
        self.role, self.typed, self.wrong = role, -1e9, 0
        self.unlocked = self._entered()

    @rule(seconds=st.sampled_from(PAUSES))
    def waits(self, seconds: float) -> None:
        self.ticks.at += seconds

    @rule(right=st.booleans())
    def types(self, right: bool) -> None:
        pause = [0, 0, 0, 2, 4, 8, 16, 32][self.wrong] if self.wrong < 8 else 60
        if self.ticks.at - self.last < pause:
            assert said(lambda: self.unlocked.confirm_passphrase(PASSPHRASE)) == RefusalId.PASS_WAIT
            return
        assert self.unlocked.confirm_passphrase(PASSPHRASE if right else "no") is right
        self.typed = self.ticks.at if right else -1e9
        self.wrong, self.last = (0, -1e9) if right else (self.wrong + 1, self.ticks.at)

    @precondition(lambda self: self.role == "worker")
    @rule()
    def turns(self) -> None:
        self.unlocked.face_person()
        self.typed = -1e9

    @rule(what=st.sampled_from(sorted(DEEDS)))
    def does(self, what: str) -> None:
        allowed, sensitive, verb = DEEDS[what]
        self.out.unlink(missing_ok=True)
        before = actions(self.vault)
        got = said(lambda: verb(self.unlocked, self.met, self.out))
        if self.role not in allowed:
            assert got == RefusalId.ROLE_NOT_YOURS
        elif sensitive and self.ticks.at - self.typed > 60:
            assert got == RefusalId.PASS_AGAIN
        else:
            assert got in ALREADY, got
            return
        assert actions(self.vault) == before
        assert not self.out.exists()

    def teardown(self) -> None:
        self.vault.close()
        self.out.unlink(missing_ok=True)


def said(job: Callable[[], object]) -> str:
    try:
        job()
    except Refusal as refusal:
        return refusal.item
    return ""


def machine(fresh: Fresh, blank: Pack, folder: Path) -> type[Anybody]:
    """Somebody at a vault of their own each time."""

    def entered() -> tuple[Vault, Pack, Path]:
        place = folder / random_id()
        place.mkdir(parents=True)
        return fresh.entered(place / "vault", FixedClock()), blank, place / "out"

    return type("AnybodyHere", (Anybody,), {"open_vault": staticmethod(entered)})


def lenient(somebody: type[Anybody]) -> type[Anybody]:
    """The same at a vault that takes everybody for a worker: what the model must find."""

    def entered(self: Anybody) -> OpenVault:
        return OpenVault(owned_by(self.vault, "worker"), self.pack, FixedClock(), random_id, self.ticks)

    return type("Lenient", (somebody,), {"_entered": entered})
