"""Presenters before unlocking, and of Cover."""
