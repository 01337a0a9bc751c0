"""The English words: what is said to a person accuses nobody and promises nothing, and no card judges."""

import re
from collections.abc import Iterator

import pytest

from dasupport.casework.service_match import Audience
from dasupport.content.pack import Pack
from dasupport.content.schema import Invitation, Prompt, Service
from tests.content.pack_edits import texts

Said = tuple[str, str]
"""Where a text stands, and the text."""


def test_that_the_lock_screen_says_months_as_every_other_page_does(english: Pack) -> None:
    assert list(english.first.lock.months) == list(english.labels.dates.months)


def questions(pack: Pack) -> list[Prompt | Invitation]:
    """Whatever is asked of a person, by one ladder or the other or as an invitation."""
    every: list[Prompt | Invitation] = [*pack.ladders.using.prompts, *pack.ladders.experiencing.prompts]
    return [*every, *pack.motivate.invitations]


def to_the_person(pack: Pack) -> Iterator[Said]:
    """Every text that is said to a person, shown to them or given to them."""
    yield from ((item.id, item.say) for item in questions(pack))
    yield from ((message.id, message.say) for message in pack.motivate.messages)
    yield from ((question.id, question.ask) for question in (*pack.motivate.support, pack.motivate.readiness))
    yield from ((question.id, question.ask) for question in (pack.motivate.helped, pack.motivate.strengths))
    yield from texts((pack.ask.confidentiality.say, pack.ask.confidentiality.if_experiencing), "CONFIDENTIALITY")
    yield from ((card.id, line) for card in pack.ask.disclosure for line in card.say)
    yield from ((excuse.id, excuse.reply) for excuse in pack.ask.excuses)
    yield from texts(pack.labels.turned, "labels.turned")
    yield from ((service.id, service.plain_offer) for service in on_paper(pack))


def on_paper(pack: Pack) -> list[Service]:
    return [service for service in pack.directory if service.audience != (Audience.PROFESSIONAL,)]


def in_advice(pack: Pack) -> Iterator[Said]:
    """Every text that tells the worker what to do now."""
    yield from ((card.id, f"{card.title}. {card.say}") for card in pack.advice)
    yield from ((stop.id, f"{stop.title}. {stop.say} {stop.do}") for stop in pack.gate.stops)
    yield from ((owing.id, owing.say) for owing in pack.owing)
    yield from texts(pack.refer.decisions, "decisions")


def turned(pack: Pack) -> list[Prompt | Invitation]:
    """Whatever may stand on the screen while the laptop is turned to the person."""
    return [item for item in questions(pack) if item.turn]


TYPES = re.compile(r"\b(perpetrators?|victims?|offenders?|abusers?|batterers?|aggressors?)\b", re.IGNORECASE)
SCORES = re.compile(
    r"\b(scores?|scored|scoring|points?|rating|likelihood|probability|(low|medium|standard) risk)\b", re.IGNORECASE
)
SAFE = re.compile(
    r"\b(you|they|she|he|it|everyone|everybody|home|child|children) (is|are|will be) (now )?safe\b|\bis safe now\b",
    re.IGNORECASE,
)
BLAME = re.compile(r"\b(you are (an? )?(abusive|violent|abuser)|your (abuse|violence)|admit|confess)\b", re.IGNORECASE)
SHARES = re.compile(
    r"\b(your rows|the two of you fight|you both (hit|fight)|domestic (incident|dispute))\b", re.IGNORECASE
)
HEARSAY = re.compile(
    r"\b(we (have )?heard|somebody (has )?told|I was told|s?he says|your partner (said|told|says that))\b",
    re.IGNORECASE,
)
ACCUSES = re.compile(
    r"abus|violen|\bhit(s|ting)?\b|kick|slap|punch|chok|strangl|neck|threat|frighten|afraid|\bfear|scare|hurt|harm|"
    r"control|coerc|force|rape|\bsex|stalk|follow(ed|ing)|weapon|knife|kill|police|\blaw\b|crime|\bsafe|danger|risk|"
    r"refer|safeguard|social services|domestic|assault|injur|bruise",
    re.IGNORECASE,
)
FORBIDDEN = {"types": TYPES, "scores": SCORES, "safe": SAFE, "blame": BLAME, "shares": SHARES, "hearsay": HEARSAY}
NAMES = ("Victim Support",)
"""What others are called, and what is quoted so that the worker may recognise it."""
PLANTED = {
    "types": "Support for victims and perpetrators",
    "scores": "This is low risk: a score of four",
    "safe": "After this the children are safe",
    "blame": "Tell me about your violence",
    "shares": "How do your rows start?",
    "hearsay": "Your partner says that you shouted",
    "accuses": "When did you last hit your partner?",
}


def found(rule: re.Pattern[str], said: Iterator[Said]) -> list[Said]:
    return [(place, text) for place, text in said if rule.search(re.sub("|".join(NAMES), "", text))]


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_that_nothing_said_to_a_person_types_scores_promises_or_accuses_them(english: Pack, rule: str) -> None:
    assert found(FORBIDDEN[rule], to_the_person(english)) == []


@pytest.mark.parametrize("rule", ["types", "scores", "safe"])
def test_that_no_advice_types_scores_or_calls_anybody_safe(english: Pack, rule: str) -> None:
    assert found(FORBIDDEN[rule], in_advice(english)) == []


@pytest.mark.parametrize("rule", ["types", "scores"])
def test_that_no_word_anywhere_types_or_scores_anybody(english: Pack, rule: str) -> None:
    said = (pair for pair in texts(english) if not re.fullmatch(r"[A-Z0-9.-]+", pair[1]))
    everywhere = [pair for pair in found(FORBIDDEN[rule], said) if not pair[0].startswith(".training")]
    assert [pair for pair in everywhere if "point" not in pair[1]] == []


@pytest.mark.parametrize("rule", PLANTED)
def test_that_a_planted_word_is_found(rule: str) -> None:
    assert found((FORBIDDEN | {"accuses": ACCUSES})[rule], iter([("A", PLANTED[rule])])) != []


def test_that_what_may_stand_on_a_turned_screen_accuses_nobody(english: Pack) -> None:
    assert found(ACCUSES, ((item.id, item.say) for item in turned(english))) == []


def test_that_the_turned_screen_itself_names_nothing(english: Pack) -> None:
    assert found(ACCUSES, texts(english.labels.turned, "turned")) == []


def test_that_concrete_questions_are_spoken_and_never_shown(english: Pack) -> None:
    assert {prompt.rung for prompt in english.ladders.using.prompts if prompt.turn} == {1, 2, 3, 6}
    assert {prompt.rung for prompt in english.ladders.experiencing.prompts if prompt.turn} == {1}


def test_that_what_raises_a_concern_is_never_answered_on_a_turned_screen(english: Pack) -> None:
    assert [item.id for item in turned(english) if any(option.raises for option in item.answers)] == []


def test_that_no_question_points_back_at_something_that_is_not_on_the_screen(english: Pack) -> None:
    back = re.compile(r"\b(those moments|that happens|any of (this|that))\b")
    assert found(back, ((item.id, item.say) for item in turned(english))) == []


def test_that_each_turned_text_is_short_enough_for_large_letters(english: Pack) -> None:
    assert [item.id for item in turned(english) if len(item.say) > 160] == []


@pytest.mark.parametrize("side", ["using", "experiencing"])
def test_that_every_way_in_leads_down_the_whole_ladder(english: Pack, side: str) -> None:
    ladder = getattr(english.ladders, side)
    for way in ladder.ways_in:
        reached = {prompt.rung for prompt in ladder.prompts if not prompt.ways_in or way.id in prompt.ways_in}
        assert reached == {rung.number for rung in ladder.rungs}, way.id


@pytest.mark.parametrize("prompt", ["A-22.4.8-Q10", "A-22.4.8-Q11", "LU-ALL-6-4", "LE-SELF"])
def test_that_not_sure_about_danger_or_life_counts_as_danger(english: Pack, prompt: str) -> None:
    asked = english.items[prompt]
    assert isinstance(asked, Prompt)
    assert next(option.raises for option in asked.answers if option.value == "not_sure")


def test_that_no_answer_of_less_or_better_raises_or_is_praised(english: Pack) -> None:
    asked = english.items["LU-ALL-5-6"]
    assert isinstance(asked, Prompt)
    less = next(option for option in asked.answers if option.value == "less")
    assert (less.raises, less.hint) == ("", "")


def test_that_every_disclosure_card_says_something_and_warns_of_something(english: Pack) -> None:
    assert {card.side for card in english.ask.disclosure} == {"using", "experiencing"}
    assert all(len(card.say) >= 3 and len(card.avoid) >= 3 for card in english.ask.disclosure)


def test_that_the_limits_of_confidentiality_are_said_and_no_secrecy_is_promised(english: Pack) -> None:
    aloud = " ".join(english.ask.confidentiality.say)
    assert re.search(r"serious harm", aloud)
    assert not re.search(r"\b(completely|totally|always|never) (private|secret|confidential|told)\b", aloud)


def test_that_the_caution_of_the_profile_says_that_it_is_no_verdict(english: Pack) -> None:
    assert "does not say who is who" in english.profile.caution
    assert english.profile.conclusions[0].value == "not_enough"


def test_that_names_for_follow_ups_reveal_nothing(english: Pack) -> None:
    labels = [option.say for option in (*english.refer.follow_ups, *english.gate.reminders)]
    assert [label for label in labels if ACCUSES.search(label)] == []


def test_that_the_sheet_for_the_person_does_not_tell_what_it_is_about(english: Pack) -> None:
    said = [english.labels.sheets.person_title, english.labels.sheets.next_step, english.labels.papers.file_name]
    plain = [service.plain_offer for service in on_paper(english)]
    assert [text for text in (*said, *plain) if re.search(r"abus|violen|refuge|perpetrat|victim|surviv", text)] == []


def test_that_where_several_answers_can_be_true_the_no_stands_alone(english: Pack) -> None:
    prompts = [prompt for ladder in (english.ladders.using, english.ladders.experiencing) for prompt in ladder.prompts]
    assert any(prompt.several for prompt in prompts)
    for prompt in prompts:
        alone = {option.value for option in prompt.answers if option.alone}
        no = {option.value for option in prompt.answers} & {"no", "none", "nobody", "nothing", "not_sure"}
        assert alone >= no if prompt.several else not alone, prompt.id


def test_that_what_one_works_with_is_called_records_everywhere_and_a_vault_nowhere(english: Pack) -> None:
    """Whoever types commands looks after folders, and reads of vaults there."""
    first = english.first
    seen = (*texts(english.labels, "labels"), *texts(english.refusals, "refusals"), *texts(english.guide, "guide"))
    before = (*texts(first.window, "window"), *texts(first.lock, "lock"), *texts(first.card, "card"))
    vault = re.compile(r"\bvault", re.IGNORECASE)
    assert [place for place, text in (*seen, *before) if vault.search(text) and not place.endswith(".id")] == []
    assert any(vault.search(text) for _, text in texts(first.commands, "commands"))
