"""Step two, fourth page: the counter-allegation profile. The worker's reflection, never a verdict (F19 to F21)."""

from dasupport.casework.checklist import ANSWERS, count_totals
from dasupport.casework.entry import Kind, Slot
from dasupport.casework.owes import CONCLUSION_ITEM
from dasupport.casework.steps import SessionPage
from dasupport.content.schema import ProfilePair
from dasupport.ui.blocks import Block, Button, Card, Choosable, Columns, Heading, Note, PairRow, Para, Row
from dasupport.ui.desk import Desk
from dasupport.ui.office import Office
from dasupport.ui.screens.keys import key
from dasupport.ui.screens.session import SessionPresenter

COUNTER = Slot(Kind.COUNTER, "COUNTER")
CONCLUSION = Slot(Kind.CONCLUSION, CONCLUSION_ITEM)
SHOW, HIDE, READ, CLOSE = "show-totals", "hide-totals", "read-dyn", "close-dyn"


class ProfilePage(SessionPresenter):
    """The profile page. The table appears only if each is said to accuse the other (K-CA-CHK-C)."""

    place = SessionPage.PROFILE

    def __init__(self, office: Office, desk: Desk) -> None:
        super().__init__(office, desk)
        self._totals = False
        self._dyn = False

    def blocks(self) -> tuple[Block, ...]:
        words = self.pack.profile
        flag = Card(
            (
                self.fields.choice(COUNTER, "value", words.counter.ask, words.counter.options),
                Para(words.counter.why, "small"),
            ),
            key="counter",
        )
        if self.fields.text(COUNTER, "value") != "yes":
            return (flag, *self._reading())
        return (
            flag,
            Note("care", words.caution, words.use, key="caution"),
            self._table(),
            self._end(),
            *self._reading(),
        )

    def pressed(self, key: str) -> None:
        if key in (SHOW, HIDE):
            self._totals = key == SHOW
        elif key in (READ, CLOSE):
            self._dyn = key == READ

    def _table(self) -> Block:
        labels = self.pack.labels.profile
        head = PairRow("pair-head", labels.middle_head, labels.left_head, labels.right_head, ())
        rows: list[Block] = []
        for pair in self.pack.profile.pairs:
            rows.extend(self._row(pair))
        return Card((head, *rows), key="pairs")

    def _row(self, pair: ProfilePair) -> tuple[Block, ...]:
        slot = Slot(Kind.PAIR, pair.id)
        labels = self.pack.labels.profile
        options = tuple(
            Choosable(answer, getattr(labels, f"{answer}_mark"), getattr(labels, answer)) for answer in ANSWERS
        )
        chosen = self.fields.text(slot, "value")
        text = self.fields.text(slot, "words")
        open_ = bool(chosen) or bool(text)
        comment = self.fields.box(slot, labels.comment.format(topic=pair.topic), "", 1, quiet=True) if open_ else None
        return (PairRow(key(slot, "value"), pair.topic, pair.left, pair.right, options, chosen, pair.note, comment),)

    def _end(self) -> Block:
        labels = self.pack.labels.profile
        count = count_totals(self.desk.record)
        all_rows = len(self.pack.profile.pairs)
        considered = Para(labels.considered.format(count=count.considered, all=all_rows), "strong", wrap=False)
        show = Button(HIDE if self._totals else SHOW, labels.hide_totals if self._totals else labels.show_totals)
        shown: tuple[Block, ...] = ()
        if self._totals:
            shown = (
                Columns(
                    (
                        (Para(labels.left_total.format(count=count.left)),),
                        (Para(labels.right_total.format(count=count.right)),),
                    )
                ),
                Note("care", self.pack.profile.caution, key="total-caution"),
            )
        return Card(
            (
                Row((considered, show), ends=True),
                *shown,
                self.fields.choice(CONCLUSION, "state", labels.conclusion, self.pack.profile.conclusions),
                self.fields.box(CONCLUSION, labels.conclusion_words, labels.conclusion_hint, lines=3),
                self.fields.day(CONCLUSION, "look_again", labels.look_again),
            ),
            key="end",
        )

    def _reading(self) -> tuple[Block, ...]:
        """Return the ten pairs of the Dyn Project, to read only: nothing is marked there, so nothing counts twice."""
        labels = self.pack.labels.profile
        if not self._dyn:
            return (Row((Button(READ, labels.read_dyn, "quiet"),), key="dyn"),)
        rows = tuple(
            Columns(((Para(pair.topic, "label"), Para(pair.left)), (Para(" ", "label"), Para(pair.right))), key=pair.id)
            for pair in self.pack.profile.dyn
        )
        source = self.fields.source(self.pack.profile.dyn[0])
        close = Row((Button(CLOSE, labels.close_dyn, "quiet"),))
        head = Columns(((Para(labels.left_head, "label"),), (Para(labels.right_head, "label"),)))
        return (
            Card(
                (Heading(labels.dyn, self.pack.profile.dyn_note, level=2), head, *rows, source, close), key="dyn-card"
            ),
        )
