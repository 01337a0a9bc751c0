"""The main walkthrough: a working day with one made-up person who uses abuse, then pages of two other people."""

from dasupport.casework.entry import Kind
from dasupport.casework.steps import Place
from dasupport.tour.camera import FEW, LARGE, OPEN_GATE, Tour
from dasupport.tour.talk import RESPECT, asking, identify, motivate, refer_on
from dasupport.ui.routes import Directory, InSession, Log, NewPerson, Papers, People
from dasupport.ui.routes import Settings as SettingsRoute
from dasupport.ui.screens import again, check, papers, people, person_view, questions, sealed, start

USING, EXPERIENCING, NOT_CLEAR = "KD-2041", "KD-3175", "KD-4408"


def walk(tour: Tour) -> None:
    """Walk through the whole day."""
    arrive(tour)
    begin(tour)
    identify(tour)
    asking(tour)
    motivate(tour)
    refer_on(tour)
    finish(tour)
    support(tour)
    not_now(tour)
    leave(tour)


def arrive(tour: Tour) -> None:
    """Show the lock screen and its emergency card, unlock, and show the home page and the pages outside a session."""
    driver = tour.driver
    tour.shot("lock")
    driver.press("emergency")
    tour.shot("emergency-locked")
    driver.keys("Esc")
    driver.type("passphrase", "not the passphrase")
    driver.press("open")
    tour.shot("lock-wrong-passphrase")
    driver.type("passphrase", tour.phrase)
    driver.press("open")
    tour.shot("today")
    tour.go(SettingsRoute())
    for field, words in (("name", "organisation"), ("lead", "lead"), ("lead_number", "lead_number")):
        driver.type(field, tour.words[words])
    tour.shot("settings")
    tour.go(NewPerson())
    tour.shot("new-person")
    tour.go(People())
    tour.shot("people")
    tour.go(Directory())
    driver.press("filters")
    tour.shot("directory")


def begin(tour: Tour) -> None:
    """Begin a new session with a known person, and answer the start gate.

    The answers first give a reason to wait, then open the gate.
    """
    driver = tour.driver
    tour.person(USING)
    tour.shot("person")
    driver.press(people.BEGIN)
    tour.shot("gate")
    for question, value in OPEN_GATE.items():
        tour.choose(Kind.GATE, f"G-{question}", "value", value)
    tour.choose(Kind.GATE, "G-SOBER", "value", "no")
    tour.shot("gate-wait")
    tour.place(Place.QUESTIONS)
    tour.shot("questions-wait")
    tour.place(Place.GATE)
    tour.choose(Kind.GATE, "G-SOBER", "value", "yes")
    for aspect in ("place", "knows", "time", "ring"):
        tour.write(Kind.CHECK_IN, "CHECK-IN", aspect, aspect)
    tour.shot("gate-clear")


def finish(tour: Tour) -> None:
    """Check the record, print it, seal it, and add an addendum to the sealed record."""
    driver = tour.driver
    driver.keys("Alt+5")
    tour.shot("check")
    office = driver.shell.office
    session = office.desk.record.session.id if office and office.desk else ""
    tour.in_looks((Place.GATE, Place.SIGNS, Place.QUESTIONS, Place.PROFILE, Place.SERVICES, Place.CHECK))
    large(tour)
    tour.go(Papers(session))
    tour.shot("paper-empty")
    driver.press(f"{papers.SERVICE}{RESPECT}")
    driver.press(papers.NEXT_STEP)
    driver.choose(papers.WHO_ELSE, "nobody")
    driver.press(papers.SEE_PERSON)
    tour.shot("paper-for-the-person")
    save(tour, "for-the-person.pdf")
    driver.choose(papers.FILE_READER, "own_team")
    driver.press(papers.SEE_FILE)
    tour.shot("paper-for-the-file")
    save(tour, "for-the-file.pdf")
    tour.go(InSession(session, Place.CHECK))
    driver.press(check.SEAL)
    tour.end("seal")
    driver.press(check.REALLY)
    driver.type(sealed.WORDS, tour.words["addendum"])
    driver.type(sealed.REASON, tour.words["reason"])
    driver.press(sealed.ADD)
    tour.shot("sealed")
    tour.person(USING)
    driver.press(person_view.LOOKS)
    tour.shot("who-looked")
    tour.go(Log())
    if driver.has(again.PHRASE):
        driver.type(again.PHRASE, tour.phrase)
        driver.press(again.GO_ON)
    tour.shot("log")


def large(tour: Tour) -> None:
    """Show the overlays and the turned laptop with the largest text."""
    driver = tour.driver
    with tour.look(*LARGE):
        tour.place(Place.CHILDREN)
        for key, name, most in (("F4", "advice", 1), ("F1", "guide", 1), ("F2", "emergency", FEW)):
            driver.keys(key)
            tour.shot(name, most)
            driver.keys("Esc")
        tour.place(Place.QUESTIONS)
        driver.press(f"{questions.RUNG}1")
        driver.press(f"{questions.TURN}LU-MONEY-1-2")
        tour.shot("conversation-view")
        come_back(tour)


def come_back(tour: Tour) -> None:
    """Return from the turned laptop to the worker's view."""
    tour.driver.press("leave")
    tour.driver.type("passphrase", tour.phrase)
    tour.driver.press("back-in")


def support(tour: Tour) -> None:
    """Show step three for a person who experiences abuse, with the ladder for that person."""
    tour.person(EXPERIENCING)
    tour.shot("person-experiencing")
    tour.driver.press_first(person_view.OPEN)
    for place in (Place.QUESTIONS, Place.SUPPORT, Place.SAFETY_PLAN):
        tour.place(place)
        tour.shot(f"experiencing-{place}")


def not_now(tour: Tour) -> None:
    """Record a conversation that does not take place today, as a complete outcome.

    First shows the notice for a person about whom a decision is still outstanding.
    """
    driver = tour.driver
    tour.place(Place.GATE)
    driver.press(start.OPEN_NOT_NOW)
    tour.choose(Kind.NOT_NOW, "NOT-NOW", "value", "too_little_time")
    tour.end("not-now-owes")
    tour.person(NOT_CLEAR)
    driver.press(people.BEGIN)
    driver.press(start.OPEN_NOT_NOW)
    tour.choose(Kind.NOT_NOW, "NOT-NOW", "value", "too_little_time")
    tour.choose(Kind.SAFE_CONTACT, "SAFE-CONTACT", "way", "text")
    tour.choose(Kind.FOLLOW_UP, "FOLLOW-UP", "label", "call_back", "reminder")
    driver.date("follow_up|FOLLOW-UP|reminder|due", 3)
    tour.shot("not-now")
    driver.press(start.END_NOT_NOW)
    tour.shot("today-after")


def leave(tour: Tour) -> None:
    """Cover the screen, then show the lock screen again."""
    for _ in range(3):
        tour.driver.keys("Shift")
    tour.shot("cover")
    tour.driver.press("continue")
    tour.shot("locked-again")


def save(tour: Tour, name: str) -> None:
    """Save the sheet on the screen into the folder of the pictures."""
    page = tour.driver.shell.page
    if page and isinstance(page.presenter, papers.PapersPage):
        page.presenter.ask_where = lambda _: tour.folder / name
    tour.driver.press(papers.SAVE)
    if tour.driver.has(again.PHRASE):
        tour.shot("passphrase-again")
        tour.driver.type(again.PHRASE, tour.phrase)
        tour.driver.press(again.GO_ON)
