"""Step four, first page: matching services with reasons, and four kinds of referral that are refused."""

from dataclasses import replace

from dasupport.casework.concerns import Concern, find_concerns
from dasupport.casework.entry import Answer, Kind, ReferralDetail, Slot
from dasupport.casework.fit import Audience, ServiceMatch, ServiceNeed
from dasupport.casework.people import Presenting
from dasupport.casework.referral import find_refusal, fold_name
from dasupport.casework.steps import OTHER_SERVICE, REFERRAL_NOTE, SessionPage
from dasupport.casework.text import CONFIDENTIAL, Reach
from dasupport.content.schema import Service
from dasupport.ui.blocks import Block, Button, Card, Heading, Note, Para, Row, Screen, Tick
from dasupport.ui.desk import Desk
from dasupport.ui.intents import Intent, Left, Typed
from dasupport.ui.office import Office
from dasupport.ui.routes import Papers
from dasupport.ui.screens.keys import key as key_of
from dasupport.ui.screens.services import SEARCH, ServiceFilter, card
from dasupport.ui.screens.session import SessionPresenter

REFER, REMOVE, PAPER, MORE = "refer:", "remove:", "paper", "more:"
OTHER = key_of(Slot(Kind.NOTE, OTHER_SERVICE), "words")
TALKED = Reach("this_talk")


class ServicesPage(SessionPresenter):
    """The page of services that match this person's needs; four kinds of referral are refused, with the reason."""

    place = SessionPage.SERVICES

    def __init__(self, office: Office, desk: Desk) -> None:
        super().__init__(office, desk)
        self._filter = ServiceFilter(office.pack, ServiceNeed())
        self._other = ""
        self._open: set[str] = set()
        self._near = ""
        """Key of the field that gets the focus after a service moved on this page; "" for none."""

    def screen(self) -> Screen:
        return super().screen()._replace(focus=self._near)

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.services
        self._filter.begin(start(self.desk))
        found = self._filter.found()
        taken = [self.pack.services[id] for id in self.desk.record.referrals if id in self.pack.services]
        rest = [(service, fit) for service, fit in found if service not in taken]
        return (
            *(
                (Heading(labels.taken, level=2), *(self._service(service, ServiceMatch()) for service in taken))
                if taken
                else ()
            ),
            Card(self._filter.blocks(), key="filter"),
            *self._filter.listed(rest, self._service),
            self._elsewhere(),
            self._refused(),
            Row((Button(PAPER, labels.paper, "plain", icon="paper"),), key="paper"),
        )

    def handle(self, intent: Intent) -> None:
        self._near = ""
        if self._filter.take(intent):
            return
        if isinstance(intent, Typed | Left) and intent.key == OTHER and self._refusing(intent.text):
            self._other = intent.text
            return
        if intent.key == OTHER:
            self._other = ""
        super().handle(intent)

    def pressed(self, key: str) -> None:
        if key.startswith(REFER):
            service = key.removeprefix(REFER)
            slot = Slot(Kind.REFERRAL, "REFERRAL", service)
            detail = ReferralDetail(service=service, state="drafted")
            self.desk.say(slot, Answer(detail=detail))
            self._near = key_of(slot, "explained")
        elif key.startswith(REMOVE):
            self.desk.say(Slot(Kind.REFERRAL, "REFERRAL", key.removeprefix(REMOVE)), Answer.blank(Kind.REFERRAL))
            self._near = SEARCH
        elif key.startswith(MORE):
            self._open ^= {key.removeprefix(MORE)}
        elif key == PAPER:
            self.desk.settle()
            self.office.go(Papers(self.desk.record.session.id, SessionPage.SERVICES))

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return a referral with its reach set: known to the person only if it was explained to them.

        When the number is marked as checked, the date becomes today.
        """
        detail = answer.detail
        if not isinstance(detail, ReferralDetail):
            return answer
        if aspect == "number_checked":
            detail = replace(detail, number_checked=self.office.today if detail.number_checked else None)
        return replace(answer, detail=detail, reach=TALKED if detail.explained else CONFIDENTIAL)

    def _service(self, service: Service, fit: ServiceMatch) -> Block:
        slot = Slot(Kind.REFERRAL, "REFERRAL", service.id)
        chosen = service.id in self.desk.record.referrals
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
        note = Slot(Kind.NOTE, REFERRAL_NOTE, service.id)
        checked = self.fields.value(slot, "number_checked") == self.office.today
        explained = bool(self.fields.value(slot, "explained"))
        number = self._tick(slot, "number_checked", labels.checked, labels.checked_hint, on=checked)
        return (
            Note("care", labels.happens, f"{service.what_happens} {service.who_is_contacted}".strip(), key="happens"),
            self._tick(slot, "explained", labels.explained, labels.explained_hint, on=explained),
            *(() if service.steady else (number,)),
            self.fields.choice(slot, "state", labels.state, self.pack.refer.steps),
            self.fields.box(note, labels.words),
            *(self.fields.provenance(note) if self.fields.text(note, "words") else ()),
            Row((Button(f"{REMOVE}{service.id}", labels.remove, "quiet"),)),
        )

    def _tick(self, slot: Slot, aspect: str, label: str, hint: str, *, on: bool) -> Block:
        return Tick(key_of(slot, aspect), label, on, hint)

    def _elsewhere(self) -> Block:
        """Return the card for a service that the directory lacks: saved as words, unless it is one of the refused
        four.
        """
        labels = self.pack.labels.services
        slot = Slot(Kind.NOTE, OTHER_SERVICE)
        box = self.fields.box(slot, labels.other, labels.other_hint)
        if self._other:
            box = box._replace(text=self._other, fault=self._refusing(self._other))
        known = self.fields.provenance(slot) if self.fields.text(slot, "words") and not self._other else ()
        return Card((box, *known), key="other")

    def _refusing(self, text: str) -> str:
        """Return the reason why a service of this name is refused; "" if it is not."""
        aliases = {item.id: (item.name, *item.also) for item in self.pack.refer.refused}
        found = find_refusal(text, aliases) if fold_name(text) else None
        return next((item.why for item in self.pack.refer.refused if item.id == found), "")

    def _refused(self) -> Block:
        """Return the card of the four referrals that are refused, each with its reason."""
        labels = self.pack.labels.services
        rows = (Para(labels.fact.format(name=item.name, text=item.why), "small") for item in self.pack.refer.refused)
        source = self.fields.source(self.pack.refer.refused[0])
        return Card((Heading(labels.not_these, level=2), *rows, source), "stop", key="refused")


def start(desk: Desk) -> ServiceNeed:
    """Return the need to search for at first: what the record says of audience, area and needs."""
    presenting = desk.record.presenting
    audience = "" if presenting is Presenting.NOT_CLEAR else Audience(presenting).value
    needs = {"stalking"} if Concern.STALKING in find_concerns(desk.record) else set()
    return ServiceNeed(audience=audience, area=desk.record.person.area, needs=frozenset(needs))
