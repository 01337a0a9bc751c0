"""Words read back from a rescue file: each is restored to its page, or offered next to newer words there."""

from collections.abc import Callable
from dataclasses import replace

from dasupport.casework.entry import Answer, Draft, list_texts
from dasupport.casework.jotting import is_page_draft, is_real_name
from dasupport.casework.rescue import RecoveredText, RecoveryOutcome
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Heading, Note, Para, Row, Screen
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Settings

CHOOSE, BACK, PUT, ADD = "words-choose", "back", "words-put:", "words-add:"
THROW, THROWN, KEEP, SHOW = "words-throw:", "words-thrown:", "words-keep", "words-show:"


class WordsPage:
    """The page that reads a rescue file and shows the outcome of every text in it. Newer words are not overwritten."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._found: tuple[RecoveredText, ...] | None = office.read_back or None
        self._beside = bool(self._found)
        """True if the words come from the rescue file beside the vault.

        They are shown at every unlocking until they are discarded.
        """
        self._asked: int | None = None
        """Index of the text that is about to be discarded; None while nothing is to be confirmed."""
        self._thrown = False
        self._open: tuple[Draft, ...] = ()
        """Drafts of real names that were revealed on request, and logged; all others are masked."""
        self._refused: tuple[str, str] | None = None
        self._round = 0
        office.read_back = ()

    def screen(self) -> Screen:
        labels = self.office.pack.labels.words
        return Screen(
            f"words:{self._round}",
            (
                Heading(labels.title, labels.sub),
                *self._outcome(),
                Row((Button(CHOOSE, labels.choose, "primary"),), key="choose"),
                Row((Button(BACK, labels.settings, icon="back"),), key="ways"),
            ),
            focus=CHOOSE if self._asked is None else KEEP,
            primary=CHOOSE,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Pressed(key="words-choose"):
                self._choose()
            case Pressed(key="back"):
                self.office.go(Settings())
            case Pressed(key=key) if key.startswith((PUT, ADD)):
                self._settle(int(key.rpartition(":")[2]), adding=key.startswith(ADD))
            case Pressed(key=key) if key.startswith(THROW):
                self._ask(int(key.removeprefix(THROW)))
            case Pressed(key=key) if key.startswith(THROWN):
                self._throw(int(key.removeprefix(THROWN)))
            case Pressed(key="words-keep"):
                self._ask(None)
            case Pressed(key=key) if key.startswith(SHOW):
                self._show(int(key.removeprefix(SHOW)))
            case _:
                pass

    def _choose(self) -> None:
        labels, rescue = self.office.pack.labels.words, self.office.unlocked.rescue_files
        path = self.office.ask_open(labels.open_title, labels.kind)
        if path:
            self.office.run(lambda: rescue.read_file(path), self._chosen, self._not_done)

    def _chosen(self, found: tuple[RecoveredText, ...]) -> None:
        self._beside, self._open = False, ()
        self._read(found)

    def _show(self, number: int) -> None:
        """Show a real name, and the name now in its place, once the audit log has the event."""
        draft = (self._found or ())[number].draft
        self.office.run(self.office.unlocked.page_drafts.log_name_reveal, lambda _: self._shown(draft), self._not_done)

    def _shown(self, draft: Draft) -> None:
        self._open, self._refused = (*self._open, draft), None
        self._round += 1
        self.on_change()

    def _hides(self, found: RecoveredText) -> bool:
        return is_real_name(found.draft) and found.draft not in self._open

    def _ask(self, number: int | None) -> None:
        self._asked = number
        self._round += 1
        self.on_change()

    def _throw(self, number: int) -> None:
        """Remove a text from the file beside the vault, and from this page."""
        found = self._found or ()
        draft, rest, rescue = (
            found[number].draft,
            found[:number] + found[number + 1 :],
            self.office.unlocked.rescue_files,
        )
        self.office.run(lambda: rescue.discard(draft), lambda _: self._read(rest, thrown=True), self._not_done)

    def _settle(self, number: int, *, adding: bool) -> None:
        """Put one text in place of newer words, or add it to a sealed session as an addendum."""
        draft, unlocked = (self._found or ())[number].draft, self.office.unlocked
        reason = self.office.pack.labels.words.reason

        def job() -> None:
            if adding:
                unlocked.sessions.add_addendum(draft.session, "\n".join(filter(None, list_texts(draft.answer))), reason)
            else:
                unlocked.rescue_files.replace_newer(draft)

        self.office.run(job, lambda _: self._settled(number), self._not_done)

    def _settled(self, number: int) -> None:
        found = list(self._found or ())
        found[number] = replace(found[number], outcome=RecoveryOutcome.RESTORED)
        self._read(tuple(found))

    def _read(self, found: tuple[RecoveredText, ...], *, thrown: bool = False) -> None:
        self._found, self._refused, self._asked, self._thrown = found, None, None, thrown
        self.office.jottings.load()
        if self.office.desk and not self.office.desk.owes:
            self.office.let_go(self.office.desk.record.session.id)
        self._round += 1
        self.on_change()

    def _not_done(self, refusal: Refusal) -> None:
        words = self.office.pack.get_refusal_text(refusal.item)
        self._refused = words.say, words.do
        self._round += 1
        self.on_change()

    def _outcome(self) -> tuple[Block, ...]:
        refused = (Note("stop", *self._refused, key="trouble"),) if self._refused else ()
        if self._found is None:
            return refused
        others = [
            (at, each)
            for at, each in enumerate(self._found)
            if each.outcome not in (RecoveryOutcome.RESTORED, RecoveryOutcome.ALREADY_SAVED)
        ]
        return (*refused, self._told(), *(self._card(at, each) for at, each in others))

    def _told(self) -> Note:
        labels = self.office.pack.labels.words
        if self._thrown:
            return Note("good", labels.thrown)
        if not self._found:
            return Note("calm", labels.nothing)
        back = sum(each.outcome in (RecoveryOutcome.RESTORED, RecoveryOutcome.ALREADY_SAVED) for each in self._found)
        return Note("good" if back == len(self._found) else "care", labels.back.format(n=back, all=len(self._found)))

    def _card(self, at: int, found: RecoveredText) -> Block:
        """Return the card of one text: what the file holds and what is in the vault now; real names are masked."""
        labels, hides = self.office.pack.labels.words, self._hides(found)
        kind = getattr(self.office.pack.labels.kinds, found.draft.slot.kind.value)
        why = {
            RecoveryOutcome.NEWER_EXISTS: labels.beside,
            RecoveryOutcome.SEALED: labels.sealed,
            RecoveryOutcome.TARGET_MISSING: labels.lost,
        }[found.outcome]
        stands = self._said(found.current, hides=hides) if found.current else ""
        there = (Para(labels.stands, "label"), Para(stands, "quote")) if stands else ()
        return Card(
            (
                Heading(f"{found.code_name} · {kind}" if found.code_name else kind, why, level=3),
                Para(labels.in_file, "label"),
                Para(self._said(found.draft.answer, hides=hides), "quote"),
                *there,
                *self._ways(at, found, hides=hides),
            ),
            key=f"words:{at}",
        )

    def _said(self, answer: Answer, *, hides: bool) -> str:
        said = "\n".join(filter(None, list_texts(answer)))
        return self.office.pack.labels.new_person.hidden if said and hides else said

    def _ways(self, at: int, found: RecoveredText, *, hides: bool) -> tuple[Block, ...]:
        """Return the buttons for one text.

        A text from the file beside the vault can be discarded, after one confirmation.
        """
        labels = self.office.pack.labels.words
        if self._asked == at:
            sure = Row((Button(KEEP, labels.throw_keep), Button(f"{THROWN}{at}", labels.throw, "stop")))
            return (Note("care", labels.throw_sub), sure)
        over = labels.put_over if is_page_draft(found.draft) else labels.put
        put = {
            RecoveryOutcome.NEWER_EXISTS: (Button(f"{PUT}{at}", over),),
            RecoveryOutcome.SEALED: (Button(f"{ADD}{at}", labels.add),),
        }
        throw = (Button(f"{THROW}{at}", labels.throw),) if self._beside else ()
        show = (Button(f"{SHOW}{at}", self.office.pack.labels.person.reveal),) if hides else ()
        ways = (*show, *put.get(found.outcome, ()), *throw)
        return (Row(ways),) if ways else ()
