"""A passphrase: six words are offered, and a choice of one's own is held against what others guess first."""

import re
from math import log2

import pytest

from dasupport.actions.passphrase_policy import MAX_ESTIMATED_LENGTH, MIN_LENGTH, SUGGESTED_WORDS, policy_error, suggest
from dasupport.content.diceware_words import load_diceware_words
from dasupport.content.unsuitable_words import WORDS_FILE, load_unsuitable_words

NAME = "Amara Osei"
GOOD = "lantern copper meadow violin"


def test_that_six_words_are_offered_and_every_offer_will_do() -> None:
    for _ in range(25):
        words = suggest()
        assert re.fullmatch(r"[a-z0-9'.-]+( [a-z0-9'.-]+){5}", words), words
        assert policy_error(words, words, NAME) is None
    assert SUGGESTED_WORDS == 6


def test_that_no_word_is_offered_that_hurts_in_this_work() -> None:
    left_out, whole = load_unsuitable_words(), set(load_diceware_words())
    assert (
        {
            "gloomy",
            "rectal",
            "strangle",
            "battering",
            "bruising",
            "choking",
            "fondling",
            "grope",
            "groin",
            "captive",
            "shove",
            "punch",
            "unclothed",
        }
        <= left_out
        <= whole
    )
    assert not left_out & {word for _ in range(300) for word in suggest().split()}


def test_that_leaving_words_out_costs_less_than_a_third_of_a_bit() -> None:
    whole = len(set(load_diceware_words()))
    assert 0 < SUGGESTED_WORDS * log2(whole / (whole - len(load_unsuitable_words()))) < 0.3


def test_that_the_unfit_words_stand_in_order_and_once_each() -> None:
    words = WORDS_FILE.read_text(encoding="utf-8").split()
    assert words == sorted(set(words))


def test_that_no_offer_comes_twice_and_no_word_leads() -> None:
    offers = [suggest() for _ in range(300)]
    assert len(set(offers)) == 300
    words = [word for offer in offers for word in offer.split()]
    assert max(words.count(word) for word in set(words)) < 12


@pytest.mark.parametrize(
    "own",
    [
        GOOD,
        "correct horse battery staple",
        "the goat sang at Whitstable twice",
        "Tr0mbone-Lichen-41-Pavement",
        "четыре слова лампа дождь",
        "ένα δύο θάλασσα λάμπα",
        "nul \0 lantern copper",
        "half \ud83d lantern copper",
    ],
)
def test_that_an_own_choice_that_nobody_guesses_soon_will_do(own: str) -> None:
    assert policy_error(own, own, NAME) is None


@pytest.mark.parametrize("short", ["x", "lantern copper"[: MIN_LENGTH - 1], "aB3$ aB3$ aB3", "🦋🦋🦋🦋"])
def test_that_a_short_one_is_short_whatever_signs_it_has(short: str) -> None:
    assert policy_error(short, short, NAME) == "PASS-SHORT"


@pytest.mark.parametrize(
    "common",
    [
        "password123456",
        "passwordpassword",
        "Password12345!",
        "iloveyouiloveyou",
        "letmeinletmein1",
        "trustno1trustno1",
        "12345678901234567890",
        "19871987198719871987",
        "abcdefghijklmnop",
        "manchesterunited1",
        "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv",
        "qazwsxedcrfvtgb",
        "qwerty qwerty qwerty",
        "aaaaaaaaaaaaaaa",
        "abababababababab",
        "abcabcabcabcabcabc",
        " " * 20,
        "\u0301" * 20,
        "dasupport four steps",
    ],
)
def test_that_what_many_use_or_a_hand_runs_over_is_common(common: str) -> None:
    assert policy_error(common, common, NAME) == "PASS-COMMON"


@pytest.mark.parametrize(
    ("own", "name"),
    [
        ("amara the great lion", "Amara Osei"),
        ("the word OSEI hidden in it", "Amara Osei"),
        ("xxoseixx lantern copper", "Amara Osei"),
        ("zoe lantern copper mill", "Zoë Ångström"),
        ("ZOË lantern copper mill", "Zoe"),
        ("obrien lantern copper", "Pat O'Brien"),
        ("юлия лампа дождь слово", "Юлия Иванова"),
        ("王芳 lantern copper mill", "王芳"),
    ],
)
def test_that_ones_own_name_is_found_in_it_in_any_script(own: str, name: str) -> None:
    assert policy_error(own, own, name) == "PASS-NAME"


@pytest.mark.parametrize("name", ["", "Jo", "X Y", "Ann Elk-Smith", "\0", "\ud83d"])
def test_that_a_name_that_is_not_in_it_is_no_fault(name: str) -> None:
    assert policy_error(GOOD, GOOD, name) is None


def test_that_a_long_one_is_judged_and_not_refused_for_its_length() -> None:
    long = f"{GOOD} harbour thistle " * 20
    assert len(long) > MAX_ESTIMATED_LENGTH
    assert policy_error(long, long, NAME) is None


@pytest.mark.parametrize("long", ["x" * 500, "ab" * 300, "password" * 50, "1234567890" * 40])
def test_that_a_long_one_of_the_same_over_and_over_is_common(long: str) -> None:
    assert policy_error(long, long, NAME) == "PASS-COMMON"


def test_that_there_are_no_rules_on_signs() -> None:
    assert policy_error("lantern copper meadow", "lantern copper meadow", NAME) is None
    assert policy_error("LANTERN COPPER MEADOW", "LANTERN COPPER MEADOW", NAME) is None


@pytest.mark.parametrize("again", [GOOD.upper(), GOOD + " ", " " + GOOD, "", GOOD[:-1]])
def test_that_both_must_be_the_same_to_the_letter(again: str) -> None:
    assert policy_error(GOOD, again, NAME) == "PASS-DIFFERENT"


def test_that_the_first_fault_is_told_and_an_empty_one_is_empty() -> None:
    assert policy_error("", "", NAME) == "PASS-EMPTY"
    assert policy_error("amara", "osei", NAME) == "PASS-SHORT"
    assert policy_error("amaraamaraamara", "osei", NAME) == "PASS-NAME"
    assert policy_error("aaaaaaaaaaaaaaa", "osei", NAME) == "PASS-COMMON"
