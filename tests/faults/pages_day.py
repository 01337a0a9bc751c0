"""A day on the pages about the vault, in a process of its own: `python -m tests.faults.pages_day HOME STICK ACT`.

Every field is filled with a canary; every secret is made, typed and used as somebody would. It says on standard output
`done`, and all the secrets, masked. A lock starts the program afresh in the same process: what a lock leaves in memory
is looked for elsewhere. Acts: `live`, and `training` with made-up people.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dasupport import logs, resource_paths
from dasupport.actions.unlock import Unlocker
from dasupport.app import VaultAccess, build_context
from dasupport.casework.ids import utc_now
from dasupport.casework.realms import Realm
from dasupport.casework.retention import DeletionReason
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.ui.app import crash
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.screen.blocks import Paragraph, iter_blocks
from dasupport.ui.screen.routes import (
    AccessHistory,
    Backups,
    CodeTask,
    Home,
    Keys,
    Log,
    NewPerson,
    Pin,
    RecordRetention,
    RecoveryCode,
    RescueFile,
    RetentionOverview,
    RotateKeys,
    Route,
)
from dasupport.ui.screens.access import cannot_unlock, cover_with_pin, credential_form, restore
from dasupport.ui.screens.overlay import not_saved, reauth, refusal
from dasupport.ui.screens.people import people
from dasupport.ui.screens.vault import backups, keys, log, pin, record_retention, recovery_code, rescue_file, retention
from dasupport.ui.theme import load_fonts
from tests.faults.canaries import CANARIES
from tests.faults.day import SOON, choose_file, loudly, say
from tests.journey.test_rescue import put_back, replaced
from tests.journey.vault_pages import VAULT
from tests.journey.worker import DeskWork
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

FIRST, SECOND, THIRD, FOURTH = (
    "velvet otter saddle quarry mitten juniper",
    "pewter anchor willow biscuit gravel heron",
    "ginger pebble lantern walnut ferry thimble",
    "copper mitten gravel orchard saddle heron",
)
"""The passphrases of the day, one after the other."""
WRONG = "velvet otter saddle quarry mitten jupiter"
PIN = "27491853"
SECRETS: list[str] = [FIRST, SECOND, THIRD, WRONG, PIN]
"""Everything secret that was ever on the screen or typed."""
SAVED = {"key": "supervisor.key", "backup": "carried.backup", "log": "log.csv", "words": "kept.words"}
"""What the user has saved, away from the laptop."""
FIVE = timedelta(days=5)


class Later(VaultAccess):
    """The way in for somebody whose days go by as they are told to."""

    ahead = timedelta()

    def clock(self) -> datetime:
        return utc_now() + self.ahead

    def load_unlocker(self) -> Unlocker:
        if self._unlocker is None:
            self._unlocker = Unlocker(self.realm, self.load_pack(), CHEAP, self.clock)
        return self._unlocker


class Owner(DeskWork):
    """Somebody who looks after a vault."""

    def __init__(self, driver: Driver, stick: Path) -> None:
        super().__init__(driver)
        self.stick = stick
        self.phrase = FIRST
        self._canaries: Iterator[str] = iter(CANARIES)

    def canary(self, key: str) -> str:
        word = next(self._canaries)
        self.driver.type_text(key, word)
        return word

    def go(self, route: Route) -> None:
        for each in (Home(), route):
            self.driver.app.go(each)
            self.driver.wait_until_idle()
        self.confirmed()

    def press(self, key: str) -> None:
        """Press it, and type the passphrase where it is asked for."""
        self.driver.press(key)
        self.confirmed()

    def confirmed(self) -> None:
        if self.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
            self.type_again(self.phrase)

    def save(self, key: str, what: str) -> None:
        """Press what asks for a file, and name one on the stick."""
        window = self.driver.app.window
        QTimer.singleShot(SOON, window, partial(choose_file, window, self.stick / SAVED[what]))
        self.press(key)
        window.activateWindow()

    def read(self, *names: str) -> list[str]:
        """What is shown to be written down: it is secret from now on."""
        page = self.driver.app.page
        assert page is not None
        shown = {
            block.key: block.text for block in iter_blocks(page.shown_screen.blocks) if isinstance(block, Paragraph)
        }
        SECRETS.extend(shown[name] for name in names)
        return [shown[name] for name in names]

    def opens(self, phrase: str) -> None:
        self.phrase = phrase
        self.unlock(phrase)


def begins(owner: Owner) -> None:
    """A new vault with its recovery code; a wrong passphrase, and the right one."""
    driver = owner.driver
    driver.press("own")
    for key, text in (("passphrase", FIRST), ("again", FIRST), ("name", "Amara Osei")):
        driver.type_text(key, text)
    driver.press("make")
    (paper,) = owner.read("code")
    driver.type_text(recovery_code.CODE_FIELD, paper)
    driver.press(recovery_code.RecoveryCodeAction.SUBMIT)
    owner.lock()
    owner.unlock(WRONG)
    owner.opens(FIRST)


def meets(owner: Owner, name: str) -> str:
    """Somebody, with everything that is asked for; their id."""
    owner.go(NewPerson())
    owner.driver.type_text(people.CODE, name)
    owner.canary(people.REAL_NAME_FIELD)
    owner.driver.press(people.BEGIN)
    office = owner.driver.app.session_context
    assert office is not None
    assert office.editor is not None
    return office.editor.record.person.id


def keeps(owner: Owner, gone: str, stays: str) -> None:
    """Periods; a hold with its reason, lifted with another; a deletion, taken back and asked for again."""
    owner.go(RetentionOverview())
    owner.driver.type_text(f"{retention.PERIOD}wait_days", "15")
    owner.press(retention.RetentionAction.SET_PERIODS)
    owner.go(RecordRetention(gone))
    for act in (record_retention.RecordRetentionAction.HOLD, record_retention.RecordRetentionAction.LIFT_HOLD):
        owner.canary(record_retention.RecordRetentionField.HOLD_REASON)
        owner.press(act)
    for _ in range(2):
        if owner.driver.has_widget(record_retention.RecordRetentionAction.WITHDRAW_REQUEST):
            owner.press(record_retention.RecordRetentionAction.WITHDRAW_REQUEST)
        owner.driver.choose(record_retention.RecordRetentionField.DELETION_REASON, DeletionReason.PERSON_ASKED)
        owner.press(record_retention.RecordRetentionAction.REQUEST_DELETION)
    owner.go(RecordRetention(stays))
    owner.canary(record_retention.RecordRetentionField.HOLD_REASON)
    owner.press(record_retention.RecordRetentionAction.HOLD)
    owner.driver.keep_typing(record_retention.RecordRetentionField.HOLD_REASON, next(owner._canaries))  # noqa: SLF001 - half a word, left by idleness
    owner.driver.app.window.idle_timer.timed_out.emit()
    owner.driver.wait_until_idle()
    owner.opens(owner.phrase)


def covers(owner: Owner) -> None:
    """A PIN, Cover, a wrong PIN and the right one."""
    owner.go(Pin())
    for key in (pin.NEW, pin.REPEAT):
        owner.driver.type_text(key, PIN)
    owner.press(pin.PinAction.SAVE)
    for _ in range(3):
        owner.driver.press_keys("Shift")
    for tried in ("11112222", PIN):
        owner.driver.type_text(cover_with_pin.PinCoverField.PIN, tried)
        owner.driver.press(cover_with_pin.PinCoverAction.GO_ON)


def changes_keys(owner: Owner, public: str) -> None:
    """A supervisor's key, given and taken; parts; the code tried; another passphrase."""
    driver = owner.driver
    owner.go(Keys())
    driver.type_text(keys.PUBLIC_KEY_FIELD, public)
    driver.type_text(keys.PASSPHRASE_TO_ADD_KEY, FIRST)
    driver.press(keys.KeysAction.ADD_SUPERVISOR_KEY)
    driver.type_text(keys.PASSPHRASE_TO_ADD_KEY, FIRST)
    driver.press_first(keys.REVOKE_PREFIX)
    owner.go(RecoveryCode(CodeTask.PARTS))
    one, two, _ = owner.read("part1", "part2", "part3")
    for key, text in (
        (recovery_code.CODE_FIELD, one),
        (recovery_code.SECOND_SHARE, two),
        (recovery_code.PASSPHRASE_FIELD, FIRST),
    ):
        driver.type_text(key, text)
    driver.press(recovery_code.RecoveryCodeAction.SUBMIT)
    owner.go(RecoveryCode(CodeTask.TRY))
    driver.type_text(recovery_code.CODE_FIELD, SECRETS[5])
    driver.press(recovery_code.RecoveryCodeAction.SUBMIT)
    owner.go(Keys())
    driver.press("own")
    for key, text in (("passphrase", SECOND), ("again", SECOND), (keys.PASSPHRASE_TO_CHANGE, FIRST)):
        driver.type_text(key, text)
    driver.press(keys.KeysAction.CHANGE_PASSPHRASE)
    owner.lock()
    owner.opens(SECOND)


def backs_up(owner: Owner) -> None:
    owner.go(Backups())
    owner.press(backups.BackupsAction.CREATE)
    owner.press(backups.BackupsAction.VERIFY)
    owner.save(backups.BackupsAction.COPY_OFFSITE, "backup")


def looks_through(owner: Owner, person: str) -> None:
    """The log: filtered, proven, saved; and who looked at somebody."""
    owner.go(Log())
    if owner.driver.has_widget(log.LogAction.SHOW):
        owner.press(log.LogAction.SHOW)
    owner.driver.type_text(log.SINCE, next(owner._canaries))  # noqa: SLF001 - no day at all
    owner.driver.press(log.INITIAL_FOCUS)
    owner.press(log.LogAction.VERIFY)
    owner.save(log.LogAction.EXPORT, "log")
    owner.go(AccessHistory(person, "KD-4411"))


def forgets(owner: Owner) -> None:
    """In by the recovery code, with a new passphrase."""
    owner.lock()
    driver = owner.driver
    driver.press("ways-in")
    driver.press("own")
    for key, text in ((cannot_unlock.TYPED, SECRETS[5]), ("passphrase", THIRD), ("again", THIRD)):
        driver.type_text(key, text)
    driver.press(cannot_unlock.CannotUnlockAction.RECOVER)
    owner.phrase = THIRD


def loses_the_disk(owner: Owner, person: str) -> None:
    """Words that the vault does not take: into a file on another drive, beside the vault at a lock, and back."""
    owner.go(RecordRetention(person))
    aside = replaced(owner)
    owner.canary(record_retention.RecordRetentionField.HOLD_REASON)
    owner.save(not_saved.NotSavedAction.SAVE_RESCUE_FILE, "words")
    owner.driver.press(refusal.RefusalAction.CLOSE)
    owner.lock()
    put_back(aside)
    owner.opens(owner.phrase)
    owner.go(RescueFile())
    owner.save(rescue_file.RescueFileAction.CHOOSE_FILE, "words")


def takes_new_keys(owner: Owner) -> None:
    SECRETS.append(FOURTH)
    owner.go(RotateKeys())
    paper = owner.read("code")[0]
    owner.driver.type_text(recovery_code.CODE_FIELD, paper)
    owner.driver.press("own")
    for key, text in (("passphrase", FOURTH), ("again", FOURTH)):
        owner.driver.type_text(key, text)
    owner.driver.type_text(recovery_code.PASSPHRASE_FIELD, owner.phrase)
    owner.driver.press(recovery_code.RecoveryCodeAction.SUBMIT)
    owner.phrase = FOURTH
    owner.opens(owner.phrase)


def deletes(owner: Owner, entrance: Later, person: str) -> None:
    """Twenty days later, with work on some of them."""
    for _ in range(4):
        entrance.ahead += FIVE
        owner.lock()
        owner.opens(owner.phrase)
    owner.go(RecordRetention(person))
    owner.press(record_retention.RecordRetentionAction.CARRY_OUT_DELETION)


def comes_back(owner: Owner) -> None:
    """The vault as it was carried off, at the lock screen: it opens with what opened it then."""
    owner.lock()
    driver = owner.driver
    driver.press("ways-in")
    driver.choose(cannot_unlock.CannotUnlockField.HOW, cannot_unlock.BACKUP)
    driver.press(cannot_unlock.CannotUnlockAction.RESTORE)
    owner.save(restore.RestoreAction.OTHER_FILE, "backup")
    driver.type_text(credential_form.PASSPHRASE_FIELD, SECOND)
    driver.press(restore.RestoreAction.RESTORE)
    driver.press(restore.RestoreAction.BACK)
    owner.opens(SECOND)


def live(owner: Owner, entrance: Later) -> None:
    begins(owner)
    gone, stays = meets(owner, "KD-4410"), meets(owner, "KD-4411")
    keeps(owner, gone, stays)
    covers(owner)
    changes_keys(owner, (owner.stick / "public").read_text())
    backs_up(owner)
    looks_through(owner, stays)
    forgets(owner)
    loses_the_disk(owner, stays)
    takes_new_keys(owner)
    deletes(owner, entrance, gone)
    comes_back(owner)
    owner.lock()


def made_up(owner: Owner) -> None:
    """With made-up people: every page about the vault, and somebody new."""
    owner.opens(owner.driver.app.app_context.training_passphrase)
    for route in VAULT:
        owner.go(route)
    owner.go(RecordRetention(meets(owner, "KD-4410")))
    owner.canary(record_retention.RecordRetentionField.HOLD_REASON)
    owner.press(record_retention.RecordRetentionAction.HOLD)
    owner.lock()


def masked(text: str) -> str:
    """A secret on its way to whoever looks for it: in none of the dresses in which it is looked for."""
    return bytes(byte ^ 0x5A for byte in text.encode()).hex()


def bared(text: str) -> str:
    return bytes(byte ^ 0x5A for byte in bytes.fromhex(text)).decode()


def main() -> None:
    home, stick, act = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    app, tasks = QApplication(sys.argv[:1]), VaultWorker()
    load_fonts(resource_paths.find_screen_fonts())
    logs.start_logging(home)
    crash.silence_qt()
    entrance = (
        Later(Realm.LIVE, home, make_blank_pack())
        if act == Realm.LIVE
        else VaultAccess(Realm.TRAINING, home, make_blank_pack(), CHEAP)
    )
    clock = entrance.clock if isinstance(entrance, Later) else utc_now
    parts = replace(build_context(entrance, tasks, lambda: shell.show_lock_screen()), now=clock)
    shell = AppController(app, parts, Settings.read(home))
    shell.start_locked()
    driver = Driver(shell, lambda: tasks.is_busy)
    driver.wait_until_idle()
    owner = Owner(driver, stick)
    loudly(lambda: live(owner, entrance) if isinstance(entrance, Later) else made_up(owner))
    shell.close_program()
    tasks.wait_until_done()
    say("done", *map(masked, SECRETS))


if __name__ == "__main__":
    main()
