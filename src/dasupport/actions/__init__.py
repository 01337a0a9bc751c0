"""Verbs: what a user does, each in one transaction. Actions print nothing and know no window."""
