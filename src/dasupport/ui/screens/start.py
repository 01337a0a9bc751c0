"""The start gate: may this talk happen here and now, is the worker themselves safe, and if not now, when and how."""

from dasupport.casework.entry import Kind, Slot
from dasupport.casework.gates import QUESTIONS, setting_of, stops
from dasupport.casework.owes import FOLLOW_UP_ITEM
from dasupport.casework.record import PRESENTING_ITEM
from dasupport.casework.steps import Place
from dasupport.content.schema import GateQuestion
from dasupport.ui.blocks import Block, Button, Card, Columns, Heading, Note, Para, Row
from dasupport.ui.routes import Home
from dasupport.ui.screens.session import SessionPage

OPEN_NOT_NOW, END_NOT_NOW, STAY = "open-not-now", "end-not-now", "stay"
CHECK_IN = Slot(Kind.CHECK_IN, "CHECK-IN")
SAFE_CONTACT = Slot(Kind.SAFE_CONTACT, "SAFE-CONTACT")
REMINDER = Slot(Kind.FOLLOW_UP, FOLLOW_UP_ITEM, "reminder")


class StartPage(SessionPage):
    """F1 and F2: every question asked of the setting before anything is asked of the person."""

    place = Place.GATE
    _ending = False
    _wanting = False

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.gate
        reason = self._reason
        ending = bool(self.fields.text(reason, "value")) or self._ending
        return (
            Card((Heading(labels.setting, level=2), *self._questions()), key="setting"),
            *self._verdict(),
            Card((Heading(labels.own_safety, labels.own_safety_sub, level=2), *self._own_safety()), key="own"),
            Card((Heading(labels.statement, labels.statement_sub, level=2), self._presenting()), key="presenting"),
            self._not_now(reason) if ending else Row((Button(OPEN_NOT_NOW, labels.not_now, "plain"),), key="nn"),
        )

    def pressed(self, key: str) -> None:
        if key == OPEN_NOT_NOW:
            self._ending = True
        elif key == STAY:
            self._ending = False
        elif key == END_NOT_NOW:
            self._end()

    @property
    def _reason(self) -> Slot:
        return Slot(Kind.NOT_NOW, self.pack.gate.not_now.id)

    def _end(self) -> None:
        """Not now is an outcome with its reason: without one nothing is ended yet."""
        self._wanting = not self.desk.answer(self._reason).says
        session = self.desk.record.session.id
        if not self._wanting:
            self.desk.finish(lambda: self.office.unlocked.sessions.not_now(session), self._ended, self.office.tell)

    def _ended(self, _: object) -> None:
        self.office.desk = None
        self.office.go(Home())

    def _questions(self) -> tuple[Block, ...]:
        asked = {question.id: question for question in self.pack.gate.questions}
        return tuple(self._question(asked[id]) for id in QUESTIONS)

    def _question(self, question: GateQuestion) -> Block:
        return self.fields.choice(Slot(Kind.GATE, question.id), "value", question.ask, question.options)

    def _verdict(self) -> tuple[Block, ...]:
        """What the answers mean for asking: every stop with its reason, or that nothing stands in the way."""
        labels = self.pack.labels.gate
        setting = setting_of(self.desk.record)
        found = [stop for stop in stops(setting) if stop.item != "STOP-UNANSWERED"]
        if found:
            return (Para(labels.before_asking, "label"), *(self._stop(stop) for stop in found))
        if all(setting.answers):
            return (Note("good", labels.clear, labels.clear_sub, key="clear"),)
        return (Note("calm", labels.unanswered, key="unanswered"),)

    def _own_safety(self) -> tuple[Block, ...]:
        labels = self.pack.labels.gate
        return (
            Columns((
                (self.fields.field(CHECK_IN, "place", labels.place), self.fields.field(CHECK_IN, "time", labels.time)),
                (self.fields.field(CHECK_IN, "knows", labels.knows), self.fields.field(CHECK_IN, "ring", labels.ring)),
            )),
        )  # fmt: skip

    def _presenting(self) -> Block:
        slot = Slot(Kind.PRESENTING, PRESENTING_ITEM)
        labels = self.pack.labels.gate
        choice = self.fields.choice(slot, "value", labels.statement, self.pack.choices.presenting, quiet=True)
        return choice if choice.chosen else choice._replace(chosen=self.desk.record.presenting)

    def _not_now(self, reason: Slot) -> Block:
        """A full outcome: why not, how to reach the person safely, and a reminder that reveals nothing."""
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
                Columns((
                    (self.fields.field(SAFE_CONTACT, "times", labels.times),),
                    (self.fields.field(SAFE_CONTACT, "code_word", labels.code_word),),
                )),
                Heading(labels.reminder, labels.reminder_sub, level=3),
                self.fields.choice(REMINDER, "label", labels.reminder, words.reminders, quiet=True),
                self.fields.day(REMINDER, "due", labels.due),
                *((Note("care", labels.reason, key="wanted"),) if self._wanting else ()),
                Row((Button(STAY, labels.stay), Button(END_NOT_NOW, labels.end, "primary")), ends=True),
            ),
            key="not-now",
        )  # fmt: skip
