"""Filling a training vault with made-up people, through the same functions as real data."""

from dataclasses import fields
from datetime import date, datetime, timedelta

from dasupport.casework.details import ChoiceDetail
from dasupport.casework.edit_answer import edit_answer
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing, Person, Presenting, ProtectedIdentity, Session
from dasupport.casework.realms import Realm
from dasupport.casework.session_record import PRESENTING_ITEM
from dasupport.content.answer_concerns import find_raised_concerns
from dasupport.content.pack import Pack
from dasupport.content.training import TrainingCase, TrainingSession, TrainingStatement
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault


def fill_training_vault(vault: Vault, pack: Pack, now: Clock, new_id: NewId) -> None:
    """Add the pack's made-up people to a training vault, all of them or none; a vault with any people is left
    alone.

    Raises ValueError if the vault is not a training vault.
    """
    if vault.realm != Realm.TRAINING:
        raise ValueError("realm")
    today = now()

    def job(work: Transaction) -> None:
        for case in pack.training.cases if not work.people.list_recent(1) else ():
            _add_case(work, case, pack, vault.owner.name, today, new_id)

    vault.transact(job)


def _add_case(work: Transaction, case: TrainingCase, pack: Pack, author: str, today: datetime, new_id: NewId) -> None:
    first = max(meeting.days_ago for meeting in case.meetings)
    person = Person(new_id(), case.code_name, case.area, today - timedelta(days=first))
    work.people.add_person(person, ProtectedIdentity(), author)
    for number, meeting in enumerate(case.meetings, 1):
        at = today - timedelta(days=meeting.days_ago)
        session = Session(new_id(), person.id, number, at, author, pack.name)
        work.sessions.start_session(session)
        work.people.set_last_contact(person.id, at)
        if number == 1:
            said = Answer(detail=ChoiceDetail(Presenting(case.presenting)))
            work.entries.add_entry(
                Entry(new_id(), session.id, author, at, Slot(Kind.PRESENTING, PRESENTING_ITEM), said)
            )
        for entry in _make_entries(meeting, session, pack, author, new_id):
            work.entries.add_entry(entry)
        if meeting.sealed:
            work.sessions.seal(session.id, Closing.SEALED, at + timedelta(hours=1))


def _make_entries(meeting: TrainingSession, session: Session, pack: Pack, author: str, new_id: NewId) -> list[Entry]:
    made = []
    for minute, statement in enumerate(meeting.statements):
        slot = Slot(Kind(statement.kind), statement.item, statement.part)
        at = session.started_at + timedelta(minutes=minute)
        made.append(Entry(new_id(), session.id, author, at, slot, build_answer(pack, slot, statement, at.date())))
    return made


def build_answer(pack: Pack, slot: Slot, statement: TrainingStatement, day: date) -> Answer:
    """Return the answer of a made-up statement; a `due` or `look_again` of "+7" is a week after the
    conversation.

    Raises KeyError if the detail has no such field.
    """
    made = Answer.blank(slot.kind).with_words(statement.words)
    made = edit_answer(edit_answer(made, "source", statement.source), "known", statement.known)
    dates = {field.name for field in fields(made.detail) if "date" in str(field.type)} if made.detail else set()
    for aspect, value in statement.detail.items():
        said: str | bool | date = value
        if aspect in dates:
            said = day + timedelta(days=int(value))
        made = edit_answer(made, aspect, said, find_raised_concerns(pack, slot, aspect, value))
    return made
