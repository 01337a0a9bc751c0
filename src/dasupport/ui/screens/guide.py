"""The guide drawer: the guidance as cards, those for this page first, with a search over all words."""

from collections.abc import Callable

from dasupport.casework.referral import fold_name
from dasupport.casework.steps import SessionPage
from dasupport.content.pack import Pack
from dasupport.content.schema import GuideCard
from dasupport.ui.blocks import Block, Button, Card, Field, Heading, Para, Row, Screen
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.screens.fields import cite

FIND, CLOSE, OPEN = "guide-find", "guide-close", "guide-open:"


class GuidePage:
    """Guide cards by topic; one is open at a time."""

    def __init__(self, pack: Pack, place: str, close: Callable[[], None]) -> None:
        self.pack = pack
        self.on_change: Callable[[], None] = quiet
        self._place = place
        self._close = close
        self._text = ""
        self._cards = (*pack.guide, *whys(pack))
        here = [card.id for card in self._cards if place in card.places]
        self._open = here[0] if here else ""

    def screen(self) -> Screen:
        labels = self.pack.labels.guide
        found = [
            card for card in self._cards if all(word in self._searched(card) for word in fold_name(self._text).split())
        ]
        here = [card for card in found if self._place in card.places]
        topics: dict[str, list[GuideCard]] = {labels.here: here} if here else {}
        for card in found:
            if card not in here:
                topics.setdefault(card.topic, []).append(card)
        blocks: list[Block] = []
        for topic, cards in topics.items():
            blocks += [Heading(topic, level=3, key=topic), *(self._card(card) for card in cards)]
        if not found:
            blocks.append(Para(labels.none))
        head = Row((Heading(labels.title, level=2), Button(CLOSE, labels.close, "quiet")), ends=True, key="head")
        return Screen("guide", (head, Field(FIND, labels.find, self._text, quick=True), *blocks), focus=FIND)

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key="guide-find", text=text) | Left(key="guide-find", text=text):
                self._text = text
            case Pressed(key="guide-close"):
                self._close()
            case Pressed(key=key) if key.startswith(OPEN):
                id = key.removeprefix(OPEN)
                self._open = "" if self._open == id else id
            case _:
                pass

    def _card(self, card: GuideCard) -> Block:
        title = Row((Button(f"{OPEN}{card.id}", card.title, "quiet"),))
        if card.id != self._open:
            return Card((title,), "plain", key=card.id)
        lines = tuple(Para(line) for line in card.say)
        return Card((title, *lines, Para(cite(self.pack, card), "source")), key=f"{card.id}:open")

    def _searched(self, card: GuideCard) -> str:
        return fold_name(" ".join((card.topic, card.title, *card.say)))


def whys(pack: Pack) -> tuple[GuideCard, ...]:
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
