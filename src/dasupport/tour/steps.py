"""The steps of the tour, in the order of a day: one made-up person who uses abuse, then pages of the other two."""

from dasupport.casework.entry import Kind
from dasupport.casework.steps import Place
from dasupport.tour.camera import OPEN_GATE, Tour
from dasupport.ui.routes import Directory, InSession, NewPerson, Papers, People
from dasupport.ui.routes import Settings as SettingsRoute
from dasupport.ui.screens import (
    ask,
    check,
    papers,
    people,
    person_view,
    profile,
    questions,
    refer_services,
    sealed,
    start,
)

USING, EXPERIENCING = "KD-2041", "KD-3175"
RESPECT = "K-DIR-RESP"


def walk(tour: Tour) -> None:
    """The whole day."""
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
    """The lock screen, the emergency card on it, and what is waiting today."""
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
    """A new conversation with somebody we know, and the start gate: first a reason to wait, then an open one."""
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


def identify(tour: Tour) -> None:
    """Step one: what was seen, said, and told by somebody else."""
    driver = tour.driver
    driver.keys("Alt+1")
    tour.tick(Kind.ROUTE, "K-S1-ROUTE-04")
    tour.write(Kind.ROUTE, "K-S1-ROUTE-04", "route")
    tour.choose(Kind.ROUTE, "K-S1-ROUTE-04", "source", "saw")
    tour.write(Kind.NOTE, "NOTICE", "sign_visitor")
    tour.choose(Kind.NOTE, "NOTICE", "source", "other")
    tour.shot("notice")
    driver.keys("Alt+Down")
    for sign, words in (("K-S1-IND-02", "sign_jealous"), ("K-S1-IND-05", "sign_blame")):
        tour.tick(Kind.INDICATOR, sign)
        tour.write(Kind.INDICATOR, sign, words)
        tour.choose(Kind.INDICATOR, sign, "source", "person")
        tour.release(Kind.INDICATOR, sign)
    tour.shot("signs")
    driver.keys("Alt+Down")
    for form, words in (("K-DEF-05", "form_control"), ("K-DEF-06", "form_economic")):
        tour.tick(Kind.FORM, form)
        tour.write(Kind.FORM, form, words)
        tour.choose(Kind.FORM, form, "source", "person")
    tour.choose(Kind.RELATIONSHIP, "RELATIONSHIP", "value", "K-DEF-14-PARTNER")
    tour.tick(Kind.AT_RISK, "K-INT-05-PARTNER")
    tour.tick(Kind.AT_RISK, "K-INT-05-CHILDREN")
    tour.write(Kind.NOTE, "AT-RISK", "risk")
    tour.shot("harm")
    driver.keys("Alt+Down")
    tour.choose(Kind.CHILDREN, "CHILDREN", "value", "yes")
    tour.write(Kind.CHILDREN, "CHILDREN", "children")
    driver.press("add-child")
    tour.choose(Kind.CHILD, "CHILD", "age", "5_10", "1")
    tour.choose(Kind.CHILD, "CHILD", "exposure", "heard", "1")
    tour.write(Kind.CHILD, "CHILD", "child", part="1")
    tour.shot("children")
    driver.keys("F1")
    tour.shot("guide")
    driver.keys("Esc")


def asking(tour: Tour) -> None:
    """Step two: what stays between us, the questions, the laptop turned, a disclosure, the profile."""
    driver = tour.driver
    driver.keys("Alt+2")
    driver.press(ask.SAID_IT)
    tour.choose(Kind.CONFIDENTIALITY, "CONFIDENTIALITY", "answer", "understood")
    tour.write(Kind.CONFIDENTIALITY, "CONFIDENTIALITY", "confidentiality")
    tour.shot("confidentiality")
    driver.keys("Alt+Down")
    driver.choose(questions.WAY_IN, "money")
    driver.press(questions.DEEPER)
    tour.write(Kind.PROMPT, "LU-MONEY-2-1", "ask_money")
    tour.choose(Kind.PROMPT, "LU-MONEY-2-1", "source", "person")
    tour.release(Kind.PROMPT, "LU-MONEY-2-1")
    tour.choose(Kind.PROMPT, "LU-MONEY-2-2", "outcome", "declined")
    tour.shot("questions")
    driver.press(f"{questions.RUNG}3")
    tour.write(Kind.PROMPT, "LU-MONEY-3-1", "ask_when_angry")
    driver.press(f"{questions.RUNG}1")
    driver.press(f"{questions.TURN}LU-MONEY-1-2")
    tour.shot("conversation-view")
    driver.type("own-words", tour.words["turned"])
    driver.press("next")
    driver.keys("F2")
    tour.shot("conversation-view-emergency")
    driver.keys("Esc")
    driver.press("leave")
    driver.type("passphrase", tour.phrase)
    tour.shot("conversation-view-leaving")
    driver.press("back-in")
    tour.place(Place.DISCLOSURE)
    tour.choose(Kind.DISCLOSURE, "DISCLOSED", "value", "past_using")
    tour.write(Kind.DISCLOSURE, "DISCLOSED", "disclosed")
    tour.choose(Kind.DISCLOSURE, "DISCLOSED", "source", "person")
    tour.tick(Kind.EXCUSE, "K-HTA-BEH-07")
    tour.shot("disclosure")
    profiling(tour)


def profiling(tour: Tour) -> None:
    """The counter-allegation profile, its two counts, and the ten pairs to read."""
    driver = tour.driver
    tour.place(Place.PROFILE)
    tour.shot("profile-closed")
    driver.choose("counter|COUNTER||value", "yes")
    for pair, mark in (("01", "right"), ("02", "right"), ("05", "unknown"), ("10", "both")):
        tour.choose(Kind.PAIR, f"K-CA-CHK-{pair}", "value", mark)
    tour.write(Kind.PAIR, "K-CA-CHK-01", "comment_fear")
    driver.press(profile.SHOW)
    tour.choose(Kind.CONCLUSION, "CONCLUSION", "state", "second_view")
    tour.write(Kind.CONCLUSION, "CONCLUSION", "conclusion")
    driver.press(profile.READ)
    tour.shot("profile")


def motivate(tour: Tour) -> None:
    """Step three."""
    driver = tour.driver
    driver.keys("Alt+3")
    tour.choose(Kind.INVITATION, "K-S3-Q-02", "outcome", "asked")
    tour.write(Kind.INVITATION, "K-S3-Q-02", "invitation")
    tour.shot("invitations")
    driver.keys("Alt+Down")
    tour.choose(Kind.READINESS, "READINESS", "value", "thinking")
    tour.write(Kind.READINESS, "READINESS", "readiness")
    tour.write(Kind.READINESS, "K-S3-APP-02", "helped")
    tour.write(Kind.VIEW, "WORKER-VIEW", "view")
    tour.shot("readiness")
    driver.keys("Alt+Down")
    tour.tick(Kind.MESSAGE, "K-HTA-MSG-01")
    tour.write(Kind.MESSAGE, "K-HTA-MSG-01", "message")
    tour.shot("messages")


def refer_on(tour: Tour) -> None:
    """Step four: a service that fits, one that is refused, the decisions that the record asks for, the next step."""
    driver = tour.driver
    driver.keys("Alt+4")
    tour.shot("services")
    driver.type(refer_services.OTHER, "Calm Minds anger management")
    tour.shot("services-refused")
    driver.press(f"{refer_services.REFER}{RESPECT}")
    tour.tick(Kind.REFERRAL, "REFERRAL", "explained", RESPECT)
    tour.tick(Kind.REFERRAL, "REFERRAL", "number_checked", RESPECT)
    tour.choose(Kind.REFERRAL, "REFERRAL", "state", "given_details", RESPECT)
    tour.write(Kind.REFERRAL, "REFERRAL", "referral", part=RESPECT)
    tour.shot("services-chosen")
    driver.keys("Alt+Down")
    tour.choose(Kind.CONSENT, "CONSENT-SHARE", "value", "yes")
    tour.write(Kind.CONSENT, "CONSENT-SHARE", "consent")
    tour.choose(Kind.VIEW, "HIGH-RISK", "value", "yes")
    tour.write(Kind.VIEW, "HIGH-RISK", "high_risk")
    tour.shot("decisions")
    for item, outcome, words in (("D-MARAC", "passed_on", "decision_marac"), ("D-CHILD", "referred", "decision_child")):
        tour.choose(Kind.DECISION, item, "outcome", outcome)
        tour.write(Kind.DECISION, item, "decided_by", "by")
        tour.write(Kind.DECISION, item, "discussed_with", "discussed_with")
        tour.write(Kind.DECISION, item, words)
    tour.shot("decisions-made")
    driver.keys("Alt+Down")
    tour.choose(Kind.CLOSING, "CLOSING", "value", "shaken")
    tour.write(Kind.CLOSING, "CLOSING", "closing")
    tour.choose(Kind.FOLLOW_UP, "FOLLOW-UP", "label", "next_step")
    driver.date("follow_up|FOLLOW-UP||due", 5)
    tour.write(Kind.NEXT_STEP, "NEXT-STEP", "next_step")
    tour.write(Kind.COORDINATION, "COORDINATION", "coordination")
    tour.write(Kind.COORDINATION, "DISCUSSED", "discussed")
    tour.shot("contact")


def finish(tour: Tour) -> None:
    """Check, paper, seal, and an addendum on the sealed record."""
    driver = tour.driver
    driver.keys("Alt+5")
    tour.shot("check")
    office = driver.shell.office
    session = office.desk.record.session.id if office and office.desk else ""
    tour.in_looks((Place.GATE, Place.SIGNS, Place.QUESTIONS, Place.PROFILE, Place.SERVICES, Place.CHECK))
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
    tour.shot("seal")
    driver.press(check.REALLY)
    driver.type(sealed.WORDS, tour.words["addendum"])
    driver.type(sealed.REASON, tour.words["reason"])
    driver.press(sealed.ADD)
    tour.shot("sealed")


def support(tour: Tour) -> None:
    """The third step for somebody who experiences abuse, with the ladder for them."""
    tour.person(EXPERIENCING)
    tour.shot("person-experiencing")
    tour.driver.press_first(person_view.OPEN)
    for place in (Place.QUESTIONS, Place.SUPPORT, Place.SAFETY_PLAN):
        tour.place(place)
        tour.shot(f"experiencing-{place}")


def not_now(tour: Tour) -> None:
    """A talk that does not happen today, as a full outcome."""
    tour.place(Place.GATE)
    tour.driver.press(start.OPEN_NOT_NOW)
    tour.choose(Kind.NOT_NOW, "NOT-NOW", "value", "too_little_time")
    tour.choose(Kind.SAFE_CONTACT, "SAFE-CONTACT", "way", "text")
    tour.choose(Kind.FOLLOW_UP, "FOLLOW-UP", "label", "call_back", "reminder")
    tour.driver.date("follow_up|FOLLOW-UP|reminder|due", 3)
    tour.shot("not-now")
    tour.driver.press(start.END_NOT_NOW)
    tour.shot("today-after")


def leave(tour: Tour) -> None:
    """Cover, and the lock screen again."""
    for _ in range(3):
        tour.driver.keys("Shift")
    tour.shot("cover")
    tour.driver.press("continue")
    tour.shot("locked-again")


def save(tour: Tour, name: str) -> None:
    """Save the sheet on the screen beside the pictures."""
    page = tour.driver.shell.page
    if page and isinstance(page.presenter, papers.PapersPage):
        page.presenter.ask_where = lambda _: tour.folder / name
    tour.driver.press(papers.SAVE)
