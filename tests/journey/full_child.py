"""A day on a small disk that becomes really full, at a window. Argument: a place to mount it; says what was seen."""

import json
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dasupport.app import EXIT_RELOCK, EXIT_WORDS_LOST, VaultAccess, build_context, resolve_exit_code
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.screens.access import open_failures
from dasupport.vault.sidecar import reserved_space
from tests.journey.test_every_word import meet
from tests.journey.worker import DeskWork, new_worker
from tests.samples import CHEAP, PASSPHRASE
from tests.tools.blank_pack import make_blank_pack
from tests.vault.small_disk import SmallDisk
from tests.vault.tampering import contents

NOTE = "note|NOTICE||words"


def refused(worker: DeskWork, disk: SmallDisk, none: Path) -> str:
    """Write on while the disk is kept full, until the vault takes nothing more; what stands on the screen then."""
    office = worker.driver.app.session_context
    assert office is not None
    for at in range(40):
        disk.fill(none)
        worker.driver.type_text(NOTE, f"round {at} " * 900)
        if office.work.status.refusal_id:
            break
    worker.driver.press_keys("Esc")
    worker.driver.keep_typing(NOTE, " half a wo")
    return dict(worker.fields())[NOTE]


def band(worker: DeskWork) -> str:
    strips = worker.driver.app.window.findChildren(QWidget, "warning")
    return " ".join(label.text() for strip in strips if strip.isVisible() for label in strip.findChildren(QLabel))


def day(worker: DeskWork, disk: SmallDisk) -> dict[str, object]:
    driver = worker.driver
    (folder,) = driver.app.settings.list_vaults(Realm.LIVE)
    beside, none = folder.with_name(f"{folder.name}.words"), disk.place / "none"
    session = worker.session
    seen: dict[str, object] = {}
    said = refused(worker, disk, none)
    worker.lock()
    seen["a file beside it"] = beside.exists()
    seen["lost after the first lock"] = "lost" in driver.list_texts()
    disk.fill(none)
    before = contents(folder.parent)
    worker.unlock()
    seen["at the door"] = [text for text in driver.list_texts() if text.startswith("V-")]
    driver.type_text("passphrase", PASSPHRASE)
    driver.press(open_failures.READ_ONLY)
    seen["band"], seen["home"] = band(worker), "title" in driver.list_texts()
    worker.back_to(session, SessionPage.CHECK)
    worker.lock()
    seen["changed by reading"] = contents(folder.parent) != before
    disk.empty()
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    seen["band with room"] = band(worker)
    seen["came back"] = dict(worker.fields())[NOTE] == said
    seen["file in the end"] = beside.exists()
    assert driver.app.session_context is not None
    refused(worker, disk, none)
    reserved_space.get_reserved_path(folder).unlink()
    disk.fill(none)
    worker.lock()
    seen["lost without room"] = "lost" in driver.list_texts()
    worker.unlock()
    seen["lost while it is still locked"] = "lost" in driver.list_texts()
    disk.empty()
    worker.unlock()
    seen["room in the end"] = reserved_space.get_reserved_path(folder).stat().st_size == 2 * reserved_space.SLOT_SIZE
    worker.lock()
    seen["lost in the end"] = "lost" in driver.list_texts()
    return seen


def closings(worker: DeskWork, disk: SmallDisk, session: str) -> dict[str, object]:
    """The window is closed on a full disk, once with room set aside and once without."""
    seen: dict[str, object] = {}
    shell, none = worker.driver.app, disk.place / "none"
    (folder,) = shell.settings.list_vaults(Realm.LIVE)
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    said = refused(worker, disk, none)
    close(worker)
    seen["comes back after closing with room"] = resolve_exit_code(0, shell) != 0
    disk.empty()
    again(worker)
    worker.back_to(session, SessionPage.NOTICE)
    seen["kept by closing"] = dict(worker.fields())[NOTE] == said
    refused(worker, disk, none)
    reserved_space.get_reserved_path(folder).unlink()
    disk.fill(none)
    close(worker)
    seen["comes back after closing"] = resolve_exit_code(0, shell) == EXIT_RELOCK + EXIT_WORDS_LOST
    seen["comes back twice"] = resolve_exit_code(EXIT_RELOCK, shell) != EXIT_RELOCK
    shell.begin_shutdown()
    seen["comes back at log-out"] = resolve_exit_code(0, shell) != 0
    return seen


def close(worker: DeskWork) -> None:
    worker.driver.app.window.close()
    worker.driver.wait_until_idle()


def again(worker: DeskWork) -> None:
    worker.driver.app.show_lock_screen()
    worker.driver.app.window.show()
    worker.driver.wait_until_idle()
    worker.unlock()


def main() -> None:
    disk = SmallDisk(Path(sys.argv[1]), wanted=True)
    if not disk.real:
        print(json.dumps(None))  # noqa: T201 - the answer
        return
    app = QApplication(sys.argv[:1])
    tasks = VaultWorker()
    entrance = VaultAccess(Realm.LIVE, disk.place / "home", make_blank_pack(), CHEAP)
    shell = AppController(
        app, replace(build_context(entrance, tasks, lambda: shell.show_lock_screen())), Settings.read(entrance.home)
    )
    shell.start_locked()
    worker = new_worker(Driver(shell, lambda: tasks.is_busy))
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    session = worker.session
    seen = {**day(worker, disk), **closings(worker, disk, session)}
    shell.close_program()
    tasks.wait_until_done()
    print(json.dumps(seen))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
