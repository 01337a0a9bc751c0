"""Names of the pages of a session."""

from enum import StrEnum


class SessionPage(StrEnum):
    """A page of a session."""

    GATE = "gate"
    NOTICE = "notice"
    SIGNS = "signs"
    HARM = "harm"
    CHILDREN = "children"
    CONFIDENTIALITY = "confidentiality"
    QUESTIONS = "questions"
    DISCLOSURE = "disclosure"
    PROFILE = "profile"
    INVITE = "invite"
    READINESS = "readiness"
    MESSAGES = "messages"
    SUPPORT = "support"
    SAFETY_PLAN = "safety_plan"
    SERVICES = "services"
    DECISIONS = "decisions"
    CONTACT = "contact"
    CHECK = "check"
