"""Presenters of what lies over a page."""
