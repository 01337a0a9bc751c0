"""The chrome around a page: the navigation rail on the left and the chips in the header. Frozen values."""

from dataclasses import dataclass

from dasupport.casework.owes import find_outstanding
from dasupport.casework.record import Record
from dasupport.casework.steps import Progress, SessionPage, Step, compute_progress, get_step, list_pages
from dasupport.content.dates import format_date, format_time, to_local_date
from dasupport.content.labels.access import IntactReadOnlyLabels
from dasupport.content.pack import Pack
from dasupport.ui.blocks import Chip
from dasupport.ui.keeper import Kept
from dasupport.ui.office import Office
from dasupport.ui.routes import (
    ABOUT_THE_VAULT,
    WITH_PEOPLE,
    Directory,
    Home,
    InSession,
    Papers,
    People,
    Route,
    Settings,
)

LOCK, GUIDE = "lock", "guide"
ENDS = {Step.START: "begin", Step.CHECK: "flag"}
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
    sub: bool = False
    hidden: bool = False
    """True for a page of a step that is not the current one."""
    here: bool = False
    route: Route | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The navigation rail, and the chips of the header."""

    head: str
    items: tuple[RailItem, ...]
    foot: tuple[RailItem, ...]
    chips: tuple[Chip, ...]


def frame(office: Office, route: Route) -> Frame:
    """Return the chrome around the page of a route."""
    labels, desk = office.pack.labels, office.desk
    lock = RailItem(LOCK, labels.rail.lock, "lock")
    if isinstance(route, InSession | Papers) and desk and desk.writes and not desk.record.session.is_sealed:
        home = RailItem("home", labels.rail.home, "home", route=Home())
        chips = (Chip(desk.record.person.code_name, "calm"), Chip(labels.frame.private))
        return Frame(_session_head(office), _steps(office, route), (home, lock), (*_shown(office), *chips))
    return Frame("", _places(office, route), (lock,), (*_shown(office), Chip(_whose(office))))


def _whose(office: Office) -> str:
    """Return the name and role of the vault's owner, or the notice that it is read with a supervisor key."""
    labels, owner = office.pack.labels, office.unlocked.owner
    if office.guest:
        return labels.roles.by_key
    role = next((option.say for option in office.pack.choices.roles if option.value == owner.role), owner.role)
    return labels.frame.person.format(name=owner.name, role=role)


def band(office: Office) -> str:
    """Return the text of the banner over every page of a read-only vault; "" if it is writable."""
    if office.unlocked.is_read_only and not office.unlocked.is_altered:
        return whole(office).band
    return f"{office.pack.labels.read_only.band} {whom_to_ring(office)}" if office.unlocked.is_read_only else ""


def whole(office: Office) -> IntactReadOnlyLabels:
    """Return the labels for a vault that is intact but read-only: no write permission, or a full disk."""
    labels = office.pack.labels
    return labels.no_right if office.unlocked.is_folder_read_only else labels.full_disk


def whom_to_ring(office: Office) -> str:
    """Return the first step after altered records: the organisation's own safeguarding number, if there is one."""
    labels, whom = office.pack.labels.read_only, office.organisation
    ring = " ".join(filter(None, (whom.lead or whom.name, whom.lead_number)))
    return labels.help_number.format(whom=ring) if whom.lead_number else labels.help


def _shown(office: Office) -> tuple[Chip, ...]:
    """Return the warning chip for every page while other programs can see the screen."""
    return (Chip(office.pack.labels.laptop.shown, "care"),) if office.sight and office.sight.shown else ()


def saved(pack: Pack, kept: Kept, office: Office) -> Chip | None:
    """Return the chip with the save status, in words; None before anything was saved."""
    labels = pack.labels.frame
    if kept.refused or (office.desk and office.desk.unkeepable):
        return Chip(labels.not_saved, "stop")
    if kept.saving:
        return Chip(labels.saving)
    return Chip(labels.saved.format(time=format_time(kept.at, office.zone)), "good") if kept.at else None


def _session_head(office: Office) -> str:
    session = office.desk.record.session if office.desk else None
    if session is None:
        return ""
    when = format_date(office.pack.labels.dates, to_local_date(session.started_at, office.zone))
    return office.pack.labels.rail.session.format(number=session.number, day=when)


def _steps(office: Office, route: InSession | Papers) -> tuple[RailItem, ...]:
    labels = office.pack.labels
    record = office.desk.record if office.desk else None
    items: list[RailItem] = []
    if record is None:
        return ()
    lacking = {get_step(debt.page) for debt in find_outstanding(record) if debt.blocks_sealing}
    for number, step in enumerate(Step):
        pages = list_pages(step, record.presenting)
        current = isinstance(route, InSession) and get_step(route.place) is step
        state = _state(record, step, lacking=step in lacking)
        item = RailItem(
            f"step:{step}",
            getattr(labels.steps, step),
            ENDS.get(step, ""),
            state,
            "" if step in ENDS else str(number),
            here=current,
            route=InSession(route.session, pages[0]),
            hint=getattr(labels.progress, state),
        )
        items.append(item)
        if len(pages) > 1:
            items += [_page(labels.places, place, route, hidden=not current) for place in pages]
    return tuple(items)


def _state(record: Record, step: Step, *, lacking: bool) -> Progress:
    """Return the progress of a step; a step is not done while it lacks something that sealing requires."""
    state = compute_progress(record, step)
    return Progress.STARTED if lacking and state is Progress.DONE else state


def _page(titles: object, place: SessionPage, route: InSession | Papers, *, hidden: bool) -> RailItem:
    title = getattr(titles, place).short
    here = isinstance(route, InSession) and place is route.place
    goal = InSession(route.session, place)
    return RailItem(f"place:{place}", title, sub=True, hidden=hidden, here=here, route=goal)


def _places(office: Office, route: Route) -> tuple[RailItem, ...]:
    labels = office.pack.labels.rail
    people = isinstance(route, WITH_PEOPLE)
    settings = isinstance(route, ABOUT_THE_VAULT) and not office.unlocked.keys.needs_first_code
    return (
        RailItem("home", labels.home, "home", here=isinstance(route, Home), route=Home()),
        RailItem("people", labels.people, "people", here=people, route=People()),
        RailItem("directory", labels.directory, "phone", here=isinstance(route, Directory), route=Directory()),
        RailItem(GUIDE, labels.guide, "book"),
        RailItem("settings", labels.settings, "gear", here=settings, route=Settings()),
    )
