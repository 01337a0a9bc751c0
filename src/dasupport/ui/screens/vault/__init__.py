"""Presenters of the pages about the vault, its keys and its settings."""
