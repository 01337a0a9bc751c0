"""Presenters: each builds one screen from the record and the pack, and handles the user's intents."""
