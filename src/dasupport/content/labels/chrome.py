"""Labels of the window around every page, and of the pages outside a session. A missing label is a type error."""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills
from dasupport.content.plurals import Plural


class ChromeLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the header and the advice panel around every page."""

    guide: str
    emergency: str
    cover: str
    cover_key: str
    advice: str
    private: str
    saved: Annotated[str, Fills("time")]
    saving: str
    not_saved: str
    again: str
    advice_head: str
    close_advice: str
    person: Annotated[str, Fills("name", "role")]


class NavRailLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the navigation rail on the left."""

    home: str
    people: str
    directory: str
    guide: str
    settings: str
    lock: str
    session: Annotated[str, Fills("number", "day")]


class DateLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of months and weekdays, and words for dates near today."""

    months: tuple[str, ...]
    ordinals: tuple[str, ...]
    """Endings of ordinal numbers, in small letters, that a typed date may have: 1st, 2nd."""
    weekdays: tuple[str, str, str, str, str, str, str]
    hint: str
    tomorrow: str
    in_a_week: str
    in_two_weeks: str
    in_a_month: str
    today: str
    days_late: Annotated[Plural, Fills("days")]
    in_a_day: str
    in_days: Annotated[Plural, Fills("days")]


class HomeLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the home page."""

    hello: Annotated[str, Fills("name")]
    closed: Annotated[str, Fills("day", "time")]
    opened: Annotated[str, Fills("day")]
    not_closed: Annotated[str, Fills("day", "time")]
    tries: Annotated[Plural, Fills("count")]
    nothing: str
    waiting: Annotated[Plural, Fills("count")]
    new: str
    due: str
    unfinished: str
    recent: str
    open: str
    resume: str
    not_begun: str
    half: str
    half_sub: str
    half_gone: str
    half_gone_sub: str
    conversation: Annotated[str, Fills("number", "place")]
    sessions: Annotated[Plural, Fills("count")]
    seen: Annotated[str, Fills("day")]
    everyone: str
    first: str
    first_sub: str
    own_safety: str
    own_safety_sub: str
    no_lead: str
    no_lead_sub: str
    unchecked: str
    unchecked_sub: str


class NewPersonLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page for meeting somebody new."""

    title: str
    sub: str
    code: str
    code_hint: str
    real: str
    real_hint: str
    area: str
    presenting: str
    presenting_hint: str
    half: str
    half_sub: str
    hidden: str
    afresh: str
    begin: str


class PeopleLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page that lists all people."""

    title: str
    find: str
    find_hint: str
    none: str
    more: Annotated[str, Fills("count")]


class PersonLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page of one person."""

    begin: str
    resume: str
    sessions: str
    conversation: Annotated[str, Fills("number")]
    open: str
    sealed: str
    not_now: str
    statements: str
    statements_sub: str
    stated: Annotated[str, Fills("what", "day", "who")]
    protected: str
    protected_sub: str
    reveal: str
    hide: str
    no_name: str
    logged: str


class DirectoryLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the directory of services, opened outside a session."""

    title: str
    sub: str


class GuideLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the guide."""

    title: str
    find: str
    why: str
    here: str
    none: str
    close: str


class SettingsLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the settings page."""

    title: str
    looks: str
    look: str
    light: str
    dark: str
    contrast: str
    scale: str
    percent: Annotated[str, Fills("n")]
    organisation: str
    organisation_sub: str
    name: str
    lead: str
    lead_hint: str
    lead_number: str
    recording: str
    recording_hint: str
    missing: str
    missing_sub: str
    about: str
    pack: Annotated[str, Fills("name")]
