"""Rule 1 on the screen that the person sees: whatever we hold, it is the same screen, down to the last byte."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import Phase, find, given, settings

from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Entry, Slot, list_texts
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record
from dasupport.content.entry_text import get_headline
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Note, Paragraph, Screen
from dasupport.ui.screen.intents import Intent, Pressed, Typed
from dasupport.ui.screens.session.turned import (
    WRITTEN_PART_PREFIX,
    FacingPersonAction,
    FacingPersonField,
    FacingPersonPresenter,
)
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor
from tests.casework.sample_records import STEADY, records
from tests.samples import NOON, answer, record
from tests.ui.manual_worker import Lane
from tests.ui.samples import UNHEARD, QuickHand, texts

Make = Callable[[SessionContext, SessionEditor, str, str], FacingPersonPresenter]
CODE, NUMBER = "KD-7003", 4711
START = (("LU-REL-1-1", "relationship"), ("LU-MONEY-1-1", "money"), ("LE-FRAME-1", "home"), ("K-S3-Q-02", ""))
"""A question of each ladder and way in, and an invitation."""


def filled(whole: Record) -> Record:
    """The same record, of somebody whose code name and number would be noticed, and with notes on the very questions
    that are asked."""
    notes = tuple(
        Entry(
            f"n{prompt}{part}",
            "s1",
            "Amara",
            NOON,
            Slot(Kind.PROMPT, prompt, part),
            answer("canary", QuestionDetail("asked")),
        )
        for prompt, _ in START
        for part in ("", WRITTEN_PART_PREFIX)
    )
    person, session = replace(whole.person, code_name=CODE), replace(whole.session, number=NUMBER)
    return replace(whole, person=person, session=session, entries=(*whole.entries, *notes))


def pictures(office: SessionContext, whole: Record, make: Make = FacingPersonPresenter) -> list[str]:
    """Every screen of a talk with the laptop turned, over this record: each way in, to the end and to the door."""
    shown: list[Screen] = []
    acts: tuple[Intent, ...] = (
        Typed(FacingPersonField.OWN_WORDS, "mine"),
        Pressed(FacingPersonAction.NEXT),
        Pressed(FacingPersonAction.NOT_TODAY),
        Typed(FacingPersonField.OWN_WORDS, "a\0b"),
    )
    for prompt, way_in in START:
        desk = SessionEditor(office.open_vault.sessions, Lane(), whole, "Amara", office.now, office.new_id, *UNHEARD)
        page = make(office, desk, prompt, way_in)
        shown.append(page.build_screen())
        for act in (*acts, *(Pressed(FacingPersonAction.SKIP) for _ in range(9))):
            page.handle(act)
            shown.append(page.build_screen())
        page.handle(Pressed(FacingPersonAction.LEAVE))
        page.handle(Typed(FacingPersonField.PHRASE, "guess"))
        shown.append(page.build_screen())
    return [repr(screen) for screen in shown]


def held(whole: Record) -> list[str]:
    """Everything that somebody wrote, anywhere in a record."""
    answers = [made.answer for made in (*whole.entries, *whole.earlier_entries)] + [
        made.answer for made in whole.drafts
    ]
    return [text for said in answers for text in list_texts(said) if " " in text]


class Reminding(FacingPersonPresenter):
    """Shows the person what was written before, for their convenience."""

    def build_screen(self) -> Screen:
        slot = Slot(Kind.PROMPT, self._prompt, WRITTEN_PART_PREFIX)
        before = self.editor.get_answer(slot).words.value if self._prompt else ""
        shown = super().build_screen()
        return shown._replace(blocks=(*shown.blocks, Paragraph(before))) if before else shown


class Clever(FacingPersonPresenter):
    """Leaves out a question that was asked already."""

    def handle(self, intent: Intent) -> None:
        super().handle(intent)
        while self._prompt and self.editor.record.get_outcome(Kind.PROMPT, self._prompt) == "asked":
            super().handle(Pressed(FacingPersonAction.SKIP))


class Careful(FacingPersonPresenter):
    """Gives advice as long as something is held back."""

    def build_screen(self) -> Screen:
        hidden = [made for made in self.editor.record.entries if not made.answer.reach.is_known]
        return super().build_screen()._replace(advice=(Note("held", str(len(hidden))),) if hidden else ())


def test_that_the_person_sees_the_same_screen_whatever_we_hold(quick: QuickHand) -> None:
    plain = pictures(quick.office, record())

    @given(whole=records())
    @STEADY
    def same(whole: Record) -> None:
        assert pictures(quick.office, whole) == plain
        assert pictures(quick.office, filled(whole)) == plain

    same()


@pytest.mark.parametrize("make", [Reminding, Clever, Careful])
def test_that_a_screen_that_knows_something_is_found(quick: QuickHand, make: Make) -> None:
    plain = pictures(quick.office, record(), make)
    fast = settings(STEADY, max_examples=400, phases=[Phase.generate])
    assert find(records(), lambda whole: pictures(quick.office, filled(whole), make) != plain, settings=fast)


def test_that_no_word_name_or_number_of_ours_stands_on_it(quick: QuickHand) -> None:
    @given(whole=records())
    @STEADY
    def silent(whole: Record) -> None:
        whole = filled(whole)
        shown = "\n".join(pictures(quick.office, whole))
        assert [text for text in (*held(whole), CODE, str(NUMBER), "canary") if text in shown] == []

    silent()


def test_that_a_word_of_ours_would_be_found(quick: QuickHand) -> None:
    assert "canary" in "".join(pictures(quick.office, filled(record()), Reminding))


def test_that_there_is_no_advice_and_no_title_on_it(quick: QuickHand, english: Pack) -> None:
    quick.change(pack=english)
    desk = SessionEditor(
        quick.office.open_vault.sessions, Lane(), record(), "Amara", quick.office.now, quick.office.new_id, *UNHEARD
    )
    page = FacingPersonPresenter(quick.office, desk, "LU-MONEY-1-1", "money")
    assert page.build_screen().advice == ()
    forbidden = ("abuse", "confidential", "step", "four steps", "advice", "note")
    shown = " ".join(texts(page.build_screen())).casefold()
    assert [word for word in forbidden if word in shown] == []
    assert page.build_screen().blocks[1] == Paragraph(
        get_headline(english.items["LU-MONEY-1-1"]), "huge", key="question"
    )
