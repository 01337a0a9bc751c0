"""Audit log: read it, filter it, and export it without a word about people."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.actions.export import export_file
from dasupport.casework.audit_events import AuditCategory, AuditFilter, AuditPage, AuditRow
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault

DescribeAction = Callable[[str], str]
"""Returns the label of an audit action."""
WEEK = timedelta(days=7)
CHECKED_SETTING = "log_checked"
"""The setting that holds when the audit log was last verified."""
MAX_ROWS = 40
"""Number of rows shown at once; the date filter reaches the others, and an export holds them all."""
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that make a spreadsheet treat a cell as a formula."""


class AuditLog:
    """Actions on the audit log of an open vault. Reading it is logged like everything else."""

    def __init__(self, vault: Vault, warden: Authoriser) -> None:
        self._vault = vault
        self._authoriser = warden

    @requires(Act.VIEW_ACCESS_HISTORY)
    def access_history(self, person: str) -> AuditPage:
        """Return who viewed one person's record, or exported a sheet of it, and when, newest first.

        Raises Refusal if there is no record.
        """

        def job(work: Transaction) -> AuditPage:
            if work.people.get_person(person) is None:
                raise Refusal(RefusalId.REF_NOT_HERE)
            found = work.audit_query.find_rows(
                AuditFilter(person=person, categories=(AuditCategory.LOOKED, AuditCategory.LEFT)), MAX_ROWS
            )
            work.audit_chain.append("log read", person)
            return found

        return self._vault.transact(job)

    @requires(Act.READ_LOG)
    def read_rows(self, sought: AuditFilter) -> AuditPage:
        """Return the newest rows that match a filter, without the row for this reading."""

        def job(work: Transaction) -> AuditPage:
            found = work.audit_query.find_rows(sought, MAX_ROWS)
            work.audit_chain.append("log read", sought.session or sought.person)
            return found

        return self._vault.transact(job)

    @requires(Act.READ_LOG)
    def verify_chain(self) -> bool:
        """Return True if every row follows from the one before: none was changed, and none is missing between
        others.
        """
        return self._vault.transact(lambda work: work.audit_chain.verify_chain())

    @requires(Act.CHECK_LOG)
    def verify_chain_weekly(self) -> None:
        """Verify the whole audit log from its first row, if that was not done for a week.

        Raises Altered if it fails, and then fails again at every call.
        """

        def job(work: Transaction) -> None:
            now, said = self._vault.now(), work.metadata.get(CHECKED_SETTING)
            last = datetime.fromisoformat(said) if said else work.audit_chain.get_start_time()
            if last is not None and now - last > WEEK:
                for _ in work.audit_chain.iterate_verified():
                    pass
                work.metadata.put(CHECKED_SETTING, now.isoformat())
                work.audit_chain.append("log checked", "")

        self._vault.transact(job)

    @requires(Act.EXPORT_LOG)
    def export_csv(self, sought: AuditFilter, heads: tuple[str, ...], path: Path, words: DescribeAction) -> int:
        """Write the matching rows as a table, with ids and without code names; return their number.

        `words` gives the label of an action, as the screen does. Raises Refusal SAVE-WHERE.
        """
        traces = self._vault.transact(lambda work: work.audit_query.find_rows(sought)).rows
        export_file(self._vault, build_csv(heads, traces, words), path, "log exported", sought.session or sought.person)
        return len(traces)


def build_csv(heads: tuple[str, ...], traces: tuple[AuditRow, ...], words: DescribeAction) -> bytes:
    """Return rows as comma-separated values, oldest first; no cell is a formula to a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(map(escape_cell, heads))
    for trace in reversed(traces):
        cells = (
            str(trace.seq),
            trace.at.isoformat(),
            trace.known_actor,
            words(trace.action),
            trace.action,
            trace.object,
            trace.person,
            trace.session,
        )
        writer.writerow(map(escape_cell, cells))
    return text.getvalue().encode("utf-8-sig")


def escape_cell(cell: str) -> str:
    """Return a cell that a spreadsheet reads as text."""
    return f"'{cell}" if cell.startswith(FORMULA_PREFIXES) else cell
