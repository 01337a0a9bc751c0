"""The directory from anywhere: no session, no person, every service."""

from dasupport.casework.service_match import ServiceNeed
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Card
from dasupport.ui.screen.intents import OptionChosen, Pressed
from dasupport.ui.screen.routes import Directory, Home
from dasupport.ui.screens.directory.directory import MORE_PREFIX, DirectoryAction
from dasupport.ui.screens.directory.service_list import MAX_SHOWN, ServiceFilter, ServiceListAction, ServiceListField
from tests.ui.samples import QuickHand, keys


def at(quick: QuickHand) -> QuickHand:
    quick.go(Directory())
    return quick


def services(hand: QuickHand) -> list[str]:
    return [name for name in keys(hand.screen) if name in hand.pack.services]


def test_that_every_service_is_there_and_the_search_is_at_hand(quick: QuickHand) -> None:
    hand = at(quick)
    assert services(hand) == [service.id for service in hand.pack.directory]
    assert hand.screen.focus == ServiceListField.SEARCH
    assert "found 6" in hand.texts


def test_that_nothing_can_be_referred_from_here(quick: QuickHand) -> None:
    assert not any(name.startswith(("refer:", "referral")) for name in keys(at(quick).screen))


def test_that_it_is_narrowed_by_words_and_filters(quick: QuickHand) -> None:
    hand = at(quick)
    hand.type(ServiceListField.SEARCH, "0808")
    assert services(hand) == ["K-DIR-RESP", "K-VIC-KIDAS"]
    hand.press(ServiceListAction.FILTERS)
    hand.choose(ServiceListField.AUDIENCE, "experiencing")
    assert services(hand) == ["K-VIC-KIDAS"]
    assert {"found 1", "fits experiencing say"} <= set(hand.texts)


def test_that_each_entry_opens_and_closes_by_itself(quick: QuickHand) -> None:
    hand = at(quick)
    hand.press(f"{MORE_PREFIX}K-DIR-RESP")
    assert "fact gap K-DIR-RESP gap" in hand.texts
    assert "fact gap K-VIC-KIDAS gap" not in hand.texts
    hand.press(f"{MORE_PREFIX}K-DIR-RESP")
    assert "fact gap K-DIR-RESP gap" not in hand.texts


def test_that_it_starts_afresh_whoever_was_on_the_desk(quick: QuickHand) -> None:
    quick.meet()
    assert services(at(quick)) == [service.id for service in quick.pack.directory]


def test_that_the_way_back_is_home(quick: QuickHand) -> None:
    hand = at(quick)
    hand.press(DirectoryAction.BACK)
    assert hand.route == Home()


def test_that_a_long_list_shows_the_first_and_the_rest_on_request(english: Pack) -> None:
    look = ServiceFilter(english, ServiceNeed())
    found = look.find_services()
    assert len(found) > MAX_SHOWN

    def listed() -> list[str]:
        return [
            name
            for name in keys(look.build_list(look.find_services(), lambda service, _: Card((), key=service.id)))
            if name
        ]

    first = [service.id for service, _ in found[:MAX_SHOWN]]
    assert listed() == [*first, "all", ServiceListAction.SHOW_ALL]
    assert look.apply_intent(Pressed(ServiceListAction.SHOW_ALL))
    assert listed() == [service.id for service, _ in found]
    look.apply_intent(OptionChosen(ServiceListField.AUDIENCE, ""))
    assert listed() == [*first, "all", ServiceListAction.SHOW_ALL]
