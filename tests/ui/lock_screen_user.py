"""Somebody in front of a locked laptop, and a way in whose keys cost little."""

from datetime import datetime
from functools import partial
from pathlib import Path

from dasupport.actions.credentials import read_private_key
from dasupport.actions.passphrase_policy import suggest
from dasupport.actions.unlock import OpenVault, Unlocker
from dasupport.casework.realms import Realm
from dasupport.content.pack import Pack
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner, run_inline
from dasupport.ui.screen.blocks import Button, Note, Paragraph, TextField
from dasupport.ui.screen.intents import Pressed, Typed
from dasupport.ui.screens.access.lock import LockPresenter
from dasupport.vault.sidecar.damage_marker import has_marker
from tests.samples import CHEAP, NOON, CountedIds, FixedClock
from tests.ui.samples import inside


class Door:
    """The way in of a real program, with keys that cost little."""

    def __init__(self, folder: Path, pack: Pack) -> None:
        self.folder = folder
        self.pack = pack
        self.asked = 0
        self._access = Unlocker(Realm.LIVE, pack, CHEAP, FixedClock(), CountedIds())

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> OpenVault:
        self.asked += 1
        return self._access.open(folder, passphrase, older_is_fine=older_is_fine)

    def open_read_only(self, folder: Path, passphrase: str) -> OpenVault:
        self.asked += 1
        return self._access.open_read_only(folder, passphrase)

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> OpenVault:
        self.asked += 1
        return self._access.recover(folder, typed, new, again, older_is_fine=older_is_fine)

    def open_with_supervisor_key(self, folder: Path, file: Path) -> OpenVault:
        self.asked += 1
        return self._access.open_with_supervisor_key(folder, read_private_key(file))

    def create(self, passphrase: str, again: str, name: str, role: str) -> OpenVault:
        self.asked += 1
        return self._access.create(self.folder, passphrase, again, name, role)

    def suggest_passphrase(self) -> str:
        return suggest()

    def refusal_sentence(self, item: str) -> tuple[str, str]:
        words = self.pack.get_refusal_text(RefusalId(item))
        return words.say, words.do

    def last_used(self, folder: Path) -> datetime:
        return NOON

    def is_damaged(self, folder: Path) -> bool:
        return has_marker(folder)


class Front:
    """Somebody in front of a locked laptop."""

    def __init__(
        self, door: Door, vaults: tuple[Path, ...], run: JobRunner = run_inline, phrase: str = "", *, gone: bool = False
    ) -> None:
        self.unlocked: list[OpenVault] = []
        self.acts: list[str] = []
        self.page = LockPresenter(
            door.pack.first,
            vaults,
            door,
            run,
            self.unlocked.append,
            lambda: self.acts.append("emergency"),
            lambda: self.acts.append("train"),
            phrase,
            *(partial(self._led, way) for way in ("trouble", "restore", "salvage")),
            gone=gone,
        )

    def _led(self, way: str, folder: Path | None) -> None:
        self.acts.append(f"{way} with {folder.name if folder else 'none'}")

    def press(self, *names: str) -> None:
        for name in names:
            assert self.button(name).enabled
            self.page.handle(Pressed(name))

    def button(self, name: str) -> Button:
        return next(part for part in inside(self.page.build_screen()) if isinstance(part, Button) and part.key == name)

    def type(self, words: dict[str, str]) -> None:
        for name, text in words.items():
            assert self.field(name)
            self.page.handle(Typed(name, text))

    def field(self, name: str) -> TextField:
        return next(
            part for part in inside(self.page.build_screen()) if isinstance(part, TextField) and part.key == name
        )

    @property
    def words(self) -> str:
        """The six words on offer."""
        return next(
            part.text
            for part in inside(self.page.build_screen())
            if isinstance(part, Paragraph) and part.look == "code"
        )

    @property
    def trouble(self) -> tuple[str, str] | None:
        found = [part for part in inside(self.page.build_screen()) if isinstance(part, Note)]
        return (found[0].title, found[0].say) if found else None

    def close(self) -> str:
        """Close the vault that was opened; whose it is."""
        (unlocked,) = self.unlocked
        name = unlocked.owner.name
        unlocked.close()
        return name
