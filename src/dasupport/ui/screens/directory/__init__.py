"""Presenters of the directory."""
