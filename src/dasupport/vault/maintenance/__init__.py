"""Backups, restore, salvage, key rotation, repair of a key file."""
