"""A sealed session: shown as it was sealed, with dated addenda below. The sealed part cannot be changed."""

from collections.abc import Callable, Iterator

from dasupport.actions.sessions import ADDENDUM_ITEM, FOLLOW_UP_DONE
from dasupport.casework.entry import Answer, Entry, FollowUpDetail, Kind, Slot
from dasupport.casework.people import Closing
from dasupport.casework.record import Record, omit_rewritten, select_current
from dasupport.casework.roles import Act
from dasupport.casework.steps import SessionPage, Step, get_page, get_step
from dasupport.casework.text import TOO_LONG, Words, text_error
from dasupport.content.dates import format_datetime, format_time, to_local_date
from dasupport.content.tell import describe_entry
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Answered, Block, Box, Button, Card, Chip, Field, Heading, Note, Para, Row, Screen
from dasupport.ui.desk import Desk
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Papers, PersonView
from dasupport.ui.screens.fields import OVERLONG, chips_of, told, told_of

WORDS, REASON, ADD, PAPER, BACK, FOLLOWED, HISTORY = (
    "addendum",
    "reason",
    "add",
    "paper",
    "back",
    "done:",
    "history",
)
PAGES = list(SessionPage)
ADDENDUM, WHY = Slot(Kind.ADDENDUM, ADDENDUM_ITEM), Slot(Kind.ADDENDUM, ADDENDUM_ITEM, "reason")


class SealedPage:
    """The page of a sealed session: the record as it was sealed, and what was added since."""

    def __init__(self, office: Office, desk: Desk) -> None:
        self.office = office
        self.desk = desk
        self.on_change: Callable[[], None] = quiet
        self._said = {WORDS: desk.answer(ADDENDUM).words.value, REASON: desk.answer(WHY).words.value}
        self._faults: dict[str, str] = {}
        self._busy = self._history = False

    @property
    def record(self) -> Record:
        """The record of the session on this page."""
        return self.desk.record

    def screen(self) -> Screen:
        labels = self.office.pack.labels.sealed
        session = self.record.session
        title = labels.title.format(code=self.record.person.code_name, number=session.number)
        when = format_datetime(self.office.pack.labels.dates, session.started_at, self.office.zone)
        sub = labels.sub.format(author=session.author, when=when, pack=session.pack)
        return Screen(
            f"sealed:{session.id}",
            (
                Row((Heading(title, sub), Button(PAPER, labels.paper, "primary", icon="paper")), ends=True, key="head"),
                self._state(),
                *(card for step in Step if (card := self._step(step))),
                *self._earlier(),
                *self._addenda(),
                *((self._add(),) if self.office.allows(Act.ADD_ADDENDUM) and session.is_sealed else ()),
                Row((Button(BACK, self.record.person.code_name, icon="back"),), key="ways"),
            ),
            primary=PAPER,
            back=BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._said:
                self._write(key, text)
            case Typed(key=key) if key.removesuffix(OVERLONG) in self._said:
                self._faults[key.removesuffix(OVERLONG)] = TOO_LONG
            case Pressed(key="add"):
                self._addend()
            case Pressed(key="history"):
                self._history = not self._history
            case Pressed(key="paper"):
                self.office.go(Papers(self.record.session.id))
            case Pressed(key="back"):
                self.office.go(PersonView(self.record.person.id))
            case Pressed(key=key) if key.startswith(FOLLOWED):
                self._done(key.removeprefix(FOLLOWED))
            case _:
                pass

    def _write(self, key: str, text: str) -> None:
        """Save the text of an addendum as a draft: it survives a lock, but is added only when the button is pressed."""
        self._said[key] = text
        self._faults.pop(key, None)
        if key == WORDS and text:
            self.desk.write(ADDENDUM, Answer(Words(text)))
        elif key == WORDS:
            self.desk.forget(ADDENDUM)
        elif text:
            self.desk.write(WHY, Answer(Words(text)))
        else:
            self.desk.forget(WHY)

    def _addend(self) -> None:
        self._faults = {key: fault for key, text in self._said.items() if (fault := text_error(text))}
        if not self._said[WORDS].strip():
            self._faults[WORDS] = "ADDENDUM-EMPTY"
        if self._faults:
            return
        said, session = dict(self._said), self.record.session.id
        sessions = self.office.unlocked.sessions

        def added(record: Record) -> None:
            """Keep what was typed while the addendum was saved, and save it as a draft again."""
            later = {key: "" if self._said[key] == said[key] else self._said[key] for key in said}
            self._arrived(record)
            for key, text in later.items():
                self._write(key, text)
            self.on_change()

        self._once(lambda: sessions.add_addendum(session, said[WORDS], said[REASON]), added)

    def _done(self, entry: str) -> None:
        session = self.record.session.id
        self._once(lambda: self.office.unlocked.sessions.mark_done(session, entry), self._arrived)

    def _once(self, job: Callable[[], Record], done: Callable[[Record], None]) -> None:
        """Run a job unless one is running: one press adds one addendum, however quickly the next press follows."""
        if not self._busy:
            self._busy = True
            self.office.run(job, done, self._refused)

    def _arrived(self, record: Record) -> None:
        self._busy = False
        self.desk.record = record
        self.on_change()

    def _refused(self, refusal: Refusal) -> None:
        self._busy = False
        self.office.tell(refusal)

    def _state(self) -> Note:
        labels = self.office.pack.labels.sealed
        if not self.record.session.is_sealed:
            return Note("care", labels.unsealed, labels.unsealed_sub, key="state")
        at = self.record.session.sealed_at
        when = format_datetime(self.office.pack.labels.dates, at, self.office.zone) if at else ""
        said = labels.not_now if self.record.session.closing is Closing.NOT_NOW else labels.sealed
        return Note("good", said.format(when=when), labels.state_sub, key="state")

    def _step(self, step: Step) -> Block | None:
        rows = [row for entry in self._told() if get_step(self._page(entry)) is step for row in self._rows(entry)]
        if not rows:
            return None
        return Card((Heading(getattr(self.office.pack.labels.steps, step), level=2), *rows), key=f"step:{step}")

    def _told(self) -> list[Entry]:
        """Return the entries in page order; entries replaced before sealing only while the history is shown."""
        entries = self.record.entries if self._history else omit_rewritten(self.record.entries)
        shown = [made for made in entries if made.kind is not Kind.ADDENDUM and told_of(made.slot, made.answer)]
        return sorted(shown, key=lambda made: PAGES.index(self._page(made)))

    def _page(self, entry: Entry) -> SessionPage:
        return get_page(entry.slot, self.record.presenting)

    def _earlier(self) -> tuple[Block, ...]:
        """Return the button that shows entries replaced before sealing; () if there are none."""
        count = len(self.record.entries) - len(omit_rewritten(self.record.entries))
        labels = self.office.pack.labels.sealed
        label = labels.no_history if self._history else labels.history.format(count=count)
        return (Row((Button(HISTORY, label, "quiet"),), key="history"),) if count else ()

    def _rows(self, entry: Entry) -> Iterator[Block]:
        """Yield the row of an entry; an entry that was replaced stays and is marked as replaced."""
        said = describe_entry(self.office.pack, entry.slot, entry.answer)
        if not (said.value or said.words):
            return
        labels = self.office.pack.labels.sealed
        when = Chip(self._when(entry))
        chips = (when, *chips_of(entry.slot, said), *self._since(entry))
        adds = self.office.allows(Act.ADD_ADDENDUM) and self.record.session.is_sealed
        follow = adds and isinstance(entry.answer.detail, FollowUpDetail) and self._stands(entry)
        action = labels.follow_up_done if follow else ""
        yield Answered(f"{FOLLOWED}{entry.id}", said.label, said.value, said.words, chips, action=action)

    def _when(self, entry: Entry) -> str:
        """Return the time of an entry, with its date if that is not the date of the session."""
        zone = self.office.zone
        same = to_local_date(entry.at, zone) == to_local_date(self.record.session.started_at, zone)
        return format_time(entry.at, zone) if same else format_datetime(self.office.pack.labels.dates, entry.at, zone)

    def _stands(self, entry: Entry) -> bool:
        return entry in select_current(self.record.entries)

    def _since(self, entry: Entry) -> tuple[Chip, ...]:
        """Return a chip for an entry that is no longer current: follow-up done, or replaced."""
        labels = self.office.pack.labels.sealed
        if any(made.supersedes == entry.id and made.item == FOLLOW_UP_DONE for made in self.record.entries):
            return (Chip(labels.follow_up_was_done, "good"),)
        return () if self._stands(entry) else (Chip(labels.replaced, "care"),)

    def _addenda(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.sealed
        rows: list[Block] = []
        for entry in self.record.entries:
            if entry.kind is Kind.ADDENDUM:
                text = labels.follow_up_was_done if entry.item == FOLLOW_UP_DONE else entry.answer.words.value
                because = labels.because.format(reason=entry.reason.value) if entry.reason else ""
                when = format_datetime(self.office.pack.labels.dates, entry.at, self.office.zone)
                rows += [
                    Para(text, "quote"),
                    Para(" · ".join(part for part in (when, entry.author, because) if part), "small"),
                ]
        return (Card((Heading(labels.addenda, level=2), *rows), key="addenda"),) if rows else ()

    def _add(self) -> Block:
        labels = self.office.pack.labels.sealed
        faults = {key: told(self.office.pack, item) for key, item in self._faults.items()}
        return Card(
            (
                Heading(labels.add, labels.add_sub, level=2),
                Box(WORDS, labels.words, self._said[WORDS], lines=2, fault=faults.get(WORDS, "")),
                Field(REASON, labels.reason, self._said[REASON], labels.reason_hint, faults.get(REASON, "")),
                Row((Button(ADD, labels.add_now),)),
            ),
            key="add",
        )
