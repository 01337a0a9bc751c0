"""What opens the records: changed only by whoever knows the passphrase, said in plain words, and seen at home."""

import pytest

from dasupport.ui.screen.blocks import Button, Card, Note, Paragraph, TextField
from dasupport.ui.screen.intents import FieldLeft, Pressed, Toggled, Typed
from dasupport.ui.screen.routes import CodeTask, Home, Keys, Log, RecoveryCode, RotateKeys, Settings
from dasupport.ui.screens.access.new_passphrase import OWN_PHRASE, REPEAT, NewPassphraseAction
from dasupport.ui.screens.vault.keys import (
    PASSPHRASE_TO_ADD_KEY,
    PASSPHRASE_TO_CHANGE,
    PASSPHRASE_TO_SETTLE,
    PUBLIC_KEY_FIELD,
    REVOKE_PREFIX,
    KeysAction,
    KeysField,
    KeysPresenter,
)
from dasupport.ui.screens.vault.recovery_code import (
    CODE_FIELD,
    PASSPHRASE_FIELD,
    SECOND_SHARE,
    RecoveryCodeAction,
    RecoveryCodePresenter,
)
from dasupport.vault.access.slots import list_slots
from dasupport.vault.data.owner_alerts import log_and_alert
from dasupport.vault.keys.credentials import generate_key_pair
from tests.samples import PASSPHRASE, no_room
from tests.ui.samples import Hand, faults, inside, keys, refused
from tests.vault.raw_database import laid_bare, words_left

NEW = "seven copper lanterns by the harbour wall"
PRIVATE_KEY, PUBLIC_KEY = generate_key_pair()


def at_keys(hand: Hand) -> KeysPresenter:
    hand.go(Keys())
    assert isinstance(hand.page, KeysPresenter)
    return hand.page


def at_code(hand: Hand, sort: CodeTask) -> RecoveryCodePresenter:
    hand.go(RecoveryCode(sort))
    assert isinstance(hand.page, RecoveryCodePresenter)
    return hand.page


def notes(hand: Hand) -> dict[str, Note]:
    return {part.key: part for part in inside(hand.screen) if isinstance(part, Note)}


def shown(hand: Hand) -> list[str]:
    """What is to be written down."""
    return [part.text for part in inside(hand.screen) if isinstance(part, Paragraph) and part.look == "code"]


def typing(hand: Hand, **said: str) -> None:
    for key, text in said.items():
        hand.page.handle(Typed(key.replace("_", "-"), text))


def change(hand: Hand, now: str = PASSPHRASE, new: str = NEW, again: str = NEW) -> None:
    hand.page.handle(Pressed(NewPassphraseAction.USE_OWN))
    for key, text in ((PASSPHRASE_TO_CHANGE, now), (OWN_PHRASE, new), (REPEAT, again)):
        hand.page.handle(Typed(key, text))
    hand.page.handle(Pressed(KeysAction.CHANGE_PASSPHRASE))


def make_code(hand: Hand) -> str:
    page = at_code(hand, CodeTask.CODE)
    (code,) = shown(hand)
    for key, text in ((CODE_FIELD, code), (PASSPHRASE_FIELD, PASSPHRASE)):
        page.handle(Typed(key, text))
    page.handle(Pressed(RecoveryCodeAction.SUBMIT))
    return code


def test_that_a_passphrase_is_changed_and_what_happens_next_is_said(hand: Hand) -> None:
    at_keys(hand)
    change(hand)
    assert notes(hand)["done"].title == "changed"
    assert {KeysAction.DISCARD_PENDING, KeysAction.COMMIT_PENDING} <= set(keys(hand.screen))
    assert hand.office.open_vault.confirm_passphrase(NEW)


def test_that_the_old_one_can_be_ended_in_the_same_breath(hand: Hand) -> None:
    at_keys(hand).handle(Toggled(KeysField.AT_ONCE, True))
    change(hand)
    assert notes(hand)["done"].title == "settled"
    assert not hand.office.open_vault.confirm_passphrase(PASSPHRASE)


def test_that_the_passphrase_is_asked_for_on_each_card_that_takes_it(hand: Hand) -> None:
    at_keys(hand)
    change(hand)
    cards = {
        card.key: [each.key for each in card.blocks if isinstance(each, TextField)]
        for card in inside(hand.screen)
        if isinstance(card, Card)
    }
    assert (cards["waiting"], cards["passphrase"][0], cards["supervisor"]) == (
        [PASSPHRASE_TO_SETTLE],
        PASSPHRASE_TO_CHANGE,
        [PUBLIC_KEY_FIELD, PASSPHRASE_TO_ADD_KEY],
    )


@pytest.mark.parametrize(
    ("key", "focus"),
    [
        (KeysAction.ADD_SUPERVISOR_KEY, PASSPHRASE_TO_ADD_KEY),
        (KeysAction.COMMIT_PENDING, PASSPHRASE_TO_SETTLE),
        (KeysAction.DISCARD_PENDING, PASSPHRASE_TO_SETTLE),
    ],
)
def test_that_a_wrong_passphrase_is_asked_for_again_where_it_was_typed(hand: Hand, key: str, focus: str) -> None:
    at_keys(hand)
    change(hand)
    hand.page.handle(Typed(focus, "not it"))
    hand.page.handle(Pressed(key))
    assert faults(hand.screen) == {focus: refused("V-PASS-WRONG")}
    assert (hand.screen.focus, hand.find(TextField, focus).text) == (focus, "")


def test_that_what_no_field_is_about_stands_right_above_the_one_to_go_on_with(hand: Hand) -> None:
    at_keys(hand)
    with no_room():
        change(hand)
    blocks = hand.find(Card, "passphrase").blocks
    at = [getattr(block, "key", "") for block in blocks].index(PASSPHRASE_TO_CHANGE)
    note = blocks[at - 1]
    assert isinstance(note, Note)
    assert (note.title, hand.screen.focus, faults(hand.screen)) == ("V-DISK-FULL say", PASSPHRASE_TO_CHANGE, {})


@pytest.mark.parametrize(("key", "left"), [(KeysAction.DISCARD_PENDING, PASSPHRASE), (KeysAction.COMMIT_PENDING, NEW)])
def test_that_a_change_that_waits_is_dropped_or_ended_here(hand: Hand, key: str, left: str) -> None:
    at_keys(hand)
    change(hand)
    hand.page.handle(Typed(PASSPHRASE_TO_SETTLE, left))
    hand.page.handle(Pressed(key))
    assert KeysAction.DISCARD_PENDING not in keys(hand.screen)
    assert [hand.office.open_vault.confirm_passphrase(phrase) for phrase in (PASSPHRASE, NEW)] == [
        left == PASSPHRASE,
        left == NEW,
    ]


@pytest.mark.parametrize(
    ("now", "new", "again", "said", "focus"),
    [
        ("not it", NEW, NEW, "V-PASS-WRONG", PASSPHRASE_TO_CHANGE),
        ("", NEW, NEW, "PASS-EMPTY", PASSPHRASE_TO_CHANGE),
        (PASSPHRASE, "", "", "PASS-EMPTY", OWN_PHRASE),
        (PASSPHRASE, "short", "short", "PASS-SHORT", OWN_PHRASE),
        (PASSPHRASE, NEW, "", "PASS-DIFFERENT", REPEAT),
    ],
)
def test_that_a_refusal_and_the_cursor_stand_at_the_field_that_it_is_about(
    hand: Hand, now: str, new: str, again: str, said: str, focus: str
) -> None:
    at_keys(hand)
    change(hand, now, new, again)
    assert faults(hand.screen) == {focus: refused(said)}
    assert hand.screen.focus == focus
    fields = {part.key: part.text for part in inside(hand.screen) if isinstance(part, TextField)}
    assert fields[PASSPHRASE_TO_CHANGE] == ""
    assert hand.office.open_vault.confirm_passphrase(PASSPHRASE)


def test_that_a_code_is_shown_typed_back_and_then_stands_on_the_page(hand: Hand) -> None:
    at_keys(hand)
    assert "none" in notes(hand)
    make_code(hand)
    assert isinstance(hand.page, KeysPresenter)
    assert "none" not in notes(hand)
    assert [way.slot_type for way in list_slots(hand.vault)] == ["passphrase", "recovery"]


@pytest.mark.parametrize("sort", [CodeTask.CODE, CodeTask.PARTS])
def test_that_what_was_made_is_said_with_the_day_and_stays_in_sight(hand: Hand, sort: CodeTask) -> None:
    page = at_code(hand, sort)
    given = shown(hand)
    for key, text in ((CODE_FIELD, given[0]), (SECOND_SHARE, given[-1]), (PASSPHRASE_FIELD, PASSPHRASE)):
        page.handle(Typed(key, text))
    page.handle(Pressed(RecoveryCodeAction.SUBMIT))
    assert notes(hand)["done"].title == (
        "code_made 21 months10 2026" if sort is CodeTask.CODE else "parts_made 21 months10 2026"
    )
    assert hand.screen.focus == ("code-try" if sort is CodeTask.CODE else "code-make")
    at_keys(hand)
    assert "done" not in notes(hand)


def test_that_a_slip_is_placed_while_the_code_is_typed(hand: Hand) -> None:
    page = at_code(hand, CodeTask.CODE)
    (code,) = shown(hand)
    slip = code[:11] + ("2" if code[11] != "2" else "3") + code[12:]
    page.handle(Typed(CODE_FIELD, slip))
    field = next(part for part in inside(hand.screen) if isinstance(part, TextField) and part.key == CODE_FIELD)
    assert field.fault == "wrong 3"
    page.handle(Typed(PASSPHRASE_FIELD, PASSPHRASE))
    page.handle(Pressed(RecoveryCodeAction.SUBMIT))
    assert (faults(hand.screen), hand.screen.focus) == ({CODE_FIELD: "wrong 3"}, CODE_FIELD)
    assert shown(hand) == [code]


def test_that_the_code_on_paper_is_tried_and_nothing_of_it_stays_on_the_screen(hand: Hand) -> None:
    code = make_code(hand)
    page = at_code(hand, CodeTask.TRY)
    assert shown(hand) == []
    page.handle(Typed(CODE_FIELD, code))
    page.handle(Pressed(RecoveryCodeAction.SUBMIT))
    assert notes(hand)["done"].title == "tried"
    assert code not in "".join(hand.texts)


def test_that_three_parts_are_shown_and_any_two_are_typed_back(hand: Hand) -> None:
    page = at_code(hand, CodeTask.PARTS)
    parts = shown(hand)
    assert len(parts) == 3
    for key, text in ((CODE_FIELD, parts[2]), (SECOND_SHARE, parts[0]), (PASSPHRASE_FIELD, PASSPHRASE)):
        page.handle(Typed(key, text))
    page.handle(Pressed(RecoveryCodeAction.SUBMIT))
    assert [way.slot_type for way in list_slots(hand.vault)] == ["passphrase", "split"]


def test_that_two_parts_on_paper_are_tried_and_nothing_of_them_stays_on_the_screen(hand: Hand) -> None:
    page = at_code(hand, CodeTask.PARTS)
    parts = shown(hand)
    for key, text in ((CODE_FIELD, parts[2]), (SECOND_SHARE, parts[0]), (PASSPHRASE_FIELD, PASSPHRASE)):
        page.handle(Typed(key, text))
    page.handle(Pressed(RecoveryCodeAction.SUBMIT))
    at_keys(hand)
    assert "none" not in notes(hand)
    page = at_code(hand, CodeTask.TRY_PARTS)
    assert shown(hand) == []
    for key, text in ((CODE_FIELD, parts[1]), (SECOND_SHARE, parts[2])):
        page.handle(Typed(key, text))
    page.handle(Pressed(RecoveryCodeAction.SUBMIT))
    assert notes(hand)["done"].title == "parts_tried"
    assert parts[1] not in "".join(hand.texts)
    assert hand.office.open_vault.keys.get_status().shares_tried_at == hand.office.now()


def test_that_a_supervisors_key_is_added_listed_and_ended(hand: Hand) -> None:
    page = at_keys(hand)
    page.handle(Typed(PUBLIC_KEY_FIELD, "not a key"))
    page.handle(Typed(PASSPHRASE_TO_ADD_KEY, PASSPHRASE))
    page.handle(Pressed(KeysAction.ADD_SUPERVISOR_KEY))
    assert faults(hand.screen) == {PUBLIC_KEY_FIELD: refused("V-NO-KEY")}
    for key, text in ((PUBLIC_KEY_FIELD, PUBLIC_KEY), (PASSPHRASE_TO_ADD_KEY, PASSPHRASE)):
        page.handle(Typed(key, text))
    page.handle(Pressed(KeysAction.ADD_SUPERVISOR_KEY))
    (line,) = [key for key in keys(hand.screen) if key.startswith(REVOKE_PREFIX)]
    page.handle(Typed(PASSPHRASE_TO_ADD_KEY, PASSPHRASE))
    page.handle(Pressed(line))
    assert [way.slot_type for way in list_slots(hand.vault)] == ["passphrase"]


@pytest.mark.parametrize(
    "pasted",
    [
        PRIVATE_KEY,
        f"  {PRIVATE_KEY.lower()}",
        f"# public key: {PUBLIC_KEY} {PRIVATE_KEY}",
        f"{PUBLIC_KEY} {PRIVATE_KEY}",
    ],
    ids=["bare", "indented, in small letters", "after a comment", "after the public half"],
)
def test_that_a_private_key_is_taken_out_of_the_box_and_kept_nowhere(hand: Hand, pasted: str) -> None:
    page = at_keys(hand)
    page.handle(Typed(PUBLIC_KEY_FIELD, "age1qu"))
    page.handle(Typed(PUBLIC_KEY_FIELD, pasted))
    assert (hand.shown(PUBLIC_KEY_FIELD), hand.fault(PUBLIC_KEY_FIELD)) == ("", "KEY-PRIVATE say KEY-PRIVATE do")
    page.handle(FieldLeft(PUBLIC_KEY_FIELD, ""))
    assert hand.fault(PUBLIC_KEY_FIELD)
    assert hand.office.work.unsaved == ()
    hand.go(Keys())
    assert hand.shown(PUBLIC_KEY_FIELD) == ""
    hand.vault.close()
    left = laid_bare(hand.vault.folder)
    assert words_left(left, [PRIVATE_KEY, PRIVATE_KEY.lower(), PRIVATE_KEY[20:50]]) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("age1qu", "age1qu"),
        (" age1qu", " age1qu"),
        ("AGE1QU", "AGE1QU"),
        ("a word", ""),
        ("AGE-SECR", ""),
        ("age", ""),
    ],
)
def test_that_only_what_begins_as_a_public_key_outlives_its_page(hand: Hand, text: str, kept: str) -> None:
    at_keys(hand).handle(Typed(PUBLIC_KEY_FIELD, text))
    assert hand.shown(PUBLIC_KEY_FIELD) == text
    hand.go(Keys())
    assert hand.shown(PUBLIC_KEY_FIELD) == kept


def test_that_every_way_off_these_pages_leads_somewhere(hand: Hand) -> None:
    at_keys(hand).handle(Pressed(KeysAction.BACK))
    went: list[object] = [hand.route]
    for key in ("code-make", "parts-make", "rotate"):
        at_keys(hand).handle(Pressed(key))
        went.append(hand.route)
        hand.page.handle(Pressed(KeysAction.BACK))
        went.append(hand.route)
    assert went == [
        Settings(),
        RecoveryCode(CodeTask.CODE),
        Keys(),
        RecoveryCode(CodeTask.PARTS),
        Keys(),
        RotateKeys(),
        Keys(),
    ]


def test_that_home_says_that_there_is_no_code_until_there_is_one(hand: Hand) -> None:
    hand.go(Home())
    assert "no-code" in notes(hand)
    make_code(hand)
    hand.go(Home())
    assert "no-code" not in notes(hand)


def test_that_home_asks_for_the_paper_after_three_months(hand: Hand) -> None:
    make_code(hand)
    hand.clock.move(days=91)
    hand.go(Home())
    assert "code-drill" in notes(hand)


def test_that_home_says_that_a_new_passphrase_waits(hand: Hand) -> None:
    at_keys(hand)
    change(hand)
    hand.go(Home())
    assert "keys-waiting" in notes(hand)


def test_that_only_a_vault_just_made_offers_to_make_the_code_later(hand: Hand) -> None:
    at_code(hand, CodeTask.CODE)
    assert RecoveryCodeAction.SKIP not in keys(hand.screen)
    assert any(isinstance(part, Button) and part.key == KeysAction.BACK for part in inside(hand.screen))


def test_that_an_opening_without_the_passphrase_stands_first_at_home_and_leads_to_the_log(hand: Hand) -> None:
    hand.vault.transact(lambda work: log_and_alert(work, "opened_key", "vault"))
    hand.vault.transact(lambda work: log_and_alert(work, "older_accepted", "vault"))
    hand.go(Home())
    assert list(notes(hand))[:2] == ["alarm:0", "alarm"]
    hand.page.handle(Pressed("log"))
    assert hand.route == Log()


def test_that_the_cursor_begins_at_what_is_missing(hand: Hand) -> None:
    at_keys(hand)
    assert hand.screen.focus == "code-make"
    make_code(hand)
    at_keys(hand)
    assert hand.screen.focus == "code-try"
    change(hand)
    assert hand.screen.focus == KeysAction.LOCK


def test_that_a_key_pressed_once_too_often_after_a_change_undoes_nothing(hand: Hand) -> None:
    locked = hand.around.locked
    at_keys(hand)
    change(hand)
    hand.page.handle(Pressed(KeysAction.DISCARD_PENDING))
    assert faults(hand.screen) == {PASSPHRASE_TO_SETTLE: refused("PASS-EMPTY")}
    assert hand.office.open_vault.confirm_passphrase(NEW)
    hand.page.handle(Pressed(KeysAction.LOCK))
    assert locked == ["locked"]
