"""Step two, second page: the question ladder. Two entrances, from general to concrete, one step at a time."""

from dataclasses import replace

from dasupport.casework.entry import Answer, Kind, QuestionDetail, Slot
from dasupport.casework.people import Presenting
from dasupport.casework.steps import SessionPage
from dasupport.content.schema import Prompt, QuestionLadder
from dasupport.ui.blocks import Block, Box, Button, Card, Choice, Choosable, Para, Row, Rung, Rungs
from dasupport.ui.desk import Asking
from dasupport.ui.intents import Chose, Intent, Pressed
from dasupport.ui.routes import Turned
from dasupport.ui.screens.session import SessionPresenter
from dasupport.ui.screens.turned import TURNED

LADDER, WAY_IN, RUNG, DEEPER, HIGHER, TURN = "ladder", "way-in", "rung:", "deeper", "higher", "turn:"
ASKED = "asked"


class QuestionsPage(SessionPresenter):
    """The page of the question ladder. The worker chooses ladder, entrance and step, and may skip any step."""

    place = SessionPage.QUESTIONS

    @property
    def side(self) -> str:
        """The side whose ladder is shown: the worker's choice, else the one for how the person presents."""
        presents = "experiencing" if self.desk.record.presenting is Presenting.EXPERIENCING else "using"
        return self.desk.asking.side or presents

    @property
    def ladder(self) -> QuestionLadder:
        """The ladder of the pack for the current side."""
        return self.pack.ladders.experiencing if self.side == "experiencing" else self.pack.ladders.using

    @property
    def _way_in(self) -> str:
        return self._stands()[0]

    @property
    def _rung(self) -> int:
        return self._stands()[1]

    def blocks(self) -> tuple[Block, ...]:
        return (
            *self._ladders(),
            self._ways_in(),
            self._rungs(),
            *(self._prompt(prompt) for prompt in prompts_of(self.ladder, self._way_in, self._rung)),
            self._steps(),
            Para(self.ladder.note, "small"),
        )

    def handle(self, intent: Intent) -> None:
        if isinstance(intent, Chose) and intent.key == LADDER and intent.value:
            self.desk.asking = Asking(intent.value)
        elif isinstance(intent, Chose) and intent.key == WAY_IN and intent.value:
            self._ask(intent.value, 1)
        elif isinstance(intent, Pressed) and self._moved(intent.key):
            return
        else:
            super().handle(intent)

    def pressed(self, key: str) -> None:
        if key.startswith(TURN):
            self.desk.settle()
            self.office.go(Turned(self.desk.record.session.id, key.removeprefix(TURN), self._way_in))

    def answered(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with the entrance it came by.

        A question with words or an answer, but no outcome yet, is marked as asked.
        """
        if not isinstance(answer.detail, QuestionDetail):
            return answer
        said = bool(answer.words) or bool(answer.detail.answer)
        outcome = answer.detail.outcome or (ASKED if said and aspect != "outcome" else "")
        return replace(answer, detail=replace(answer.detail, outcome=outcome, way_in=self._way_in))

    def _moved(self, pressed: str) -> bool:
        goals = {DEEPER: min(self._rung + 1, len(self.ladder.rungs)), HIGHER: max(self._rung - 1, 1)}
        if pressed.startswith(RUNG):
            goals[pressed] = int(pressed.removeprefix(RUNG))
        if pressed not in goals:
            return False
        self._ask(self._way_in, goals[pressed])
        return True

    def _ask(self, way_in: str, rung: int) -> None:
        self.desk.asking = replace(self.desk.asking, way_in=way_in, rung=rung)

    def _stands(self) -> tuple[str, int]:
        """Return the entrance and the step: those chosen in this editor, else of the last answer, else the first."""
        asking = self.desk.asking
        if asking.way_in in [way.id for way in self.ladder.ways_in]:
            return asking.way_in, asking.rung
        found = {prompt.id: prompt for prompt in self.ladder.prompts}
        for slot, answer in reversed(self.desk.record.get_answers(Kind.PROMPT).items()):
            if slot.item in found and isinstance(answer.detail, QuestionDetail) and answer.detail.way_in:
                return answer.detail.way_in, found[slot.item].rung
        return self.ladder.ways_in[0].id, 1

    def _ladders(self) -> tuple[Block, ...]:
        labels = self.pack.labels.questions
        sides = (Choosable("using", labels.using), Choosable("experiencing", labels.experiencing))
        return (Choice(LADDER, labels.ladder, sides, self.side),)

    def _ways_in(self) -> Block:
        ways = tuple(Choosable(way.id, way.say) for way in self.ladder.ways_in)
        return Choice(WAY_IN, self.pack.labels.questions.way_in, ways, self._way_in)

    def _rungs(self) -> Block:
        labels = self.pack.labels.questions
        rungs = []
        for rung in self.ladder.rungs:
            asked = self._asked(rung.number)
            state = "now" if rung.number == self._rung else "done" if asked else "later"
            note = labels.asked.format(count=asked) if asked else ""
            rungs.append(Rung(f"{RUNG}{rung.number}", f"{rung.number} · {rung.say}", state, note))
        return Rungs(tuple(rungs), key="rungs")

    def _asked(self, rung: int) -> int:
        asked = [
            self.desk.record.get_outcome(Kind.PROMPT, prompt.id)
            for prompt in self.ladder.prompts
            if prompt.rung == rung
        ]
        return sum(outcome == ASKED for outcome in asked)

    def _prompt(self, prompt: Prompt) -> Block:
        slot = Slot(Kind.PROMPT, prompt.id)
        labels = self.pack.labels.questions
        outcome = self.fields.choice(slot, "outcome", labels.outcome, self.pack.choices.outcomes, quiet=True)
        blocks: list[Block] = [Para(f"“{prompt.say}”", "question"), outcome]
        if prompt.answers:
            answer = self.fields.choice(slot, "answer", labels.answer, prompt.answers)
            blocks.append(answer._replace(several=prompt.several))
        blocks += [*self._written(prompt), self._words(slot), *self._known(slot)]
        if prompt.parents_only:
            blocks.append(Para(self.pack.labels.invite.parents, "small"))
        if prompt.listen_for:
            blocks.append(Para(labels.listen_for.format(what=prompt.listen_for), "small"))
        blocks.append(Para(labels.why.format(why=prompt.why), "small"))
        if prompt.turn:
            blocks.append(Row((Button(f"{TURN}{prompt.id}", labels.turn, "quiet", icon="turn"),)))
        return Card(tuple(blocks), key=prompt.id)

    def _words(self, slot: Slot) -> Box:
        labels = self.pack.labels.questions
        return self.fields.box(slot, labels.exact_words, labels.exact_words_hint)

    def _written(self, prompt: Prompt) -> tuple[Block, ...]:
        """Return what the person wrote themselves while the screen faced them."""
        written = [
            answer.words.value
            for slot, answer in self.desk.record.get_answers(Kind.PROMPT).items()
            if slot.item == prompt.id and slot.part.startswith(TURNED) and answer.words
        ]
        label = (Para(self.pack.labels.questions.they_wrote, "label"),) if written else ()
        return (*label, *(Para(words, "quote") for words in written))

    def _known(self, slot: Slot) -> tuple[Block, ...]:
        """Return the fields for whose words these are and whether they may be used; () if there are no words."""
        return self.fields.provenance(slot) if self.fields.text(slot, "words") else ()

    def _steps(self) -> Block:
        labels = self.pack.labels.questions
        return Row(
            (
                Button(HIGHER, labels.higher, enabled=self._rung > 1),
                Button(DEEPER, labels.deeper, "plain", enabled=self._rung < len(self.ladder.rungs)),
            ),
            key="steps",
        )


def prompts_of(ladder: QuestionLadder, way_in: str, rung: int) -> tuple[Prompt, ...]:
    """Return the prompts of one step for one entrance, in the pack's order."""
    return tuple(
        prompt for prompt in ladder.prompts if prompt.rung == rung and (not prompt.ways_in or way_in in prompt.ways_in)
    )
