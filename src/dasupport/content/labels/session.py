"""Labels of the pages of a session. A missing label is a type error."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills


class StepsLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the steps of a session."""

    start: str
    identify: str
    ask: str
    motivate: str
    refer: str
    check: str


class ProgressLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the states of a step."""

    not_started: str
    started: str
    done: str
    not_now: str


class SessionNavigationLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the buttons that lead on or back, and of the reason for leaving a step for now."""

    finish: str
    not_now: str
    why_not_now: str
    why_not_now_hint: str


class GateBlockedLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of a page that is blocked by the start gate."""

    lead: str
    call: Annotated[str, Fills("name", "number")]
    call_nobody: str
    to_gate: str
    override: str
    override_hint: str


class ProvenanceLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the fields for the source of a statement and for who may hear it."""

    source: str
    reach: str
    confidential: str
    release: str
    how: str
    how_needed: str
    how_hint: str


class CitationLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the small print on the source of an item."""

    reviewed: Annotated[str, Fills("who")]
    not_reviewed: str
    ours: str


class SessionPageLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Title of a session page, a line below it, and its short name in the navigation rail."""

    title: str
    sub: str
    short: str


class SessionPagesLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Titles of the pages of a session, by `casework.steps.SessionPage`."""

    gate: SessionPageLabels
    notice: SessionPageLabels
    signs: SessionPageLabels
    harm: SessionPageLabels
    children: SessionPageLabels
    confidentiality: SessionPageLabels
    questions: SessionPageLabels
    disclosure: SessionPageLabels
    profile: SessionPageLabels
    invite: SessionPageLabels
    readiness: SessionPageLabels
    messages: SessionPageLabels
    support: SessionPageLabels
    safety_plan: SessionPageLabels
    services: SessionPageLabels
    decisions: SessionPageLabels
    contact: SessionPageLabels
    check: SessionPageLabels


class GateLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the start gate."""

    setting: str
    before_asking: str
    clear: str
    clear_sub: str
    unanswered: str
    own_safety: str
    own_safety_sub: str
    place: str
    time: str
    knows: str
    ring: str
    statement: str
    statement_sub: str
    not_now: str
    reason: str
    reason_words: str
    safe_contact: str
    safe_contact_sub: str
    way: str
    message: str
    times: str
    code_word: str
    reminder: str
    reminder_sub: str
    due: str
    stay: str
    wanted: str
    end: str


class HowNoticedLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page on how abuse came to notice."""

    note: str
    note_hint: str
    more: str


class SignsLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page of signs."""

    use: str
    experience: str
    physical: str
    emotional: str
    social: str
    what: str
    what_sub: str
    words: str


class HarmLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page on the forms of abuse, the relationship, and who is at risk."""

    forms: str
    forms_sub: str
    who_what: str
    who_what_hint: str
    relationship: str
    relationship_sub: str
    at_risk: str
    at_risk_sub: str
    at_risk_words: str


class ChildrenLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page about children."""

    words: str
    words_hint: str
    child: Annotated[str, Fills("number")]
    add: str
    label: str
    label_hint: str
    lives_with: str
    age: str
    exposure: str
    child_words: str
    child_words_hint: str
    mistaken: str


class ConfidentialityLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page on which confidentiality is explained."""

    aloud: str
    said_it: str
    said_it_sub: str
    said_at: Annotated[str, Fills("time")]
    answer: str
    answer_words: str


class QuestionsLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the ladder of questions."""

    ladder: str
    using: str
    experiencing: str
    way_in: str
    outcome: str
    asked: Annotated[str, Fills("count")]
    answer: str
    exact_words: str
    exact_words_hint: str
    they_wrote: str
    listen_for: Annotated[str, Fills("what")]
    why: Annotated[str, Fills("why")]
    turn: str
    higher: str
    deeper: str


class DisclosureLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the disclosure page."""

    say: str
    avoid: str
    words: str
    words_hint: str
    excuses: str
    excuses_sub: str
    reply: str


class ProfileLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the counter-allegation profile."""

    left_head: str
    middle_head: str
    right_head: str
    left: str
    both: str
    right: str
    neither: str
    unknown: str
    left_mark: str
    both_mark: str
    right_mark: str
    neither_mark: str
    unknown_mark: str
    comment: Annotated[str, Fills("topic")]
    considered: Annotated[str, Fills("count", "all")]
    show_totals: str
    hide_totals: str
    left_total: Annotated[str, Fills("count")]
    right_total: Annotated[str, Fills("count")]
    conclusion: str
    conclusion_words: str
    conclusion_hint: str
    look_again: str
    read_dyn: str
    close_dyn: str
    dyn: str


class InvitationLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page of invitations."""

    parents: str


class ReadinessLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page on readiness to change."""

    words: str
    words_hint: str
    view: str
    view_hint: str


class MessagesLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page of plain messages."""

    given: str
    reply: str


class SafetyPlanLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the safety planning page."""

    head: str
    head_sub: str
    words: str


class ServicesLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the directory and of the referrals page."""

    taken: str
    search: str
    filters: str
    fewer: str
    search_hint: str
    audience: str
    area: str
    gender: str
    age: str
    needs: str
    found: Annotated[str, Fills("count")]
    all: Annotated[str, Fills("count")]
    anywhere: str
    fits: Annotated[str, Fills("what")]
    unchecked: str
    checked_on: Annotated[str, Fills("day")]
    more: str
    less: str
    refer: str
    happens: str
    explained: str
    explained_hint: str
    checked: str
    checked_hint: str
    state: str
    words: str
    remove: str
    not_these: str
    other: str
    other_hint: str
    paper: str
    web: str
    email: str
    address: str
    format: str
    length: str
    model: str
    cost: str
    access: str
    languages: str
    accreditation: str
    how_to_refer: str
    what_happens: str
    who_is_contacted: str
    conflict: str
    gap: str
    fact: Annotated[str, Fills("name", "text")]
    seen: Annotated[str, Fills("source", "seen", "sure")]
    high: str
    med: str
    low: str


class DecisionsLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page of decisions and consent."""

    demanded: str
    demanded_sub: str
    others: str
    others_sub: str
    consent_words: str
    high_risk_words: str
    answered: str
    waiting: str
    incomplete: str
    by: str
    discussed_with: str
    consent: str
    why: str
    why_hint: str
    call: Annotated[str, Fills("name", "numbers")]


class ContactLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page on staying in touch."""

    closing_words: str
    follow_up: str
    follow_up_sub: str
    due: str
    next_step_note: str


class TurnedLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the screen shown when the laptop is turned to the person."""

    leave: str
    own_words: str
    not_today: str
    skip: str
    next: str
    footer: str
    door: str
    passphrase: str
    pin_or_passphrase: str
    stay: str
    back_in: str
    end: str
