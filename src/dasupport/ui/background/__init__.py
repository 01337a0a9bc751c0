"""Jobs on the vault's thread, and the passphrase asked for again."""
