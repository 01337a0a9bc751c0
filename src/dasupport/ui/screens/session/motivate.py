"""Step three: invitations to responsibility, readiness, plain messages; or support and safety."""

from dataclasses import replace

from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.content.schema import Invitation, PlainMessage, Question
from dasupport.ui.screen.blocks import Block, Button, Card, Heading, Paragraph, Row
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.screens.session.ask import KNOWN_FROM_SESSION
from dasupport.ui.screens.session.questions import ASKED, FACE_PERSON_PREFIX
from dasupport.ui.screens.session.session_presenter import SessionPresenter


class QuestionPresenter(SessionPresenter):
    """Base presenter of a page of questions: an answer or the person's words mark a question as asked."""

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with its outcome set to asked if it has words or an answer and no outcome yet."""
        if not isinstance(answer.detail, QuestionDetail) or aspect == "outcome":
            return answer
        said = bool(answer.words) or bool(answer.detail.answer)
        outcome = answer.detail.outcome or (ASKED if said else "")
        return replace(answer, detail=replace(answer.detail, outcome=outcome))

    def handle_press(self, key: str) -> None:
        """Commit the drafts and show the question to the person, if its button was pressed."""
        if key.startswith(FACE_PERSON_PREFIX):
            self.editor.commit_drafts()
            self.context.go(FacingPerson(self.editor.record.session.id, key.removeprefix(FACE_PERSON_PREFIX)))


class InvitePresenter(QuestionPresenter):
    """The page of invitations: questions that leave the answer with the person (K-S3-Q-01 to 08)."""

    place = SessionPage.INVITE

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._invitation_card(invitation) for invitation in self.pack.motivate.invitations)

    def _invitation_card(self, invitation: Invitation) -> Block:
        slot = Slot(Kind.INVITATION, invitation.id)
        labels = self.pack.labels.questions
        outcome = self.fields.build_choice(slot, "outcome", labels.outcome, self.pack.choices.outcomes, quiet=True)
        blocks: list[Block] = [Paragraph(f"“{invitation.say}”", "question"), outcome]
        if invitation.parents_only:
            blocks.append(Paragraph(self.pack.labels.invite.parents, "small"))
        if self.fields.get_text(slot, "outcome") or self.fields.get_text(slot, "words"):
            if invitation.answers:
                blocks.append(self.fields.build_choice(slot, "answer", labels.answer, invitation.answers))
            blocks.append(self.fields.build_text_area(slot, labels.exact_words, labels.exact_words_hint))
            blocks.extend(self.fields.build_reach(slot))
        blocks.append(Paragraph(labels.why.format(why=invitation.why), "small"))
        if invitation.turn:
            blocks.append(Row((Button(f"{FACE_PERSON_PREFIX}{invitation.id}", labels.turn, "quiet", icon="turn"),)))
        return Card(tuple(blocks), key=invitation.id)


class ReadinessPresenter(QuestionPresenter):
    """The page on readiness in the person's own words, with the worker's view kept separate. It is not a measure."""

    place = SessionPage.READINESS

    def blocks(self) -> tuple[Block, ...]:
        words = self.pack.motivate
        labels = self.pack.labels.readiness
        readiness = Slot(Kind.READINESS, words.readiness.id)
        return (
            Card(
                (
                    self.fields.build_choice(readiness, "value", words.readiness.ask, words.readiness.options),
                    self.fields.build_text_area(readiness, labels.words, labels.words_hint),
                    *self.fields.build_reach(readiness),
                ),
                key="readiness",
            ),
            *(self._question_card(question) for question in (words.helped, words.strengths)),
            Card(
                (self.fields.build_text_area(Slot(Kind.VIEW, "WORKER-VIEW"), labels.view, labels.view_hint),),
                key="view",
            ),
        )

    def _question_card(self, question: Question) -> Block:
        slot = Slot(Kind.READINESS, question.id)
        return Card(
            (self.fields.build_text_area(slot, question.ask, question.why), *self.fields.build_reach(slot)),
            key=question.id,
        )


class MessagesPresenter(SessionPresenter):
    """The page of plain messages about abuse, each marked when it was given (K-HTA-MSG)."""

    place = SessionPage.MESSAGES

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._message_card(message) for message in self.pack.motivate.messages)

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with its reach set: the person knows a message that was given in this conversation."""
        return replace(answer, reach=KNOWN_FROM_SESSION) if slot.kind is Kind.MESSAGE else answer

    def _message_card(self, message: PlainMessage) -> Block:
        slot = Slot(Kind.MESSAGE, message.id)
        blocks: list[Block] = [
            Paragraph(f"“{message.say}”", "question"),
            self.fields.build_checkbox(slot, self.pack.labels.messages.given),
        ]
        if self.fields.get_value(slot, "on"):
            blocks.append(self.fields.build_text_area(slot, self.pack.labels.messages.reply))
        return Card((*blocks, Paragraph(message.why, "small"), self.fields.build_citation(message)), key=message.id)


class SupportPresenter(QuestionPresenter):
    """The page for a person experiencing abuse: what they want, whom they trust, and what makes them safer."""

    place = SessionPage.SUPPORT

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._question_card(question) for question in self.pack.motivate.support)

    def _question_card(self, question: Question) -> Block:
        slot = Slot(Kind.SUPPORT, question.id)
        blocks: list[Block] = [Paragraph(f"“{question.ask}”", "question")]
        if question.options:
            blocks.append(
                self.fields.build_choice(
                    slot, "answer", self.pack.labels.questions.answer, question.options, quiet=True
                )
            )
        blocks.append(self.fields.build_text_area(slot, self.pack.labels.questions.exact_words, question.why))
        if self.fields.get_text(slot, "words"):
            blocks.extend(self.fields.build_reach(slot))
        return Card(tuple(blocks), key=question.id)


class SafetyPlanPresenter(SessionPresenter):
    """The page of the safety plan: made with the person, line by line, and finished with a specialist."""

    place = SessionPage.SAFETY_PLAN

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.safety_plan
        lines: list[Block] = []
        for line in self.pack.motivate.plan:
            slot = Slot(Kind.PLAN, line.id)
            lines.append(self.fields.build_checkbox(slot, line.say, line.hint))
            if self.fields.get_value(slot, "on"):
                lines.append(self.fields.build_text_area(slot, labels.words, quiet=True))
        return (
            Card(
                (
                    Heading(labels.head, labels.head_sub, level=2),
                    *lines,
                    self.fields.build_citation(self.pack.motivate.plan[0]),
                ),
                key="plan",
            ),
        )
