"""Labels for checking, sealing, printing and describing a record. A missing label is a type error."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills


class CheckLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the check page, where a session is sealed."""

    owed: str
    owed_sub: str
    nothing_owed: str
    must: str
    should: str
    go: str
    change: str
    not_asked: str
    seal: str
    seal_sub: str
    really: str
    not_yet: str
    paper: str
    blocked: str


class SealedLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page of a sealed session."""

    title: Annotated[str, Fills("code", "number")]
    sub: Annotated[str, Fills("author", "when", "pack")]
    sealed: Annotated[str, Fills("when")]
    not_now: Annotated[str, Fills("when")]
    state_sub: str
    unsealed: str
    unsealed_sub: str
    history: Annotated[str, Fills("count")]
    no_history: str
    paper: str
    replaced: str
    follow_up_done: str
    follow_up_was_done: str
    addenda: str
    because: Annotated[str, Fills("reason")]
    add: str
    add_sub: str
    words: str
    reason: str
    reason_hint: str
    add_now: str


class PrintLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the print page."""

    title: str
    sub: str
    person: str
    person_sub: str
    nothing_offered: str
    unchecked: str
    next_step: str
    see: str
    file: str
    file_sub: str
    preview_person: str
    preview_file: str
    preview_sub: str
    page: str
    save: str
    letters: str
    letters_sub: str
    plain: str
    plain_sub: str
    saved: str
    saved_sub: str
    stick: str
    stick_sub: str
    copied: Annotated[str, Fills("name")]
    copied_sub: str
    elsewhere: str
    elsewhere_sub: str
    file_name: str
    back: str
    save_title: str
    file_kind: str


class SheetsLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Fixed texts on printed sheets."""

    person_title: str
    next_step: str
    aim: str
    about: Annotated[str, Fills("code", "number", "when", "author")]
    words_version: Annotated[str, Fills("pack")]
    file_title: str
    file_title_own: str
    file_footer: str
    besides: str
    replaced: str
    because: Annotated[str, Fills("reason")]
    watermark: str


class EntryTextLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Words used in the text of an entry."""

    confidential: str
    known: Annotated[str, Fills("how")]
    noticed: str
    given: str
    planned: str
    at_risk: str
    this_way: str
    note_on: Annotated[str, Fills("what")]
    look_again: Annotated[str, Fills("day")]
    explained: str
    limits_said: str
    decided_by: Annotated[str, Fills("who")]
    decided_with: Annotated[str, Fills("who")]
    turned: str


class EntryKindLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Names for entries whose item has no text of its own, by `casework.entry.Kind`."""

    gate: str
    override: str
    check_in: str
    not_now: str
    safe_contact: str
    presenting: str
    route: str
    indicator: str
    form: str
    at_risk: str
    relationship: str
    children: str
    child: str
    counter: str
    confidentiality: str
    prompt: str
    disclosure: str
    excuse: str
    pair: str
    conclusion: str
    invitation: str
    readiness: str
    view: str
    message: str
    support: str
    plan: str
    consent: str
    referral: str
    decision: str
    closing: str
    follow_up: str
    coordination: str
    next_step: str
    note: str
    step: str
    addendum: str
