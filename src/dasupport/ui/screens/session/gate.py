"""The gate of a session: may it happen here and now, is the worker safe, and if not now, when and how."""

from enum import StrEnum

from dasupport.casework.details import ChoiceDetail, FollowUpDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.gates import QUESTION_OF_STOP, QUESTIONS, Stop, find_stops, read_gate_answers
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import FOLLOW_UP_ITEM, may_close_not_now
from dasupport.casework.pages import SessionPage
from dasupport.casework.session_record import PRESENTING_ITEM
from dasupport.content.schema import GateQuestion
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Button, Card, Columns, Heading, Note, Row
from dasupport.ui.screen.routes import Home, InSession
from dasupport.ui.screens.session.session_presenter import SessionAction, SessionPresenter


class GateAction(StrEnum):
    """Keys of the buttons of this screen."""

    OPEN_NOT_NOW = "open-not-now"
    END_NOT_NOW = "end-not-now"
    STAY = "stay"
    TO_DECISIONS = "to-decisions"


REASON_MISTAKE = "mistake"
"""The reason for not now that needs no date for a follow-up."""
CHECK_IN_SLOT = Slot(Kind.CHECK_IN, "CHECK-IN")
SAFE_CONTACT_SLOT = Slot(Kind.SAFE_CONTACT, "SAFE-CONTACT")
REMINDER_SLOT = Slot(Kind.FOLLOW_UP, FOLLOW_UP_ITEM, "reminder")


class GatePresenter(SessionPresenter):
    """The gate page: every question on the setting, before the person is asked anything (F1 and F2)."""

    place = SessionPage.GATE
    _not_now_opened = False
    _shows_missing = False

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.gate
        return (
            Card((Heading(labels.setting, level=2), *self._question_blocks()), key="setting"),
            *self._result_note(),
            Card((Heading(labels.own_safety, labels.own_safety_sub, level=2), *self._check_in_fields()), key="own"),
            Card(
                (Heading(labels.statement, labels.statement_sub, level=2), self._presenting_choice()), key="presenting"
            ),
            *self._not_now_blocks(),
        )

    def primary(self) -> str:
        """Return the key of the primary button: Next, or ending the session while "not now" is being filled in."""
        return GateAction.END_NOT_NOW if self._is_not_now_open else SessionAction.NEXT

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer; for how the person presents, an empty choice keeps the previous statement."""
        unsaid = isinstance(answer.detail, ChoiceDetail) and not answer.detail.value
        return self.editor.get_answer(slot) if slot.kind is Kind.PRESENTING and unsaid else answer

    def handle_press(self, key: str) -> None:
        if key == GateAction.OPEN_NOT_NOW:
            self._not_now_opened = True
        elif key == GateAction.STAY:
            self._not_now_opened = self._shows_missing = False
        elif key == GateAction.TO_DECISIONS:
            self.context.go(InSession(self.editor.record.session.id, SessionPage.DECISIONS))
        elif key == GateAction.END_NOT_NOW:
            self._close_not_now()

    @property
    def _reason_slot(self) -> Slot:
        return Slot(Kind.NOT_NOW, self.pack.gate.not_now.id)

    def _close_not_now(self) -> None:
        """Close the session as "not now", unless the reason or the follow-up date is missing."""
        self._shows_missing = self._is_incomplete()
        session = self.editor.record.session.id
        if not self._shows_missing:
            still = self.context.work.make_navigation_guard()

            def ended(_: object) -> None:
                self.context.work.close_session(session)
                if still():
                    self.context.go(Home())

            self.editor.finish_session(
                lambda: self.context.open_vault.sessions.close_not_now(session), ended, self.context.show_refusal
            )

    def _is_incomplete(self) -> bool:
        """Return True if the reason is missing, or the date of the follow-up that all reasons but a mistake need."""
        reason, reminder = self.editor.get_answer(self._reason_slot), self.editor.get_answer(REMINDER_SLOT).detail
        if not reason.has_content:
            return True
        mistaken = isinstance(reason.detail, ChoiceDetail) and reason.detail.value == REASON_MISTAKE
        return not mistaken and not (isinstance(reminder, FollowUpDetail) and reminder.due)

    def _question_blocks(self) -> tuple[Block, ...]:
        """Return every question on the setting, each followed by the stops that its answer causes."""
        asked = {question.id: question for question in self.pack.gate.questions}
        found = self._answered_stops()
        return tuple(
            block
            for id in QUESTIONS
            for block in (
                self._question(asked[id]),
                *(self._stop_card(stop) for stop in found if QUESTION_OF_STOP[stop.item] == id),
            )
        )

    def _answered_stops(self) -> tuple[Stop, ...]:
        """Return the stops that answers cause; stops for unanswered questions are left out."""
        return tuple(
            stop for stop in find_stops(read_gate_answers(self.editor.record)) if stop.item in QUESTION_OF_STOP
        )

    def _question(self, question: GateQuestion) -> Block:
        return self.fields.build_choice(Slot(Kind.GATE, question.id), "value", question.ask, question.options)

    def _result_note(self) -> tuple[Block, ...]:
        """Return what the answers mean for asking: stopped (with the button for "not now"), clear, or unanswered."""
        labels = self.pack.labels.gate
        if self._answered_stops():
            return (
                Note("stop", labels.before_asking, key="stopped"),
                *(() if self._is_not_now_open else (self._not_now_button(),)),
            )
        if read_gate_answers(self.editor.record).is_complete:
            return (Note("good", labels.clear, labels.clear_sub, key="clear"),)
        return (Note("calm", labels.unanswered, key="unanswered"),)

    def _check_in_fields(self) -> tuple[Block, ...]:
        labels = self.pack.labels.gate
        return (
            Columns(
                (
                    (self.fields.build_text_field(CHECK_IN_SLOT, "place", labels.place),),
                    (self.fields.build_text_field(CHECK_IN_SLOT, "knows", labels.knows),),
                )
            ),
            Columns(
                (
                    (self.fields.build_text_field(CHECK_IN_SLOT, "time", labels.time),),
                    (self.fields.build_text_field(CHECK_IN_SLOT, "ring", labels.ring),),
                ),
                key="when",
            ),
        )

    def _presenting_choice(self) -> Block:
        slot = Slot(Kind.PRESENTING, PRESENTING_ITEM)
        labels = self.pack.labels.gate
        choice = self.fields.build_choice(slot, "value", labels.statement, self.pack.choices.presenting, quiet=True)
        return choice if choice.chosen else choice._replace(chosen=self.editor.record.presenting)

    @property
    def _is_not_now_open(self) -> bool:
        """True while the form for "not now" is being filled in."""
        return bool(self.fields.get_text(self._reason_slot, "value")) or self._not_now_opened

    def _not_now_button(self) -> Block:
        return Row((Button(GateAction.OPEN_NOT_NOW, self.pack.labels.gate.not_now, "plain"),), key="nn")

    def _not_now_blocks(self) -> tuple[Block, ...]:
        if self._is_not_now_open:
            return (self._not_now_card(self._reason_slot),)
        return () if self._answered_stops() else (self._not_now_button(),)

    def _missing_notes(self) -> tuple[Block, ...]:
        """Return what still prevents closing: a decision that nobody made, or a missing reason or date."""
        labels = self.pack.labels.gate
        if not may_close_not_now(self.editor.record):
            sentence = self.pack.get_refusal_text(RefusalId.NOT_NOW_OWES)
            to = Button(GateAction.TO_DECISIONS, self.pack.labels.places.decisions.short)
            return (Note("stop", sentence.say, sentence.do, key="owes"), Row((to,), key="to"))
        return (Note("care", labels.wanted, key="wanted"),) if self._shows_missing else ()

    def _not_now_card(self, reason: Slot) -> Block:
        """Return the form for "not now": the reason, how to contact the person safely, and a discreet reminder."""
        labels = self.pack.labels.gate
        words = self.pack.gate
        return Card(
            (
                Heading(words.not_now.ask, words.not_now.why, level=2),
                self.fields.build_choice(reason, "value", labels.reason, words.not_now.options),
                self.fields.build_text_area(reason, labels.reason_words),
                Heading(labels.safe_contact, labels.safe_contact_sub, level=3),
                self.fields.build_choice(SAFE_CONTACT_SLOT, "way", labels.way, words.contact_ways),
                self.fields.build_choice(SAFE_CONTACT_SLOT, "leave_message", labels.message, words.message_left),
                Columns(
                    (
                        (self.fields.build_text_field(SAFE_CONTACT_SLOT, "times", labels.times),),
                        (self.fields.build_text_field(SAFE_CONTACT_SLOT, "code_word", labels.code_word),),
                    )
                ),
                Heading(labels.reminder, labels.reminder_sub, level=3),
                self.fields.build_choice(REMINDER_SLOT, "label", labels.reminder, words.reminders, quiet=True),
                self.fields.build_date_field(REMINDER_SLOT, "due", labels.due),
                *self._missing_notes(),
                Row(
                    (
                        Button(GateAction.STAY, labels.stay),
                        Button(
                            GateAction.END_NOT_NOW, labels.end, "primary", enabled=may_close_not_now(self.editor.record)
                        ),
                    ),
                    ends=True,
                ),
            ),
            key="not-now",
        )
