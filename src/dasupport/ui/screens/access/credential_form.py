"""Credential form for a backup or damaged records: passphrase, recovery code, two shares or supervisor key."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from dasupport.actions.credentials import (
    Credential,
    parse_code,
    parse_passphrase_or_code,
    parse_shares,
    read_supervisor_key,
)
from dasupport.casework.recovery_code import decode_code, find_wrong_groups
from dasupport.content.labels.recovery import RestoreLabels, SalvageLabels
from dasupport.content.pack import Pack
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Card, Choice, ChoiceOption, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Typed
from dasupport.ui.screens.access.recovery_shares import build_share_fields, find_incomplete
from dasupport.ui.screens.access.refusal_place import CODE_REFUSALS, NO_REFUSAL, PlacedRefusal, place_refusal


class CredentialFormField(StrEnum):
    """Keys of the fields of this screen."""

    METHOD = "how"


PASSPHRASE_FIELD, CODE_FIELD, SECOND_SHARE = "passphrase", "typed", "second"
PASSPHRASE, CODE, SHARES, SUPERVISOR_KEY = "passphrase", "code", "parts", "key"
VISIBLE_METHODS = {CODE, SHARES}
"""Methods whose text is readable while it is typed; it must not stay on the screen for long."""


class CredentialForm:
    """The part of a page that asks for a credential. It holds what was typed until the page takes it."""

    def __init__(
        self,
        pack: Pack,
        ask_key_file: Callable[[], Path | None],
        labels: RestoreLabels | SalvageLabels,
        submit_key: str,
    ) -> None:
        self._pack = pack
        self._labels = labels
        self._submit_key = submit_key
        self.ask_key_file = ask_key_file
        self.method = PASSPHRASE
        self._typed = {PASSPHRASE_FIELD: "", CODE_FIELD: "", SECOND_SHARE: ""}
        self._is_sent = False
        self.refusal = NO_REFUSAL

    def set_refusal(self, item: RefusalId) -> None:
        """Place a refusal under the field that it is about, or above if it is about none."""
        about_passphrase = {RefusalId.V_PASS_WRONG, RefusalId.PASS_EMPTY}
        of_field = item in (CODE_REFUSALS if self.method in VISIBLE_METHODS else about_passphrase)
        self.refusal = place_refusal(self._pack, item, self.find_focus_key(), of_field=of_field)
        if of_field and self.method == SHARES and find_incomplete(self._typed, (CODE_FIELD, SECOND_SHARE)):
            self.refusal = PlacedRefusal(self.refusal.key)  # the field itself says what is missing

    def blocks(self) -> tuple[Block, ...]:
        ways, own = self._pack.labels.ways_in, self._labels
        options = (
            ChoiceOption(PASSPHRASE, own.passphrase, own.passphrase_sub),
            ChoiceOption(CODE, ways.code, ways.code_sub),
            ChoiceOption(SHARES, ways.parts, ways.parts_sub),
            ChoiceOption(SUPERVISOR_KEY, ways.key, own.key_sub),
        )
        forms = {
            PASSPHRASE: self._passphrase_form,
            CODE: self._code_form,
            SHARES: self._shares_form,
            SUPERVISOR_KEY: tuple,
        }
        return (
            Choice(CredentialFormField.METHOD, ways.how, options, self.method),
            *self.refusal.notes_above(PASSPHRASE_FIELD, CODE_FIELD, SECOND_SHARE, self._submit_key),
            *forms[self.method](),
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case OptionChosen(key=CredentialFormField.METHOD, value=value) if value:
                self.method, self._is_sent, self.refusal = value, False, NO_REFUSAL
                self._typed = dict.fromkeys(self._typed, "")
            case _:
                pass

    def take_credential(self) -> Callable[[], Credential] | None:
        """Return a job that yields the credential, for the vault's own thread; None if no key file was chosen.

        Clears the passphrase, which has to be typed again for another try; a code and shares stay.
        """
        self._is_sent, self.refusal = True, NO_REFUSAL
        if self.method == SUPERVISOR_KEY:
            file = self.ask_key_file()
            return partial(read_supervisor_key, file) if file else None
        phrase, self._typed[PASSPHRASE_FIELD] = self._typed[PASSPHRASE_FIELD], ""
        one, other = self._typed[CODE_FIELD], self._typed[SECOND_SHARE]
        taken: dict[str, Callable[[], Credential]] = {
            CODE: partial(parse_code, one),
            SHARES: partial(parse_shares, one, other),
            PASSPHRASE: partial(parse_passphrase_or_code, phrase),
        }
        return taken[self.method]

    def move_misplaced_code(self) -> bool:
        """Return True if a whole recovery code was typed as the passphrase, and move it to its own field."""
        code = self._typed[PASSPHRASE_FIELD]
        if self.method != PASSPHRASE or not decode_code(code):
            return False
        self.method, self._is_sent, self.refusal = CODE, False, NO_REFUSAL
        self._typed = {PASSPHRASE_FIELD: "", CODE_FIELD: code, SECOND_SHARE: ""}
        return True

    def find_focus_key(self) -> str:
        """Return the key of the field or button to focus."""
        in_parts = find_incomplete(self._typed, (CODE_FIELD, SECOND_SHARE)) if self.method == SHARES else ""
        return in_parts or {PASSPHRASE: PASSPHRASE_FIELD, SUPERVISOR_KEY: self._submit_key}.get(self.method, CODE_FIELD)

    def _passphrase_form(self) -> tuple[Block, ...]:
        own, says, fault = self._labels, self._pack.first.typing, self.refusal.text_under(PASSPHRASE_FIELD)
        return (
            TextField(
                PASSPHRASE_FIELD,
                own.phrase,
                self._typed[PASSPHRASE_FIELD],
                "",
                fault,
                secret=True,
                width=54,
                typing=says,
            ),
        )

    def _code_form(self) -> tuple[Block, ...]:
        labels = self._pack.labels.ways_in
        wrong = find_wrong_groups(self._typed[CODE_FIELD])
        fault = labels.wrong.format(n=wrong[0]) if wrong else self.refusal.text_under(CODE_FIELD)
        return (
            TextField(
                CODE_FIELD,
                labels.typed,
                self._typed[CODE_FIELD],
                labels.typed_hint,
                fault,
                width=54,
                hide_from_ime=True,
            ),
        )

    def _shares_form(self) -> tuple[Block, ...]:
        return (
            Card(
                build_share_fields(
                    self._pack, self._typed, (CODE_FIELD, SECOND_SHARE), sent=self._is_sent, told=self.refusal
                ),
                key="parts-card",
            ),
        )
