"""One field over the page: ask for the passphrase again before a sensitive action."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.blocks import Button, Heading, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, Typed
from dasupport.ui.screen.presenter import noop


class ReauthAction(StrEnum):
    """Keys of the buttons of this screen."""

    GO_ON = "again-go-on"
    CANCEL = "again-cancel"


class ReauthField(StrEnum):
    """Keys of the fields of this screen."""

    PASSPHRASE_FIELD = "again-passphrase"  # noqa: S105 - the key of a block


class ReauthPresenter:
    """Asks until the passphrase is right or the user cancels. Calls `right` or `cancel`, at most once."""

    def __init__(
        self,
        pack: Pack,
        run: JobRunner,
        confirm: Callable[[str], bool],
        right: Callable[[], None],
        cancel: Callable[[], None],
    ) -> None:
        self.on_change: Callable[[], None] = noop
        self._pack = pack
        self._run = run
        self._confirm = confirm
        self._on_success = right
        self._on_cancel = cancel
        self._passphrase = ""
        self._refusal_id: RefusalId | None = None
        self._failed_attempts = 0
        self._is_busy = False

    def build_screen(self) -> Screen:
        labels, says = self._pack.labels.again, self._pack.first.typing
        fault = ""
        if self._refusal_id:
            sentence = self._pack.get_refusal_text(self._refusal_id)
            fault = f"{sentence.say} {sentence.do}"
        return Screen(
            f"again:{self._failed_attempts}",
            (
                Heading(labels.title, labels.why, level=2),
                TextField(
                    ReauthField.PASSPHRASE_FIELD,
                    labels.passphrase,
                    self._passphrase,
                    fault=fault,
                    secret=True,
                    width=40,
                    typing=says,
                ),
                Row(
                    (Button(ReauthAction.CANCEL, labels.cancel), Button(ReauthAction.GO_ON, labels.go_on, "primary")),
                    ends=True,
                    key="ways",
                ),
            ),
            focus=ReauthField.PASSPHRASE_FIELD,
            primary=ReauthAction.GO_ON,
            back=ReauthAction.CANCEL,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case (
                Typed(key=ReauthField.PASSPHRASE_FIELD, text=text)
                | FieldLeft(key=ReauthField.PASSPHRASE_FIELD, text=text)
            ):
                self._passphrase = text
            case Pressed(key=ReauthAction.GO_ON) if not self._is_busy:
                phrase, self._passphrase, self._is_busy = self._passphrase, "", True
                self._run(lambda: self._confirm(phrase), self._on_confirmed, self._on_refused)
            case Pressed(key=ReauthAction.CANCEL):
                self._on_cancel()
            case _:
                pass

    def _on_confirmed(self, right: bool) -> None:
        if right:
            self._on_success()
        else:
            self._on_refused(Refusal(RefusalId.V_PASS_WRONG))

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_busy, self._refusal_id = False, refusal.item
        self._failed_attempts += 1
        self.on_change()
