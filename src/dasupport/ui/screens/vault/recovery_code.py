"""Recovery code or shares: shown, then typed back before they are saved; or a check of those on paper."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.actions.recovery_codes import generate_code, generate_shares
from dasupport.casework.recovery_code import find_wrong_groups
from dasupport.content.dates import format_date
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Button, Card, Heading, Note, Paragraph, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import CodeTask, Home, Keys
from dasupport.ui.screens.access.recovery_shares import build_share_fields, find_incomplete
from dasupport.ui.screens.access.refusal_place import (
    CODE_REFUSALS,
    NO_REFUSAL,
    PlacedRefusal,
    is_about_passphrase,
    place_refusal,
)
from dasupport.ui.session.context import SessionContext


class RecoveryCodeAction(StrEnum):
    """Keys of the buttons of this screen."""

    SUBMIT = "code-keep"
    SKIP = "code-later"
    BACK = "back"


CODE_FIELD, SECOND_SHARE, PASSPHRASE_FIELD = "code-typed", "code-other", "code-now"

CHECK_TASKS = (CodeTask.TRY, CodeTask.TRY_PARTS)


class RecoveryCodePresenter:
    """One form for every CodeTask: a new code, new shares, or a check of what is on paper."""

    def __init__(self, context: SessionContext, sort: CodeTask) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._task = sort
        self._is_first_code = sort is CodeTask.CODE and context.open_vault.keys.needs_first_code
        self._code = generate_code() if sort is CodeTask.CODE else ""
        self._shares = generate_shares() if sort is CodeTask.PARTS else ()
        self._uses_shares = sort in (CodeTask.PARTS, CodeTask.TRY_PARTS)
        self._typed = {CODE_FIELD: "", SECOND_SHARE: "", PASSPHRASE_FIELD: ""}
        self._refusal = NO_REFUSAL
        self._is_busy = self._is_done = False
        self._revision = 0

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.code
        title, sub = {
            CodeTask.CODE: (labels.title, labels.sub),
            CodeTask.PARTS: (labels.parts_title, labels.parts_sub),
            CodeTask.TRY: (labels.try_title, labels.try_sub),
            CodeTask.TRY_PARTS: (labels.try_parts_title, labels.try_parts_sub),
        }[self._task]
        done = (self._checked_note(),) if self._is_done else ()
        blocks = (Heading(title, sub), *self._secret_cards(), *done, self._form_card(), *self._skip_row())
        return Screen(
            f"code:{self._revision}",
            blocks,
            focus=self._refusal.key or CODE_FIELD,
            primary=RecoveryCodeAction.SUBMIT,
            back=RecoveryCodeAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Pressed(key=RecoveryCodeAction.SUBMIT) if not self._is_busy:
                self._submit()
            case Pressed(key=RecoveryCodeAction.SKIP):
                self.context.run_job(
                    self.context.open_vault.keys.skip_first_code, lambda _: self._leave(), self._on_refused
                )
            case Pressed(key=RecoveryCodeAction.BACK) if not self._is_busy:
                self._leave()
            case _:
                pass

    def _checked_note(self) -> Note:
        """Return the note that the code or shares on paper were right today."""
        labels = self.context.pack.labels.code
        on = format_date(self.context.pack.labels.dates, self.context.today)
        in_parts = self._task is CodeTask.TRY_PARTS
        say, sub = (labels.parts_tried, labels.parts_tried_sub) if in_parts else (labels.tried, labels.tried_sub)
        return Note("good", say, sub.format(day=on), key="done")

    def _secret_cards(self) -> tuple[Block, ...]:
        """Return the code or shares to write down, in groups that can be read aloud."""
        labels = self.context.pack.labels.code
        if self._shares:
            parts = (
                (Heading(labels.part.format(n=number), level=2), Paragraph(part, "code", key=f"part{number}"))
                for number, part in enumerate(self._shares, 1)
            )
            return tuple(Card(part, key=f"part:{number}") for number, part in enumerate(parts, 1))
        return (Card((Paragraph(self._code, "code", key="code"),), key="shown"),) if self._code else ()

    def _form_card(self) -> Card:
        labels, says = self.context.pack.labels.code, self.context.pack.first.typing
        wrong = find_wrong_groups(self._typed[CODE_FIELD]) if not self._uses_shares else ()
        fault = labels.wrong.format(n=wrong[0]) if wrong else self._refusal.text_under(CODE_FIELD)
        said = self._typed[CODE_FIELD]
        fields: tuple[Block, ...] = (
            TextField(
                CODE_FIELD,
                labels.try_typed if self._task is CodeTask.TRY else labels.typed,
                said,
                labels.typed_hint,
                fault,
                width=52,
                hide_from_ime=True,
            ),
        )
        if self._uses_shares:
            fields = build_share_fields(
                self.context.pack,
                self._typed,
                (CODE_FIELD, SECOND_SHARE),
                sent=bool(self._refusal.key),
                told=self._refusal,
            )
        fields = (*self._refusal.notes_above(CODE_FIELD, SECOND_SHARE), *fields)
        if not self._is_first_code and self._task not in CHECK_TASKS:
            now = TextField(
                PASSPHRASE_FIELD,
                labels.now,
                self._typed[PASSPHRASE_FIELD],
                "",
                self._refusal.text_under(PASSPHRASE_FIELD),
                secret=True,
                width=44,
                typing=says,
            )
            fields += (*self._refusal.notes_above(PASSPHRASE_FIELD), now)
        back = () if self._is_first_code else (Button(RecoveryCodeAction.BACK, labels.back, icon="back"),)
        return Card((*fields, Row((*back, self._submit_button()), ends=True, key="ways")), key="form")

    def _submit_button(self) -> Button:
        labels = self.context.pack.labels.code
        idle, busy = (labels.try_go, labels.try_go) if self._task in CHECK_TASKS else (labels.keep, labels.keeping)
        return Button(RecoveryCodeAction.SUBMIT, busy if self._is_busy else idle, "primary", enabled=not self._is_busy)

    def _skip_row(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.code
        if not self._is_first_code:
            return ()
        return (
            Row(
                (Button(RecoveryCodeAction.SKIP, labels.later, "quiet"), Paragraph(labels.later_sub, "small")),
                key="later",
            ),
        )

    def _submit(self) -> None:
        if self._uses_shares and find_incomplete(self._typed, (CODE_FIELD, SECOND_SHARE)):
            self._on_refused(Refusal(RefusalId.CODE_PARTS))
            return
        self._is_busy, self._refusal, self._is_done = True, NO_REFUSAL, False
        typed, other, now = (self._typed[key] for key in (CODE_FIELD, SECOND_SHARE, PASSPHRASE_FIELD))
        keys, confirm = self.context.open_vault.keys, self.context.open_vault.confirm_passphrase
        jobs: dict[CodeTask, Callable[[], None]] = {
            CodeTask.CODE: lambda: keys.set_recovery_code(now, self._code, typed),
            CodeTask.PARTS: lambda: keys.set_recovery_shares(now, self._shares, typed, other),
            CodeTask.TRY: lambda: keys.try_recovery_code(typed),
            CodeTask.TRY_PARTS: lambda: keys.try_recovery_shares(typed, other),
        }

        def job() -> None:
            if self._is_first_code:
                keys.set_first_code(self._code, typed)
                return
            if self._task not in CHECK_TASKS and not confirm(now):
                raise Refusal(RefusalId.V_PASS_WRONG)
            jobs[self._task]()

        self.context.run_job(job, lambda _: self._on_done(), self._on_refused)

    def _on_done(self) -> None:
        self._is_busy = False
        if self._task in CHECK_TASKS:
            self._is_done = True
            self._clear_form()
        else:
            self._leave(self._task)

    def _leave(self, made: CodeTask | None = None) -> None:
        self.context.go(Home() if self._is_first_code else Keys(made))

    def _on_refused(self, refusal: Refusal) -> None:
        now, of_code = is_about_passphrase(refusal.item, self._typed[PASSPHRASE_FIELD]), refusal.item in CODE_REFUSALS
        in_parts = find_incomplete(self._typed, (CODE_FIELD, SECOND_SHARE)) if self._uses_shares and of_code else ""
        again = PASSPHRASE_FIELD if now or not (of_code or self._is_first_code or self._task in CHECK_TASKS) else ""
        self._typed[PASSPHRASE_FIELD] = ""
        self._is_busy = False
        said = place_refusal(self.context.pack, refusal.item, again or CODE_FIELD, of_field=now or of_code)
        self._refusal = PlacedRefusal(in_parts) if in_parts else said  # the field itself says what is missing
        self._revision += 1
        self.on_change()

    def _clear_form(self) -> None:
        """Remove what was typed from the screen once it has been used."""
        self._typed = {CODE_FIELD: "", SECOND_SHARE: "", PASSPHRASE_FIELD: ""}
        self._revision += 1
        self.on_change()
