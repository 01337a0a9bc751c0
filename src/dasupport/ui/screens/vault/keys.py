"""Key slots of the vault: passphrase, recovery code, supervisor keys; and the rotation of all keys."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from dasupport.actions.key_management import KeySlotInfo, KeyStatus
from dasupport.actions.passphrase_policy import suggest
from dasupport.casework.audit_events import shorten_key
from dasupport.casework.page_draft import DraftPage, contains_private_key, filter_public_key
from dasupport.content.dates import format_date, to_local_date
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Checkbox,
    Heading,
    ListRow,
    ListRows,
    Note,
    Paragraph,
    Row,
    Screen,
    TextField,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Toggled, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import CodeTask, RecoveryCode, RotateKeys, Route, Settings
from dasupport.ui.screens.access.new_passphrase import NewPassphraseForm
from dasupport.ui.screens.access.refusal_place import NO_REFUSAL, is_about_passphrase, place_refusal
from dasupport.ui.screens.session.fields import format_refusal
from dasupport.ui.session.context import SessionContext


class KeysAction(StrEnum):
    """Keys of the buttons of this screen."""

    CHANGE_PASSPHRASE = "change"  # noqa: S105 - the key of a block
    DISCARD_PENDING = "keep-old"
    COMMIT_PENDING = "settle"
    ADD_SUPERVISOR_KEY = "add"
    BACK = "back"
    LOCK = "lock-now"


class KeysField(StrEnum):
    """Keys of the fields of this screen."""

    AT_ONCE = "at-once"


PASSPHRASE_TO_CHANGE, PASSPHRASE_TO_SETTLE, PASSPHRASE_TO_ADD_KEY, PUBLIC_KEY_FIELD, REVOKE_PREFIX = (
    "now",
    "now-settle",
    "now-key",
    "public",
    "end:",
)
PASSPHRASE_FIELDS = (PASSPHRASE_TO_CHANGE, PASSPHRASE_TO_SETTLE, PASSPHRASE_TO_ADD_KEY)
"""Fields for the current passphrase, one for each place where it is used."""
ROUTES: dict[str, Route] = {
    "code-make": RecoveryCode(CodeTask.CODE),
    "code-try": RecoveryCode(CodeTask.TRY),
    "parts-make": RecoveryCode(CodeTask.PARTS),
    "parts-try": RecoveryCode(CodeTask.TRY_PARTS),
    "rotate": RotateKeys(),
    KeysAction.BACK: Settings(),
}
"""Routes of the buttons that lead to another page, and of the way back."""


class KeysPresenter:
    """A card for each kind of key slot, with everything that changing it needs."""

    def __init__(self, context: SessionContext, made: CodeTask | None = None) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._status = KeyStatus(())
        self._is_loaded = self._is_busy = self._at_once = self._is_private_key = False
        self._typed = dict.fromkeys((*PASSPHRASE_FIELDS, PUBLIC_KEY_FIELD), "")
        self._new_passphrase = NewPassphraseForm(
            context.pack.first, suggest, context.run_job, lambda: self.on_change(), self._on_refused
        )
        self._refusal = NO_REFUSAL
        self._used_field = PASSPHRASE_TO_CHANGE
        self._done_title = self._done_sub = self._done_place = ""
        self._revision = 0
        self._new_passphrase.reset()
        self._set_made_message(made)
        self.context.run_job(self.context.open_vault.keys.get_status, self._on_status, self.context.show_refusal)

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.keys
        cards = (
            *self._pending_card(),
            self._code_card(),
            self._passphrase_card(),
            self._supervisor_card(),
            *self._other_cards(),
        )
        return Screen(
            f"keys:{self._revision}",
            (
                Heading(labels.title, labels.sub),
                *self._outcome_note(""),
                *(cards if self._is_loaded else ()),
                Row((Button(KeysAction.BACK, labels.back, icon="back"),), key="ways"),
            ),
            focus=self._refusal.key or self._done_place or self._initial_focus(),
            back=KeysAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        self._new_passphrase.handle(intent)
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._typed[key] = text
                if key == PUBLIC_KEY_FIELD:  # the other fields hold a passphrase: never saved
                    self._save_public_key_draft(text)
            case Toggled(key=KeysField.AT_ONCE, on=on):
                self._at_once = on
            case Pressed(key=key) if key in ROUTES:
                self.context.go(ROUTES[key])
            case Pressed(key=KeysAction.LOCK):
                self.context.locking.lock()
            case Pressed(key=key) if not self._is_busy:
                self._handle_press(key)
            case _:
                pass

    def _save_public_key_draft(self, text: str) -> None:
        """Save a half-written public key as a page draft; clear a private key from the screen at once and save it
        nowhere.
        """
        self.context.page_drafts.save_text(DraftPage.KEYS, PUBLIC_KEY_FIELD, filter_public_key(text))
        self._is_private_key = contains_private_key(text) if text else self._is_private_key
        if self._is_private_key:
            self.on_change()  # draw the typed text first: the field is redrawn only if its value changes
            self._typed[PUBLIC_KEY_FIELD] = ""
            self.on_change()

    def _handle_press(self, key: str) -> None:
        keys, labels = self.context.open_vault.keys, self.context.pack.labels.keys
        self._used_field = (
            PASSPHRASE_TO_CHANGE
            if key == KeysAction.CHANGE_PASSPHRASE
            else PASSPHRASE_TO_SETTLE
            if key in (KeysAction.COMMIT_PENDING, KeysAction.DISCARD_PENDING)
            else PASSPHRASE_TO_ADD_KEY
        )
        now, public = self._typed[self._used_field], self._typed[PUBLIC_KEY_FIELD]
        new, again, at_once = self._new_passphrase.passphrase, self._new_passphrase.repeated, self._at_once
        if key == KeysAction.CHANGE_PASSPHRASE:
            done = labels.settled if at_once else labels.changed
            self._run_change(lambda: keys.change_passphrase(now, new, again, at_once=at_once), done, now)
        elif key == KeysAction.ADD_SUPERVISOR_KEY:
            self._run_change(lambda: keys.add_supervisor_key(now, public), labels.added, now, used=PUBLIC_KEY_FIELD)
        elif key.startswith(REVOKE_PREFIX):
            self._run_change(lambda: keys.revoke_slot(now, key.removeprefix(REVOKE_PREFIX)), labels.ended, now)
        elif key in (KeysAction.DISCARD_PENDING, KeysAction.COMMIT_PENDING):
            job, done = (
                (keys.discard_pending, labels.kept_old)
                if key == KeysAction.DISCARD_PENDING
                else (keys.commit_pending, labels.settled)
            )
            self._run_change(lambda: job(now), done, now)

    def _run_change(self, change: Callable[[], None], done: str, now: str, used: str = "") -> None:
        """Run a change after checking the passphrase typed here: every change needs it."""
        self._is_busy, self._refusal, self._done_title, self._done_sub = True, NO_REFUSAL, "", ""
        confirm = self.context.open_vault.confirm_passphrase

        def job() -> None:
            if not confirm(now):
                raise Refusal(RefusalId.V_PASS_WRONG)
            change()

        self.context.run_job(job, lambda _: self._on_done(done, used), self._on_refused)

    def _on_done(self, done: str, used: str) -> None:
        self._is_busy, self._done_title, self._at_once = False, done, False
        self._done_place = (
            KeysAction.ADD_SUPERVISOR_KEY if self._used_field == PASSPHRASE_TO_ADD_KEY else KeysAction.CHANGE_PASSPHRASE
        )
        self.context.page_drafts.delete_texts(DraftPage.KEYS, used)
        self._typed = dict.fromkeys(PASSPHRASE_FIELDS, "") | {
            PUBLIC_KEY_FIELD: self.context.page_drafts.get_text(DraftPage.KEYS, PUBLIC_KEY_FIELD)
        }
        self._new_passphrase.reset()
        self._revision += 1
        self.context.run_job(self.context.open_vault.keys.get_status, self._on_status, self.context.show_refusal)

    def _on_refused(self, refusal: Refusal) -> None:
        now = is_about_passphrase(refusal.item, self._typed[self._used_field])
        of_new = (
            PUBLIC_KEY_FIELD
            if refusal.item == RefusalId.V_NO_KEY
            else ""
            if now
            else self._new_passphrase.field_of_refusal(refusal.item)
        )
        self._refusal = place_refusal(
            self.context.pack, refusal.item, of_new or self._used_field, of_field=now or bool(of_new)
        )
        self._is_busy, self._typed = False, self._typed | dict.fromkeys(PASSPHRASE_FIELDS, "")
        self._revision += 1
        self.on_change()

    def _on_status(self, state: KeyStatus) -> None:
        self._status, self._is_loaded = state, True
        if (
            state.has_pending_passphrase and self._done_place == KeysAction.CHANGE_PASSPHRASE
        ):  # a pending passphrase has a card of its own
            self._done_place = KeysAction.LOCK
        self._typed[PUBLIC_KEY_FIELD] = self._typed[PUBLIC_KEY_FIELD] or self.context.page_drafts.get_text(
            DraftPage.KEYS, PUBLIC_KEY_FIELD
        )
        self.on_change()

    def _format_day(self, at: datetime) -> str:
        return format_date(self.context.pack.labels.dates, to_local_date(at, self.context.zone))

    def _outcome_note(self, at: str) -> tuple[Block, ...]:
        return (
            (Note("good", self._done_title, self._done_sub, key="done"),)
            if self._done_title and self._done_place == at
            else ()
        )

    def _set_made_message(self, made: CodeTask | None) -> None:
        """Set the message that a recovery code or shares were made on their own page."""
        labels = self.context.pack.labels.keys
        says: dict[CodeTask | None, tuple[str, str]] = {
            CodeTask.CODE: (labels.code_made, labels.code_made_sub),
            CodeTask.PARTS: (labels.parts_made, labels.parts_made_sub),
        }
        title, self._done_sub = says.get(made, ("", ""))
        self._done_title = title.format(day=format_date(self.context.pack.labels.dates, self.context.today))

    def _initial_focus(self) -> str:
        """Return the key to focus first: making a recovery code if there is none, otherwise trying it.

        While a new passphrase is pending: the lock button, so that a repeated key press cannot discard it.
        """
        if not self._is_loaded:
            return ""
        if self._status.has_pending_passphrase:
            return KeysAction.LOCK
        missing = (
            "parts-try" if self._status.shares_slot and not self._done_title else "code-make"
        )  # keeps the result in view
        return "code-try" if self._status.code_slot else missing

    def _pending_card(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.keys
        if not self._status.has_pending_passphrase:
            return ()
        told = self._outcome_note(KeysAction.LOCK) or (Note("care", labels.waiting, labels.waiting_sub, key="waits"),)
        lock = Row((Button(KeysAction.LOCK, labels.lock_now, "primary"),), key="lock-ways")
        stays = self._passphrase_blocks(PASSPHRASE_TO_SETTLE, labels.now_settle, labels.now_settle_hint)
        ways = Row(
            (Button(KeysAction.COMMIT_PENDING, labels.settle), Button(KeysAction.DISCARD_PENDING, labels.keep_old))
        )
        return (Card((*told, lock, *stays, ways), key="waiting"),)

    def _passphrase_blocks(self, key: str, label: str, hint: str = "") -> tuple[Block, ...]:
        """Return a field for the current passphrase, with its refusal."""
        typing, fault = self.context.pack.first.typing, self._refusal.text_under(key)
        field = TextField(key, label, self._typed[key], hint, fault, secret=True, width=44, typing=typing)
        return (*self._refusal.notes_above(key), field)

    def _code_card(self) -> Card:
        labels, code = self.context.pack.labels.keys, self._status.code_slot
        if code is None and self._status.shares_slot:
            told: tuple[Block, ...] = ()
            ways: tuple[Button, ...] = (Button("code-make", labels.code_make),)
        elif code is None:
            lost = labels.code_none_key if self._status.has_supervisor_key else labels.code_none_sub
            told = (Note("care", labels.code_none, lost, key="none"),)
            ways = (Button("code-make", labels.code_make, "primary"),)
        else:
            told = (self._paper_text(code, self._status.code_tried_at),)
            ways = (Button("code-try", labels.code_try), Button("code-make", labels.code_new, "quiet"))
        return Card((Heading(labels.code, level=2), *told, Row(ways)), key="code")

    def _paper_text(self, way: KeySlotInfo, tried: datetime | None) -> Paragraph:
        labels = self.context.pack.labels.keys
        last = (
            labels.code_tried.format(day=self._format_day(tried))
            if tried and tried > way.created_at
            else labels.code_never
        )
        return Paragraph(f"{labels.code_since.format(day=self._format_day(way.created_at))} {last}")

    def _passphrase_card(self) -> Card:
        labels = self.context.pack.labels.keys
        return Card(
            (
                Heading(labels.passphrase, labels.passphrase_sub, level=2),
                *self._passphrase_blocks(PASSPHRASE_TO_CHANGE, labels.now),
                *self._new_passphrase.blocks(self._refusal.field, self._refusal.text),
                Checkbox(KeysField.AT_ONCE, labels.at_once, self._at_once, labels.at_once_hint),
                *self._outcome_note(KeysAction.CHANGE_PASSPHRASE),
                Row(
                    (
                        Button(
                            KeysAction.CHANGE_PASSPHRASE,
                            labels.changing if self._is_busy else labels.change,
                            enabled=not self._is_busy,
                        ),
                    )
                ),
            ),
            key="passphrase",
        )

    def _supervisor_card(self) -> Card:
        labels = self.context.pack.labels.keys
        fault = (
            format_refusal(self.context.pack, RefusalId.KEY_PRIVATE)
            if self._is_private_key
            else self._refusal.text_under(PUBLIC_KEY_FIELD)
        )
        held = tuple(self._supervisor_row(way) for way in self._status.slots if way.holder)
        holders: Block = ListRows(held, labels.supervisor, key="held") if held else Paragraph(labels.supervisor_none)
        return Card(
            (
                Heading(labels.supervisor, labels.supervisor_sub, level=2),
                holders,
                TextField(
                    PUBLIC_KEY_FIELD, labels.public, self._typed[PUBLIC_KEY_FIELD], labels.public_hint, fault, live=True
                ),
                *self._passphrase_blocks(PASSPHRASE_TO_ADD_KEY, labels.now, labels.now_key_hint),
                *self._outcome_note(KeysAction.ADD_SUPERVISOR_KEY),
                Row((Button(KeysAction.ADD_SUPERVISOR_KEY, labels.add),)),
            ),
            key="supervisor",
        )

    def _supervisor_row(self, way: KeySlotInfo) -> ListRow:
        labels = self.context.pack.labels.keys
        since = labels.since.format(day=self._format_day(way.created_at))
        return ListRow(f"{REVOKE_PREFIX}{way.id}", shorten_key(way.holder), since, action=labels.end)

    def _other_cards(self) -> tuple[Card, ...]:
        labels = self.context.pack.labels.keys
        way = self._status.shares_slot
        told = (self._paper_text(way, self._status.shares_tried_at),) if way else ()
        make = Button("parts-make", labels.parts_new if way else labels.parts_make, "quiet" if way else "")
        go = (Button("parts-try", labels.parts_try), make) if way else (make,)
        parts = (Heading(labels.parts, labels.parts_sub, level=2), *told, Row(go))
        rotate = Heading(labels.rotate, labels.rotate_sub, level=2), Row((Button("rotate", labels.rotate_go),))
        return Card(parts, key="to-parts"), Card(rotate, key="to-rotate")
