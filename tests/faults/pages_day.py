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

from dasupport import logs, shipped
from dasupport.actions.access import Unlocker
from dasupport.app import LIVE, TRAINING, Entrance, house
from dasupport.casework.ids import utc_now
from dasupport.casework.retention import DeletionReason
from dasupport.content.load import PACKS_FOLDER
from dasupport.settings import Settings
from dasupport.ui import crash
from dasupport.ui.blocks import Para, every
from dasupport.ui.driver import Driver
from dasupport.ui.routes import (
    Backups,
    Code,
    Home,
    Keeping,
    Keys,
    Log,
    Looks,
    NewKeys,
    NewPerson,
    Pin,
    Records,
    Route,
    Sort,
    Words,
)
from dasupport.ui.screens import (
    again,
    backups,
    code,
    covered,
    in_hand,
    keeping,
    key_ring,
    log,
    not_kept,
    notice,
    people,
    pin,
    records,
    restoring,
    ways_in,
    words,
)
from dasupport.ui.shell import Shell
from dasupport.ui.tasks import Tasks
from dasupport.ui.theme import load_fonts
from tests.faults.canaries import CANARIES
from tests.faults.day import SOON, choose_file, loudly, say
from tests.journey.desk_work import DeskWork
from tests.journey.test_rescue import put_back, replaced
from tests.journey.vault_pages import VAULT
from tests.made import CHEAP

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


class Later(Entrance):
    """The way in for somebody whose days go by as they are told to."""

    ahead = timedelta()

    def clock(self) -> datetime:
        return utc_now() + self.ahead

    def access(self) -> Unlocker:
        if self._access is None:
            self._access = Unlocker(self.realm, self.pack(), CHEAP, self.clock)
        return self._access


class Owner(DeskWork):
    """Somebody who looks after a vault."""

    def __init__(self, driver: Driver, stick: Path) -> None:
        super().__init__(driver)
        self.stick = stick
        self.phrase = FIRST
        self._canaries: Iterator[str] = iter(CANARIES)

    def canary(self, key: str) -> str:
        word = next(self._canaries)
        self.driver.type(key, word)
        return word

    def go(self, route: Route) -> None:
        for each in (Home(), route):
            self.driver.shell.go(each)
            self.driver.settle()
        self.confirmed()

    def press(self, key: str) -> None:
        """Press it, and type the passphrase where it is asked for."""
        self.driver.press(key)
        self.confirmed()

    def confirmed(self) -> None:
        if self.driver.has(again.PHRASE):
            self.type_again(self.phrase)

    def save(self, key: str, what: str) -> None:
        """Press what asks for a file, and name one on the stick."""
        window = self.driver.shell.window
        QTimer.singleShot(SOON, window, partial(choose_file, window, self.stick / SAVED[what]))
        self.press(key)
        window.activateWindow()

    def read(self, *names: str) -> list[str]:
        """What is shown to be written down: it is secret from now on."""
        page = self.driver.shell.page
        assert page is not None
        shown = {block.key: block.text for block in every(page.screen_shown.blocks) if isinstance(block, Para)}
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
        driver.type(key, text)
    driver.press("make")
    (paper,) = owner.read("code")
    driver.type(code.TYPED, paper)
    driver.press(code.KEEP)
    owner.lock()
    owner.unlock(WRONG)
    owner.opens(FIRST)


def meets(owner: Owner, name: str) -> str:
    """Somebody, with everything that is asked for; their id."""
    owner.go(NewPerson())
    owner.driver.type(people.CODE, name)
    owner.canary(people.REAL)
    owner.driver.press(people.BEGIN)
    office = owner.driver.shell.office
    assert office is not None
    assert office.desk is not None
    return office.desk.record.person.id


def keeps(owner: Owner, gone: str, stays: str) -> None:
    """Periods; a hold with its reason, lifted with another; a deletion, taken back and asked for again."""
    owner.go(Records())
    owner.driver.type(f"{records.PERIOD}wait_days", "15")
    owner.press(records.SET)
    owner.go(Keeping(gone))
    for act in (keeping.HOLD, keeping.LIFT):
        owner.canary(keeping.REASON)
        owner.press(act)
    for _ in range(2):
        if owner.driver.has(keeping.TAKE_BACK):
            owner.press(keeping.TAKE_BACK)
        owner.driver.choose(keeping.WHY, DeletionReason.PERSON_ASKED)
        owner.press(keeping.ASK)
    owner.go(Keeping(stays))
    owner.canary(keeping.REASON)
    owner.press(keeping.HOLD)
    owner.driver.keep_typing(keeping.REASON, next(owner._canaries))  # noqa: SLF001 - half a word, left by idleness
    owner.driver.shell.window.idle.passed.emit()
    owner.driver.settle()
    owner.opens(owner.phrase)


def covers(owner: Owner) -> None:
    """A PIN, Cover, a wrong PIN and the right one."""
    owner.go(Pin())
    for key in (pin.NEW, pin.AGAIN):
        owner.driver.type(key, PIN)
    owner.press(pin.KEEP)
    for _ in range(3):
        owner.driver.keys("Shift")
    for tried in ("11112222", PIN):
        owner.driver.type(covered.PIN, tried)
        owner.driver.press(covered.GO_ON)


def changes_keys(owner: Owner, public: str) -> None:
    """A supervisor's key, given and taken; parts; the code tried; another passphrase."""
    driver = owner.driver
    owner.go(Keys())
    driver.type(key_ring.PUBLIC, public)
    driver.type(key_ring.NOW_KEY, FIRST)
    driver.press(key_ring.ADD)
    driver.type(key_ring.NOW_KEY, FIRST)
    driver.press_first(key_ring.END)
    owner.go(Code(Sort.PARTS))
    one, two, _ = owner.read("part1", "part2", "part3")
    for key, text in ((code.TYPED, one), (code.OTHER, two), (code.NOW, FIRST)):
        driver.type(key, text)
    driver.press(code.KEEP)
    owner.go(Code(Sort.TRY))
    driver.type(code.TYPED, SECRETS[5])
    driver.press(code.KEEP)
    owner.go(Keys())
    driver.press("own")
    for key, text in (("passphrase", SECOND), ("again", SECOND), (key_ring.NOW, FIRST)):
        driver.type(key, text)
    driver.press(key_ring.CHANGE)
    owner.lock()
    owner.opens(SECOND)


def backs_up(owner: Owner) -> None:
    owner.go(Backups())
    owner.press(backups.MAKE)
    owner.press(backups.PROVE)
    owner.save(backups.CARRY, "backup")


def looks_through(owner: Owner, person: str) -> None:
    """The log: filtered, proven, saved; and who looked at somebody."""
    owner.go(Log())
    if owner.driver.has(log.SHOW):
        owner.press(log.SHOW)
    owner.driver.type(log.SINCE, next(owner._canaries))  # noqa: SLF001 - no day at all
    owner.driver.press(log.FIRST)
    owner.press(log.PROVE)
    owner.save(log.EXPORT, "log")
    owner.go(Looks(person, "KD-4411"))


def forgets(owner: Owner) -> None:
    """In by the recovery code, with a new passphrase."""
    owner.lock()
    driver = owner.driver
    driver.press("ways-in")
    driver.press("own")
    for key, text in ((ways_in.TYPED, SECRETS[5]), ("passphrase", THIRD), ("again", THIRD)):
        driver.type(key, text)
    driver.press(ways_in.GO)
    owner.phrase = THIRD


def loses_the_disk(owner: Owner, person: str) -> None:
    """Words that the vault does not take: into a file on another drive, beside the vault at a lock, and back."""
    owner.go(Keeping(person))
    aside = replaced(owner)
    owner.canary(keeping.REASON)
    owner.save(not_kept.ELSEWHERE, "words")
    owner.driver.press(notice.CLOSE)
    owner.lock()
    put_back(aside)
    owner.opens(owner.phrase)
    owner.go(Words())
    owner.save(words.CHOOSE, "words")


def takes_new_keys(owner: Owner) -> None:
    SECRETS.append(FOURTH)
    owner.go(NewKeys())
    paper = owner.read("code")[0]
    owner.driver.type(code.TYPED, paper)
    owner.driver.press("own")
    for key, text in (("passphrase", FOURTH), ("again", FOURTH)):
        owner.driver.type(key, text)
    owner.driver.type(code.NOW, owner.phrase)
    owner.driver.press(code.KEEP)
    owner.phrase = FOURTH
    owner.opens(owner.phrase)


def deletes(owner: Owner, entrance: Later, person: str) -> None:
    """Twenty days later, with work on some of them."""
    for _ in range(4):
        entrance.ahead += FIVE
        owner.lock()
        owner.opens(owner.phrase)
    owner.go(Keeping(person))
    owner.press(keeping.CARRY_OUT)


def comes_back(owner: Owner) -> None:
    """The vault as it was carried off, at the lock screen: it opens with what opened it then."""
    owner.lock()
    driver = owner.driver
    driver.press("ways-in")
    driver.choose(ways_in.HOW, ways_in.BACKUP)
    driver.press(ways_in.RESTORE)
    owner.save(restoring.OTHER, "backup")
    driver.type(in_hand.PHRASE, SECOND)
    driver.press(restoring.RESTORE)
    driver.press(restoring.BACK)
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
    owner.opens(owner.driver.shell.house.training_phrase)
    for route in VAULT:
        owner.go(route)
    owner.go(Keeping(meets(owner, "KD-4410")))
    owner.canary(keeping.REASON)
    owner.press(keeping.HOLD)
    owner.lock()


def masked(text: str) -> str:
    """A secret on its way to whoever looks for it: in none of the dresses in which it is looked for."""
    return bytes(byte ^ 0x5A for byte in text.encode()).hex()


def bared(text: str) -> str:
    return bytes(byte ^ 0x5A for byte in bytes.fromhex(text)).decode()


def main() -> None:
    home, stick, act = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    app, tasks = QApplication(sys.argv[:1]), Tasks()
    load_fonts(shipped.screen_fonts())
    logs.begin(home)
    crash.hush_qt()
    entrance = (
        Later(LIVE, home, PACKS_FOLDER / "blank")
        if act == LIVE
        else Entrance(TRAINING, home, PACKS_FOLDER / "blank", CHEAP)
    )
    clock = entrance.clock if isinstance(entrance, Later) else utc_now
    parts = replace(house(entrance, tasks, lambda: shell.restart()), now=clock)
    shell = Shell(app, parts, Settings.read(home))
    shell.start()
    driver = Driver(shell, lambda: tasks.busy)
    driver.settle()
    owner = Owner(driver, stick)
    loudly(lambda: live(owner, entrance) if isinstance(entrance, Later) else made_up(owner))
    shell.close()
    tasks.finish()
    say("done", *map(masked, SECRETS))


if __name__ == "__main__":
    main()
