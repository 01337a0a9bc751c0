"""Shared behaviour of all session pages: field answers, advice, and navigation to the next and previous page."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from dasupport.casework.advice import advise
from dasupport.casework.details import StepDetail
from dasupport.casework.edit_answer import edit_answer
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.gates import Stop, find_open_stops
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.steps import (
    PAGES_BEHIND_GATE,
    PAGES_WARNED_BY_GATE,
    Progress,
    Step,
    compute_progress,
    find_neighbours,
    get_step,
)
from dasupport.content.answer_concerns import find_raised_concerns
from dasupport.content.schema import AdviceCard, StopText
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Button, Card, Heading, Note, Paragraph, Row, Screen
from dasupport.ui.screen.field_key import is_reach_key, parse_field_key
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, TextTooLong, Toggled, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Home, InSession
from dasupport.ui.screen.shortcuts import SHORTCUTS
from dasupport.ui.screens.session.fields import FieldBuilder
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import FieldError, SessionEditor


class SessionAction(StrEnum):
    """Keys of the buttons of this screen."""

    NEXT = "next"
    BACK = "back"
    NOT_NOW = "step-not-now"
    TO_GATE = "to-gate"


OVERRIDE = "override"


class SessionPresenter:
    """Base presenter of one page of the session in the session editor.

    Subclasses set `place` and build the blocks of the page.
    """

    place: SessionPage

    def __init__(self, context: SessionContext, editor: SessionEditor) -> None:
        self.context = context
        self.editor = editor
        self.pack = context.pack
        self.fields = FieldBuilder(editor, context.pack, context.today)
        self.on_change: Callable[[], None] = noop
        self._asking_why = False

    def primary(self) -> str:
        """Return the key of the page's primary button."""
        return SessionAction.NEXT

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of this page, between its heading and the navigation buttons."""
        raise NotImplementedError

    def build_screen(self) -> Screen:
        labels = getattr(self.pack.labels.places, self.place)
        shut = self._open_stops()
        middle = self.build_stop_blocks(shut) if shut else (*self._gate_warnings(), *self.blocks())
        head = Heading(labels.title, labels.sub)
        return Screen(
            key=f"{self.editor.record.session.id}:{self.place}",
            blocks=(head, *middle, *self._step_not_now_card(), self._navigation_row()),
            advice=self.advice(),
            primary=self.primary(),
            onward=SessionAction.NEXT,
            back=SessionAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        """Write a field's intent to its slot, navigate on Next and Back, and pass other buttons to `handle_press`."""
        match intent:
            case Pressed(key=pressed) if pressed in (SessionAction.NEXT, SessionAction.BACK):
                self._navigate(pressed)
            case Pressed(key=pressed) if pressed == SessionAction.NOT_NOW:
                self._asking_why = True
            case Pressed(key=pressed) if pressed == SessionAction.TO_GATE:
                self.context.go(InSession(self.editor.record.session.id, SessionPage.GATE))
            case Pressed(key=pressed) if is_reach_key(pressed):
                self.fields.opened_reach_keys.add(pressed)
            case Pressed(key=pressed):
                self.handle_press(pressed)
            case TextTooLong(key=name):
                if parse_field_key(name):
                    self.editor.field_errors[name] = FieldError(RefusalId.REF_TEXT_LONG)
            case _:
                self._handle_field(intent)

    def handle_press(self, key: str) -> None:
        """Handle a button that belongs to this page only. Does nothing by default."""

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return the answer to save after a field of this page changed.

        Subclasses add what follows from the change. Returns the answer unchanged by default.
        """
        return answer

    def advice(self) -> tuple[Note, ...]:
        """Return the advice cards that the record calls for on this page now."""
        found = [self.pack.items.get(item) for item in advise(self.editor.record, self.place)]
        cards = [card for card in found if isinstance(card, AdviceCard)]
        return tuple(Note(card.tone, card.title, card.say, card.source, card.id) for card in cards)

    def _open_stops(self) -> tuple[Stop, ...]:
        """Return the stops that block this page; () if it does not wait for the gate.

        Drafts are ignored: a reason for an override counts once it is committed, not while it is being typed here.
        """
        return find_open_stops(replace(self.editor.record, drafts=())) if self.place in PAGES_BEHIND_GATE else ()

    def _gate_warnings(self) -> tuple[Block, ...]:
        """Return a note for each open stop of the gate, on the pages that warn but do not wait for it."""
        stops = find_open_stops(replace(self.editor.record, drafts=())) if self.place in PAGES_WARNED_BY_GATE else ()
        words = [self.pack.items[stop.item] for stop in stops]
        return tuple(Note("stop", stop.title, stop.say, key=stop.id) for stop in words if isinstance(stop, StopText))

    def build_stop_blocks(self, stops: tuple[Stop, ...]) -> tuple[Block, ...]:
        """Return the blocks of a blocked page: why it waits, whom to call, and which stops the worker may override."""
        labels = self.pack.labels.shut
        lead = self.context.organisation
        call = labels.call.format(name=lead.lead, number=lead.lead_number) if lead.lead else labels.call_nobody
        cards = tuple(self._stop_card(stop) for stop in stops)
        ways = Row((Button(SessionAction.TO_GATE, labels.to_gate, "primary"),))
        return (Paragraph(labels.lead, "lead"), *cards, Paragraph(call, "body"), ways)

    def _stop_card(self, stop: Stop) -> Block:
        words = self.pack.items[stop.item]
        if not isinstance(words, StopText):
            raise TypeError(stop.item)
        blocks: list[Block] = [Heading(words.title, level=2), Paragraph(words.say), Paragraph(words.do, "small")]
        if stop.may_override:
            slot = Slot(Kind.OVERRIDE, stop.item)
            blocks.append(
                self.fields.build_text_area(slot, self.pack.labels.shut.override, self.pack.labels.shut.override_hint)
            )
        blocks.append(self.fields.build_citation(words))
        return Card(tuple(blocks), "stop", key=stop.item)

    def _handle_field(self, intent: Intent) -> None:
        found = parse_field_key(intent.key)
        said = self.fields.accept_intent(intent) if found else None
        if not found or not said:
            return
        slot, aspect = found.slot, found.aspect
        value = (
            said.text if isinstance(said, Typed | FieldLeft) else said.on if isinstance(said, Toggled) else said.value
        )
        is_text = isinstance(said, Typed | FieldLeft)  # no text raises a concern: only a choice or a tick does
        raises = "" if is_text else find_raised_concerns(self.pack, slot, aspect, value)
        answer = edit_answer(self.editor.get_answer(slot), aspect, value, raises)
        if slot.kind is Kind.STEP:
            answer = replace(answer, detail=StepDetail(Progress.NOT_NOW if answer.words else ""))
        answer = self.save_answer(slot, aspect, answer)
        if isinstance(said, Typed):
            self.editor.save_draft(slot, answer)
        else:
            self.editor.commit(slot, answer)

    def _step_not_now_card(self) -> tuple[Block, ...]:
        """Return the card for the reason why a step is left for another day; any of the four steps can be (F8)."""
        step = get_step(self.place)
        if step in (Step.START, Step.CHECK):
            return ()
        labels = self.pack.labels.ways
        slot = Slot(Kind.STEP, step)
        if compute_progress(self.editor.record, step) is Progress.NOT_NOW or self._asking_why:
            return (
                Card(
                    (self.fields.build_text_area(slot, labels.why_not_now, labels.why_not_now_hint),),
                    "inset",
                    key="why",
                ),
            )
        return ()

    def _navigation_row(self) -> Block:
        labels = self.pack.labels.ways
        before, after = find_neighbours(self.place, self.editor.record.presenting)
        back = Button(
            SessionAction.BACK, self._page_name(before) if before else self.pack.labels.rail.home, "plain", icon="back"
        )
        not_now = Button(SessionAction.NOT_NOW, labels.not_now, "quiet")
        look = "primary" if self.primary() == SessionAction.NEXT and after and not self._open_stops() else "plain"
        on = Button(SessionAction.NEXT, self._page_name(after) if after else labels.finish, look, SHORTCUTS["next"])
        four = get_step(self.place) not in (Step.START, Step.CHECK)
        return Row((back, *((not_now,) if four else ()), on), ends=True, key="ways")

    def _page_name(self, place: SessionPage) -> str:
        return str(getattr(self.pack.labels.places, place).short)

    def _navigate(self, way: str) -> None:
        before, after = find_neighbours(self.place, self.editor.record.presenting)
        goal = after if way == SessionAction.NEXT else before
        if way == SessionAction.NEXT and goal and get_step(goal) is not get_step(self.place):
            self._mark_step_done(get_step(self.place))
        session = self.editor.record.session.id
        self.context.go(InSession(session, goal) if goal else Home())

    def _mark_step_done(self, step: Step) -> None:
        """Mark a step as done when the worker leaves its last page, unless it was left for another day."""
        slot = Slot(Kind.STEP, step)
        if compute_progress(self.editor.record, step) is Progress.STARTED:
            self.editor.commit(slot, Answer(detail=StepDetail(Progress.DONE)))
