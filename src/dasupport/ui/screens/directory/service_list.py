"""The service directory: search filters, matching services, and one service as a card."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from dasupport.casework.attributed_text import SEPARATOR
from dasupport.casework.referral_rules import fold_name
from dasupport.casework.service_match import (
    Audience,
    Freshness,
    ServiceMatch,
    ServiceNeed,
    compute_freshness,
    match_services,
)
from dasupport.content.dates import format_date
from dasupport.content.entry_text import format_option
from dasupport.content.pack import Pack
from dasupport.content.schema import Phone, Service
from dasupport.ui.screen.blocks import Block, Button, Chip, Chips, Choice, Heading, Paragraph, Row, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Typed
from dasupport.ui.screens.session.fields import build_options, format_citation


class ServiceListAction(StrEnum):
    """Keys of the buttons of this screen."""

    FILTERS = "filters"
    SHOW_ALL = "all-services"


class ServiceListField(StrEnum):
    """Keys of the fields of this screen."""

    SEARCH = "find"
    AUDIENCE = "audience"
    AREA = "area"
    GENDER = "gender"
    AGE = "age"
    NEEDS = "needs"


MAX_SHOWN = 12
FILTER_KEYS = (
    ServiceListField.AUDIENCE,
    ServiceListField.AREA,
    ServiceListField.GENDER,
    ServiceListField.AGE,
    ServiceListField.NEEDS,
)
AGE_OF_BAND = {"under_16": 14, "16_17": 16, "18_24": 20, "25_59": 40, "60_plus": 65}
"""An age in years inside each age band of the pack, to compare with a service's own limits."""


MatchedService = tuple[Service, ServiceMatch]


class ServiceFilter:
    """The search in the directory: its state, its fields, and its results."""

    def __init__(self, pack: Pack, need: ServiceNeed) -> None:
        self._pack = pack
        self._need = need
        self._age = ""
        self._search_text = ""
        self._shows_filters = False
        self._is_user_set = False
        self._shows_all = False

    def set_default_need(self, need: ServiceNeed) -> None:
        """Set the need to search for, unless the user has changed a filter."""
        if not self._is_user_set:
            self._need = need

    def apply_intent(self, intent: Intent) -> bool:
        """Change the search. Returns False if the intent is about something else."""
        self._is_user_set = self._is_user_set or (isinstance(intent, OptionChosen) and intent.key in FILTER_KEYS)
        if isinstance(intent, Pressed) and intent.key == ServiceListAction.SHOW_ALL:
            self._shows_all = True
            return True
        if self._apply_to_field(intent):
            self._shows_all = False
            return True
        return False

    def _apply_to_field(self, intent: Intent) -> bool:
        match intent:
            case OptionChosen(key=ServiceListField.AUDIENCE, value=value):
                self._need = replace(self._need, audience=value)
            case OptionChosen(key=ServiceListField.AREA, value=value):
                self._need = replace(self._need, area=value)
            case OptionChosen(key=ServiceListField.GENDER, value=value):
                self._need = replace(self._need, gender=value)
            case OptionChosen(key=ServiceListField.AGE, value=value):
                self._age = value
                self._need = replace(self._need, age=AGE_OF_BAND.get(value))
            case OptionChosen(key=ServiceListField.NEEDS, value=value):
                self._need = replace(self._need, needs=frozenset({value} if value else ()))
            case Typed(key=ServiceListField.SEARCH, text=text) | FieldLeft(key=ServiceListField.SEARCH, text=text):
                self._search_text = text
            case Pressed(key=ServiceListAction.FILTERS):
                self._shows_filters = not self._shows_filters
            case _:
                return False
        return True

    def find_services(self) -> tuple[MatchedService, ...]:
        """Return the matching services with the reasons, narrowed by every word typed in the search field."""
        words = fold_name(self._search_text).split()
        return tuple(
            (service, fit)
            for service, fit in match_services(self._pack.directory, self._need)
            if all(word in build_search_text(self._pack, service) for word in words)
        )

    def build_list(
        self, found: Sequence[MatchedService], card: Callable[[Service, ServiceMatch], Block]
    ) -> tuple[Block, ...]:
        """Return the number of matches and cards of the first MAX_SHOWN of them; of all on request."""
        labels = self._pack.labels.services
        shown = found if self._shows_all else found[:MAX_SHOWN]
        rest = (
            (Row((Button(ServiceListAction.SHOW_ALL, labels.all.format(count=len(found))),), key="all"),)
            if len(shown) < len(found)
            else ()
        )
        return (Paragraph(labels.found.format(count=len(found)), "small"), *(card(*pair) for pair in shown), *rest)

    def blocks(self) -> tuple[Block, ...]:
        """Return the search field and the active filters as chips; all filters on request."""
        labels = self._pack.labels.services
        search = TextField(ServiceListField.SEARCH, labels.search, self._search_text, labels.search_hint, live=True)
        button = Button(ServiceListAction.FILTERS, labels.fewer if self._shows_filters else labels.filters)
        row = Row(
            (Chips(tuple(Chip(text, "calm") for text in self._active_filters().values())), button),
            ends=True,
            key="asked",
        )
        return (search, row, *(self._filter_choices() if self._shows_filters else ()))

    def describe_match(self, service: Service, fit: ServiceMatch) -> tuple[str, ...]:
        """Return why a service matches, in the words of the filters.

        Says so if the service is there for anyone or anywhere.
        """
        choices, asked = self._pack.choices, self._active_filters()
        if self._need.audience not in service.audience:
            asked[ServiceListField.AUDIENCE] = format_option(choices.audiences, Audience.ANYONE)
        if self._need.area not in service.areas:
            asked[ServiceListField.AREA] = self._pack.labels.services.anywhere
        return tuple(asked.get(why) or format_option(choices.needs, why) for why in fit.reasons)

    def _active_filters(self) -> dict[str, str]:
        choices, need = self._pack.choices, self._need
        asked = {
            ServiceListField.AUDIENCE: format_option(choices.audiences, need.audience),
            ServiceListField.AREA: format_option(choices.areas, need.area),
            ServiceListField.GENDER: format_option(choices.genders, need.gender),
            ServiceListField.AGE: format_option(choices.ages, self._age),
            ServiceListField.NEEDS: format_option(choices.needs, next(iter(need.needs), "")),
        }
        return {name: text for name, text in asked.items() if text}

    def _filter_choices(self) -> tuple[Block, ...]:
        labels, choices = self._pack.labels.services, self._pack.choices
        needs = next(iter(self._need.needs), "")
        used = {need for service in self._pack.directory for need in service.needs}
        return (
            Choice(ServiceListField.AUDIENCE, labels.audience, build_options(choices.audiences), self._need.audience),
            Choice(ServiceListField.AREA, labels.area, build_options(choices.areas), self._need.area),
            Choice(ServiceListField.GENDER, labels.gender, build_options(choices.genders), self._need.gender),
            Choice(
                ServiceListField.AGE,
                labels.age,
                tuple(c for c in build_options(choices.ages) if c.value in AGE_OF_BAND),
                self._age,
            ),
            Choice(
                ServiceListField.NEEDS,
                labels.needs,
                tuple(need for need in build_options(choices.needs) if need.value in used),
                needs,
            ),
        )


def build_search_text(pack: Pack, service: Service) -> str:
    """Return the folded words and numbers by which a service can be found: its facts, areas and needs."""
    areas, needs = format_option(pack.choices.areas, SEPARATOR.join(service.areas)), SEPARATOR.join(service.needs)
    words = (service.name, service.provider, service.offers, service.format, service.model, service.address, areas)
    numbers = (phone.number.replace(" ", "") for phone in service.phones)
    return " ".join((fold_name(" ".join((*words, format_option(pack.choices.needs, needs)))), *numbers))


def build_service_card(
    pack: Pack, service: Service, reasons: tuple[str, ...], today: date, *, whole: bool
) -> Iterator[Block]:
    """Yield the blocks of a service: what it is, why it matches, how old its facts are.

    `whole` adds all its facts.
    """
    labels = pack.labels.services
    yield Heading(service.name, service.provider, level=3)
    chips = tuple(Chip(labels.fits.format(what=reason), "good") for reason in reasons)
    yield Chips((*chips, *_freshness_chips(pack, service, today)))
    yield Paragraph(service.offers)
    for phone in service.phones:
        yield Paragraph(format_phone(phone), "strong")
    if whole:
        yield from _fact_paragraphs(pack, service)


def format_phone(phone: Phone) -> str:
    """Return a phone number with its hours and its remark in one line."""
    return " · ".join(part for part in (phone.number, phone.hours, phone.say) if part)


def _freshness_chips(pack: Pack, service: Service, today: date) -> tuple[Chip, ...]:
    labels = pack.labels.services
    if service.steady:
        return ()
    state = compute_freshness(service.checked_on, service.check_by, today)
    if state is Freshness.UNCHECKED:
        return (Chip(labels.unchecked, "care"),)
    checked = format_date(pack.labels.dates, service.checked_on) if service.checked_on else ""
    return (Chip(labels.checked_on.format(day=checked), "care" if state is Freshness.AGEING else "good"),)


def _fact_paragraphs(pack: Pack, service: Service) -> Iterator[Block]:
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
            yield Paragraph(labels.fact.format(name=name, text=text))
    yield Paragraph(
        labels.seen.format(
            source=format_citation(pack, service), seen=service.seen_on, sure=getattr(labels, service.sure)
        ),
        "source",
    )
