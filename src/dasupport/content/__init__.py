"""Content packs: every sentence that a user reads, as typed data loaded from TOML files."""
