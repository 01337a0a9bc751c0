"""Verification of a whole vault, and reading what damage has left."""
