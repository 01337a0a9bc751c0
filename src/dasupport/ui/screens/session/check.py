"""The last page: all answers, a way to change each, what was not asked, what is outstanding; then the seal."""

from collections.abc import Iterator
from enum import StrEnum

from dasupport.casework.entry import Answer, Slot
from dasupport.casework.gates import QUESTIONS
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import (
    CHILDREN_ITEM,
    CONFIDENTIALITY_ITEM,
    CONSENT_ITEM,
    Outstanding,
    find_outstanding,
)
from dasupport.casework.pages import SessionPage
from dasupport.casework.steps import Step, get_page, get_step, list_pages
from dasupport.content.entry_text import describe_entry, describe_slot
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Chips,
    Heading,
    ListRow,
    ListRows,
    Paragraph,
    Row,
    Screen,
    StatementRow,
)
from dasupport.ui.screen.field_key import parse_field_key
from dasupport.ui.screen.routes import InSession, PrintSheets, SealedSession
from dasupport.ui.screens.session.fields import build_provenance_chips, format_refusal, is_listed
from dasupport.ui.screens.session.session_presenter import SessionPresenter
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor


class CheckAction(StrEnum):
    """Keys of the buttons of this screen."""

    SEAL = "seal"
    CONFIRM_SEAL = "really-seal"
    CANCEL_SEAL = "not-yet"
    PRINT = "paper"


CHANGE_PREFIX = "change:"

EXPECTED_SLOTS: dict[Step, tuple[Slot, ...]] = {
    Step.START: tuple(Slot(Kind.GATE, item) for item in QUESTIONS),
    Step.IDENTIFY: (Slot(Kind.CHILDREN, CHILDREN_ITEM), Slot(Kind.RELATIONSHIP, "RELATIONSHIP")),
    Step.ASK: (Slot(Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM), Slot(Kind.DISCLOSURE, "DISCLOSED")),
    Step.MOTIVATE: (Slot(Kind.READINESS, "READINESS"),),
    Step.REFER: (Slot(Kind.CONSENT, CONSENT_ITEM), Slot(Kind.CLOSING, "CLOSING")),
}
"""Slots that every session is asked about: shown as *not asked* if empty."""


class CheckPresenter(SessionPresenter):
    """Check the answers, then seal the session (F41, F39)."""

    place = SessionPage.CHECK

    def __init__(self, context: SessionContext, editor: SessionEditor) -> None:
        super().__init__(context, editor)
        self._confirming_seal = False

    def blocks(self) -> tuple[Block, ...]:
        debts = find_outstanding(self.editor.record)
        steps = tuple(card for step in Step if (card := self._step_card(step)))
        blocked = any(debt.blocks_sealing for debt in debts) or bool(self.editor.unstorable_texts)
        return (*self._outstanding_blocks(debts), *steps, self._seal_card(blocked=blocked))

    def build_screen(self) -> Screen:
        return super().build_screen()._replace(focus=CheckAction.CANCEL_SEAL if self._confirming_seal else "")

    def primary(self) -> str:
        """Return SEAL, but no key for its confirmation: two presses of one key must not seal a session."""
        return "" if self._confirming_seal else CheckAction.SEAL

    def handle_press(self, key: str) -> None:
        session = self.editor.record.session.id
        if key.startswith(CHANGE_PREFIX):
            self.context.go(InSession(session, SessionPage(key.removeprefix(CHANGE_PREFIX).split(":")[0])))
        elif key == CheckAction.SEAL:
            self._confirming_seal = True
        elif key == CheckAction.CANCEL_SEAL:
            self._confirming_seal = False
        elif key == CheckAction.PRINT:
            self.context.go(PrintSheets(session))
        elif key == CheckAction.CONFIRM_SEAL:
            self._seal_session()

    def _seal_session(self) -> None:
        session = self.editor.record.session.id

        still = self.context.work.make_navigation_guard()

        def sealed(_: object) -> None:
            self.context.work.close_session(session)
            if still():
                self.context.go(SealedSession(session))

        self.editor.finish_session(
            lambda: self.context.open_vault.sessions.seal(session), sealed, self.context.show_refusal
        )

    def _outstanding_blocks(self, debts: tuple[Outstanding, ...]) -> tuple[Block, ...]:
        labels = self.pack.labels.check
        words = {owing.id: owing.say for owing in self.pack.owing}
        must, should = Chip(labels.must, "stop"), Chip(labels.should, "care")
        lines = tuple(
            ListRow(
                f"{CHANGE_PREFIX}{debt.page}:{debt.item}",
                "",
                words.get(debt.item, debt.item),
                chip=must if debt.blocks_sealing else should,
                action=labels.go,
            )
            for debt in debts
        )
        lines = (*self._unsavable_rows(must), *lines)
        if not lines:
            return (Chips((Chip(labels.nothing_owed, "good"),)),)
        return (Card((Heading(labels.owed, labels.owed_sub, level=2), ListRows(lines, labels.owed)), key="owed"),)

    def _unsavable_rows(self, must: Chip) -> Iterator[ListRow]:
        """Yield a row for each text that cannot be saved as it is: after the seal it could no longer be corrected."""
        for name, fault in self.editor.unstorable_texts.items():
            found = parse_field_key(name)
            if found:
                place = get_page(found.slot, self.editor.record.presenting)
                about = f"{describe_slot(self.pack, found.slot)}: {format_refusal(self.pack, fault.item)}"
                yield ListRow(f"{CHANGE_PREFIX}{place}:{name}", "", about, chip=must, action=self.pack.labels.check.go)

    def _step_card(self, step: Step) -> Block | None:
        rows = list(self._step_rows(step))
        if not rows:
            return None
        heading = Heading(getattr(self.pack.labels.steps, step), level=2)
        return Card((heading, *rows), key=f"step:{step}")

    def _step_rows(self, step: Step) -> Iterator[Block]:
        record = self.editor.record
        order = list(SessionPage)
        shown = (slot for slot in record.current_by_slot if is_listed(slot, record.get_answer(slot)))
        where = {slot: get_page(slot, record.presenting) for slot in shown}
        here = sorted(
            (slot for slot, place in where.items() if get_step(place) is step),
            key=lambda slot: order.index(where[slot]),
        )
        present = [slot for slot in here if record.get_answer(slot).has_content]
        expected = [slot for slot in EXPECTED_SLOTS.get(step, ()) if slot not in present and self._is_on_path(slot)]
        for slot in (*present, *expected):
            yield from self._answer_row(slot, record.get_answer(slot), asked=slot in present)

    def _is_on_path(self, slot: Slot) -> bool:
        """Return True if the steps of this session include the page of a slot."""
        presenting = self.editor.record.presenting
        return any(get_page(slot, presenting) in list_pages(step, presenting) for step in Step)

    def _answer_row(self, slot: Slot, answer: Answer, *, asked: bool) -> Iterator[Block]:
        said = describe_entry(self.pack, slot, answer)
        if asked and not (said.value or said.words):
            return
        labels = self.pack.labels.check
        place = get_page(slot, self.editor.record.presenting)
        key = f"{CHANGE_PREFIX}{place}:{slot.kind}:{slot.item}:{slot.part}"
        chips = build_provenance_chips(slot, said) if asked else ()
        yield StatementRow(key, said.label, said.value, said.words, chips, labels.not_asked, labels.change)

    def _seal_card(self, *, blocked: bool) -> Block:
        labels = self.pack.labels.check
        if self._confirming_seal and not blocked:
            ways = Row(
                (
                    Button(CheckAction.CANCEL_SEAL, labels.not_yet),
                    Button(CheckAction.CONFIRM_SEAL, labels.really, "primary"),
                ),
                ends=True,
            )
            return Card((Heading(labels.seal, labels.seal_sub, level=2), ways), key="seal")
        paper = Button(CheckAction.PRINT, labels.paper, icon="paper")
        seal = Button(CheckAction.SEAL, labels.seal, "primary", enabled=not blocked)
        note = (Paragraph(labels.blocked, "small"),) if blocked else ()
        return Card((Row((paper, seal), ends=True), *note), key="seal")
