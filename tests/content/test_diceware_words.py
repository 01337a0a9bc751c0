"""The word list of the suggested passphrases: the published one, or none."""

import pytest

from dasupport.content.diceware_words import WORD_LIST, load_diceware_words, parse_word_list
from dasupport.resource_paths import find_resources

FOLDER = find_resources() / "words"
DATA = (FOLDER / WORD_LIST).read_bytes()


def test_that_there_is_one_word_for_each_throw_of_five_dice() -> None:
    words = load_diceware_words()
    assert len(set(words)) == len(words) == 6**5
    assert (words[0], words[-1]) == ("abacus", "zoom")
    assert words == tuple(sorted(words))


def test_that_the_list_as_published_is_read() -> None:
    assert parse_word_list(DATA) == load_diceware_words()


@pytest.mark.parametrize(
    "altered",
    [
        b"",
        DATA[:-1],
        DATA + b"\n",
        DATA.replace(b"\n", b"\r\n"),
        DATA.replace(b"abacus", b"abacas"),
        DATA.replace(b"11112\tabdomen\n", b"11112\tabacus\n"),
    ],
    ids=["empty", "cut", "longer", "line ends of another system", "one letter", "one word twice"],
)
def test_that_no_word_is_drawn_from_an_altered_list(altered: bytes) -> None:
    with pytest.raises(ValueError, match="published"):
        parse_word_list(altered)


def test_that_the_list_stands_beside_its_licence() -> None:
    licence = (FOLDER / "LICENCE.txt").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 3.0 United States" in licence
    assert "Electronic Frontier Foundation" in licence
