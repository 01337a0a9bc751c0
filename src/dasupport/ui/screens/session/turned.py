"""The screen facing the person: one question in large plain words and a field for their own words.

This page knows the pack's question and the order of questions. It never reads an entry, so no stored word,
confidential or not, can appear on it (`casework.visibility.Reader.PERSON_SCREEN` allows none).
"""

from collections.abc import Callable
from enum import StrEnum

from dasupport.casework.attributed_text import Reach, Source, Words, text_error
from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.content.pack import Pack
from dasupport.content.schema import Invitation, Prompt
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Button, Paragraph, Row, Screen, TextArea, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, TextTooLong, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import InSession
from dasupport.ui.screen.shortcuts import SHORTCUTS
from dasupport.ui.screens.session.fields import format_refusal
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor


class FacingPersonAction(StrEnum):
    """Keys of the buttons of this screen."""

    SKIP = "skip"
    NOT_TODAY = "not-today"
    NEXT = "next"
    LEAVE = "leave"
    BACK_IN = "back-in"
    STAY = "stay"


class FacingPersonField(StrEnum):
    """Keys of the fields of this screen."""

    OWN_WORDS = "own-words"
    PHRASE = "passphrase"


OUTCOME_WITHOUT_WORDS: dict[str, str] = {
    FacingPersonAction.NEXT: "",
    FacingPersonAction.SKIP: "",
    FacingPersonAction.NOT_TODAY: "not_today",
}
"""Outcome of a question if the person goes on without writing anything, by button; "" for no outcome."""
MAX_PARTS = 1000
WRITTEN_PART_PREFIX = "turned"
"""Prefix of a slot's part that holds what the person wrote themselves, separate from the worker's notes."""


class FacingPersonPresenter:
    """The screen that the person sees.

    Leaving it needs the passphrase or the cover's PIN; three wrong attempts lock the vault.
    """

    def __init__(self, context: SessionContext, editor: SessionEditor, prompt: str, way_in: str = "") -> None:
        self.context = context
        self.editor = editor
        self.on_change: Callable[[], None] = noop
        self._prompt = prompt
        self._kind = Kind.PROMPT if isinstance(context.pack.items[prompt], Prompt) else Kind.INVITATION
        self._way_in = way_in
        self._text = ""
        self._is_leaving = False
        self._typed_secret = ""
        self._refusal_id: RefusalId | None = None
        self._revision = 0
        self._is_too_long = self._is_busy = False
        self._part = self._find_free_part()
        context.run_job(context.open_vault.face_person, lambda _: None, lambda _: None)

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.turned
        if self._is_leaving:
            return self._leave_screen()
        if not self._prompt:
            return self._end_screen()
        says = self.context.pack.items[self._prompt]
        question = says.say if isinstance(says, Prompt | Invitation) else ""
        return Screen(
            f"turned:{self._prompt}",
            (
                Row((Button(FacingPersonAction.LEAVE, labels.leave, "quiet"),), key="leave"),
                Paragraph(question, "huge", key="question"),
                TextArea(
                    FacingPersonField.OWN_WORDS,
                    labels.own_words,
                    self._text,
                    lines=4,
                    fault=self._text_error(),
                    label_hidden=True,
                    large=True,
                ),
                Row(
                    (
                        Button(FacingPersonAction.NOT_TODAY, labels.not_today),
                        Button(FacingPersonAction.SKIP, labels.skip),
                        Button(FacingPersonAction.NEXT, labels.next, "primary", SHORTCUTS["next"]),
                    ),
                    ends=True,
                    key="ways",
                ),
                Paragraph(labels.footer, "lead"),
            ),
            focus=FacingPersonField.OWN_WORDS,
            primary=FacingPersonAction.NEXT,
            wide=True,
            centred=True,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case (
                Typed(key=FacingPersonField.OWN_WORDS, text=text)
                | FieldLeft(key=FacingPersonField.OWN_WORDS, text=text)
            ):
                self._save_draft(text)
            case TextTooLong(key=FacingPersonField.OWN_WORDS):
                self._is_too_long = True
            case Typed(key=FacingPersonField.PHRASE, text=text) | FieldLeft(key=FacingPersonField.PHRASE, text=text):
                self._typed_secret = text
            case Pressed(key=key) if key in OUTCOME_WITHOUT_WORDS and self._prompt:
                self._finish_question(
                    "asked" if key == FacingPersonAction.NEXT and self._text.strip() else OUTCOME_WITHOUT_WORDS[key]
                )
            case Pressed(key=key):
                self._handle_leave_press(key)
            case _:
                pass

    def _handle_leave_press(self, key: str) -> None:
        if key == FacingPersonAction.LEAVE:
            self._is_leaving = True
        elif key == FacingPersonAction.STAY:
            self._is_leaving, self._typed_secret, self._refusal_id = False, "", None
        elif key == FacingPersonAction.BACK_IN and not self._is_busy:
            phrase, self._typed_secret, self._is_busy = self._typed_secret, "", True
            self.context.run_job(lambda: self._try_to_leave(phrase), self._on_confirmed, self._on_refused)

    def _try_to_leave(self, phrase: str) -> bool:
        """Return True if the PIN or the passphrase was right; the screen then faces the worker again."""
        if self.context.open_vault.cover_pin.may_be_pin(phrase):
            return self.context.open_vault.face_worker_by_pin(phrase)
        right = self.context.open_vault.confirm_passphrase(phrase)
        if right:
            self.context.open_vault.face_worker()
        return right

    def _on_refused(self, refusal: Refusal) -> None:
        """Show the refusal if the passphrase is still asked for. No other refusal appears on this screen."""
        self._is_busy = False
        if self._is_leaving:
            self._refusal_id = refusal.item
            self._revision += 1
            self.on_change()

    def _on_confirmed(self, right: bool) -> None:
        self._is_busy = False
        more = self.context.work.pin_attempts.record_attempt(right=right)
        if not more:
            self.context.lock_out()
        elif not self._is_leaving:
            pass
        elif right:
            place = SessionPage.QUESTIONS if self._kind is Kind.PROMPT else SessionPage.INVITE
            self.context.navigation.come_back(InSession(self.editor.record.session.id, place))
        else:
            self._on_refused(Refusal(RefusalId.V_PASS_WRONG))

    def _leave_screen(self) -> Screen:
        labels, says = self.context.pack.labels.turned, self.context.pack.first.typing.without_reveal
        fault = self.context.pack.get_refusal_text(self._refusal_id).say if self._refusal_id else ""
        return Screen(
            f"turned:door:{self._revision}",
            (
                Paragraph(labels.door, "lead"),
                TextField(
                    FacingPersonField.PHRASE,
                    self._secret_label(),
                    self._typed_secret,
                    fault=fault,
                    secret=True,
                    width=40,
                    typing=says,
                ),
                Row(
                    (
                        Button(FacingPersonAction.STAY, labels.stay),
                        Button(FacingPersonAction.BACK_IN, labels.back_in, "primary"),
                    ),
                    key="ways",
                ),
            ),
            focus=FacingPersonField.PHRASE,
            primary=FacingPersonAction.BACK_IN,
            wide=True,
            centred=True,
        )

    def _secret_label(self) -> str:
        labels = self.context.pack.labels.turned
        return labels.pin_or_passphrase if self.context.open_vault.cover_pin.has_pin else labels.passphrase

    def _end_screen(self) -> Screen:
        labels = self.context.pack.labels.turned
        return Screen(
            "turned:end",
            (
                Paragraph(labels.end, "huge", key="question"),
                Row((Button(FacingPersonAction.LEAVE, labels.leave),), key="leave"),
            ),
            focus=FacingPersonAction.LEAVE,
            wide=True,
            centred=True,
        )

    def _text_error(self) -> str:
        """Return why the text cannot be stored, in words that reveal nothing else; "" if it can."""
        found = RefusalId.REF_TEXT_LONG if self._is_too_long else text_error(self._text)
        return format_refusal(self.context.pack, found) if found else ""

    def _save_draft(self, text: str) -> None:
        """Save the text as a draft; delete the draft if the text was erased, as it was then not said."""
        self._text, self._is_too_long = text, False
        if text.strip():
            self.editor.save_draft(self._current_slot(), self._make_answer("asked"))
        else:
            self.editor.delete_draft(self._current_slot())

    def _finish_question(self, outcome: str) -> None:
        if outcome and text_error(self._text):
            return
        if outcome:
            self.editor.commit(self._current_slot(), self._make_answer(outcome))
        self._prompt, self._text, self._is_too_long = (
            find_next_question(self.context.pack, self._prompt, self._way_in),
            "",
            False,
        )
        self._part = self._find_free_part()

    def _find_free_part(self) -> str:
        """Return the slot part for new text: never one that holds what the person wrote here before."""
        parts = (f"{WRITTEN_PART_PREFIX}{number or ''}" for number in (0, *range(2, MAX_PARTS)))
        return next(part for part in parts if not self.editor.get_answer(Slot(self._kind, self._prompt, part)).words)

    def _current_slot(self) -> Slot:
        return Slot(self._kind, self._prompt, self._part)

    def _make_answer(self, outcome: str) -> Answer:
        """Return the answer with the person's own words; they wrote them, so they know that we hold them."""
        detail = QuestionDetail(outcome=outcome, way_in=self._way_in, turned=True)
        return Answer(Words(self._text), detail, Source.PERSON_SAID, Reach("written_with_them"))


def find_next_question(pack: Pack, prompt: str, way_in: str) -> str:
    """Return the id of the question after a prompt, for the same entrance; "" after the last."""
    item = pack.items[prompt]
    if isinstance(item, Invitation):
        order = [invitation.id for invitation in pack.motivate.invitations if invitation.turn]
    else:
        ladder = next(ladder for ladder in (pack.ladders.using, pack.ladders.experiencing) if item in ladder.prompts)
        ways = [other for other in ladder.prompts if not other.ways_in or not way_in or way_in in other.ways_in]
        order = [other.id for other in sorted(ways, key=lambda other: other.rung) if other.turn]
    after = order[order.index(prompt) + 1 :] if prompt in order else []
    return after[0] if after else ""
