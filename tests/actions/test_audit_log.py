"""The trail: whatever is done leaves exactly the lines it should, each naming the right object."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport.actions.sheets import ClientSheetChoice
from dasupport.actions.unlock import OpenVault, Unlocker
from dasupport.casework.audit_events import AuditFilter
from dasupport.casework.details import ChoiceDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CHILDREN_ITEM
from dasupport.casework.page_draft import make_page_draft, make_slot
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.errors import WrongPassphrase
from dasupport.vault.vault import Vault
from tests.actions.permission_calls import OPEN_TO_ALL, named
from tests.actions.test_sessions import half, says
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, answer
from tests.vault.vault_steps import actions, events

Verb = Callable[[OpenVault, Record, Path], object]
VERBS: dict[str, tuple[Verb, list[str]]] = {
    "Sessions.open_session": (lambda it, met, _: it.sessions.open_session(met.session.id), ["viewed"]),
    "People.open_person": (lambda it, met, _: it.people.open_person(met.person.id), ["person viewed"]),
    "People.reload_person": (lambda it, met, _: it.people.reload_person(met.person.id), []),
    "People.reveal_identity": (lambda it, met, _: it.people.reveal_identity(met.person.id), ["revealed"]),
    "Sheets.make_file_copy": (lambda it, met, _: it.sheets.make_file_copy(met, "own_team"), ["sheet for own_team"]),
    "Sheets.save": (lambda it, met, path: it.sheets.save(met, b"%PDF", path), ["sheet saved"]),
    "Sessions.add_entry": (lambda it, met, _: it.sessions.add_entry(says(met, Kind.NOTE, "N1")), ["entry"]),
    "Sessions.add_entry (past a stop)": (
        lambda it, met, _: it.sessions.add_entry(says(met, Kind.OVERRIDE, "STOP-TIME", answer("a quarter of an hour"))),
        ["entry", "overrode"],
    ),
    "Sessions.add_entry (a stop let stand)": (
        lambda it, met, _: it.sessions.add_entry(says(met, Kind.OVERRIDE, "STOP-TIME")),
        ["entry"],
    ),
    "Sessions.seal": (lambda it, met, _: it.sessions.seal(met.session.id), ["sealed"]),
    "Sessions.close_not_now": (lambda it, met, _: it.sessions.close_not_now(met.session.id), ["sealed"]),
    "Sessions.add_addendum": (lambda it, met, _: it.sessions.add_addendum(met.session.id, "later", ""), ["entry"]),
    "Sessions.mark_done": (lambda it, met, _: it.sessions.mark_done(met.session.id, "f1"), ["entry"]),
    "People.add_person": (
        lambda it, met, _: it.people.add_person("KD-2", "", "swale", Presenting.USING),
        ["person", "session", "entry"],
    ),
    "People.start_session": (lambda it, met, _: it.people.start_session(met.person.id), ["session"]),
    "Sessions.save_draft": (lambda it, met, _: it.sessions.save_draft(half(met, Kind.NOTE, "N1", answer("half"))), []),
    "Sessions.drop_draft": (lambda it, met, _: it.sessions.drop_draft(met.session.id, Slot(Kind.NOTE, "N1")), []),
    "Sessions.remember_page": (lambda it, met, _: it.sessions.remember_page(met.session.id, "signs"), []),
    "People.load_agenda": (lambda it, met, _: it.people.load_agenda(NOON.date()), []),
    "People.list_people": (lambda it, met, _: it.people.list_people(), []),
    "People.suggest_code_name": (lambda it, met, _: it.people.suggest_code_name(), []),
    "Sheets.has_undrawable_characters": (lambda it, met, _: it.sheets.has_undrawable_characters(met, "own_team"), []),
    "Sheets.list_services": (lambda it, met, _: it.sheets.list_services(met), []),
    "Sheets.list_unchecked": (lambda it, met, _: it.sheets.list_unchecked(met), []),
    "Sheets.get_next_step": (lambda it, met, _: it.sheets.get_next_step(met), []),
    "Sheets.list_refusals": (lambda it, met, _: it.sheets.list_refusals(met, ClientSheetChoice()), []),
    "OpenVault.confirm_passphrase": (lambda it, met, _: it.confirm_passphrase(PASSPHRASE), ["confirmed"]),
    "OpenVault.confirm_passphrase (another)": (
        lambda it, met, _: it.confirm_passphrase(PASSPHRASE + "x"),
        ["wrong passphrase"],
    ),
    "OpenVault.face_person": (lambda it, met, _: it.face_person(), []),
    "OpenVault.face_worker": (lambda it, met, _: it.face_worker(), []),
    "OpenVault.forget_passphrase": (lambda it, met, _: it.forget_passphrase(), []),
    "CoverPin.set_pin": (lambda it, met, _: it.cover_pin.set_pin("2749", "2749"), ["pin-set"]),
    "CoverPin.remove_pin": (lambda it, met, _: it.cover_pin.remove_pin(), []),
    "OpenVault.face_worker_by_pin": (lambda it, met, _: it.face_worker_by_pin("2749"), ["wrong pin"]),
    "OpenVault.face_worker_by_pin (right)": (
        lambda it, met, _: (it.cover_pin.set_pin("2749", "2749"), it.face_worker_by_pin("2749")),
        ["pin-set", "pin right"],
    ),
    "Backups.status": (lambda it, met, _: it.backups.status(), []),
    "Backups.create": (lambda it, met, _: it.backups.create(), ["backed up"]),
    "Backups.verify_latest": (
        lambda it, met, _: (it.backups.create(), it.backups.verify_latest()),
        ["backed up", "backup proved"],
    ),
    "Backups.verify_monthly": (lambda it, met, _: it.backups.verify_monthly(), []),
    "Backups.copy_offsite": (
        lambda it, met, path: (it.backups.create(), it.backups.copy_offsite(path)),
        ["backed up", "backup copied"],
    ),
    "RescueFiles.save": (lambda it, met, path: it.rescue_files.save((), path), []),
    "RescueFiles.save_at_lock": (lambda it, met, _: it.rescue_files.save_at_lock(()), []),
    "RescueFiles.restore_after_lock": (lambda it, met, _: it.rescue_files.restore_after_lock(), []),
    "RescueFiles.discard": (
        lambda it, met, _: (
            it.rescue_files.save_at_lock((half(met, Kind.NOTE, "N1", answer("half")),)),
            it.rescue_files.discard(half(met, Kind.NOTE, "N1", answer("half"))),
        ),
        ["words thrown away"],
    ),
    "RescueFiles.read_file": (
        lambda it, met, path: (
            it.rescue_files.save((half(met, Kind.NOTE, "N1", answer("half")),), path),
            it.rescue_files.read_file(path),
        ),
        ["words read back"],
    ),
    "PageDrafts.list_all": (lambda it, met, _: it.page_drafts.list_all(), []),
    "PageDrafts.save": (
        lambda it, met, _: it.page_drafts.save(make_page_draft(met.person.id, "hold", "half", NOON)),
        [],
    ),
    "PageDrafts.drop": (lambda it, met, _: it.page_drafts.drop(make_slot(met.person.id, "hold")), []),
    "PageDrafts.log_name_reveal": (lambda it, met, _: it.page_drafts.log_name_reveal(), ["half name revealed"]),
    "PageDrafts.expire_new_person": (lambda it, met, _: it.page_drafts.expire_new_person(), []),
    "RescueFiles.replace_newer": (
        lambda it, met, _: it.rescue_files.replace_newer(half(met, Kind.NOTE, "N1", answer("half"))),
        [],
    ),
    "AuditLog.access_history": (lambda it, met, _: it.audit_log.access_history(met.person.id), ["log read"]),
    "AuditLog.read_rows": (lambda it, met, _: it.audit_log.read_rows(AuditFilter()), ["log read"]),
    "AuditLog.verify_chain_weekly": (lambda it, met, _: it.audit_log.verify_chain_weekly(), []),
    "AuditLog.verify_chain": (lambda it, met, _: it.audit_log.verify_chain(), []),
    "AuditLog.export_csv": (
        lambda it, met, path: it.audit_log.export_csv(AuditFilter(), (), path, str),
        ["log exported"],
    ),
}
"""Every verb, and the lines that it leaves: each once, and none besides."""
ELSEWHERE = {"Sheets.make_client_sheet"}
"""Tried in `tests/sheets`, with a service that may stand on paper."""
ROOMS = {"Retention", "KeyManagement"}
"""Rooms whose verbs are tried, with the lines that they leave, in a file of their own."""


@pytest.mark.parametrize("what", VERBS)
def test_that_it_leaves_exactly_these_lines(
    confirmed: OpenVault, met: Record, vault: Vault, what: str, tmp_path: Path
) -> None:
    verb, lines = VERBS[what]
    confirmed.sessions.add_entry(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail("none"))))
    before = len(events(vault))
    verb(confirmed, met, tmp_path / "out")
    assert [event.action for event in events(vault)[before:]] == lines


@pytest.mark.parametrize(
    ("what", "object"),
    [
        ("Sessions.open_session", "session"),
        ("People.open_person", "person"),
        ("People.reveal_identity", "person"),
        ("Sessions.seal", "session"),
        ("Sheets.save", "session"),
        ("AuditLog.access_history", "person"),
        ("People.start_session", None),
    ],
)
def test_that_each_line_names_what_was_done_it_to(
    confirmed: OpenVault, met: Record, vault: Vault, what: str, object: str | None, tmp_path: Path
) -> None:
    confirmed.sessions.add_entry(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail("none"))))
    VERBS[what][0](confirmed, met, tmp_path / "out")
    newest = events(vault)[-1]
    named = {
        "session": met.session.id,
        "person": met.person.id,
        None: confirmed.people.reload_person(met.person.id).sessions[0].id,
    }
    assert newest.object == named[object]
    assert newest.actor == "Amara Osei"


def test_that_each_opening_leaves_one_line_and_closing_one_where_a_backup_was_due(
    unlocked: OpenVault, vault: Vault
) -> None:
    unlocked.close()
    for times in (1, 2):
        opened = VaultOpener(Realm.LIVE, CHEAP).open(vault.folder, PASSPHRASE)
        assert [event.action for event in events(opened)] == ["opened", "backed up", *["opened"] * times]
        opened.close()


def test_that_every_verb_of_every_room_is_tried_here(unlocked: OpenVault) -> None:
    tried = {what.split(" ")[0] for what in VERBS} - OPEN_TO_ALL
    assert tried | ELSEWHERE == {name for name in named(unlocked) if name.split(".")[0] not in ROOMS}


def test_that_a_page_that_is_opened_twice_leaves_two_lines_and_one_drawn_anew_none(
    unlocked: OpenVault, met: Record, vault: Vault
) -> None:
    for _ in range(2):
        unlocked.people.open_person(met.person.id)
        unlocked.people.reload_person(met.person.id)
    assert actions(vault).count("person viewed") == 2


def test_that_a_statement_saved_twice_is_past_a_stop_once(unlocked: OpenVault, met: Record, vault: Vault) -> None:
    went = says(met, Kind.OVERRIDE, "STOP-TIME", answer("a quarter of an hour"))
    for _ in range(2):
        unlocked.sessions.add_entry(went)
    (line,) = [event for event in events(vault) if event.action == "overrode"]
    assert line.object == went.id


def test_that_wrong_tries_before_an_opening_stand_in_the_log_once_it_is_open(
    blank: Pack, vault: Vault, clock: FixedClock
) -> None:
    vault.close()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            Unlocker(Realm.LIVE, blank, CHEAP, clock).open(vault.folder, "something else")
    access = Unlocker(Realm.LIVE, blank, CHEAP, clock)
    for wrong in (3, 0):
        held = access.open(vault.folder, PASSPHRASE)
        assert held.keys.get_status().failed_attempts == wrong
        held.close()
    opened = VaultOpener(Realm.LIVE, CHEAP).open(vault.folder, PASSPHRASE)
    told = [(event.action, event.object) for event in events(opened)[1:]]
    assert [line for line in told if line[0] not in ("opened", "backed up")] == [("tries before opening", "3")]
    opened.close()
