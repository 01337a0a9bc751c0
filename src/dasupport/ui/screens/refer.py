"""Step four: services that fit and why, decisions that the record demands, and staying in touch."""

from dataclasses import replace

from dasupport.casework.concerns import Concern, demanded, raised
from dasupport.casework.entry import Answer, Kind, Referred, Slot
from dasupport.casework.fit import Audience, Fit, Need
from dasupport.casework.owes import CLOSING_ITEM, CONSENT_ITEM, COORDINATION_ITEM, FOLLOW_UP_ITEM
from dasupport.casework.people import Presenting
from dasupport.casework.referral import plain, refused
from dasupport.casework.steps import Place
from dasupport.casework.text import CONFIDENTIAL, Reach
from dasupport.content.schema import Decision, Service
from dasupport.ui.blocks import Block, Button, Card, Chip, Chips, Columns, Field, Heading, Note, Para, Row, Tick
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
            Para(labels.found.format(count=len(rest)), "small"),
            *(self._service(service, fit) for service, fit in rest),
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
        blocks = list(
            card(self.pack, service, self._filter.reasons(fit), self.office.today, whole=service.id in self._open)
        )
        labels = self.pack.labels.services
        more = Button(f"{MORE}{service.id}", labels.less if service.id in self._open else labels.more, "quiet")
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


class DecisionsPage(SessionPage):
    """Decisions and consent: each with what, by whom, with whom and why. Passing one on is an answer too."""

    place = Place.DECISIONS

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.decisions
        asked = demanded(self.desk.record)
        decisions = {decision.id: decision for decision in self.pack.refer.decisions}
        first = [decisions[id] for id in asked if id in decisions]
        others = [decision for decision in self.pack.refer.decisions if decision.id not in asked]
        return (
            self._consent(),
            self._high_risk(),
            *((Heading(labels.demanded, labels.demanded_sub, level=2),) if first else ()),
            *(self._decision(decision, wanted=True) for decision in first),
            Heading(labels.others, labels.others_sub, level=2),
            *(self._decision(decision, wanted=False) for decision in others),
        )

    def _consent(self) -> Block:
        question = self.pack.refer.consent
        slot = Slot(Kind.CONSENT, CONSENT_ITEM)
        return Card(
            (
                self.fields.choice(slot, "value", question.ask, question.options),
                self.fields.box(slot, self.pack.labels.decisions.consent_words, question.why),
                self.fields.source(question),
            ),
            key="consent",
        )

    def _high_risk(self) -> Block:
        question = self.pack.refer.high_risk
        slot = Slot(Kind.VIEW, question.id)
        return Card(
            (
                self.fields.choice(slot, "value", question.ask, question.options),
                self.fields.box(slot, self.pack.labels.decisions.high_risk_words, question.why),
                self.fields.source(question),
            ),
            key="high-risk",
        )

    def _decision(self, decision: Decision, *, wanted: bool) -> Block:
        slot = Slot(Kind.DECISION, decision.id)
        labels = self.pack.labels.decisions
        chosen = self.fields.text(slot, "outcome")
        chip = Chip(labels.answered, "good") if chosen else Chip(labels.waiting, "stop")
        blocks: list[Block] = [*((Chips((chip,)),) if wanted else ()), Heading(decision.title, decision.when, level=3)]
        blocks.append(self.fields.choice(slot, "outcome", decision.ask, decision.outcomes))
        if wanted or chosen:
            blocks += [
                Columns((
                    (self.fields.field(slot, "by", labels.by),),
                    (self.fields.field(slot, "discussed_with", labels.discussed_with),),
                )),
                self.fields.choice(slot, "consent", labels.consent, self.pack.refer.decision_consent),
                self.fields.box(slot, labels.why, labels.why_hint),
            ]  # fmt: skip
        blocks += [*self._call(decision), *((Para(decision.law, "small"),) if decision.law else ())]
        return Card(
            (*blocks, self.fields.source(decision)), "stop" if wanted and not chosen else "card", key=decision.id
        )

    def _call(self, decision: Decision) -> tuple[Block, ...]:
        services = [self.pack.services[id] for id in decision.contacts if id in self.pack.services]
        say = self.pack.labels.decisions.call
        return tuple(
            Para(say.format(name=service.name, numbers=" · ".join(phone.number for phone in service.phones)), "strong")
            for service in services
            if service.phones
        )


class ContactPage(SessionPage):
    """Staying in touch: how the person will be, who looks again and when, who else knows, and the worker themselves."""

    place = Place.CONTACT

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.contact
        words = self.pack.refer
        closing = Slot(Kind.CLOSING, CLOSING_ITEM)
        follow = Slot(Kind.FOLLOW_UP, FOLLOW_UP_ITEM)
        return (
            Card(
                (
                    self.fields.choice(closing, "value", words.closing.ask, words.closing.options),
                    self.fields.box(closing, labels.closing_words, words.closing.why),
                ),
                key="closing",
            ),
            Card(
                (
                    Heading(labels.follow_up, labels.follow_up_sub, level=2),
                    self.fields.choice(follow, "label", labels.follow_up, words.follow_ups, quiet=True),
                    self.fields.day(follow, "due", labels.due),
                ),
                key="follow",
            ),
            self._next_step(),
            self._words(Slot(Kind.COORDINATION, COORDINATION_ITEM), words.coordination.ask, words.coordination.why),
            self._words(Slot(Kind.COORDINATION, "DISCUSSED"), words.discussed.ask, words.discussed.why),
            Note("calm", words.staff_safety.ask, words.staff_safety.why, key="staff"),
        )

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """The next step is written for the person, so they know of it."""
        return replace(answer, reach=Reach("written_with_them")) if slot.kind is Kind.NEXT_STEP else answer

    def _next_step(self) -> Block:
        words = self.pack.refer.next_step
        labels = self.pack.labels.contact
        slot = Slot(Kind.NEXT_STEP, words.id)
        return Card(
            (self.fields.box(slot, words.ask, words.why), Para(labels.next_step_note, "small")), key="next-step"
        )

    def _words(self, slot: Slot, label: str, hint: str) -> Block:
        return Card((self.fields.box(slot, label, hint),), key=slot.item)
