"""The last page: everything at once, a way to change each thing, what was not asked, what is owed; then the seal."""

from collections.abc import Iterator

from dasupport.casework.entry import Answer, Kind, Slot
from dasupport.casework.gates import QUESTIONS
from dasupport.casework.owes import CHILDREN_ITEM, CONFIDENTIALITY_ITEM, CONSENT_ITEM, FOLLOW_UP_ITEM, Owed, owed
from dasupport.casework.people import Presenting
from dasupport.casework.steps import KINDS, Place, Step, places
from dasupport.content.tell import name as headed
from dasupport.content.tell import tell
from dasupport.ui.blocks import Answered, Block, Button, Card, Chip, Chips, Heading, Line, Lines, Para, Row
from dasupport.ui.desk import Desk
from dasupport.ui.office import Office
from dasupport.ui.routes import InSession, Papers, Sealed
from dasupport.ui.screens.fields import chips_of, told
from dasupport.ui.screens.keys import parse
from dasupport.ui.screens.session import SessionPage

SEAL, REALLY, NOT_YET, PAPER, CHANGE = "seal", "really-seal", "not-yet", "paper", "change:"

EXPECTED: dict[Step, tuple[Slot, ...]] = {
    Step.START: tuple(Slot(Kind.GATE, item) for item in QUESTIONS),
    Step.IDENTIFY: (Slot(Kind.CHILDREN, CHILDREN_ITEM), Slot(Kind.RELATIONSHIP, "RELATIONSHIP")),
    Step.ASK: (Slot(Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM), Slot(Kind.DISCLOSURE, "DISCLOSED")),
    Step.MOTIVATE: (Slot(Kind.READINESS, "READINESS"),),
    Step.REFER: (Slot(Kind.CONSENT, CONSENT_ITEM), Slot(Kind.CLOSING, "CLOSING")),
}
"""What every session is asked about: shown as *not asked* where nothing stands."""

PLACE_OF: dict[Kind, Place] = {
    Kind.GATE: Place.GATE, Kind.OVERRIDE: Place.GATE, Kind.CHECK_IN: Place.GATE, Kind.NOT_NOW: Place.GATE,
    Kind.SAFE_CONTACT: Place.GATE, Kind.PRESENTING: Place.GATE,
    Kind.ROUTE: Place.NOTICE, Kind.INDICATOR: Place.SIGNS, Kind.FORM: Place.HARM, Kind.RELATIONSHIP: Place.HARM,
    Kind.AT_RISK: Place.HARM, Kind.CHILDREN: Place.CHILDREN, Kind.CHILD: Place.CHILDREN,
    Kind.CONFIDENTIALITY: Place.CONFIDENTIALITY, Kind.PROMPT: Place.QUESTIONS, Kind.DISCLOSURE: Place.DISCLOSURE,
    Kind.EXCUSE: Place.DISCLOSURE, Kind.COUNTER: Place.PROFILE, Kind.PAIR: Place.PROFILE,
    Kind.CONCLUSION: Place.PROFILE, Kind.INVITATION: Place.INVITE, Kind.READINESS: Place.READINESS,
    Kind.VIEW: Place.READINESS, Kind.MESSAGE: Place.MESSAGES, Kind.SUPPORT: Place.SUPPORT,
    Kind.PLAN: Place.SAFETY_PLAN, Kind.REFERRAL: Place.SERVICES, Kind.CONSENT: Place.DECISIONS,
    Kind.DECISION: Place.DECISIONS, Kind.CLOSING: Place.CONTACT, Kind.FOLLOW_UP: Place.CONTACT,
    Kind.COORDINATION: Place.CONTACT, Kind.NEXT_STEP: Place.CONTACT, Kind.NOTE: Place.NOTICE,
}  # fmt: skip
"""The page on which a statement of each kind is changed."""

ELSEWHERE: dict[tuple[str, str], Place] = {
    ("AT-RISK", ""): Place.HARM, ("HIGH-RISK", ""): Place.DECISIONS, (FOLLOW_UP_ITEM, "reminder"): Place.GATE,
}  # fmt: skip
"""The statements that are changed on another page than the rest of their kind."""


def place_of(slot: Slot, presenting: Presenting) -> Place:
    """The page on which what stands in a slot is changed."""
    if slot.kind is Kind.STEP:
        return places(Step(slot.item), presenting)[0]
    return ELSEWHERE.get((slot.item, slot.part)) or PLACE_OF[slot.kind]


class CheckPage(SessionPage):
    """Check answers, then seal (F41, F39)."""

    place = Place.CHECK

    def __init__(self, office: Office, desk: Desk) -> None:
        super().__init__(office, desk)
        self._sealing = False

    def blocks(self) -> tuple[Block, ...]:
        debts = owed(self.desk.record)
        steps = tuple(card for step in Step if (card := self._step(step)))
        blocked = any(debt.must for debt in debts) or bool(self.desk.unkeepable)
        return (*self._owed(debts), *steps, self._seal(blocked=blocked))

    def primary(self) -> str:
        """The seal, but not its second press: two strokes of one key must not end a session."""
        return "" if self._sealing else SEAL

    def pressed(self, key: str) -> None:
        session = self.desk.record.session.id
        if key.startswith(CHANGE):
            self.office.go(InSession(session, Place(key.removeprefix(CHANGE).split(":")[0])))
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

        def sealed(record: object) -> None:
            self.office.desk = None
            self.office.go(Sealed(session))

        self.desk.finish(lambda: self.office.unlocked.sessions.seal(session), sealed, self.office.tell)

    def _owed(self, debts: tuple[Owed, ...]) -> tuple[Block, ...]:
        labels = self.pack.labels.check
        words = {owing.id: owing.say for owing in self.pack.owing}
        must, should = Chip(labels.must, "stop"), Chip(labels.should, "care")
        lines = tuple(
            Line(
                f"{CHANGE}{debt.place}:{debt.item}", "", words.get(debt.item, debt.item),
                chip=must if debt.must else should, action=labels.go,
            )
            for debt in debts
        )  # fmt: skip
        lines = (*self._unkeepable(must), *lines)
        if not lines:
            return (Chips((Chip(labels.nothing_owed, "good"),)),)
        return (Card((Heading(labels.owed, labels.owed_sub, level=2), Lines(lines, labels.owed)), key="owed"),)

    def _unkeepable(self, must: Chip) -> Iterator[Line]:
        """What was written and cannot be kept as it is: after the seal there would be no way to put it right."""
        for name, fault in self.desk.unkeepable.items():
            found = parse(name)
            if found:
                place = place_of(found[0], self.desk.record.presenting)
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
        kinds = KINDS.get(step, frozenset()) if step is not Step.CHECK else self._besides()
        left = Slot(Kind.STEP, step)
        here = [slot for slot in record.current if slot.kind in kinds or (slot == left and record.answer(slot).words)]
        order = list(Place)
        here.sort(key=lambda slot: order.index(place_of(slot, record.presenting)))
        present = [slot for slot in here if record.answer(slot).says]
        expected = [slot for slot in EXPECTED.get(step, ()) if slot not in present and self._belongs(slot)]
        for slot in (*present, *expected):
            yield from self._row(slot, record.answer(slot), asked=slot in present)

    def _besides(self) -> frozenset[Kind]:
        return frozenset(Kind) - {kind for kinds in KINDS.values() for kind in kinds} - {Kind.STEP}

    def _belongs(self, slot: Slot) -> bool:
        """Whether this session's way through the steps comes to the page of a slot at all."""
        presenting = self.desk.record.presenting
        return any(place_of(slot, presenting) in places(step, presenting) for step in Step)

    def _row(self, slot: Slot, answer: Answer, *, asked: bool) -> Iterator[Block]:
        said = tell(self.pack, slot, answer)
        if asked and not (said.value or said.words):
            return
        labels = self.pack.labels.check
        place = place_of(slot, self.desk.record.presenting)
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
