"""The sheet that the person takes away: chosen services and the next step, and nothing else whatever.

It starts empty; an empty choice means nothing. What stands on it went through the wall one entry at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dasupport.casework.entry import Entry, Kind, Referred
from dasupport.casework.fit import Freshness, freshness
from dasupport.casework.record import Record
from dasupport.casework.referral import mixed, wrong_side
from dasupport.casework.wall import Reader, readable
from dasupport.content.pack import Pack
from dasupport.content.schema import Service
from dasupport.refusal import Refusal
from dasupport.sheets.sheet import Heading, Part, Quote, Sheet, Small, Strong, Text

NOBODY, SOMEONE, UNSURE = "nobody", "someone", "unsure"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the worker ticked for this sheet. The empty choice is the start."""

    services: tuple[str, ...] = ()
    next_step: bool = False
    who_else: str = ""
    """Who else may see the paper: `nobody`, `someone`, `unsure`; empty is not asked."""


def offered(record: Record) -> dict[str, Entry]:
    """The services that may be ticked: those talked through with the person, through the wall."""
    return {
        entry.answer.detail.service: entry
        for entry in readable(record.entries, Reader.PERSON_PAPER)
        if entry.kind is Kind.REFERRAL
        and isinstance(entry.answer.detail, Referred)
        and entry.answer.detail.explained
        and entry.answer.detail.state not in ("", "withdrawn")
    }


def next_step(record: Record) -> str:
    """The words that were written for the person to take home; empty if there are none."""
    steps = [entry for entry in readable(record.entries, Reader.PERSON_PAPER) if entry.kind is Kind.NEXT_STEP]
    return steps[-1].answer.words.value.strip() if steps else ""


def refusals(record: Record, pack: Pack, choice: Choice, today: date) -> tuple[str, ...]:
    """Every reason why this sheet cannot be made, by the id of its sentence."""
    may = offered(record)
    chosen = [pack.services[id] for id in choice.services if id in pack.services]
    tests = (
        ("SHEET-READERS", not choice.who_else),
        ("SHEET-EMPTY", not _parts(record, pack, chosen, choice)),
        ("SHEET-TALK-FIRST", any(id not in may or id not in pack.services for id in choice.services)),
        ("SHEET-MIXED", mixed(service.audience for service in chosen)),
        ("SHEET-WRONG-SIDE", any(wrong_side(service.audience, record.presenting) for service in chosen)),
        ("SHEET-UNCHECKED", any(unchecked(service, may.get(service.id), today) for service in chosen)),
    )
    return tuple(item for item, true in tests if true)


def unchecked(service: Service, entry: Entry | None, today: date) -> bool:
    """Whether nobody has lately made sure of the contact details (F28): neither the pack nor the worker."""
    if service.steady or freshness(service.checked_on, service.check_by, today) is not Freshness.UNCHECKED:
        return False
    detail = entry.answer.detail if entry else None
    return not (isinstance(detail, Referred) and detail.number_checked == today)


def person_sheet(record: Record, pack: Pack, choice: Choice, today: date, watermark: str = "") -> Sheet:
    """The sheet. Raises Refusal with the first reason why it cannot be made.

    Where somebody else may see the paper it holds numbers and times only: no name, no title, no word of why.
    """
    if reasons := refusals(record, pack, choice, today):
        raise Refusal(reasons[0])
    chosen = [pack.services[id] for id in choice.services]
    title = "" if _bare(choice) else pack.labels.sheets.person_title
    return Sheet(title, _parts(record, pack, chosen, choice), watermark=watermark, large=True)


def _bare(choice: Choice) -> bool:
    """Whether somebody else may see the paper, or nobody can be sure that nobody will."""
    return choice.who_else != NOBODY


def _parts(record: Record, pack: Pack, chosen: Iterable[Service], choice: Choice) -> tuple[Part, ...]:
    if _bare(choice):
        return tuple(part for service in chosen for part in _numbers(service))
    parts = [part for service in chosen for part in _service(service)]
    if choice.next_step and (words := next_step(record)):
        parts += [Heading(pack.labels.sheets.next_step), Quote(words)]
    return tuple(parts)


def _service(service: Service) -> Iterator[Part]:
    yield Heading(service.plain_name or service.name)
    yield Text(service.plain_offer)
    yield from _numbers(service)
    if service.web and not service.plain_name:
        yield Text(service.web)


def _numbers(service: Service) -> Iterator[Part]:
    for phone in service.phones:
        yield Strong(phone.number)
        if phone.hours:
            yield Small(phone.hours)
