"""Labels of the window around every page, and of the pages outside a session. A missing label is a type error."""

from msgspec import Struct


class ChromeLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the header and the advice panel around every page."""

    guide: str
    emergency: str
    cover: str
    cover_key: str
    advice: str
    private: str
    saved: str
    saving: str
    not_saved: str
    again: str
    advice_head: str
    close_advice: str
    person: str


class NavRailLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the navigation rail on the left."""

    home: str
    people: str
    directory: str
    guide: str
    settings: str
    lock: str
    session: str


class DateLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of months and weekdays, and words for dates near today."""

    months: tuple[str, ...]
    weekdays: tuple[str, str, str, str, str, str, str]
    hint: str
    tomorrow: str
    in_a_week: str
    in_two_weeks: str
    in_a_month: str
    today: str
    day_late: str
    days_late: str
    in_a_day: str
    in_days: str


class HomeLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the home page."""

    hello: str
    closed: str
    opened: str
    not_closed: str
    tries_one: str
    tries: str
    nothing: str
    one: str
    several: str
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
    conversation: str
    one_session: str
    sessions: str
    seen: str
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
    more: str


class PersonLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page of one person."""

    begin: str
    resume: str
    sessions: str
    conversation: str
    open: str
    sealed: str
    not_now: str
    statements: str
    statements_sub: str
    stated: str
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
    percent: str
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
    pack: str
