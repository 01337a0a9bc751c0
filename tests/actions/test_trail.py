"""The trail: whatever is done leaves exactly the lines it should, each naming the right object."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport.actions.access import Access, Unlocked
from dasupport.actions.printing import Choice
from dasupport.casework.entry import Chosen, Kind, Slot
from dasupport.casework.jotting import jotting, place
from dasupport.casework.owes import CHILDREN_ITEM
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record
from dasupport.casework.trail import Sought
from dasupport.content.pack import Pack
from dasupport.vault.door import Door
from dasupport.vault.faults import WrongPassphrase
from dasupport.vault.vault import Vault
from tests.actions.test_sessions import half, says
from tests.actions.verbs import OPEN_TO_ALL, named
from tests.made import CHEAP, NOON, PASSPHRASE, FixedClock, answer
from tests.vault.doing import actions, events

Verb = Callable[[Unlocked, Record, Path], object]
VERBS: dict[str, tuple[Verb, list[str]]] = {
    "Sessions.open": (lambda it, met, _: it.sessions.open(met.session.id), ["viewed"]),
    "People.page": (lambda it, met, _: it.people.page(met.person.id), ["person viewed"]),
    "People.again": (lambda it, met, _: it.people.again(met.person.id), []),
    "People.reveal": (lambda it, met, _: it.people.reveal(met.person.id), ["revealed"]),
    "Printing.for_file": (lambda it, met, _: it.printing.for_file(met, "own_team"), ["sheet for own_team"]),
    "Printing.save": (lambda it, met, path: it.printing.save(met, b"%PDF", path), ["sheet saved"]),
    "Sessions.add": (lambda it, met, _: it.sessions.add(says(met, Kind.NOTE, "N1")), ["entry"]),
    "Sessions.add (past a stop)": (
        lambda it, met, _: it.sessions.add(says(met, Kind.OVERRIDE, "STOP-TIME", answer("a quarter of an hour"))),
        ["entry", "overrode"],
    ),
    "Sessions.add (a stop let stand)": (
        lambda it, met, _: it.sessions.add(says(met, Kind.OVERRIDE, "STOP-TIME")),
        ["entry"],
    ),
    "Sessions.seal": (lambda it, met, _: it.sessions.seal(met.session.id), ["sealed"]),
    "Sessions.not_now": (lambda it, met, _: it.sessions.not_now(met.session.id), ["sealed"]),
    "Sessions.addend": (lambda it, met, _: it.sessions.addend(met.session.id, "later", ""), ["entry"]),
    "Sessions.done": (lambda it, met, _: it.sessions.done(met.session.id, "f1"), ["entry"]),
    "People.meet": (
        lambda it, met, _: it.people.meet("KD-2", "", "swale", Presenting.USING),
        ["person", "session", "entry"],
    ),
    "People.begin": (lambda it, met, _: it.people.begin(met.person.id), ["session"]),
    "Sessions.keep": (lambda it, met, _: it.sessions.keep(half(met, Kind.NOTE, "N1", answer("half"))), []),
    "Sessions.drop": (lambda it, met, _: it.sessions.drop(met.session.id, Slot(Kind.NOTE, "N1")), []),
    "Sessions.at": (lambda it, met, _: it.sessions.at(met.session.id, "signs"), []),
    "People.today": (lambda it, met, _: it.people.today(NOON.date()), []),
    "People.everyone": (lambda it, met, _: it.people.everyone(), []),
    "People.offer_code": (lambda it, met, _: it.people.offer_code(), []),
    "Printing.spelt_out": (lambda it, met, _: it.printing.spelt_out(met, "own_team"), []),
    "Printing.offered": (lambda it, met, _: it.printing.offered(met), []),
    "Printing.unchecked": (lambda it, met, _: it.printing.unchecked(met), []),
    "Printing.next_step": (lambda it, met, _: it.printing.next_step(met), []),
    "Printing.refusals": (lambda it, met, _: it.printing.refusals(met, Choice()), []),
    "Unlocked.confirm": (lambda it, met, _: it.confirm(PASSPHRASE), ["confirmed"]),
    "Unlocked.confirm (another)": (lambda it, met, _: it.confirm(PASSPHRASE + "x"), ["wrong passphrase"]),
    "Unlocked.turn": (lambda it, met, _: it.turn(), []),
    "Unlocked.turn_back": (lambda it, met, _: it.turn_back(), []),
    "Unlocked.forget": (lambda it, met, _: it.forget(), []),
    "Covering.keep": (lambda it, met, _: it.covering.keep("2749", "2749"), ["pin-set"]),
    "Covering.drop": (lambda it, met, _: it.covering.drop(), []),
    "Unlocked.turn_back_by_pin": (lambda it, met, _: it.turn_back_by_pin("2749"), ["wrong pin"]),
    "Unlocked.turn_back_by_pin (right)": (
        lambda it, met, _: (it.covering.keep("2749", "2749"), it.turn_back_by_pin("2749")),
        ["pin-set", "pin right"],
    ),
    "Backups.shelf": (lambda it, met, _: it.backups.shelf(), []),
    "Backups.make": (lambda it, met, _: it.backups.make(), ["backed up"]),
    "Backups.drill": (lambda it, met, _: (it.backups.make(), it.backups.drill()), ["backed up", "backup proved"]),
    "Backups.monthly": (lambda it, met, _: it.backups.monthly(), []),
    "Backups.carry": (
        lambda it, met, path: (it.backups.make(), it.backups.carry(path)),
        ["backed up", "backup copied"],
    ),
    "Rescue.save": (lambda it, met, path: it.rescue.save((), path), []),
    "Rescue.at_lock": (lambda it, met, _: it.rescue.at_lock(()), []),
    "Rescue.after_lock": (lambda it, met, _: it.rescue.after_lock(), []),
    "Rescue.throw_away": (
        lambda it, met, _: (
            it.rescue.at_lock((half(met, Kind.NOTE, "N1", answer("half")),)),
            it.rescue.throw_away(half(met, Kind.NOTE, "N1", answer("half"))),
        ),
        ["words thrown away"],
    ),
    "Rescue.read": (
        lambda it, met, path: (
            it.rescue.save((half(met, Kind.NOTE, "N1", answer("half")),), path),
            it.rescue.read(path),
        ),
        ["words read back"],
    ),
    "Jottings.every": (lambda it, met, _: it.jottings.every(), []),
    "Jottings.keep": (lambda it, met, _: it.jottings.keep(jotting(met.person.id, "hold", "half", NOON)), []),
    "Jottings.drop": (lambda it, met, _: it.jottings.drop(place(met.person.id, "hold")), []),
    "Jottings.reveal": (lambda it, met, _: it.jottings.reveal(), ["half name revealed"]),
    "Jottings.expire": (lambda it, met, _: it.jottings.expire(), []),
    "Rescue.put": (lambda it, met, _: it.rescue.put(half(met, Kind.NOTE, "N1", answer("half"))), []),
    "Trails.looked": (lambda it, met, _: it.trails.looked(met.person.id), ["log read"]),
    "Trails.read": (lambda it, met, _: it.trails.read(Sought()), ["log read"]),
    "Trails.weekly": (lambda it, met, _: it.trails.weekly(), []),
    "Trails.whole": (lambda it, met, _: it.trails.whole(), []),
    "Trails.export": (lambda it, met, path: it.trails.export(Sought(), (), path, str), ["log exported"]),
}
"""Every verb, and the lines that it leaves: each once, and none besides."""
ELSEWHERE = {"Printing.for_person"}
"""Tried in `tests/sheets`, with a service that may stand on paper."""
ROOMS = {"Retention", "Keys"}
"""Rooms whose verbs are tried, with the lines that they leave, in a file of their own."""


@pytest.mark.parametrize("what", VERBS)
def test_that_it_leaves_exactly_these_lines(
    confirmed: Unlocked, met: Record, vault: Vault, what: str, tmp_path: Path
) -> None:
    verb, lines = VERBS[what]
    confirmed.sessions.add(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=Chosen("none"))))
    before = len(events(vault))
    verb(confirmed, met, tmp_path / "out")
    assert [event.action for event in events(vault)[before:]] == lines


@pytest.mark.parametrize(
    ("what", "object"),
    [
        ("Sessions.open", "session"),
        ("People.page", "person"),
        ("People.reveal", "person"),
        ("Sessions.seal", "session"),
        ("Printing.save", "session"),
        ("Trails.looked", "person"),
        ("People.begin", None),
    ],
)
def test_that_each_line_names_what_was_done_it_to(
    confirmed: Unlocked, met: Record, vault: Vault, what: str, object: str | None, tmp_path: Path
) -> None:
    confirmed.sessions.add(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=Chosen("none"))))
    VERBS[what][0](confirmed, met, tmp_path / "out")
    newest = events(vault)[-1]
    named = {
        "session": met.session.id,
        "person": met.person.id,
        None: confirmed.people.again(met.person.id).sessions[0].id,
    }
    assert newest.object == named[object]
    assert newest.actor == "Amara Osei"


def test_that_each_opening_leaves_one_line_and_closing_one_where_a_backup_was_due(
    unlocked: Unlocked, vault: Vault
) -> None:
    unlocked.close()
    for times in (1, 2):
        opened = Door("live", CHEAP).open(vault.folder, PASSPHRASE)
        assert [event.action for event in events(opened)] == ["opened", "backed up", *["opened"] * times]
        opened.close()


def test_that_every_verb_of_every_room_is_tried_here(unlocked: Unlocked) -> None:
    tried = {what.split(" ")[0] for what in VERBS} - OPEN_TO_ALL
    assert tried | ELSEWHERE == {name for name in named(unlocked) if name.split(".")[0] not in ROOMS}


def test_that_a_page_that_is_opened_twice_leaves_two_lines_and_one_drawn_anew_none(
    unlocked: Unlocked, met: Record, vault: Vault
) -> None:
    for _ in range(2):
        unlocked.people.page(met.person.id)
        unlocked.people.again(met.person.id)
    assert actions(vault).count("person viewed") == 2


def test_that_a_statement_saved_twice_is_past_a_stop_once(unlocked: Unlocked, met: Record, vault: Vault) -> None:
    went = says(met, Kind.OVERRIDE, "STOP-TIME", answer("a quarter of an hour"))
    for _ in range(2):
        unlocked.sessions.add(went)
    (line,) = [event for event in events(vault) if event.action == "overrode"]
    assert line.object == went.id


def test_that_wrong_tries_before_an_opening_stand_in_the_log_once_it_is_open(
    blank: Pack, vault: Vault, clock: FixedClock
) -> None:
    vault.close()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            Access("live", blank, CHEAP, clock).open(vault.folder, "something else")
    access = Access("live", blank, CHEAP, clock)
    for wrong in (3, 0):
        held = access.open(vault.folder, PASSPHRASE)
        assert held.keys.state().wrong == wrong
        held.close()
    opened = Door("live", CHEAP).open(vault.folder, PASSPHRASE)
    told = [(event.action, event.object) for event in events(opened)[1:]]
    assert [line for line in told if line[0] not in ("opened", "backed up")] == [("tries before opening", "3")]
    opened.close()
