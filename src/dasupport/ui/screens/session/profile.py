"""Step two, fourth page: the counter-allegation profile. The worker's reflection, never a verdict (F19 to F21)."""

from enum import StrEnum

from dasupport.casework.checklist import ANSWERS, count_totals
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CONCLUSION_ITEM
from dasupport.casework.pages import SessionPage
from dasupport.content.schema import ProfilePair
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    ChoiceOption,
    Columns,
    Heading,
    Note,
    Paragraph,
    ProfileRow,
    Row,
)
from dasupport.ui.screen.field_key import format_field_key
from dasupport.ui.screens.session.session_presenter import SessionPresenter
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor

COUNTER_SLOT = Slot(Kind.COUNTER, "COUNTER")
CONCLUSION_SLOT = Slot(Kind.CONCLUSION, CONCLUSION_ITEM)


class ProfileAction(StrEnum):
    """Keys of the buttons of this screen."""

    SHOW_TOTALS = "show-totals"
    HIDE_TOTALS = "hide-totals"
    SHOW_DYN = "read-dyn"
    HIDE_DYN = "close-dyn"


class ProfilePresenter(SessionPresenter):
    """The profile page. The table appears only if each is said to accuse the other (K-CA-CHK-C)."""

    place = SessionPage.PROFILE

    def __init__(self, office: SessionContext, desk: SessionEditor) -> None:
        super().__init__(office, desk)
        self._shows_totals = False
        self._shows_dyn = False

    def blocks(self) -> tuple[Block, ...]:
        words = self.pack.profile
        flag = Card(
            (
                self.fields.build_choice(COUNTER_SLOT, "value", words.counter.ask, words.counter.options),
                Paragraph(words.counter.why, "small"),
            ),
            key="counter",
        )
        if self.fields.get_text(COUNTER_SLOT, "value") != "yes":
            return (flag, *self._dyn_blocks())
        return (
            flag,
            Note("care", words.caution, words.use, key="caution"),
            self._pairs_card(),
            self._conclusion_card(),
            *self._dyn_blocks(),
        )

    def handle_press(self, key: str) -> None:
        if key in (ProfileAction.SHOW_TOTALS, ProfileAction.HIDE_TOTALS):
            self._shows_totals = key == ProfileAction.SHOW_TOTALS
        elif key in (ProfileAction.SHOW_DYN, ProfileAction.HIDE_DYN):
            self._shows_dyn = key == ProfileAction.SHOW_DYN

    def _pairs_card(self) -> Block:
        labels = self.pack.labels.profile
        head = ProfileRow("pair-head", labels.middle_head, labels.left_head, labels.right_head, ())
        rows: list[Block] = []
        for pair in self.pack.profile.pairs:
            rows.extend(self._pair_row(pair))
        return Card((head, *rows), key="pairs")

    def _pair_row(self, pair: ProfilePair) -> tuple[Block, ...]:
        slot = Slot(Kind.PAIR, pair.id)
        labels = self.pack.labels.profile
        options = tuple(
            ChoiceOption(answer, getattr(labels, f"{answer}_mark"), getattr(labels, answer)) for answer in ANSWERS
        )
        chosen = self.fields.get_text(slot, "value")
        text = self.fields.get_text(slot, "words")
        open_ = bool(chosen) or bool(text)
        comment = (
            self.fields.build_text_area(slot, labels.comment.format(topic=pair.topic), "", 1, quiet=True)
            if open_
            else None
        )
        return (
            ProfileRow(
                format_field_key(slot, "value"), pair.topic, pair.left, pair.right, options, chosen, pair.note, comment
            ),
        )

    def _conclusion_card(self) -> Block:
        labels = self.pack.labels.profile
        count = count_totals(self.editor.record)
        all_rows = len(self.pack.profile.pairs)
        considered = Paragraph(labels.considered.format(count=count.considered, all=all_rows), "strong", wrap=False)
        show = Button(
            ProfileAction.HIDE_TOTALS if self._shows_totals else ProfileAction.SHOW_TOTALS,
            labels.hide_totals if self._shows_totals else labels.show_totals,
        )
        shown: tuple[Block, ...] = ()
        if self._shows_totals:
            shown = (
                Columns(
                    (
                        (Paragraph(labels.left_total.format(count=count.left)),),
                        (Paragraph(labels.right_total.format(count=count.right)),),
                    )
                ),
                Note("care", self.pack.profile.caution, key="total-caution"),
            )
        return Card(
            (
                Row((considered, show), ends=True),
                *shown,
                self.fields.build_choice(CONCLUSION_SLOT, "state", labels.conclusion, self.pack.profile.conclusions),
                self.fields.build_text_area(CONCLUSION_SLOT, labels.conclusion_words, labels.conclusion_hint, lines=3),
                self.fields.build_date_field(CONCLUSION_SLOT, "look_again", labels.look_again),
            ),
            key="end",
        )

    def _dyn_blocks(self) -> tuple[Block, ...]:
        """Return the ten pairs of the Dyn Project, to read only: nothing is marked there, so nothing counts twice."""
        labels = self.pack.labels.profile
        if not self._shows_dyn:
            return (Row((Button(ProfileAction.SHOW_DYN, labels.read_dyn, "quiet"),), key="dyn"),)
        rows = tuple(
            Columns(
                (
                    (Paragraph(pair.topic, "label"), Paragraph(pair.left)),
                    (Paragraph(" ", "label"), Paragraph(pair.right)),
                ),
                key=pair.id,
            )
            for pair in self.pack.profile.dyn
        )
        source = self.fields.build_citation(self.pack.profile.dyn[0])
        close = Row((Button(ProfileAction.HIDE_DYN, labels.close_dyn, "quiet"),))
        head = Columns(((Paragraph(labels.left_head, "label"),), (Paragraph(labels.right_head, "label"),)))
        return (
            Card(
                (Heading(labels.dyn, self.pack.profile.dyn_note, level=2), head, *rows, source, close), key="dyn-card"
            ),
        )
