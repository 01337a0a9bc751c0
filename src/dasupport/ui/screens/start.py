"""The gate of a session: may it happen here and now, is the worker safe, and if not now, when and how."""

from dasupport.casework.entry import Answer, ChoiceDetail, FollowUpDetail, Kind, Slot
from dasupport.casework.gates import QUESTION_OF_STOP, QUESTIONS, Stop, find_stops, read_gate_answers
from dasupport.casework.owes import FOLLOW_UP_ITEM, may_close_not_now
from dasupport.casework.record import PRESENTING_ITEM
from dasupport.casework.steps import SessionPage
from dasupport.content.schema import GateQuestion
from dasupport.ui.blocks import Block, Button, Card, Columns, Heading, Note, Row
from dasupport.ui.routes import Home, InSession
from dasupport.ui.screens.session import NEXT, SessionPresenter

OPEN_NOT_NOW, END_NOT_NOW, STAY, TO_DECISIONS = "open-not-now", "end-not-now", "stay", "to-decisions"
MISTAKE = "mistake"
"""The reason for not now that needs no date for a follow-up."""
CHECK_IN = Slot(Kind.CHECK_IN, "CHECK-IN")
SAFE_CONTACT = Slot(Kind.SAFE_CONTACT, "SAFE-CONTACT")
REMINDER = Slot(Kind.FOLLOW_UP, FOLLOW_UP_ITEM, "reminder")


class StartPage(SessionPresenter):
    """The gate page: every question on the setting, before the person is asked anything (F1 and F2)."""

    place = SessionPage.GATE
    _ending = False
    _wanting = False

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.gate
        return (
            Card((Heading(labels.setting, level=2), *self._questions()), key="setting"),
            *self._verdict(),
            Card((Heading(labels.own_safety, labels.own_safety_sub, level=2), *self._own_safety()), key="own"),
            Card((Heading(labels.statement, labels.statement_sub, level=2), self._presenting()), key="presenting"),
            *self._not_now_or_the_way_to_it(),
        )

    def primary(self) -> str:
        """Return the key of the primary button: Next, or ending the session while "not now" is being filled in."""
        return END_NOT_NOW if self._open else NEXT

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer; for how the person presents, an empty choice keeps the previous statement."""
        unsaid = isinstance(answer.detail, ChoiceDetail) and not answer.detail.value
        return self.desk.answer(slot) if slot.kind is Kind.PRESENTING and unsaid else answer

    def pressed(self, key: str) -> None:
        if key == OPEN_NOT_NOW:
            self._ending = True
        elif key == STAY:
            self._ending = self._wanting = False
        elif key == TO_DECISIONS:
            self.office.go(InSession(self.desk.record.session.id, SessionPage.DECISIONS))
        elif key == END_NOT_NOW:
            self._end()

    @property
    def _reason(self) -> Slot:
        return Slot(Kind.NOT_NOW, self.pack.gate.not_now.id)

    def _end(self) -> None:
        """Close the session as "not now", unless the reason or the follow-up date is missing."""
        self._wanting = self._wants()
        session = self.desk.record.session.id
        if not self._wanting:
            still = self.office.still()

            def ended(_: object) -> None:
                self.office.let_go(session)
                if still():
                    self.office.go(Home())

            self.desk.finish(lambda: self.office.unlocked.sessions.close_not_now(session), ended, self.office.tell)

    def _wants(self) -> bool:
        """Return True if the reason is missing, or the date of the follow-up that all reasons but a mistake need."""
        reason, reminder = self.desk.answer(self._reason), self.desk.answer(REMINDER).detail
        if not reason.has_content:
            return True
        mistaken = isinstance(reason.detail, ChoiceDetail) and reason.detail.value == MISTAKE
        return not mistaken and not (isinstance(reminder, FollowUpDetail) and reminder.due)

    def _questions(self) -> tuple[Block, ...]:
        """Return every question on the setting, each followed by the stops that its answer causes."""
        asked = {question.id: question for question in self.pack.gate.questions}
        found = self._stops()
        return tuple(
            block
            for id in QUESTIONS
            for block in (
                self._question(asked[id]),
                *(self._stop(stop) for stop in found if QUESTION_OF_STOP[stop.item] == id),
            )
        )

    def _stops(self) -> tuple[Stop, ...]:
        """Return the stops that answers cause; stops for unanswered questions are left out."""
        return tuple(stop for stop in find_stops(read_gate_answers(self.desk.record)) if stop.item in QUESTION_OF_STOP)

    def _question(self, question: GateQuestion) -> Block:
        return self.fields.choice(Slot(Kind.GATE, question.id), "value", question.ask, question.options)

    def _verdict(self) -> tuple[Block, ...]:
        """Return what the answers mean for asking: stopped (with the button for "not now"), clear, or unanswered."""
        labels = self.pack.labels.gate
        if self._stops():
            return (
                Note("stop", labels.before_asking, key="stopped"),
                *(() if self._open else (self._way_to_not_now(),)),
            )
        if all(read_gate_answers(self.desk.record).answers):
            return (Note("good", labels.clear, labels.clear_sub, key="clear"),)
        return (Note("calm", labels.unanswered, key="unanswered"),)

    def _own_safety(self) -> tuple[Block, ...]:
        labels = self.pack.labels.gate
        return (
            Columns(
                (
                    (self.fields.field(CHECK_IN, "place", labels.place),),
                    (self.fields.field(CHECK_IN, "knows", labels.knows),),
                )
            ),
            Columns(
                (
                    (self.fields.field(CHECK_IN, "time", labels.time),),
                    (self.fields.field(CHECK_IN, "ring", labels.ring),),
                ),
                key="when",
            ),
        )

    def _presenting(self) -> Block:
        slot = Slot(Kind.PRESENTING, PRESENTING_ITEM)
        labels = self.pack.labels.gate
        choice = self.fields.choice(slot, "value", labels.statement, self.pack.choices.presenting, quiet=True)
        return choice if choice.chosen else choice._replace(chosen=self.desk.record.presenting)

    @property
    def _open(self) -> bool:
        """True while the form for "not now" is being filled in."""
        return bool(self.fields.text(self._reason, "value")) or self._ending

    def _way_to_not_now(self) -> Block:
        return Row((Button(OPEN_NOT_NOW, self.pack.labels.gate.not_now, "plain"),), key="nn")

    def _not_now_or_the_way_to_it(self) -> tuple[Block, ...]:
        if self._open:
            return (self._not_now(self._reason),)
        return () if self._stops() else (self._way_to_not_now(),)

    def _last(self) -> tuple[Block, ...]:
        """Return what still prevents closing: a decision that nobody made, or a missing reason or date."""
        labels = self.pack.labels.gate
        if not may_close_not_now(self.desk.record):
            sentence = self.pack.get_refusal_text("NOT-NOW-OWES")
            to = Button(TO_DECISIONS, self.pack.labels.places.decisions.short)
            return (Note("stop", sentence.say, sentence.do, key="owes"), Row((to,), key="to"))
        return (Note("care", labels.wanted, key="wanted"),) if self._wanting else ()

    def _not_now(self, reason: Slot) -> Block:
        """Return the form for "not now": the reason, how to contact the person safely, and a discreet reminder."""
        labels = self.pack.labels.gate
        words = self.pack.gate
        return Card(
            (
                Heading(words.not_now.ask, words.not_now.why, level=2),
                self.fields.choice(reason, "value", labels.reason, words.not_now.options),
                self.fields.box(reason, labels.reason_words),
                Heading(labels.safe_contact, labels.safe_contact_sub, level=3),
                self.fields.choice(SAFE_CONTACT, "way", labels.way, words.contact_ways),
                self.fields.choice(SAFE_CONTACT, "leave_message", labels.message, words.message_left),
                Columns(
                    (
                        (self.fields.field(SAFE_CONTACT, "times", labels.times),),
                        (self.fields.field(SAFE_CONTACT, "code_word", labels.code_word),),
                    )
                ),
                Heading(labels.reminder, labels.reminder_sub, level=3),
                self.fields.choice(REMINDER, "label", labels.reminder, words.reminders, quiet=True),
                self.fields.day(REMINDER, "due", labels.due),
                *self._last(),
                Row(
                    (
                        Button(STAY, labels.stay),
                        Button(END_NOT_NOW, labels.end, "primary", enabled=may_close_not_now(self.desk.record)),
                    ),
                    ends=True,
                ),
            ),
            key="not-now",
        )
