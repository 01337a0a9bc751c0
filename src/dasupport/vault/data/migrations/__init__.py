"""One small file for each change of the schema, frozen in time: none of our own code is imported there."""
