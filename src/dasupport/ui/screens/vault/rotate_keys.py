"""Rotation of all keys: a new recovery code, typed back from paper, and a new passphrase unless it is kept."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.actions.passphrase_policy import suggest
from dasupport.actions.recovery_codes import generate_code
from dasupport.casework.recovery_code import find_wrong_groups
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Button, Card, Checkbox, Heading, Paragraph, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Toggled, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Keys
from dasupport.ui.screens.access.new_passphrase import NewPassphraseForm
from dasupport.ui.screens.access.refusal_place import CODE_REFUSALS, NO_REFUSAL, is_about_passphrase, place_refusal
from dasupport.ui.screens.vault.recovery_code import CODE_FIELD, PASSPHRASE_FIELD, RecoveryCodeAction
from dasupport.ui.session.context import SessionContext


class RotateKeysAction(StrEnum):
    """Keys of the buttons of this screen."""

    BACK = "back"
    CODE_KEEP = "code-keep"


class RotateKeysField(StrEnum):
    """Keys of the fields of this screen."""

    SAME_PASSPHRASE = "same-passphrase"  # noqa: S105 - the key of a block


class RotateKeysPresenter:
    """The page that rotates all keys. It says first what ends and what stays.

    The default is a new passphrase, as somebody may know the present one.
    """

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._code = generate_code()
        self._new_passphrase = NewPassphraseForm(
            context.pack.first, suggest, context.run_job, lambda: self.on_change(), self._on_refused
        )
        self._typed = {CODE_FIELD: "", PASSPHRASE_FIELD: ""}
        self._keeps_passphrase = self._is_busy = False
        self._refusal = NO_REFUSAL  # no field has the focus: the page is read from its top
        self._revision = 0
        self._new_passphrase.reset()

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.new_keys
        blocks = (
            Heading(labels.title, labels.sub),
            self._consequences_card(),
            self._code_card(),
            self._passphrase_card(),
            self._confirm_card(),
        )
        return Screen(
            f"new-keys:{self._revision}",
            blocks,
            focus=self._refusal.key,
            primary=RecoveryCodeAction.SUBMIT,
            back=RecoveryCodeAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        if not self._is_busy:
            self._new_passphrase.handle(intent)
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case Toggled(key=RotateKeysField.SAME_PASSPHRASE, on=on):
                self._keeps_passphrase = on
            case Pressed(key=RotateKeysAction.CODE_KEEP) if not self._is_busy:
                self._start_rotation()
            case Pressed(key=RotateKeysAction.BACK) if not self._is_busy:
                self.context.go(Keys())
            case _:
                pass

    def _consequences_card(self) -> Block:
        """Return the card that says what ends, what stays, and that the vault locks afterwards."""
        labels = self.context.pack.labels.new_keys
        said = (labels.ends, labels.stays, labels.then)
        return Card(
            tuple(Paragraph(text, key=f"told:{number}") for number, text in enumerate(said)), "inset", key="told"
        )

    def _code_card(self) -> Block:
        labels, code = self.context.pack.labels.new_keys, self.context.pack.labels.code
        wrong, said = find_wrong_groups(self._typed[CODE_FIELD]), self._typed[CODE_FIELD]
        fault = code.wrong.format(n=wrong[0]) if wrong else self._refusal.text_under(CODE_FIELD)
        typed = TextField(CODE_FIELD, code.typed, said, code.typed_hint, fault, width=52)
        shown = Paragraph(self._code, "code", key="code")
        return Card((Heading(labels.code, labels.code_sub, level=2), shown, typed), key="shown")

    def _passphrase_card(self) -> Block:
        labels = self.context.pack.labels.new_keys
        new = () if self._keeps_passphrase else self._new_passphrase.blocks(self._refusal.field, self._refusal.text)
        same = Checkbox(RotateKeysField.SAME_PASSPHRASE, labels.same, self._keeps_passphrase, labels.same_hint)
        return Card((Heading(labels.phrase, labels.phrase_sub, level=2), *new, same), key="phrase")

    def _confirm_card(self) -> Block:
        labels, says = self.context.pack.labels.new_keys, self.context.pack.first.typing
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
        go = Button(
            RecoveryCodeAction.SUBMIT,
            labels.going if self._is_busy else labels.go,
            "primary",
            enabled=not self._is_busy,
        )
        back = Button(RecoveryCodeAction.BACK, self.context.pack.labels.code.back, icon="back")
        return Card(
            (*self._refusal.notes_above(PASSPHRASE_FIELD), now, Row((back, go), ends=True, key="ways")), key="form"
        )

    def _start_rotation(self) -> None:
        self._is_busy, self._refusal = True, NO_REFUSAL
        keys, confirm = self.context.open_vault.keys, self.context.open_vault.confirm_passphrase
        typed, now = self._typed[CODE_FIELD], self._typed[PASSPHRASE_FIELD]
        new = None if self._keeps_passphrase else (self._new_passphrase.passphrase, self._new_passphrase.repeated)

        def job() -> None:
            if not confirm(now):
                raise Refusal(RefusalId.V_PASS_WRONG)
            keys.rotate_keys(now, self._code, typed, new)

        self.context.run_job(job, lambda _: self.context.locking.lock_after_rekey(), self._on_refused)

    def _on_refused(self, refusal: Refusal) -> None:
        now = is_about_passphrase(refusal.item, self._typed[PASSPHRASE_FIELD])
        about = (
            CODE_FIELD
            if refusal.item in CODE_REFUSALS
            else ""
            if now
            else self._new_passphrase.field_of_refusal(refusal.item)
        )
        self._typed[PASSPHRASE_FIELD] = ""
        self._is_busy = False
        self._refusal = place_refusal(
            self.context.pack, refusal.item, about or PASSPHRASE_FIELD, of_field=now or bool(about)
        )
        self._revision += 1
        self.on_change()
