"""Keeping: the encrypted vault. Rows stay in here; frozen values come out."""
