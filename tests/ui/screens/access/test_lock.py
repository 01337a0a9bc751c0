"""The lock screen: one question; every trouble in words, and the emergency card always there."""

from pathlib import Path

import pytest

from dasupport.content.pack import Pack
from dasupport.ui.background.run import run_inline
from dasupport.ui.screen.blocks import Choice, Note, TextField
from dasupport.ui.screen.intents import FieldLeft, OptionChosen, Pressed
from dasupport.ui.screens.access.cover import CoverPresenter
from dasupport.ui.screens.access.first_run import FirstRunAction
from dasupport.ui.screens.access.lock import PASSPHRASE_FIELD, VAULT_CHOICE, LockAction, LockPresenter
from dasupport.ui.screens.access.open_failures import (
    ACCEPT_OLDER,
    READ_ONLY,
    REMEDIES,
    RESTORE,
    SALVAGE,
    OpenFailuresAction,
)
from tests.samples import PASSPHRASE
from tests.ui.lock_screen_user import Door, Front
from tests.ui.manual_worker import Lane
from tests.ui.samples import inside, keys, texts
from tests.vault.access.test_opener import altered
from tests.vault.child_processes import holder
from tests.vault.tampering import DATA, contents, flip


def test_that_it_asks_one_question_and_tells_nothing(front: Front) -> None:
    assert [part.key for part in inside(front.page.build_screen()) if isinstance(part, TextField)] == [PASSPHRASE_FIELD]
    assert front.field(PASSPHRASE_FIELD).secret
    assert "Amara" not in repr(front.page.build_screen())
    assert front.page.build_screen().focus == PASSPHRASE_FIELD


def test_that_the_passphrase_opens_the_vault(front: Front) -> None:
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(LockAction.OPEN)
    assert front.close() == "Amara Osei"


def test_that_a_wrong_passphrase_says_so_and_is_not_kept_on_the_screen(front: Front) -> None:
    front.type({PASSPHRASE_FIELD: "wrong"})
    front.press(LockAction.OPEN)
    assert front.trouble == ("V-PASS-WRONG say", "V-PASS-WRONG do")
    assert front.field(PASSPHRASE_FIELD).text == ""
    assert front.unlocked == []


def test_that_after_a_wrong_passphrase_the_other_ways_in_stand_beside_the_next_try(front: Front) -> None:
    assert front.button(LockAction.CANNOT_UNLOCK).label == "trouble"
    front.type({PASSPHRASE_FIELD: "wrong"})
    front.press(LockAction.OPEN)
    shown = keys(front.page.build_screen())
    assert shown.count(LockAction.CANNOT_UNLOCK) == 1
    assert shown[shown.index(LockAction.OPEN) + 1] == LockAction.CANNOT_UNLOCK
    assert front.button(LockAction.CANNOT_UNLOCK).label == "other_ways"
    front.press(LockAction.CANNOT_UNLOCK)
    assert front.acts == ["trouble with vault"]


def test_that_the_passphrase_can_be_shown_while_it_is_typed(front: Front, blank: Pack) -> None:
    assert front.field(PASSPHRASE_FIELD).typing == blank.first.typing
    assert blank.first.typing.show


def test_that_no_passphrase_at_all_says_so(front: Front) -> None:
    front.press(LockAction.OPEN)
    assert front.trouble == ("PASS-EMPTY say", "PASS-EMPTY do")


def test_that_the_trouble_goes_with_the_next_try(front: Front) -> None:
    front.type({PASSPHRASE_FIELD: "wrong"})
    front.press(LockAction.OPEN)
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(LockAction.OPEN)
    assert front.trouble is None
    front.close()


def test_that_a_folder_that_is_no_vault_says_so(door: Door, tmp_path: Path) -> None:
    front = Front(door, (tmp_path,))
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(LockAction.OPEN)
    assert front.trouble == ("V-NOT-A-VAULT say", "V-NOT-A-VAULT do")


def test_that_pressing_again_while_it_opens_does_nothing(door: Door, shut: Path) -> None:
    lane = Lane()
    front = Front(door, (shut,), lane)
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(LockAction.OPEN)
    assert (front.button(LockAction.OPEN).label, front.button(LockAction.OPEN).enabled) == ("opening", False)
    front.page.handle(Pressed(LockAction.OPEN))
    front.page.handle(Pressed(LockAction.NEW_VAULT))
    lane.go_on()
    assert door.asked == 1
    assert front.close() == "Amara Osei"


def test_that_several_vaults_are_told_apart_without_a_name(door: Door, shut: Path, tmp_path: Path) -> None:
    front = Front(door, (shut, tmp_path / "beef1234"))
    choice = next(part for part in inside(front.page.build_screen()) if isinstance(part, Choice))
    assert [option.say for option in choice.options] == ["vault beef 21 months10 2026", "vault vaul 21 months10 2026"]
    assert choice.chosen == str(tmp_path / "beef1234")
    front.page.handle(OptionChosen(VAULT_CHOICE, str(shut)))
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(LockAction.OPEN)
    assert front.close() == "Amara Osei"


def test_that_a_wrong_passphrase_of_one_of_several_asks_whether_the_other_is_meant(
    door: Door, front: Front, shut: Path, tmp_path: Path
) -> None:
    two = Front(door, (tmp_path / "beef1234", shut))
    for screen in (two, front):
        screen.type({PASSPHRASE_FIELD: "not it"})
        screen.press(LockAction.OPEN)
    assert two.trouble == ("V-PASS-WRONG say", "V-PASS-WRONG do other_records")
    assert front.trouble == ("V-PASS-WRONG say", "V-PASS-WRONG do")


def test_that_one_vault_needs_no_choice(front: Front) -> None:
    assert VAULT_CHOICE not in keys(front.page.build_screen())


def test_that_training_says_its_passphrase_and_live_work_says_none(door: Door, shut: Path) -> None:
    assert (
        Front(door, (shut,), phrase="six plain words").field(PASSPHRASE_FIELD).hint == "training_hint six plain words"
    )
    assert Front(door, (shut,)).field(PASSPHRASE_FIELD).hint == ""


def test_that_training_is_one_press_away(front: Front, first: Front) -> None:
    for laptop in (front, first):
        laptop.press(LockAction.TRAINING)
        assert laptop.acts == ["train"]


def test_that_without_training_there_is_no_way_to_it(door: Door, blank: Pack) -> None:
    page = LockPresenter(blank.first, (), door, run_inline, lambda _: None, lambda: None, None)
    assert LockAction.TRAINING not in keys(page.build_screen())
    page.handle(Pressed(LockAction.TRAINING))


@pytest.mark.parametrize("laptop", ["front", "first"])
def test_that_the_emergency_card_is_always_there(laptop: str, request: pytest.FixtureRequest) -> None:
    found: Front = request.getfixturevalue(laptop)
    found.press(OpenFailuresAction.EMERGENCY)
    assert found.acts == ["emergency"]


@pytest.mark.parametrize("making", [False, True])
def test_that_the_emergency_card_is_there_even_while_the_vault_opens(door: Door, shut: Path, *, making: bool) -> None:
    front = Front(door, () if making else (shut,), Lane())
    front.press(FirstRunAction.CREATE if making else LockAction.OPEN)
    front.press(OpenFailuresAction.EMERGENCY)
    assert front.acts == ["emergency"]


def test_that_leaving_a_place_tells_as_much_as_typing(front: Front) -> None:
    front.page.handle(FieldLeft(PASSPHRASE_FIELD, PASSPHRASE))
    front.press(LockAction.OPEN)
    front.close()


@pytest.mark.parametrize("language", ["blank", "english"])
def test_that_cover_says_nothing_of_what_the_program_is_for(language: str, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(language)
    left: list[bool] = []
    cover = CoverPresenter(pack.first, lambda: left.append(True))
    shown = " ".join(texts(cover.build_screen())).casefold()
    assert [word for word in ("abuse", "vault", "lock", "passphrase", "confidential") if word in shown] == []
    cover.handle(Pressed("x"))
    assert left == []
    cover.handle(Pressed("continue"))
    assert left == [True]


def test_that_whoever_cannot_get_in_is_helped_and_training_needs_no_help(
    front: Front, first: Front, door: Door, blank: Pack, shut: Path
) -> None:
    front.press(LockAction.CANNOT_UNLOCK)
    first.press(LockAction.CANNOT_UNLOCK)
    assert (front.acts, first.acts) == (["trouble with vault"], ["trouble with none"])
    training = LockPresenter(blank.first, (shut,), door, run_inline, lambda _: None, lambda: None, None)
    assert LockAction.CANNOT_UNLOCK not in keys(training.build_screen())
    training.handle(Pressed(LockAction.CANNOT_UNLOCK))


def told(front: Front, phrase: str = PASSPHRASE) -> list[str]:
    """Where the verdict on a passphrase leads."""
    front.type({PASSPHRASE_FIELD: phrase})
    front.press(LockAction.OPEN)
    return [key for key in keys(front.page.build_screen()) if key in (ACCEPT_OLDER, READ_ONLY, RESTORE, SALVAGE)]


def test_that_altered_records_can_be_read_and_nothing_of_them_changes(door: Door, shut: Path) -> None:
    altered(shut, lambda table: table.update(made_by="9"))
    before = contents(shut.parent)
    front = Front(door, (shut,))
    assert told(front) == [READ_ONLY, RESTORE]
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(READ_ONLY)
    assert front.unlocked[0].is_read_only
    assert front.close() == "Amara Osei"
    assert contents(shut.parent) == before


def test_that_reading_wants_the_passphrase_once_more(door: Door, shut: Path) -> None:
    altered(shut, lambda table: table.update(made_by="9"))
    front = Front(door, (shut,))
    told(front)
    front.press(READ_ONLY)
    assert front.field(PASSPHRASE_FIELD).fault == "PASS-EMPTY say PASS-EMPTY do"
    front.type({PASSPHRASE_FIELD: "not the passphrase"})
    front.press(READ_ONLY)
    assert front.field(PASSPHRASE_FIELD).fault == "V-PASS-WRONG say V-PASS-WRONG do"
    assert front.unlocked == []


@pytest.mark.parametrize("slip", ["", "not the passphrase"])
def test_that_a_verdict_and_where_it_leads_outlast_a_slip(door: Door, shut: Path, slip: str) -> None:
    altered(shut, lambda table: table.update(made_by="9"))
    front = Front(door, (shut,))
    told(front)
    before = (front.trouble, front.page.build_screen().primary)
    assert told(front, slip) == [READ_ONLY, RESTORE]
    assert (
        (front.trouble, front.page.build_screen().primary) == before == (("V-ALTERED say", "V-ALTERED do"), READ_ONLY)
    )
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(READ_ONLY)
    front.close()


def test_that_another_verdict_takes_the_place_of_the_one_before(door: Door, shut: Path) -> None:
    altered(shut, lambda table: table.update(made_by="9"))
    front = Front(door, (shut,))
    told(front)
    for name in ("keyring.a", "keyring.b"):
        (shut / name).unlink()
    assert told(front) == [RESTORE]
    assert front.trouble == ("V-KEY-MISSING say", "V-KEY-MISSING do")


def test_that_what_is_no_slip_stands_below_the_verdict(door: Door, shut: Path) -> None:
    flip(shut / DATA, 100)
    front = Front(door, (shut,))
    told(front)
    flip(shut / DATA, 100)
    with holder(shut):
        told(front)
    notes = [part.title for part in inside(front.page.build_screen()) if isinstance(part, Note)]
    assert notes == ["V-DATA-DAMAGED say", "V-BUSY say"]


def test_that_a_verdict_is_of_one_vault_only(door: Door, shut: Path, tmp_path: Path) -> None:
    other = tmp_path / "beef1234"
    other.mkdir()
    front = Front(door, (shut, other))
    assert told(front) == [RESTORE]
    front.page.handle(OptionChosen(VAULT_CHOICE, str(shut)))
    assert front.trouble is None
    assert RESTORE not in keys(front.page.build_screen())


def test_that_where_records_were_a_backup_comes_first_and_then_a_new_beginning(door: Door) -> None:
    front = Front(door, (), gone=True)
    screen = front.page.build_screen()
    assert (screen.key, screen.primary, screen.focus) == ("gone", RESTORE, RESTORE)
    front.press(RESTORE, OpenFailuresAction.EMERGENCY, LockAction.TRAINING)
    assert front.acts == ["restore with none", "emergency", "train"]
    front.press(LockAction.NEW_VAULT)
    assert FirstRunAction.CREATE in keys(front.page.build_screen())
    front.press(LockAction.BACK)
    assert front.page.build_screen().key == "gone"


def test_that_a_key_file_that_leads_nowhere_leads_to_a_backup(door: Door, shut: Path) -> None:
    altered(shut, lambda table: table["data"].update(salt="00" * 16))
    front = Front(door, (shut,))
    assert told(front) == [READ_ONLY, RESTORE]
    front.type({PASSPHRASE_FIELD: PASSPHRASE})
    front.press(READ_ONLY)
    assert front.trouble == ("V-ALTERED-SHUT say", "V-ALTERED-SHUT do")
    front.press(RESTORE)
    assert front.acts == ["restore with vault"]


def test_that_damaged_records_lead_to_a_backup_and_to_what_can_be_read(door: Door, shut: Path) -> None:
    flip(shut / DATA, 100)
    front = Front(door, (shut,))
    assert told(front) == [RESTORE, SALVAGE]
    front.press(SALVAGE, RESTORE)
    assert front.acts == ["salvage with vault", "restore with vault"]


def test_that_a_wrong_passphrase_leads_nowhere_but_to_another_try(front: Front) -> None:
    assert told(front, "not the passphrase") == []


def test_that_without_backups_nothing_leads_to_them(door: Door, shut: Path, blank: Pack) -> None:
    flip(shut / DATA, 100)
    page = LockPresenter(blank.first, (shut,), door, run_inline, lambda _: None, lambda: None, None)
    page.handle(FieldLeft(PASSPHRASE_FIELD, PASSPHRASE))
    page.handle(Pressed(LockAction.OPEN))
    assert not {RESTORE, SALVAGE} & set(keys(page.build_screen()))


def test_that_every_verdict_that_leads_somewhere_has_its_words(english: Pack) -> None:
    assert all(english.get_refusal_text(verdict).do for verdict in REMEDIES)
