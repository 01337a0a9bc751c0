"""The trail: whatever is done leaves exactly the lines it should, each naming the right object."""

from collections.abc import Callable

import pytest

from dasupport.actions.access import Unlocked
from dasupport.casework.entry import Chosen, Kind, Slot
from dasupport.casework.owes import CHILDREN_ITEM
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record
from dasupport.vault.door import Door
from dasupport.vault.vault import Vault
from tests.actions.test_sessions import half, says
from tests.made import CHEAP, NOON, PASSPHRASE, answer
from tests.vault.doing import events

Verb = Callable[[Unlocked, Record], object]
VERBS: dict[str, tuple[Verb, list[str]]] = {
    "view a session": (lambda it, met: it.sessions.open(met.session.id), ["viewed"]),
    "reveal a name": (lambda it, met: it.people.reveal(met.person.id), ["revealed"]),
    "print for the person's file": (lambda it, met: it.printing.for_file(met, "own_team"), ["sheet for own_team"]),
    "add a statement": (lambda it, met: it.sessions.add(says(met, Kind.NOTE, "N1")), ["entry"]),
    "seal": (lambda it, met: it.sessions.seal(met.session.id), ["sealed"]),
    "not now": (lambda it, met: it.sessions.not_now(met.session.id), ["sealed"]),
    "add to it later": (lambda it, met: it.sessions.addend(met.session.id, "later", ""), ["entry"]),
    "do a follow-up": (lambda it, met: it.sessions.done(met.session.id, "f1"), ["entry"]),
    "meet somebody": (
        lambda it, met: it.people.meet("KD-2", "", "swale", Presenting.USING),
        ["person", "session", "entry"],
    ),
    "begin again": (lambda it, met: it.people.begin(met.person.id), ["session"]),
    "keep a draft": (lambda it, met: it.sessions.keep(half(met, Kind.NOTE, "N1", answer("half"))), []),
    "drop a draft": (lambda it, met: it.sessions.drop(met.session.id, Slot(Kind.NOTE, "N1")), []),
    "turn a page": (lambda it, met: it.sessions.at(met.session.id, "signs"), []),
    "see what is due": (lambda it, met: it.people.today(NOON.date()), []),
    "see the list": (lambda it, met: it.people.everyone(), []),
    "offer a code name": (lambda it, met: it.people.offer_code(), []),
    "look for letters that cannot be printed": (lambda it, met: it.printing.spelt_out(met, "own_team"), []),
    "type the passphrase again": (lambda it, met: it.confirm(PASSPHRASE), ["confirmed"]),
    "type another": (lambda it, met: it.confirm(PASSPHRASE + "x"), ["wrong passphrase"]),
    "turn the laptop": (lambda it, met: it.turn(), []),
}


@pytest.mark.parametrize("what", VERBS)
def test_that_it_leaves_exactly_these_lines(unlocked: Unlocked, met: Record, vault: Vault, what: str) -> None:
    verb, lines = VERBS[what]
    unlocked.sessions.add(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=Chosen("none"))))
    before = len(events(vault))
    verb(unlocked, met)
    assert [event.action for event in events(vault)[before:]] == lines


@pytest.mark.parametrize(
    ("what", "object"),
    [("view a session", "session"), ("reveal a name", "person"), ("seal", "session"), ("begin again", None)],
)
def test_that_each_line_names_what_was_done_it_to(
    unlocked: Unlocked, met: Record, vault: Vault, what: str, object: str | None
) -> None:
    unlocked.sessions.add(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=Chosen("none"))))
    VERBS[what][0](unlocked, met)
    newest = events(vault)[-1]
    named = {
        "session": met.session.id,
        "person": met.person.id,
        None: unlocked.people.page(met.person.id).sessions[0].id,
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


def test_that_every_verb_of_every_room_is_tried_here() -> None:
    from dasupport.actions.people import People
    from dasupport.actions.printing import Printing
    from dasupport.actions.retention import Retention
    from dasupport.actions.sessions import Sessions

    rooms = {"people": People, "sessions": Sessions, "printing": Printing, "retention": Retention}
    verbs = {f"{name}.{verb}" for name, room in rooms.items() for verb in vars(room) if not verb.startswith("_")}
    rest = {"owed", "overview", "of", "hold", "lift", "ask", "take_back", "carry_out", "set_periods"}
    elsewhere = {f"retention.{verb}" for verb in rest} | {
        "people.page", "printing.save", "printing.for_person", "printing.offered", "printing.unchecked",
        "printing.next_step", "printing.refusals", "printing.today",
    }  # fmt: skip
    tried = {
        "sessions.open", "people.reveal", "printing.for_file", "sessions.add", "sessions.seal", "sessions.not_now",
        "sessions.addend", "sessions.done", "people.meet", "people.begin", "sessions.keep", "sessions.drop",
        "sessions.at", "people.today", "people.everyone", "people.offer_code", "printing.spelt_out",
    }  # fmt: skip
    assert verbs == tried | elsewhere
