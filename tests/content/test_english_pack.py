"""The English pack: every item has its source, none claims to be signed off, and every label is filled by code."""

import ast
import re
import string
from pathlib import Path

from dasupport.casework.attributed_text import MAX_CHARACTERS
from dasupport.content.pack import Pack, iter_items
from dasupport.content.plurals import FORMS
from dasupport.content.schema import Item
from dasupport.content.validate import INVENTORY_FILE
from dasupport.refusal_id import RefusalId
from tests.content.pack_edits import texts

SOURCE = Path(__file__).parents[2] / "src" / "dasupport"
OWN = "Team\N{RIGHT SINGLE QUOTATION MARK}s own"
NOT_SHOWN = {"labels.frame.held"}
"""Labels that stand in a pack and on no page yet."""
UNFINISHED = re.compile(r"\b(TODO|TBC|TBD|FIXME|XXX|lorem|ipsum|placeholder)\b|\[(insert|name|number|add)|\?\?\?|<<|>>")
AMERICAN = re.compile(r"\b(color|behavior|center|organiz|recogniz|counseling|counselor|program(s)? of|license[ds])\w*")


def formats() -> list[tuple[str, frozenset[str]]]:
    """Every call of `format` in the program: the label it is called on, as far as that shows, and what it fills."""
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
                label = getattr(node.func.value, "attr", "")
                found.append((label, frozenset(word.arg for word in node.keywords if word.arg)))
    return found


def unfilled(name: str, text: str, calls: list[tuple[str, frozenset[str]]]) -> bool:
    """Whether a text has a place that no code fills: where its label is formatted, or by way of another name."""
    holes = {hole for _, hole, _, _ in string.Formatter().parse(text) if hole}
    names = [part for part in name.split(".") if part not in FORMS]
    label = names[-1]
    return bool(holes) and not any(holes <= filled for called, filled in calls if called in (label, ""))


def test_that_every_place_in_a_label_is_filled_by_code(english: Pack) -> None:
    calls = formats()
    labels = [*texts(english.labels, "labels"), *texts(english.first, "first")]
    assert [name for name, text in labels if unfilled(name, text, calls) and name not in NOT_SHOWN] == []


def test_that_a_place_that_nobody_fills_is_found() -> None:
    calls = formats()
    assert unfilled("labels.frame.person", "{nmae} · {role}", calls)
    assert unfilled("labels.profile.considered", "{count} of {everything} rows considered", calls)
    assert not unfilled("labels.profile.considered", "{count} of {all} rows considered", calls)


def test_that_the_places_of_other_texts_are_not_taken_for_forms(english: Pack) -> None:
    labelled = {text for _, text in (*texts(english.labels), *texts(english.first))}
    braces = [place for place, text in texts(english) if "{" in text and text not in labelled]
    assert braces == []


def test_that_every_item_names_its_source(english: Pack) -> None:
    named = re.compile(
        rf"Kent guide|Alcohol guidelines|Act \d{{4}}|{OWN}|SafeLives|[a-z0-9]\.(com|org|net|uk|scot|wales)\b"
    )
    assert [item.id for item in iter_items(english) if not named.search(item.source)] == []


def test_that_no_source_is_a_note_of_our_own(english: Pack) -> None:
    inward = re.compile(r"\bfacts?\b|\bhazard|\binventory\b|\b[a-h]\d{1,2}\b", re.IGNORECASE)
    assert inward.search("Kent guide, step 1; facts f18 to f24")
    assert [item.id for item in iter_items(english) if inward.search(item.source)] == []


def test_that_what_is_the_teams_own_is_marked_as_such(english: Pack) -> None:
    assert [item.id for item in iter_items(english) if item.source.startswith(OWN) and not item.ours] == []


def test_that_nothing_claims_to_be_signed_off(english: Pack) -> None:
    items = [item for item in iter_items(english) if isinstance(item, Item)]
    assert [item.id for item in items if item.reviewed_by or item.reviewed_on] == []
    assert "No practitioner has signed off" in english.about.note


def test_that_every_id_of_the_inventory_is_carried_or_left_out_for_a_reason(english: Pack) -> None:
    carried = {id for item in iter_items(english) for id in (item.id, *item.carries)}
    left = {id: group.why for group in english.left_out for id in group.ids}
    wanted = set(INVENTORY_FILE.read_text(encoding="utf-8").split())
    assert len(wanted) > 500
    assert wanted - carried - left.keys() == set()
    assert carried & left.keys() == set()
    assert [id for id, why in left.items() if len(why) < 40] == []
    assert left.keys() - wanted == set()


def test_that_almost_everything_of_the_kent_guide_is_carried(english: Pack) -> None:
    left = {id for group in english.left_out for id in group.ids if id.startswith("K-")}
    assert left == {"K-CA-CHK-D", "K-CA-CHK-E", "K-CA-CHK-F", "K-CA-TOT-01"}


def test_that_what_is_carried_stands_in_the_inventory(english: Pack) -> None:
    wanted = set(INVENTORY_FILE.read_text(encoding="utf-8").split())
    assert {id for item in iter_items(english) for id in item.carries} - wanted == set()


def test_that_nothing_is_unfinished(english: Pack) -> None:
    assert [pair for pair in texts(english) if UNFINISHED.search(pair[1])] == []
    assert UNFINISHED.search("Ring [insert number]")


def test_that_the_longest_text_is_told_as_long_as_it_is(english: Pack) -> None:
    assert f"{MAX_CHARACTERS:,}" in english.get_refusal_text(RefusalId.REF_TEXT_LONG).say


def test_that_no_text_has_a_slip_that_a_reader_trips_over(english: Pack) -> None:
    slips = re.compile(r"  |^ | $| [,;:?!](?!\))|\b([a-z]{2,}) \1\b(?<!had had)(?<!that that)|[^.]\.\.$|&nbsp;")
    said = [pair for pair in texts(english) if ".training" not in pair[0] and "tour_readme" not in pair[0]]
    assert [pair for pair in said if slips.search(pair[1])] == []


def test_that_the_words_are_british(english: Pack) -> None:
    spoken = [pair for pair in texts(english) if not pair[0].startswith("K-S4-PROH")]
    assert [pair for pair in spoken if AMERICAN.search(pair[1])] == []


CLAIMS = re.compile(r"recovery kit|[Yy]our supervisor can|[Yy]our team can|facts [a-h]\d|choose another folder")


def test_that_no_word_claims_what_the_program_cannot_do(english: Pack) -> None:
    assert CLAIMS.search("Your team can see where you are")
    said = [pair for pair in texts(english) if pair[0] != "SAVE-WHERE.do"]
    assert [pair for pair in said if CLAIMS.search(pair[1])] == []


def test_that_every_count_reads_well_whatever_the_number(english: Pack) -> None:
    labels = english.labels
    counts = [labels.services.found, labels.questions.asked, labels.people.more, labels.home.sessions.other]
    assert all("{count}" in label for label in counts)
    assert labels.services.found.endswith("{count}")
    assert labels.home.sessions.one


def test_that_no_card_is_longer_than_a_glance(english: Pack) -> None:
    assert [card.id for card in english.advice if len(card.title) > 40 or len(card.say) > 200] == []


def test_that_no_question_offers_one_answer_alone(english: Pack) -> None:
    short = []
    for item in iter_items(english):
        options = getattr(item, "options", ()) or getattr(item, "answers", ()) or getattr(item, "outcomes", ())
        short += [item.id] if len(options) == 1 else []
    assert short == []


def test_that_every_decision_can_be_passed_on_or_found_needless_with_a_reason(english: Pack) -> None:
    for decision in english.refer.decisions:
        outcomes = {option.value: option.hint for option in decision.outcomes}
        assert outcomes["passed_on"]
        assert outcomes["not_needed"]


def test_that_every_decision_names_somebody_to_ring_who_is_there(english: Pack) -> None:
    missing = [id for decision in english.refer.decisions for id in decision.contacts if id not in english.services]
    assert missing == []
    assert [decision.id for decision in english.refer.decisions if not decision.contacts] == ["D-NO-CONSENT"]


def test_that_every_page_of_a_session_has_a_card_to_read(english: Pack) -> None:
    with_cards = {place for card in english.guide for place in card.places}
    assert {"notice", "signs", "harm", "questions", "disclosure", "profile", "decisions", "safety_plan"} <= with_cards
