"""Step two, first and third page: explain confidentiality, and respond to a disclosure."""

from dataclasses import replace
from enum import StrEnum

from dasupport.casework.attributed_text import Reach
from dasupport.casework.details import ConfidentialityDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CONFIDENTIALITY_ITEM
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.content.dates import format_time
from dasupport.content.schema import DisclosureGuidance, Excuse
from dasupport.ui.screen.blocks import Block, Button, Card, Chip, Chips, Columns, Heading, Paragraph, Row
from dasupport.ui.screens.session.session_presenter import SessionAction, SessionPresenter


class AskAction(StrEnum):
    """Keys of the buttons of this screen."""

    SAID_IT = "said-it"


CONFIDENTIALITY = Slot(Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM)
KNOWN_FROM_SESSION = Reach("this_talk")
"""Reach of a statement made in this conversation: the person knows that it is held."""


class ConfidentialityPresenter(SessionPresenter):
    """The limits of confidentiality, read aloud in plain words; what was said, when, and the answer (F3)."""

    place = SessionPage.CONFIDENTIALITY

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.confidentiality
        words = self.pack.ask.confidentiality
        spoken = words.say
        if self.editor.record.presenting is not Presenting.USING:
            spoken = (*spoken, *words.if_experiencing)
        said = self.fields.get_text(CONFIDENTIALITY, "wording")
        return (
            Card(
                (
                    Heading(words.title, labels.aloud, level=2),
                    *(Paragraph(line, "quote") for line in spoken),
                    self.fields.build_citation(words),
                ),
                key="words",
            ),
            Card((*self._said_status(said), *self._answer_fields(said)), key="said"),
        )

    def primary(self) -> str:
        """Return the key of "said it" until that is recorded, then of the next page."""
        return SessionAction.NEXT if self.fields.get_text(CONFIDENTIALITY, "wording") else AskAction.SAID_IT

    def handle_press(self, key: str) -> None:
        if key == AskAction.SAID_IT:
            wording = f"{CONFIDENTIALITY_ITEM} {self.pack.name}"
            answer = self.editor.get_answer(CONFIDENTIALITY)
            self.editor.commit(
                CONFIDENTIALITY, replace(answer, detail=ConfidentialityDetail(wording), reach=KNOWN_FROM_SESSION)
            )

    def _said_status(self, said: str) -> tuple[Block, ...]:
        labels = self.pack.labels.confidentiality
        if not said:
            return (
                Row((Button(AskAction.SAID_IT, labels.said_it, "primary"), Paragraph(labels.said_it_sub, "small"))),
            )
        first = next(
            made for made in self.editor.record.entries if made.slot == CONFIDENTIALITY and made.answer.has_content
        )
        at = format_time(first.at, self.context.zone)
        return (Chips((Chip(labels.said_at.format(time=at), "good"),)),)

    def _answer_fields(self, said: str) -> tuple[Block, ...]:
        labels = self.pack.labels.confidentiality
        if not said:
            return ()
        options = self.pack.ask.confidentiality.answers
        return (
            self.fields.build_choice(CONFIDENTIALITY, "answer", labels.answer, options),
            self.fields.build_text_area(CONFIDENTIALITY, labels.answer_words),
        )


class DisclosurePresenter(SessionPresenter):
    """The first moments of a disclosure: phrases to use and to avoid; excuses heard, each with a calm reply (F13,
    F15).
    """

    place = SessionPage.DISCLOSURE

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.disclosure
        question = self.pack.ask.disclosed
        slot = Slot(Kind.DISCLOSURE, question.id)
        return (
            *(self._say_avoid_card(card) for card in self._matching_cards()),
            Card(
                (
                    self.fields.build_choice(slot, "value", question.ask, question.options),
                    self.fields.build_text_area(slot, labels.words, labels.words_hint, lines=3),
                    *self.fields.build_provenance(slot),
                ),
                key="disclosed",
            ),
            *self._excuses_card(),
        )

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer; an excuse counts as said by the person in this conversation, so they know it is held."""
        return replace(answer, reach=KNOWN_FROM_SESSION) if slot.kind is Kind.EXCUSE else answer

    def _matching_cards(self) -> list[DisclosureGuidance]:
        presenting = self.editor.record.presenting
        return [card for card in self.pack.ask.disclosure if presenting in (card.side, Presenting.NOT_CLEAR)]

    def _say_avoid_card(self, card: DisclosureGuidance) -> Block:
        labels = self.pack.labels.disclosure
        return Card(
            (
                Heading(card.title, level=2),
                Columns(
                    (
                        (Chips((Chip(labels.say, "good"),)), *(Paragraph(line) for line in card.say)),
                        (Chips((Chip(labels.avoid, "stop"),)), *(Paragraph(line) for line in card.avoid)),
                    )
                ),
                self.fields.build_citation(card),
            ),
            key=card.id,
        )

    def _excuses_card(self) -> tuple[Block, ...]:
        if self.editor.record.presenting is Presenting.EXPERIENCING:
            return ()
        labels = self.pack.labels.disclosure
        rows: list[Block] = []
        for excuse in self.pack.ask.excuses:
            rows.extend(self._excuse_blocks(excuse))
        return (Card((Heading(labels.excuses, labels.excuses_sub, level=2), *rows), key="excuses"),)

    def _excuse_blocks(self, excuse: Excuse) -> tuple[Block, ...]:
        slot = Slot(Kind.EXCUSE, excuse.id)
        tick = self.fields.build_checkbox(slot, excuse.heard)
        if not tick.on:
            return (tick,)
        reply = (Chips((Chip(self.pack.labels.disclosure.reply, "calm"),)), Paragraph(excuse.reply, "quote"))
        return (tick, Card((*reply, self.fields.build_citation(excuse)), "inset", key=excuse.id))
