"""Rule 1 on the ladder: what is offered, and what is advised for the talk, never shows what we hold in confidence."""

from dataclasses import replace

from hypothesis import given

from dasupport.casework.attributed_text import CONFIDENTIAL
from dasupport.casework.details import ChoiceDetail, FlagDetail
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record
from dasupport.ui.screen.blocks import Screen
from dasupport.ui.screens.session.questions import QuestionsPresenter
from dasupport.ui.session.editor import SessionEditor
from tests.casework.sample_records import STEADY, records
from tests.samples import KNOWN, answer, entry, record
from tests.ui.manual_worker import Lane
from tests.ui.samples import OPEN_GATE, UNHEARD, Hand, QuickHand

MONEY, SECOND, FEAR, DANGER = "LU-MONEY-1-1", "LU-MONEY-2-1", "LU-ALL-4-4", "A-22.4.8-Q10"
SAFETY = {"ADV-DANGER", "ADV-SELF-HARM", "ADV-GATE", "ADV-HELD-BACK"}
"""What the worker is told for safety's sake draws on everything; none of it says what to say."""
WORKERS_OWN = {Kind.PROMPT, Kind.GATE, Kind.PRESENTING, Kind.STEP}
"""What the worker said of this very talk: where it stands, whether it may begin, and with which words."""


def page(hand: Hand, *more: Entry) -> Screen:
    """The page of questions over a record with an open gate and some more."""
    gate = (entry(Kind.GATE, item, answer(detail=ChoiceDetail(value))) for item, value in OPEN_GATE.items())
    desk = SessionEditor(
        hand.office.open_vault.sessions, Lane(), record(*gate, *more), "Amara", hand.clock, hand.office.new_id, *UNHEARD
    )
    return QuestionsPresenter(hand.office, desk).build_screen()


def said_of_the_talk(screen: Screen) -> list[str]:
    """The cards that shape what is said."""
    return [note.key for note in screen.advice if note.key not in SAFETY]


def test_that_nothing_we_hold_in_confidence_changes_what_is_offered(quick: QuickHand) -> None:
    plain = page(quick)

    @given(whole=records())
    @STEADY
    def same(whole: Record) -> None:
        hidden = [
            replace(made, answer=replace(made.answer, reach=CONFIDENTIAL))
            for made in whole.entries
            if made.kind not in WORKERS_OWN
        ]
        shown = page(quick, *hidden)
        assert shown.blocks == plain.blocks
        assert said_of_the_talk(shown) == said_of_the_talk(plain)

    same()


def test_that_what_the_person_knows_may_change_the_advice(quick: QuickHand) -> None:
    heard = entry(Kind.EXCUSE, "K-HTA-BEH-05", answer(detail=FlagDetail(on=True), reach=KNOWN))
    assert "ADV-EXCUSE" in said_of_the_talk(page(quick, heard))
    assert "ADV-EXCUSE" not in said_of_the_talk(page(quick, replace(heard, answer=answer(detail=FlagDetail(on=True)))))
