"""Who looked, and what was done: the log read, looked through, and given away without a word about people."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from dasupport.actions.leaving import leave
from dasupport.actions.warden import Warden, asks
from dasupport.casework.roles import Act
from dasupport.casework.trail import Found, Sort, Sought, Trace
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

Words = Callable[[str], str]
WEEK = timedelta(days=7)
CHECKED = "log_checked"
MOST = 40
"""So many lines are shown at once; the days lead to the others, and an export holds them all."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes as the beginning of something to be worked out."""


class Trails:
    """What may be done with the log of an open vault. Reading it is logged like everything else."""

    def __init__(self, vault: Vault, warden: Warden) -> None:
        self._vault = vault
        self._warden = warden

    @asks(Act.WHO_LOOKED)
    def looked(self, person: str) -> Found:
        """Who looked at one person's record or took paper of it away, and when, the newest first.

        Raises Refusal where there is no record.
        """

        def job(work: Work) -> Found:
            if work.people.get(person) is None:
                raise Refusal("REF-NOT-HERE")
            found = work.trail.find(Sought(person=person, sorts=(Sort.LOOKED, Sort.LEFT)), MOST)
            work.log.add("log read", person)
            return found

        return self._vault.do(job)

    @asks(Act.READ_LOG)
    def read(self, sought: Sought) -> Found:
        """The newest lines that are looked for, as they stood before this reading."""

        def job(work: Work) -> Found:
            found = work.trail.find(sought, MOST)
            work.log.add("log read", sought.session or sought.person)
            return found

        return self._vault.do(job)

    @asks(Act.READ_LOG)
    def whole(self) -> bool:
        """Whether every line follows from the one before: none was changed, and none is missing between others."""
        return self._vault.do(lambda work: work.log.whole())

    @asks(Act.CHECK_LOG)
    def weekly(self) -> None:
        """Follow the whole log from its first line, if that was not done for a week. Raises Altered, and then does so
        again at every visit."""

        def job(work: Work) -> None:
            now, said = self._vault.now(), work.settings.get(CHECKED)
            last = datetime.fromisoformat(said) if said else work.log.begun()
            if last is not None and now - last > WEEK:
                for _ in work.log.events():
                    pass
                work.settings.put(CHECKED, now.isoformat())
                work.log.add("log checked", "")

        self._vault.do(job)

    @asks(Act.EXPORT_LOG)
    def export(self, sought: Sought, heads: tuple[str, ...], path: Path, words: Words) -> int:
        """Write the lines that are looked for as a table, with ids and without code names; returns how
        many. `words` says what was done, as the screen does.

        Raises Refusal SAVE-WHERE.
        """
        traces = self._vault.do(lambda work: work.trail.find(sought)).traces
        leave(self._vault, table(heads, traces, words), path, "log exported", sought.session or sought.person)
        return len(traces)


def table(heads: tuple[str, ...], traces: tuple[Trace, ...], words: Words) -> bytes:
    """Lines as comma-separated values, the oldest first, that no spreadsheet takes as something to work out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(map(harmless, heads))
    for trace in reversed(traces):
        cells = (str(trace.seq), trace.at.isoformat(), trace.who, words(trace.action), trace.action, trace.object,
                 trace.person, trace.session)  # fmt: skip
        writer.writerow(map(harmless, cells))
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that is read as text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
