"""Recovery code or shares: shown, then typed back before they are saved; or a check of those on paper."""

from collections.abc import Callable

from dasupport.actions.codes import generate_code, generate_shares
from dasupport.casework.recovery_code import find_wrong_groups
from dasupport.content.dates import format_date
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Field, Heading, Note, Para, Row, Screen
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.routes import Home, Keys, Sort
from dasupport.ui.screens.beside import NOTHING, OF_CODE, Beside, beside, of_today
from dasupport.ui.screens.two_parts import boxes, in_want

TYPED, OTHER, NOW, KEEP, LATER, BACK = "code-typed", "code-other", "code-now", "code-keep", "code-later", "back"

TRIES = (Sort.TRY, Sort.TRY_PARTS)


class CodePage:
    """One form for every CodeTask: a new code, new shares, or a check of what is on paper."""

    def __init__(self, office: Office, sort: Sort) -> None:
        self.office = office
        self.on_change: Callable[[], None] = quiet
        self._sort = sort
        self._first = sort is Sort.CODE and office.unlocked.keys.needs_first_code
        self._code = generate_code() if sort is Sort.CODE else ""
        self._parts = generate_shares() if sort is Sort.PARTS else ()
        self._in_parts = sort in (Sort.PARTS, Sort.TRY_PARTS)
        self._typed = {TYPED: "", OTHER: "", NOW: ""}
        self._told = NOTHING
        self._busy = self._done = False
        self._round = 0

    def screen(self) -> Screen:
        labels = self.office.pack.labels.code
        title, sub = {
            Sort.CODE: (labels.title, labels.sub),
            Sort.PARTS: (labels.parts_title, labels.parts_sub),
            Sort.TRY: (labels.try_title, labels.try_sub),
            Sort.TRY_PARTS: (labels.try_parts_title, labels.try_parts_sub),
        }[self._sort]
        done = (self._tried(),) if self._done else ()
        blocks = (Heading(title, sub), *self._shown(), *done, self._form(), *self._skipping())
        return Screen(f"code:{self._round}", blocks, focus=self._told.key or TYPED, primary=KEEP, back=BACK)

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Pressed(key="code-keep") if not self._busy:
                self._start()
            case Pressed(key="code-later"):
                self.office.run(self.office.unlocked.keys.skip_first_code, lambda _: self._leave(), self._not_done)
            case Pressed(key="back") if not self._busy:
                self._leave()
            case _:
                pass

    def _tried(self) -> Note:
        """Return the note that the code or shares on paper were right today."""
        labels = self.office.pack.labels.code
        on = format_date(self.office.pack.labels.dates, self.office.today)
        in_parts = self._sort is Sort.TRY_PARTS
        say, sub = (labels.parts_tried, labels.parts_tried_sub) if in_parts else (labels.tried, labels.tried_sub)
        return Note("good", say, sub.format(day=on), key="done")

    def _shown(self) -> tuple[Block, ...]:
        """Return the code or shares to write down, in groups that can be read aloud."""
        labels = self.office.pack.labels.code
        if self._parts:
            parts = (
                (Heading(labels.part.format(n=number), level=2), Para(part, "code", key=f"part{number}"))
                for number, part in enumerate(self._parts, 1)
            )
            return tuple(Card(part, key=f"part:{number}") for number, part in enumerate(parts, 1))
        return (Card((Para(self._code, "code", key="code"),), key="shown"),) if self._code else ()

    def _form(self) -> Card:
        labels, says = self.office.pack.labels.code, self.office.pack.first.typing
        wrong = find_wrong_groups(self._typed[TYPED]) if not self._in_parts else ()
        fault = labels.wrong.format(n=wrong[0]) if wrong else self._told.under(TYPED)
        said = self._typed[TYPED]
        fields: tuple[Block, ...] = (
            Field(
                TYPED,
                labels.try_typed if self._sort is Sort.TRY else labels.typed,
                said,
                labels.typed_hint,
                fault,
                width=52,
                withheld=True,
            ),
        )
        if self._in_parts:
            fields = boxes(self.office.pack, self._typed, (TYPED, OTHER), sent=bool(self._told.key), told=self._told)
        fields = (*self._told.above(TYPED, OTHER), *fields)
        if not self._first and self._sort not in TRIES:
            now = Field(
                NOW, labels.now, self._typed[NOW], "", self._told.under(NOW), secret=True, width=44, typing=says
            )
            fields += (*self._told.above(NOW), now)
        back = () if self._first else (Button(BACK, labels.back, icon="back"),)
        return Card((*fields, Row((*back, self._go()), ends=True, key="ways")), key="form")

    def _go(self) -> Button:
        labels = self.office.pack.labels.code
        idle, busy = (labels.try_go, labels.try_go) if self._sort in TRIES else (labels.keep, labels.keeping)
        return Button(KEEP, busy if self._busy else idle, "primary", enabled=not self._busy)

    def _skipping(self) -> tuple[Block, ...]:
        labels = self.office.pack.labels.code
        if not self._first:
            return ()
        return (Row((Button(LATER, labels.later, "quiet"), Para(labels.later_sub, "small")), key="later"),)

    def _start(self) -> None:
        if self._in_parts and in_want(self._typed, (TYPED, OTHER)):
            self._not_done(Refusal("CODE-PARTS"))
            return
        self._busy, self._told, self._done = True, NOTHING, False
        typed, other, now = (self._typed[key] for key in (TYPED, OTHER, NOW))
        keys, confirm = self.office.unlocked.keys, self.office.unlocked.confirm_passphrase
        jobs: dict[Sort, Callable[[], None]] = {
            Sort.CODE: lambda: keys.set_recovery_code(now, self._code, typed),
            Sort.PARTS: lambda: keys.set_recovery_shares(now, self._parts, typed, other),
            Sort.TRY: lambda: keys.try_recovery_code(typed),
            Sort.TRY_PARTS: lambda: keys.try_recovery_shares(typed, other),
        }

        def job() -> None:
            if self._first:
                keys.set_first_code(self._code, typed)
                return
            if self._sort not in TRIES and not confirm(now):
                raise Refusal("V-PASS-WRONG")
            jobs[self._sort]()

        self.office.run(job, lambda _: self._kept(), self._not_done)

    def _kept(self) -> None:
        self._busy = False
        if self._sort in TRIES:
            self._done = True
            self._anew()
        else:
            self._leave(self._sort)

    def _leave(self, made: Sort | None = None) -> None:
        self.office.go(Home() if self._first else Keys(made))

    def _not_done(self, refusal: Refusal) -> None:
        now, of_code = of_today(refusal.item, self._typed[NOW]), refusal.item in OF_CODE
        in_parts = in_want(self._typed, (TYPED, OTHER)) if self._in_parts and of_code else ""
        again = NOW if now or not (of_code or self._first or self._sort in TRIES) else ""
        self._typed[NOW] = ""
        self._busy = False
        said = beside(self.office.pack, refusal.item, again or TYPED, of_field=now or of_code)
        self._told = Beside(in_parts) if in_parts else said  # the field itself says what is missing
        self._round += 1
        self.on_change()

    def _anew(self) -> None:
        """Remove what was typed from the screen once it has been used."""
        self._typed = {TYPED: "", OTHER: "", NOW: ""}
        self._round += 1
        self.on_change()
