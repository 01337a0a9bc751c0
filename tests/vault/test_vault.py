"""An open vault: one transaction for one verb, refusals without a word of what was refused, and the way out."""

import json
import threading
import traceback
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from dasupport.casework.attributed_text import Words
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Person, ProtectedIdentity
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import DataDamaged, DataFileReplaced, DiskFull, NotSaved, ReadOnly
from dasupport.vault.keys.key_file import COPY_NAMES
from dasupport.vault.vault import Vault, driver_error_as_refusal
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, answer, draft, entry, person, session
from tests.vault.child_processes import as_nobody
from tests.vault.tampering import DATA, WHOLE, verdict
from tests.vault.vault_steps import say

CANARY = "canary-0815-quince"


def commits(vault: Vault) -> int:
    return vault.transact(lambda work: work.metadata.get_commit_count())


def test_that_it_knows_whose_it_is_and_which_realm(vault: Vault) -> None:
    assert (vault.owner.name, vault.owner.role, vault.realm) == ("Amara Osei", "worker", "live")


def test_that_what_one_verb_did_the_next_one_sees(begun: Vault) -> None:
    begun.transact(lambda work: work.entries.add_entry(entry(Kind.NOTE, said=answer("said"))))
    assert [found.answer.words.value for found in begun.transact(lambda work: work.entries.list_entries("s1"))] == [
        "said"
    ]


def test_that_a_failing_job_leaves_nothing_behind(begun: Vault) -> None:
    before = begun.transact(lambda work: (work.audit_chain.read_head(), work.metadata.get_commit_count()))

    def job(work: Transaction) -> None:
        work.entries.add_entry(entry(Kind.NOTE, said=answer("never")))
        work.entries.save_draft(draft(Kind.NOTE, "N2", answer("never")))
        work.people.add_person(Person("p2", "KD-2222", "kent", NOON), ProtectedIdentity(), "Amara Osei")
        work.metadata.put("anything", "never")
        raise Refusal(RefusalId.CODE_TAKEN)

    with pytest.raises(Refusal, match="CODE-TAKEN"):
        begun.transact(job)
    assert begun.transact(lambda work: (work.audit_chain.read_head(), work.metadata.get_commit_count())) == before
    assert begun.transact(lambda work: work.entries.list_entries("s1")) == ()
    assert begun.transact(lambda work: work.entries.list_drafts("s1")) == ()
    assert begun.transact(lambda work: work.people.get_person("p2")) is None
    assert begun.transact(lambda work: work.metadata.get("anything")) == ""


def test_that_a_job_that_fails_unforeseen_leaves_nothing_behind_either(begun: Vault) -> None:
    def job(work: Transaction) -> None:
        work.entries.add_entry(entry(Kind.NOTE, said=answer("never")))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        begun.transact(job)
    assert begun.transact(lambda work: work.entries.list_entries("s1")) == ()
    begun.transact(lambda work: work.entries.add_entry(entry(Kind.NOTE, said=answer("after"))))
    assert len(begun.transact(lambda work: work.entries.list_entries("s1"))) == 1


def test_that_only_what_changes_something_is_counted(begun: Vault) -> None:
    before = commits(begun)
    begun.transact(lambda work: work.read_record("s1"))
    begun.transact(lambda work: work.people.list_recent(8))
    assert commits(begun) == before
    begun.transact(lambda work: work.entries.save_draft(draft(Kind.NOTE, "N1", answer("half"))))
    assert commits(begun) == before + 1


def test_that_a_record_that_is_not_there_is_nothing(begun: Vault) -> None:
    assert begun.transact(lambda work: work.read_record("s2")) is None
    found = begun.transact(lambda work: work.read_record("s1"))
    assert found is not None
    assert (found.session, found.person, found.entries) == (session(), person(), ())


def test_that_the_passphrase_can_be_asked_for_again(vault: Vault) -> None:
    assert vault.confirm_passphrase(PASSPHRASE)
    assert not vault.confirm_passphrase(PASSPHRASE.upper())
    assert not vault.confirm_passphrase("")


def test_that_another_thread_is_refused(vault: Vault) -> None:
    said: list[str] = []

    def use() -> None:
        try:
            vault.transact(lambda work: work.metadata.get_owner())
        except DBAPIError as error:
            said.append(type(error).__name__)

    other = threading.Thread(target=use)
    other.start()
    other.join()
    assert said == ["ProgrammingError"]


def test_that_closing_twice_is_harmless_and_both_copies_end_alike(vault: Vault) -> None:
    vault.close()
    vault.close()
    one, two = ((vault.folder / name).read_bytes() for name in COPY_NAMES)
    assert one == two
    assert verdict(vault.folder) == WHOLE


def test_that_closing_writes_down_how_far_the_data_has_come(begun: Vault, clock: FixedClock) -> None:
    head, count = begun.transact(lambda work: (work.audit_chain.read_head(), work.metadata.get_commit_count()))
    clock.move(minutes=5)
    begun.close()
    witness = json.loads((begun.folder / COPY_NAMES[0]).read_bytes())["witness"]
    assert (witness["events"], witness["head"], witness["commits"]) == (head.seq, head.mac, count)
    assert witness["at"] == "2026-11-21T12:05:00+00:00"


def opened_and_closed(folder: Path) -> bool:
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    before = (folder / COPY_NAMES[0]).read_bytes()
    vault.close()
    return (folder / COPY_NAMES[0]).read_bytes() == before


def test_that_a_folder_that_takes_no_key_file_still_lets_a_vault_close(anybodys: Path) -> None:
    anybodys.chmod(0o500)
    assert as_nobody(opened_and_closed, anybodys) is True
    anybodys.chmod(0o700)
    assert as_nobody(opened_and_closed, anybodys) is False
    assert verdict(anybodys) == WHOLE


def test_that_half_a_character_is_refused_and_the_refusal_does_not_carry_the_text(begun: Vault) -> None:
    broken = entry(Kind.NOTE, said=answer(f"{CANARY} \ud83d"))
    with pytest.raises(Refusal, match="REF-TEXT-BROKEN") as caught:
        begun.transact(lambda work: work.entries.add_entry(broken))
    assert CANARY not in everything_said(caught.value)
    assert begun.transact(lambda work: work.entries.list_entries("s1")) == ()


def everything_said(error: BaseException) -> str:
    """What any log or crash page could take from an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + repr(error.args) + repr(vars(error))


def test_that_a_broken_rule_of_the_tables_tells_no_word_of_what_was_written(begun: Vault) -> None:
    twin = Person("p2", person().code_name, "kent", NOON)
    with pytest.raises(IntegrityError) as caught:
        begun.transact(lambda work: work.people.add_person(twin, ProtectedIdentity(Words(CANARY)), CANARY))
    said = everything_said(caught.value)
    assert CANARY not in said
    assert person().code_name not in said
    assert "UNIQUE constraint failed" in said


def test_that_a_broken_rule_leaves_the_vault_in_working_order(begun: Vault) -> None:
    orphan = Person("p2", person().code_name, "kent", NOON)
    with pytest.raises(IntegrityError):
        begun.transact(lambda work: work.people.add_person(orphan, ProtectedIdentity(), "Amara Osei"))
    begun.transact(lambda work: work.entries.add_entry(entry(Kind.NOTE)))
    begun.close()
    assert verdict(begun.folder) == WHOLE


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("database or disk is full", DiskFull),
        ("attempt to write a readonly database", ReadOnly),
        ("database disk image is malformed", DataDamaged),
        ("file is not a database", DataDamaged),
        ("disk I/O error", NotSaved),
        ("unable to open database file", NotSaved),
        ("database is locked", NotSaved),
        ("sealed", Refusal),
    ],
)
def test_that_each_trouble_of_the_driver_is_its_own_refusal(said: str, fault: type[Refusal]) -> None:
    refusal = driver_error_as_refusal(OperationalError("INSERT", {"words": CANARY}, sqlcipher.OperationalError(said)))
    assert type(refusal) is fault
    assert CANARY not in everything_said(refusal)


def test_that_what_nobody_foresaw_is_no_refusal() -> None:
    with pytest.raises(OperationalError):
        driver_error_as_refusal(
            OperationalError("INSERT", {"words": CANARY}, sqlcipher.OperationalError("no such table: note"))
        )


@pytest.mark.parametrize("how", ["another file", "no file"])
def test_that_nothing_is_called_saved_once_the_data_was_put_aside(begun: Vault, tmp_path: Path, how: str) -> None:
    """As a program does that copies folders between machines: the file that we hold open is no longer the one there."""
    data = begun.folder / DATA
    older = tmp_path / "older.db"
    older.write_bytes(data.read_bytes())
    if how == "another file":
        older.replace(data)
    else:
        data.rename(tmp_path / "aside.db")
    with pytest.raises(DataFileReplaced):
        say(begun, entry(Kind.NOTE, "N1", answer("lost")))
    begun.close()


def test_that_data_that_stands_where_it_stood_takes_words(begun: Vault) -> None:
    """Control."""
    say(begun, entry(Kind.NOTE, "N1", answer("kept")))
