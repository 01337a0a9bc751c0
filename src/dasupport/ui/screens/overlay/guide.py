"""The guide drawer: the guidance as cards, those for this page first, with a search over all words."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.casework.pages import SessionPage
from dasupport.casework.referral_rules import fold_name
from dasupport.content.pack import Pack
from dasupport.content.schema import GuideCard
from dasupport.ui.screen.blocks import Block, Button, Card, Heading, Paragraph, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.session.fields import format_citation


class GuideAction(StrEnum):
    """Keys of the buttons of this screen."""

    CLOSE = "guide-close"


class GuideField(StrEnum):
    """Keys of the fields of this screen."""

    FIND = "guide-find"


OPEN_PREFIX = "guide-open:"


class GuidePresenter:
    """Guide cards by topic; one is open at a time."""

    def __init__(self, pack: Pack, place: str, close: Callable[[], None]) -> None:
        self.pack = pack
        self.on_change: Callable[[], None] = noop
        self._page = place
        self._on_close = close
        self._query = ""
        self._cards = (*pack.guide, *build_why_cards(pack))
        here = [card.id for card in self._cards if place in card.places]
        self._open_id = here[0] if here else ""

    def build_screen(self) -> Screen:
        labels = self.pack.labels.guide
        found = [
            card
            for card in self._cards
            if all(word in self._searchable_text(card) for word in fold_name(self._query).split())
        ]
        here = [card for card in found if self._page in card.places]
        topics: dict[str, list[GuideCard]] = {labels.here: here} if here else {}
        for card in found:
            if card not in here:
                topics.setdefault(card.topic, []).append(card)
        blocks: list[Block] = []
        for topic, cards in topics.items():
            blocks += [Heading(topic, level=3, key=topic), *(self._guide_card(card) for card in cards)]
        if not found:
            blocks.append(Paragraph(labels.none))
        head = Row(
            (Heading(labels.title, level=2), Button(GuideAction.CLOSE, labels.close, "quiet")), ends=True, key="head"
        )
        return Screen(
            "guide",
            (head, TextField(GuideField.FIND, labels.find, self._query, live=True), *blocks),
            focus=GuideField.FIND,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=GuideField.FIND, text=text) | FieldLeft(key=GuideField.FIND, text=text):
                self._query = text
            case Pressed(key=GuideAction.CLOSE):
                self._on_close()
            case Pressed(key=key) if key.startswith(OPEN_PREFIX):
                id = key.removeprefix(OPEN_PREFIX)
                self._open_id = "" if self._open_id == id else id
            case _:
                pass

    def _guide_card(self, card: GuideCard) -> Block:
        title = Row((Button(f"{OPEN_PREFIX}{card.id}", card.title, "quiet"),))
        if card.id != self._open_id:
            return Card((title,), "plain", key=card.id)
        lines = tuple(Paragraph(line) for line in card.say)
        return Card((title, *lines, Paragraph(format_citation(self.pack, card), "source")), key=f"{card.id}:open")

    def _searchable_text(self, card: GuideCard) -> str:
        return fold_name(" ".join((card.topic, card.title, *card.say)))


def build_why_cards(pack: Pack) -> tuple[GuideCard, ...]:
    """Return a card for each question of the start gate: why it is asked."""
    return tuple(
        GuideCard(
            id=f"why:{question.id}",
            source=question.source,
            ours=question.ours,
            reviewed_by=question.reviewed_by,
            topic=pack.labels.guide.why,
            title=question.ask,
            say=(question.why,),
            places=(SessionPage.GATE,),
        )
        for question in pack.gate.questions
    )
