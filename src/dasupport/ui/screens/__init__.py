"""Presenters: each makes one screen out of what stands in the record and the pack, and takes what was done."""
