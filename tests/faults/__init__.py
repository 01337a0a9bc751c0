"""Faults by the thousand. `python -m tests.faults` runs every row at its full size; the tests run each a little."""
