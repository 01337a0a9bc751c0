"""The sheet that the person takes away: the chosen services and the next step, and no other text.

It starts empty, and an empty choice adds nothing. Every entry on it is checked for visibility.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dasupport.casework.details import ReferralDetail
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.readers import Reader
from dasupport.casework.referral_rules import is_mixed, is_wrong_side
from dasupport.casework.service_match import Freshness, compute_freshness
from dasupport.casework.session_record import Record
from dasupport.casework.visibility import select_visible
from dasupport.content.pack import Pack
from dasupport.content.schema import Service
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.sheets.model import Emphasis, Heading, Paragraph, Quote, Sheet, SheetPart, SmallPrint

NOBODY, SOMEONE, UNSURE = "nobody", "someone", "unsure"


@dataclass(frozen=True, slots=True)
class ClientSheetChoice:
    """Choices of the worker for this sheet; it starts with the empty choice."""

    services: tuple[str, ...] = ()
    next_step: bool = False
    who_else: str = ""
    """Other readers of the paper: `nobody`, `someone`, `unsure`; empty means not asked yet."""


def find_offered_services(record: Record) -> dict[str, Entry]:
    """Return the entries of the services that can be ticked, by the id of the service.

    These are the referrals explained to the person and not withdrawn, as far as the person's paper may show them.
    """
    return {
        entry.answer.detail.service: entry
        for entry in select_visible(record.entries, Reader.PERSON_PAPER)
        if entry.kind is Kind.REFERRAL
        and isinstance(entry.answer.detail, ReferralDetail)
        and entry.answer.detail.explained
        and entry.answer.detail.state not in ("", "withdrawn")
    }


def get_next_step(record: Record) -> str:
    """Return the words that were written for the person to take home; empty if there are none."""
    steps = [entry for entry in select_visible(record.entries, Reader.PERSON_PAPER) if entry.kind is Kind.NEXT_STEP]
    return steps[-1].answer.words.value.strip() if steps else ""


def list_refusals(record: Record, pack: Pack, choice: ClientSheetChoice, today: date) -> tuple[RefusalId, ...]:
    """Return the refusal ids of all reasons why this sheet cannot be made."""
    may = find_offered_services(record)
    chosen = [pack.services[id] for id in choice.services if id in pack.services]
    tests = (
        (RefusalId.SHEET_READERS, not choice.who_else),
        (RefusalId.SHEET_EMPTY, not _make_parts(record, pack, chosen, choice)),
        (RefusalId.SHEET_TALK_FIRST, any(id not in may or id not in pack.services for id in choice.services)),
        (RefusalId.SHEET_MIXED, is_mixed(service.audience for service in chosen)),
        (RefusalId.SHEET_WRONG_SIDE, any(is_wrong_side(service.audience, record.presenting) for service in chosen)),
        (RefusalId.SHEET_UNCHECKED, any(is_unchecked(service, may.get(service.id), today) for service in chosen)),
    )
    return tuple(item for item, true in tests if true)


def is_unchecked(service: Service, entry: Entry | None, today: date) -> bool:
    """Return True if the contact details were not checked lately (F28).

    Returns False if the service is steady, the pack's check is still fresh, or the worker checked the number today.
    """
    if service.steady or compute_freshness(service.checked_on, service.check_by, today) is not Freshness.UNCHECKED:
        return False
    detail = entry.answer.detail if entry else None
    return not (isinstance(detail, ReferralDetail) and detail.number_checked == today)


def make_client_sheet(record: Record, pack: Pack, choice: ClientSheetChoice, today: date, watermark: str = "") -> Sheet:
    """Return the sheet. Raises Refusal with the first reason why it cannot be made.

    If somebody else may see the paper, it holds only numbers and times: no name, no title and no reason.
    """
    if reasons := list_refusals(record, pack, choice, today):
        raise Refusal(reasons[0])
    chosen = [pack.services[id] for id in choice.services]
    title = "" if _is_bare(choice) else pack.labels.sheets.person_title
    return Sheet(title, _make_parts(record, pack, chosen, choice), watermark=watermark, large=True)


def _is_bare(choice: ClientSheetChoice) -> bool:
    """Return True if somebody else may see the paper, or the worker cannot rule it out."""
    return choice.who_else != NOBODY


def _make_parts(
    record: Record, pack: Pack, chosen: Iterable[Service], choice: ClientSheetChoice
) -> tuple[SheetPart, ...]:
    if _is_bare(choice):
        return tuple(part for service in chosen for part in _phone_parts(service))
    parts = [part for service in chosen for part in _service_parts(service)]
    if choice.next_step and (words := get_next_step(record)):
        parts += [Heading(pack.labels.sheets.next_step), Quote(words)]
    return tuple(parts)


def _service_parts(service: Service) -> Iterator[SheetPart]:
    yield Heading(service.plain_name or service.name)
    yield Paragraph(service.plain_offer)
    yield from _phone_parts(service)
    if service.web and not service.plain_name:
        yield Paragraph(service.web)


def _phone_parts(service: Service) -> Iterator[SheetPart]:
    for phone in service.phones:
        yield Emphasis(phone.number)
        if phone.hours:
            yield SmallPrint(phone.hours)
