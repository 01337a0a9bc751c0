"""Step two, second page: the question ladder. Two entrances, from general to concrete, one step at a time."""

from dataclasses import replace
from enum import StrEnum

from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record
from dasupport.content.schema import Prompt, QuestionLadder
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Choice,
    ChoiceOption,
    LadderStep,
    LadderSteps,
    Paragraph,
    Row,
    TextArea,
)
from dasupport.ui.screen.intents import Intent, OptionChosen, Pressed
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.screens.session.session_presenter import SessionPresenter
from dasupport.ui.screens.session.turned import WRITTEN_PART_PREFIX
from dasupport.ui.session.editor import LadderPosition


class QuestionsAction(StrEnum):
    """Keys of the buttons of this screen."""

    DEEPER = "deeper"
    HIGHER = "higher"


LADDER, ENTRANCE, STEP_PREFIX, FACE_PERSON_PREFIX = "ladder", "way-in", "rung:", "turn:"
ASKED = "asked"


class QuestionsPresenter(SessionPresenter):
    """The page of the question ladder. The worker chooses ladder, entrance and step, and may skip any step."""

    place = SessionPage.QUESTIONS

    @property
    def side(self) -> str:
        """The side whose ladder is shown: the worker's choice, else the one for how the person presents."""
        presents = "experiencing" if self.editor.record.presenting is Presenting.EXPERIENCING else "using"
        return self.editor.ladder_position.side or presents

    @property
    def ladder(self) -> QuestionLadder:
        """The ladder of the pack for the current side."""
        return self.pack.ladders.experiencing if self.side == "experiencing" else self.pack.ladders.using

    @property
    def _entrance(self) -> str:
        return self._position()[0]

    @property
    def _step(self) -> int:
        return self._position()[1]

    def blocks(self) -> tuple[Block, ...]:
        return (
            *self._ladder_choice(),
            self._entrance_choice(),
            self._steps_block(),
            *(self._prompt_card(prompt) for prompt in select_prompts(self.ladder, self._entrance, self._step)),
            self._move_buttons(),
            Paragraph(self.ladder.note, "small"),
        )

    def handle(self, intent: Intent) -> None:
        if isinstance(intent, OptionChosen) and intent.key == LADDER and intent.value:
            self.editor.ladder_position = LadderPosition(intent.value)
        elif isinstance(intent, OptionChosen) and intent.key == ENTRANCE and intent.value:
            self._set_position(intent.value, 1)
        elif isinstance(intent, Pressed) and self._move_to_step(intent.key):
            return
        else:
            super().handle(intent)

    def handle_press(self, key: str) -> None:
        if key.startswith(FACE_PERSON_PREFIX):
            self.editor.commit_drafts()
            self.context.go(
                FacingPerson(self.editor.record.session.id, key.removeprefix(FACE_PERSON_PREFIX), self._entrance)
            )

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer with the entrance it came by.

        A question with words or an answer, but no outcome yet, is marked as asked.
        """
        if not isinstance(answer.detail, QuestionDetail):
            return answer
        said = bool(answer.words) or bool(answer.detail.answer)
        outcome = answer.detail.outcome or (ASKED if said and aspect != "outcome" else "")
        return replace(answer, detail=replace(answer.detail, outcome=outcome, way_in=self._entrance))

    def _move_to_step(self, pressed: str) -> bool:
        goals: dict[str, int] = {
            QuestionsAction.DEEPER: min(self._step + 1, len(self.ladder.rungs)),
            QuestionsAction.HIGHER: max(self._step - 1, 1),
        }
        if pressed.startswith(STEP_PREFIX):
            goals[pressed] = int(pressed.removeprefix(STEP_PREFIX))
        if pressed not in goals:
            return False
        self._set_position(self._entrance, goals[pressed])
        return True

    def _set_position(self, way_in: str, rung: int) -> None:
        self.editor.ladder_position = replace(self.editor.ladder_position, way_in=way_in, rung=rung)

    def _position(self) -> tuple[str, int]:
        """Return the entrance and the step: those chosen in this editor, else of the last answer, else the first."""
        asking = self.editor.ladder_position
        if asking.way_in in [way.id for way in self.ladder.ways_in]:
            return asking.way_in, asking.rung
        found = {prompt.id: prompt for prompt in self.ladder.prompts}
        for slot, answer in reversed(self.editor.record.get_answers(Kind.PROMPT).items()):
            if slot.item in found and isinstance(answer.detail, QuestionDetail) and answer.detail.way_in:
                return answer.detail.way_in, found[slot.item].rung
        return self.ladder.ways_in[0].id, 1

    def _ladder_choice(self) -> tuple[Block, ...]:
        labels = self.pack.labels.questions
        sides = (ChoiceOption("using", labels.using), ChoiceOption("experiencing", labels.experiencing))
        return (Choice(LADDER, labels.ladder, sides, self.side),)

    def _entrance_choice(self) -> Block:
        ways = tuple(ChoiceOption(way.id, way.say) for way in self.ladder.ways_in)
        return Choice(ENTRANCE, self.pack.labels.questions.way_in, ways, self._entrance)

    def _steps_block(self) -> Block:
        labels = self.pack.labels.questions
        rungs = []
        for rung in self.ladder.rungs:
            asked = _count_asked(self.editor.record, self.ladder, rung.number)
            state = "now" if rung.number == self._step else "done" if asked else "later"
            note = labels.asked.format(count=asked) if asked else ""
            rungs.append(LadderStep(f"{STEP_PREFIX}{rung.number}", f"{rung.number} · {rung.say}", state, note))
        return LadderSteps(tuple(rungs), key="rungs")

    def _prompt_card(self, prompt: Prompt) -> Block:
        slot = Slot(Kind.PROMPT, prompt.id)
        labels = self.pack.labels.questions
        outcome = self.fields.build_choice(slot, "outcome", labels.outcome, self.pack.choices.outcomes, quiet=True)
        blocks: list[Block] = [Paragraph(f"“{prompt.say}”", "question"), outcome]
        if prompt.answers:
            answer = self.fields.build_choice(slot, "answer", labels.answer, prompt.answers)
            blocks.append(answer._replace(several=prompt.several))
        blocks += [*self._written_by_person(prompt), self._words_area(slot), *self._provenance(slot)]
        if prompt.parents_only:
            blocks.append(Paragraph(self.pack.labels.invite.parents, "small"))
        if prompt.listen_for:
            blocks.append(Paragraph(labels.listen_for.format(what=prompt.listen_for), "small"))
        blocks.append(Paragraph(labels.why.format(why=prompt.why), "small"))
        if prompt.turn:
            blocks.append(Row((Button(f"{FACE_PERSON_PREFIX}{prompt.id}", labels.turn, "quiet", icon="turn"),)))
        return Card(tuple(blocks), key=prompt.id)

    def _words_area(self, slot: Slot) -> TextArea:
        labels = self.pack.labels.questions
        return self.fields.build_text_area(slot, labels.exact_words, labels.exact_words_hint)

    def _written_by_person(self, prompt: Prompt) -> tuple[Block, ...]:
        """Return what the person wrote themselves while the screen faced them."""
        written = [
            answer.words.value
            for slot, answer in self.editor.record.get_answers(Kind.PROMPT).items()
            if slot.item == prompt.id and slot.part.startswith(WRITTEN_PART_PREFIX) and answer.words
        ]
        label = (Paragraph(self.pack.labels.questions.they_wrote, "label"),) if written else ()
        return (*label, *(Paragraph(words, "quote") for words in written))

    def _provenance(self, slot: Slot) -> tuple[Block, ...]:
        """Return the fields for whose words these are and whether they may be used; () if there are no words."""
        return self.fields.build_provenance(slot) if self.fields.get_text(slot, "words") else ()

    def _move_buttons(self) -> Block:
        labels = self.pack.labels.questions
        return Row(
            (
                Button(QuestionsAction.HIGHER, labels.higher, enabled=self._step > 1),
                Button(QuestionsAction.DEEPER, labels.deeper, "plain", enabled=self._step < len(self.ladder.rungs)),
            ),
            key="steps",
        )


def select_prompts(ladder: QuestionLadder, way_in: str, rung: int) -> tuple[Prompt, ...]:
    """Return the prompts of one step for one entrance, in the pack's order."""
    return tuple(
        prompt for prompt in ladder.prompts if prompt.rung == rung and (not prompt.ways_in or way_in in prompt.ways_in)
    )


def _count_asked(record: Record, ladder: QuestionLadder, rung: int) -> int:
    """Return the number of prompts of one step that were asked."""
    asked = [record.get_outcome(Kind.PROMPT, prompt.id) for prompt in ladder.prompts if prompt.rung == rung]
    return sum(outcome == ASKED for outcome in asked)
