"""Words: every sentence that a user reads, as typed data from packs of TOML files."""
