"""Step four, first page: services that fit and why, and four referrals that are refused."""

from dataclasses import replace

from dasupport.casework.concerns import Concern, raised
from dasupport.casework.entry import Answer, Kind, Referred, Slot
from dasupport.casework.fit import Audience, Fit, Need
from dasupport.casework.people import Presenting
from dasupport.casework.referral import plain, refused
from dasupport.casework.steps import Place
from dasupport.casework.text import CONFIDENTIAL, Reach
from dasupport.content.schema import Service
from dasupport.ui.blocks import Block, Button, Card, Field, Heading, Note, Para, Row, Tick
from dasupport.ui.desk import Desk
from dasupport.ui.intents import Intent, Left, Typed
from dasupport.ui.office import Office
from dasupport.ui.routes import Papers
from dasupport.ui.screens.keys import key
from dasupport.ui.screens.services import ServiceFilter, card
from dasupport.ui.screens.session import SessionPage

REFER, OTHER, PAPER, MORE = "refer:", "other-service", "paper", "more:"
TALKED = Reach("this_talk")


class ServicesPage(SessionPage):
    """The directory held against what this person needs; four referrals are refused, with the reason."""

    place = Place.SERVICES

    def __init__(self, office: Office, desk: Desk) -> None:
        super().__init__(office, desk)
        self._filter = ServiceFilter(office.pack, Need())
        self._other = ""
        self._open: set[str] = set()

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.services
        self._filter.begin(start(self.desk))
        found = self._filter.found()
        taken = [self.pack.services[id] for id in self.desk.record.referred if id in self.pack.services]
        rest = [(service, fit) for service, fit in found if service not in taken]
        return (
            *((Heading(labels.taken, level=2), *(self._service(service, Fit()) for service in taken)) if taken else ()),
            Card(self._filter.blocks(), key="filter"),
            *self._filter.listed(rest, self._service),
            self._refused(),
            Row((Button(PAPER, labels.paper, "plain", icon="paper"),), key="paper"),
        )

    def handle(self, intent: Intent) -> None:
        if self._filter.take(intent):
            return
        if isinstance(intent, Typed | Left) and intent.key == OTHER:
            self._other = intent.text
            return
        super().handle(intent)

    def pressed(self, key: str) -> None:
        if key.startswith(REFER):
            service = key.removeprefix(REFER)
            slot = Slot(Kind.REFERRAL, "REFERRAL", service)
            detail = Referred(service=service, state="drafted")
            self.desk.say(slot, Answer(detail=detail))
        elif key.startswith(MORE):
            self._open ^= {key.removeprefix(MORE)}
        elif key == PAPER:
            self.desk.settle()
            self.office.go(Papers(self.desk.record.session.id))

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """A referral that was talked through with the person is one that they know of; no other is."""
        detail = answer.detail
        if not isinstance(detail, Referred):
            return answer
        if aspect == "number_checked":
            detail = replace(detail, number_checked=self.office.today if detail.number_checked else None)
        return replace(answer, detail=detail, reach=TALKED if detail.explained else CONFIDENTIAL)

    def _service(self, service: Service, fit: Fit) -> Block:
        slot = Slot(Kind.REFERRAL, "REFERRAL", service.id)
        chosen = service.id in self.desk.record.referred
        reasons, whole = self._filter.reasons(service, fit), service.id in self._open
        blocks = list(card(self.pack, service, reasons, self.office.today, whole=whole))
        labels = self.pack.labels.services
        more = Button(f"{MORE}{service.id}", labels.less if whole else labels.more, "quiet")
        if chosen:
            blocks.extend((Row((more,)), *self._taken(slot, service)))
        else:
            blocks.append(Row((more, Button(f"{REFER}{service.id}", labels.refer)), ends=True))
        return Card(tuple(blocks), key=service.id)

    def _taken(self, slot: Slot, service: Service) -> tuple[Block, ...]:
        labels = self.pack.labels.services
        checked = self.fields.value(slot, "number_checked") == self.office.today
        explained = bool(self.fields.value(slot, "explained"))
        return (
            Note("care", labels.happens, f"{service.what_happens} {service.who_is_contacted}".strip(), key="happens"),
            self._tick(slot, "explained", labels.explained, labels.explained_hint, on=explained),
            self._tick(slot, "number_checked", labels.checked, labels.checked_hint, on=checked),
            self.fields.choice(slot, "state", labels.state, self.pack.refer.steps),
            self.fields.box(slot, labels.words),
        )  # fmt: skip

    def _tick(self, slot: Slot, aspect: str, label: str, hint: str, *, on: bool) -> Block:
        return Tick(key(slot, aspect), label, on, hint)

    def _refused(self) -> Block:
        labels = self.pack.labels.services
        names = " · ".join(item.name for item in self.pack.refer.refused)
        aliases = {item.id: (item.name, *item.also) for item in self.pack.refer.refused}
        found = refused(self._other, aliases) if plain(self._other) else None
        why = next((item.why for item in self.pack.refer.refused if item.id == found), "")
        return Card(
            (
                Heading(labels.not_these, level=2),
                Para(names),
                Para(self.pack.refer.refused[0].why, "small"),
                Field(OTHER, labels.other, self._other, labels.other_hint, fault=why),
                *((Para(labels.other_note, "small"),) if self._other and not found else ()),
                self.fields.source(self.pack.refer.refused[0]),
            ),
            "stop",
            key="refused",
        )


def start(desk: Desk) -> Need:
    """What is looked for at first: what the record says, as far as it says anything."""
    presenting = desk.record.presenting
    audience = "" if presenting is Presenting.NOT_CLEAR else Audience(presenting).value
    needs = {"stalking"} if Concern.STALKING in raised(desk.record) else set()
    return Need(audience=audience, area=desk.record.person.area, needs=frozenset(needs))
