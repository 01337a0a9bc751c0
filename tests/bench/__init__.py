"""The speed table: what takes how long, beside a floor measured in the same run."""
