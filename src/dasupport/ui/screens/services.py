"""The service directory: search filters, matching services, and one service as a card."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dasupport.casework.fit import Audience, Freshness, ServiceMatch, ServiceNeed, compute_freshness, match_services
from dasupport.casework.referral import fold_name
from dasupport.casework.text import SEPARATOR
from dasupport.content.dates import format_date
from dasupport.content.pack import Pack
from dasupport.content.schema import Phone, Service
from dasupport.content.tell import format_option
from dasupport.ui.blocks import Block, Button, Chip, Chips, Choice, Field, Heading, Para, Row
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.screens.fields import choosable, cite

SEARCH, FILTERS, AUDIENCE, AREA, GENDER, AGE, NEEDS = "find", "filters", "audience", "area", "gender", "age", "needs"
ALL = "all-services"
MOST = 12
FILTERED = (AUDIENCE, AREA, GENDER, AGE, NEEDS)
YEARS = {"under_16": 14, "16_17": 16, "18_24": 20, "25_59": 40, "60_plus": 65}
"""An age in years inside each age band of the pack, to compare with a service's own limits."""


Pair = tuple[Service, ServiceMatch]


class ServiceFilter:
    """The search in the directory: its state, its fields, and its results."""

    def __init__(self, pack: Pack, need: ServiceNeed) -> None:
        self._pack = pack
        self._need = need
        self._age = ""
        self._text = ""
        self._open = False
        self._touched = False
        self._whole = False

    def begin(self, need: ServiceNeed) -> None:
        """Set the need to search for, unless the user has changed a filter."""
        if not self._touched:
            self._need = need

    def take(self, intent: Intent) -> bool:
        """Change the search. Returns False if the intent is about something else."""
        self._touched = self._touched or (isinstance(intent, Chose) and intent.key in FILTERED)
        if isinstance(intent, Pressed) and intent.key == ALL:
            self._whole = True
            return True
        if self._changed(intent):
            self._whole = False
            return True
        return False

    def _changed(self, intent: Intent) -> bool:
        match intent:
            case Chose(key="audience", value=value):
                self._need = replace(self._need, audience=value)
            case Chose(key="area", value=value):
                self._need = replace(self._need, area=value)
            case Chose(key="gender", value=value):
                self._need = replace(self._need, gender=value)
            case Chose(key="age", value=value):
                self._age = value
                self._need = replace(self._need, age=YEARS.get(value))
            case Chose(key="needs", value=value):
                self._need = replace(self._need, needs=frozenset({value} if value else ()))
            case Typed(key="find", text=text) | Left(key="find", text=text):
                self._text = text
            case Pressed(key="filters"):
                self._open = not self._open
            case _:
                return False
        return True

    def found(self) -> tuple[Pair, ...]:
        """Return the matching services with the reasons, narrowed by every word typed in the search field."""
        words = fold_name(self._text).split()
        return tuple(
            (service, fit)
            for service, fit in match_services(self._pack.directory, self._need)
            if all(word in searchable(self._pack, service) for word in words)
        )

    def listed(self, found: Sequence[Pair], card: Callable[[Service, ServiceMatch], Block]) -> tuple[Block, ...]:
        """Return the number of matches and cards of the first MAX_SHOWN of them; of all on request."""
        labels = self._pack.labels.services
        shown = found if self._whole else found[:MOST]
        rest = (Row((Button(ALL, labels.all.format(count=len(found))),), key="all"),) if len(shown) < len(found) else ()
        return (Para(labels.found.format(count=len(found)), "small"), *(card(*pair) for pair in shown), *rest)

    def blocks(self) -> tuple[Block, ...]:
        """Return the search field and the active filters as chips; all filters on request."""
        labels = self._pack.labels.services
        search = Field(SEARCH, labels.search, self._text, labels.search_hint, quick=True)
        button = Button(FILTERS, labels.fewer if self._open else labels.filters)
        row = Row((Chips(tuple(Chip(text, "calm") for text in self._asked().values())), button), ends=True, key="asked")
        return (search, row, *(self._filters() if self._open else ()))

    def reasons(self, service: Service, fit: ServiceMatch) -> tuple[str, ...]:
        """Return why a service matches, in the words of the filters.

        Says so if the service is there for anyone or anywhere.
        """
        choices, asked = self._pack.choices, self._asked()
        if self._need.audience not in service.audience:
            asked[AUDIENCE] = format_option(choices.audiences, Audience.ANYONE)
        if self._need.area not in service.areas:
            asked[AREA] = self._pack.labels.services.anywhere
        return tuple(asked.get(why) or format_option(choices.needs, why) for why in fit.reasons)

    def _asked(self) -> dict[str, str]:
        choices, need = self._pack.choices, self._need
        asked = {
            AUDIENCE: format_option(choices.audiences, need.audience),
            AREA: format_option(choices.areas, need.area),
            GENDER: format_option(choices.genders, need.gender),
            AGE: format_option(choices.ages, self._age),
            NEEDS: format_option(choices.needs, next(iter(need.needs), "")),
        }
        return {name: text for name, text in asked.items() if text}

    def _filters(self) -> tuple[Block, ...]:
        labels, choices = self._pack.labels.services, self._pack.choices
        needs = next(iter(self._need.needs), "")
        used = {need for service in self._pack.directory for need in service.needs}
        return (
            Choice(AUDIENCE, labels.audience, choosable(choices.audiences), self._need.audience),
            Choice(AREA, labels.area, choosable(choices.areas), self._need.area),
            Choice(GENDER, labels.gender, choosable(choices.genders), self._need.gender),
            Choice(AGE, labels.age, tuple(c for c in choosable(choices.ages) if c.value in YEARS), self._age),
            Choice(NEEDS, labels.needs, tuple(need for need in choosable(choices.needs) if need.value in used), needs),
        )


def searchable(pack: Pack, service: Service) -> str:
    """Return the folded words and numbers by which a service can be found: its facts, areas and needs."""
    areas, needs = format_option(pack.choices.areas, SEPARATOR.join(service.areas)), SEPARATOR.join(service.needs)
    words = (service.name, service.provider, service.offers, service.format, service.model, service.address, areas)
    numbers = (phone.number.replace(" ", "") for phone in service.phones)
    return " ".join((fold_name(" ".join((*words, format_option(pack.choices.needs, needs)))), *numbers))


def card(pack: Pack, service: Service, reasons: tuple[str, ...], today: date, *, whole: bool) -> Iterator[Block]:
    """Yield the blocks of a service: what it is, why it matches, how old its facts are.

    `whole` adds all its facts.
    """
    labels = pack.labels.services
    yield Heading(service.name, service.provider, level=3)
    chips = tuple(Chip(labels.fits.format(what=reason), "good") for reason in reasons)
    yield Chips((*chips, *_age(pack, service, today)))
    yield Para(service.offers)
    for phone in service.phones:
        yield Para(in_one_line(phone), "strong")
    if whole:
        yield from _whole(pack, service)


def in_one_line(phone: Phone) -> str:
    """Return a phone number with its hours and its remark in one line."""
    return " · ".join(part for part in (phone.number, phone.hours, phone.say) if part)


def _age(pack: Pack, service: Service, today: date) -> tuple[Chip, ...]:
    labels = pack.labels.services
    if service.steady:
        return ()
    state = compute_freshness(service.checked_on, service.check_by, today)
    if state is Freshness.UNCHECKED:
        return (Chip(labels.unchecked, "care"),)
    checked = format_date(pack.labels.dates, service.checked_on) if service.checked_on else ""
    return (Chip(labels.checked_on.format(day=checked), "care" if state is Freshness.AGEING else "good"),)


def _whole(pack: Pack, service: Service) -> Iterator[Block]:
    labels = pack.labels.services
    facts = (
        (labels.web, service.web),
        (labels.email, service.email),
        (labels.address, service.address),
        (labels.format, service.format),
        (labels.length, service.length),
        (labels.model, service.model),
        (labels.cost, service.cost),
        (labels.access, service.access),
        (labels.languages, service.languages),
        (labels.accreditation, service.accreditation),
        (labels.how_to_refer, service.how_to_refer),
        (labels.what_happens, service.what_happens),
        (labels.who_is_contacted, service.who_is_contacted),
        (labels.conflict, service.conflict),
        (labels.gap, service.gap),
    )
    for name, text in facts:
        if text:
            yield Para(labels.fact.format(name=name, text=text))
    yield Para(
        labels.seen.format(source=cite(pack, service), seen=service.seen_on, sure=getattr(labels, service.sure)),
        "source",
    )
