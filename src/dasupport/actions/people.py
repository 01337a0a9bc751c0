"""Actions on people: add one, open one, reveal an identity, load the agenda."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.actions.name_check import normalise_code, reveals_name
from dasupport.casework.attributed_text import Words, text_error
from dasupport.casework.details import ChoiceDetail, SafeContactDetail
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.kinds import Kind
from dasupport.casework.people import (
    Agenda,
    DueRow,
    Person,
    PersonRow,
    Presenting,
    ProtectedIdentity,
    Session,
    SessionRow,
)
from dasupport.casework.retention import Deletion, Hold
from dasupport.casework.roles import Act
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault

DUE_AHEAD = timedelta(days=7)
"""Time before its date from which a follow-up is listed."""
MAX_CODE_LENGTH = 24
DUE_FACTOR = 25
"""Factor by which the list of due follow-ups may be longer than the others: none is left out silently."""
SUGGESTIONS_PER_LENGTH = 20


@dataclass(frozen=True, slots=True)
class PresentingStatement:
    """The presenting of a person, by one dated entry."""

    presenting: Presenting
    entry: Entry


@dataclass(frozen=True, slots=True)
class PersonOverview:
    """A person and all sessions with them."""

    person: Person
    sessions: tuple[SessionRow, ...]
    statements: tuple[PresentingStatement, ...]
    due: tuple[DueRow, ...] = ()
    contact: SafeContactDetail | None = None
    """The newest statement of how to reach them safely."""
    hold: Hold | None = None
    deletion: Deletion | None = None
    """The pending deletion."""


class People:
    """Actions on the people in an open vault."""

    def __init__(self, vault: Vault, warden: Authoriser, pack: str, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self._authoriser = warden
        self._pack = pack
        self._now = now
        self._new_id = new_id

    @requires(Act.ADD_PERSON)
    def suggest_code_name(self) -> str:
        """Return an unused code name that reveals nothing, not even the order of arrival."""

        def free(work: Transaction) -> str:
            return next(code for code in generate_code_names() if not work.people.is_code_name_taken(code))

        return self._vault.transact(free)

    @requires(Act.ADD_PERSON)
    def add_person(self, code_name: str, real_name: str, area: str, presenting: Presenting) -> Record:
        """Add a person with a first session and a dated statement of how they present.

        Raises Refusal: CODE-EMPTY, CODE-LONG, CODE-TAKEN, CODE-IS-NAME, REF-TEXT-….
        """
        code = normalise_code(code_name)
        if refused := code_name_error(code, real_name) or text_error(real_name):
            raise Refusal(refused)
        at = self._now()
        person = Person(self._new_id(), code, area, at)
        session = self._make_session(person.id, 1)
        said = self._make_presenting_entry(session.id, presenting)

        def job(work: Transaction) -> Record:
            if not work.people.get_person(person.id) and work.people.is_code_name_taken(code):
                raise Refusal(RefusalId.CODE_TAKEN)
            work.people.add_person(person, ProtectedIdentity(Words(real_name)), self._vault.owner.name)
            work.sessions.start_session(session)
            work.entries.add_entry(said)
            return Record(session, person, (said,))

        return self._vault.transact(job)

    @requires(Act.START_SESSION)
    def start_session(self, person: str) -> Record:
        """Start a new session with a known person. Raises Refusal if there is no record."""
        session = self._make_session(person, 0)

        def job(work: Transaction) -> Record:
            _require_person(work, person)
            numbered = self._make_session(person, work.sessions.get_next_number(person), session.id)
            work.sessions.start_session(numbered)
            work.people.set_last_contact(person, numbered.started_at)
            record = work.read_record(session.id)
            if record is None:
                raise Refusal(RefusalId.REF_NOT_HERE)
            return record

        return self._vault.transact(job)

    @requires(Act.VIEW)
    def open_person(self, person: str) -> PersonOverview:
        """Return one person's overview and log the view. Raises Refusal if there is no record."""

        def job(work: Transaction) -> PersonOverview:
            found = _read_overview(work, person)
            work.audit_chain.append("person viewed", person)
            return found

        return self._vault.transact(job)

    @requires(Act.VIEW)
    def reload_person(self, person: str) -> PersonOverview:
        """Return the current overview of a person whose page is already open; not logged again."""
        return self._vault.transact(lambda work: _read_overview(work, person))

    @requires(Act.REVEAL)
    def reveal_identity(self, person: str) -> ProtectedIdentity:
        """Return a person's identifying details, to be shown on purpose; logged. Raises Refusal if there is no
        record.
        """

        def job(work: Transaction) -> ProtectedIdentity:
            _require_person(work, person)
            return work.people.reveal_identity(person)

        return self._vault.transact(job)

    @requires(Act.SEE_LIST)
    def load_agenda(self, today: date, most: int = 8) -> Agenda:
        """Return what needs the worker now: due or nearly due follow-ups, unfinished sessions, recent contacts."""
        return self._vault.transact(
            lambda work: Agenda(
                due=work.sessions.list_due(today + DUE_AHEAD, most * DUE_FACTOR),
                unfinished=work.sessions.list_unfinished(most),
                recent=work.people.list_recent(most),
            )
        )

    @requires(Act.SEE_LIST)
    def list_people(self) -> tuple[PersonRow, ...]:
        """Return all people by code name, latest contact first."""
        return self._vault.transact(lambda work: work.people.list_recent())

    def _make_session(self, person: str, number: int, id: str = "") -> Session:
        return Session(id or self._new_id(), person, number, self._now(), self._vault.owner.name, self._pack)

    def _make_presenting_entry(self, session: str, presenting: Presenting) -> Entry:
        return Entry(
            id=self._new_id(),
            session=session,
            author=self._vault.owner.name,
            at=self._now(),
            slot=Slot(Kind.PRESENTING, PRESENTING_ITEM),
            answer=Answer(detail=ChoiceDetail(presenting)),
        )


def generate_code_names() -> Iterator[str]:
    """Yield random code names; they grow longer if the short ones are used up."""
    for digits in (4, 5, 6, 9):
        for _ in range(SUGGESTIONS_PER_LENGTH):
            yield f"KD-{secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1)}"


def _require_person(work: Transaction, person: str) -> Person:
    found = work.people.get_person(person)
    if found is None:
        raise Refusal(RefusalId.REF_NOT_HERE)
    return found


def _read_overview(work: Transaction, person: str) -> PersonOverview:
    found = _require_person(work, person)
    said = work.entries.list_earlier(person, before=1_000_000)
    statements = tuple(
        PresentingStatement(Presenting(entry.answer.detail.value), entry)
        for entry in said
        if entry.kind is Kind.PRESENTING
        and isinstance(entry.answer.detail, ChoiceDetail)
        and entry.answer.detail.value in list(Presenting)
    )
    ways = [entry.answer.detail for entry in said if isinstance(entry.answer.detail, SafeContactDetail)]
    due = work.sessions.list_due_with(person)
    hold = next((each for each in work.retention.list_holds() if each.person == person), None)
    deletion = next((each for each in work.retention.list_pending() if each.person == person), None)
    return PersonOverview(
        found, work.sessions.list_sessions(person), statements, due, ways[-1] if ways else None, hold, deletion
    )


def code_name_error(code: str, real_name: str) -> RefusalId | None:
    """Return the refusal id if a code name is not allowed, else None."""
    if not code:
        return RefusalId.CODE_EMPTY
    if len(code) > MAX_CODE_LENGTH:
        return RefusalId.CODE_LONG
    if reveals_name(code, real_name):
        return RefusalId.CODE_IS_NAME
    return text_error(code)
