"""One field over the page: ask for the passphrase again before a sensitive action."""

from collections.abc import Callable

from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Button, Field, Heading, Row, Screen
from dasupport.ui.intents import Intent, Left, Pressed, Typed
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run

PHRASE, GO_ON, CANCEL = "again-passphrase", "again-go-on", "again-cancel"


class AgainPage:
    """Asks until the passphrase is right or the user cancels. Calls `right` or `cancel`, at most once."""

    def __init__(
        self,
        pack: Pack,
        run: Run,
        confirm: Callable[[str], bool],
        right: Callable[[], None],
        cancel: Callable[[], None],
    ) -> None:
        self.on_change: Callable[[], None] = quiet
        self._pack = pack
        self._run = run
        self._confirm = confirm
        self._right = right
        self._cancel = cancel
        self._phrase = ""
        self._fault = ""
        self._tries = 0
        self._busy = False

    def screen(self) -> Screen:
        labels, says = self._pack.labels.again, self._pack.first.typing
        fault = ""
        if self._fault:
            sentence = self._pack.get_refusal_text(self._fault)
            fault = f"{sentence.say} {sentence.do}"
        return Screen(
            f"again:{self._tries}",
            (
                Heading(labels.title, labels.why, level=2),
                Field(PHRASE, labels.passphrase, self._phrase, fault=fault, secret=True, width=40, typing=says),
                Row((Button(CANCEL, labels.cancel), Button(GO_ON, labels.go_on, "primary")), ends=True, key="ways"),
            ),
            focus=PHRASE,
            primary=GO_ON,
            back=CANCEL,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key="again-passphrase", text=text) | Left(key="again-passphrase", text=text):
                self._phrase = text
            case Pressed(key="again-go-on") if not self._busy:
                phrase, self._phrase, self._busy = self._phrase, "", True
                self._run(lambda: self._confirm(phrase), self._confirmed, self._refused)
            case Pressed(key="again-cancel"):
                self._cancel()
            case _:
                pass

    def _confirmed(self, right: bool) -> None:
        if right:
            self._right()
        else:
            self._refused(Refusal("V-PASS-WRONG"))

    def _refused(self, refusal: Refusal) -> None:
        self._busy, self._fault = False, refusal.item
        self._tries += 1
        self.on_change()
