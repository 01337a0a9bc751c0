"""Step three: invitations to responsibility, readiness, plain messages; or support and safety."""

from dataclasses import replace

from dasupport.casework.entry import Answer, Kind, QuestionDetail, Slot
from dasupport.casework.steps import SessionPage
from dasupport.content.schema import Invitation, PlainMessage, Question
from dasupport.ui.blocks import Block, Button, Card, Heading, Para, Row
from dasupport.ui.routes import Turned
from dasupport.ui.screens.ask import THIS_TALK
from dasupport.ui.screens.questions import ASKED, TURN
from dasupport.ui.screens.session import SessionPresenter


class Spoken(SessionPresenter):
    """Base presenter of a page of questions: an answer or the person's words mark a question as asked."""

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with its outcome set to asked if it has words or an answer and no outcome yet."""
        if not isinstance(answer.detail, QuestionDetail) or aspect == "outcome":
            return answer
        said = bool(answer.words) or bool(answer.detail.answer)
        outcome = answer.detail.outcome or (ASKED if said else "")
        return replace(answer, detail=replace(answer.detail, outcome=outcome))

    def pressed(self, key: str) -> None:
        """Commit the drafts and show the question to the person, if its button was pressed."""
        if key.startswith(TURN):
            self.desk.settle()
            self.office.go(Turned(self.desk.record.session.id, key.removeprefix(TURN)))


class InvitePage(Spoken):
    """The page of invitations: questions that leave the answer with the person (K-S3-Q-01 to 08)."""

    place = SessionPage.INVITE

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._invitation(invitation) for invitation in self.pack.motivate.invitations)

    def _invitation(self, invitation: Invitation) -> Block:
        slot = Slot(Kind.INVITATION, invitation.id)
        labels = self.pack.labels.questions
        outcome = self.fields.choice(slot, "outcome", labels.outcome, self.pack.choices.outcomes, quiet=True)
        blocks: list[Block] = [Para(f"“{invitation.say}”", "question"), outcome]
        if invitation.parents_only:
            blocks.append(Para(self.pack.labels.invite.parents, "small"))
        if self.fields.text(slot, "outcome") or self.fields.text(slot, "words"):
            if invitation.answers:
                blocks.append(self.fields.choice(slot, "answer", labels.answer, invitation.answers))
            blocks.append(self.fields.box(slot, labels.exact_words, labels.exact_words_hint))
            blocks.extend(self.fields.reach(slot))
        blocks.append(Para(labels.why.format(why=invitation.why), "small"))
        if invitation.turn:
            blocks.append(Row((Button(f"{TURN}{invitation.id}", labels.turn, "quiet", icon="turn"),)))
        return Card(tuple(blocks), key=invitation.id)


class ReadinessPage(Spoken):
    """The page on readiness in the person's own words, with the worker's view kept separate. It is not a measure."""

    place = SessionPage.READINESS

    def blocks(self) -> tuple[Block, ...]:
        words = self.pack.motivate
        labels = self.pack.labels.readiness
        readiness = Slot(Kind.READINESS, words.readiness.id)
        return (
            Card(
                (
                    self.fields.choice(readiness, "value", words.readiness.ask, words.readiness.options),
                    self.fields.box(readiness, labels.words, labels.words_hint),
                    *self.fields.reach(readiness),
                ),
                key="readiness",
            ),
            *(self._question(question) for question in (words.helped, words.strengths)),
            Card((self.fields.box(Slot(Kind.VIEW, "WORKER-VIEW"), labels.view, labels.view_hint),), key="view"),
        )

    def _question(self, question: Question) -> Block:
        slot = Slot(Kind.READINESS, question.id)
        return Card((self.fields.box(slot, question.ask, question.why), *self.fields.reach(slot)), key=question.id)


class MessagesPage(SessionPresenter):
    """The page of plain messages about abuse, each marked when it was given (K-HTA-MSG)."""

    place = SessionPage.MESSAGES

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._message(message) for message in self.pack.motivate.messages)

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with its reach set: the person knows a message that was given in this conversation."""
        return replace(answer, reach=THIS_TALK) if slot.kind is Kind.MESSAGE else answer

    def _message(self, message: PlainMessage) -> Block:
        slot = Slot(Kind.MESSAGE, message.id)
        blocks: list[Block] = [
            Para(f"“{message.say}”", "question"),
            self.fields.tick(slot, self.pack.labels.messages.given),
        ]
        if self.fields.value(slot, "on"):
            blocks.append(self.fields.box(slot, self.pack.labels.messages.reply))
        return Card((*blocks, Para(message.why, "small"), self.fields.source(message)), key=message.id)


class SupportPage(Spoken):
    """The page for a person experiencing abuse: what they want, whom they trust, and what makes them safer."""

    place = SessionPage.SUPPORT

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._question(question) for question in self.pack.motivate.support)

    def _question(self, question: Question) -> Block:
        slot = Slot(Kind.SUPPORT, question.id)
        blocks: list[Block] = [Para(f"“{question.ask}”", "question")]
        if question.options:
            blocks.append(
                self.fields.choice(slot, "answer", self.pack.labels.questions.answer, question.options, quiet=True)
            )
        blocks.append(self.fields.box(slot, self.pack.labels.questions.exact_words, question.why))
        if self.fields.text(slot, "words"):
            blocks.extend(self.fields.reach(slot))
        return Card(tuple(blocks), key=question.id)


class SafetyPlanPage(SessionPresenter):
    """The page of the safety plan: made with the person, line by line, and finished with a specialist."""

    place = SessionPage.SAFETY_PLAN

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.safety_plan
        lines: list[Block] = []
        for line in self.pack.motivate.plan:
            slot = Slot(Kind.PLAN, line.id)
            lines.append(self.fields.tick(slot, line.say, line.hint))
            if self.fields.value(slot, "on"):
                lines.append(self.fields.box(slot, labels.words, quiet=True))
        return (
            Card(
                (
                    Heading(labels.head, labels.head_sub, level=2),
                    *lines,
                    self.fields.source(self.pack.motivate.plan[0]),
                ),
                key="plan",
            ),
        )
