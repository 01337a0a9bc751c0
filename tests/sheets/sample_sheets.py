"""Records from which paper is made, in a few words."""

from dataclasses import replace
from datetime import date
from typing import Any

from msgspec.structs import replace as changed

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source
from dasupport.casework.details import ChoiceDetail, ReferralDetail
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.sheets.client_sheet import ClientSheetChoice, make_client_sheet
from tests.samples import KNOWN, answer, entry, record

TODAY = date(2026, 11, 21)
USING, EXPERIENCING, ANYONE, FOR_WORKERS = "K-DIR-CDAP", "K-VIC-KIDAS", "SAMARITANS", "KM-MARAC"
WORDS = "She said that he hides her post."
STEP = "Ring on Monday after ten."


def talked(service: str, words: str = "", reach: Reach = KNOWN, **detail: Any) -> Entry:
    """A service that was talked through with the person, its number rung today."""
    made = replace(ReferralDetail(service, "given_details", explained=True, number_checked=TODAY), **detail)
    return entry(Kind.REFERRAL, "REFERRAL", answer(words, made, reach=reach), part=service)


def step(words: str = STEP, reach: Reach = KNOWN) -> Entry:
    return entry(Kind.NEXT_STEP, "NEXT-STEP", answer(words, reach=reach))


def presents(as_what: str) -> Entry:
    return entry(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail(as_what)))


def note(words: str = WORDS, reach: Reach = CONFIDENTIAL, source: Source | None = None, id: str = "note") -> Entry:
    return entry(Kind.NOTE, "NOTE", answer(words, source=source, reach=reach), id=id)


def refused(made: Record, pack: Pack, choice: ClientSheetChoice) -> str:
    """The reason for which there is no sheet; empty if there is one."""
    try:
        make_client_sheet(made, pack, choice, TODAY)
    except Refusal as refusal:
        return refusal.item
    return ""


def lines(made: Record, pack: Pack, choice: ClientSheetChoice) -> tuple[str, ...]:
    return make_client_sheet(made, pack, choice, TODAY).lines


def with_service(pack: Pack, id: str, **facts: Any) -> Pack:
    """The pack with other facts about one service."""
    directory = tuple(changed(service, **facts) if service.id == id else service for service in pack.directory)
    return changed(pack, directory=directory)


BOTH = record(talked(USING), talked(ANYONE), step())
