"""Opening a vault: authentication, the opener, read-only opening, key slots."""
