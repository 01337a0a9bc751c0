"""Four referrals are refused under whatever name they go, and one sheet never serves both sides."""

from collections.abc import Callable, Iterable
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.casework.people import Presenting
from dasupport.casework.referral_rules import REFUSED_ITEMS, find_refusal, fold_name, get_sides, is_mixed, is_wrong_side
from dasupport.casework.service_match import Audience
from dasupport.content.pack import Pack
from tests.casework.sample_records import STEADY
from tests.content.pack_edits import pack as shipped

USING, EXPERIENCING, CHILD, PROFESSIONAL, ANYONE = Audience
ANGER, COUPLES, MEDIATION, FAMILY = REFUSED_ITEMS
Sides = Iterable[Audience]


def names(pack: Pack) -> dict[str, tuple[str, ...]]:
    """What each refused referral is called, as the page of services asks for it."""
    return {item.id: (item.name, *item.also) for item in pack.refer.refused}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        *(
            (ANGER, said)
            for said in (
                "Anger management",
                "anger-management",
                "ANGER   MANAGEMENT",
                "Anger\N{EN DASH}management",
                "anger\N{NON-BREAKING HYPHEN}management",
                "anger\N{NO-BREAK SPACE}management",
                "Anger/stress management",
                "Anger\N{MIDDLE DOT}Management",
                "An\N{SOFT HYPHEN}ger management",
                "anger_management",
                "Anger mgmt",
                "Kent Anger Management CIC",
                "Managing your anger (6 weeks)",
                "Anger & aggression programme",
                "Stress and anger management",
                "temper control",
                "“Anger” group",
                "\N{FULLWIDTH LATIN CAPITAL LETTER A}nger management",
            )
        ),
        *(
            (COUPLES, said)
            for said in (
                "Couples' counselling",
                "Couple\N{RIGHT SINGLE QUOTATION MARK}s therapy",
                "couple`s therapy",
                "couple\N{ACUTE ACCENT}s therapy",
                "Couples\N{MODIFIER LETTER APOSTROPHE} therapy",
                "couples-therapy",
                "Counselling for couples",
                "Therapy for couples",
                "Couples counseling",
                "Marriage counseling",
                "Pre-marital counselling",
                "Marriage guidance",
                "couple therapist",
                "Relate",
                "RELATE Mid Kent",
                "Relate (Medway)",
                "Relationship counselling",
                "Sex and relationship therapy",
                "A joint session with him",
            )
        ),
        *(
            (MEDIATION, said)
            for said in (
                "Mediation",
                "family mediation",
                "Kent Family Mediation Service",
                "mediators",
                "divorce-mediation",
                "MIAM",
                "conflict resolution",
                "a mediating service",
                "Médiation",
            )
        ),
        *(
            (FAMILY, said)
            for said in (
                "Family therapy",
                "FAMILY-THERAPY clinic",
                "Functional family therapy",
                "Family & systemic psychotherapy",
                "Whole\N{HYPHEN}family therapy",
                "family therapist",
                "Family counsellor",
                "Counselling for families",
                "Multi-systemic therapy",
                "Multisystemic therapy",
            )
        ),
    ],
)
def test_that_a_refused_referral_is_known_by_every_spelling(item: str, said: str, english: Pack) -> None:
    assert find_refusal(said, names(english)) == item


@pytest.mark.parametrize(
    "said",
    [
        "",
        "  ",
        "—",
        "Women's Aid",
        "Swale Women\N{RIGHT SINGLE QUOTATION MARK}s Aid",
        "Family support",
        "Family Action",
        "Family Nurse Partnership",
        "Family law solicitor",
        "Family group conference",
        "Survivors' counselling",
        "Bereavement counselling",
        "Individual counselling",
        "Trauma therapy",
        "Talking therapies",
        "Kent CDAP",
        "Healthy Relationships",
        "Respect Phoneline",
        "Karma Nirvana",
        "Drink-related support",
        "Unrelated carers",
        "Relative support",
        "Correlate",
        "Related services",
        "Immediate help",
        "Intermediate care",
        "Media training",
        "Remediation of damp",
        "Stranger danger",
        "Dangerous dogs line",
        "Danger management",
        "Stress management",
        "Debt management",
        "Housing for couples",
        "Temperature control",
        "Couplet poetry group",
        "Sex and relationships education",
        "Parents under pressure",
        "Advocacy (IDVA)",
        "One Stop Shop",
        "Citizens Advice",
        "Alcohol service",
    ],
)
def test_that_a_name_that_only_looks_alike_passes(said: str, english: Pack) -> None:
    assert find_refusal(said, names(english)) is None


def test_that_no_service_of_our_own_directory_would_be_refused(english: Pack) -> None:
    texts = {
        service.id: (service.name, service.provider, service.plain_name, service.model, service.format)
        for service in english.directory
    }
    assert [id for id, said in texts.items() if any(find_refusal(text, names(english)) for text in said)] == []


def test_that_each_refused_referral_is_refused_by_its_own_name_and_reason(english: Pack, blank: Pack) -> None:
    for pack in (english, blank):
        for item in pack.refer.refused:
            assert {find_refusal(name, names(pack)) for name in (item.name, *item.also)} <= set(REFUSED_ITEMS)
            assert item.why


def test_that_both_packs_refuse_exactly_these_four(english: Pack, blank: Pack) -> None:
    assert (
        [item.id for item in english.refer.refused] == [item.id for item in blank.refer.refused] == list(REFUSED_ITEMS)
    )


GAPS = st.sampled_from((" ", "-", "\N{EN DASH}", "\N{EM DASH}", "/", " & ", "\N{NO-BREAK SPACE}", "_", ", ", "\t"))
CASES = st.sampled_from((str.lower, str.upper, str.title))


@given(st.sampled_from(("anger management", "couples therapy", "family therapy", "family mediation")), GAPS, CASES)
@STEADY
def test_that_neither_case_nor_what_stands_between_words_gets_round_it(
    name: str, gap: str, case: Callable[[str], str]
) -> None:
    written = case(gap.join(name.split()))
    assert find_refusal(f"The {written}{gap}service", names(shipped("en"))) is not None


@given(st.text(max_size=30))
@STEADY
def test_that_a_plain_name_is_plain_for_good(text: str) -> None:
    once = fold_name(text)
    assert fold_name(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


EVERY = [set(some) for some in chain.from_iterable(combinations(Audience, size) for size in range(len(Audience) + 1))]


@pytest.mark.parametrize("presenting", list(Presenting))
@pytest.mark.parametrize("audience", EVERY, ids=lambda some: "-".join(sorted(some)) or "nobody")
def test_that_a_sheet_takes_what_is_for_this_person(audience: set[Audience], presenting: Presenting) -> None:
    other = {Presenting.USING: EXPERIENCING, Presenting.EXPERIENCING: USING}.get(presenting)
    own = {Presenting.USING: USING, Presenting.EXPERIENCING: EXPERIENCING}.get(presenting)
    for_the_other_side_alone = other in audience and own not in audience and ANYONE not in audience
    for_no_person = audience <= {PROFESSIONAL}
    assert is_wrong_side(audience, presenting) is (for_the_other_side_alone or for_no_person)


@pytest.mark.parametrize(
    ("audiences", "expected"),
    [
        ([], False),
        ([{USING}], False),
        ([{USING}, {EXPERIENCING}], True),
        ([{USING}, {ANYONE}, {CHILD}], False),
        ([{USING}, {ANYONE}, {EXPERIENCING}], True),
        ([{USING, EXPERIENCING}, {USING}], False),
        ([{USING, EXPERIENCING}, {USING}, {EXPERIENCING}], True),
        ([{USING, PROFESSIONAL}, {EXPERIENCING, PROFESSIONAL}], True),
        ([{EXPERIENCING, ANYONE}, {USING}], False),
    ],
)
def test_that_one_sheet_never_serves_both_sides(audiences: list[Sides], expected: bool) -> None:
    assert is_mixed(audiences) is expected
    assert is_mixed(audiences[::-1]) is expected


@given(st.lists(st.sampled_from(EVERY), max_size=5), st.sampled_from((Presenting.USING, Presenting.EXPERIENCING)))
@STEADY
def test_that_a_sheet_that_is_right_for_somebody_is_never_mixed(
    audiences: list[set[Audience]], presenting: Presenting
) -> None:
    assert not is_mixed([audience for audience in audiences if not is_wrong_side(audience, presenting)])


@given(st.lists(st.sampled_from(EVERY), max_size=5), st.sampled_from(EVERY))
@STEADY
def test_that_taking_a_service_off_never_mixes_a_sheet(audiences: list[set[Audience]], more: set[Audience]) -> None:
    assert is_mixed([*audiences, more]) or not is_mixed(audiences)


def test_that_a_service_for_anyone_has_no_side() -> None:
    assert get_sides({ANYONE, USING}) == get_sides({CHILD, PROFESSIONAL}) == frozenset()
    assert get_sides({USING, CHILD}) == {USING}


def test_that_a_refuge_line_never_goes_home_with_somebody_who_uses_abuse(english: Pack) -> None:
    kept = [service for service in english.directory if not is_wrong_side(service.audience, Presenting.USING)]
    assert [service.id for service in kept if {"refuge", "safety_plan", "advocacy"} & set(service.needs)] == []


def test_that_a_line_for_professionals_goes_home_with_nobody(english: Pack) -> None:
    duty = {"KM-MARAC", "KM-CHILD-KENT", "KM-CHILD-MEDWAY", "KM-ADULT-KENT", "KM-ADULT-MEDWAY", "RESPECT-ORG"}
    for presenting in Presenting:
        assert not [id for id in duty if not is_wrong_side(english.services[id].audience, presenting)]
