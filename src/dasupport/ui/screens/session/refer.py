"""Step four, second and third page: decisions that the record requires, and staying in touch."""

from dataclasses import replace

from dasupport.casework.attributed_text import Reach
from dasupport.casework.concerns import is_decided, list_required_decisions
from dasupport.casework.details import DecisionDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CLOSING_ITEM, CONSENT_ITEM, COORDINATION_ITEM, FOLLOW_UP_ITEM
from dasupport.casework.pages import SessionPage
from dasupport.content.schema import Decision
from dasupport.ui.screen.blocks import Block, Card, Chip, Chips, Columns, Heading, Note, Paragraph
from dasupport.ui.screens.directory.service_list import format_phone
from dasupport.ui.screens.session.session_presenter import SessionPresenter


class DecisionsPresenter(SessionPresenter):
    """The page of decisions and consent: each with what, by whom, with whom and why.

    Passing a decision on to somebody else is an answer too.
    """

    place = SessionPage.DECISIONS

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.decisions
        asked = list_required_decisions(self.editor.record)
        decisions = {decision.id: decision for decision in self.pack.refer.decisions}
        first = [decisions[id] for id in asked if id in decisions]
        others = [decision for decision in self.pack.refer.decisions if decision.id not in asked]
        return (
            self._consent_card(),
            self._high_risk_card(),
            *((Heading(labels.demanded, labels.demanded_sub, level=2),) if first else ()),
            *(self._decision_card(decision, wanted=True) for decision in first),
            Heading(labels.others, labels.others_sub, level=2),
            *(self._decision_card(decision, wanted=False) for decision in others),
        )

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with the vault's owner as the decision's maker, unless another name was given."""
        detail = answer.detail
        if isinstance(detail, DecisionDetail) and aspect == "outcome" and detail.outcome and not detail.by:
            return replace(answer, detail=replace(detail, by=self.context.open_vault.owner.name))
        return answer

    def _consent_card(self) -> Block:
        question = self.pack.refer.consent
        slot = Slot(Kind.CONSENT, CONSENT_ITEM)
        return Card(
            (
                self.fields.build_choice(slot, "value", question.ask, question.options),
                self.fields.build_text_area(slot, self.pack.labels.decisions.consent_words, question.why),
                self.fields.build_citation(question),
            ),
            key="consent",
        )

    def _high_risk_card(self) -> Block:
        question = self.pack.refer.high_risk
        slot = Slot(Kind.VIEW, question.id)
        return Card(
            (
                self.fields.build_choice(slot, "value", question.ask, question.options),
                self.fields.build_text_area(slot, self.pack.labels.decisions.high_risk_words, question.why),
                self.fields.build_citation(question),
            ),
            key="high-risk",
        )

    def _decision_card(self, decision: Decision, *, wanted: bool) -> Block:
        slot = Slot(Kind.DECISION, decision.id)
        labels = self.pack.labels.decisions
        chosen = self.fields.get_text(slot, "outcome")
        made = is_decided(self.editor.get_answer(slot))
        chip = Chip(labels.answered, "good") if made else Chip(labels.incomplete if chosen else labels.waiting, "stop")
        blocks: list[Block] = [*((Chips((chip,)),) if wanted else ()), Heading(decision.title, decision.when, level=3)]
        blocks.append(self.fields.build_choice(slot, "outcome", decision.ask, decision.outcomes))
        if wanted or chosen:
            blocks += [
                Columns(
                    (
                        (self.fields.build_text_field(slot, "by", labels.by),),
                        (self.fields.build_text_field(slot, "discussed_with", labels.discussed_with),),
                    )
                ),
                self.fields.build_choice(slot, "consent", labels.consent, self.pack.refer.decision_consent),
                self.fields.build_text_area(slot, labels.why, labels.why_hint),
            ]
        blocks += [*self._call_paragraphs(decision), *((Paragraph(decision.law, "small"),) if decision.law else ())]
        return Card(
            (*blocks, self.fields.build_citation(decision)), "stop" if wanted and not made else "card", key=decision.id
        )

    def _call_paragraphs(self, decision: Decision) -> tuple[Block, ...]:
        services = [self.pack.services[id] for id in decision.contacts if id in self.pack.services]
        say = self.pack.labels.decisions.call
        return tuple(
            Paragraph(say.format(name=service.name, numbers="; ".join(map(format_phone, service.phones))), "strong")
            for service in services
            if service.phones
        )


class ContactPresenter(SessionPresenter):
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
                    self.fields.build_choice(closing, "value", words.closing.ask, words.closing.options),
                    self.fields.build_text_area(closing, labels.closing_words, words.closing.why),
                ),
                key="closing",
            ),
            Card(
                (
                    Heading(labels.follow_up, labels.follow_up_sub, level=2),
                    self.fields.build_choice(follow, "label", labels.follow_up, words.follow_ups, quiet=True),
                    self.fields.build_date_field(follow, "due", labels.due),
                ),
                key="follow",
            ),
            self._next_step_card(),
            self._words_card(
                Slot(Kind.COORDINATION, COORDINATION_ITEM), words.coordination.ask, words.coordination.why
            ),
            self._words_card(Slot(Kind.COORDINATION, "DISCUSSED"), words.discussed.ask, words.discussed.why),
            Note("calm", words.staff_safety.ask, words.staff_safety.why, key="staff"),
        )

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with its reach set for the next step: it is written with the person, so they know of it."""
        return replace(answer, reach=Reach("written_with_them")) if slot.kind is Kind.NEXT_STEP else answer

    def _next_step_card(self) -> Block:
        words = self.pack.refer.next_step
        labels = self.pack.labels.contact
        slot = Slot(Kind.NEXT_STEP, words.id)
        return Card(
            (self.fields.build_text_area(slot, words.ask, words.why), Paragraph(labels.next_step_note, "small")),
            key="next-step",
        )

    def _words_card(self, slot: Slot, label: str, hint: str) -> Block:
        return Card((self.fields.build_text_area(slot, label, hint),), key=slot.item)
