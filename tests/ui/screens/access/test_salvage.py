"""Saving what can be read, at the lock screen: which vault, its passphrase, and how much of how much came out."""

import shutil
from pathlib import Path

import pytest

from dasupport.actions.recovery_codes import generate_shares
from dasupport.actions.recovery_shares import combine
from dasupport.app import VaultAccess
from dasupport.casework.realms import Realm
from dasupport.casework.recovery_code import encode_code
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.settings import Settings
from dasupport.ui.background.run import JobRunner, run_inline
from dasupport.ui.screen.blocks import Choice, ListRows, Note, Paragraph
from dasupport.ui.screen.intents import OptionChosen, Pressed, Typed
from dasupport.ui.screens.access.credential_form import CODE_FIELD, PASSPHRASE_FIELD, SECOND_SHARE, CredentialFormField
from dasupport.ui.screens.access.new_passphrase import OWN_PHRASE, REPEAT, NewPassphraseAction
from dasupport.ui.screens.access.open_failures import RESTORE, OpenFailuresAction
from dasupport.ui.screens.access.salvage import SalvageAction, SalvageField, SalvagePresenter
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import add_supervisor_key, set_recovery_code
from dasupport.vault.keys.credentials import RecoveryCodeBits, RecoverySharesBits, generate_key_pair
from dasupport.vault.maintenance.backup_catalogue import create_backup
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock
from tests.tools.blank_pack import make_blank_pack
from tests.ui.manual_worker import Lane
from tests.ui.samples import faults, inside, keys, refused, texts
from tests.vault.tampering import DATA, PAGE, by_sql, contents, flip, pages, verdict

NEW = "seven copper lanterns by the harbour wall"
BITS = bytes(range(17))
PARTS = generate_shares()
PRIVATE, PUBLIC = generate_key_pair()
WAYS = {
    "code": {CODE_FIELD: encode_code(BITS).lower()},
    "parts": {CODE_FIELD: PARTS[2], SECOND_SHARE: PARTS[0]},
    "key": {},
}


class Locked:
    """Somebody in front of a lock screen, on a laptop with one vault."""

    def __init__(self, home: Path, lived_in: Path, pack: Pack, run: JobRunner = run_inline) -> None:
        self.home = home
        self.pack = pack
        self.run = run
        self.folder = Path(shutil.copytree(lived_in, home / Realm.LIVE / "a1b2c3"))
        self.entrance = VaultAccess(Realm.LIVE, home, make_blank_pack(), CHEAP)
        self.left = self.seen = False
        self.key: Path | None = None
        self.went: list[str] = []
        self.page = self.again(self.folder)

    @property
    def vaults(self) -> tuple[Path, ...]:
        return Settings.read(self.home).list_vaults(Realm.LIVE)

    def again(self, folder: Path | None) -> SalvagePresenter:
        self.page = SalvagePresenter(
            self.pack,
            folder,
            self.vaults,
            self.entrance,
            self.entrance,
            self.run,
            lambda: self.key,
            self.sight,
            self.leave,
            lambda: self.went.append("restore"),
            lambda: self.went.append("emergency"),
        )
        return self.page

    def sight(self, on: bool) -> None:
        self.seen = on

    def leave(self) -> None:
        self.left = True

    def save(self, typed: str = PASSPHRASE) -> list[str]:
        self.page.handle(Typed(PASSPHRASE_FIELD, typed))
        self.page.handle(Pressed(SalvageAction.SALVAGE))
        return [part.key for part in inside(self.page.build_screen()) if isinstance(part, Note)]

    def by(self, how: str, typed: dict[str, str], new: str = NEW, again: str = "") -> list[str]:
        self.page.handle(OptionChosen(CredentialFormField.METHOD, how))
        self.page.handle(Pressed(NewPassphraseAction.USE_OWN))
        for key, text in {**typed, OWN_PHRASE: new, REPEAT: again or new}.items():
            self.page.handle(Typed(key, text))
        self.page.handle(Pressed(SalvageAction.SALVAGE))
        return [part.key for part in inside(self.page.build_screen()) if isinstance(part, Note)]

    def made(self) -> Path:
        (found,) = (path for path in self.vaults if path != self.folder)
        return found

    def counts(self) -> list[tuple[str, str]]:
        found = (part for part in inside(self.page.build_screen()) if isinstance(part, ListRows))
        return [(line.name, line.about) for lines in found for line in lines.rows]


@pytest.fixture
def locked(tmp_path: Path, lived_in: Path, blank: Pack) -> Locked:
    return Locked(tmp_path / "home", lived_in, blank)


def broken(folder: Path, number: int) -> None:
    found = pages(folder / DATA)
    found[number] = bytes(PAGE)
    (folder / DATA).write_bytes(b"".join(found))


def test_that_what_is_lost_is_said_beside_what_was_read_and_never_called_whole(locked: Locked) -> None:
    by_sql(locked.folder, "DELETE FROM entry WHERE seq > 4")
    before = contents(locked.folder)
    assert locked.save() == ["done", "lacking"]
    assert locked.counts()[:3] == [("people", "count 1 1"), ("sessions", "count 1 1"), ("entries", "count 4 13")]
    assert contents(locked.folder) == before
    (made,) = (path for path in locked.vaults if path != locked.folder)
    assert f"done {made.name[:4]}" in texts(locked.page.build_screen())
    locked.entrance.open(made, PASSPHRASE).close()


def test_that_statements_without_their_conversation_are_counted(locked: Locked) -> None:
    by_sql(locked.folder, "DELETE FROM session")
    locked.save()
    assert ("loose", "14") in locked.counts() or ("loose", "13") in locked.counts()


def test_that_where_nothing_can_be_read_it_is_said_and_nothing_is_made(locked: Locked) -> None:
    broken(locked.folder, 0)
    assert locked.save() == ["trouble", "backups"]
    assert "nothing" in texts(locked.page.build_screen())
    assert "no_backup" in texts(locked.page.build_screen())
    assert locked.vaults == (locked.folder,)


@pytest.mark.parametrize(("typed", "said"), [("", "PASS-EMPTY"), ("not it", "V-PASS-WRONG")])
def test_that_nothing_is_read_without_the_passphrase(locked: Locked, typed: str, said: str) -> None:
    assert locked.save(typed) == []
    assert faults(locked.page.build_screen()) == {PASSPHRASE_FIELD: refused(said)}
    assert locked.vaults == (locked.folder,)


def test_that_whole_records_are_not_saved_beside_themselves(locked: Locked) -> None:
    assert locked.save() == ["trouble"]
    assert "V-NOT-DAMAGED say" in texts(locked.page.build_screen())
    assert locked.vaults == (locked.folder,)


def test_that_of_several_vaults_one_is_chosen(locked: Locked) -> None:
    other = locked.home / Realm.LIVE / "beef12"
    locked.entrance.load_unlocker().create(other, PASSPHRASE, PASSPHRASE, OWNER.name, OWNER.role).close()
    flip(other / DATA, 0)
    locked.again(locked.folder)
    (choice,) = (
        part
        for part in inside(locked.page.build_screen())
        if isinstance(part, Choice) and part.key == SalvageField.VAULT_CHOICE
    )
    assert choice.chosen == str(locked.folder)
    locked.page.handle(OptionChosen(SalvageField.VAULT_CHOICE, str(other)))
    locked.save()
    assert locked.counts()[0] == ("people", "count 0 0")


def test_that_one_press_saves_once(tmp_path: Path, lived_in: Path, blank: Pack) -> None:
    lane = Lane()
    locked = Locked(tmp_path / "home", lived_in, blank, lane)
    flip(locked.folder / DATA, 0)
    locked.save()
    for key in (SalvageAction.SALVAGE, SalvageAction.BACK):
        locked.page.handle(Pressed(key))
    lane.go_on()
    assert not locked.left
    assert len(locked.vaults) == 2


def test_that_the_way_back_leads_to_the_lock_screen_before_and_after(locked: Locked) -> None:
    locked.page.handle(Pressed(SalvageAction.BACK))
    assert locked.left
    locked.left = False
    flip(locked.folder / DATA, 0)
    locked.save()
    assert SalvageField.VAULT_CHOICE not in keys(locked.page.build_screen())
    locked.page.handle(Pressed(SalvageAction.BACK))
    assert locked.left


def test_that_without_a_vault_nothing_happens(tmp_path: Path, blank: Pack) -> None:
    entrance = VaultAccess(Realm.LIVE, tmp_path, make_blank_pack(), CHEAP)
    page = SalvagePresenter(blank, None, (), entrance, entrance, run_inline, lambda: None, print, *[lambda: None] * 3)
    page.handle(Pressed(SalvageAction.SALVAGE))
    assert [part.key for part in inside(page.build_screen()) if isinstance(part, Note)] == []


def test_that_what_is_saved_is_a_whole_vault_of_its_own(locked: Locked) -> None:
    broken(locked.folder, -1)
    locked.save()
    (made,) = (path for path in locked.vaults if path != locked.folder)
    assert verdict(made) == "whole"


def test_that_where_nothing_can_be_read_its_backups_are_named_and_one_press_away(locked: Locked) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(locked.folder, PASSPHRASE)
    create_backup(vault)
    vault.close()
    broken(locked.folder, 0)
    locked.save()
    assert {"backups", "21 months10 2026, 12:00"} <= set(texts(locked.page.build_screen()))
    assert locked.page.build_screen().primary == RESTORE
    locked.page.handle(Pressed(RESTORE))
    locked.page.handle(Pressed(OpenFailuresAction.EMERGENCY))
    assert locked.went == ["restore", "emergency"]


@pytest.mark.parametrize("name", ["keyring.*", DATA])
def test_that_what_a_backup_brings_back_leads_to_it(locked: Locked, name: str) -> None:
    for path in locked.folder.glob(name):
        path.unlink()
    locked.save()
    assert locked.page.build_screen().primary == RESTORE


def test_that_a_wrong_passphrase_leads_to_no_backup(locked: Locked) -> None:
    locked.save("not it")
    assert (locked.page.build_screen().primary, RESTORE in keys(locked.page.build_screen())) == (
        SalvageAction.SALVAGE,
        False,
    )


@pytest.fixture
def many(locked: Locked, tmp_path: Path) -> Locked:
    """The same laptop; its records also open with a code, two parts and a supervisor's key, and are damaged."""
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(locked.folder, PASSPHRASE)
    set_recovery_code(vault, PASSPHRASE, RecoveryCodeBits(BITS))
    set_recovery_code(vault, PASSPHRASE, RecoverySharesBits(combine(PARTS[0], PARTS[1]) or b""))
    add_supervisor_key(vault, PASSPHRASE, PUBLIC)
    vault.close()
    flip(locked.folder / DATA, 0)
    locked.key = tmp_path / "key.txt"
    locked.key.write_text(PRIVATE, encoding="ascii")
    return locked


@pytest.mark.parametrize("how", WAYS)
def test_that_every_other_way_in_does_it_too_and_gives_the_new_records_a_new_passphrase(many: Locked, how: str) -> None:
    assert many.by(how, WAYS[how]) == ["done", "lacking"]
    assert many.counts()[2] == ("entries", "count 13 13")
    assert not many.seen
    many.entrance.open(many.made(), NEW).close()
    with pytest.raises(Refusal, match="V-PASS-WRONG"):
        many.entrance.open(many.made(), PASSPHRASE)


def test_that_the_six_words_on_offer_are_typed_once_more_and_open_the_new_records(many: Locked) -> None:
    many.page.handle(OptionChosen(CredentialFormField.METHOD, "code"))
    (words,) = (
        part.text for part in inside(many.page.build_screen()) if isinstance(part, Paragraph) and part.look == "code"
    )
    many.page.handle(Typed(CODE_FIELD, encode_code(BITS)))
    many.page.handle(Typed(REPEAT, words))
    many.page.handle(Pressed(SalvageAction.SALVAGE))
    many.entrance.open(many.made(), words).close()


def test_that_the_passphrase_is_asked_for_no_new_one(many: Locked) -> None:
    assert "new" not in keys(many.page.build_screen())
    many.page.handle(OptionChosen(CredentialFormField.METHOD, "code"))
    assert "new" in keys(many.page.build_screen())


@pytest.mark.parametrize(
    ("new", "again", "said", "wanted"),
    [
        ("short", "", "PASS-SHORT", OWN_PHRASE),
        (NEW, "something else", "PASS-DIFFERENT", REPEAT),
        ("amara osei is my own name", "", "PASS-NAME", OWN_PHRASE),
    ],
)
def test_that_a_new_passphrase_that_will_not_do_makes_nothing_and_typing_begins_there(
    many: Locked, new: str, again: str, said: str, wanted: str
) -> None:
    assert many.by("code", WAYS["code"], new, again) == []
    assert faults(many.page.build_screen()) == {wanted: refused(said)}
    assert many.page.build_screen().focus == wanted
    assert many.vaults == (many.folder,)
    assert many.seen


@pytest.mark.parametrize(
    ("how", "typed", "said"),
    [
        ("code", {CODE_FIELD: ""}, {CODE_FIELD: refused("CODE-UNREAD")}),
        ("code", {CODE_FIELD: encode_code(bytes(17))}, {CODE_FIELD: refused("V-CODE-WRONG")}),
        ("parts", {CODE_FIELD: PARTS[0]}, {SECOND_SHARE: "length second 0"}),
        (
            "parts",
            dict(zip((CODE_FIELD, SECOND_SHARE), generate_shares(), strict=False)),
            {CODE_FIELD: refused("V-CODE-WRONG")},
        ),
    ],
)
def test_that_what_does_not_open_them_is_named_and_makes_nothing(
    many: Locked, how: str, typed: dict[str, str], said: dict[str, str]
) -> None:
    assert many.by(how, typed) == []
    assert faults(many.page.build_screen()) == said
    assert many.vaults == (many.folder,)


def test_that_without_a_key_file_nothing_is_tried(many: Locked) -> None:
    many.key = None
    assert many.by("key", {}) == []
    assert many.vaults == (many.folder,)


def test_that_a_code_typed_as_a_passphrase_moves_to_its_own_field_and_a_new_passphrase_is_asked_for(
    many: Locked,
) -> None:
    assert many.save(encode_code(BITS)) == []
    assert {"new", CODE_FIELD} <= set(keys(many.page.build_screen()))
    assert many.seen
    many.page.handle(Pressed(NewPassphraseAction.USE_OWN))
    for key in (OWN_PHRASE, REPEAT):
        many.page.handle(Typed(key, NEW))
    many.page.handle(Pressed(SalvageAction.SALVAGE))
    many.entrance.open(many.made(), NEW).close()
