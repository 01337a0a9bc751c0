"""The main walkthrough: a working day with one made-up person who uses abuse, then pages of two other people."""

from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.tour.session_steps import RESPECT_SERVICE, fill_ask, fill_identify, fill_motivate, fill_refer
from dasupport.tour.walkthrough import FEW_PICTURES, LARGE_TEXT, OPEN_GATE_ANSWERS, Walkthrough
from dasupport.ui.screen.routes import Directory, InSession, Log, NewPerson, People, PrintSheets, Settings
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.people import people, person
from dasupport.ui.screens.session import check, gate, print_sheets, questions, sealed

USING, EXPERIENCING, NOT_CLEAR = "KD-2041", "KD-3175", "KD-4408"


def walk_working_day(tour: Walkthrough) -> None:
    """Walk through the whole day."""
    start_day(tour)
    begin_session(tour)
    fill_identify(tour)
    fill_ask(tour)
    fill_motivate(tour)
    fill_refer(tour)
    finish_session(tour)
    show_support_pages(tour)
    record_not_now(tour)
    cover_and_lock(tour)


def start_day(tour: Walkthrough) -> None:
    """Show the lock screen and its emergency card, unlock, and show the home page and the pages outside a session."""
    driver = tour.driver
    tour.capture_page("lock")
    driver.press("emergency")
    tour.capture_page("emergency-locked")
    driver.press_keys("Esc")
    driver.type_text("passphrase", "not the passphrase")
    driver.press("open")
    tour.capture_page("lock-wrong-passphrase")
    driver.type_text("passphrase", tour.phrase)
    driver.press("open")
    tour.capture_page("today")
    tour.go_to(Settings())
    for field, words in (("name", "organisation"), ("lead", "lead"), ("lead_number", "lead_number")):
        driver.type_text(field, tour.words[words])
    tour.capture_page("settings")
    tour.go_to(NewPerson())
    tour.capture_page("new-person")
    tour.go_to(People())
    tour.capture_page("people")
    tour.go_to(Directory())
    driver.press("filters")
    tour.capture_page("directory")


def begin_session(tour: Walkthrough) -> None:
    """Begin a new session with a known person, and answer the start gate.

    The answers first give a reason to wait, then open the gate.
    """
    driver = tour.driver
    tour.open_person(USING)
    tour.capture_page("person")
    driver.press(people.BEGIN)
    tour.capture_page("gate")
    for question, value in OPEN_GATE_ANSWERS.items():
        tour.choose(Kind.GATE, f"G-{question}", "value", value)
    tour.choose(Kind.GATE, "G-SOBER", "value", "no")
    tour.capture_page("gate-wait")
    tour.open_session_page(SessionPage.QUESTIONS)
    tour.capture_page("questions-wait")
    tour.open_session_page(SessionPage.GATE)
    tour.choose(Kind.GATE, "G-SOBER", "value", "yes")
    for aspect in ("place", "knows", "time", "ring"):
        tour.write(Kind.CHECK_IN, "CHECK-IN", aspect, aspect)
    tour.capture_page("gate-clear")


def finish_session(tour: Walkthrough) -> None:
    """Check the record, print it, seal it, and add an addendum to the sealed record."""
    driver = tour.driver
    driver.press_keys("Alt+5")
    tour.capture_page("check")
    office = driver.app.session_context
    session = office.editor.record.session.id if office and office.editor else ""
    tour.capture_in_other_appearances(
        (
            SessionPage.GATE,
            SessionPage.SIGNS,
            SessionPage.QUESTIONS,
            SessionPage.PROFILE,
            SessionPage.SERVICES,
            SessionPage.CHECK,
        )
    )
    show_overlays_in_large_text(tour)
    tour.go_to(PrintSheets(session))
    tour.capture_page("paper-empty")
    driver.press(f"{print_sheets.SERVICE}{RESPECT_SERVICE}")
    driver.press(print_sheets.PrintField.NEXT_STEP)
    driver.choose(print_sheets.PrintField.WHO_ELSE, "nobody")
    driver.press(print_sheets.PrintAction.SEE_PERSON)
    tour.capture_page("paper-for-the-person")
    save_sheet(tour, "for-the-person.pdf")
    driver.choose(print_sheets.PrintField.FILE_READER, "own_team")
    driver.press(print_sheets.PrintAction.SEE_FILE)
    tour.capture_page("paper-for-the-file")
    save_sheet(tour, "for-the-file.pdf")
    tour.go_to(InSession(session, SessionPage.CHECK))
    driver.press(check.CheckAction.SEAL)
    tour.capture_end("seal")
    driver.press(check.CheckAction.CONFIRM_SEAL)
    driver.type_text(sealed.ADDENDUM_WORDS, tour.words["addendum"])
    driver.type_text(sealed.ADDENDUM_REASON, tour.words["reason"])
    driver.press(sealed.SealedAction.ADD_ADDENDUM)
    tour.capture_page("sealed")
    tour.open_person(USING)
    driver.press(person.PersonAction.ACCESS_HISTORY)
    tour.capture_page("who-looked")
    tour.go_to(Log())
    if driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
        driver.type_text(reauth.ReauthField.PASSPHRASE_FIELD, tour.phrase)
        driver.press(reauth.ReauthAction.GO_ON)
    tour.capture_page("log")


def show_overlays_in_large_text(tour: Walkthrough) -> None:
    """Show the overlays and the turned laptop with the largest text."""
    driver = tour.driver
    with tour.use_appearance(*LARGE_TEXT):
        tour.open_session_page(SessionPage.CHILDREN)
        for key, name, most in (("F4", "advice", 1), ("F1", "guide", 1), ("F2", "emergency", FEW_PICTURES)):
            driver.press_keys(key)
            tour.capture_page(name, most)
            driver.press_keys("Esc")
        tour.open_session_page(SessionPage.QUESTIONS)
        driver.press(f"{questions.STEP_PREFIX}1")
        driver.press(f"{questions.FACE_PERSON_PREFIX}LU-MONEY-1-2")
        tour.capture_page("conversation-view")
        leave_turned_view(tour)


def leave_turned_view(tour: Walkthrough) -> None:
    """Return from the turned laptop to the worker's view."""
    tour.driver.press("leave")
    tour.driver.type_text("passphrase", tour.phrase)
    tour.driver.press("back-in")


def show_support_pages(tour: Walkthrough) -> None:
    """Show step three for a person who experiences abuse, with the ladder for that person."""
    tour.open_person(EXPERIENCING)
    tour.capture_page("person-experiencing")
    tour.driver.press_first(person.OPEN_SESSION)
    for place in (SessionPage.QUESTIONS, SessionPage.SUPPORT, SessionPage.SAFETY_PLAN):
        tour.open_session_page(place)
        tour.capture_page(f"experiencing-{place}")


def record_not_now(tour: Walkthrough) -> None:
    """Record a conversation that does not take place today, as a complete outcome.

    First shows the notice for a person about whom a decision is still outstanding.
    """
    driver = tour.driver
    tour.open_session_page(SessionPage.GATE)
    driver.press(gate.GateAction.OPEN_NOT_NOW)
    tour.choose(Kind.NOT_NOW, "NOT-NOW", "value", "too_little_time")
    tour.capture_end("not-now-owes")
    tour.open_person(NOT_CLEAR)
    driver.press(people.BEGIN)
    driver.press(gate.GateAction.OPEN_NOT_NOW)
    tour.choose(Kind.NOT_NOW, "NOT-NOW", "value", "too_little_time")
    tour.choose(Kind.SAFE_CONTACT, "SAFE-CONTACT", "way", "text")
    tour.choose(Kind.FOLLOW_UP, "FOLLOW-UP", "label", "call_back", "reminder")
    driver.set_date("follow_up|FOLLOW-UP|reminder|due", 3)
    tour.capture_page("not-now")
    driver.press(gate.GateAction.END_NOT_NOW)
    tour.capture_page("today-after")


def cover_and_lock(tour: Walkthrough) -> None:
    """Cover the screen, then show the lock screen again."""
    for _ in range(3):
        tour.driver.press_keys("Shift")
    tour.capture_page("cover")
    tour.driver.press("continue")
    tour.capture_page("locked-again")


def save_sheet(tour: Walkthrough, name: str) -> None:
    """Save the sheet on the screen into the folder of the pictures."""
    page = tour.driver.app.page
    if page and isinstance(page.presenter, print_sheets.PrintPresenter):
        page.presenter.ask_save_path = lambda _: tour.folder / name
    tour.driver.press(print_sheets.PrintAction.SAVE)
    if tour.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
        tour.capture_page("passphrase-again")
        tour.driver.type_text(reauth.ReauthField.PASSPHRASE_FIELD, tour.phrase)
        tour.driver.press(reauth.ReauthAction.GO_ON)
