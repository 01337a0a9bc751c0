"""Paper: it starts empty, who will read it comes before the preview, and nothing leaves but where somebody says."""

from pathlib import Path

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach
from dasupport.casework.details import ChoiceDetail, ReferralDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.platform.device_check import TargetFolder
from dasupport.ui.screen.blocks import Checkbox, Choice, Note, PdfPreview
from dasupport.ui.screen.routes import InSession, PrintSheets, SealedSession
from dasupport.ui.screens.session.print_sheets import SERVICE, PrintAction, PrintField, PrintPresenter
from tests.samples import answer
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, inside, keys, texts

RESPECT, CDAP, KIDAS, SAMARITANS = "K-DIR-RESP", "K-DIR-CDAP", "K-VIC-KIDAS", "SAMARITANS"
STEP = Slot(Kind.NEXT_STEP, "NEXT-STEP")


@pytest.fixture
def papers(hand: Hand) -> Hand:
    """The page of paper, with one service talked through and its number checked."""
    hand.meet(Presenting.USING)
    refer(hand, RESPECT)
    hand.go(PrintSheets(hand.session))
    hand.type_again()
    return hand


def refer(hand: Hand, service: str, *, talked: bool = True, checked: bool = True) -> None:
    detail = ReferralDetail(
        service, "given_details", explained=talked, number_checked=hand.office.today if checked else None
    )
    said = answer(detail=detail, reach=Reach("this_talk") if talked else CONFIDENTIAL)
    hand.desk.commit(Slot(Kind.REFERRAL, "REFERRAL", service), said)


def asked_where(hand: Hand, path: Path | None) -> list[str]:
    """Answer the question where to save; what was asked for comes back."""
    names: list[str] = []

    def where(name: str) -> Path | None:
        names.append(name)
        return path

    assert isinstance(hand.page, PrintPresenter)
    hand.page.ask_save_path = where
    return names


def ticked(hand: Hand) -> list[str]:
    return [part.key for part in inside(hand.screen) if isinstance(part, Checkbox) and part.on]


def preview(hand: Hand) -> list[PdfPreview]:
    return [part for part in inside(hand.screen) if isinstance(part, PdfPreview)]


def fault(hand: Hand) -> str:
    return next((part.title for part in inside(hand.screen) if isinstance(part, Note) and part.key == "fault"), "")


def see(hand: Hand, *services: str, who: str = "nobody") -> None:
    for service in services:
        hand.tick(f"{SERVICE}{service}")
    hand.choose(PrintField.WHO_ELSE, who)
    hand.press(PrintAction.SEE_PERSON)


def test_that_it_starts_empty(papers: Hand) -> None:
    assert ticked(papers) == []
    assert papers.find(Choice, PrintField.WHO_ELSE).chosen == papers.find(Choice, PrintField.FILE_READER).chosen == ""
    assert preview(papers) == []


def test_that_nothing_is_offered_until_it_was_talked_through(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    refer(hand, RESPECT, talked=False)
    hand.go(PrintSheets(hand.session))
    assert "nothing_offered" in hand.texts
    assert not any(name.startswith(SERVICE) for name in keys(hand.screen))
    refer(hand, RESPECT)
    assert hand.has(f"{SERVICE}{RESPECT}")


def test_that_a_number_that_nobody_checked_says_so_beside_the_tick(papers: Hand) -> None:
    refer(papers, CDAP, checked=False)
    refer(papers, SAMARITANS, checked=False)
    assert papers.find(Checkbox, f"{SERVICE}{CDAP}").hint == "unchecked"
    assert papers.find(Checkbox, f"{SERVICE}{RESPECT}").hint == ""
    assert papers.find(Checkbox, f"{SERVICE}{SAMARITANS}").hint == ""


def test_that_the_next_step_is_offered_with_its_words_once_there_is_one(papers: Hand) -> None:
    assert not papers.has(PrintField.NEXT_STEP)
    papers.desk.commit(STEP, answer("We talk on Tuesday.", reach=Reach("written_with_them")))
    assert papers.find(Checkbox, PrintField.NEXT_STEP).hint == "We talk on Tuesday."


def test_that_no_note_of_ours_is_offered(papers: Hand) -> None:
    papers.desk.commit(Slot(Kind.NOTE, "NOTICE"), answer("His mother says he drinks.", reach=Reach("told_me")))
    papers.desk.commit(Slot(Kind.INDICATOR, "K-S1-IND-01"), answer("He shouted."))
    shown = " ".join(papers.texts)
    assert "mother" not in shown
    assert "shouted" not in shown


def test_that_there_is_no_preview_before_it_is_said_who_else_may_read_it(papers: Hand) -> None:
    papers.tick(f"{SERVICE}{RESPECT}")
    papers.press(PrintAction.SEE_PERSON)
    assert (fault(papers), preview(papers)) == ("SHEET-READERS say", [])
    papers.choose(PrintField.WHO_ELSE, "unsure")
    papers.press(PrintAction.SEE_PERSON)
    assert fault(papers) == ""
    assert preview(papers)[0].data.startswith(b"%PDF")


def test_that_an_empty_choice_makes_nothing(papers: Hand) -> None:
    papers.choose(PrintField.WHO_ELSE, "nobody")
    papers.press(PrintAction.SEE_PERSON)
    assert (fault(papers), preview(papers)) == ("SHEET-EMPTY say", [])


@pytest.mark.parametrize(
    ("services", "item"),
    [
        ((RESPECT, KIDAS), "SHEET-MIXED say"),
        ((KIDAS,), "SHEET-WRONG-SIDE say"),
        ((CDAP,), "SHEET-UNCHECKED say"),
    ],
)
def test_that_each_refusal_says_what_is_wrong_and_what_to_do(
    papers: Hand, services: tuple[str, ...], item: str
) -> None:
    refer(papers, KIDAS)
    refer(papers, CDAP, checked=False)
    see(papers, *services)
    assert (fault(papers), preview(papers)) == (item, [])
    assert item.replace("say", "do") in papers.texts


def test_that_a_service_that_was_not_talked_through_after_all_is_refused(papers: Hand) -> None:
    papers.tick(f"{SERVICE}{RESPECT}")
    papers.choose(PrintField.WHO_ELSE, "nobody")
    refer(papers, RESPECT, talked=False)
    papers.press(PrintAction.SEE_PERSON)
    assert fault(papers) == "SHEET-TALK-FIRST say"


@pytest.mark.parametrize("act", ["tick", "untick", "who", "step", "file"])
def test_that_choosing_anew_takes_the_preview_away(papers: Hand, act: str) -> None:
    papers.desk.commit(STEP, answer("We talk on Tuesday.", reach=Reach("written_with_them")))
    refer(papers, SAMARITANS)
    see(papers, RESPECT)
    assert preview(papers)
    acts = {
        "tick": lambda: papers.tick(f"{SERVICE}{SAMARITANS}"),
        "untick": lambda: papers.tick(f"{SERVICE}{RESPECT}", on=False),
        "who": lambda: papers.choose(PrintField.WHO_ELSE, "someone"),
        "step": lambda: papers.tick(PrintField.NEXT_STEP),
        "file": lambda: papers.choose(PrintField.FILE_READER, "own_team"),
    }
    acts[act]()
    assert preview(papers) == []


def test_that_a_choice_is_kept_from_one_look_to_the_next(papers: Hand) -> None:
    refer(papers, SAMARITANS)
    see(papers, RESPECT)
    papers.tick(f"{SERVICE}{SAMARITANS}")
    assert ticked(papers) == [f"{SERVICE}{RESPECT}", f"{SERVICE}{SAMARITANS}"]
    assert papers.find(Choice, PrintField.WHO_ELSE).chosen == "nobody"


def test_that_the_copy_for_the_file_waits_for_its_reader(papers: Hand) -> None:
    papers.press(PrintAction.SEE_FILE)
    assert fault(papers) == "FILE-READERS say"
    papers.choose(PrintField.FILE_READER, "person_may_see")
    papers.press(PrintAction.SEE_FILE)
    assert preview(papers)
    assert "preview_file" in papers.texts


def test_that_saving_asks_where_by_a_name_that_says_nothing(papers: Hand, tmp_path: Path) -> None:
    see(papers, RESPECT)
    names = asked_where(papers, tmp_path / "out.pdf")
    papers.press(PrintAction.SAVE)
    assert names == ["sheet.pdf"]
    assert (tmp_path / "out.pdf").read_bytes() == preview(papers)[0].data
    assert {"saved", "saved_sub"} <= set(papers.texts)


def test_that_nothing_is_saved_without_the_passphrase_of_the_last_minute(papers: Hand, tmp_path: Path) -> None:
    see(papers, RESPECT)
    papers.ticks.at += 61
    asked_where(papers, tmp_path / "out.pdf")
    papers.press(PrintAction.SAVE)
    assert not (tmp_path / "out.pdf").exists()
    assert fault(papers) == "PASS-AGAIN say"
    papers.type_again()
    papers.press(PrintAction.SAVE)
    assert (tmp_path / "out.pdf").read_bytes() == preview(papers)[0].data


def test_that_without_a_place_nothing_happens(papers: Hand, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    see(papers, RESPECT)
    asked_where(papers, None)
    papers.press(PrintAction.SAVE)
    assert sorted(tmp_path.rglob("*")) == before
    assert "saved" not in papers.texts
    assert preview(papers)


def test_that_a_place_that_cannot_be_written_says_so_and_another_can_be_chosen(papers: Hand, tmp_path: Path) -> None:
    see(papers, RESPECT)
    asked_where(papers, tmp_path / "no such folder" / "out.pdf")
    papers.press(PrintAction.SAVE)
    assert fault(papers) == "SAVE-WHERE say"
    asked_where(papers, tmp_path / "out.pdf")
    papers.press(PrintAction.SAVE)
    assert fault(papers) == ""
    assert (tmp_path / "out.pdf").exists()


def test_that_a_save_that_failed_is_not_called_saved(papers: Hand, tmp_path: Path) -> None:
    see(papers, RESPECT)
    asked_where(papers, tmp_path / "out.pdf")
    papers.press(PrintAction.SAVE)
    asked_where(papers, tmp_path / "no such folder" / "out.pdf")
    papers.press(PrintAction.SAVE)
    assert "saved" not in papers.texts


def test_that_every_paper_is_written_into_the_log_without_a_word_of_it(papers: Hand, tmp_path: Path) -> None:
    see(papers, RESPECT)
    asked_where(papers, tmp_path / "out.pdf")
    papers.press(PrintAction.SAVE)
    events = papers.vault.transact(lambda work: list(work.audit_chain.iterate_verified()))
    assert [event.action for event in events][-2:] == ["sheet for person", "sheet saved"]
    assert {event.object for event in events[-2:]} == {papers.session}


def test_that_the_way_back_is_the_check(papers: Hand) -> None:
    papers.press(PrintAction.BACK)
    assert papers.route == InSession(papers.session, SessionPage.CHECK)


def test_that_the_way_back_from_a_sealed_session_is_its_record(papers: Hand) -> None:
    papers.office.open_vault.sessions.close_not_now(papers.session)
    papers.office.work.editor = None
    papers.go(PrintSheets(papers.session))
    papers.press(PrintAction.BACK)
    assert papers.route == SealedSession(papers.session)


def test_that_no_code_name_stands_on_the_page(papers: Hand) -> None:
    assert "KD-1234" not in " ".join(texts(papers.screen))


def test_that_a_preview_that_comes_after_another_choice_is_not_shown(slow: Hand, lane: Lane) -> None:
    """Whoever may see the paper decides what stands on it: an older sheet must not stand below a newer answer."""
    slow.meet(Presenting.USING)
    refer(slow, RESPECT)
    lane.go_on()
    slow.go(PrintSheets(slow.session))
    lane.go_on()
    slow.tick(f"{SERVICE}{RESPECT}")
    slow.choose(PrintField.WHO_ELSE, "nobody")
    slow.press(PrintAction.SEE_PERSON)
    slow.choose(PrintField.WHO_ELSE, "someone")
    lane.go_on()
    assert preview(slow) == []
    assert not slow.has(PrintAction.SAVE)


def test_that_a_line_for_the_other_side_is_refused_once_the_person_presents_otherwise(papers: Hand) -> None:
    first = papers.session
    papers.desk.commit(Slot(Kind.PRESENTING, "PRESENTING"), answer(detail=ChoiceDetail("experiencing")))
    refer(papers, KIDAS)
    papers.clock.move(minutes=5)
    papers.begin(papers.office.open_vault.people.start_session(papers.person))
    papers.desk.commit(Slot(Kind.PRESENTING, "PRESENTING"), answer(detail=ChoiceDetail("using")))
    papers.go(PrintSheets(first))
    papers.tick(f"{SERVICE}{KIDAS}")
    papers.choose(PrintField.WHO_ELSE, "nobody")
    papers.press(PrintAction.SEE_PERSON)
    assert fault(papers) == "SHEET-WRONG-SIDE say"


@pytest.mark.parametrize(
    ("words", "said"), [("Thursday at ten.", False), ("ביום חמישי", True), ("[U+05D0] Thursday", False)]
)
def test_that_letters_that_cannot_be_printed_are_said_beside_the_preview(
    papers: Hand, words: str, *, said: bool
) -> None:
    papers.desk.commit(
        Slot(Kind.NEXT_STEP, papers.pack.refer.next_step.id), answer(words, reach=Reach("written_with_them"))
    )
    papers.go(PrintSheets(papers.session))
    papers.tick(PrintField.NEXT_STEP)
    papers.choose(PrintField.WHO_ELSE, "nobody")
    papers.press(PrintAction.SEE_PERSON)
    assert papers.has("letters") is said


PLACES = (
    TargetFolder(is_removable=True),
    TargetFolder(synced_by="OneDrive"),
    TargetFolder(is_remote=True),
    TargetFolder(),
)


def said(hand: Hand, key: str) -> list[str]:
    return [part.title for part in inside(hand.screen) if isinstance(part, Note) and part.key.startswith(key)]


def saved(hand: Hand, path: Path) -> None:
    asked_where(hand, path)
    see(hand, RESPECT)
    hand.press(PrintAction.SAVE)


@pytest.mark.parametrize("place", PLACES)
def test_that_what_the_chosen_place_does_with_a_file_is_said_there(
    papers: Hand, tmp_path: Path, place: TargetFolder
) -> None:
    papers.around.target_folder = place
    saved(papers, tmp_path / "sheet.pdf")
    labels = papers.office.pack.labels.papers
    words = {TargetFolder(is_removable=True): labels.stick, TargetFolder(is_remote=True): labels.elsewhere}
    words[TargetFolder(synced_by="OneDrive")] = labels.copied.format(name="OneDrive")
    assert papers.around.checked == [tmp_path / "sheet.pdf"]
    assert said(papers, "place") == ([words[place]] if place in words else [])


def test_that_it_is_said_once_before_saving_that_a_sheet_is_not_encrypted(papers: Hand, tmp_path: Path) -> None:
    assert said(papers, "plain") == []
    see(papers, RESPECT)
    assert len(said(papers, "plain")) == 1
    asked_where(papers, tmp_path / "sheet.pdf")
    papers.press(PrintAction.SAVE)
    assert said(papers, "plain") == []
    papers.go(PrintSheets(papers.session))
    see(papers, RESPECT)
    assert (len(preview(papers)), said(papers, "plain")) == (1, [])


def test_that_who_saved_nothing_is_told_again(papers: Hand) -> None:
    asked_where(papers, None)
    see(papers, RESPECT)
    papers.press(PrintAction.SAVE)
    assert len(said(papers, "plain")) == 1


def test_that_a_place_can_be_all_of_it_at_once(papers: Hand, tmp_path: Path) -> None:
    papers.around.target_folder = TargetFolder(is_removable=True, synced_by="OneDrive", is_remote=True)
    saved(papers, tmp_path / "sheet.pdf")
    found = {part.key for part in inside(papers.screen) if isinstance(part, Note)}
    assert {"saved", "place-stick", "place-copied", "place-elsewhere"} <= found
