"""Every route has its page, every place its page and its names, in both packs."""

from typing import get_args

import pytest

from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.content.pack import Pack
from dasupport.ui.app.page_factory import SESSION_PRESENTERS, make_presenter
from dasupport.ui.screen.presenter import Presenter
from dasupport.ui.screen.routes import (
    AccessHistory,
    Backups,
    Directory,
    FacingPerson,
    Home,
    InSession,
    Keys,
    Log,
    NewPerson,
    People,
    PersonView,
    Pin,
    PrintSheets,
    RecordRetention,
    RecoveryCode,
    RescueFile,
    RetentionOverview,
    RotateKeys,
    Route,
    SealedSession,
    Settings,
)
from dasupport.ui.screens.directory.directory import DirectoryPresenter
from dasupport.ui.screens.home.home import HomePresenter
from dasupport.ui.screens.people.access_history import AccessHistoryPresenter
from dasupport.ui.screens.people.people import NewPersonPresenter, PeoplePresenter
from dasupport.ui.screens.people.person import PersonPresenter
from dasupport.ui.screens.session.print_sheets import PrintPresenter
from dasupport.ui.screens.session.questions import QuestionsPresenter
from dasupport.ui.screens.session.sealed import SealedPresenter
from dasupport.ui.screens.session.turned import FacingPersonPresenter
from dasupport.ui.screens.vault.backups import BackupsPresenter
from dasupport.ui.screens.vault.keys import KeysPresenter
from dasupport.ui.screens.vault.log import LogPresenter
from dasupport.ui.screens.vault.pin import PinPresenter
from dasupport.ui.screens.vault.record_retention import RecordRetentionPresenter
from dasupport.ui.screens.vault.recovery_code import RecoveryCodePresenter
from dasupport.ui.screens.vault.rescue_file import RescueFilePresenter
from dasupport.ui.screens.vault.retention import RetentionPresenter
from dasupport.ui.screens.vault.rotate_keys import RotateKeysPresenter
from tests.ui.samples import Hand, QuickHand, inside, key_of, keys, texts

MADE: dict[type, type] = {
    Home: HomePresenter,
    NewPerson: NewPersonPresenter,
    People: PeoplePresenter,
    PersonView: PersonPresenter,
    Directory: DirectoryPresenter,
    InSession: QuestionsPresenter,
    SealedSession: SealedPresenter,
    PrintSheets: PrintPresenter,
    FacingPerson: FacingPersonPresenter,
    Pin: PinPresenter,
    Backups: BackupsPresenter,
    Log: LogPresenter,
    AccessHistory: AccessHistoryPresenter,
    RetentionOverview: RetentionPresenter,
    RecordRetention: RecordRetentionPresenter,
    Keys: KeysPresenter,
    RotateKeys: RotateKeysPresenter,
    RecoveryCode: RecoveryCodePresenter,
    RescueFile: RescueFilePresenter,
}
BY_THE_SHELL = {Settings}
"""Made where the settings are kept, outside the office."""


def routes(hand: Hand) -> dict[type, Route]:
    """One route of each sort."""
    session = hand.session
    made = (
        Home(),
        NewPerson(),
        People(),
        PersonView(hand.person),
        Directory(),
        InSession(session, SessionPage.QUESTIONS),
        SealedSession(session),
        PrintSheets(session),
        FacingPerson(session, "LU-REL-1-1"),
        Pin(),
        Backups(),
        Log(),
        AccessHistory(hand.person, "KD-1234"),
        RetentionOverview(),
        RecordRetention(hand.person),
        Keys(),
        RotateKeys(),
        RecoveryCode(),
        RescueFile(),
    )
    return {type(route): route for route in made}


def test_that_every_route_is_looked_at_here() -> None:
    assert set(MADE) | BY_THE_SHELL == set(get_args(Route))


@pytest.mark.parametrize("sort", MADE, ids=lambda sort: sort.__name__)
def test_that_every_route_has_its_page(hand: Hand, sort: type) -> None:
    hand.meet()
    made: Presenter = make_presenter(routes(hand)[sort], hand.office)
    assert type(made) is MADE[sort]
    assert made.build_screen().key


@pytest.mark.parametrize(
    "route", [InSession("s"), SealedSession("s"), PrintSheets("s"), FacingPerson("s", "LU-REL-1-1")], ids=repr
)
def test_that_there_is_no_page_for_a_session_that_is_not_on_the_desk(hand: Hand, route: Route) -> None:
    hand.meet()
    with pytest.raises(LookupError, match=type(route).__name__):
        make_presenter(route, hand.office)


def test_that_every_place_has_a_page_of_its_own() -> None:
    assert set(SESSION_PRESENTERS) == set(SessionPage)
    assert len(set(SESSION_PRESENTERS.values())) == len(SessionPage)


@pytest.mark.parametrize("presenting", Presenting)
def test_that_every_place_is_drawn_with_its_name_and_its_ways(quick: QuickHand, presenting: Presenting) -> None:
    quick.meet(presenting)
    for place in SessionPage:
        quick.open(place)
        screen = quick.screen
        names = getattr(quick.pack.labels.places, place)
        assert texts(screen)[:2] == [names.title, names.sub]
        assert {screen.primary, screen.back} <= set(keys(screen))


def test_that_no_two_blocks_of_a_page_have_the_same_key(quick: QuickHand) -> None:
    quick.meet()
    for place in SessionPage:
        quick.open(place)
        slots = [name for name in keys(quick.screen) if "|" in name]
        assert len(slots) == len(set(slots)), place


@pytest.mark.parametrize("language", ["blank", "english"])
def test_that_every_place_has_its_names_in_every_pack(language: str, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(language)
    for place in SessionPage:
        names = getattr(pack.labels.places, place)
        assert names.title
        assert names.short


def test_that_every_page_can_be_drawn_with_the_real_words(quick: QuickHand, english: Pack) -> None:
    quick.change(pack=english)
    quick.meet()
    for place in SessionPage:
        quick.open(place)
        assert all("{" not in text for text in quick.texts), place


def test_that_every_choice_on_every_page_offers_different_answers(quick: QuickHand) -> None:
    quick.meet()
    quick.desk  # noqa: B018 - there is a session
    for place in SessionPage:
        quick.open(place)
        for block in inside(quick.screen):
            values = [option.value for option in getattr(block, "options", ())]
            assert len(values) == len(set(values)), getattr(block, "key", "")


def test_that_the_keys_of_slots_are_those_of_the_page_on_which_they_stand(quick: QuickHand) -> None:
    quick.meet()
    quick.open(SessionPage.HARM)
    assert quick.has(key_of(Kind.FORM, "K-DEF-03", "on"))
    assert not quick.has(key_of(Kind.GATE, "G-PLACE", "value"))
