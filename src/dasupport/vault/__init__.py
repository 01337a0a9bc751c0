"""The encrypted vault: key files, encrypted data, backups. Rows stay inside; frozen values are returned."""
