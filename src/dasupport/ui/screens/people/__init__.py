"""Presenters of the pages about people."""
