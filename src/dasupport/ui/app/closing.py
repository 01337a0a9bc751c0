"""The end of an unlocked program: what could not be saved goes to a rescue file, then the vault is closed."""

from collections.abc import Callable

from dasupport.ui.app.state import LockReport
from dasupport.ui.background.run import JobRunner
from dasupport.ui.session.context import SessionContext


def close_vault(
    context: SessionContext, run_job: JobRunner, report: Callable[[LockReport], None], refresh: Callable[[], None]
) -> None:
    """Save the typed text and close the vault.

    `report` is called with what a lock screen has to tell, also late and on the vault's own thread; `refresh` once
    that was too late for the lock screen that is shown.
    """
    work, vault = context.work, context.open_vault
    if work.editor:
        work.editor.save_sanitised_texts()
    work.retry_saves()
    told = vault.keys.is_rotated
    report(LockReport(keys_renewed=told))

    def write_rescue_file() -> bool:
        """Return True if all keys were replaced after the lock screen was shown.

        Runs on the vault's own thread, so that all is known before this process ends.
        """
        late = vault.keys.is_rotated and not told
        report(LockReport(keys_renewed=late))
        try:
            work.write_rescue_file()
        except BaseException:
            report(LockReport(words_lost=True, loss_is_new=True))
            raise
        return late

    run_job(write_rescue_file, lambda late: refresh() if late else None, lambda _: refresh())
    run_job(vault.close, lambda _: None, lambda _: None)
