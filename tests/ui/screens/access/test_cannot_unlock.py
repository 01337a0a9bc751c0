"""Trouble getting in: paper gives a new passphrase, a supervisor's key reads, a backup is one press away."""

import shutil
from pathlib import Path

import pytest

from dasupport.actions.recovery_codes import generate_shares
from dasupport.actions.unlock import OpenVault
from dasupport.casework.realms import Realm
from dasupport.casework.recovery_code import encode_code
from dasupport.casework.roles import GUEST
from dasupport.content.pack import Pack
from dasupport.ui.background.run import run_inline
from dasupport.ui.screen.blocks import Choice, Note, TextArea, TextField
from dasupport.ui.screen.intents import OptionChosen, Pressed, Typed
from dasupport.ui.screens.access.cannot_unlock import (
    SECOND_SHARE,
    TYPED,
    CannotUnlockAction,
    CannotUnlockField,
    CannotUnlockPresenter,
)
from dasupport.ui.screens.access.new_passphrase import OWN_PHRASE, REPEAT, NewPassphraseAction
from dasupport.vault.access import opener
from dasupport.vault.access.slots import add_supervisor_key, set_recovery_code
from dasupport.vault.keys.credentials import RecoveryCodeBits, generate_key_pair
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.ui.lock_screen_user import Door
from tests.ui.samples import faults, inside, keys, refused

NEW = "seven copper lanterns by the harbour wall"
BITS = bytes(range(17))
PRIVATE, PUBLIC = generate_key_pair()


class Outside:
    """Somebody at the lock screen who cannot get in."""

    def __init__(
        self, pack: Pack, folder: Path | None, door: Door, file: Path | None = None, *, several: bool = False
    ) -> None:
        self.opened: list[OpenVault] = []
        self.went: list[str] = []
        self.page = CannotUnlockPresenter(
            pack,
            folder,
            door,
            run_inline,
            self.opened.append,
            lambda: file,
            lambda: self.went.append("restore"),
            lambda: self.went.append("back"),
            lambda: self.went.append("emergency"),
            several=several,
        )

    def type(self, **said: str) -> None:
        for key, text in said.items():
            self.page.handle(Typed(key, text))

    def renew(self, new: str = NEW, again: str = NEW) -> None:
        self.page.handle(Pressed(NewPassphraseAction.USE_OWN))
        self.type(**{OWN_PHRASE: new, REPEAT: again})
        self.page.handle(Pressed(CannotUnlockAction.RECOVER))

    @property
    def trouble(self) -> str:
        return next((part.title for part in inside(self.page.build_screen()) if isinstance(part, Note)), "")


@pytest.fixture
def known(shut: Path) -> Path:
    """A closed vault with a recovery code and a supervisor's key."""
    vault = opener.VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(shut, PASSPHRASE)
    set_recovery_code(vault, PASSPHRASE, RecoveryCodeBits(BITS))
    add_supervisor_key(vault, PASSPHRASE, PUBLIC)
    vault.close()
    return shut


def test_that_the_code_opens_it_with_a_new_passphrase(known: Path, blank: Pack, door: Door) -> None:
    outside = Outside(blank, known, door)
    outside.type(**{TYPED: encode_code(BITS)})
    outside.renew()
    (unlocked,) = outside.opened
    unlocked.close()
    door.open(known, NEW).close()


@pytest.mark.parametrize(
    ("typed", "new", "said"),
    [
        ("", NEW, "CODE-UNREAD"),
        (encode_code(bytes(17)), NEW, "V-CODE-WRONG"),
        (encode_code(BITS), "short", "PASS-SHORT"),
    ],
)
def test_that_what_is_wrong_is_said_and_the_old_passphrase_still_opens_it(
    known: Path, blank: Pack, door: Door, typed: str, new: str, said: str
) -> None:
    outside = Outside(blank, known, door)
    outside.type(**{TYPED: typed})
    outside.renew(new, new)
    assert list(faults(outside.page.build_screen()).values()) == [refused(said)]
    assert list(faults(outside.page.build_screen())) == [outside.page.build_screen().focus]
    assert outside.opened == []
    door.open(known, PASSPHRASE).close()


def test_that_older_data_is_told_with_its_days_and_what_was_typed_stands(
    known: Path, blank: Pack, door: Door, tmp_path: Path
) -> None:
    kept = shutil.copytree(known, tmp_path / "kept")
    door.open(known, PASSPHRASE).close()
    shutil.rmtree(known)
    shutil.move(kept, known)
    outside = Outside(blank, known, door)
    outside.type(**{TYPED: encode_code(BITS)})
    outside.renew()
    (note,) = (part for part in inside(outside.page.build_screen()) if isinstance(part, Note))
    assert note.title.startswith("V-ROLLED-BACK say older_dates 21 months10 2026")
    assert (note.say, outside.page.build_screen().focus) == ("older_do", CannotUnlockAction.BACK)
    outside.page.handle(Pressed(CannotUnlockAction.RECOVER))
    (unlocked,) = outside.opened
    unlocked.close()


def test_that_where_there_are_several_it_says_which_records_are_meant(known: Path, blank: Pack, door: Door) -> None:
    for several, said in ((True, ["meant vault vaul 21 months10 2026"]), (False, [])):
        page = Outside(blank, known, door, several=several).page
        assert [part.title for part in inside(page.build_screen()) if isinstance(part, Note)] == said


def test_that_two_parts_that_do_not_belong_together_are_told_so(known: Path, blank: Pack, door: Door) -> None:
    outside = Outside(blank, known, door)
    outside.page.handle(OptionChosen(CannotUnlockField.HOW, "parts"))
    one = generate_shares()[0]
    outside.type(**{TYPED: one, SECOND_SHARE: one})
    outside.renew()
    assert faults(outside.page.build_screen()) == {TYPED: refused("CODE-PARTS")}


def test_that_one_part_alone_is_refused_before_anything_is_tried(known: Path, blank: Pack, door: Door) -> None:
    outside = Outside(blank, known, door)
    outside.page.handle(OptionChosen(CannotUnlockField.HOW, "parts"))
    outside.type(**{TYPED: generate_shares()[0]})
    outside.renew()
    assert (outside.page.build_screen().focus, door.asked) == (SECOND_SHARE, 0)
    assert faults(outside.page.build_screen()) == {SECOND_SHARE: "length second 0"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"# created: today\n# public key: {PUBLIC}\n{PRIVATE}\n", ""),
        (PRIVATE, ""),
        ("nothing", "V-NO-KEY say"),
        (generate_key_pair()[0], "V-NO-KEY say"),
        (PUBLIC, "V-NO-KEY say"),
        ("é" * 9000, "V-NO-KEY say"),
    ],
    ids=["with comments", "bare", "no key", "of another pair", "the public half", "too long"],
)
def test_that_a_supervisors_key_file_opens_it_to_be_read(
    known: Path, blank: Pack, door: Door, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "key.txt"
    file.write_text(content, encoding="utf-8")
    outside = Outside(blank, known, door, file)
    outside.page.handle(OptionChosen(CannotUnlockField.HOW, "key"))
    outside.page.handle(Pressed(CannotUnlockAction.KEY_FILE))
    assert outside.trouble == said
    assert [unlocked.owner.role for unlocked in outside.opened] == ([] if said else [GUEST])
    for unlocked in outside.opened:
        unlocked.close()


def test_that_a_key_file_that_is_not_there_or_was_not_chosen_is_no_trouble(
    known: Path, blank: Pack, door: Door, tmp_path: Path
) -> None:
    for file, said in ((None, ""), (tmp_path / "gone", "V-NO-KEY say"), (tmp_path, "V-NO-KEY say")):
        outside = Outside(blank, known, door, file)
        outside.page.handle(OptionChosen(CannotUnlockField.HOW, "key"))
        outside.page.handle(Pressed(CannotUnlockAction.KEY_FILE))
        assert outside.trouble == said


def test_that_a_backup_and_the_way_back_are_one_press_away(known: Path, blank: Pack, door: Door) -> None:
    outside = Outside(blank, known, door)
    outside.page.handle(OptionChosen(CannotUnlockField.HOW, "backup"))
    outside.page.handle(Pressed(CannotUnlockAction.RESTORE))
    outside.page.handle(Pressed(CannotUnlockAction.BACK))
    assert outside.went == ["restore", "back"]


def test_that_on_a_new_laptop_there_is_only_the_backup(blank: Pack, door: Door) -> None:
    outside = Outside(blank, None, door)
    assert not any(isinstance(part, Choice) for part in inside(outside.page.build_screen()))
    assert CannotUnlockAction.RESTORE in keys(outside.page.build_screen())


def test_that_what_was_typed_for_one_way_is_not_taken_for_another(known: Path, blank: Pack, door: Door) -> None:
    outside = Outside(blank, known, door)
    outside.type(**{TYPED: encode_code(BITS)})
    outside.page.handle(OptionChosen(CannotUnlockField.HOW, "parts"))
    fields = {
        part.key: part.text for part in inside(outside.page.build_screen()) if isinstance(part, TextField | TextArea)
    }
    assert (fields[TYPED], fields[SECOND_SHARE]) == ("", "")


def test_that_the_cursor_stays_at_the_choice_while_one_chooses(known: Path, blank: Pack, door: Door) -> None:
    outside = Outside(blank, known, door)
    keys_of = set()
    for how in ("code", "parts", "key", "backup"):
        outside.page.handle(OptionChosen(CannotUnlockField.HOW, how))
        keys_of.add(outside.page.build_screen().key)
    assert len(keys_of) == 1
