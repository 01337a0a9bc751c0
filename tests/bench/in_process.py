"""What is measured inside one process: unlocking, saving, turning pages, filtering, printing."""

import secrets
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QAbstractButton, QApplication

from dasupport import resource_paths
from dasupport.app import VaultAccess, build_context
from dasupport.casework.attributed_text import Words
from dasupport.casework.details import FlagDetail
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Person, Session
from dasupport.casework.realms import Realm
from dasupport.casework.session_record import Record
from dasupport.content.languages import DEFAULT_LANGUAGE, find_pack_folder
from dasupport.content.load import load_pack
from dasupport.settings import Settings
from dasupport.sheets.file_copy import make_file_copy
from dasupport.sheets.model import Sheet
from dasupport.sheets.pdf import render_pdf
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.screen.intents import Typed
from dasupport.ui.screen.routes import Directory, Home, InSession
from dasupport.ui.screens.directory.service_list import ServiceListField
from dasupport.ui.theme import load_fonts
from dasupport.ui.window.page_view import PageView
from dasupport.vault.access.authenticate import authenticate
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.engine import connect
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.keys import key_derivation
from tests.bench.sample_data import COST, PASSPHRASE

TIMES = 15


def took(job: Callable[[], object]) -> float:
    """Milliseconds that a job takes."""
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def paint() -> None:
    for _ in range(2):
        QCoreApplication.processEvents()


@contextmanager
def window(home: Path) -> Iterator[tuple[AppController, Driver]]:
    """The program in a window of its own, locked."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    load_fonts(resource_paths.find_screen_fonts())
    tasks = VaultWorker()
    entrance = VaultAccess(Realm.LIVE, home, find_pack_folder(DEFAULT_LANGUAGE), COST)
    entrance.load_unlocker()
    shell = AppController(
        app, replace(build_context(entrance, tasks, lambda: shell.show_lock_screen())), Settings.read(home)
    )
    shell.start_locked()
    driver = Driver(shell, lambda: tasks.is_busy)
    driver.wait_until_idle()
    yield shell, driver
    shell.close_program()
    tasks.wait_until_done()
    shell.window.close()
    shell.window.deleteLater()
    paint()


def unlocking(home: Path) -> tuple[float, float, float]:
    """From the passphrase to home painted with whom was seen last, less the derivation of the key; until home has
    nothing more to say; and opening the file with one query."""
    folder = next(path for path in (home / Realm.LIVE).iterdir() if path.is_dir())
    copy, keys, _ = authenticate(folder, PASSPHRASE, Realm.LIVE)
    derivation = statistics.median(
        took(lambda: key_derivation.unwrap_master_key(copy, PASSPHRASE)) for _ in range(TIMES)
    )
    data, key, salt = folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt
    painted, ours, floors = [], [], []
    with window(home) as (shell, driver):
        for turn in range(TIMES + 1):
            driver.type_text("passphrase", PASSPHRASE)
            begun = time.perf_counter()
            open_door(shell, driver)
            seen = (time.perf_counter() - begun) * 1000 - derivation
            driver.wait_until_idle()
            whole = (time.perf_counter() - begun) * 1000 - derivation
            shell.lock()
            driver.wait_until_idle()
            floor = took(partial(bare_query, data, key, salt))
            if turn:  # the first one loads what every later one has
                painted.append(seen)
                ours.append(whole)
                floors.append(floor)
    return statistics.median(painted), statistics.median(ours), statistics.median(floors)


def open_door(shell: AppController, driver: Driver) -> None:
    """Press the button, and wait until home stands there."""
    button = driver.find_widget("open")
    assert isinstance(button, QAbstractButton)
    button.click()
    while not driver.has_widget("people"):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    shell.window.repaint()


def bare_query(data: Path, key: bytes, salt: str) -> None:
    connection = connect(data, key, salt)
    connection.execute("SELECT code_name FROM person ORDER BY last_seen DESC LIMIT 8").fetchall()
    connection.close()


def saving(home: Path) -> tuple[float, float]:
    """One statement kept and acknowledged; and the same rows through the driver alone, with the same settings.

    In a copy that goes afterwards: the driver's rows have no place in the chain of the log, and would be found.
    """
    folder = next(path for path in (home / Realm.LIVE).iterdir() if path.is_dir())
    scratch = Path(shutil.copytree(folder, home / "scratch" / folder.name))
    vault = VaultOpener(Realm.LIVE, COST).open(scratch, PASSPHRASE)
    session = "s0"
    ours, floors = [], []
    for _ in range(TIMES * 4):
        entry = statement(session)
        ours.append(took(partial(vault.transact, partial(add, entry))))
        floors.append(took(lambda: bare_commit(vault._connection, session)))  # noqa: SLF001 - the floor is the bare driver
    vault.release()
    shutil.rmtree(scratch.parent)
    return statistics.median(ours), statistics.median(floors)


def statement(session: str) -> Entry:
    said = Answer(Words("He said that he would like to stop."))
    return Entry(secrets.token_hex(16), session, "Amara Osei", datetime.now(UTC), Slot(Kind.NOTE, "NOTICE"), said)


def add(entry: Entry, work: Transaction) -> None:
    work.entries.add_entry(entry)


def bare_commit(connection: object, session: str) -> None:
    run = connection.execute  # type: ignore[attr-defined] # a driver without types
    id = secrets.token_hex(16)
    run("BEGIN IMMEDIATE")
    run(
        "INSERT INTO entry (id, session, author, at, kind, item, part, words, source, known, told, detail, supersedes,"
        " reason) VALUES (?, ?, 'Amara Osei', ?, 'note', 'NOTICE', '', ?, '', '', '', '', '', '')",
        (id, session, "2026-11-21T12:00:00.000000+00:00", "He said that he would like to stop."),
    )
    run("DELETE FROM draft WHERE session = ? AND kind = 'note' AND item = 'NOTICE' AND part = ''", (session,))
    seq = run("SELECT seq FROM event ORDER BY seq DESC LIMIT 1").fetchone()[0] + 1
    run("INSERT INTO event VALUES (?, '2026', 'Amara Osei', 'entry', ?, ?, ?)", (seq, id, "0" * 64, "0" * 64))
    run("UPDATE setting SET value = value WHERE key = 'commits'")
    run("COMMIT")


def turning(home: Path) -> tuple[float, float, float]:
    """From the key to the painted page: pages that were open before or made ready, pages for the first time; and
    painting one page again."""
    again: list[float] = []
    first: list[float] = []
    frames: list[float] = []
    with window(home) as (shell, driver):
        driver.type_text("passphrase", PASSPHRASE)
        driver.press("open")
        for session in ("s0", "s200", "s400"):
            for times in (first, again, again):
                for place in SessionPage:
                    goal = InSession(session, place)
                    if shell.session_context and not shell.session_context.work.editor_for(goal):
                        shell.go(goal)
                    driver.wait_until_idle()
                    times.append(took(partial(turn, shell, goal)))
                    frames.append(took(partial(repaint, shell)))
    return p95(again), p95(first), p95(frames)


def filtering(home: Path) -> tuple[float, float]:
    """Another need in the directory: the services that stay and their screen; and that picture painted."""
    thought, drawn = [], []
    with window(home) as (shell, driver):
        driver.type_text("passphrase", PASSPHRASE)
        driver.press("open")
        shell.go(Directory())
        driver.wait_until_idle()
        driver.press("filters")
        page = shell.page
        assert page is not None
        for letters in ("r", "re", "res", "resp", "", "house", "men", "") * 5:
            thought.append(took(partial(think, page, letters)))
            drawn.append(took(partial(draw, page)))
        shell.go(Home())
    return p95(thought), p95(drawn)


def think(page: PageView, letters: str) -> None:
    page.presenter.handle(Typed(ServiceListField.SEARCH, letters))
    page.presenter.build_screen()


def draw(page: PageView) -> None:
    page.redraw()
    paint()


def turn(shell: AppController, goal: InSession) -> None:
    shell.go(goal)
    paint()


def repaint(shell: AppController) -> None:
    shell.window.repaint()
    paint()


def printing() -> tuple[float, float]:
    """A copy for the file; and its words through the bare library, in the same faces."""
    pack = load_pack(find_pack_folder(DEFAULT_LANGUAGE))
    now = datetime.now(UTC)
    said = Answer(Words("He said that he checks. " * 6), FlagDetail(on=True))
    signs = [Slot(Kind.INDICATOR, sign.id) for sign in pack.identify.signs]
    made = tuple(Entry(f"e{n}", "s", "Amara Osei", now, slot, said) for n, slot in enumerate(signs))
    record = Record(Session("s", "p", 1, now, "Amara Osei", pack.name), Person("p", "KD-1", "swale", now), made, (), ())
    ours, floors = [], []
    for turn in range(TIMES + 1):
        whole = took(lambda: render_pdf(make_file_copy(record, pack, "own_team", "")))
        sheet = make_file_copy(record, pack, "own_team", "")
        floor = took(partial(bare_pdf, sheet))
        if turn:
            ours.append(whole)
            floors.append(floor)
    return statistics.median(ours), statistics.median(floors)


def bare_pdf(sheet: Sheet) -> bytes:
    """The same words, one below the other, by the library's own paragraphs."""
    import io

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from dasupport.sheets.font import BODY_FONT

    style = ParagraphStyle("plain", fontName=BODY_FONT, fontSize=10.5, leading=14.5)
    store = io.BytesIO()
    SimpleDocTemplate(store).build([Paragraph(line, style) for line in sheet.lines])
    return store.getvalue()
