"""The chrome around a page: the navigation rail on the left and the chips in the header. Frozen values."""

from dataclasses import dataclass
from datetime import tzinfo

from dasupport.casework.outstanding import find_outstanding
from dasupport.casework.pages import SessionPage
from dasupport.casework.session_record import Record
from dasupport.casework.steps import Progress, Step, compute_progress, get_step, list_pages
from dasupport.content.dates import format_date, format_time, to_local_date
from dasupport.content.labels.access import IntactReadOnlyLabels
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Chip
from dasupport.ui.screen.routes import (
    PEOPLE_ROUTES,
    SETTINGS_ROUTES,
    Directory,
    Home,
    InSession,
    People,
    PrintSheets,
    Route,
    Settings,
)
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.save_queue import SaveStatus

LOCK, GUIDE = "lock", "guide"
UNNUMBERED_STEP_ICONS = {Step.START: "begin", Step.CHECK: "flag"}
"""Icons of the first and the last step, which have no number."""


@dataclass(frozen=True, slots=True)
class RailItem:
    """One item of the navigation rail: its target route, or its action."""

    key: str
    text: str
    icon: str = ""
    state: str = ""
    """Progress of a step, shown as a badge and said in words; "" for other items."""
    number: str = ""
    is_subpage: bool = False
    is_hidden: bool = False
    """True for a page of a step that is not the current one."""
    is_current: bool = False
    route: Route | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """The navigation rail, and the chips of the header."""

    head: str
    items: tuple[RailItem, ...]
    foot: tuple[RailItem, ...]
    chips: tuple[Chip, ...]


def build_chrome(office: SessionContext, route: Route) -> Chrome:
    """Return the chrome around the page of a route."""
    labels, desk = office.pack.labels, office.editor
    lock = RailItem(LOCK, labels.rail.lock, "lock")
    if isinstance(route, InSession | PrintSheets) and desk and desk.can_write and not desk.record.session.is_sealed:
        home = RailItem("home", labels.rail.home, "home", route=Home())
        chips = (Chip(desk.record.person.code_name, "calm"), Chip(labels.frame.private))
        return Chrome(
            _session_heading(office), _step_items(office, route), (home, lock), (*_capture_chips(office), *chips)
        )
    return Chrome("", _main_items(office, route), (lock,), (*_capture_chips(office), Chip(_owner_text(office))))


def _owner_text(office: SessionContext) -> str:
    """Return the name and role of the vault's owner, or the notice that it is read with a supervisor key."""
    labels, owner = office.pack.labels, office.open_vault.owner
    if office.is_guest:
        return labels.roles.by_key
    role = next((option.say for option in office.pack.choices.roles if option.value == owner.role), owner.role)
    return labels.frame.person.format(name=owner.name, role=role)


def read_only_banner(office: SessionContext) -> str:
    """Return the text of the banner over every page of a read-only vault; "" if it is writable."""
    if office.open_vault.is_read_only and not office.open_vault.is_altered:
        return read_only_labels(office).band
    return (
        f"{office.pack.labels.read_only.band} {safeguarding_contact(office)}" if office.open_vault.is_read_only else ""
    )


def read_only_labels(office: SessionContext) -> IntactReadOnlyLabels:
    """Return the labels for a vault that is intact but read-only: no write permission, or a full disk."""
    labels = office.pack.labels
    return labels.no_right if office.open_vault.is_folder_read_only else labels.full_disk


def safeguarding_contact(office: SessionContext) -> str:
    """Return the first step after altered records: the organisation's own safeguarding number, if there is one."""
    labels, whom = office.pack.labels.read_only, office.organisation
    ring = " ".join(filter(None, (whom.lead or whom.name, whom.lead_number)))
    return labels.help_number.format(whom=ring) if whom.lead_number else labels.help


def _capture_chips(office: SessionContext) -> tuple[Chip, ...]:
    """Return the warning chip for every page while other programs can see the screen."""
    return (
        (Chip(office.pack.labels.laptop.shown, "care"),)
        if office.device.capture and office.device.capture.is_capture_allowed
        else ()
    )


def build_save_chip(pack: Pack, status: SaveStatus, zone: tzinfo | None) -> Chip | None:
    """Return the chip with the save status, in words; None before anything was saved."""
    labels = pack.labels.frame
    if status.is_refused:
        return Chip(labels.not_saved, "stop")
    if status.is_saving:
        return Chip(labels.saving)
    return Chip(labels.saved.format(time=format_time(status.saved_at, zone)), "good") if status.saved_at else None


def _session_heading(office: SessionContext) -> str:
    session = office.editor.record.session if office.editor else None
    if session is None:
        return ""
    when = format_date(office.pack.labels.dates, to_local_date(session.started_at, office.zone))
    return office.pack.labels.rail.session.format(number=session.number, day=when)


def _step_items(office: SessionContext, route: InSession | PrintSheets) -> tuple[RailItem, ...]:
    labels = office.pack.labels
    record = office.editor.record if office.editor else None
    items: list[RailItem] = []
    if record is None:
        return ()
    lacking = {get_step(debt.page) for debt in find_outstanding(record) if debt.blocks_sealing}
    for number, step in enumerate(Step):
        pages = list_pages(step, record.presenting)
        current = isinstance(route, InSession) and get_step(route.page) is step
        state = _step_progress(record, step, lacking=step in lacking)
        item = RailItem(
            f"step:{step}",
            getattr(labels.steps, step),
            UNNUMBERED_STEP_ICONS.get(step, ""),
            state,
            "" if step in UNNUMBERED_STEP_ICONS else str(number),
            is_current=current,
            route=InSession(route.session, pages[0]),
            hint=getattr(labels.progress, state),
        )
        items.append(item)
        if len(pages) > 1:
            items += [_page_item(labels.places, place, route, hidden=not current) for place in pages]
    return tuple(items)


def _step_progress(record: Record, step: Step, *, lacking: bool) -> Progress:
    """Return the progress of a step; a step is not done while it lacks something that sealing requires."""
    state = compute_progress(record, step)
    return Progress.STARTED if lacking and state is Progress.DONE else state


def _page_item(titles: object, place: SessionPage, route: InSession | PrintSheets, *, hidden: bool) -> RailItem:
    title = getattr(titles, place).short
    here = isinstance(route, InSession) and place is route.page
    goal = InSession(route.session, place)
    return RailItem(f"place:{place}", title, is_subpage=True, is_hidden=hidden, is_current=here, route=goal)


def _main_items(office: SessionContext, route: Route) -> tuple[RailItem, ...]:
    labels = office.pack.labels.rail
    people = isinstance(route, PEOPLE_ROUTES)
    settings = isinstance(route, SETTINGS_ROUTES) and not office.open_vault.keys.needs_first_code
    return (
        RailItem("home", labels.home, "home", is_current=isinstance(route, Home), route=Home()),
        RailItem("people", labels.people, "people", is_current=people, route=People()),
        RailItem("directory", labels.directory, "phone", is_current=isinstance(route, Directory), route=Directory()),
        RailItem(GUIDE, labels.guide, "book"),
        RailItem("settings", labels.settings, "gear", is_current=settings, route=Settings()),
    )
