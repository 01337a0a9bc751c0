"""Presenters of the pages of a session."""
