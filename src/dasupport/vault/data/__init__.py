"""The encrypted data: engine, tables, one store per kind of row, the audit chain, migrations."""
