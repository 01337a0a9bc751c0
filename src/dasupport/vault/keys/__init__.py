"""Keys: the key file and its slots, key derivation, credentials, the cost of a guess."""
