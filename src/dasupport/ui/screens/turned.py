"""The screen facing the person: one question in large plain words and a field for their own words.

This page knows the pack's question and the order of questions. It never reads an entry, so no stored word,
confidential or not, can appear on it (`casework.visibility.Reader.PERSON_SCREEN` allows none).
"""

from collections.abc import Callable

from dasupport.casework.entry import Answer, Kind, QuestionDetail, Slot
from dasupport.casework.steps import SessionPage
from dasupport.casework.text import TOO_LONG, Reach, Source, Words, text_error
from dasupport.content.pack import Pack
from dasupport.content.schema import Invitation, Prompt
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Box, Button, Field, Para, Row, Screen
from dasupport.ui.desk import Desk
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import InSession
from dasupport.ui.screens.fields import OVERLONG, told
from dasupport.ui.shortcuts import KEYS

OWN, SKIP, NOT_TODAY, NEXT, LEAVE, PHRASE, BACK_IN, STAY = (
    "own-words",
    "skip",
    "not-today",
    "next",
    "leave",
    "passphrase",
    "back-in",
    "stay",
)
ONWARD = {NEXT: "", SKIP: "", NOT_TODAY: "not_today"}
"""Outcome of a question if the person goes on without writing anything, by button; "" for no outcome."""
MOST = 1000
TURNED = "turned"
"""Prefix of a slot's part that holds what the person wrote themselves, separate from the worker's notes."""


class TurnedPage:
    """The screen that the person sees.

    Leaving it needs the passphrase or the cover's PIN; three wrong attempts lock the vault.
    """

    def __init__(self, office: Office, desk: Desk, prompt: str, way_in: str = "") -> None:
        self.office = office
        self.desk = desk
        self.on_change: Callable[[], None] = quiet
        self._prompt = prompt
        self._kind = Kind.PROMPT if isinstance(office.pack.items[prompt], Prompt) else Kind.INVITATION
        self._way_in = way_in
        self._text = ""
        self._leaving = False
        self._phrase = ""
        self._wrong = ""
        self._tries = 0
        self._overlong = self._busy = False
        self._part = self._free()
        office.run(office.unlocked.face_person, lambda _: None, lambda _: None)

    def screen(self) -> Screen:
        labels = self.office.pack.labels.turned
        if self._leaving:
            return self._door()
        if not self._prompt:
            return self._end()
        says = self.office.pack.items[self._prompt]
        question = says.say if isinstance(says, Prompt | Invitation) else ""
        return Screen(
            f"turned:{self._prompt}",
            (
                Row((Button(LEAVE, labels.leave, "quiet"),), key="leave"),
                Para(question, "huge", key="question"),
                Box(OWN, labels.own_words, self._text, lines=4, fault=self._fault(), quiet=True, large=True),
                Row(
                    (
                        Button(NOT_TODAY, labels.not_today),
                        Button(SKIP, labels.skip),
                        Button(NEXT, labels.next, "primary", KEYS["next"]),
                    ),
                    ends=True,
                    key="ways",
                ),
                Para(labels.footer, "lead"),
            ),
            focus=OWN,
            primary=NEXT,
            wide=True,
            centred=True,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key="own-words", text=text) | Left(key="own-words", text=text):
                self._keep(text)
            case Typed(key=key) if key == f"{OWN}{OVERLONG}":
                self._overlong = True
            case Typed(key="passphrase", text=text) | Left(key="passphrase", text=text):
                self._phrase = text
            case Pressed(key=key) if key in ONWARD and self._prompt:
                self._on("asked" if key == NEXT and self._text.strip() else ONWARD[key])
            case Pressed(key=key):
                self._doorway(key)
            case _:
                pass

    def _doorway(self, key: str) -> None:
        if key == LEAVE:
            self._leaving = True
        elif key == STAY:
            self._leaving, self._phrase, self._wrong = False, "", ""
        elif key == BACK_IN and not self._busy:
            phrase, self._phrase, self._busy = self._phrase, "", True
            self.office.run(lambda: self._turned_back(phrase), self._confirmed, self._refused)

    def _turned_back(self, phrase: str) -> bool:
        """Return True if the PIN or the passphrase was right; the screen then faces the worker again."""
        if self.office.unlocked.cover_pin.may_be_pin(phrase):
            return self.office.unlocked.face_worker_by_pin(phrase)
        right = self.office.unlocked.confirm_passphrase(phrase)
        if right:
            self.office.unlocked.face_worker()
        return right

    def _refused(self, refusal: Refusal) -> None:
        """Show the refusal if the passphrase is still asked for. No other refusal appears on this screen."""
        self._busy = False
        if self._leaving:
            self._wrong = refusal.item
            self._tries += 1
            self.on_change()

    def _confirmed(self, right: bool) -> None:
        self._busy = False
        more = self.office.tries.counted(right=right)
        if not more:
            self.office.out_of_tries()
        elif not self._leaving:
            pass
        elif right:
            place = SessionPage.QUESTIONS if self._kind is Kind.PROMPT else SessionPage.INVITE
            self.office.come_back(InSession(self.desk.record.session.id, place))
        else:
            self._refused(Refusal("V-PASS-WRONG"))

    def _door(self) -> Screen:
        labels, says = self.office.pack.labels.turned, self.office.pack.first.typing.without_reveal
        fault = self.office.pack.get_refusal_text(self._wrong).say if self._wrong else ""
        return Screen(
            f"turned:door:{self._tries}",
            (
                Para(labels.door, "lead"),
                Field(PHRASE, self._asks_for(), self._phrase, fault=fault, secret=True, width=40, typing=says),
                Row((Button(STAY, labels.stay), Button(BACK_IN, labels.back_in, "primary")), key="ways"),
            ),
            focus=PHRASE,
            primary=BACK_IN,
            wide=True,
            centred=True,
        )

    def _asks_for(self) -> str:
        labels = self.office.pack.labels.turned
        return labels.pin_or_passphrase if self.office.unlocked.cover_pin.has_pin else labels.passphrase

    def _end(self) -> Screen:
        labels = self.office.pack.labels.turned
        return Screen(
            "turned:end",
            (Para(labels.end, "huge", key="question"), Row((Button(LEAVE, labels.leave),), key="leave")),
            focus=LEAVE,
            wide=True,
            centred=True,
        )

    def _fault(self) -> str:
        """Return why the text cannot be stored, in words that reveal nothing else; "" if it can."""
        found = TOO_LONG if self._overlong else text_error(self._text)
        return told(self.office.pack, found) if found else ""

    def _keep(self, text: str) -> None:
        """Save the text as a draft; delete the draft if the text was erased, as it was then not said."""
        self._text, self._overlong = text, False
        if text.strip():
            self.desk.write(self._slot(), self._answer("asked"))
        else:
            self.desk.forget(self._slot())

    def _on(self, outcome: str) -> None:
        if outcome and text_error(self._text):
            return
        if outcome:
            self.desk.say(self._slot(), self._answer(outcome))
        self._prompt, self._text, self._overlong = following(self.office.pack, self._prompt, self._way_in), "", False
        self._part = self._free()

    def _free(self) -> str:
        """Return the slot part for new text: never one that holds what the person wrote here before."""
        parts = (f"{TURNED}{number or ''}" for number in (0, *range(2, MOST)))
        return next(part for part in parts if not self.desk.answer(Slot(self._kind, self._prompt, part)).words)

    def _slot(self) -> Slot:
        return Slot(self._kind, self._prompt, self._part)

    def _answer(self, outcome: str) -> Answer:
        """Return the answer with the person's own words; they wrote them, so they know that we hold them."""
        detail = QuestionDetail(outcome=outcome, way_in=self._way_in, turned=True)
        return Answer(Words(self._text), detail, Source.PERSON_SAID, Reach("written_with_them"))


def following(pack: Pack, prompt: str, way_in: str) -> str:
    """Return the id of the question after a prompt, for the same entrance; "" after the last."""
    item = pack.items[prompt]
    if isinstance(item, Invitation):
        order = [invitation.id for invitation in pack.motivate.invitations if invitation.turn]
    else:
        ladder = next(ladder for ladder in (pack.ladders.using, pack.ladders.experiencing) if item in ladder.prompts)
        ways = [other for other in ladder.prompts if not other.ways_in or not way_in or way_in in other.ways_in]
        order = [other.id for other in sorted(ways, key=lambda other: other.rung) if other.turn]
    after = order[order.index(prompt) + 1 :] if prompt in order else []
    return after[0] if after else ""
