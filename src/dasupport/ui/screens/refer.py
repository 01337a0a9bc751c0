"""Step four, second and third page: decisions that the record requires, and staying in touch."""

from dataclasses import replace

from dasupport.casework.concerns import is_decided, list_required_decisions
from dasupport.casework.entry import Answer, DecisionDetail, Kind, Slot
from dasupport.casework.owes import CLOSING_ITEM, CONSENT_ITEM, COORDINATION_ITEM, FOLLOW_UP_ITEM
from dasupport.casework.steps import SessionPage
from dasupport.casework.text import Reach
from dasupport.content.schema import Decision
from dasupport.ui.blocks import Block, Card, Chip, Chips, Columns, Heading, Note, Para
from dasupport.ui.screens.services import in_one_line
from dasupport.ui.screens.session import SessionPresenter


class DecisionsPage(SessionPresenter):
    """The page of decisions and consent: each with what, by whom, with whom and why.

    Passing a decision on to somebody else is an answer too.
    """

    place = SessionPage.DECISIONS

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.decisions
        asked = list_required_decisions(self.desk.record)
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

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with the vault's owner as the decision's maker, unless another name was given."""
        detail = answer.detail
        if isinstance(detail, DecisionDetail) and aspect == "outcome" and detail.outcome and not detail.by:
            return replace(answer, detail=replace(detail, by=self.office.unlocked.owner.name))
        return answer

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
        made = is_decided(self.desk.answer(slot))
        chip = Chip(labels.answered, "good") if made else Chip(labels.incomplete if chosen else labels.waiting, "stop")
        blocks: list[Block] = [*((Chips((chip,)),) if wanted else ()), Heading(decision.title, decision.when, level=3)]
        blocks.append(self.fields.choice(slot, "outcome", decision.ask, decision.outcomes))
        if wanted or chosen:
            blocks += [
                Columns(
                    (
                        (self.fields.field(slot, "by", labels.by),),
                        (self.fields.field(slot, "discussed_with", labels.discussed_with),),
                    )
                ),
                self.fields.choice(slot, "consent", labels.consent, self.pack.refer.decision_consent),
                self.fields.box(slot, labels.why, labels.why_hint),
            ]
        blocks += [*self._call(decision), *((Para(decision.law, "small"),) if decision.law else ())]
        return Card((*blocks, self.fields.source(decision)), "stop" if wanted and not made else "card", key=decision.id)

    def _call(self, decision: Decision) -> tuple[Block, ...]:
        services = [self.pack.services[id] for id in decision.contacts if id in self.pack.services]
        say = self.pack.labels.decisions.call
        return tuple(
            Para(say.format(name=service.name, numbers="; ".join(map(in_one_line, service.phones))), "strong")
            for service in services
            if service.phones
        )


class ContactPage(SessionPresenter):
    """The page on staying in touch: how the person is, who follows up and when, who else knows, and staff safety."""

    place = SessionPage.CONTACT

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
        """Return the answer with its reach set for the next step: it is written with the person, so they know of it."""
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
