"""The last page: all answers, a way to change each, what was not asked, what is outstanding; then the seal."""

from collections.abc import Iterator

from dasupport.casework.entry import Answer, Kind, Slot
from dasupport.casework.gates import QUESTIONS
from dasupport.casework.owes import CHILDREN_ITEM, CONFIDENTIALITY_ITEM, CONSENT_ITEM, Outstanding, find_outstanding
from dasupport.casework.steps import SessionPage, Step, get_page, get_step, list_pages
from dasupport.content.tell import describe_entry
from dasupport.content.tell import describe_slot as headed
from dasupport.ui.blocks import Answered, Block, Button, Card, Chip, Chips, Heading, Line, Lines, Para, Row, Screen
from dasupport.ui.desk import Desk
from dasupport.ui.office import Office
from dasupport.ui.routes import InSession, Papers, Sealed
from dasupport.ui.screens.fields import chips_of, told, told_of
from dasupport.ui.screens.keys import parse
from dasupport.ui.screens.session import SessionPresenter

SEAL, REALLY, NOT_YET, PAPER, CHANGE = "seal", "really-seal", "not-yet", "paper", "change:"

EXPECTED: dict[Step, tuple[Slot, ...]] = {
    Step.START: tuple(Slot(Kind.GATE, item) for item in QUESTIONS),
    Step.IDENTIFY: (Slot(Kind.CHILDREN, CHILDREN_ITEM), Slot(Kind.RELATIONSHIP, "RELATIONSHIP")),
    Step.ASK: (Slot(Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM), Slot(Kind.DISCLOSURE, "DISCLOSED")),
    Step.MOTIVATE: (Slot(Kind.READINESS, "READINESS"),),
    Step.REFER: (Slot(Kind.CONSENT, CONSENT_ITEM), Slot(Kind.CLOSING, "CLOSING")),
}
"""Slots that every session is asked about: shown as *not asked* if empty."""


class CheckPage(SessionPresenter):
    """Check the answers, then seal the session (F41, F39)."""

    place = SessionPage.CHECK

    def __init__(self, office: Office, desk: Desk) -> None:
        super().__init__(office, desk)
        self._sealing = False

    def blocks(self) -> tuple[Block, ...]:
        debts = find_outstanding(self.desk.record)
        steps = tuple(card for step in Step if (card := self._step(step)))
        blocked = any(debt.blocks_sealing for debt in debts) or bool(self.desk.unkeepable)
        return (*self._owed(debts), *steps, self._seal(blocked=blocked))

    def screen(self) -> Screen:
        return super().screen()._replace(focus=NOT_YET if self._sealing else "")

    def primary(self) -> str:
        """Return SEAL, but no key for its confirmation: two presses of one key must not seal a session."""
        return "" if self._sealing else SEAL

    def pressed(self, key: str) -> None:
        session = self.desk.record.session.id
        if key.startswith(CHANGE):
            self.office.go(InSession(session, SessionPage(key.removeprefix(CHANGE).split(":")[0])))
        elif key == SEAL:
            self._sealing = True
        elif key == NOT_YET:
            self._sealing = False
        elif key == PAPER:
            self.office.go(Papers(session))
        elif key == REALLY:
            self._really()

    def _really(self) -> None:
        session = self.desk.record.session.id

        still = self.office.still()

        def sealed(_: object) -> None:
            self.office.let_go(session)
            if still():
                self.office.go(Sealed(session))

        self.desk.finish(lambda: self.office.unlocked.sessions.seal(session), sealed, self.office.tell)

    def _owed(self, debts: tuple[Outstanding, ...]) -> tuple[Block, ...]:
        labels = self.pack.labels.check
        words = {owing.id: owing.say for owing in self.pack.owing}
        must, should = Chip(labels.must, "stop"), Chip(labels.should, "care")
        lines = tuple(
            Line(
                f"{CHANGE}{debt.page}:{debt.item}",
                "",
                words.get(debt.item, debt.item),
                chip=must if debt.blocks_sealing else should,
                action=labels.go,
            )
            for debt in debts
        )
        lines = (*self._unkeepable(must), *lines)
        if not lines:
            return (Chips((Chip(labels.nothing_owed, "good"),)),)
        return (Card((Heading(labels.owed, labels.owed_sub, level=2), Lines(lines, labels.owed)), key="owed"),)

    def _unkeepable(self, must: Chip) -> Iterator[Line]:
        """Yield a row for each text that cannot be saved as it is: after the seal it could no longer be corrected."""
        for name, fault in self.desk.unkeepable.items():
            found = parse(name)
            if found:
                place = get_page(found[0], self.desk.record.presenting)
                about = f"{headed(self.pack, found[0])}: {told(self.pack, fault.item)}"
                yield Line(f"{CHANGE}{place}:{name}", "", about, chip=must, action=self.pack.labels.check.go)

    def _step(self, step: Step) -> Block | None:
        rows = list(self._rows(step))
        if not rows:
            return None
        heading = Heading(getattr(self.pack.labels.steps, step), level=2)
        return Card((heading, *rows), key=f"step:{step}")

    def _rows(self, step: Step) -> Iterator[Block]:
        record = self.desk.record
        order = list(SessionPage)
        shown = (slot for slot in record.current_by_slot if told_of(slot, record.get_answer(slot)))
        where = {slot: get_page(slot, record.presenting) for slot in shown}
        here = sorted(
            (slot for slot, place in where.items() if get_step(place) is step),
            key=lambda slot: order.index(where[slot]),
        )
        present = [slot for slot in here if record.get_answer(slot).has_content]
        expected = [slot for slot in EXPECTED.get(step, ()) if slot not in present and self._belongs(slot)]
        for slot in (*present, *expected):
            yield from self._row(slot, record.get_answer(slot), asked=slot in present)

    def _belongs(self, slot: Slot) -> bool:
        """Return True if the steps of this session include the page of a slot."""
        presenting = self.desk.record.presenting
        return any(get_page(slot, presenting) in list_pages(step, presenting) for step in Step)

    def _row(self, slot: Slot, answer: Answer, *, asked: bool) -> Iterator[Block]:
        said = describe_entry(self.pack, slot, answer)
        if asked and not (said.value or said.words):
            return
        labels = self.pack.labels.check
        place = get_page(slot, self.desk.record.presenting)
        key = f"{CHANGE}{place}:{slot.kind}:{slot.item}:{slot.part}"
        chips = chips_of(slot, said) if asked else ()
        yield Answered(key, said.label, said.value, said.words, chips, labels.not_asked, labels.change)

    def _seal(self, *, blocked: bool) -> Block:
        labels = self.pack.labels.check
        if self._sealing and not blocked:
            ways = Row((Button(NOT_YET, labels.not_yet), Button(REALLY, labels.really, "primary")), ends=True)
            return Card((Heading(labels.seal, labels.seal_sub, level=2), ways), key="seal")
        paper = Button(PAPER, labels.paper, icon="paper")
        seal = Button(SEAL, labels.seal, "primary", enabled=not blocked)
        note = (Para(labels.blocked, "small"),) if blocked else ()
        return Card((Row((paper, seal), ends=True), *note), key="seal")
