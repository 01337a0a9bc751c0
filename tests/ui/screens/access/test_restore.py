"""Restoring at the lock screen: which backup, what opens it, what became of it; refused in plain words."""

import shutil
from datetime import UTC
from pathlib import Path

import pytest

from dasupport.actions.recovery_codes import generate_shares
from dasupport.actions.recovery_shares import combine
from dasupport.app import VaultAccess
from dasupport.casework.people import Person
from dasupport.casework.realms import Realm
from dasupport.casework.recovery_code import encode_code
from dasupport.content.pack import Pack
from dasupport.ui.background.run import run_inline
from dasupport.ui.screen.blocks import Choice, Note, TextArea
from dasupport.ui.screen.intents import OptionChosen, Pressed, Typed
from dasupport.ui.screens.access.credential_form import CODE_FIELD, PASSPHRASE_FIELD, SECOND_SHARE, CredentialFormField
from dasupport.ui.screens.access.open_failures import OpenFailuresAction
from dasupport.ui.screens.access.restore import RestoreAction, RestoreField, RestorePresenter
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import add_supervisor_key, set_recovery_code
from dasupport.vault.keys.credentials import RecoveryCodeBits, RecoverySharesBits, generate_key_pair
from dasupport.vault.keys.key_file import COPY_NAMES
from dasupport.vault.maintenance.backup_catalogue import create_backup
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER
from dasupport.vault.maintenance.backup_schedule import list_backups
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, FixedClock
from tests.tools.blank_pack import make_blank_pack
from tests.ui.samples import faults, inside, keys, refused, texts
from tests.vault.access.test_opener import altered
from tests.vault.tampering import WHOLE, flip, verdict
from tests.vault.vault_steps import events, meet

BITS = bytes(range(17))
PARTS = generate_shares()
PRIVATE, PUBLIC = generate_key_pair()


class Locked:
    """Somebody in front of a lock screen, on a laptop with a vault that has one backup and was used after it."""

    def __init__(self, home: Path, lived_in: Path, pack: Pack) -> None:
        self.home = home
        self.folder = Path(shutil.copytree(lived_in, home / Realm.LIVE / "a1b2c3"))
        vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(self.folder, PASSPHRASE)
        set_recovery_code(vault, PASSPHRASE, RecoveryCodeBits(BITS))
        set_recovery_code(vault, PASSPHRASE, RecoverySharesBits(combine(PARTS[0], PARTS[1]) or b""))
        add_supervisor_key(vault, PASSPHRASE, PUBLIC)
        self.backup = create_backup(vault).backups[0].path
        meet(vault, Person("p9", "KD-9999", "swale", NOON))
        vault.close()
        self.entrance = VaultAccess(Realm.LIVE, home, make_blank_pack(), CHEAP)
        self.pack = pack
        self.left = False
        self.went: list[str] = []
        self.seen = False
        self.key: Path | None = None
        self.asked: Path | None = None
        self.page = self.again()

    def again(self) -> RestorePresenter:
        self.page = RestorePresenter(
            self.pack,
            self.entrance,
            run_inline,
            lambda: self.asked,
            lambda: self.key,
            self.sight,
            self.leave,
            lambda: self.went.append("emergency"),
            zone=UTC,
        )
        return self.page

    def sight(self, on: bool) -> None:
        self.seen = on

    def leave(self) -> None:
        self.left = True

    def restore(self, typed: str = PASSPHRASE) -> list[str]:
        self.page.handle(Typed(PASSPHRASE_FIELD, typed))
        self.page.handle(Pressed(RestoreAction.RESTORE))
        return [part.key for part in inside(self.page.build_screen()) if isinstance(part, Note)]

    def by(self, how: str, **typed: str) -> list[str]:
        self.page.handle(OptionChosen(CredentialFormField.METHOD, how))
        for key, text in typed.items():
            self.page.handle(Typed(key, text))
        self.page.handle(Pressed(RestoreAction.RESTORE))
        return [part.key for part in inside(self.page.build_screen()) if isinstance(part, Note)]

    def note(self, key: str) -> Note:
        return next(part for part in inside(self.page.build_screen()) if isinstance(part, Note) and part.key == key)

    def offered(self) -> list[str]:
        shown = (
            part
            for part in inside(self.page.build_screen())
            if isinstance(part, Choice) and part.key == RestoreField.BACKUP_CHOICE
        )
        return [option.say for part in shown for option in part.options]


@pytest.fixture
def locked(tmp_path: Path, lived_in: Path, blank: Pack) -> Locked:
    return Locked(tmp_path / "home", lived_in, blank)


def test_that_the_backups_beside_the_vault_are_offered_by_their_moment(locked: Locked) -> None:
    assert locked.offered() == ["21 months10 2026, 12:00"]


def test_that_one_is_restored_in_place_and_says_what_it_lacks_and_where_the_old_one_is(locked: Locked) -> None:
    assert locked.restore() == ["done", "lacking", "aside", "again"]
    assert "done 21 months10 2026, 12:00" in texts(locked.page.build_screen())
    assert "aside_sub a1b2c3.aside" in texts(locked.page.build_screen())
    assert verdict(locked.folder) == WHOLE
    assert verdict(locked.folder.with_name("a1b2c3.aside")) == WHOLE
    assert not locked.left
    locked.page.handle(Pressed(RestoreAction.BACK))
    assert locked.left


def test_that_where_only_a_key_file_was_changed_nothing_is_lost_and_todays_passphrase_is_asked_for(
    locked: Locked,
) -> None:
    altered(locked.folder, lambda table: table.update(made_by="9"), COPY_NAMES[1:])
    assert locked.restore() == ["done"]
    assert any(text.startswith("stayed ") for text in texts(locked.page.build_screen()))
    assert "mended_sub" in texts(locked.page.build_screen())
    assert verdict(locked.folder) == WHOLE


def test_that_where_only_the_key_file_of_the_backup_was_put_back_the_records_are_said_to_have_stayed(
    locked: Locked,
) -> None:
    for name in COPY_NAMES:
        (locked.folder / name).unlink()
    assert locked.restore() == ["done", "again"]
    assert any(text.startswith("stayed ") for text in texts(locked.page.build_screen()))
    assert "stayed_sub" in texts(locked.page.build_screen())
    assert verdict(locked.folder) == WHOLE


def test_that_a_wrong_passphrase_says_so_and_empties_the_field(locked: Locked) -> None:
    locked.restore("not it")
    assert faults(locked.page.build_screen()) == {PASSPHRASE_FIELD: refused("V-PASS-WRONG")}
    assert "not it" not in texts(locked.page.build_screen())
    assert locked.restore()[0] == "done"


def test_that_a_damaged_backup_is_never_called_a_wrong_passphrase(locked: Locked) -> None:
    flip(locked.backup, 70_000)
    locked.restore("not it")
    assert locked.note("trouble").title == "V-BACKUP-DAMAGED say"
    assert verdict(locked.folder) == WHOLE


def test_that_a_damaged_vault_is_replaced_by_its_backup(locked: Locked) -> None:
    for name in ("keyring.a", "keyring.b", "data.1.db"):
        (locked.folder / name).write_bytes(b"dust")
    assert locked.restore()[0] == "done"
    assert verdict(locked.folder) == WHOLE


def test_that_a_file_from_elsewhere_takes_the_place_of_its_own_vault(locked: Locked, tmp_path: Path) -> None:
    locked.asked = Path(shutil.copy(locked.backup, tmp_path / "copy.backup"))
    locked.page.handle(Pressed(RestoreAction.OTHER_FILE))
    assert locked.offered()[-1] == "copy.backup"
    assert locked.restore()[0] == "done"
    assert [path.name for path in locked.entrance.home.joinpath(Realm.LIVE).iterdir() if "." not in path.name] == [
        "a1b2c3"
    ]


def test_that_a_file_of_a_vault_that_is_gone_gets_a_new_place(locked: Locked, tmp_path: Path) -> None:
    locked.asked = Path(shutil.copy(locked.backup, tmp_path / "copy.backup"))
    shutil.rmtree(locked.folder)
    VaultOpener(Realm.LIVE, CHEAP).create(locked.home / Realm.LIVE / "other", PASSPHRASE, OWNER).close()
    locked.again()
    assert "none" in keys(locked.page.build_screen())
    locked.page.handle(Pressed(RestoreAction.RESTORE))
    assert "none" in keys(locked.page.build_screen())
    locked.page.handle(Pressed(RestoreAction.OTHER_FILE))
    assert locked.restore()[:1] == ["done"]
    found = [path for path in (locked.home / Realm.LIVE).iterdir() if path.is_dir() and path.name != "other"]
    assert [verdict(path) for path in found] == [WHOLE]


def test_that_a_file_of_another_sort_is_refused(locked: Locked, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    locked.asked = tmp_path / "letter.txt"
    locked.page.handle(Pressed(RestoreAction.OTHER_FILE))
    locked.restore()
    assert locked.note("trouble").title == "V-BACKUP-NOT-ONE say"


def test_that_two_vaults_are_told_apart_and_one_can_be_chosen(locked: Locked) -> None:
    other = locked.home / Realm.LIVE / "zz99"
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).create(other, PASSPHRASE, OWNER)
    made = create_backup(vault).backups[0].path
    vault.close()
    locked.again()
    assert sorted(locked.offered()) == ["of 21 months10 2026, 12:00 a1b2", "of 21 months10 2026, 12:00 zz99"]
    locked.page.handle(OptionChosen(RestoreField.BACKUP_CHOICE, str(made)))
    assert locked.restore()[0] == "done"
    assert list_backups(other / BACKUPS_FOLDER)
    assert other.with_name("zz99.aside").exists()


def test_that_a_choice_that_is_broken_off_changes_nothing(locked: Locked) -> None:
    locked.page.handle(Pressed(RestoreAction.OTHER_FILE))
    assert locked.offered() == ["21 months10 2026, 12:00"]


def test_that_a_recovery_code_brings_the_records_back(locked: Locked) -> None:
    assert locked.by("code", **{CODE_FIELD: encode_code(BITS).lower()})[0] == "done"
    assert verdict(locked.folder) == WHOLE


@pytest.mark.parametrize("two", [(0, 1), (2, 0)])
def test_that_two_parts_of_three_bring_the_records_back(locked: Locked, two: tuple[int, int]) -> None:
    assert locked.by("parts", **{CODE_FIELD: PARTS[two[0]], SECOND_SHARE: PARTS[two[1]]})[0] == "done"
    assert verdict(locked.folder) == WHOLE


def test_that_a_supervisors_key_brings_the_records_back_and_the_log_says_whose(locked: Locked, tmp_path: Path) -> None:
    locked.key = tmp_path / "key.txt"
    locked.key.write_text(PRIVATE, encoding="ascii")
    assert locked.by("key")[0] == "done"
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(locked.folder, PASSPHRASE)
    (line,) = (event for event in events(vault) if event.action == "restored")
    vault.close()
    assert line.actor == PUBLIC


def test_that_without_a_key_file_nothing_is_tried(locked: Locked) -> None:
    assert locked.by("key") == []
    assert verdict(locked.folder) == WHOLE
    assert not locked.folder.with_name("a1b2c3.aside").exists()


@pytest.mark.parametrize(
    ("how", "typed", "said"),
    [
        ("code", {CODE_FIELD: ""}, {CODE_FIELD: refused("CODE-UNREAD")}),
        ("code", {CODE_FIELD: encode_code(bytes(17))}, {CODE_FIELD: refused("V-CODE-WRONG")}),
        ("parts", {CODE_FIELD: PARTS[0]}, {SECOND_SHARE: "length second 0"}),
        ("parts", {CODE_FIELD: PARTS[0], SECOND_SHARE: PARTS[0]}, {CODE_FIELD: refused("CODE-PARTS")}),
        (
            "parts",
            dict(zip((CODE_FIELD, SECOND_SHARE), generate_shares(), strict=False)),
            {CODE_FIELD: refused("V-CODE-WRONG")},
        ),
    ],
)
def test_that_what_does_not_open_it_is_named_and_stays_to_be_mended(
    locked: Locked, how: str, typed: dict[str, str], said: dict[str, str]
) -> None:
    assert locked.by(how, **typed) == []
    assert faults(locked.page.build_screen()) == said
    assert [locked.page.build_screen().focus] == list(said)
    assert typed[CODE_FIELD] in [*texts(locked.page.build_screen()), *boxes_of(locked)]
    assert not locked.folder.with_name("a1b2c3.aside").exists()


def test_that_a_slip_in_one_part_is_named_beside_it_and_typing_begins_there(locked: Locked) -> None:
    locked.by("parts", **{CODE_FIELD: PARTS[0], SECOND_SHARE: "academic acid"})
    faults = [part.fault for part in inside(locked.page.build_screen()) if isinstance(part, TextArea)]
    assert (faults, locked.page.build_screen().focus) == (["", "length second 2"], SECOND_SHARE)


def test_that_a_code_in_sight_does_not_stand_there_for_long(locked: Locked) -> None:
    found = []
    for how in ("code", "parts", "key", "passphrase"):
        locked.page.handle(OptionChosen(CredentialFormField.METHOD, how))
        found.append(locked.seen)
    assert found == [True, True, False, False]


def test_that_the_emergency_card_is_one_press_away(locked: Locked) -> None:
    assert OpenFailuresAction.EMERGENCY in keys(locked.page.build_screen())
    locked.page.handle(Pressed(OpenFailuresAction.EMERGENCY))
    assert locked.went == ["emergency"]


def boxes_of(locked: Locked) -> list[str]:
    return [getattr(part, "text", "") for part in inside(locked.page.build_screen())]
