"""Whatever is said after a press stands where one looks: at both sizes of text, on every page about the vault."""

from pathlib import Path
from typing import Any

import pytest

from dasupport.actions.key_management import generate_code
from dasupport.casework.realms import Realm
from dasupport.content.load import PACKS_FOLDER
from dasupport.ui.screen.blocks import Paragraph, iter_blocks
from dasupport.ui.screen.routes import (
    Backups,
    CodeTask,
    Keys,
    Log,
    Pin,
    RecoveryCode,
    RescueFile,
    RetentionOverview,
    RotateKeys,
    Route,
)
from dasupport.ui.screens.access import cannot_unlock, new_passphrase
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.vault import backups, log, pin, recovery_code, retention
from dasupport.ui.screens.vault import keys as key_ring
from dasupport.vault.keys.credentials import generate_key_pair
from tests.journey.conftest import Begin
from tests.journey.screen_text import Press, standing, unseen
from tests.journey.test_large import fit, page_of
from tests.journey.vault_pages import VAULT
from tests.journey.worker import DeskWork, new_worker
from tests.samples import PASSPHRASE

SIZES = (100, 200)
NEW = "amber quill walnut ferry lichen drum"
_, PUBLIC_KEY = generate_key_pair()
ASKED = ("now", "now-settle", "now-key", "code-now")
WRONG: dict[str, str] = dict.fromkeys(
    (*ASKED, "passphrase", "again", "code-typed", "code-other", "typed", "other", "second", "public", "pin-new"),
    "slip",
) | {"period:child_years": "1", "period:wait_days": "x"}
FILLS = {
    "nothing": {},
    "slips": WRONG,
    "a whole code": {"typed": generate_code()},
    "nearly all": {
        **dict.fromkeys(ASKED, PASSPHRASE),
        "passphrase": "short",
        "again": "short",
        "pin-new": "4826",
        "public": "age1qqq",
    },
}


@pytest.fixture(params=SIZES)
def worker(begin: Begin, request: pytest.FixtureRequest) -> DeskWork:
    """A worker with a laptop's window, in the words that people read."""
    worker = new_worker(begin(pack=PACKS_FOLDER / "en"))
    fit(worker, (1366, 768), request.param)
    return worker


def go(worker: DeskWork, route: Route) -> None:
    worker.driver.app.go(route)
    worker.driver.wait_until_idle()


def write(worker: DeskWork, texts: dict[str, str]) -> None:
    for key, text in texts.items():
        if worker.driver.has_widget(key):
            worker.driver.type_text(key, text)


def paper(worker: DeskWork) -> list[str]:
    """What is to be written down."""
    blocks = iter_blocks(page_of(worker).shown_screen.blocks)
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.look == "code"]


def done(worker: DeskWork, route: Route, key: str, **texts: str) -> str:
    """Do something with all that it takes; what of the outcome nobody sees, or that nothing was said."""
    go(worker, route)
    if new_passphrase.OWN_PHRASE in texts:
        worker.driver.press(new_passphrase.NewPassphraseAction.USE_OWN)
    write(worker, {name.replace("_", "-"): text for name, text in texts.items()})
    before = standing(worker)[1]
    worker.driver.press(key)
    if worker.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
        worker.type_again()
    said = [text for text in standing(worker)[1] if text not in before]
    hidden = unseen(worker, said)
    return f"{key}: {hidden or 'nothing said'}" if hidden or not said else ""


SENT: dict[Route, tuple[str, ...]] = {
    Keys(): (key_ring.KeysAction.CHANGE_PASSPHRASE, key_ring.KeysAction.ADD_SUPERVISOR_KEY),
    RotateKeys(): (recovery_code.RecoveryCodeAction.SUBMIT,),
    RetentionOverview(): (retention.RetentionAction.SET_PERIODS,),
    Pin(): (pin.PinAction.SAVE,),
    **{RecoveryCode(sort): (recovery_code.RecoveryCodeAction.SUBMIT,) for sort in CodeTask},
}
"""Every button on a page about the vault that sends what was typed there."""


@pytest.mark.long
@pytest.mark.parametrize("fill", FILLS)
def test_that_every_refusal_on_a_page_about_the_vault_is_in_sight(worker: DeskWork, fill: str) -> None:
    hidden: list[str] = []
    said = 0
    for route, key in ((route, key) for route, keys in SENT.items() for key in keys):
        go(worker, route)
        if worker.driver.has_widget(new_passphrase.NewPassphraseAction.USE_OWN):
            worker.driver.press(new_passphrase.NewPassphraseAction.USE_OWN)
        write(worker, FILLS[fill])
        press = Press(worker, key)
        hidden += [f"{route} {key}: {press.unseen}"] if press.unseen else []
        said += len(press.said)
        if worker.driver.app.window.overlay_page:
            worker.driver.press_keys("Esc")
    assert "\n".join(hidden) == ""
    assert said > 0


def test_that_no_page_about_the_vault_on_which_something_is_sent_is_left_out() -> None:
    assert set(VAULT) - SENT.keys() == {Backups(), RescueFile(), Log()}


def test_that_every_outcome_on_a_page_about_the_vault_is_in_sight(worker: DeskWork, tmp_path: Path) -> None:
    go(worker, Log())
    worker.type_again()
    found = [done(worker, Log(), log.LogAction.VERIFY)]
    page_of(worker).presenter.ask_save_path = lambda _: tmp_path / "log.csv"  # type: ignore[attr-defined] # the log has it
    worker.driver.press(log.LogAction.EXPORT)
    found += unseen(worker, standing(worker)[1])
    found += [done(worker, Backups(), key) for key in (backups.BackupsAction.CREATE, backups.BackupsAction.VERIFY)]
    found.append(done(worker, Pin(), pin.PinAction.SAVE, pin_new="482613", pin_again="482613"))
    found.append(done(worker, Pin(), pin.PinAction.REMOVE))
    found.append(done(worker, RetentionOverview(), retention.RetentionAction.SET_PERIODS, **{"period:wait_days": "20"}))
    found.append(done(worker, Keys(), key_ring.KeysAction.ADD_SUPERVISOR_KEY, public=PUBLIC_KEY, now_key=PASSPHRASE))
    found.append(done(worker, Keys(), key_ring.KeysAction.CHANGE_PASSPHRASE, now=PASSPHRASE, passphrase=NEW, again=NEW))
    found.append(done(worker, Keys(), key_ring.KeysAction.DISCARD_PENDING, now_settle=PASSPHRASE))
    go(worker, RecoveryCode(CodeTask.PARTS))
    one, other, _ = paper(worker)
    write(
        worker,
        {recovery_code.CODE_FIELD: one, recovery_code.SECOND_SHARE: other, recovery_code.PASSPHRASE_FIELD: PASSPHRASE},
    )
    worker.driver.press(recovery_code.RecoveryCodeAction.SUBMIT)
    found += unseen(worker, standing(worker)[1][:2])
    found.append(
        done(
            worker,
            RecoveryCode(CodeTask.TRY_PARTS),
            recovery_code.RecoveryCodeAction.SUBMIT,
            code_typed=one,
            code_other=other,
        )
    )
    assert "\n".join(each for each in found if each) == ""


WAYS = [(how, fill) for how in ("code", "parts", "key") for fill in ("nothing", "slips", "a whole code")]


def test_that_every_refusal_before_unlocking_is_in_sight(worker: DeskWork, tmp_path: Path) -> None:
    driver, hidden = worker.driver, []
    worker.lock()
    for typed in ("", "slip"):
        driver.type_text("passphrase", typed)
        hidden += Press(worker, "open").unseen
    for how, fill in WAYS:
        driver.app.locked_controller.show_cannot_unlock(driver.app.settings.list_vaults(Realm.LIVE)[0])
        driver.wait_until_idle()
        hidden += refused_by(
            worker,
            how,
            fill,
            cannot_unlock.CannotUnlockAction.KEY_FILE if how == "key" else cannot_unlock.CannotUnlockAction.RECOVER,
            tmp_path,
        )
    for how, fill in (("passphrase", "nothing"), ("passphrase", "slips"), *WAYS):
        driver.app.locked_controller.show_restore()
        driver.wait_until_idle()
        hidden += refused_by(worker, how, fill, "restore", tmp_path)
    for fill in ("nothing", "slips"):
        driver.app.locked_controller.show_salvage()
        driver.wait_until_idle()
        hidden += refused_by(worker, "", fill, "go", tmp_path)
    assert "\n".join(hidden) == ""


def refused_by(worker: DeskWork, how: str, fill: str, key: str, folder: Path) -> list[str]:
    """What nobody sees of the refusal of one way in."""
    presenter: Any = page_of(worker).presenter
    presenter.ask_open_path = lambda: folder
    if hasattr(presenter, "credential_form"):
        presenter.credential_form.ask_key_file = lambda: folder
    if how:
        worker.driver.choose("how", how)
    write(worker, FILLS[fill])
    press = Press(worker, key)
    press.said = press.said or standing(worker)[1]  # a slip is named while it is typed
    return [f"{key} {how} {fill}: {press.unseen or 'nothing said'}"] if press.unseen or not press.said else []


def test_that_words_out_of_sight_are_found(worker: DeskWork) -> None:
    go(worker, Keys())
    write(worker, {"now-key": "slip"})
    press = Press(worker, key_ring.KeysAction.ADD_SUPERVISOR_KEY)
    assert (len(press.said), press.unseen) == (1, [])
    page_of(worker).verticalScrollBar().setValue(0)
    worker.driver.wait_until_idle()
    assert press.unseen == press.said
