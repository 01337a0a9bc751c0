"""The four steps of one session, as the tour fills them in."""

from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.steps import REFERRAL_NOTE
from dasupport.tour.walkthrough import Walkthrough
from dasupport.ui.screens.session import ask, profile, questions, refer_services

RESPECT_SERVICE = "K-DIR-RESP"


def fill_identify(tour: Walkthrough) -> None:
    """Fill in step one: what was seen, what the person said, and what somebody else said."""
    driver = tour.driver
    driver.press_keys("Alt+1")
    tour.tick(Kind.ROUTE, "K-S1-ROUTE-04")
    tour.write(Kind.ROUTE, "K-S1-ROUTE-04", "route")
    tour.choose(Kind.ROUTE, "K-S1-ROUTE-04", "source", "saw")
    tour.write(Kind.NOTE, "NOTICE", "sign_visitor")
    tour.choose(Kind.NOTE, "NOTICE", "source", "other")
    tour.capture_page("notice")
    driver.press_keys("Alt+Down")
    for sign, words in (("K-S1-IND-02", "sign_jealous"), ("K-S1-IND-05", "sign_blame")):
        tour.tick(Kind.INDICATOR, sign)
        tour.write(Kind.INDICATOR, sign, words)
        tour.choose(Kind.INDICATOR, sign, "source", "person")
        tour.release(Kind.INDICATOR, sign)
    tour.capture_page("signs")
    driver.press_keys("Alt+Down")
    for form, words in (("K-DEF-05", "form_control"), ("K-DEF-06", "form_economic")):
        tour.tick(Kind.FORM, form)
        tour.write(Kind.FORM, form, words)
        tour.choose(Kind.FORM, form, "source", "person")
    tour.choose(Kind.RELATIONSHIP, "RELATIONSHIP", "value", "K-DEF-14-PARTNER")
    tour.tick(Kind.AT_RISK, "K-INT-05-PARTNER")
    tour.tick(Kind.AT_RISK, "K-INT-05-CHILDREN")
    tour.write(Kind.NOTE, "AT-RISK", "risk")
    tour.capture_page("harm")
    driver.press_keys("Alt+Down")
    tour.choose(Kind.CHILDREN, "CHILDREN", "value", "yes")
    tour.write(Kind.CHILDREN, "CHILDREN", "children")
    driver.press("add-child")
    tour.choose(Kind.CHILD, "CHILD", "age", "5_10", "1")
    tour.choose(Kind.CHILD, "CHILD", "exposure", "heard", "1")
    tour.write(Kind.CHILD, "CHILD", "child", part="1")
    tour.capture_page("children")
    driver.press_keys("F1")
    tour.capture_page("guide")
    driver.press_keys("Esc")


def fill_ask(tour: Walkthrough) -> None:
    """Fill in step two: confidentiality, the questions, the turned laptop, a disclosure and the profile."""
    driver = tour.driver
    driver.press_keys("Alt+2")
    driver.press(ask.AskAction.SAID_IT)
    tour.choose(Kind.CONFIDENTIALITY, "CONFIDENTIALITY", "answer", "understood")
    tour.write(Kind.CONFIDENTIALITY, "CONFIDENTIALITY", "confidentiality")
    tour.capture_page("confidentiality")
    driver.press_keys("Alt+Down")
    driver.choose(questions.ENTRANCE, "money")
    driver.press(questions.QuestionsAction.DEEPER)
    tour.write(Kind.PROMPT, "LU-MONEY-2-1", "ask_money")
    tour.choose(Kind.PROMPT, "LU-MONEY-2-1", "source", "person")
    tour.release(Kind.PROMPT, "LU-MONEY-2-1")
    tour.choose(Kind.PROMPT, "LU-MONEY-2-2", "outcome", "declined")
    tour.capture_page("questions")
    driver.press(f"{questions.STEP_PREFIX}3")
    tour.write(Kind.PROMPT, "LU-MONEY-3-1", "ask_when_angry")
    driver.press(f"{questions.STEP_PREFIX}1")
    driver.press(f"{questions.FACE_PERSON_PREFIX}LU-MONEY-1-2")
    tour.capture_page("conversation-view")
    driver.type_text("own-words", tour.words["turned"])
    driver.press("next")
    driver.press_keys("F2")
    tour.capture_page("conversation-view-emergency")
    driver.press_keys("Esc")
    driver.press("leave")
    driver.type_text("passphrase", tour.phrase)
    tour.capture_page("conversation-view-leaving")
    driver.press("back-in")
    tour.open_session_page(SessionPage.DISCLOSURE)
    tour.choose(Kind.DISCLOSURE, "DISCLOSED", "value", "past_using")
    tour.write(Kind.DISCLOSURE, "DISCLOSED", "disclosed")
    tour.choose(Kind.DISCLOSURE, "DISCLOSED", "source", "person")
    tour.tick(Kind.EXCUSE, "K-HTA-BEH-07")
    tour.capture_page("disclosure")
    fill_profile(tour)


def fill_profile(tour: Walkthrough) -> None:
    """Fill in the counter-allegation profile, show its two totals, and open the ten pairs to read."""
    driver = tour.driver
    tour.open_session_page(SessionPage.PROFILE)
    tour.capture_page("profile-closed")
    driver.choose("counter|COUNTER||value", "yes")
    for pair, mark in (("01", "right"), ("02", "right"), ("05", "unknown"), ("10", "both")):
        tour.choose(Kind.PAIR, f"K-CA-CHK-{pair}", "value", mark)
    tour.write(Kind.PAIR, "K-CA-CHK-01", "comment_fear")
    driver.press(profile.ProfileAction.SHOW_TOTALS)
    tour.choose(Kind.CONCLUSION, "CONCLUSION", "state", "second_view")
    tour.write(Kind.CONCLUSION, "CONCLUSION", "conclusion")
    driver.press(profile.ProfileAction.SHOW_DYN)
    tour.capture_page("profile")


def fill_motivate(tour: Walkthrough) -> None:
    """Fill in step three: invitations, readiness and plain messages."""
    driver = tour.driver
    driver.press_keys("Alt+3")
    tour.choose(Kind.INVITATION, "K-S3-Q-02", "outcome", "asked")
    tour.write(Kind.INVITATION, "K-S3-Q-02", "invitation")
    tour.capture_page("invitations")
    driver.press_keys("Alt+Down")
    tour.choose(Kind.READINESS, "READINESS", "value", "thinking")
    tour.write(Kind.READINESS, "READINESS", "readiness")
    tour.write(Kind.READINESS, "K-S3-APP-02", "helped")
    tour.write(Kind.VIEW, "WORKER-VIEW", "view")
    tour.capture_page("readiness")
    driver.press_keys("Alt+Down")
    tour.tick(Kind.MESSAGE, "K-HTA-MSG-01")
    tour.write(Kind.MESSAGE, "K-HTA-MSG-01", "message")
    tour.capture_page("messages")


def fill_refer(tour: Walkthrough) -> None:
    """Fill in step four: a suitable service, a refused one, the decisions called for, and the next step."""
    driver = tour.driver
    driver.press_keys("Alt+4")
    tour.capture_page("services")
    driver.type_text(refer_services.OTHER, "Calm Minds anger management")
    tour.capture_page("services-refused")
    driver.press(f"{refer_services.REFER}{RESPECT_SERVICE}")
    tour.tick(Kind.REFERRAL, "REFERRAL", "explained", RESPECT_SERVICE)
    tour.tick(Kind.REFERRAL, "REFERRAL", "number_checked", RESPECT_SERVICE)
    tour.choose(Kind.REFERRAL, "REFERRAL", "state", "given_details", RESPECT_SERVICE)
    tour.write(Kind.NOTE, REFERRAL_NOTE, "referral", part=RESPECT_SERVICE)
    tour.capture_page("services-chosen")
    driver.press_keys("Alt+Down")
    tour.choose(Kind.CONSENT, "CONSENT-SHARE", "value", "yes")
    tour.write(Kind.CONSENT, "CONSENT-SHARE", "consent")
    tour.choose(Kind.VIEW, "HIGH-RISK", "value", "yes")
    tour.write(Kind.VIEW, "HIGH-RISK", "high_risk")
    tour.capture_page("decisions")
    for item, outcome, words in (("D-MARAC", "passed_on", "decision_marac"), ("D-CHILD", "referred", "decision_child")):
        tour.choose(Kind.DECISION, item, "outcome", outcome)
        tour.write(Kind.DECISION, item, "decided_by", "by")
        tour.write(Kind.DECISION, item, "discussed_with", "discussed_with")
        tour.write(Kind.DECISION, item, words)
    tour.capture_page("decisions-made")
    driver.press_keys("Alt+Down")
    tour.choose(Kind.CLOSING, "CLOSING", "value", "shaken")
    tour.write(Kind.CLOSING, "CLOSING", "closing")
    tour.choose(Kind.FOLLOW_UP, "FOLLOW-UP", "label", "next_step")
    driver.set_date("follow_up|FOLLOW-UP||due", 5)
    tour.write(Kind.NEXT_STEP, "NEXT-STEP", "next_step")
    tour.write(Kind.COORDINATION, "COORDINATION", "coordination")
    tour.write(Kind.COORDINATION, "DISCUSSED", "discussed")
    tour.capture_page("contact")
